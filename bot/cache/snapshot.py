"""One generation of the cache, to be asked: a read-only connection, the index of names, the seasons."""

import asyncio
import contextlib
import dataclasses
import datetime
import functools
import logging
import sqlite3
import weakref
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cache.cache_file import check_whole, connect, opened
from bot.cache.clubs import read_clubs
from bot.cache.facts import article_from_json, read_corrections, read_rules, read_season
from bot.cache.inputs import code_digest
from bot.model import Article, Club, Correction, Season, Team
from bot.names import NameIndex
from bot.tournament.corrections import corrected
from bot.tournament.merge import merge
from bot.tournament.table import Rules

log = logging.getLogger(__name__)

Value = str | int | None

_STATEMENTS = 512
_PAGES_KIB = 16 * 1024
"""How many statements stay prepared, and how much of the file stays in memory."""


@dataclass(frozen=True, slots=True)
class SeasonRef:
    """A season's document: year, title, file name, the day if a moderator added it, the article if it is one.

    `others` are the season's other documents, `of_list` tells that it is a list of editions; `urls` are the
    sources that the list gives.
    """

    year: int
    title: str
    document: str
    added: datetime.date | None = None
    article: Article | None = None
    of_list: bool = False
    urls: tuple[str, ...] = ()
    others: tuple["SeasonRef", ...] = ()

    @property
    def name(self) -> str:
        """The title, or the file's name where that is only the year."""
        return self.document if self.title.isdigit() else self.title

    @property
    def all(self) -> tuple["SeasonRef", ...]:
        """The season's documents, the leading one first."""
        return (self, *self.others)


