"""Files that are not read again, and those that must be: what a load takes over without reading it."""

import os
import random
import shutil

import pytest

from bot.cache import Store, digests, inputs, load
from bot.cache.digests import Digests
from tests.cache.test_load import facts, rows
from tests.moderation.made import document, folder_of

GOALS = "SELECT season, home_goals FROM match ORDER BY season"


@pytest.fixture
def seasons(tmp_path):
    return folder_of(tmp_path / "seasons", 2001, 2002)


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "data" / "cache.sqlite3"


@pytest.fixture
def at_rest(monkeypatch):
    """Take files as written long ago, however young they are."""
    monkeypatch.setattr(digests, "_TICK", 0)


@pytest.fixture
def coarse_clock(monkeypatch):
    """Give files the times of a file system whose clock ticks every other second."""

    def stamp(found):
        tick = 2 * 10**9
        return [
            found.st_size,
            found.st_mtime_ns // tick * tick,
            found.st_ctime_ns // tick * tick,
            found.st_ino,
        ]

    monkeypatch.setattr(digests, "stamp", stamp)
    monkeypatch.setattr(inputs, "stamp", stamp)


@pytest.fixture
def files_read(monkeypatch):
    """Give the names of the files that are read to be digested."""
    found = []
    read = Digests.read

    def noted(self, path):
        found.append(path.name)
        return read(self, path)

    monkeypatch.setattr(Digests, "read", noted)
    return found


async def test_a_file_that_did_not_change_is_not_read_again(seasons, cache, at_rest, files_read):
    first = await load(seasons, cache)
    assert files_read == ["2001.txt", "2002.txt"]
    again = await load(seasons, cache)
    assert files_read == ["2001.txt", "2002.txt"]
    assert (again.written, again.generation, again.unchanged) == (False, first.generation, first.new)
    assert again.before == again.after == first.after


async def test_of_two_files_the_changed_one_alone_is_read(seasons, cache, at_rest, files_read):
    await load(seasons, cache)
    (seasons / "2002.txt").write_bytes(document(2002, score="5-1"))
    files_read.clear()
    told = []
    report = await load(seasons, cache, progress=lambda done, of: told.append((done, of)))
    assert files_read == ["2002.txt"]
    assert told == [(0, 1), (1, 1)]
    assert (report.changed, report.unchanged) == (("2002.txt",), ("2001.txt",))
    assert rows(cache, GOALS) == [(2001, 2), (2002, 5)]


@pytest.mark.usefixtures("coarse_clock")
async def test_other_bytes_of_the_same_size_and_time_are_noticed_soon_after_a_load(seasons, cache):
    await load(seasons, cache)
    (seasons / "2001.txt").write_bytes(document(2001, score="7-0"))
    report = await load(seasons, cache)
    assert report.changed == ("2001.txt",)
    assert rows(cache, GOALS) == [(2001, 7), (2002, 2)]


async def test_other_bytes_under_a_time_that_was_set_back_are_noticed(seasons, cache, at_rest):
    await load(seasons, cache)
    before = (seasons / "2001.txt").stat()
    (seasons / "2001.txt").write_bytes(document(2001, score="7-0"))
    os.utime(seasons / "2001.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (await load(seasons, cache)).changed == ("2001.txt",)


async def test_a_touched_file_with_the_bytes_of_before_has_not_changed(seasons, cache, at_rest, files_read):
    await load(seasons, cache)
    files_read.clear()
    os.utime(seasons / "2001.txt")
    report = await load(seasons, cache)
    assert files_read == ["2001.txt"]
    assert (report.written, report.changed) == (False, ())


async def test_a_copy_of_the_folder_is_read_and_makes_the_same_cache(
    seasons, cache, at_rest, files_read, tmp_path
):
    await load(seasons, cache)
    files_read.clear()
    shutil.copytree(seasons, tmp_path / "copy")
    report = await load(tmp_path / "copy", cache)
    assert files_read == ["2001.txt", "2002.txt"]
    assert not report.written


@pytest.mark.parametrize(
    "damage",
    [b"", b"[1]", b'{"2001.txt": 1}', b'{"2001.txt": [1, 2, 3, 4]}', b'{"2001.txt": {"a": 1}}', b"\xff"],
)
async def test_damaged_digests_cost_reading_and_nothing_else(seasons, cache, at_rest, files_read, damage):
    first = await load(seasons, cache)
    files_read.clear()
    cache.with_name("cache.sqlite3.digests").write_bytes(damage)
    assert (await load(seasons, cache)).generation == first.generation
    assert files_read == ["2001.txt", "2002.txt"]


async def test_digests_that_cannot_be_kept_stop_no_load(seasons, cache, at_rest):
    cache.with_name("cache.sqlite3.digests").mkdir(parents=True)
    assert (await load(seasons, cache)).after.seasons == 2


@pytest.mark.usefixtures("coarse_clock")
async def test_a_file_whose_bytes_are_not_those_of_its_digest_is_loaded_as_it_lies_there(
    seasons, cache, at_rest
):
    await load(seasons, cache)
    # The stamp says that nothing changed; whoever reads the file must see that it did.
    (seasons / "2001.txt").write_bytes(document(2001, score="7-0"))
    report = await load(seasons, cache, force=True)
    assert report.changed == ("2001.txt",)
    assert rows(cache, GOALS) == [(2001, 7), (2002, 2)]


async def test_the_digest_of_a_file_that_is_gone_is_forgotten(seasons, cache, at_rest):
    await load(seasons, cache)
    (seasons / "2001.txt").unlink()
    await load(seasons, cache)
    assert b"2001.txt" not in cache.with_name("cache.sqlite3.digests").read_bytes()


async def test_the_index_of_names_is_made_anew_only_where_names_changed(seasons, cache):
    await load(seasons, cache)
    store = Store(cache)
    await store.refresh()
    first = store.current.index
    (seasons / "2001.txt").write_bytes(document(2001, score="7-0"))
    await load(seasons, cache)
    assert await store.refresh()
    assert store.current.index is first
    (seasons / "2001.txt").write_bytes(document(2001, winner="Otro Campeón"))
    await load(seasons, cache)
    assert await store.refresh()
    assert store.current.index.resolve("otro campeon").candidates
    await store.close()


@pytest.mark.parametrize("seed", range(3))
async def test_any_changes_one_after_the_other_end_in_the_facts_of_a_load_from_nothing(tmp_path, seed):
    rng = random.Random(seed)
    seasons = folder_of(tmp_path / "seasons", 2001)
    for _ in range(8):
        name, year = rng.choice("abcd"), rng.randint(2001, 2003)
        winner = rng.choice(["Sport Ejemplo", "SPORT EJEMPLO", "Deportivo Áncash", "Deportivo Ancash"])
        text = document(year, winner, rng.choice(["1-0", "3-3"]))
        if rng.random() < 0.4:
            text = text.replace(b"==Departmental Stage==", b"==Other==").replace(b"| Department |", b"")
        if rng.random() < 0.2:
            (seasons / f"{name}.txt").unlink(missing_ok=True)
        else:
            (seasons / f"{name}.txt").write_bytes(text)
        await load(seasons, tmp_path / "cache.sqlite3")
    await load(seasons, tmp_path / "other.sqlite3")
    assert facts(tmp_path / "cache.sqlite3") == facts(tmp_path / "other.sqlite3")
