"""What the answers of all families are made of: clubs, matches and records read from a snapshot."""

import bisect
import datetime
import functools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.cache import Snapshot
from bot.errors import UnknownSeasonError
from bot.model import Problem, Severity, Source
from bot.queries.keeping import SEASONS, kept
from bot.rules.facts import ClubRef, MatchFact, Tally, tally

__all__ = ["ClubRef", "MatchFact", "Tally", "tally"]

_SHORT = 400
_MANY = 512
"""Seasons of which small facts are kept."""
_FEW = 3
"""Seasons whose small facts are looked up one by one, since they are likely to be kept."""


@dataclass(frozen=True, slots=True)
class SeasonRef:
    """A season's document: year, title of the article, file name, the day if a moderator added it."""

    year: int
    title: str
    document: str
    added: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Honour:
    """A title or second place that a document states, and the line that does."""

    season: int
    club: ClubRef
    title: int | None
    source: Source
    is_title: bool = True


@dataclass(frozen=True, slots=True)
class Participation:
    """A club on the list of teams of a season: for which department, from where."""

    season: int
    club: ClubRef
    department: str | None
    location: str | None
    source: Source


async def season_ref(snapshot: Snapshot, season: int | None) -> SeasonRef:
    """Return the season asked for, the latest if None; raises UnknownSeasonError."""
    year = season
    if year is None:
        year = snapshot.seasons[-1] if snapshot.seasons else None
    if year is None or not is_known(year, snapshot.seasons):
        raise UnknownSeasonError(year, snapshot.seasons)
    return await _known_season(snapshot, year)


@kept(_MANY)
async def _known_season(snapshot: Snapshot, year: int) -> SeasonRef:
    row = await snapshot.row(f"{_SEASONS} WHERE season.year = ?", (year,))
    if row is None:
        raise LookupError(f"the season {year} is gone from its own snapshot")
    return _season_ref(row)


class _OfSeason(Protocol):
    @property
    def season(self) -> int: ...


_F = TypeVar("_F", bound=_OfSeason)


def by_season(facts: Iterable[_F]) -> defaultdict[int, tuple[_F, ...]]:
    """Return facts by their season, in their order; none of a season that they have none of."""
    found: defaultdict[int, list[_F]] = defaultdict(list)
    for fact in facts:
        found[fact.season].append(fact)
    return defaultdict(tuple, {season: tuple(its_facts) for season, its_facts in found.items()})


async def season_refs(snapshot: Snapshot, years: Iterable[int]) -> tuple[SeasonRef, ...]:
    """Return these of the seasons, the newest first."""
    years = sorted(years, reverse=True)
    if len(years) <= _FEW:
        return tuple([await _known_season(snapshot, year) for year in years])
    rows = await snapshot.rows(f"{_SEASONS} WHERE {_OF_YEARS} ORDER BY season.year DESC", (in_json(years),))
    return tuple([_season_ref(row) for row in rows])


def newest(seasons: Sequence[int], part: range) -> tuple[int, ...]:
    """Return a part of the seasons, which are in order, counted from the newest."""
    return tuple([seasons[-1 - place] for place in part if place < len(seasons)])


def in_json(numbers: Iterable[int]) -> str:
    """Return numbers as the one value of `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(numbers))


def is_known(year: int, seasons: Sequence[int]) -> bool:
    """Tell whether a season is among those that there are, which are in order."""
    place = bisect.bisect_left(seasons, year)
    return place < len(seasons) and seasons[place] == year


def beside(year: int, seasons: Sequence[int]) -> tuple[int | None, int | None]:
    """Return the seasons before and after one, of those that there are, which are in order."""
    before, after = bisect.bisect_left(seasons, year), bisect.bisect_right(seasons, year)
    return seasons[before - 1] if before else None, seasons[after] if after < len(seasons) else None


_SEASONS = """
    SELECT season.year, title, document, added
      FROM season
      JOIN document ON document.name = season.document
"""

_OF_YEARS = "season.year IN (SELECT value FROM json_each(?))"


def _season_ref(row: sqlite3.Row) -> SeasonRef:
    added = datetime.datetime.fromisoformat(row["added"]).date() if row["added"] else None
    return SeasonRef(row["year"], row["title"], row["document"], added)


def club_ref(snapshot: Snapshot, key: str, name: str | None = None) -> ClubRef:
    """Return a club by key, under the name that a document uses for it or its own."""
    club = snapshot.index.club(key)
    if club is None:
        return ClubRef(key, name or key, None)
    return ClubRef(key, name or club.name, club.department)


def source_of(row: sqlite3.Row) -> Source:
    """Return the source of a row that has document, headings and line."""
    return Source(row["document"], texts(row["headings"]), row["line"])


def texts(found: str) -> tuple[str, ...]:
    """Return a JSON list of texts."""
    # A document of very deep headings has as many long lists as lines.
    return _short_texts(found) if len(found) <= _SHORT else tuple(json.loads(found))


@functools.lru_cache(4096)
def _short_texts(found: str) -> tuple[str, ...]:
    return tuple(json.loads(found))


_HONOURS = """
    SELECT honour.*, season.document
      FROM honour
      JOIN season ON season.year = honour.season
