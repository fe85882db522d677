"""A day or month that was said → the round or season in which its matches are."""

import datetime
from dataclasses import dataclass

from bot.ask.tokens import Day
from bot.cache import Snapshot
from bot.errors import NoSuchDayError
from bot.queries.interpretation import Point
from bot.queries.matches import Matches

_MIDDLE, _LAST_OF_ALL = 15, 28
_NEAREST = 2

_OF_DAY = """
    SELECT season, stage, round, date
      FROM match
     WHERE origin = 'line'
       AND (?1 IS NULL OR strftime('%Y', date) = ?1)
       AND strftime('%m', date) = ?2
       AND (?3 IS NULL OR strftime('%d', date) = ?3)
       AND (?4 IS NULL OR season = ?4)
     ORDER BY season DESC, number
"""


@dataclass(frozen=True, slots=True)
class _Match:
    """When and where a match was."""

    season: int
    stage: str | None
    round: str | None
    date: datetime.date


async def seasons_of_day(snapshot: Snapshot, day: Day, season: int | None) -> list[int]:
    """Return the seasons that have a match on that day, in that month where no day is said."""
    return list(dict.fromkeys(match.season for match in await _matches(snapshot, day, season)))


async def matches_of_day(snapshot: Snapshot, day: Day, season: int | None) -> list[tuple[Matches, Point]]:
    """Return the round in which the matches of a day are, the season where they are of several rounds.

    Where no year is said, each day or month that it may be. Raises NoSuchDayError.
    """
    found = await _matches(snapshot, day, season)
    if not found:
        raise await _no_such_day(snapshot, day, season)
    meant = []
    for moment in dict.fromkeys(_moment(match, day) for match in found):
        there = [match for match in found if _moment(match, day) == moment]
        first = there[0]
        query = Matches(first.season)
        if day.day is not None and first.round and len({(m.round, m.stage) for m in there}) == 1:
            query = Matches(first.season, first.round, first.stage)
        point = Point("day", day=first.date)
        if day.day is None:
            point = Point("month", month=(first.date.year, first.date.month))
        meant.append((query, point))
    return meant


def _moment(match: _Match, day: Day) -> tuple[int, int, int, int]:
    """Return season, year, month and day of a match, the day as 0 where none was said."""
    date = match.date
    return match.season, date.year, date.month, date.day if day.day is not None else 0


async def _matches(snapshot: Snapshot, day: Day, season: int | None) -> list[_Match]:
    year = f"{day.year:04}" if day.year is not None else None
    of_month = f"{day.day:02}" if day.day is not None else None
    rows = await snapshot.rows(_OF_DAY, (year, f"{day.month:02}", of_month, season))
    return [
        _Match(row["season"], row["stage"], row["round"], datetime.date.fromisoformat(row["date"]))
        for row in rows
    ]


async def _no_such_day(snapshot: Snapshot, day: Day, season: int | None) -> NoSuchDayError:
    rows = await snapshot.rows("SELECT DISTINCT date, season FROM match WHERE date IS NOT NULL")
    dates = {datetime.date.fromisoformat(row["date"]): int(row["season"]) for row in rows}
    year = day.year or season or max((date.year for date in dates), default=datetime.MAXYEAR)
    # The 29th of February and a month without a day are near enough where they are put.
    asked = datetime.date(max(year, 1), day.month, min(day.day or _MIDDLE, _LAST_OF_ALL))
    near = tuple(sorted(dates, key=lambda date: abs((date - asked).days))[:_NEAREST])
    return NoSuchDayError(near, tuple(dict.fromkeys(Matches(dates[date]) for date in near)))
