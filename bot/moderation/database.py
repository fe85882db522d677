"""The database of the moderation store: connections, transactions, migrations, errors."""

import asyncio
import contextlib
import importlib
import logging
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, NullPool, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import BusyError, DatabaseAwayError, DatabaseRefusedError, ModerationError
from bot.moderation.records import StoreRecords
from bot.moderation.store import BUSY_SECONDS, REVISION, REVISION_TABLE, sqlite_fault

log = logging.getLogger(__name__)
# It logs a traceback for each connection that is lost, which `fault` tells in one line.
logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
# It logs each of its plugins while it is imported.
logging.getLogger("alembic").setLevel(logging.WARNING)

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITES = "writes"
"""The option of connections whose transactions write from their beginning."""
_OLD_TABLES = {"content", "document", "left_out", "alias", "club_rule", "journal", "undo", "offer", "good"}
"""What an SQLite file of versions 0.1 and 0.2 holds."""
_TABLES_SHOWN = 3


class Database(ABC):
    """A database whose tables are brought to the newest revision before they are used."""

    tables_lock = "SELECT 1"
    """The statement that waits for another process that changes the tables."""

    def __init__(self, name: str, engine: AsyncEngine) -> None:
        self.name = name
        self._engine = engine

    @abstractmethod
    def fault(self, error: BaseException) -> ModerationError | None:
        """Return the error with a reply for an error of the driver or the system, None for any other."""

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[StoreRecords]:
        """Lend the records as they are at one moment."""
        async with self._errors():
            while True:
                async with self._engine.connect() as connection:
                    if await self._is_migrated(connection):
                        yield StoreRecords(connection)
                        return
                await self._migrate()

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[StoreRecords]:
        """Lend the records for one transaction, while no other one writes."""
        async with self._errors():
            while True:
                async with self._locked() as connection:
                    if await self._is_migrated(connection):
                        records = StoreRecords(connection)
                        await records.lock()
                        if await connection.run_sync(self._revision) != REVISION:
                            raise DatabaseRefusedError(
                                self.name,
                                "a later version of the bot upgraded it, and only that version may change it",
                            )
                        yield records
                        return
                await self._migrate()

    async def _is_migrated(self, connection: AsyncConnection) -> bool:
        """Tell whether no migration is missing.

        Raises DatabaseRefusedError if the tables are those of a later version or another program.
        """
        return (await connection.run_sync(self._revision) or "") >= REVISION

    async def _migrate(self) -> None:
        """Run missing migrations, all in one transaction, while no other process does."""
        # In a thread, so that no answer waits for it: it takes longer than all else here.
        await asyncio.to_thread(importlib.import_module, "alembic.config")
        try:
            async with self._locked() as connection:
                await connection.execute(text(self.tables_lock))
                # Another process may have run them meanwhile.
                found = await connection.run_sync(self._revision)
                if (found or "") < REVISION:
                    await connection.run_sync(_upgrade)
                    log.info("the moderation store was brought from revision %s to %s", found, REVISION)
        except DBAPIError as error:
            fault = self.fault(error)
            if isinstance(fault, BusyError | DatabaseAwayError | DatabaseRefusedError):
                raise
            raise DatabaseRefusedError(
                self.name, f"its tables cannot be made: {fault or error.orig}"
            ) from error

    @contextlib.asynccontextmanager
    async def _locked(self) -> AsyncIterator[AsyncConnection]:
        async with self._engine.execution_options(**{_WRITES: True}).begin() as connection:
            yield connection

    def _revision(self, connection: Connection) -> str | None:
        """Return the revision of the tables, None where there are none; a later one may be readable."""
        tables = set(inspect(connection).get_table_names())
        if REVISION_TABLE not in tables:
            strange = sorted(tables - _OLD_TABLES)[:_TABLES_SHOWN]
            if strange:
                raise DatabaseRefusedError(
                    self.name, f"holds tables of another program ({', '.join(strange)}); name an empty one"
                )
            return None
        found = str(connection.scalar(text(f"SELECT version_num FROM {REVISION_TABLE}")))
        if found > REVISION and connection.scalar(text("SELECT readable_from FROM state")) > REVISION:
            raise DatabaseRefusedError(self.name, "was made by a later version of the bot")
        return found

    @contextlib.asynccontextmanager
    async def _errors(self) -> AsyncIterator[None]:
        try:
            yield
        except Exception as error:
            fault = self.fault(error)
            if fault is None:
                raise
            raise fault from error


class SqliteDatabase(Database):
    """An SQLite file, which may be replaced between two uses."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name, _sqlite_engine(path))
        self._path = path

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[StoreRecords]:
        """Lend the records for one transaction, in a new file if there is none."""
        async with self._errors():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # It holds people's ids and documents that nobody confirmed yet.
            if not self._path.exists():
                self._path.touch(mode=0o600)
            elif self._path.is_file() and self._path.stat().st_mode & 0o077:
                self._path.chmod(0o600)
        async with super().writing() as records:
            yield records

    def fault(self, error: BaseException) -> ModerationError | None:
        """Return the error with a reply for an error of SQLite or the system."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        return sqlite_fault(cause, self._path) if isinstance(cause, OSError | sqlite3.Error) else None


def _sqlite_engine(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def check_keys(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # Python's module would begin late, and never for a change of the tables.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
