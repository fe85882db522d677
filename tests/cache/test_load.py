"""Documents → cache: what a load writes, what it leaves, and what becomes of damage on the way."""

import contextlib
import hashlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.cache import Store, load
from bot.cache.inputs import code_digest
from tests.five import SEEDS

SEASON = """= {year} Copa Perú =

Infobox
- Season: {year}
- Winners: {winner}

==Final Stage==
=== Round 1 ===
1 December {year}
{winner} {score} Deportivo Prueba
"""


@pytest.fixture
def seasons(tmp_path: Path) -> Path:
    folder = tmp_path / "seasons"
    folder.mkdir()
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cache.sqlite3"


def write(folder: Path, name: str, year: int, winner: str = "Sport Ejemplo", score: str = "2-0") -> None:
    text = SEASON.format(year=year, winner=winner, score=score)
    (folder / name).write_text(text, encoding="utf-8")


def rows(cache: Path, query: str) -> list[tuple]:
    db = sqlite3.connect(cache)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def facts(cache: Path) -> dict[str, list[tuple]]:
    """All rows of all tables, but for the time of the load."""
    tables = [name for (name,) in rows(cache, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: sorted(map(repr, rows(cache, f"SELECT * FROM {table}"))) for table in tables if table != "meta"
    }


async def test_the_shipped_documents_are_loaded_with_all_that_was_counted_by_hand(cache):
    report = await load(SEEDS, cache)
    assert len(report.new) == 5
    assert report.unreadable == ()
    counted = rows(
        cache,
        """SELECT year,
                  (SELECT count(*) FROM match WHERE season = year AND origin = 'line'),
                  (SELECT sum(home_goals + away_goals) FROM match WHERE season = year AND origin = 'line'),
                  (SELECT count(*) FROM match WHERE season = year AND origin = 'infobox')
             FROM season ORDER BY year""",
    )
    assert counted == [
        (1967, 15, 48, 0),
        (1996, 15, 55, 0),
        (1997, 16, 47, 0),
        (2006, 0, None, 0),
        (2012, 0, None, 3),
    ]


async def test_an_infobox_score_that_repeats_a_match_line_is_that_match(cache):
    await load(SEEDS, cache)
    found = rows(
        cache,
        "SELECT origin, home_name, label FROM record JOIN match USING (season, number) WHERE season = 1967",
    )
    assert found == [("line", "Melgar", "Highest Scoring")]


async def test_a_short_form_of_the_infobox_is_the_club_of_the_opponents_region(cache):
    await load(SEEDS, cache)
    query = "SELECT home, away FROM match WHERE season = 2012 AND origin = 'infobox' AND home LIKE '%grau%'"
    assert rows(cache, query) == [("atletico-grau.piura", "deportivo-municipal-rdm.amazonas")]
    assert rows(cache, "SELECT * FROM spelling WHERE name = 'Grau'") == []


async def test_an_unchanged_start_writes_nothing(cache):
    await load(SEEDS, cache)
    before = (cache.stat().st_ino, hashlib.sha256(cache.read_bytes()).hexdigest())
    report = await load(SEEDS, cache)
    assert not report.written
    assert (cache.stat().st_ino, hashlib.sha256(cache.read_bytes()).hexdigest()) == before


async def test_a_load_says_which_documents_are_new_changed_gone_and_unchanged(seasons, cache):
    for year in (2001, 2002, 2003):
        write(seasons, f"{year}.txt", year)
    await load(seasons, cache)
    write(seasons, "2002.txt", 2002, score="3-1")
    write(seasons, "2004.txt", 2004)
    (seasons / "2003.txt").unlink()
    report = await load(seasons, cache)
    assert (report.new, report.changed) == (("2004.txt",), ("2002.txt",))
    assert (report.gone, report.unchanged) == (("2003.txt",), ("2001.txt",))
    assert rows(cache, "SELECT home_goals FROM match WHERE season = 2002") == [(3,)]
    assert rows(cache, "SELECT year FROM season ORDER BY year") == [(2001,), (2002,), (2004,)]


async def test_changing_documents_one_by_one_ends_in_the_same_facts_as_a_load_from_nothing(
    seasons, cache, tmp_path
):
    write(seasons, "a.txt", 2001)
    write(seasons, "b.txt", 2001, winner="Otro Campeón")
    write(seasons, "c.txt", 2002, winner="Sport  Ejemplo")
    await load(seasons, cache)
    write(seasons, "0.txt", 2001, winner="Un Tercero")
    await load(seasons, cache)
    (seasons / "0.txt").unlink()
    (seasons / "a.txt").unlink()
    write(seasons, "c.txt", 2002, winner="Deportivo Prueba", score="1-1")
    await load(seasons, cache)
    await load(seasons, tmp_path / "other.sqlite3")
    assert facts(cache) == facts(tmp_path / "other.sqlite3")


@pytest.mark.parametrize("seed", range(5))
async def test_any_changes_one_after_the_other_end_in_the_facts_of_a_load_from_nothing(
    seasons, cache, tmp_path, seed
):
    rng = random.Random(seed)
    names = ["a.txt", "b.txt", "c (1).txt", "d~.txt", "1967.txt", "2012.txt"]
    seeds = {path.name[:4] + ".txt": path for path in SEEDS.glob("*.txt")}
    for _ in range(8):
        name = rng.choice(names)
        if rng.random() < 0.2:
            (seasons / name).unlink(missing_ok=True)
        elif name in seeds:
            shutil.copy(seeds[name], seasons / name)
        else:
            winner = rng.choice(["Sport Ejemplo", "SPORT EJEMPLO", "Deportivo Áncash", "Deportivo Prueba"])
            entries = [f"| {rng.choice(['Ica', 'Puno'])} | {club} | Town |" for club in [winner, "Otro"]]
            write(seasons, name, rng.randint(2001, 2003), winner, rng.choice(["1-0", "3-3"]))
            with (seasons / name).open("a", encoding="utf-8") as file:
                if rng.random() < 0.5:
                    file.write("\n".join(["", "==Teams==", "| Department | Team | Location |", *entries, ""]))
        if any(seasons.iterdir()):
            await load(seasons, cache)
    await load(seasons, tmp_path / "other.sqlite3")
    assert facts(cache) == facts(tmp_path / "other.sqlite3")


async def test_of_a_document_and_its_copy_the_copy_is_left_out_and_told(seasons, cache):
    write(seasons, "a (1).txt", 2001, winner="Segundo")
    write(seasons, "a.txt", 2001, winner="Primero")
    report = await load(seasons, cache)
    assert rows(cache, "SELECT name FROM honour") == [("Primero",)]
    [(reason,)] = rows(cache, "SELECT reason FROM document WHERE name = 'a (1).txt'")
    assert "a.txt" in reason
    assert ("a (1).txt", "second-document") in [(name, problem.kind) for name, problem in report.problems]


async def test_two_documents_of_a_season_are_both_in_use_and_their_differences_told(seasons, cache):
    write(seasons, "b.txt", 2001, winner="Segundo")
    write(seasons, "a.txt", 2001, winner="Primero")
    report = await load(seasons, cache)
    order = rows(cache, "SELECT document, position FROM season ORDER BY position")
    assert order == [("a.txt", 0), ("b.txt", 1)]
    assert [name for name, problem in report.problems if problem.kind == "differs-champion"] == ["b.txt"]
    assert report.after.seasons == 1
    (seasons / "a.txt").unlink()
    await load(seasons, cache)
    assert rows(cache, "SELECT document, position FROM season") == [("b.txt", 0)]
    assert rows(cache, "SELECT kind FROM problem WHERE kind LIKE 'differs-%'") == []


async def test_a_document_that_cannot_be_read_does_not_take_the_others_down(seasons, cache):
    write(seasons, "2001.txt", 2001)
    (seasons / "bad.txt").write_bytes(b"\xff\xfe not UTF-8 \xff")
    report = await load(seasons, cache)
    assert [name for name, _ in report.unreadable] == ["bad.txt"]
    assert rows(cache, "SELECT year FROM season") == [(2001,)]


def drop_a_table(cache: Path) -> None:
    with contextlib.closing(sqlite3.connect(cache)) as db:
        db.execute("DROP TABLE meta")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[:100] + b"rubbish" * 999), id="rubbish"),
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[:5000]), id="truncated"),
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(drop_a_table, id="other schema"),
    ],
)
async def test_a_damaged_cache_is_set_aside_and_built_again(seasons, cache, damage):
    write(seasons, "2001.txt", 2001)
    await load(seasons, cache)
    whole = facts(cache)
    damage(cache)
    await load(seasons, cache)
    assert facts(cache) == whole
    assert cache.with_name("cache.sqlite3.damaged").exists()


