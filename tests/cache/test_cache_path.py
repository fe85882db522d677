"""What lies at CACHE_PATH and is no cache is left as it is; files beside the documents are passed over."""

import os
import sqlite3

import pytest

from bot.cache import load
from bot.errors import DocumentError, SettingsError
from tests.moderation.made import document


@pytest.fixture
def seasons(tmp_path):
    folder = tmp_path / "seasons"
    folder.mkdir()
    (folder / "2001.txt").write_bytes(document(2001))
    return folder


def text_file(path):
    path.write_text("shopping list")


def other_database(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    db.close()


def link(path):
    target = path.with_name("elsewhere.txt")
    target.write_text("far away")
    path.symlink_to(target)


def folder(path):
    path.mkdir()


@pytest.mark.parametrize("lay", [text_file, other_database, link, folder, os.mkfifo])
@pytest.mark.parametrize("force", [False, True], ids=["load", "force"])
async def test_what_is_no_cache_is_never_moved_or_replaced(seasons, tmp_path, lay, force):
    cache = tmp_path / "cache.sqlite3"
    lay(cache)
    before = cache.lstat()
    with pytest.raises(SettingsError, match=r"CACHE_PATH: .*cache\.sqlite3 is no cache of this bot"):
        await load(seasons, cache, force=force)
    after = cache.lstat()
    assert (after.st_ino, after.st_mtime_ns, after.st_size) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_size,
    )
    assert not list(tmp_path.glob("*.damaged*"))


async def test_a_document_is_never_replaced_by_a_cache(seasons):
    before = (seasons / "2001.txt").read_bytes()
    with pytest.raises(SettingsError):
        await load(seasons, seasons / "2001.txt")
    assert (seasons / "2001.txt").read_bytes() == before


async def test_a_cache_without_the_mark_is_one_of_an_earlier_version_and_replaced(seasons, tmp_path):
    cache = tmp_path / "cache.sqlite3"
    await load(seasons, cache)
    with sqlite3.connect(cache) as db:
        db.execute("PRAGMA application_id = 0")
        db.execute("UPDATE meta SET value = 'other' WHERE name IN ('base', 'generation')")
    db.close()
    assert (await load(seasons, cache)).after.seasons == 1


async def test_a_damaged_cache_is_never_set_aside_onto_an_earlier_one(seasons, tmp_path):
    cache = tmp_path / "cache.sqlite3"
    for rest in (b"first", b"second"):
        await load(seasons, cache)
        cache.write_bytes(cache.read_bytes()[:100] + rest)
    await load(seasons, cache)
    kept = sorted(path.read_bytes()[100:] for path in tmp_path.glob("*.damaged*"))
    assert kept == [b"first", b"second"]


async def test_hidden_files_and_leftovers_are_no_documents_and_pipes_and_folders_are_told(seasons, tmp_path):
    for name in ("._2001.txt", ".#2001.txt", "~$2001.txt", "#2001.txt"):
        (seasons / name).write_bytes(document(2001, winner="Otro Campeón"))
    os.mkfifo(seasons / "pipe.txt")
    (seasons / "folder.txt").mkdir()
    (seasons / "folder").mkdir()
    report = await load(seasons, tmp_path / "cache.sqlite3")
    assert report.after.seasons == 1
    assert report.unreadable == (("folder.txt", "not a file"), ("pipe.txt", "not a file"))


async def test_a_folder_beside_the_cache_with_the_name_of_a_draft_is_left_alone(seasons, tmp_path):
    for name in (".cache.sqlite3.d", ".cache.sqlite3.e.new"):
        (tmp_path / name).mkdir()
    (tmp_path / ".cache.sqlite3.notes").write_text("mine")
    await load(seasons, tmp_path / "cache.sqlite3")
    assert {".cache.sqlite3.d", ".cache.sqlite3.e.new", ".cache.sqlite3.notes"} <= set(os.listdir(tmp_path))


async def test_a_file_of_another_kind_is_told_and_never_read(seasons, tmp_path, caplog):
    for name in ("2002.pdf", "2003.docx", "2004"):
        (seasons / name).write_bytes(document(2002))
    for name in ("clubs.toml", "rules.toml", "README.md"):
        (seasons / name).write_text("")
    report = await load(seasons, tmp_path / "cache.sqlite3")
    assert [name for name, _ in report.unreadable] == ["2002.pdf", "2003.docx", "2004"]
    assert all(".wiki, .mediawiki, .html, .htm" in reason for _, reason in report.unreadable)
    assert "cannot read 2002.pdf" in caplog.text


async def test_a_folder_that_keeps_only_files_of_other_kinds_takes_no_season_away(seasons, tmp_path):
    await load(seasons, tmp_path / "cache.sqlite3")
    (seasons / "2001.txt").rename(seasons / "2001.bak")
    with pytest.raises(DocumentError, match="holds no document any more"):
        await load(seasons, tmp_path / "cache.sqlite3")


@pytest.mark.parametrize("kind", [".txt", ".wiki", ".mediawiki", ".html", ".HTM"])
async def test_what_is_read_does_not_follow_from_the_kind_of_the_name(seasons, tmp_path, kind):
    (seasons / f"2002{kind}").write_bytes(document(2002))
    report = await load(seasons, tmp_path / "cache.sqlite3")
    assert (report.unreadable, report.after.seasons) == ((), 2)


@pytest.mark.parametrize("copy", ["2001 (1).txt", "2001 - copy.txt", "0 Copy of 2001.txt"])
@pytest.mark.parametrize("later", [False, True], ids=["at once", "later"])
async def test_of_two_documents_of_a_season_the_copy_is_left_out(seasons, tmp_path, copy, later):
    cache = tmp_path / "cache.sqlite3"
    if later:
        await load(seasons, cache)
    (seasons / copy).write_bytes(document(2001, winner="Otro Campeón"))
    report = await load(seasons, cache)
    assert [name for name, _ in report.unreadable] == [copy]


async def test_which_copy_of_a_document_counts_depends_on_the_names_alone(seasons, tmp_path):
    cache = tmp_path / "cache.sqlite3"
    await load(seasons, cache)
    for name in ("(1).txt", "2001~.txt", "1.txt", "0.txt"):
        (seasons / name).write_bytes(document(2001, winner="Otro Campeón"))
    report = await load(seasons, cache)
    other = await load(seasons, tmp_path / "other.sqlite3")
    assert {name for name, _ in report.unreadable} == {"(1).txt", "1.txt", "2001~.txt"}
    assert (other.unreadable, other.generation) == (report.unreadable, report.generation)
