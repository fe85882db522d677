"""The archive of the cache."""

import csv
import io
import zipfile

import pytest

from bot.cache import load
from bot.cache.export import write_archive
from tests.cache.test_load import rows
from tests.moderation.made import folder_of


@pytest.fixture
async def cache(tmp_path):
    await load(folder_of(tmp_path / "seasons", 2001, 2002), tmp_path / "cache.sqlite3")
    return tmp_path / "cache.sqlite3"


async def test_each_table_is_a_file_with_all_its_rows(cache, tmp_path):
    told = []
    write_archive(cache, tmp_path / "out.zip", lambda done, of: told.append((done, of)))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        for (table,) in rows(cache, "SELECT name FROM sqlite_master WHERE type = 'table'"):
            text = archive.read(f"csv/{table}.csv").decode()
            header, *lines = csv.reader(io.StringIO(text))
            written = rows(cache, f'SELECT * FROM "{table}"')
            assert len(lines) == len(written)
            assert header == [name for _, name, *_ in rows(cache, f'PRAGMA table_info("{table}")')]
        (tmp_path / "copy.sqlite3").write_bytes(archive.read("copa-peru.sqlite3"))
    assert rows(tmp_path / "copy.sqlite3", "SELECT year FROM season") == [(2001,), (2002,)]
    assert told[-1][0] == told[-1][1] == len(told)


async def test_an_archive_that_cannot_be_written_leaves_nothing_behind(cache, tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    (target / "out.zip").mkdir()
    with pytest.raises(OSError, match=r".*"):
        write_archive(cache, target / "out.zip")
    assert [path.name for path in target.iterdir()] == ["out.zip"]
