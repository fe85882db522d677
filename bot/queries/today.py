"""What was played on a day of the year, over all editions."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import SeasonRef, Snapshot
from bot.errors import UnknownDayError
from bot.model import Match
from bot.queries.facts import kept
from bot.queries.query import Examples, Query
from bot.text import fold
from bot.vocabulary import numbers

_PERU = datetime.timezone(datetime.timedelta(hours=-5))
_LEAP = 2000
"""A year that has every day."""
_YEAR = datetime.timedelta(days=366)
_NUMBER = re.compile(r"(\d{1,4})(?:st|nd|rd|th)?")
_DATES = """
    SELECT season, date FROM match WHERE date IS NOT NULL
     UNION
    SELECT season, value FROM correction WHERE kind = 'date'
"""
_FROM_TODAY = {"hoy": 0, "today": 0, "ayer": -1, "yesterday": -1, "manana": 1, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class DayOfSeason:
    """The matches of one date in a season."""

    season: SeasonRef
    date: datetime.date
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class TodayAnswer:
    """What was played on a day of the year, newest first.

    `before` and `after` are the nearest days with matches on either side, None where there is no other. The
    years of these and of `day` mean nothing.
    """

    day: datetime.date
    played: tuple[DayOfSeason, ...]
    before: datetime.date | None
    after: datetime.date | None


@dataclass(frozen=True, slots=True)
class Today(Query):
    """What was played on a day of the year; without one, on that on which it is asked, in Peru."""

    kind: ClassVar[str] = "today"
    summary: ClassVar[str] = "What was played on this day of the year, over all editions"

    date: str | None = None

    def __post_init__(self) -> None:
        """Settle the day now, so that an answer that is kept is not one of another day."""
        if self.date is None:
            object.__setattr__(self, "date", key_of(today_in_peru()))

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the day on which it is asked."""
        return cls()

    @property
    def day(self) -> datetime.date | None:
        """The day meant, in a leap year; None where the text names none."""
        return day_in(self.date or "")

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with its day as "17-12"; raises UnknownDayError for a text that names no day."""
        day = self.day
        if day is None:
            raise UnknownDayError(self.date or "")
        return type(self)(key_of(day))

    async def answer(self, snapshot: Snapshot) -> TodayAnswer:
        """Return the matches of that day."""
        day = self.day
        if day is None:
            raise UnknownDayError(self.date or "")
        dates = await kept(snapshot, _dates)
        played: dict[tuple[datetime.date, int], list[Match]] = {}
        for season in dates.get(day, ()):
            for match in (await snapshot.season(season)).matches:
                if match.date and (match.date.month, match.date.day) == (day.month, day.day):
                    played.setdefault((match.date, season), []).append(match)
        before, after = _beside(day, dates)
        return TodayAnswer(
            day,
            tuple(
                [
                    DayOfSeason(snapshot.refs[season], date, tuple(played[date, season]))
                    for date, season in sorted(played, reverse=True)
                ]
            ),
            before,
            after,
        )


async def _dates(snapshot: Snapshot) -> dict[datetime.date, set[int]]:
    """Return the seasons with matches on each day of a leap year."""
    dates: dict[datetime.date, set[int]] = {}
    for row in await snapshot.rows(_DATES):
        date = datetime.date.fromisoformat(row["date"])
        dates.setdefault(date.replace(year=_LEAP), set()).add(row["season"])
    return dates


def today_in_peru() -> datetime.date:
    """Return the day that it is in Peru."""
    return datetime.datetime.now(_PERU).date()


def key_of(day: datetime.date) -> str:
    """Return a day of the year as a query holds it: "17-12"."""
    return f"{day.day}-{day.month}"


def day_in(text: str) -> datetime.date | None:
    """Return the day of the year that a text names, such as "17 de diciembre" or "17/12"; None for none."""
    words = [word for word in fold(text).split() if word not in ("de", "del", "of", "the")]
    if len(words) == 1 and words[0] in _FROM_TODAY:
        return (today_in_peru() + datetime.timedelta(days=_FROM_TODAY[words[0]])).replace(year=_LEAP)
    months = [number for word in words if (number := numbers("months").get(word))]
    others = [_NUMBER.fullmatch(word) for word in words if word not in numbers("months")]
    figures = [int(found[1]) for found in others if found]
    if len(figures) < len(others) or len(months) > 1 or not figures:
        return None
    if figures[0] > 31:
        # 1997-12-17
        figures = figures[:0:-1] if len(figures) == 3 else []
    day, *rest = figures or [0]
    if not months and rest:
        months, rest = rest[:1], rest[1:]
        if months[0] > 12 >= day:
            day, months = months[0], [day]
    if len(months) != 1 or len(rest) > 1:
        return None
    try:
        return datetime.date(_LEAP, months[0], day)
    except ValueError:
        return None


def _beside(
    day: datetime.date, days: Iterable[datetime.date]
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the nearest of other days before and after a day, around the turn of the year."""
    others = [other for other in days if other != day]
    if not others:
        return None, None
    before = min(others, key=lambda other: (day - other) % _YEAR)
    return before, min(others, key=lambda other: (other - day) % _YEAR)
