"""`moderation.sqlite`: its steps from version to version, damage, and what is no longer needed."""

import sqlite3

import pytest

from bot.errors import StorageError
from bot.moderation import Moderation
from bot.moderation.changes import AddAlias, ModerationState
from bot.moderation.store import ModerationFile
from tests.cache.test_load import rows
from tests.moderation.conftest import ANA
from tests.moderation.made import document


async def test_there_is_no_file_before_there_is_anything_to_keep(tmp_path):
    file = ModerationFile(tmp_path / "data" / "moderation.sqlite")
    assert await file.state() == ModerationState()
    assert await file.history() == ((), 0)
    assert not file.path.parent.exists()


async def test_a_later_step_is_taken_once_and_keeps_what_is_there(moderation, tmp_path, monkeypatch):
    await moderation.load()
    await moderation.change(AddAlias("apodo", "x.y"), ANA)
    step = tmp_path / "next.sql"
    step.write_text("ALTER TABLE good ADD COLUMN note TEXT;\nCREATE TABLE more (\n    a TEXT\n) STRICT;\n")
    from bot.moderation import store

    monkeypatch.setattr(store, "_STEPS", (*store._STEPS, step))
    for _ in range(2):
        [alias] = (await moderation.state()).aliases
        assert alias.text == "apodo"
    assert rows(moderation.file.path, "PRAGMA user_version") == [(len(store._STEPS),)]
    assert rows(moderation.file.path, "SELECT count(*) FROM more") == [(0,)]


async def test_a_step_that_fails_leaves_the_file_at_the_version_before(moderation, tmp_path, monkeypatch):
    await moderation.load()
    step = tmp_path / "next.sql"
    step.write_text("CREATE TABLE more (a TEXT) STRICT;\nCREATE TABLE good (a TEXT) STRICT;\n")
    from bot.moderation import store

    monkeypatch.setattr(store, "_STEPS", (*store._STEPS, step))
    with pytest.raises(StorageError):
        await moderation.state()
    assert rows(moderation.file.path, "PRAGMA user_version") == [(len(store._STEPS) - 1,)]
    assert rows(moderation.file.path, "SELECT * FROM sqlite_master WHERE name = 'more'") == []


async def test_a_file_of_the_first_version_keeps_its_offers_and_its_undo(moderation, monkeypatch):
    from bot.moderation import store

    with monkeypatch.context() as first:
        first.setattr(store, "_STEPS", store._STEPS[:1])
        first.setattr(store, "_state", _state_of_the_first_version)
        async with moderation.file._writing() as db:
            await db.execute("INSERT INTO content VALUES ('abc', ?)", (document(2003),))
            await db.execute("INSERT INTO offer VALUES ('t', 2003, '2003.txt', 'abc', '1', '9999')")
            await db.execute("INSERT INTO journal VALUES (1, '2026-01-01T00:00:00Z', '1', 'ana', 'x', '{}')")
            state = '{"documents": [], "left_out": [], "aliases": []}'
            await db.execute("INSERT INTO undo VALUES (1, ?)", (state,))
    assert await moderation.file.state() == ModerationState()
    offer, data = await moderation.file.offer("t")
    assert (offer.season, offer.what, data) == (2003, "add document", document(2003))
    assert (await moderation.file.last_state())[1] == ModerationState()


async def _state_of_the_first_version(db):
    return ModerationState()


async def test_a_file_of_a_later_version_is_left_alone_and_told(moderation):
    await moderation.load()
    db = sqlite3.connect(moderation.file.path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StorageError, match="later version"):
        await moderation.load()


@pytest.mark.parametrize("damage", [b"rubbish" * 999, None], ids=["rubbish", "cut short"])
async def test_a_damaged_file_is_told_and_never_replaced(moderation, damage):
    await moderation.load()
    whole = moderation.file.path.read_bytes()
    moderation.file.path.write_bytes(damage or whole[:5000])
    before = moderation.file.path.read_bytes()
    with pytest.raises(StorageError):
        await moderation.load()
    assert moderation.file.path.read_bytes() == before


@pytest.mark.logs_errors
async def test_a_bot_whose_moderators_data_is_damaged_answers_from_the_last_cache(simcord_bot, caplog):
    await simcord_bot.open_data()
    simcord_bot.moderation.file.path.write_bytes(b"rubbish" * 999)
    await simcord_bot.open_data()
    assert simcord_bot.store.current.seasons
    assert "the last good cache stays in use" in caplog.text
    caplog.clear()


async def test_offers_beyond_twenty_are_forgotten_the_oldest_first(moderation, monkeypatch):
    await moderation.load()
    tokens = []
    for number in range(22):
        preview = await moderation.offer("x.txt", document(2003, f"Uno {number}"), ANA)
        tokens.append(preview.offer.token)
    kept = {token for (token,) in rows(moderation.file.path, "SELECT token FROM offer")}
    assert kept == set(tokens[2:])


async def test_a_document_whose_bytes_are_gone_is_told(moderation):
    await moderation.load()
    with pytest.raises(StorageError, match="lacks the document"):
        await moderation.file.content("0" * 64)


async def test_two_caches_of_the_same_data_have_the_same_generation(moderation, tmp_path):
    await moderation.load()
    preview = await moderation.offer("x.txt", document(2003), ANA)
    _, report = await moderation.confirm(preview.offer.token, ANA)
    other = Moderation(moderation.seasons_dir, tmp_path / "other.sqlite3", moderation.file.path.parent)
    assert (await other.load()).generation == report.generation
