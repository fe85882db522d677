"""One generation of the cache, to be asked: a read-only connection, the index of names, the seasons."""

import asyncio
import contextlib
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.folding import fold
from bot.model import Club, ClubName
from bot.names import NameIndex

log = logging.getLogger(__name__)

Value = str | int | None


@dataclass(slots=True)
class Snapshot:
    """What a question is answered from, from its first to its last line. A file in place never changes."""

    generation: str
    loaded_at: str
    seasons: tuple[int, ...]
    champions: dict[int, str]
    index: NameIndex
    db: aiosqlite.Connection
    users: int = 0
    replaced: bool = False

    async def rows(self, query: str, values: Iterable[Value] = ()) -> list[sqlite3.Row]:
        """Return all rows of a query with its `?` places filled."""
        return list(await self.db.execute_fetchall(query, tuple(values)))

    async def row(self, query: str, values: Iterable[Value] = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        found = await self.rows(query, values)
        return found[0] if found else None

    async def close(self) -> None:
        """Close the connection; an open one would keep the process alive."""
        await self.db.close()


class Store:
    """Gives snapshots of the cache at `path` and notices when another file has taken its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._current: Snapshot | None = None
        self._identity: tuple[int, int, int] | None = None
        self._opening = asyncio.Lock()

    @property
    def current(self) -> Snapshot | None:
        """The snapshot of now, for what needs no connection (autocomplete); None before the first load."""
        return self._current

    async def refresh(self) -> bool:
        """Take up the file in place if it is another one; say whether it was.

        Raises sqlite3.Error or OSError where the file cannot be read; the snapshot before stays in use.
        """
        async with self._opening:
            identity = await asyncio.to_thread(_identity, self.path)
            if identity == self._identity:
                return False
            fresh = await _open(self.path)
            old, self._current, self._identity = self._current, fresh, identity
        if old is not None:
            old.replaced = True
            await _close_if_unused(old)
        log.info("answering from generation %s with %d seasons", fresh.generation[:12], len(fresh.seasons))
        return True

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """Lend the snapshot of now; it stays whole until the end, whatever is loaded meanwhile."""
        if self._current is None:
            await self.refresh()
        taken = self._current
        if taken is None:
            raise RuntimeError("the store is closed")
        taken.users += 1
        try:
            yield taken
        finally:
            taken.users -= 1
            await _close_if_unused(taken)

    async def close(self) -> None:
        """Give the connection back when the last question is done."""
        old, self._current, self._identity = self._current, None, None
        if old is not None:
            old.replaced = True
            await _close_if_unused(old)


async def _close_if_unused(snapshot: Snapshot) -> None:
    if snapshot.replaced and snapshot.users == 0:
        await snapshot.close()


def _identity(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


async def _open(path: Path) -> Snapshot:
    # Immutable: no locks and no side files, so that a folder without write permission will do.
    db = await aiosqlite.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        db.row_factory = sqlite3.Row
        meta = {name: value async for name, value in await db.execute("SELECT name, value FROM meta")}
        years = await db.execute_fetchall("SELECT year FROM season ORDER BY year")
        clubs = await _clubs(db)
        index = await asyncio.to_thread(NameIndex, clubs)
        won = await db.execute_fetchall(_CHAMPIONS)
        return Snapshot(
            generation=meta["generation"],
            loaded_at=meta["loaded_at"],
            seasons=tuple(row["year"] for row in years),
            champions={row["season"]: row["name"] for row in won},
            index=index,
            db=db,
        )
    except BaseException:
        await db.close()
        raise


_CHAMPIONS = "SELECT season, name FROM honour WHERE place = 'champion' ORDER BY position DESC"

_CLUBS = """
    SELECT key, name, department,
           (SELECT json_group_array(name)
              FROM (SELECT location AS name FROM entry WHERE entry.club = club.key AND location IS NOT NULL
                     UNION
                    SELECT name FROM town WHERE town.club = club.key)) AS towns,
           (SELECT json_group_array(DISTINCT season)
              FROM (SELECT season FROM spelling WHERE spelling.club = club.key ORDER BY season)) AS seasons,
           (SELECT json_group_array(json_array(name, 'spelling', document))
              FROM (SELECT spelling.name, min(document) AS document
                      FROM spelling
                      JOIN season ON season.year = spelling.season
                     WHERE spelling.club = club.key
                     GROUP BY spelling.name)) AS spellings,
           (SELECT json_group_array(json_array(text, kind, source))
              FROM alias
             WHERE alias.club = club.key) AS aliases
      FROM club
     ORDER BY key
"""


async def _clubs(db: aiosqlite.Connection) -> list[Club]:
    return [_club(row) for row in await db.execute_fetchall(_CLUBS)]


def _club(row: sqlite3.Row) -> Club:
    names = [*json.loads(row["spellings"]), *json.loads(row["aliases"])]
    return Club(
        key=row["key"],
        name=row["name"],
        department=row["department"],
        towns=_towns(json.loads(row["towns"]), row["department"]),
        seasons=tuple(sorted(json.loads(row["seasons"]))),
        names=tuple(ClubName(text, kind, source) for text, kind, source in names),
    )


def _towns(places: list[str], department: str | None) -> tuple[str, ...]:
    # A place that only repeats the department says nothing of the town.
    return tuple(place for place in places if fold(place) != fold(department or ""))
