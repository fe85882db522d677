"""Seasons with what is worked out of them, and their neighbours."""

import bisect
from collections.abc import Iterable, Sequence

from bot.cache import SeasonRef, Snapshot
from bot.model import Criterion, Problem, Season
from bot.tournament.parts import SeasonParts
from bot.tournament.table import Rule


async def season_refs(snapshot: Snapshot, years: Iterable[int]) -> tuple[SeasonRef, ...]:
    """Return these of the seasons, the newest first."""
    return tuple([snapshot.refs[year] for year in sorted(years, reverse=True)])


async def season_parts(snapshot: Snapshot, year: int) -> SeasonParts:
    """Return a season with what is worked out of it, which is kept as long as the snapshot."""
    parts = snapshot.parts.get(year)
    if parts is None:
        season = await snapshot.season(year)
        parts = snapshot.parts[year] = SeasonParts(season, await _rule_of(snapshot, year))
    return parts


def beside(year: int, seasons: Sequence[int]) -> tuple[int | None, int | None]:
    """Return the seasons before and after one, of those that there are, which are in order."""
    before, after = bisect.bisect_left(seasons, year), bisect.bisect_right(seasons, year)
    return seasons[before - 1] if before else None, seasons[after] if after < len(seasons) else None


def problems_with(season: Season, subject: str) -> tuple[Problem, ...]:
    """Return the problems of a season that have to do with something: "champion", "record"."""
    return tuple([problem for problem in season.problems if subject in problem.kind])


async def _rule_of(snapshot: Snapshot, season: int) -> Rule | None:
    """Return the rule by which a season's tables are made, None where none is known."""
    points = await snapshot.row(_WIN_POINTS, (season,))
    order = tuple([Criterion(row["name"]) for row in await snapshot.rows(_ORDER, (season,))])
    return Rule(points["win_points"], order) if points and order else None


_WIN_POINTS = "SELECT win_points FROM rule WHERE since <= ? ORDER BY since DESC LIMIT 1"
_ORDER = """
    SELECT name
      FROM criterion
     WHERE since = (SELECT max(since) FROM criterion WHERE since <= ?)
     ORDER BY position
"""
