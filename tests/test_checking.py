"""`check` of the terminal: documents given, or all that the bot would read; it only ever reads."""

import io
import json

import pytest
from rich.console import Console

from bot.cli import main
from bot.errors import DocumentError, StorageError
from bot.moderation import Moderation
from bot.settings import Settings
from bot.terminal import progress
from bot.terminal.check import check_data
from tests.moderation.conftest import ANA
from tests.moderation.made import contradiction, document, folder_of


@pytest.fixture
def settings(tmp_path) -> Settings:
    folder = folder_of(tmp_path / "seasons", 2001, 2002)
    return Settings.from_environment(
        {"SEASONS_DIR": str(folder), "CACHE_PATH": str(tmp_path / "data" / "c.db")}
    )


async def add(settings, year, data):
    moderation = Moderation(settings.seasons_dir, settings.cache_path, settings.data_dir)
    preview = await moderation.offer(f"{year}.txt", data, ANA)
    await moderation.confirm(preview.offer.token, ANA)


def all_files(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in folder.rglob("*")
    }


async def documents_of(settings, capsys, *paths):
    await check_data(settings, paths, as_json=True)
    return [found["document"] for found in json.loads(capsys.readouterr().out)]


async def test_without_paths_the_folder_and_what_moderators_added_are_checked(settings, capsys):
    await add(settings, 2002, contradiction(2002))
    await add(settings, 2003, document(2003))
    assert not await check_data(settings, [])
    out = capsys.readouterr().out
    headings = [line.partition(":")[0] for line in out.splitlines() if line[:1].strip()]
    assert headings == ["2001.txt", "2002.txt", "added/2002.txt", "added/2003.txt"]
    assert "[matches-total]" in out.partition("added/2002.txt")[2]
    assert "[matches-total]" not in out.partition("added/2002.txt")[0]


async def test_documents_given_are_checked_alone(settings, capsys, tmp_path):
    await add(settings, 2003, document(2003))
    other = folder_of(tmp_path / "other", 1999)
    found = await documents_of(settings, capsys, settings.seasons_dir / "2001.txt", other)
    assert found == ["2001.txt", "1999.txt"]


async def test_both_ways_give_json_of_one_shape_and_no_error_is_well(settings, capsys):
    (settings.seasons_dir / "2002.txt").write_bytes(b"\xff")
    reports = []
    for paths in ([], [settings.seasons_dir]):
        assert not await check_data(settings, paths, as_json=True)
        reports.append(json.loads(capsys.readouterr().out))
    assert reports[0] == reports[1]
    assert [sorted(found) for found in reports[0]][1] == ["document", "error"]
    assert await check_data(settings, [settings.seasons_dir / "2001.txt"])


async def test_a_file_of_another_kind_in_the_folder_is_told_and_one_that_is_named_is_read(
    settings, capsys, tmp_path
):
    (settings.seasons_dir / "2003.doc").write_bytes(document(2003))
    assert not await check_data(settings, [])
    assert "2003.doc\n  cannot be read: not a season document by its name" in capsys.readouterr().out
    assert await check_data(settings, [settings.seasons_dir / "2003.doc"])
    assert "read: " in capsys.readouterr().out


async def test_nothing_is_written_where_nothing_was_ever_changed(settings, capsys, tmp_path):
    before = all_files(tmp_path)
    assert await documents_of(settings, capsys) == ["2001.txt", "2002.txt"]
    assert all_files(tmp_path) == before
    assert not settings.data_dir.exists()


async def test_nothing_is_written_where_moderators_changed_something(settings, capsys, tmp_path):
    await add(settings, 2003, document(2003))
    before = all_files(tmp_path)
    assert len(await documents_of(settings, capsys)) == 3
    assert all_files(tmp_path) == before


async def test_an_empty_file_of_changes_is_none_and_stays_empty(settings, capsys):
    settings.data_dir.mkdir()
    (settings.data_dir / "moderation.sqlite").touch()
    assert await documents_of(settings, capsys) == ["2001.txt", "2002.txt"]
    assert (settings.data_dir / "moderation.sqlite").stat().st_size == 0


async def test_changes_that_cannot_be_read_are_told(settings):
    settings.data_dir.mkdir()
    (settings.data_dir / "moderation.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StorageError):
        await check_data(settings, [])


async def test_no_document_at_all_is_an_error(settings, tmp_path):
    with pytest.raises(DocumentError, match="there is no document"):
        await check_data(settings, [folder_of(tmp_path / "empty")])


async def test_a_bar_shows_how_far_it_is_where_somebody_watches(settings, capsys, monkeypatch):
    shown = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=shown, force_terminal=True, width=80))
    await check_data(settings, [])
    assert "check" in shown.getvalue()
    assert "100%" in shown.getvalue()
    assert "100%" not in capsys.readouterr().out


@pytest.mark.parametrize(("data", "code"), [(document(2001), 0), (contradiction(2001), 1), (None, 1)])
def test_the_exit_code_tells_of_errors(settings, monkeypatch, data, code):
    monkeypatch.setenv("SEASONS_DIR", str(settings.seasons_dir))
    monkeypatch.setenv("CACHE_PATH", str(settings.cache_path))
    for path in settings.seasons_dir.iterdir():
        path.unlink()
    if data is not None:
        (settings.seasons_dir / "2001.txt").write_bytes(data)
    assert main(["check"]) == code
