"""Caches that are damaged, and a folder of documents that is away: what is there is kept, or made anew."""

import contextlib
import os
import shutil
import sqlite3

import pytest

from bot.cache import Store, is_damage, load
from bot.errors import DocumentError
from tests.five import SEEDS


@pytest.fixture
def cache(loaded_cache, tmp_path):
    path = tmp_path / "cache.sqlite3"
    shutil.copyfile(loaded_cache, path)
    return path


def is_whole(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        try:
            return db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            return False


def overwrite_matches(path):
    """Fill the pages of matches with rubbish; what a load looks at first stays as it is."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        [size] = db.execute("PRAGMA page_size").fetchone()
        [page] = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'match'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))


async def test_a_cache_damaged_inside_is_built_anew_by_force(cache):
    overwrite_matches(cache)
    assert not is_whole(cache)
    report = await load(SEEDS, cache, force=True)
    assert report.written
    assert report.after.matches > 0
    assert is_whole(cache)


@pytest.mark.parametrize("away", [True, False], ids=["gone", "empty"])
async def test_a_folder_without_documents_takes_no_season_away(cache, tmp_path, away):
    folder = tmp_path / "seasons"
    if not away:
        folder.mkdir()
    before = cache.read_bytes()
    with pytest.raises(DocumentError, match="no document any more"):
        await load(folder, cache)
    assert cache.read_bytes() == before
    assert (await load(folder, cache, force=True)).after.seasons == 0


async def test_a_folder_without_documents_is_none_the_worse_for_a_first_load(tmp_path):
    report = await load(tmp_path / "nowhere", tmp_path / "cache.sqlite3")
    assert report.after.seasons == 0
    assert not (await load(tmp_path / "nowhere", tmp_path / "cache.sqlite3")).written


def test_a_wrong_statement_or_a_busy_file_is_no_damage(cache, tmp_path):
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(os.urandom(4096))
    for path, statement, expected in (
        (rubbish, "SELECT * FROM meta", True),
        (cache, "SELECT nothing FROM nowhere", False),
        (cache, "CREATE TABLE meta (name)", False),
    ):
        with contextlib.closing(sqlite3.connect(path)) as db:
            with pytest.raises(sqlite3.Error) as caught:
                db.execute(statement)
            assert is_damage(caught.value) is expected
    assert not is_damage(OSError("disk"))


async def test_a_whole_file_copied_over_the_open_one_is_taken_up_and_a_damaged_one_is_not(cache, tmp_path):
    store, other = Store(cache), tmp_path / "other.sqlite3"
    (tmp_path / "one").mkdir()
    shutil.copy(SEEDS / "1996_copa_peru.txt", tmp_path / "one")
    await load(tmp_path / "one", other)
    try:
        await store.refresh()
        shutil.copyfile(other, cache)
        assert await store.refresh()
        assert store.current.seasons == (1996,)
        overwrite_matches(cache)
        with pytest.raises(sqlite3.DatabaseError):
            await store.refresh()
        assert store.current.seasons == (1996,)
    finally:
        await store.close()
