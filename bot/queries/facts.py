"""What the answers of all families are made of: clubs, matches and records read from a snapshot."""

import bisect
import functools
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from bot.cache import SeasonRef, Snapshot
from bot.errors import UnknownSeasonError
from bot.model import Criterion, Entry, Honour, Match, Problem, Season, Severity, Source, Team
from bot.queries.keeping import SEASONS, kept
from bot.tournament.parts import SeasonParts
from bot.tournament.table import Rule
from bot.tournament.tally import Tally, tally

__all__ = ["Match", "SeasonRef", "Tally", "Team", "tally"]

_SHORT = 400


async def season_ref(snapshot: Snapshot, season: int | None) -> SeasonRef:
    """Return the season asked for, the latest if None; raises UnknownSeasonError."""
    year = season
    if year is None:
        year = snapshot.seasons[-1] if snapshot.seasons else None
    if year is None or not is_known(year, snapshot.seasons):
        raise UnknownSeasonError(year, snapshot.seasons)
    return snapshot.refs[year]


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
    return tuple([snapshot.refs[year] for year in sorted(years, reverse=True)])


def in_json(values: Iterable[int | str]) -> str:
    """Return values as the one value of `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


def is_known(year: int, seasons: Sequence[int]) -> bool:
    """Tell whether a season is among those that there are, which are in order."""
    place = bisect.bisect_left(seasons, year)
    return place < len(seasons) and seasons[place] == year


def beside(year: int, seasons: Sequence[int]) -> tuple[int | None, int | None]:
    """Return the seasons before and after one, of those that there are, which are in order."""
    before, after = bisect.bisect_left(seasons, year), bisect.bisect_right(seasons, year)
    return seasons[before - 1] if before else None, seasons[after] if after < len(seasons) else None


async def season_parts(snapshot: Snapshot, year: int) -> SeasonParts:
    """Return a season with what is worked out of it, which is kept as long as the snapshot."""
    kept_parts: dict[int, SeasonParts] = snapshot.remembered.setdefault("parts", {})
    if year not in kept_parts:
        kept_parts[year] = SeasonParts(await snapshot.season(year), await _rule_of(snapshot, year))
    return kept_parts[year]


def club_ref(snapshot: Snapshot, key: str, name: str | None = None) -> Team:
    """Return a club by key, under the name that a document uses for it or its own."""
    club = snapshot.clubs.get(key)
    if club is None:
        return Team(name or key, key)
    return club if not name or name == club.name else Team(name, key, club.department)


def source_in(snapshot: Snapshot, season: int, headings: str, line: int) -> Source:
    """Return a source in the document of a season."""
    return Source(snapshot.refs[season].document, texts(headings), line, season)


def texts(found: str) -> tuple[str, ...]:
    """Return a JSON list of texts."""
    # A document of very deep headings has as many long lists as lines.
    return _short_texts(found) if len(found) <= _SHORT else tuple(json.loads(found))


@functools.lru_cache(4096)
def _short_texts(found: str) -> tuple[str, ...]:
    return tuple(json.loads(found))


_HONOURS = "SELECT season, place, club, name, title, headings, line FROM honour"


async def honours(snapshot: Snapshot, where: str, values: Iterable[str | int | None]) -> tuple[Honour, ...]:
    """Return the honours that fit an SQL condition on `honour`, newest season first."""
    rows = await snapshot.rows(f"{_HONOURS} WHERE {where} ORDER BY season DESC, position", values)
    return tuple([_honour(snapshot, *row) for row in rows])


def _honour(
    snapshot: Snapshot, season: int, place: str, key: str, name: str, title: int | None, *where: Any
) -> Honour:
    club = club_ref(snapshot, key, name)
    return Honour(club, title, source_in(snapshot, season, *where), place == "champion")


async def lost_tables_of(snapshot: Snapshot, seasons: Iterable[int]) -> dict[int, int]:
    """Return how many tables the documents of these seasons lost; those that lost none may be left out."""
    lost = snapshot.lost_tables
    return {season: lost[season] for season in seasons if season in lost}


_PARTICIPATIONS = "SELECT season, club, name, department, location, headings, line FROM entry"


async def participations(
    snapshot: Snapshot, where: str, values: Iterable[str | int | None]
) -> tuple[Entry, ...]:
    """Return the lines of teams' lists that fit an SQL condition on `entry`, newest season first."""
    query = f"{_PARTICIPATIONS} WHERE {where} ORDER BY season DESC, position"
    return tuple([participation(snapshot, *row) for row in await snapshot.tuples(query, values)])


def participation(
    snapshot: Snapshot,
    season: int,
    key: str,
    name: str,
    department: str | None,
    location: str | None,
    headings: str,
    line: int,
) -> Entry:
    """Return the line of a list of teams that the values of a row tell."""
    source = source_in(snapshot, season, headings, line)
    return Entry(club_ref(snapshot, key, name), department, location, source)


@kept(SEASONS)
async def teams_of_season(snapshot: Snapshot, season: int) -> tuple[Entry, ...]:
    """Return the lines of a season's list of teams, in its order."""
    return await participations(snapshot, "season = ?", (season,))


def problems_with(season: Season, subject: str) -> tuple[Problem, ...]:
    """Return the problems of a season that have to do with something: "champion", "record"."""
    return tuple([problem for problem in season.problems if subject in problem.kind])


def problem_of(kind: str, severity: str, line: int, text: str, message: str, values: str) -> Problem:
    """Return the problem that the values of a row of `problem` tell."""
    return Problem(kind, _SEVERITY[severity], line, text, message, tuple(json.loads(values).items()))


_SEVERITY = {severity.value: severity for severity in Severity}


async def _rule_of(snapshot: Snapshot, season: int) -> Rule | None:
    """Return the rule by which a season's tables are made, None where none is known."""
    points, orders = await _rules(snapshot)
    since = max([year for year in points if year <= season], default=None)
    ordered_since = max([year for year in orders if year <= season], default=None)
    if since is None or ordered_since is None:
        return None
    return Rule(points[since], orders[ordered_since])


@kept(1)
async def _rules(snapshot: Snapshot) -> tuple[dict[int, int], dict[int, tuple[Criterion, ...]]]:
    """Return the points for a win and the order of tables, each by the season since which it is so."""
    points = dict(await snapshot.tuples("SELECT since, win_points FROM rule"))
    orders: dict[int, tuple[Criterion, ...]] = {}
    for since, name in await snapshot.tuples("SELECT since, name FROM criterion ORDER BY since, position"):
        orders[since] = (*orders.get(since, ()), Criterion(name))
    return points, orders
