"""`load`, `undo` and `export` of the terminal."""

import json
import zipfile

import pytest

from bot.errors import NothingToUndoError
from bot.moderation import AddAlias, Moderation
from bot.replies.language import language
from bot.settings import Settings
from bot.terminal.load import export_data, load_data, undo_change
from tests.moderation.conftest import ANA
from tests.moderation.made import folder_of

ENGLISH = language("en", markup=False)


@pytest.fixture
def settings(tmp_path) -> Settings:
    folder = folder_of(tmp_path / "seasons", 2001, 2002)
    return Settings.from_environment(
        {"SEASONS_DIR": str(folder), "CACHE_PATH": str(tmp_path / "data" / "c.db")}
    )


def moderation(settings):
    return Moderation(settings.seasons_dir, settings.cache_path, settings.data_dir)


async def test_load_prints_what_changed_and_tells_whether_all_is_well(settings, capsys):
    assert await load_data(settings, ENGLISH)
    assert "Seasons 0 → 2" in capsys.readouterr().out
    assert await load_data(settings, ENGLISH)
    assert "Nothing has changed" in capsys.readouterr().out
    (settings.seasons_dir / "2001.txt").write_bytes(b"\xff")
    assert not await load_data(settings, ENGLISH)
    assert "Kept back" in capsys.readouterr().out


async def test_load_as_json_is_the_whole_report(settings, capsys):
    await load_data(settings, ENGLISH, as_json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["new"] == ["2001.txt", "2002.txt"]
    assert report["after"]["matches"] == 2


async def test_force_builds_from_nothing(settings, capsys):
    await load_data(settings, ENGLISH)
    before = settings.cache_path.stat().st_ino
    await load_data(settings, ENGLISH, force=True)
    assert settings.cache_path.stat().st_ino != before


async def test_undo_takes_back_the_last_change_and_says_which(settings, capsys):
    await load_data(settings, ENGLISH)
    await moderation(settings).change(AddAlias("apodo", "sport-ejemplo.ancash"), ANA)
    capsys.readouterr()
    await undo_change(settings, ENGLISH)
    assert "alias apodo given to sport-ejemplo.ancash" in capsys.readouterr().out
    with pytest.raises(NothingToUndoError):
        await undo_change(settings, ENGLISH)
    entries, _ = await moderation(settings).history()
    assert entries[0].who.name == "terminal"


async def test_undo_as_json(settings, capsys):
    await moderation(settings).change(AddAlias("apodo", "sport-ejemplo.ancash"), ANA)
    await undo_change(settings, ENGLISH, as_json=True)
    assert json.loads(capsys.readouterr().out)["undone"]["details"]["alias"] == "apodo"


async def test_export_writes_the_archive_where_it_is_told(settings, tmp_path, capsys):
    await export_data(settings, tmp_path / "out.zip", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told == {"archive": str(tmp_path / "out.zip"), "bytes": (tmp_path / "out.zip").stat().st_size}
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert "matches.csv" in archive.namelist()
