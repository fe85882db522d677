"""A day or month → the round or season of its matches."""

import dataclasses
import datetime
import re

from bot.ask.corrections import line_with_years
from bot.ask.slots import Slots
from bot.ask.tokens import Day, Token
from bot.ask.vocabulary import vocabulary
from bot.cache import Snapshot
from bot.errors import NoSuchDayError
from bot.model import Match
from bot.queries.interpretation import Point, Turn
from bot.queries.matches import Matches

_MIDDLE, _LAST_OF_ALL = 15, 28
_NEAREST = 2
_DAY_ALONE = re.compile(
    r"(?:\| )*(?:(?:y|e|and|ok|what about|how about|que tal|que hay|que paso) )*"
    r"(?:on |of )?(?:the |el |del )(?:dia |day )?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?(?: \|)*"
)
"""A reply that names a day alone: "and on the 18th?", "y el 18?"."""
_DAYS_AWAY = re.compile(
    r"(?:\| )*(?:(?:y|e|and|ok|what about|how about|que tal|que hay|que paso|que se jugo|what was played) )*"
    r"(?:(?P<n>\S+) (?P<of>dias?|days?|semanas?|weeks?)"
    r" (?P<way>antes|despues|mas tarde|before|after|later|earlier)"
    r"|(?:el |al |on |the )*(?P<beside>dia (?:siguiente|anterior|antes|despues)|day (?:after|before)"
    r"|(?:next|following|previous) day))(?: de eso| that)?(?: \|)*"
)
"""A reply that counts days from the answer's: "y tres días después?", "the next day?"."""
_BACK = ("antes", "before", "earlier", "anterior", "previous")
_WEEK = 7
_ONE = frozenset({"un", "una", "a", "one"})


def of_that_month(cut: list[Token], turn: Turn | None) -> list[Token]:
    """Return a reply with a day alone, or some days away, as the date counted from that of the answer."""
    point = turn.point if turn is not None else None
    before = point.day if point is not None and point.aim == "day" else None
    away = _DAYS_AWAY.fullmatch(line_with_years(cut)) if before is not None else None
    if away is not None and before is not None:
        word = away["n"] or "1"
        number = int(word) if word.isdigit() else vocabulary().numbers.get(word, 1 if word in _ONE else 0)
        step = number * (_WEEK if (away["of"] or "").startswith(("sem", "week")) else 1)
        back = any(way in (away["way"] or away["beside"]) for way in _BACK)
        then = before + datetime.timedelta(days=-step if back else step)
        return [Token(then.isoformat(), "date", Day(then.year, then.month, then.day))] if step else cut
    match = _DAY_ALONE.fullmatch(line_with_years(cut)) if before is not None else None
    if match is None or before is None:
        return cut
    day = Day(before.year, before.month, int(match["day"]))
    return [Token(match["day"], "date", day)]


def of_that_day(slots: Slots, turn: Turn) -> Slots:
    """Return a reply on "that day", or "that month", with the one of the answer."""
    day, month = (turn.point.day, turn.point.month) if turn.point is not None else (None, None)
    if not (day or month) or "that_day" not in slots.concepts or slots.day is not None:
        return slots
    year, number = (day.year, day.month) if day else month or (None, 0)
    then = Day(year, number, day.day if day else None)
    return dataclasses.replace(slots, day=then, concepts=slots.concepts - {"that_day"})


async def days_of_club(snapshot: Snapshot, day: Day, season: int | None, club: str) -> list[tuple[int, Day]]:
    """Return the seasons with a match on that day, or in that month, and the day with its year.

    Where the club played in some of them, they are those.
    """
    dated = await _matches(snapshot, day, season)
    own = [(match, date) for match, date in dated if club in (match.home.key, match.away.key)]
    meant = [(match.season, Day(date.year, day.month, day.day)) for match, date in own or dated]
    return list(dict.fromkeys(meant))


async def are_all_in(snapshot: Snapshot, day: Day, season: int, club: str) -> bool:
    """Return whether a month holds all matches of a club in a season."""
    own = [date for match, date in await _dated(snapshot, season) if club in (match.home.key, match.away.key)]
    return day.day is None and {(date.year, date.month) for date in own} == {(day.year, day.month)}


async def matches_of_day(snapshot: Snapshot, day: Day, season: int | None) -> list[tuple[Matches, Point]]:
    """Return the round of the matches of a day, or the season if they are of several rounds.

    Without a year, returns every day or month that it may be. Raises NoSuchDayError.
    """
    dated = await _matches(snapshot, day, season)
    if not dated:
        raise await _no_such_day(snapshot, day, season)
    moments: dict[tuple[int, int, int, int], list[tuple[Match, datetime.date]]] = {}
    for match, date in dated:
        moment = match.season, date.year, date.month, date.day if day.day is not None else 0
        moments.setdefault(moment, []).append((match, date))
    meant = []
    for there in moments.values():
        first, date = there[0]
        query = Matches(first.season)
        if day.day is not None and first.round and len({(m.round, m.stage) for m, _ in there}) == 1:
            query = Matches(first.season, first.round, first.stage)
        point = Point("day", day=date)
        if day.day is None:
            point = Point("month", month=(date.year, date.month))
        meant.append((query, point))
    return meant


async def _matches(snapshot: Snapshot, day: Day, season: int | None) -> list[tuple[Match, datetime.date]]:
    """Return the matches of a day or month with their dates, newest season first."""
    return [
        (match, date)
        for match, date in await _dated(snapshot, season)
        if date.month == day.month and day.year in (None, date.year) and day.day in (None, date.day)
    ]


async def _dated(snapshot: Snapshot, season: int | None) -> list[tuple[Match, datetime.date]]:
    years = sorted(snapshot.seasons, reverse=True) if season is None else [season]
    return [
        (match, match.date)
        for year in years
        if year in snapshot.seasons
        for match in (await snapshot.season(year)).matches
        if match.date is not None
    ]


async def _no_such_day(snapshot: Snapshot, day: Day, season: int | None) -> NoSuchDayError:
    dates = {date: match.season for match, date in await _dated(snapshot, None)}
    year = day.year or season or max((date.year for date in dates), default=datetime.MAXYEAR)
    # An approximate date is enough for 29 February and for a month without a day.
    asked = datetime.date(max(year, 1), day.month, min(day.day or _MIDDLE, _LAST_OF_ALL))
    near = tuple(sorted(dates, key=lambda date: abs((date - asked).days))[:_NEAREST])
    return NoSuchDayError(near, tuple(dict.fromkeys(Matches(dates[date]) for date in near)))
