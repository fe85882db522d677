"""Dates as documents write them, English and Spanish; a date is never completed by guessing."""

import datetime
import re
from dataclasses import dataclass, replace

from bot.text import fold
from bot.vocabulary import numbers

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_REACH = 10
"""So many years from its season a document may speak of: the season before was not always the year before."""
_NEAR_DAYS = 120
_LATE, _EARLY = 10, 3
"""Months: a season's date from January to March below one of October or later is in the next year."""
"""So near to a day of its document with a year, a day without one can be of one year only."""
CLOCK = (
    r"(?<![\d:.])(?:(?:[01]?\d|2[0-3])(?:[.h][0-5]\d|:(?:0\d|1[3-9]|[2-5]\d))|(?:[89]|1[0-2]):10"
    r"|(?:1[3-9]|2[0-3]):[0-5]\d)(?!\d)(?:\s?(?:h(?:rs?|oras)?\b\.?|[ap]\.?m\b\.?))?"
)
"""A time of day: "19:15", "15.30 hrs". "10:12" and "3:2" are scores."""
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_ORDINAL = r"\s?(?:st|nd|rd|th|ro|er|do|\.?[º°ª])"
_DAY = rf"(?P<day>\d{{1,2}})(?:{_ORDINAL})?(?!\d)"
_SPAN = rf"(?:(?P<from>\d{{1,2}})(?:{_ORDINAL})?\s?(?:-|–|—|/|&|y|and|to|al)\s?)?"
_OF = r"(?:\s+(?:de\s+|of\s+)?|\s?[-/.]\s?)"
# Two digits are no year where they begin a clock time or a score: "Jan/19 19:15", "7 de Junio 12-0 UTC".
_YEAR = (
    r"(?:(?:,?\s+(?:del?\s+|of\s+)?|\s?[-/.]\s?)"
    r"(?P<year>\d{4}|['’]?\d{2}(?!\s?[:.h]\d|\s?[-–—−]\s?\d)))(?!\d)"
)
_FORMS = tuple(
    re.compile(rf"(?:(?P<weekday>[^\W\d_]{{3,10}})(?:\.?,?\s+|,|\.))?(?:{form})(?!\w)", re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})(?P<mark>[/.-])(?P<number>\d{{1,2}})(?P=mark){_DAY}",  # 1997-01-22, 1997/01/22
        rf"{_DAY}\s?(?P<mark>[/.-])\s?(?P<number>\d{{1,2}})\s?(?P=mark)\s?(?P<year>\d{{4}}|\d{{2}})",
        rf"{_SPAN}{_DAY}{_OF}{_MONTH}(?:{_YEAR})?",  # 22 January 1997, 19 de Enero del 97, 22-Jan-1997
        rf"{_MONTH}[\s/.-]\s?{_SPAN}{_DAY}(?:{_YEAR})?",  # January 22, 1997, Jan/22
        rf"{_DAY}(?:\s?(?:-|–)\s?\d{{1,2}})?\s+(?:de\s+)?{_MONTH}\s?(?:-|–)\s?"  # 30 April – 2 May 1997
        rf"(?P<until>\d{{1,2}})\s+(?:de\s+)?[^\W\d_]{{3,10}}\.?(?:{_YEAR})?",
        rf"{_DAY}(?P<mark>[/.])(?P<number>\d{{1,2}})\.?",  # Sun 22/01, with a weekday only
    )
)
_BRACKETS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as written: `day` only if it is whole and real, `impossible` for 31 February, then `rest`.

    `partial` is month and day of a single day whose year is not known; `weekday` counts from 0 for Monday;
    `year` is the year as written.
    """

    text: str
    day: datetime.date | None
    impossible: bool
    rest: str
    partial: tuple[int, int] | None = None
    weekday: int | None = None
    year: str = ""

    @property
    def sure(self) -> bool:
        """Whether it has a year or a weekday, and so is no club named after a day ("7 de Agosto")."""
        return self.day is not None or self.weekday is not None or len(self.year) == 4


def read_date(text: str, season: int | None = None) -> DateText | None:
    """Return the date at the start of `text`, perhaps in brackets; None if there is none.

    A range or a date without a year has no `day`. A year is one from 1900 to 2099 or close to `season`; of
    two digits it is read only if it makes `season` or a neighbour of it.
    """
    close = _BRACKETS.get(text[:1])
    if close:
        inner, closed, rest = text[1:].partition(close)
        date = read_date(inner.strip(), season) if closed and inner[:1] not in _BRACKETS else None
        if date is None or (date.rest and not re.fullmatch(CLOCK, date.rest)):
            return None
        return replace(date, text=text[: len(inner) + 2], rest=_stripped(f"{date.rest} {rest}"))
    best: DateText | None = None
    for form in _FORMS:
        found = form.match(text[:80])
        date = _read(found, text, season) if found else None
        if date and (best is None or len(date.text) > len(best.text)):
            best = date
    return best


def is_year(number: int, season: int | None = None) -> bool:
    """Tell whether a number of four digits is a year: one of two centuries, or one close to `season`."""
    return _FIRST_YEAR <= number <= _LAST_YEAR or (season is not None and abs(number - season) <= _REACH)


def complete(date: DateText, season: int, near: datetime.date | None) -> datetime.date | None:
    """Return the day of a date without a year, None where its day of the week leaves that open.

    The day of the week decides, else a day near it in the document: "Sun 19 Jan" in season 1996 is in 1997.
    Without either it is of the season's year, or of the next where the day above it is late in that year; a
    day of the first months alone may be of both.
    """
    if date.partial is None or date.year:
        return None
    days = [day for year in (season, season + 1) if (day := _day(year, *date.partial))]
    if date.weekday is not None:
        days = [day for day in days if day.weekday() == date.weekday]
        return days[0] if len(days) == 1 else None
    close = [day for day in days if near and abs(day - near).days <= _NEAR_DAYS]
    if len(close) == 1:
        return close[0]
    if near and near.year == season and near.month >= _LATE and date.partial[0] <= _EARLY:
        return days[-1] if days else None
    if (near and near.year != season) or (near is None and date.partial[0] <= _EARLY):
        return None
    return next((day for day in days if day.year == season), None)


def _stripped(rest: str) -> str:
    bare = rest.strip(" ,;:.–—-")
    # The dot of an abbreviation ("I.M.I.") is part of a name.
    return f"{bare}." if re.search(r"\.\w$", bare) and f"{bare}." in rest else bare


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _read(found: re.Match[str], text: str, season: int | None) -> DateText | None:
    parts = found.groupdict()
    weekday = numbers("weekdays").get(fold(parts["weekday"])) if parts["weekday"] else None
    month = _month(parts)
    if month is None or (parts["weekday"] and weekday is None):
        return None
    written, rest = found.group(), _stripped(text[found.end() :])
    if "year" not in parts and weekday is None:
        return None
    day, year = int(parts["day"] or 0), (parts.get("year") or "").lstrip("'’")
    if parts.get("from") or parts.get("until"):
        return DateText(written, None, False, rest, None, weekday, year)
    if month > 12 >= day and parts.get("mark"):
        month, day = day, month
    number = _year(year, season)
    whole = _day(number, month, day) if number else None
    # A leap year shows whether there is such a day in any year.
    possible = whole is not None if number else _day(2000, month, day) is not None
    partial = (month, day) if possible and not whole else None
    return DateText(written, whole, not possible, rest, partial, weekday, year)


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("number"):
        return int(parts["number"] or "")
    return numbers("months").get(fold(parts["month"] or ""))


def _year(written: str, season: int | None) -> int | None:
    if not written:
        return None
    year = int(written)
    if len(written) == 4:
        return year if is_year(year, season) else None
    if season is None:
        return None
    return next((near for near in (season, season + 1, season - 1) if near % 100 == year), None)