"""


async def honours(snapshot: Snapshot, where: str, values: Iterable[str | int | None]) -> tuple[Honour, ...]:
    """Return the honours that fit an SQL condition on `honour`, newest season first."""
    rows = await snapshot.rows(f"{_HONOURS} WHERE {where} ORDER BY honour.season DESC, position", values)
    return tuple([_honour(snapshot, row) for row in rows])


def _honour(snapshot: Snapshot, row: sqlite3.Row) -> Honour:
    club = club_ref(snapshot, row["club"], row["name"])
    return Honour(row["season"], club, row["title"], source_of(row), row["place"] == "champion")


@kept(_MANY)
async def honours_of_season(snapshot: Snapshot, season: int) -> tuple[tuple[Honour, ...], tuple[Honour, ...]]:
    """Return the champions and the runners-up that a season's document states."""
    rows = await snapshot.rows(f"{_HONOURS} WHERE honour.season = ? ORDER BY position", (season,))
    places: dict[str, list[Honour]] = {"champion": [], "runner-up": []}
    for row in rows:
        places[row["place"]].append(_honour(snapshot, row))
    return tuple(places["champion"]), tuple(places["runner-up"])


async def counted_in_all(snapshot: Snapshot) -> sqlite3.Row:
    """Return the sums over all documents that the cache keeps."""
    row = await snapshot.row("SELECT * FROM counted_in_all")
    if row is None:
        raise LookupError("the cache does not hold its own sums")
    return row


@kept(_MANY)
async def lost_tables(snapshot: Snapshot, season: int) -> int:
    """Return how many tables a season's document lost on the way."""
    row = await snapshot.row("SELECT count(*) FROM lost_table WHERE season = ?", (season,))
    return row[0] if row else 0


async def lost_tables_of(snapshot: Snapshot, seasons: Iterable[int]) -> dict[int, int]:
    """Return how many tables the documents of these seasons lost; those that lost none may be left out."""
    seasons = list(seasons)
    if len(seasons) <= _FEW:
        return {season: await lost_tables(snapshot, season) for season in seasons}
    rows = await snapshot.rows(_LOST, (in_json(seasons),))
    return {row["season"]: row["lost"] for row in rows}


_LOST = """
    SELECT season, count(*) AS lost
      FROM lost_table
     WHERE season IN (SELECT value FROM json_each(?))
     GROUP BY season
"""

_PARTICIPATIONS = """
    SELECT entry.*, season.document
      FROM entry
      JOIN season ON season.year = entry.season
"""


async def participations(
    snapshot: Snapshot, where: str, values: Iterable[str | int | None]
) -> tuple[Participation, ...]:
    """Return the lines of teams' lists that fit an SQL condition on `entry`, newest season first."""
    query = f"{_PARTICIPATIONS} WHERE {where} ORDER BY entry.season DESC, entry.position"
    return tuple(
        Participation(
            row["season"],
            club_ref(snapshot, row["club"], row["name"]),
            row["department"],
            row["location"],
            source_of(row),
        )
        for row in await snapshot.rows(query, values)
    )


@kept(SEASONS)
async def teams_of_season(snapshot: Snapshot, season: int) -> tuple[Participation, ...]:
    """Return the lines of a season's list of teams, in its order."""
    return await participations(snapshot, "entry.season = ?", [season])


@kept(SEASONS)
async def problems(snapshot: Snapshot, season: int) -> tuple[Problem, ...]:
    """Return what the load found wrong with a season's document, in the order of its lines."""
    query = """
        SELECT problem.*
          FROM problem
          JOIN season USING (document)
         WHERE season.year = ?
         ORDER BY problem.line, problem.position
    """
    return tuple([problem_of(row) for row in await snapshot.rows(query, (season,))])


def problem_of(row: sqlite3.Row) -> Problem:
    """Return the problem of a row of `problem`."""
    return Problem(
        row["kind"],
        Severity(row["severity"]),
        row["line"],
        row["text"],
        row["message"],
        tuple(json.loads(row["values"]).items()),
    )