async def test_a_cache_of_other_code_with_other_tables_is_built_again_and_is_no_damage(seasons, cache):
    write(seasons, "2001.txt", 2001)
    await load(seasons, cache)
    whole = facts(cache)
    db = sqlite3.connect(cache)
    db.executescript(
        "DROP TABLE entry; UPDATE meta SET value = 'other code' WHERE name IN ('base', 'generation')"
    )
    db.close()
    report = await load(seasons, cache)
    assert report.written
    assert facts(cache) == whole
    assert not cache.with_name("cache.sqlite3.damaged").exists()


async def test_building_everything_anew_says_that_nothing_changed(seasons, cache):
    write(seasons, "2001.txt", 2001)
    first = await load(seasons, cache)
    report = await load(seasons, cache, force=True)
    assert report.written
    assert (report.new, report.changed, report.unchanged) == ((), (), ("2001.txt",))
    assert (report.before, report.differences) == (first.after, ())


async def test_what_a_killed_load_left_behind_is_cleared_away(seasons, cache):
    write(seasons, "2001.txt", 2001)
    cache.parent.mkdir(parents=True)
    left = cache.parent / ".cache.sqlite3.killed.new"
    left.write_bytes(b"half a file")
    await load(seasons, cache)
    assert not left.exists()
    assert sorted(p.name for p in cache.parent.iterdir()) == ["cache.sqlite3", "cache.sqlite3.lock"]


