"""Polling for outside changes: other processes' loads and changes, changed files."""

import asyncio
import contextlib
import logging
import math
import sqlite3
import time

from bot.cache import LoadReport, Store
from bot.cache.inputs import is_document_name, state_of_folder
from bot.errors import BusyError, CopaError, DatabaseAwayError, ReloadRunningError
from bot.moderation.service import Moderation
from bot.moderation.transactions import additions_of

log = logging.getLogger(__name__)

_PAUSE = 60.0
"""Seconds after which a failed load is tried again, should nothing else have changed."""

_Folder = tuple[tuple[str, int, int, int], ...]


class Watch:
    """Picks up changes since the last look; `folder` says whether to watch the folder's files too."""

    def __init__(self, moderation: Moderation, store: Store, *, folder: bool) -> None:
        self.moderation = moderation
        self.store = store
        self.folder = folder
        self.failures = 0
        """Number of failed loads."""
        self._changes: object = None
        self._looking = asyncio.Lock()
        self._again = math.inf
        """When to try again what could not be loaded, on the monotonic clock."""
        self._loaded: _Folder = ()
        self._seen: _Folder = ()

    async def mark(self) -> None:
        """Remember the folder's files as seen: they are about to be loaded."""
        if self.folder:
            self._loaded = self._seen = await asyncio.to_thread(state_of_folder, self.moderation.seasons_dir)

    async def look(self) -> LoadReport | None:
        """Switch to another process's load, or load pending changes and return the report."""
        async with self._looking:
            try:
                return await self._look()
            except Exception:
                self._again = time.monotonic() + _PAUSE
                raise

    async def _look(self) -> LoadReport | None:
        with contextlib.suppress(FileNotFoundError):
            await self.store.refresh()
        try:
            if not await self._is_due():
                return None
            report = await self.moderation.load()
        except (BusyError, DatabaseAwayError, ReloadRunningError):
            # Another process is loading, or the database is away; the next look is soon enough.
            self._forget()
            return None
        except (OSError, sqlite3.Error, CopaError) as error:
            log.warning("what changed could not be loaded: %s", error)
            self.failures += 1
            self._again = time.monotonic() + _PAUSE
            return None
        await self.store.refresh()
        return report if report.written else None

    def _forget(self) -> None:
        """Let the next look find changes that this one could not load."""
        self._changes, self._loaded = None, ()

    async def _is_due(self) -> bool:
        if time.monotonic() > self._again:
            self._again = math.inf
            self._forget()
        folder = self.folder and await self._folder_is_due()
        return await self._changes_are_due() or folder

    async def _changes_are_due(self) -> bool:
        """Tell whether a change is not in the cache: whoever made it was killed before its load."""
        changes = await self.moderation.store.mark()
        if changes == self._changes or self.store.current is None:
            return False
        self._changes = changes
        state = await self.moderation.state()
        async with self.store.snapshot() as snapshot:
            row = await snapshot.row("SELECT value FROM meta WHERE name = 'additions'")
        return row is not None and row["value"] != additions_of(state).digest

    async def _folder_is_due(self) -> bool:
        """Tell whether the folder changed and came to rest: a file that is being copied is not whole yet."""
        files = await asyncio.to_thread(state_of_folder, self.moderation.seasons_dir)
        at_rest, self._seen = files == self._seen, files
        if files == self._loaded or not at_rest:
            return False
        if not any(is_document_name(name) for name, *_ in files):
            # More likely a volume that is away for a moment than the end of all seasons.
            return False
        self._loaded = files
        return True
