"""The moderation store: the state, document contents, the journal, earlier states, pending offers.

SQLAlchemy is imported by what needs it, since that takes longer than an answer in the terminal.
"""

import asyncio
import contextlib
import datetime
import importlib
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import urlsplit

from bot.errors import (
    AlreadyDoneError,
    BusyError,
    ChangeUncertainError,
    DatabaseAwayError,
    NothingToRedoError,
    NothingToUndoError,
    OfferGoneError,
    StorageError,
)
from bot.moderation.changes import AddDocument, Details
from bot.moderation.state import ModerationState, Who

if TYPE_CHECKING:
    from bot.moderation.database import Database
    from bot.moderation.postgres import StoreWatch
    from bot.moderation.records import StoreRecords

REVISION = "0003"
"""The newest of `migrations/`."""
REVISION_TABLE = "moderation_revision"
CHANNEL, COUNTS_CHANNEL = "copa_moderation", "copa_cooldown"
"""Where PostgreSQL notifies of a new version of the state, and of questions by user."""

BUSY_SECONDS = 5.0
_OFFER_HOURS = 24
_COMMIT_PAUSES = (0.1, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each attempt to ask for a change whose commit got no answer."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An entry of the journal: its number from 1, time, author, kind of change and details."""

    number: int
    at: str
    who: Who
    what: str
    details: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Offer:
    """A change waiting for confirmation: a document of a season, or a change of clubs.

    `what` is the kind of change, as in the journal; a change of clubs has no season and no file. `basis` is
    a digest of what the preview was made of.
    """

    token: str
    season: int
    file: str
    sha256: str
    what: str = AddDocument.what
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The input for a journal entry; `request` identifies what asked for the change."""

    at: str
    who: Who
    what: str
    details: Details
    request: str = field(default_factory=lambda: secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True)
class Stored:
    """What a load starts from: the state with its version, and the good versions' digests by document."""

    version: int = 0
    state: ModerationState = field(default_factory=ModerationState)
    good: Mapping[str, str] = field(default_factory=dict)


def now() -> str:
    """Return the current time as stored: ISO 8601, UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class SharedCounts(Protocol):
    """Counts by user that processes exchange: those of this process to take, those of others to add."""

    def take(self) -> Mapping[int, int]:
        """Return what was counted here since the last call."""
        ...

    def add(self, counts: Mapping[int, int]) -> None:
        """Add what another process counted."""
        ...


class ModerationStore:
    """The store in PostgreSQL if there is a `url`, else in an SQLite file, which the first change creates."""

    def __init__(self, path: Path, url: str | None = None) -> None:
        self.path = path
        self.url = url
        self._opened: Database | None = None
        self._watch: StoreWatch | None = None
        self._watching: asyncio.Task[None] | None = None
        self._up = True

    @property
    def name(self) -> str:
        """The file, or the database's address without its password."""
        return str(self.path) if self.url is None else name_of(self.url)

    @property
    def up(self) -> bool:
        """Whether the store could be used the last time."""
        return self._watch.up if self._watch is not None else self._up

    async def watch(self, changed: Callable[[], None], counts: SharedCounts | None = None) -> None:
        """Call `changed` after changes by any process, as soon as PostgreSQL notifies of one.

        `counts` are exchanged with the other processes once a second.
        """
        if self.url is not None:
            module = await asyncio.to_thread(importlib.import_module, "bot.moderation.postgres")
            self._watch = module.StoreWatch(self.url, self.stored, changed, counts, up=self._up)
            self._watching = asyncio.create_task(self._watch.run())

    async def close(self) -> None:
        """End the watch."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait([self._watching])

    async def mark(self) -> object:
        """Return a value that is another one after a change by any process; cheap to ask often."""
        if self.url is not None:
            return self._watch.version if self._watch is not None else None
        try:
            stat = await asyncio.to_thread(self.path.stat)
        except OSError:
            return None
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size)

    async def stored(self) -> Stored:
        """Return what a load starts from."""
        if not self._exists:
            return Stored()
        if self.url is None:
            with self._noting():
                stored = await asyncio.to_thread(_read_file, self.path)
            if stored is not None:
                return stored
        async with self._reading() as records:
            return await records.stored() if records else Stored()

    async def state(self) -> ModerationState:
        """Return what moderators changed."""
        return (await self.stored()).state

    async def content(self, sha256: str) -> bytes:
        """Return the bytes of a digest; raises StorageError if they are missing."""
        async with self._reading() as records:
            data = await records.content(sha256) if records else None
        if data is None:
            raise StorageError(f"the moderation store lacks the document {sha256[:12]}")
        return data

    async def save(
        self,
        before: Stored,
        after: ModerationState,
        note: Note | None,
        *,
        good: Mapping[str, tuple[str, bytes]],
        contents: Mapping[str, bytes] | None = None,
        undone: int | None = None,
        redone: int | None = None,
        offer: str | None = None,
    ) -> None:
        """Write a change, its journal entry and the previous state in one transaction.

        `good` are last good versions, digest and bytes by name; `undone` is the entry that an undo
        reverts, `redone` that of an undo which is taken back; `offer` is the token of a confirmed document.
        Raises AlreadyDoneError if the note's request was carried out before, BusyError if the state is no
        longer `before`, OfferGoneError if the offer is gone, ChangeUncertainError if the connection broke
        during the commit and the store cannot be asked for long.
        """
        async with self._committing(note) as records:
            done = await records.entry_of(note.request) if note is not None else None
            if done is not None:
                raise AlreadyDoneError(done)
            if (await records.stored()).state != before.state:
                raise BusyError
            if offer is not None and not await records.drop_offer(offer):
                raise OfferGoneError
            await records.keep_good(good)
            changed = after != before.state
            if changed and undone is None:
                await records.forget_redo(redone)
            if note is not None:
                earlier = before.state if changed else None
                await records.write_note(note, earlier, undoes=undone is not None, contents=contents or {})
            if undone is not None:
                await records.forget_state(undone)
            if changed:
                await records.put_contents(contents or {})
                await records.replace_state(after)
            await records.clear()

    @contextlib.asynccontextmanager
    async def _committing(self, note: Note | None) -> AsyncIterator["StoreRecords"]:
        """Lend the store for a transaction; if its commit got no answer, ask whether it arrived."""
        written = False
        try:
            async with self.writing() as records:
                yield records
                written = True
        except DatabaseAwayError:
            if not written or note is None or not await self._was_made(note):
                raise

    async def _was_made(self, note: Note) -> bool:
        """Ask whether the commit of a change arrived; raises ChangeUncertainError."""
        for pause in _COMMIT_PAUSES:
            await asyncio.sleep(pause)
            with contextlib.suppress(DatabaseAwayError):
                async with self._reading() as records:
                    return records is not None and await records.entry_of(note.request) is not None
        raise ChangeUncertainError("the connection broke during the commit")

    async def note(self, note: Note) -> None:
        """Write a journal entry without a change of the state."""
        async with self.writing() as records:
            await records.write_note(note)

    async def note_once(self, note: Note) -> None:
        """Write a journal entry for a request; raises AlreadyDoneError if the request has one."""
        async with self.writing() as records:
            done = await records.entry_of(note.request)
            if done is not None:
                raise AlreadyDoneError(done)
            await records.write_note(note)

    async def forget_note(self, request: str) -> None:
        """Delete the journal entry of a request that came to nothing."""
        async with self.writing() as records:
            await records.forget_note(request)

    async def last_state(self) -> tuple[JournalEntry, ModerationState]:
        """Return the last undoable change and the state before it; raises NothingToUndoError."""
        async with self._reading() as records:
            last = await records.last_state() if records else None
        if last is None:
            raise NothingToUndoError
        return last

    async def last_undone(self) -> tuple[JournalEntry, ModerationState]:
        """Return the last undo that can be redone and the state before it; raises NothingToRedoError."""
        async with self._reading() as records:
            last = await records.last_undone() if records else None
        if last is None:
            raise NothingToRedoError
        return last

    async def entry_of(self, request: str) -> JournalEntry | None:
        """Return the journal's entry of a request, None if it was not carried out."""
        async with self._reading() as records:
            return await records.entry_of(request) if records else None

    async def entry(self, number: int) -> JournalEntry | None:
        """Return the journal's entry of a number, None if there is none."""
        async with self._reading() as records:
            return await records.entry(number) if records else None

    async def history(self, *, skip: int = 0, most: int = 10) -> tuple[tuple[JournalEntry, ...], int]:
        """Return entries of the journal, the newest first, and how many there are."""
        async with self._reading() as records:
            return await records.history(skip, most) if records else ((), 0)

    async def make_offer(self, offer: Offer, data: bytes, who: Who) -> None:
        """Store an offer."""
        expires = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=_OFFER_HOURS)
        async with self.writing() as records:
            await records.put_contents({offer.sha256: data})
            await records.make_offer(offer, who, expires)
            await records.clear()

    async def offer(self, token: str) -> tuple[Offer, bytes]:
        """Return an offer; raises OfferGoneError."""
        async with self._reading() as records:
            offer = await records.offer(token, now()) if records else None
        if offer is None:
            raise OfferGoneError
        return offer

    async def drop_offer(self, token: str) -> None:
        """Delete an offer."""
        async with self.writing() as records:
            await records.drop_offer(token)
            await records.clear()

    @property
    def _exists(self) -> bool:
        return self.url is not None or (self.path.exists() and self.path.stat().st_size > 0)

    @contextlib.asynccontextmanager
    async def _reading(self) -> AsyncIterator["StoreRecords | None"]:
        """Lend the store for reading; None where nothing was ever written."""
        if not self._exists:
            yield None
            return
        with self._noting():
            async with (await self._database()).reading() as records:
                yield records

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator["StoreRecords"]:
        """Lend the store for a transaction; there is only one at a time."""
        with self._noting():
            async with (await self._database()).writing() as records:
                yield records

    @contextlib.contextmanager
    def _noting(self) -> Iterator[None]:
        """Note whether the store can be used."""
        try:
            yield
        except StorageError:
            self._up = False
            raise
        self._up = True

    async def _database(self) -> "Database":
        if self._opened is None:
            # In a thread, so that no answer waits for the imports.
            opened = await asyncio.to_thread(self._open)
            self._opened = self._opened or opened
        return self._opened

    def _open(self) -> "Database":
        if self.url is not None:
            postgres = importlib.import_module("bot.moderation.postgres")
            return cast("Database", postgres.PostgresDatabase(self.url))
        database = importlib.import_module("bot.moderation.database")
        return cast("Database", database.SqliteDatabase(self.path))


def name_of(url: str) -> str:
    """Return a database's address without user and password."""
    parts = urlsplit(url)
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}"


def sqlite_fault(error: OSError | sqlite3.Error, path: Path) -> BusyError | StorageError:
    """Return the error with a reply for an error of SQLite or the system."""
    if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError()
    return StorageError.of(error, path)


def _read_file(path: Path) -> Stored | None:
    """Read an SQLite file with the standard library; None where its tables are of another revision."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as db:
            db.execute("BEGIN")
            if not db.execute(f"SELECT 1 FROM sqlite_master WHERE name = '{REVISION_TABLE}'").fetchall():
                return None
            if db.execute(f"SELECT version_num FROM {REVISION_TABLE}").fetchall() != [(REVISION,)]:
                return None
            [(version, value)] = db.execute("SELECT version, value FROM state")
            good = dict(db.execute("SELECT name, sha256 FROM good"))
    except sqlite3.Error as error:
        raise sqlite_fault(error, path) from error
    return Stored(version, ModerationState.from_json(value), good)
