"""The archive of the cache."""

import asyncio
import contextlib
import csv
import io
import sqlite3
import zipfile

import pytest

from bot.cache import load
from bot.queries.export import write_archive
from tests.cache.test_load import rows
from tests.moderation.made import folder_of


@pytest.fixture
async def cache(tmp_path):
    await load(folder_of(tmp_path / "seasons", 2001, 2002), tmp_path / "cache.sqlite3")
    return tmp_path / "cache.sqlite3"


async def test_each_kind_of_fact_is_a_file_beside_the_cache_itself(cache, tmp_path):
    told = []
    await asyncio.to_thread(
        write_archive, cache, tmp_path / "out.zip", lambda done, of: told.append((done, of))
    )
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        for name, count in (("champions", 2), ("matches", 2), ("teams", 4)):
            _, *lines = csv.reader(io.StringIO(archive.read(f"{name}.csv").decode()))
            assert len(lines) == count, name
        (tmp_path / "copy.sqlite3").write_bytes(archive.read("copa-peru.sqlite3"))
    assert rows(tmp_path / "copy.sqlite3", "SELECT year FROM season") == [(2001,), (2002,)]
    assert told[-1][0] == told[-1][1] == len(told)


async def test_an_archive_that_cannot_be_written_leaves_nothing_behind(cache, tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    (target / "out.zip").mkdir()
    with pytest.raises(OSError, match=r".*"):
        await asyncio.to_thread(write_archive, cache, target / "out.zip")
    assert [path.name for path in target.iterdir()] == ["out.zip"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1"])
async def test_a_name_that_a_spreadsheet_would_run_is_exported_as_text(cache, tmp_path, name):
    with contextlib.closing(sqlite3.connect(cache)) as db:
        db.execute("UPDATE entry SET location = ?", (name,))
        db.commit()
    await asyncio.to_thread(write_archive, cache, tmp_path / "export.zip")
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        cells = [row["place"] for row in csv.DictReader(archive.read("teams.csv").decode().splitlines())]
    assert cells
    assert all(cell == f"'{name}" for cell in cells)
