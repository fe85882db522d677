"""Background repair of the cache: rebuilds it from the documents if it is damaged or missing."""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Awaitable
from time import monotonic

from bot.cache import LoadReport, Store
from bot.errors import CopaError, DatabaseAwayError, DatabaseRefusedError, SettingsError
from bot.moderation import Moderation

log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0
_QUIET = 600.0
"""Seconds after which further damage counts as new rather than a repetition."""

_UNREADABLE = (sqlite3.Error, KeyError, ValueError)
"""Errors raised by opening a file that is not a cache: not SQLite, or lacking tables or values."""


class CacheRepair:
    """Rebuilds the cache: one build at a time, with growing pauses after failures."""

    def __init__(self, moderation: Moderation, store: Store) -> None:
        self._moderation = moderation
        self._store = store
        self._building: asyncio.Task[None] | None = None
        self._pause = 0.0
        self._last = 0.0

    async def start(self, load: Awaitable[LoadReport]) -> LoadReport | None:
        """Load changed documents and open the cache; if the load fails, use the last good cache.

        Raises SettingsError if there is none.
        """
        path = self._store.path
        report = None
        try:
            report = await load
        except SettingsError:
            raise
        except DatabaseRefusedError as error:
            setting = "DATA_DIR" if self._moderation.store.url is None else "DATABASE_URL"
            raise SettingsError(setting, str(error)) from error
        except DatabaseAwayError as error:
            if not os.path.isfile(path):
                raise SettingsError(
                    "DATABASE_URL", f"{error}, and there is no cache in {path} yet"
                ) from error
            log.error("moderators' changes cannot be read, the last good cache stays in use: %s", error)
        except (OSError, sqlite3.Error, CopaError) as error:
            if not os.path.isfile(path):
                raise SettingsError(
                    "CACHE_PATH", f"the data could not be loaded into {path}: {error}"
                ) from error
            log.error("the documents could not be loaded, the last good cache stays in use: %s", error)
        try:
            await self.open()
        except (OSError, sqlite3.Error, CopaError) as error:
            raise SettingsError("CACHE_PATH", f"{path} could not be rebuilt: {error}") from error
        return report

    async def open(self) -> None:
        """Open the cache, rebuilding it first if it cannot be read.

        Raises OSError, sqlite3.Error or CopaError if that fails too.
        """
        try:
            await self._store.refresh()
        except _UNREADABLE as error:
            log.warning("the cache cannot be read and will be rebuilt: %s", error)
            await self._build()

    async def look(self) -> bool:
        """Switch to the file if it was replaced; if missing or damaged, start a rebuild and return False."""
        try:
            await self._store.refresh()
        except (FileNotFoundError, *_UNREADABLE) as error:
            if not self.building:
                log.warning("the cache is damaged or gone: %s", error)
            self.begin()
            return False
        return True

    def begin(self) -> None:
        """Start rebuilding in the background unless that is already in progress."""
        if not self.building:
            self._building = asyncio.create_task(self._build_until_done())

    async def close(self) -> None:
        """Cancel the rebuild; an interrupted one leaves nothing half written."""
        if self._building is not None:
            self._building.cancel()
            await asyncio.wait([self._building])

    @property
    def building(self) -> bool:
        """Whether a rebuild is running or waiting to be retried."""
        return self._building is not None and not self._building.done()

    async def _build_until_done(self) -> None:
        while True:
            if monotonic() - self._last > _QUIET:
                self._pause = 0.0
            await asyncio.sleep(self._pause)
            self._pause = min(max(2 * self._pause, _FIRST_PAUSE), _LONGEST_PAUSE)
            self._last = monotonic()
            try:
                await self._build()
            except (OSError, CopaError, *_UNREADABLE) as error:
                log.warning("the cache could not be rebuilt, next try in %g s: %s", self._pause, error)
            else:
                log.info("the cache was rebuilt")
                return

    async def _build(self) -> None:
        await self._moderation.load(force=True, opened=self._store.current is not None)
        await self._store.refresh()