@dataclass(slots=True, eq=False, weakref_slot=True)
class Snapshot:
    """What a question is answered from, from its first to its last line. A file in place never changes.

    The connection is closed when nobody holds the snapshot any more.

    Reads stay in the thread of the event loop: a statement on the local file takes some 20 µs, the way to
    another thread and back five to ten times that. They are awaited all the same, so that whoever asks need
    not change the day a file lies somewhere slower.
    """

    generation: str
    loaded_at: str
    seasons: tuple[int, ...]
    """The seasons that have a document of their own."""
    editions: tuple[int, ...]
    """These and the ones of which a list of editions tells who won, or why nobody did."""
    refs: dict[int, SeasonRef]
    """The seasons' leading documents by year, each with the others."""
    champions: dict[int, str]
    clubs: dict[str, Team]
    """The clubs of the index under their own names."""
    namesakes: dict[str, tuple[Team, ...]]
    """The clubs of each name that several have."""
    index: NameIndex
    large: bool
    """Whether a season has more than any real one, so that answers take long enough to hold up others."""
    rules: Rules
    corrections: dict[int, tuple[Correction, ...]]
    """What moderators corrected of matches, by season."""
    db: sqlite3.Connection
    whole_seasons: dict[int, Season] = field(default_factory=dict)
    worked_out: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)
    """What was worked out of it or of one of its seasons, by the function and what it was given."""

    async def rows(self, query: str, values: Iterable[Value] = ()) -> list[sqlite3.Row]:
        """Return all rows of a query with its `?` places filled."""
        return self.db.execute(query, tuple(values)).fetchall()

    async def row(self, query: str, values: Iterable[Value] = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        found: sqlite3.Row | None = self.db.execute(query, tuple(values)).fetchone()
        return found

    async def season(self, year: int) -> Season:
        """Return all facts of a season, which are read once; raises KeyError for one that there is not."""
        season = self.whole_seasons.get(year)
        if season is None:
            documents = [ref.document for ref in self.refs[year].all]
            read = [read_season(self.db, self.clubs, year, document) for document in documents]
            season = self.whole_seasons[year] = corrected(merge(read), self.corrections.get(year, ()))
            # A question about all seasons would otherwise hold up everybody until the last of them is read.
            await asyncio.sleep(0)
        return season


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
            if self._current is not None and await asyncio.to_thread(_made_by_other_code, self.path):
                # Another version of the bot uses the same path: each goes on answering from its own data.
                log.warning("another version of the bot wrote %s; this one keeps its own data", self.path)
                self._identity = identity
                return False
            if self._identity is not None and identity[0] == self._identity[0]:
                # No load writes where a file lies: somebody else did, with a copy from elsewhere at best.
                await asyncio.to_thread(check_whole, self.path)
            fresh = await asyncio.to_thread(_open, self.path)
            self._current, self._identity = fresh, identity
        if self.taken_up is not None:
            self.taken_up()
        log.info("answering from generation %s with %d seasons", fresh.generation[:12], len(fresh.seasons))
        return True

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """Give the snapshot of now; it stays whole until the end, whatever is loaded meanwhile.

        `async with store.snapshot() as snapshot`; raises RuntimeError where the store is closed.
        """
        if self._current is None:
            await self.refresh()
        if self._current is None:
            raise RuntimeError("the store is closed")
        yield self._current

    async def close(self) -> None:
        """Let go of the snapshot; the last question keeps it to its end."""
        self._current = self._identity = None


def _made_by_other_code(path: Path) -> bool:
    """Tell whether another version of the bot made a cache; `_open` reports a file that cannot be read."""
    try:
        with opened(path) as db:
            [code] = db.execute("SELECT value FROM meta WHERE name = 'code'").fetchone() or [None]
    except sqlite3.Error:
        return False
    return code is not None and code != code_digest()


def _identity(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _open(path: Path) -> Snapshot:
    # Opened in another thread than it is read in, but never used by two at once.
    db = connect(path, isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS)
    try:
        db.execute(f"PRAGMA cache_size = -{_PAGES_KIB}")
        meta = dict(db.execute("SELECT name, value FROM meta").fetchall())
        refs = _refs(db)
        index = _index(read_clubs(db))
        clubs = {club.key: Team(club.name, club.key, club.department) for club in index.clubs}
        champions = dict(db.execute(_CHAMPIONS).fetchall())
        db.row_factory = sqlite3.Row
        snapshot = Snapshot(
            generation=meta["generation"],
            loaded_at=meta["loaded_at"],
            seasons=tuple([year for year, ref in refs.items() if not ref.of_list]),
            editions=tuple(refs),
            refs=refs,
            champions=champions,
            clubs=clubs,
            namesakes=_namesakes(clubs.values()),
            index=index,
            large=_has_large_season(db),
            rules=read_rules(db),
            corrections=read_corrections(db),
            db=db,
        )
        weakref.finalize(snapshot, db.close)
        return snapshot
    except BaseException:
        db.close()
        raise


@functools.lru_cache(maxsize=2)
def _index(clubs: tuple[Club, ...]) -> NameIndex:
    """Return the index of the clubs' names; most changes touch none, an undo brings back the one before."""
    return NameIndex(clubs)


_SEASONS = """
    SELECT season.year, title, document, added, article, of_list
      FROM season
      JOIN document ON name = document
     ORDER BY season.year, position
"""
_CHAMPIONS = """
    SELECT season, name
      FROM honour
      JOIN season ON year = season AND season.document = honour.document
     WHERE place = 'champion'
     ORDER BY season.position DESC, honour.position DESC
"""


_LISTED = """
    SELECT season, infobox.document, value
      FROM infobox
      JOIN season ON year = season AND season.document = infobox.document
     WHERE of_list AND value LIKE 'http%'
"""


def _refs(db: sqlite3.Connection) -> dict[int, SeasonRef]:
    by_year: defaultdict[int, list[SeasonRef]] = defaultdict(list)
    urls = {(year, document): tuple(value.split()) for year, document, value in db.execute(_LISTED)}
    for year, title, document, added, article, of_list in db.execute(_SEASONS):
        day = datetime.datetime.fromisoformat(added).date() if added else None
        sources = urls.get((year, document), ())
        ref = SeasonRef(year, title, document, day, article_from_json(article), bool(of_list), sources)
        by_year[year].append(ref)
    return {year: dataclasses.replace(refs[0], others=tuple(refs[1:])) for year, refs in by_year.items()}


def _has_large_season(db: sqlite3.Connection) -> bool:
    tables = [name for (name,) in db.execute(_TABLES_OF_DOCUMENTS)]
    sizes = (f"SELECT max(n) FROM (SELECT count(*) AS n FROM {table} GROUP BY document)" for table in tables)
    return any((db.execute(size).fetchone()[0] or 0) > _LARGE for size in sizes)


_LARGE = 1_000
_TABLES_OF_DOCUMENTS = """
    SELECT t.name
      FROM sqlite_master AS t, pragma_table_info(t.name) AS c
     WHERE t.type = 'table' AND c.name = 'document'
"""


def _namesakes(clubs: Iterable[Team]) -> dict[str, tuple[Team, ...]]:
    """Return the clubs of each name that several have, by their keys."""
    by_name: defaultdict[str, list[Team]] = defaultdict(list)
    for club in clubs:
        by_name[club.name].append(club)
    return {name: tuple(found) for name, found in by_name.items() if len(found) > 1}
