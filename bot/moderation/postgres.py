"""The moderation store in PostgreSQL: connections, errors, and a watch over changes by other processes."""

import asyncio
import contextlib
import json
import logging
import random
import ssl
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import asyncpg
from sqlalchemy import Connection, NullPool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.errors import BusyError, DatabaseAwayError, DatabaseRefusedError, ModerationError, StorageError
from bot.moderation.database import Database
from bot.moderation.store import BUSY_SECONDS, CHANNEL, COUNTS_CHANNEL, SharedCounts, name_of

log = logging.getLogger(__name__)

_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 10.0
_LOOK_SECONDS = 1.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0
_USERS_A_NOTICE = 200
"""A notice has room for 8,000 bytes."""
_TABLES_LOCK = 0x636F7061
"""The number of the advisory lock on the tables; any number will do."""

_AWAY = ("08", "57P", "53300")
"""States of a server that is stopping, starting, full or out of reach; the beginnings of their codes."""
_REFUSED = ("28", "3D", "3F", "42501", "42704", "25006", "0A000")
"""States that no retry ends: password, database, schema, rights, an unknown setting, a replica."""
_BUSY = ("55P03", "40001", "40P01", "57014")


async def connect(url: str) -> asyncpg.Connection:
    """Return a connection; the address may have any of libpq's options."""
    settings = {
        "application_name": "copa",
        "lock_timeout": f"{BUSY_SECONDS:g}s",
        # A process whose machine lost its power must not hold the lock.
        "idle_in_transaction_session_timeout": f"{2 * _ANSWER_SECONDS:g}s",
    }
    try:
        return await asyncpg.connect(
            url, timeout=_CONNECT_SECONDS, command_timeout=_ANSWER_SECONDS, server_settings=settings
        )
    except asyncpg.ClientConfigurationError:
        raise
    except ValueError as error:
        # Its text may have a part of the password.
        raise DatabaseRefusedError(name_of(url), "the address is not understood") from error


class PostgresDatabase(Database):
    """A PostgreSQL database, whose tables are looked at once and then at every change."""

    tables_lock = f"SELECT pg_advisory_xact_lock({_TABLES_LOCK})"

    def __init__(self, url: str) -> None:
        engine = create_async_engine(
            "postgresql+asyncpg://", async_creator=lambda: connect(url), poolclass=NullPool
        )
        super().__init__(name_of(url), engine)
        self._migrated = False

    async def _is_migrated(self, connection: AsyncConnection) -> bool:
        """Tell whether no migration is missing, looked at until none is."""
        self._migrated = self._migrated or await super()._is_migrated(connection)
        return self._migrated

    def _revision(self, connection: Connection) -> str | None:
        if not self._migrated and connection.scalar(text("SHOW transaction_read_only")) == "on":
            raise DatabaseRefusedError(self.name, "takes no changes, it is a replica; name the primary")
        return super()._revision(connection)

    def fault(self, error: BaseException) -> ModerationError | None:
        """Return the error with a reply for an error of the server or the network."""
        return postgres_fault(error, self.name, worked=self._migrated)


def postgres_fault(error: BaseException, name: str, *, worked: bool) -> ModerationError | None:
    """Return the error with a reply for an error of PostgreSQL or the network, None for any other.

    `worked` tells that the address was good before.
    """
    found: BaseException | None = error
    while found is not None:
        said = getattr(found, "strerror", None) or str(found)
        reason = said.partition("\n")[0] or type(found).__name__
        if isinstance(found, asyncpg.PostgresError):
            return _server_fault(found.sqlstate or "", reason, name)
        if isinstance(found, asyncpg.ClientConfigurationError | ssl.SSLError):
            return DatabaseRefusedError(name, reason)
        if isinstance(found, OSError | asyncpg.InterfaceError):
            # asyncpg says the same of a server without TLS and of one that is stopping.
            refused = "rejected SSL" in reason and not worked
            return DatabaseRefusedError(name, reason) if refused else DatabaseAwayError(name, reason)
        if isinstance(found, asyncpg.InternalClientError):
            return DatabaseAwayError(name, reason)
        found = (found.orig if isinstance(found, DBAPIError) else None) or found.__cause__
    return None


def _server_fault(state: str, reason: str, name: str) -> ModerationError:
    if state.startswith(_BUSY):
        return BusyError()
    if state.startswith(_AWAY):
        return DatabaseAwayError(name, reason)
    if state.startswith(_REFUSED):
        return DatabaseRefusedError(name, reason)
    return StorageError(f"{name}: {reason}")


class StoreWatch:
    """Watches a store on a connection of its own: its version, and whether it can be reached.

    A notice tells each change at once; a look each second finds one whose notice was lost.
    """

    def __init__(
        self,
        url: str,
        prepare: Callable[[], Awaitable[object]],
        changed: Callable[[], None],
        counts: SharedCounts | None = None,
        *,
        up: bool = True,
    ) -> None:
        self.version: int | None = None
        self.up = up
        self._url = url
        self._prepare = prepare
        self._changed = changed
        self._counts = counts

    async def run(self) -> None:
        """Watch until cancelled; reconnect with growing pauses."""
        pause = _FIRST_PAUSE
        while True:
            try:
                # A database that was away at the start may lack its tables.
                await self._prepare()
                with _lost(self._url):
                    connection = await connect(self._url)
                    try:
                        await connection.add_listener(CHANNEL, self._notice)
                        await connection.add_listener(COUNTS_CHANNEL, self._counted)
                        while True:
                            await self._send_counts(connection)
                            self._see(int(await connection.fetchval("SELECT version FROM state")))
                            pause = _FIRST_PAUSE
                            await asyncio.sleep(_LOOK_SECONDS)
                    finally:
                        connection.terminate()
            except ModerationError as error:
                if self.up:
                    log.warning("changes are refused until the database is back: %s", error)
                self.up = False
                # Old by the time that somebody gets them.
                self._take_counts()
            except Exception:
                # It would end the watch, and no later change would be noticed.
                log.exception("the moderation store could not be watched")
            await asyncio.sleep(random.uniform(pause / 2, pause))  # noqa: S311 - spreads the processes
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _notice(self, connection: Any, process: int, channel: str, payload: object) -> None:
        self._see(int(str(payload)))

    def _counted(self, connection: Any, process: int, channel: str, payload: object) -> None:
        if self._counts is not None and process != connection.get_server_pid():
            self._counts.add({int(user): int(count) for user, count in json.loads(str(payload)).items()})

    def _take_counts(self) -> list[tuple[int, int]]:
        return list(self._counts.take().items()) if self._counts is not None else []

    async def _send_counts(self, connection: asyncpg.Connection) -> None:
        counts = self._take_counts()
        for start in range(0, len(counts), _USERS_A_NOTICE):
            part = dict(counts[start : start + _USERS_A_NOTICE])
            await connection.execute("SELECT pg_notify($1, $2)", COUNTS_CHANNEL, json.dumps(part))

    def _see(self, version: int) -> None:
        if not self.up:
            log.info("the database is back")
            self.up = True
        if version != self.version:
            self.version = version
            self._changed()


@contextlib.contextmanager
def _lost(url: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        fault = postgres_fault(error, name_of(url), worked=True)
        if fault is None:
            raise
        raise fault from error
