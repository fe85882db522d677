"""The database of the moderation store: connections, transactions, migrations, errors."""

import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, NullPool, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StorageError
from bot.moderation.records import Records
from bot.moderation.store import BUSY_SECONDS, REVISION, REVISION_TABLE, sqlite_fault

log = logging.getLogger(__name__)

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITES = "writes"
"""The option of connections whose transactions write from their beginning."""


class Database:
    """The database at a place, brought to the newest revision by its first use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _sqlite_engine(path)

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[Records]:
        """Lend the records as they are at one moment."""
        with _storage_errors(self.path):
            await self._migrate()
            async with self._engine.connect() as connection:
                yield Records(connection)

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[Records]:
        """Lend the records for one transaction, while no other one writes."""
        with _storage_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            await self._migrate()
            async with self._locked() as connection:
                records = Records(connection)
                await records.lock()
                yield records

    async def _migrate(self) -> None:
        """Run missing migrations, all in one transaction, while no other process does."""
        async with self._engine.connect() as connection:
            if await connection.run_sync(_revision) == REVISION:
                return
        async with self._locked() as connection:
            # Another process may have run them meanwhile.
            found = await connection.run_sync(_revision)
            if found != REVISION:
                await connection.run_sync(_upgrade)
                log.info("the moderation store was brought from revision %s to %s", found, REVISION)

    @contextlib.asynccontextmanager
    async def _locked(self) -> AsyncIterator[AsyncConnection]:
        async with self._engine.execution_options(**{_WRITES: True}).begin() as connection:
            yield connection


def _sqlite_engine(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        # A file is opened for each use: another one may take its place.
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


def _revision(connection: Connection) -> str | None:
    """Return the revision of the tables, None where there are none; raises StorageError for a later one."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {REVISION_TABLE}"))
    if found is not None and found > REVISION:
        raise StorageError("moderation.sqlite was made by a later version of the bot")
    return str(found)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # takes longer to import than all else here, and is rarely needed
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


@contextlib.contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """Turn errors of the database and the system into errors that have a reply."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise sqlite_fault(error.orig, path) from error
        raise StorageError(f"{path.name}: {error.orig}") from error
    except OSError as error:
        raise sqlite_fault(error, path) from error
