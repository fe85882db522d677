"""One generation of the cache, to be asked: a read-only connection, the index of names, the seasons."""

import asyncio
import datetime
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cache.clubs import read_clubs
from bot.cache.damage import check_whole
from bot.cache.memory import Memory
from bot.cache.read import read_season
from bot.model import Season, Team
from bot.names import NameIndex

log = logging.getLogger(__name__)

Value = str | int | None

_STATEMENTS = 512
_PAGES_KIB = 16 * 1024
"""How many statements stay prepared, and how much of the file stays in memory."""


@dataclass(frozen=True, slots=True)
class SeasonRef:
    """A season's document: year, title of the article, file name, the day if a moderator added it."""

    year: int
    title: str
    document: str
    added: datetime.date | None = None


@dataclass(slots=True, eq=False)
class Snapshot:
    """What a question is answered from, from its first to its last line. A file in place never changes.

    Reads stay in the thread of the event loop: a statement on the local file takes some 20 µs, the way to
    another thread and back five to ten times that. They are awaited all the same, so that whoever asks need
    not change the day a file lies somewhere slower.
    """

    generation: str
    loaded_at: str
    seasons: tuple[int, ...]
    refs: dict[int, SeasonRef]
    """The seasons' documents by year."""
    lost_tables: dict[int, int]
    """How many tables documents lost on the way, by season; none is as good as 0."""
    champions: dict[int, str]
    clubs: dict[str, Team]
    """The clubs of the index under their own names."""
    namesakes: dict[str, tuple[Team, ...]]
    """The clubs of each name that several have."""
    index: NameIndex
    names: str
    """The digest of what the index was made from."""
    db: sqlite3.Connection
    remembered: dict[Any, Any] = field(default_factory=dict)
    """What was worked out from this file, so that it goes with it; `memory` gives bounded places in it."""
    whole_seasons: dict[int, Season] = field(default_factory=dict)
    worked_out: dict[tuple[Callable[..., Any], int], Any] = field(default_factory=dict)
    """What a function made of a season, by function and year."""
    users: int = 0
    replaced: bool = False

    async def rows(self, query: str, values: Iterable[Value] = ()) -> list[sqlite3.Row]:
        """Return all rows of a query with its `?` places filled."""
        return self.db.execute(query, tuple(values)).fetchall()

    async def tuples(self, query: str, values: Iterable[Value] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query as bare tuples, for what is read in great number."""
        cursor = self.db.cursor()
        cursor.row_factory = None
        return cursor.execute(query, tuple(values)).fetchall()

    async def row(self, query: str, values: Iterable[Value] = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        found: sqlite3.Row | None = self.db.execute(query, tuple(values)).fetchone()
        return found

    async def season(self, year: int) -> Season:
        """Return all facts of a season, which are read once; raises KeyError for one that there is not."""
        season = self.whole_seasons.get(year)
        if season is None:
            season = self.whole_seasons[year] = read_season(self.db, self.clubs, self.refs[year])
        return season

    def memory(self, name: str, most: int) -> Memory:
        """Return the place of this name, of `most` things; the least recently asked for goes first."""
        found: Memory | None = self.remembered.get(name)
        if found is None:
            found = self.remembered[name] = Memory(most)
        return found

    def close(self) -> None:
        """Close the connection."""
        self.db.close()


class Store:
    """Gives snapshots of the cache at `path` and notices when another file has taken its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.taken_up: Callable[[], None] | None = None
        """Called whenever another file is answered from."""
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
            if self._identity is not None and identity[0] == self._identity[0]:
                # No load writes where a file lies: somebody else did, with a copy from elsewhere at best.
                await asyncio.to_thread(check_whole, self.path)
            fresh = await asyncio.to_thread(_open, self.path, self._current)
            old, self._current, self._identity = self._current, fresh, identity
        if old is not None:
            old.replaced = True
            _close_if_unused(old)
        if self.taken_up is not None:
            self.taken_up()
        log.info("answering from generation %s with %d seasons", fresh.generation[:12], len(fresh.seasons))
        return True

    def snapshot(self) -> "_Lent":
        """Lend the snapshot of now; it stays whole until the end, whatever is loaded meanwhile.

        `async with store.snapshot() as snapshot`; raises RuntimeError where the store is closed.
        """
        return _Lent(self)

    async def close(self) -> None:
        """Give the connection back when the last question is done."""
        old, self._current, self._identity = self._current, None, None
        if old is not None:
            old.replaced = True
            _close_if_unused(old)


class _Lent:
    """A snapshot in use. As a generator it would take as long as a statement."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __aenter__(self) -> Snapshot:
        if self._store.current is None:
            await self._store.refresh()
        taken = self._store.current
        if taken is None:
            raise RuntimeError("the store is closed")
        taken.users += 1
        self._taken = taken
        return taken

    async def __aexit__(self, *_: object) -> None:
        self._taken.users -= 1
        _close_if_unused(self._taken)


def _close_if_unused(snapshot: Snapshot) -> None:
    if snapshot.replaced and snapshot.users == 0:
        snapshot.close()


def _identity(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _open(path: Path, before: Snapshot | None) -> Snapshot:
    # Immutable: no locks and no side files, so that a folder without write permission will do. Opened in
    # another thread than it is read in, but never used by two at once.
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    try:
        db.execute(f"PRAGMA cache_size = -{_PAGES_KIB}")
        meta = dict(db.execute("SELECT name, value FROM meta").fetchall())
        added = {year: _day(moment) for year, moment in db.execute(_ADDED)}
        refs = {
            year: SeasonRef(year, title, document, added.get(year))
            for year, title, document in db.execute(_SEASONS)
        }
        index = _index(db, meta["names"], before)
        clubs = {club.key: Team(club.name, club.key, club.department) for club in index.clubs}
        champions = dict(db.execute(_CHAMPIONS).fetchall())
        lost_tables = dict(db.execute(_LOST_TABLES).fetchall())
        db.row_factory = sqlite3.Row
        return Snapshot(
            generation=meta["generation"],
            loaded_at=meta["loaded_at"],
            seasons=tuple(refs),
            refs=refs,
            lost_tables=lost_tables,
            champions=champions,
            clubs=clubs,
            namesakes=_namesakes(clubs.values()),
            index=index,
            names=meta["names"],
            db=db,
        )
    except BaseException:
        db.close()
        raise


_SEASONS = "SELECT year, title, document FROM season ORDER BY year"
_ADDED = "SELECT season, added FROM document WHERE added IS NOT NULL AND season IS NOT NULL"
_LOST_TABLES = "SELECT season, lost_tables FROM counted WHERE lost_tables > 0"
_CHAMPIONS = "SELECT season, name FROM honour WHERE place = 'champion' ORDER BY position DESC"


def _day(moment: str) -> datetime.date:
    return datetime.datetime.fromisoformat(moment).date()


def _namesakes(clubs: Iterable[Team]) -> dict[str, tuple[Team, ...]]:
    """Return the clubs of each name that several have, by their keys."""
    by_name: defaultdict[str, list[Team]] = defaultdict(list)
    for club in clubs:
        by_name[club.name].append(club)
    return {name: tuple(found) for name, found in by_name.items() if len(found) > 1}


def _index(db: sqlite3.Connection, names: str, before: Snapshot | None) -> NameIndex:
    """Return the index of the names in a cache: that of the snapshot before where they are the same."""
    return before.index if before is not None and before.names == names else NameIndex(read_clubs(db))
