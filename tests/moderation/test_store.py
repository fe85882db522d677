"""The moderation store: the file of earlier versions, migrations, damage, and what is no longer needed."""

import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.errors import DatabaseRefusedError, StorageError
from bot.moderation import AddAlias, Moderation
from bot.moderation.schema import metadata
from bot.moderation.state import ModerationState
from bot.moderation.store import REVISION, REVISION_TABLE, ModerationStore
from bot.names import ClubRule
from tests.cache.test_load import rows
from tests.moderation.conftest import ANA
from tests.moderation.made import document
from tests.page import ROOT

_OLD = Path(__file__).with_name("moderation-0.1.0.sql")
_SECOND = """
CREATE TABLE club_rule (number INTEGER PRIMARY KEY, club TEXT NOT NULL, into_club TEXT NOT NULL,
    seasons TEXT NOT NULL, name TEXT, department TEXT, at TEXT NOT NULL, who TEXT NOT NULL,
    who_name TEXT NOT NULL) STRICT;
INSERT INTO club_rule VALUES (1, 'a.b', 'c.d', '[1996, 2006]', 'C', NULL, '2026-01-01T00:00:00Z', '1', 'ana');
ALTER TABLE offer ADD COLUMN what TEXT NOT NULL DEFAULT 'add document';
PRAGMA user_version = 2;
"""


def old_file(path, *, second=False):
    """Make a file as earlier versions did, and return its contents by digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(_OLD.read_text(encoding="utf-8") + (_SECOND if second else ""))
        return dict(db.execute("SELECT sha256, data FROM content"))


async def test_there_is_no_file_before_there_is_anything_to_keep(tmp_path):
    store = ModerationStore(tmp_path / "data" / "moderation.sqlite")
    assert await store.state() == ModerationState()
    assert await store.history() == ((), 0)
    assert not store.path.parent.exists()


async def test_a_file_of_version_0_1_0_is_taken_over_once_and_loses_nothing(moderation):
    contents = old_file(moderation.store.path)
    for _ in range(2):
        stored = await moderation.store.stored()
        [added], [alias] = stored.state.documents, stored.state.aliases
        assert (added.season, added.file, added.who.name) == (2003, "2003 corregida.txt", "Luis")
        assert (alias.text, alias.club, alias.at) == (
            "El Ejemplo",
            "sport-ejemplo.ancash",
            "2026-11-29T00:51:04Z",
        )
        assert [out.season for out in stored.state.left_out] == [2002]
        assert set(stored.good) == {"2001.txt", "2002.txt"}
        assert {key: await moderation.store.content(key) for key in contents} == contents
        entries, total = await moderation.history()
        assert (total, [entry.number for entry in entries]) == (7, [7, 6, 5, 4, 3, 2, 1])
        assert entries[-1].details == {"season": 2003, "file": "temporada 2003.txt", "bytes": 263}
        assert rows(
            moderation.store.path, "SELECT number FROM journal WHERE before IS NOT NULL ORDER BY number"
        ) == [(1,), (2,), (3,), (6,)]
    await moderation.load()
    _, report = await moderation.confirm("ptkbU3S4cGm0J62xCCt1hw", ANA)
    assert report.after.seasons == 3
    for _ in range(5):
        await moderation.undo(ANA)
    assert await moderation.state() == ModerationState()
    assert "old_content" not in {
        name for (name,) in rows(moderation.store.path, "SELECT name FROM sqlite_master")
    }


async def test_a_file_of_version_0_2_0_keeps_its_decisions_on_clubs(moderation):
    old_file(moderation.store.path, second=True)
    [decision] = (await moderation.state()).clubs
    assert decision.rule == ClubRule("a.b", "c.d", (1996, 2006), "C", None)
    assert decision.who == ANA
    assert rows(moderation.store.path, "PRAGMA user_version") == [(3,)]  # refused by earlier versions


async def test_a_migration_that_fails_leaves_the_old_file_as_it_was(moderation, monkeypatch):
    contents = old_file(moderation.store.path)
    with contextlib.closing(sqlite3.connect(moderation.store.path)) as db:
        db.execute("CREATE TABLE state (id INTEGER)")
    with pytest.raises(StorageError):
        await moderation.state()
    assert dict(rows(moderation.store.path, "SELECT sha256, data FROM content")) == contents
    assert rows(moderation.store.path, "PRAGMA user_version") == [(1,)]


def test_the_tables_are_those_that_the_migrations_make(tmp_path):
    script = ScriptDirectory(str(ROOT / "bot" / "moderation" / "migrations"))
    assert script.get_heads() == [REVISION]
    import asyncio

    async def first_note():
        store = ModerationStore(tmp_path / "moderation.sqlite")
        await store.drop_offer("none")

    asyncio.run(first_note())
    engine = create_engine(f"sqlite:///{tmp_path / 'moderation.sqlite'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_an_answer_in_the_terminal_does_not_import_the_database(tmp_path, environment):
    code = (
        "import sys; from bot.cli import main; code = main(['ask', '/champion 2006']);"
        "sys.exit(code or ', '.join({'sqlalchemy', 'alembic', 'aiosqlite'} & set(sys.modules)) or None)"
    )
    for _ in range(2):  # the first one keeps the documents' good versions
        said = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert (said.returncode, said.stderr) == (0, "")


IMPORTS_OF_A_FIRST_CHANGE = """
import asyncio, pathlib, sys, threading
from bot.moderation import AddAlias, Moderation, Who