async def test_a_load_that_fails_leaves_the_old_cache_in_place(seasons, cache):
    write(seasons, "2001.txt", 2001)
    await load(seasons, cache)
    before = cache.read_bytes()
    (seasons / "rules.toml").write_text("points = 3", encoding="utf-8")
    with pytest.raises(Exception, match=r"rules\.toml"):
        await load(seasons, cache)
    assert cache.read_bytes() == before


async def test_the_generation_is_the_same_wherever_the_inputs_are_the_same(seasons, tmp_path):
    write(seasons, "2001.txt", 2001)
    one = await load(seasons, tmp_path / "one.sqlite3")
    other = await load(seasons, tmp_path / "other.sqlite3")
    write(seasons, "2001.txt", 2001, score="4-4")
    changed = await load(seasons, tmp_path / "one.sqlite3")
    assert one.generation == other.generation != changed.generation


async def test_a_snapshot_keeps_its_facts_while_another_generation_takes_over(seasons, cache):
    write(seasons, "2001.txt", 2001, winner="Antes")
    await load(seasons, cache)
    store = Store(cache)
    async with store.snapshot() as old:
        write(seasons, "2001.txt", 2001, winner="Después")
        await load(seasons, cache)
        assert await store.refresh()
        async with store.snapshot() as new:
            query = "SELECT name FROM honour"
            assert [row[0] for row in await old.rows(query)] == ["Antes"]
            assert [row[0] for row in await new.rows(query)] == ["Después"]
            assert old.generation != new.generation
    assert not await store.refresh()
    await store.close()


async def test_names_are_indexed_anew_only_where_they_changed(seasons, cache):
    write(seasons, "2001.txt", 2001)
    store = Store(cache)

    async def index():
        await load(seasons, cache)
        await store.refresh()
        return store.current.index

    before = await index()
    write(seasons, "2001.txt", 2001, score="3-0")
    assert await index() is before
    write(seasons, "2001.txt", 2001, winner="Otro Club")
    assert (await index()).resolve("otro club").club.name == "Otro Club"
    await store.close()


async def test_progress_tells_documents_done_of_all(seasons, cache):
    for year in (2001, 2002):
        write(seasons, f"{year}.txt", year)
    told: list[tuple[int, int]] = []
    await load(seasons, cache, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]


async def test_a_department_in_another_spelling_is_the_same_department_of_the_same_clubs(seasons, cache):
    for year, spelled in ((2001, "Cuzco"), (2002, "Cusco")):
        table = f"==Teams==\n| Department | Team | Location |\n| {spelled} | Deportivo Prueba | Sicuani |\n"
        (seasons / f"{year}.txt").write_text(f"= {year} Copa Perú =\n\n{table}", encoding="utf-8")
    await load(seasons, cache)
    assert rows(cache, "SELECT key, department FROM club") == [("deportivo-prueba.cusco", "Cusco")]


async def test_two_versions_of_the_bot_on_one_path_answer_each_from_its_own_data(seasons, cache, caplog):
    write(seasons, "2001.txt", 2001)
    await load(seasons, cache)
    store = Store(cache)
    await store.refresh()
    ours = store.current
    write(seasons, "2002.txt", 2002)
    await load(seasons, cache)
    made_by(cache, "another version")
    assert not await store.refresh()
    assert not await store.refresh()
    assert store.current is ours
    assert caplog.text.count("another version of the bot") == 1
    made_by(cache, code_digest())
    assert await store.refresh()
    assert store.current.seasons == (2001, 2002)
    await store.close()


def made_by(cache: Path, code: str) -> None:
    """Put a copy in place of the cache that other code has made."""
    copy = cache.with_name("copy")
    shutil.copyfile(cache, copy)
    with contextlib.closing(sqlite3.connect(copy)) as db:
        db.execute("UPDATE meta SET value = ? WHERE name = 'code'", (code,))
        db.commit()
    copy.replace(cache)


async def test_folders_and_files_of_the_bot_are_for_its_user_alone(seasons, tmp_path):
    cache = tmp_path / "new" / "cache.sqlite3"
    await load(seasons, cache)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (cache.parent, *cache.parent.iterdir())}
    assert modes == {"new": 0o700, "cache.sqlite3": 0o600, "cache.sqlite3.lock": 0o600}
