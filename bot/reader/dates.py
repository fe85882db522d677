"""Dates as documents write them, English and Spanish; a date is never completed by guessing."""

import datetime
import re
from dataclasses import dataclass

from bot.reader.vocabulary import numbers
from bot.text import fold

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_REACH = 10
"""So many years from its season a document may speak of: the season before was not always the year before."""
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\s+"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|°)?"
_SPAN = r"(?:(?P<from>\d{1,2})(?:st|nd|rd|th)?\s?(?:-|–|—|/|&|y|and|to|al)\s?)?"
_FORMS = tuple(
    re.compile(rf"(?:{_WEEKDAY})?(?:{form})(?!\w)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<number>\d{{1,2}})-{_DAY}",
        rf"{_DAY}(?P<mark>[/.-])(?P<number>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}})",
        rf"{_SPAN}{_DAY}\s+(?:de\s+|of\s+)?{_MONTH}(?:,?\s+(?:del?\s+)?{_YEAR})?",
        rf"{_MONTH}\s+{_SPAN}{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_DAY}(?:\s?(?:-|–)\s?\d{{1,2}})?\s+(?:de\s+)?{_MONTH}\s?(?:-|–)\s?"
        rf"(?P<until>\d{{1,2}})\s+(?:de\s+)?[^\W\d_]{{3,10}}\.?(?:,?\s+(?:del?\s+)?{_YEAR})?",
    )
)


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as written: `day` only if it is whole and real, `impossible` for 31 February, then `rest`."""

    text: str
    day: datetime.date | None
    impossible: bool
    rest: str


def read_date(text: str, season: int | None = None) -> DateText | None:
    """Return the date at the start of `text`, None if there is none.

    A range or a date without a year has no `day`. A year is one from 1900 to 2099 or close to `season`; of
    two digits it is read only if it makes `season` or a neighbour of it.
    """
    head = text[:80]
    best: DateText | None = None
    for form in reversed(_FORMS):
        found = form.match(head)
        if not found:
            continue
        read = _read(found, text, season)
        if read and (best is None or len(read.text) > len(best.text)):
            best = read
    return best


def is_year(number: int, season: int | None = None) -> bool:
    """Tell whether a number of four digits is a year: one of two centuries, or one close to `season`."""
    return _FIRST_YEAR <= number <= _LAST_YEAR or (season is not None and abs(number - season) <= _REACH)


def whole_year(date: DateText) -> bool:
    """Tell whether the text of a date holds a year of four digits."""
    return bool(re.search(r"\d{4}", date.text))


def _read(found: re.Match[str], text: str, season: int | None) -> DateText | None:
    parts = found.groupdict()
    month = _month(parts)
    if month is None:
        return None
    written = found.group()
    rest = text[found.end() :].strip(" ,;:–—-")
    year = _year(parts.get("year"), season)
    if year is None or parts.get("from") or parts.get("until"):
        return DateText(written, None, False, rest)
    day = int(parts["day"])
    if month > 12 >= day and parts.get("mark"):
        month, day = day, month
    try:
        return DateText(written, datetime.date(year, month, day), False, rest)
    except ValueError:
        return DateText(written, None, True, rest)


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("number"):
        return int(parts["number"] or "")
    return numbers("months").get(fold(parts["month"] or ""))


def _year(written: str | None, season: int | None) -> int | None:
    if written is None:
        return None
    year = int(written)
    if len(written) == 4:
        return year if is_year(year, season) else None
    if season is None:
        return None
    return next((near for near in (season, season + 1, season - 1) if near % 100 == year), None)