class Finder:
    seen = set()

    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            self.seen.add(name.partition(".")[0])

async def first_change(folder):
    moderation = Moderation(folder, folder / "data" / "cache.sqlite3", folder / "data")
    sys.meta_path.insert(0, Finder())
    await moderation.load()
    await moderation.change(AddAlias("El Ejemplo", "sport-ejemplo.ancash"), Who("1", "ana"))
    print(*sorted(Finder.seen - set(sys.stdlib_module_names)))

asyncio.run(first_change(pathlib.Path(sys.argv[1])))
"""


def test_nobody_waits_for_the_imports_of_a_first_change(seasons):
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS_OF_A_FIRST_CHANGE, str(seasons)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("\n", 0), done.stderr


def upgrade(path, readable_from):
    """Make a file look as one of a later version of the bot."""
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE {REVISION_TABLE} SET version_num = '9999'")
        db.execute("UPDATE state SET readable_from = ?", (readable_from,))


async def test_a_file_of_a_later_revision_is_left_alone_and_told(moderation):
    await moderation.load()
    upgrade(moderation.store.path, "9000")
    with pytest.raises(DatabaseRefusedError, match="later version"):
        await moderation.load()


async def test_a_later_revision_that_this_version_can_read_is_read_and_not_changed(moderation):
    await moderation.load()
    await moderation.change(AddAlias("El Ejemplo", "sport-ejemplo.ancash"), ANA)
    upgrade(moderation.store.path, REVISION)
    with contextlib.closing(sqlite3.connect(moderation.store.path)) as db, db:
        db.execute('UPDATE state SET value = replace(value, \'"club":\', \'"new": 1, "club":\')')
    await moderation.load(force=True)
    assert [alias.text for alias in (await moderation.state()).aliases] == ["El Ejemplo"]
    with pytest.raises(DatabaseRefusedError, match="only that version may change it"):
        await moderation.change(AddAlias("Otro", "sport-ejemplo.ancash"), ANA)


async def test_a_database_of_another_program_is_left_alone_and_told(moderation):
    moderation.store.path.parent.mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(moderation.store.path)) as db:
        db.execute("CREATE TABLE users (id INTEGER)")
    with pytest.raises(DatabaseRefusedError, match="another program \\(users\\)"):
        await moderation.load()


@pytest.mark.parametrize("damage", [b"rubbish" * 999, None], ids=["rubbish", "cut short"])
async def test_a_damaged_file_is_told_and_never_replaced(moderation, damage):
    await moderation.load()
    whole = moderation.store.path.read_bytes()
    moderation.store.path.write_bytes(damage or whole[:5000])
    before = moderation.store.path.read_bytes()
    with pytest.raises(StorageError):
        await moderation.load()
    assert moderation.store.path.read_bytes() == before


@pytest.mark.logs_errors
async def test_a_bot_whose_moderators_data_is_damaged_answers_from_the_last_cache(simcord_bot, caplog):
    await simcord_bot.open_data()
    simcord_bot.moderation.store.path.write_bytes(b"rubbish" * 999)
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
    kept = {token for (token,) in rows(moderation.store.path, "SELECT token FROM offer")}
    assert kept == set(tokens[2:])


async def test_a_document_whose_bytes_are_gone_is_told(moderation):
    await moderation.load()
    with pytest.raises(StorageError, match="lacks the document"):
        await moderation.store.content("0" * 64)


async def test_two_caches_of_the_same_data_have_the_same_generation(moderation, tmp_path):
    await moderation.load()
    preview = await moderation.offer("x.txt", document(2003), ANA)
    _, report = await moderation.confirm(preview.offer.token, ANA)
    other = Moderation(moderation.seasons_dir, tmp_path / "other.sqlite3", moderation.store.path.parent)
    assert (await other.load()).generation == report.generation


async def test_the_store_is_for_its_user_alone_also_where_an_earlier_version_made_it(moderation):
    await moderation.change(AddAlias("El Ejemplo", "sport-ejemplo.ancash"), ANA)
    path = moderation.store.path
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    await moderation.change(AddAlias("El Otro", "sport-ejemplo.ancash"), ANA)
    assert path.stat().st_mode & 0o777 == 0o600
