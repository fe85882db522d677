"""Changes with their loads: what is in use, what the generation says, what is kept, what can be undone."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cache import load
from bot.errors import AlreadyDoneError, BusyError, ModerationError, OfferGoneError, StorageError
from bot.model import Correction
from bot.moderation import AddAlias, Moderation
from bot.moderation.corrections import CorrectMatch
from bot.moderation.state import ModerationState
from tests.cache.test_load import facts, rows
from tests.moderation.conftest import ANA
from tests.moderation.made import contradiction, document, folder_of, remove
from tests.properties import examples


async def add(moderation, data, name="x.txt"):
    preview = await moderation.offer(name, data, ANA)
    return await moderation.confirm(preview.offer.token, ANA)


def champions(moderation):
    return dict(rows(moderation.cache_path, "SELECT season, name FROM honour WHERE place = 'champion'"))


async def test_a_preview_says_what_would_change_and_changes_nothing(moderation):
    await moderation.load()
    before = moderation.cache_path.read_bytes()
    preview = await moderation.offer("x.txt", document(2002, "Otro"), ANA)
    assert {d.kind: (d.added, d.removed) for d in preview.report.differences} == {
        "matches": (1, 1),
        "teams": (1, 1),
        "champions": (1, 1),
    }
    assert moderation.cache_path.read_bytes() == before
    assert await moderation.state() == ModerationState()


async def test_a_reload_reads_only_what_changed(moderation, seasons, monkeypatch):
    await moderation.load()
    read = []
    from bot.cache import versions

    parse = versions._parse
    monkeypatch.setattr(
        versions, "_parse", lambda file, *rest: (read.append(file.name), parse(file, *rest))[1]
    )
    (seasons / "2001.txt").write_bytes(document(2001, score="3-3"))
    await moderation.load()
    assert set(read) == {"2001.txt"}
    read.clear()
    await moderation.change(AddAlias("El Ejemplo", "sport-ejemplo.ancash"), ANA)
    assert read == []
    await add(moderation, document(2003))
    assert set(read) == {"added/2003.txt"}


async def rebuilt(moderation: Moderation, path: Path) -> tuple[str, dict]:
    """Build a cache from nothing out of the same folder and the same moderators' data."""
    again = Moderation(moderation.seasons_dir, path, moderation.store.path.parent)
    report = await again.load()
    return report.generation, facts(path)


def correction(year: int, number: int) -> Correction:
    """Return a correction of the match of a season's document."""
    return Correction(
        *(year, "sport-ejemplo.ancash", "deportivo-prueba.ica", f"{year}-12-01"),
        *("Final Stage", None, "Round 1", None, "Sport Ejemplo – Deportivo Prueba"),
        *("score", "2-0", f"{number}-9", "a book"),
    )


ACTIONS = st.sampled_from(
    [
        "add 2001",
        "add 2003",
        "remove 2001",
        "remove 2002",
        "remove 2003",
        "undo",
        "alias",
        "correct 2001",
        "correct 2002",
        "break 2001",
        "empty 2002",
        "mend 2001",
        "contradict 2002",
        "delete 2002",
        "second 2001",
        "delete second",
    ]
)


