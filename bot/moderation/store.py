"""`moderation.sqlite`: the state, document contents, the journal, earlier states, pending offers."""

import contextlib
import dataclasses
import datetime
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import BusyError, NothingToUndoError, OfferGoneError, StorageError
from bot.moderation.changes import (
    AddDocument,
    Added,
    Alias,
    ClubDecision,
    Details,
    LeftOut,
    ModerationState,
    Who,
)
from bot.names import ClubRule
from bot.text import fold

log = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_STEPS = (_HERE / "schema.sql", *sorted((_HERE / "migrations").glob("*.sql"), key=lambda p: int(p.stem)))
_BUSY_SECONDS = 5.0
_STATES_KEPT = 20
_OFFERS_KEPT = 20
_OFFER_HOURS = 24
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


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

    `what` is the kind of change, as in the journal; a change of clubs has no season and no file.
    """

    token: str
    season: int
    file: str
    sha256: str
    what: str = AddDocument.what


@dataclass(frozen=True, slots=True)
class Note:
    """The input for a journal entry."""

    at: str
    who: Who
    what: str
    details: Details


def now() -> str:
    """Return the current time as stored: ISO 8601, UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class ModerationFile:
    """The SQLite file, opened for each use and created with the first change."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def state(self) -> ModerationState:
        """Return what moderators changed."""
        async with self._reading() as db:
            return await _state(db) if db else ModerationState()

    async def good(self) -> dict[str, str]:
        """Return the digests of the last good versions of the folder's documents, by name."""
        async with self._reading() as db:
            if db is None:
                return {}
            return {row[0]: row[1] for row in await db.execute_fetchall("SELECT name, sha256 FROM good")}

    async def content(self, sha256: str) -> bytes:
        """Return the bytes of a digest; raises StorageError if they are missing."""
        async with self._reading() as db:
            row = await _row(db, "SELECT data FROM content WHERE sha256 = ?", sha256) if db else None
        if row is None:
            raise StorageError(f"{self.path.name} lacks the document {sha256[:12]}")
        return bytes(row[0])

    async def save(
        self,
        before: ModerationState,
        after: ModerationState,
        note: Note | None,
        *,
        good: Mapping[str, tuple[str, bytes]],
        contents: Mapping[str, bytes] | None = None,
        undone: int | None = None,
        offer: str | None = None,
    ) -> None:
        """Write a change, its journal entry and the previous state in one transaction.

        `good` are last good versions, digest and bytes by name; `undone` is the entry that an undo
        reverts; `offer` is the token of a confirmed document. Raises BusyError if the state is no
        longer `before`, OfferGoneError if the offer is gone.
        """
        async with self._writing() as db:
            if await _state(db) != before:
                raise BusyError
            if offer is not None:
                dropped = await db.execute("DELETE FROM offer WHERE token = ?", (offer,))
                if not dropped.rowcount:
                    raise OfferGoneError
            await _keep_good(db, good)
            if note is not None:
                number = await _write_note(db, note)
                if undone is not None:
                    await db.execute("DELETE FROM undo WHERE number = ?", (undone,))
                elif after != before:
                    await db.execute("INSERT INTO undo VALUES (?, ?)", (number, before.as_json()))
                    await db.execute("DELETE FROM undo WHERE number <= ?", (await _oldest_kept(db),))
            if after != before:
                await _put_contents(db, contents or {})
                await _replace_state(db, after)
            await _clear(db)

    async def note(self, note: Note) -> None:
        """Write a journal entry without a change of the state."""
        async with self._writing() as db:
            await _write_note(db, note)

    async def last_state(self) -> tuple[JournalEntry, ModerationState]:
        """Return the last undoable change and the state before it; raises NothingToUndoError."""
        query = "SELECT journal.*, state FROM undo JOIN journal USING (number) ORDER BY number DESC LIMIT 1"
        async with self._reading() as db:
            row = await _row(db, query) if db else None
        if row is None:
            raise NothingToUndoError
        return _entry(row), ModerationState.from_json(row["state"])

    async def history(self, *, skip: int = 0, most: int = 10) -> tuple[tuple[JournalEntry, ...], int]:
        """Return entries of the journal, the newest first, and how many there are."""
        async with self._reading() as db:
            if db is None:
                return (), 0
            count = await _row(db, "SELECT count(*) FROM journal")
            query = "SELECT * FROM journal ORDER BY number DESC LIMIT ? OFFSET ?"
            rows = await db.execute_fetchall(query, (most, skip))
        return tuple(map(_entry, rows)), count[0] if count else 0

    async def make_offer(self, offer: Offer, data: bytes, who: Who) -> None:
        """Store an offer."""
        expires = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=_OFFER_HOURS)
        async with self._writing() as db:
            await _put_contents(db, {offer.sha256: data})
            await db.execute(
                """
                INSERT INTO offer (token, season, file, sha256, what, who, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                (*dataclasses.astuple(offer), who.id, expires.strftime("%Y-%m-%dT%H:%M:%SZ")),
            )
            await _clear(db)

    async def offer(self, token: str) -> tuple[Offer, bytes]:
        """Return an offer; raises OfferGoneError."""
        query = """
            SELECT token, season, file, sha256, what, data
              FROM offer
              JOIN content USING (sha256)
             WHERE token = ? AND expires > ?
        """
        async with self._reading() as db:
            row = await _row(db, query, token, now()) if db else None
        if row is None:
            raise OfferGoneError
        return Offer(*row[:5]), bytes(row["data"])

    async def drop_offer(self, token: str) -> None:
        """Delete an offer."""
        async with self._writing() as db:
            await db.execute("DELETE FROM offer WHERE token = ?", (token,))
            await _clear(db)

    @contextlib.asynccontextmanager
    async def _reading(self) -> AsyncIterator[aiosqlite.Connection | None]:
        if not self.path.exists():
            yield None
            return
        with _storage_errors(self.path):
            async with aiosqlite.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None) as db:
                db.row_factory = sqlite3.Row
                version = await _version(db)
                if 0 < version < len(_STEPS):
                    await _migrate(db)
                # Without even the first migration, nothing was ever written.
                yield db if version else None

    @contextlib.asynccontextmanager
    async def _writing(self) -> AsyncIterator[aiosqlite.Connection]:
        with _storage_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            async with aiosqlite.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None) as db:
                db.row_factory = sqlite3.Row
                if await _version(db) < len(_STEPS):
                    await _migrate(db)
                await db.execute("PRAGMA foreign_keys = ON")
                await db.execute("BEGIN IMMEDIATE")
                yield db
                # Closing the connection rolls back what was not committed.
                await db.execute("COMMIT")


@contextlib.contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the system into errors that have a reply."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) in _BUSY:
            raise BusyError from error
        raise StorageError.of(error, path) from error
    except OSError as error:
        raise StorageError.of(error, path) from error


async def _version(db: aiosqlite.Connection) -> int:
    row = await _row(db, "PRAGMA user_version")
    version = int(row[0]) if row else 0
    if version > len(_STEPS):
        raise StorageError("moderation.sqlite was made by a later version of the bot")
    return version


async def _migrate(db: aiosqlite.Connection) -> None:
    """Run missing migrations, each in its own transaction."""
    for number, step in enumerate(_STEPS, start=1):
        await db.execute("BEGIN IMMEDIATE")
        # Another process may have run the migration while this one waited.
        if await _version(db) >= number:
            await db.execute("ROLLBACK")
            continue
        for statement in _statements(step.read_text(encoding="utf-8")):
            await db.execute(statement)
        await db.execute(f"PRAGMA user_version = {number}")
        await db.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; `executescript` would commit the open transaction."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""


async def _row(db: aiosqlite.Connection, query: str, *values: str | int) -> sqlite3.Row | None:
    return next(iter(await db.execute_fetchall(query, values)), None)


async def _state(db: aiosqlite.Connection) -> ModerationState:
    documents = await db.execute_fetchall("SELECT * FROM document ORDER BY season")
    left_out = await db.execute_fetchall("SELECT * FROM left_out ORDER BY season")
    aliases = await db.execute_fetchall("SELECT * FROM alias ORDER BY folded, club")
    clubs = await db.execute_fetchall("SELECT * FROM club_rule ORDER BY number")
    return ModerationState(
        tuple(Added(r["season"], r["file"], r["sha256"], r["at"], _who(r)) for r in documents),
        tuple(LeftOut(r["season"], r["at"], _who(r)) for r in left_out),
        tuple(Alias(r["text"], r["club"], r["at"], _who(r)) for r in aliases),
        tuple(ClubDecision(_rule(r), r["at"], _who(r)) for r in clubs),
    )


def _rule(row: sqlite3.Row) -> ClubRule:
    seasons = tuple(json.loads(row["seasons"]))
    return ClubRule(row["club"], row["into_club"], seasons, row["name"], row["department"])


async def _replace_state(db: aiosqlite.Connection, state: ModerationState) -> None:
    for table in ("document", "left_out", "alias", "club_rule"):
        await db.execute(f"DELETE FROM {table}")
    documents = [(d.season, d.file, d.sha256, d.at, d.who.id, d.who.name) for d in state.documents]
    await db.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", documents)
    left_out = [(out.season, out.at, out.who.id, out.who.name) for out in state.left_out]
    await db.executemany("INSERT INTO left_out VALUES (?, ?, ?, ?)", left_out)
    aliases = [(fold(a.text), a.club, a.text, a.at, a.who.id, a.who.name) for a in state.aliases]
    await db.executemany("INSERT INTO alias VALUES (?, ?, ?, ?, ?, ?)", aliases)
    clubs = [
        (n, r.club, r.into, json.dumps(r.seasons), r.name, r.department, d.at, d.who.id, d.who.name)
        for n, d in enumerate(state.clubs, start=1)
        for r in (d.rule,)
    ]
    await db.executemany("INSERT INTO club_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", clubs)


async def _keep_good(db: aiosqlite.Connection, good: Mapping[str, tuple[str, bytes]]) -> None:
    await _put_contents(db, dict(good.values()))
    versions = [(name, sha256) for name, (sha256, _) in good.items()]
    await db.executemany("INSERT OR REPLACE INTO good VALUES (?, ?)", versions)


async def _put_contents(db: aiosqlite.Connection, contents: Mapping[str, bytes]) -> None:
    await db.executemany("INSERT OR IGNORE INTO content VALUES (?, ?)", list(contents.items()))


async def _write_note(db: aiosqlite.Connection, note: Note) -> int:
    details = json.dumps(note.details, ensure_ascii=False)
    cursor = await db.execute(
        "INSERT INTO journal (at, who, who_name, what, details) VALUES (?, ?, ?, ?, ?)",
        (note.at, note.who.id, note.who.name, note.what, details),
    )
    return int(cursor.lastrowid or 0)


async def _oldest_kept(db: aiosqlite.Connection) -> int:
    """Return the number of the newest earlier state to delete."""
    query = "SELECT number FROM undo ORDER BY number DESC LIMIT 1 OFFSET ?"
    row = await _row(db, query, _STATES_KEPT)
    return int(row[0]) if row else 0


async def _clear(db: aiosqlite.Connection) -> None:
    """Delete expired offers, surplus states and unreferenced contents."""
    await db.execute("DELETE FROM offer WHERE expires <= ?", (now(),))
    newest = "SELECT token FROM offer ORDER BY expires DESC, rowid DESC LIMIT ?"
    await db.execute(f"DELETE FROM offer WHERE token NOT IN ({newest})", (_OFFERS_KEPT,))
    await db.execute(
        """
        DELETE FROM content
         WHERE sha256 NOT IN (SELECT sha256 FROM document
                               UNION SELECT sha256 FROM offer
                               UNION SELECT sha256 FROM good
                               UNION SELECT json_extract(item.value, '$.sha256')
                                       FROM undo, json_each(undo.state, '$.documents') AS item)
        """
    )


def _entry(row: sqlite3.Row) -> JournalEntry:
    return JournalEntry(row["number"], row["at"], _who(row), row["what"], json.loads(row["details"]))


def _who(row: Any) -> Who:
    return Who(row["who"], row["who_name"])