@examples(6)
@given(actions=st.lists(ACTIONS, min_size=2, max_size=6))
async def test_whatever_is_done_in_whatever_order_the_cache_is_as_if_built_from_nothing(
    actions, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("any")
    seasons = folder_of(folder / "seasons", 2001, 2002)
    moderation = Moderation(seasons, folder / "data" / "cache.sqlite3", folder / "data")
    await moderation.load()
    for number, action in enumerate(actions):
        verb, _, what = action.partition(" ")
        file = seasons / f"{what}.txt"
        try:
            match verb:
                case "add":
                    await add(moderation, document(int(what), f"Campeón {number}"))
                case "remove":
                    await remove(moderation, int(what), ANA)
                case "undo":
                    await moderation.undo(ANA)
                case "alias":
                    await moderation.change(AddAlias(f"apodo {number}", "sport-ejemplo.ancash"), ANA)
                case "correct":
                    await moderation.change(CorrectMatch(correction(int(what), number)), ANA)
                case "break":
                    file.write_bytes(b"\xff\xfe")
                case "empty":
                    file.write_bytes(f"= {what} Copa Perú =\n".encode())
                case "mend":
                    file.write_bytes(document(int(what), f"Mendado {number}"))
                case "contradict":
                    file.write_bytes(contradiction(int(what)))
                case "delete":
                    file.unlink(missing_ok=True)
                case "second":
                    (seasons / "second.txt").write_bytes(document(int(what), "Segundo"))
        except ModerationError:
            pass
        report = await moderation.load()
        generation = rows(moderation.cache_path, "SELECT value FROM meta WHERE name = 'generation'")[0][0]
        assert report.generation == generation
        anew = await rebuilt(moderation, folder / f"{number}.sqlite3")
        assert anew == (generation, facts(moderation.cache_path))


async def test_undoing_everything_ends_where_it_began(moderation):
    first = await moderation.load()
    await add(moderation, document(2003))
    await add(moderation, document(2002, "Otro"))
    await remove(moderation, 2001, ANA)
    await moderation.change(AddAlias("El Ejemplo", "sport-ejemplo.ancash"), ANA)
    for _ in range(4):
        _, report = await moderation.undo(ANA)
    assert report.generation == first.generation
    assert await moderation.state() == ModerationState()


async def test_the_last_twenty_states_are_kept_and_the_bytes_of_what_the_journal_tells(moderation):
    await moderation.load()
    for number in range(23):
        await add(moderation, document(2003, f"Campeón {number}"))
    undone = 0
    while True:
        try:
            await moderation.undo(ANA)
        except ModerationError:
            break
        undone += 1
    assert undone == 20
    assert champions(moderation)[2003] == "Campeón 2"
    await remove(moderation, 2003, ANA)
    named = "SELECT count(*) FROM content"
    # The two of the folder, and each that was added.
    assert rows(moderation.store.path, named) == [(25,)]


async def test_an_offer_is_confirmed_once(moderation):
    await moderation.load()
    preview = await moderation.offer("x.txt", document(2003), ANA)
    await moderation.confirm(preview.offer.token, ANA)
    with pytest.raises(AlreadyDoneError):
        await moderation.confirm(preview.offer.token, ANA)
    with pytest.raises(OfferGoneError):
        await moderation.cancel(preview.offer.token)


async def test_an_offer_expires(moderation, monkeypatch):
    await moderation.load()
    preview = await moderation.offer("x.txt", document(2003), ANA)
    monkeypatch.setattr("bot.moderation.store.now", lambda: "2999-01-01T00:00:00Z")
    with pytest.raises(OfferGoneError):
        await moderation.confirm(preview.offer.token, ANA)


async def test_a_change_that_cannot_be_kept_changes_nothing(moderation, monkeypatch):
    await moderation.load()
    before = facts(moderation.cache_path)
    preview = await moderation.offer("x.txt", document(2003), ANA)

    async def fail(*args, **kwargs):
        raise StorageError("disk full")

    monkeypatch.setattr(moderation.store, "save", fail)
    with pytest.raises(StorageError):
        await moderation.confirm(preview.offer.token, ANA)
    monkeypatch.undo()
    assert facts(moderation.cache_path) == before
    assert await moderation.state() == ModerationState()
    left = {path.name for path in moderation.cache_path.parent.iterdir()}
    assert left == {"cache.sqlite3", "cache.sqlite3.lock", "moderation.sqlite"}
    _, report = await moderation.confirm(preview.offer.token, ANA)
    assert report.after.seasons == 3


async def test_a_change_over_a_state_that_is_no_longer_that_is_refused(moderation):
    await moderation.load()
    before = await moderation.store.stored()
    await add(moderation, document(2003))
    with pytest.raises(BusyError):
        await moderation.store.save(before, before.state, None, good={})


async def test_good_versions_that_cannot_be_kept_do_not_stop_a_load(moderation, seasons, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "moderation.sqlite").mkdir()  # a folder where the file should be
    moderation.store.path = tmp_path / "data" / "none" / "moderation.sqlite"
    (tmp_path / "data" / "none").write_text("a file where a folder should be")
    report = await moderation.load()
    assert report.after.seasons == 2


@pytest.mark.parametrize("place", ["cache", "data"])
async def test_a_folder_that_cannot_be_written_is_told(tmp_path, seasons, place):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    folders = {"cache": tmp_path / "data", "data": tmp_path / "data", place: blocked}
    moderation = Moderation(seasons, folders["cache"] / "cache.sqlite3", folders["data"])
    if place == "cache":
        with pytest.raises(StorageError):
            await moderation.load()
    else:
        await moderation.load()
        with pytest.raises(StorageError):
            await moderation.change(AddAlias("x", "y.z"), ANA)


async def test_data_locked_by_another_process_is_told_after_a_while(moderation, monkeypatch):
    for module in ("store", "database"):
        monkeypatch.setattr(f"bot.moderation.{module}.BUSY_SECONDS", 0.1)
    await moderation.load()
    other = sqlite3.connect(moderation.store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(BusyError):
            await moderation.change(AddAlias("x", "y.z"), ANA)
        with pytest.raises(BusyError):
            await moderation.offer("x.txt", document(2003), ANA)
    finally:
        other.close()
    assert await moderation.state() == ModerationState()


async def test_a_load_without_moderators_data_still_serves_readers_of_the_cache(moderation, tmp_path):
    await load(moderation.seasons_dir, tmp_path / "plain.sqlite3")
    await moderation.load()
    assert facts(tmp_path / "plain.sqlite3") == facts(moderation.cache_path)


async def test_the_journal_holds_who_what_and_when(moderation, seasons):
    await moderation.load()
    await add(moderation, document(2003), "temporada.txt")
    (seasons / "2001.txt").unlink()
    await moderation.reload(ANA)
    await moderation.reload(ANA)
    entries, total = await moderation.history()
    assert total == 2
    assert [(e.number, e.what, e.who) for e in entries] == [(2, "reload", ANA), (1, "add document", ANA)]
    assert entries[0].details == {"new": 0, "changed": 0, "gone": 1, "held": 0, "seasons": "2001"}
    assert entries[1].details["file"] == "temporada.txt"
    assert all(entry.at.endswith("Z") for entry in entries)
