"""Seasons and dates in words or digits: "el 96", "dos mil seis", "19 de enero del 97"."""

import datetime
from dataclasses import dataclass

from bot.ask.tokens import Day, Token, full_year
from bot.ask.vocabulary import Vocabulary
from bot.names.lexicon import common_words

_FIRST_YEAR, _LAST_YEAR, _TWO_THOUSAND = 1900, 2099, 2000
_LEAST_WORDS = 10
_LEAST_PLAIN = 32
"""Two-digit numbers from here on cannot be a day of a month."""
_LAST_DAY = 31
_YEAR = frozenset({"ano", "year"})
_GAP = frozenset({"de", "del", "of", "the", "el", "d", "en", "in"})
_BEFORE_MONTH = frozenset({"en", "de", "in", "of", "during", "durante"})
_ONLY = frozenset({"the", "only", "just"})
"""Words before "once" in English: no eleven."""
_BETWEEN_MONTHS = frozenset({"y", "e", "o", "a", "and", "or", "to"})
_JOINING = frozenset({"y", "e", "and"})
_BEGIN = 2
"""Number of words at the begin of a text among which a month stands alone: "and November?"."""
_RANGE_FROM = {
    "y": ("entre",), "and": ("between",), "to": ("from",), "until": ("from",), "till": ("from",),
    "through": ("from",), "thru": ("from",),
    "al": ("del", "desde"), "a": ("de", "desde"), "hasta": ("desde", "de", "del"),
}  # fmt: skip
"""The word between the ends of a range of seasons, and the words that may precede it."""
_RANGE_ALONE = frozenset({"through", "thru", "to", "until", "till", "a", "al", "hasta"})
"""Words that make a range of the seasons beside them: "2003 to 2006"."""
_FAR = 2
_COMPARING = frozenset({"compare", "compared", "compara", "comparar", "comparame", "comparado", "comparada"})
_BEFORE_RANGE = frozenset(
    {"el", "la", "los", "las", "the", "ano", "anos", "year", "years", "edicion", "ediciones", "edition"}
    | {"editions", "temporada", "temporadas", "season", "seasons"}
)
"""Words that may stand between "from" and the first season."""
_UP_TO = frozenset(
    {"up", "to", "and", "including", "inclusive", "through", "until", "till", "hasta", "el", "e", "incluido"}
)
"""Words between the ends of a range, several of them: "up to and including"."""
_COUNTED = frozenset({
    "goles", "gol", "goals", "goal", "partidos", "matches", "games", "equipos", "teams", "clubes", "clubs",
    "puntos", "points", "titulos", "titles", "veces", "times", "fechas", "rounds", "jugadores", "players",
    "anos", "years", "minutos", "minutes", "ediciones", "editions", "temporadas", "seasons", "departamentos",
    "departments", "soles", "dolares", "dollars", "hijos", "horas", "hours", "dias", "days", "meses",
    "months", "semanas", "weeks", "personas", "people",
})  # fmt: skip
"""What a small number before it counts, so that it is no year."""
_AND = frozenset({"y", "e", "and", "o", "or"})
_OF_YEARS = frozenset({"ediciones", "editions", "temporadas", "seasons"})
_FULL_TIME = frozenset({"90", "noventa", "ninety"})
_PENALTIES = frozenset({"penales", "penalties", "pens", "alargue"})
"""The minutes of a match, and words beside them: "en los noventa o por penales"."""
AGED = frozenset({"cumple", "cumplo", "cumplio", "cumplia", "tengo", "turns", "turned", "aged"})
"""Words before somebody's age: "mi vieja cumple 60"."""
_THAN, _OF_THAN = frozenset({"mas", "menos", "more", "less", "fewer", "over"}), frozenset({"de", "than"})
_BEFORE_ALL, _AFTER_ALL = 15, 6
"""How many years before the first and after the last edition two digits may still mean."""
_ORDINALS = ("st", "nd", "rd", "th", "ro", "ero")


@dataclass(frozen=True, slots=True)
class Span:
    """A range of tokens, `stop` excluded, that means a season, a range of seasons, or a date."""

    start: int
    stop: int
    kind: str
    value: object


def year_at(tokens: list[Token], at: int, words: Vocabulary, known: tuple[int, ...]) -> Span | None:
    """Return the season or range that begins at a token, or None; "decade" before it makes it one."""
    span, start = _year_at(tokens, at, words, known), at
    while _before(tokens, start) in words.of | words.articles:
        start -= 1
    if span is None or _before(tokens, start) not in ("decada", "decade"):
        return span
    if span.kind == "season" and int(str(span.value)) % 10 == 0:
        return Span(start - 1, span.stop, "range", _decade(int(str(span.value))))
    return Span(start - 1, span.stop, "range", span.value) if span.kind == "range" else None


def _year_at(tokens: list[Token], at: int, words: Vocabulary, known: tuple[int, ...]) -> Span | None:
    token = tokens[at]
    whole = token.text.isdigit() and len(token.text) == 4
    if token.kind == "word" and not whole and _counts(tokens, at, words):
        return None
    if token.kind in ("year", "range"):
        return Span(at, at + 1, "season" if token.kind == "year" else "range", token.value)
    if token.kind != "word":
        return None
    text = token.text
    if text.isdigit() and text.isascii():
        return _of_digits(tokens, at, words, known)
    if text in words.decades and _before(tokens, at) in words.decade_before:
        return Span(at, at + 1, "range", _decade(full_year(words.decades[text])))
    if text in words.decades and text not in words.numbers:
        return Span(at, at + 1, "range", _decade(full_year(words.decades[text])))
    if text in words.numbers:
        if text == "once" and _before(tokens, at) in _ONLY:
            return None
        span = _of_number_words(tokens, at, words, known)
        if span is not None and span.value == _TWO_THOUSAND and _before(tokens, at) == "los":
            return Span(at, span.stop, "range", _decade(_TWO_THOUSAND))
        return span
    if text[:1].isdigit() and text[1:] in ("k06", "k12"):
        return Span(at, at + 1, "season", 2000 + int(text[2:]))
    return None


def _counts(tokens: list[Token], at: int, words: Vocabulary) -> bool:
    """Return whether a number counts something: "80 años", "in 10 matches", "más de diez"."""
    stop = at
    while stop < len(tokens) and (tokens[stop].text.isdigit() or tokens[stop].text in words.numbers):
        joined = stop + 2 < len(tokens) and tokens[stop + 1].text == "y"
        stop += 2 if joined and tokens[stop + 2].text in words.numbers else 1
    after = tokens[stop].text if at < stop < len(tokens) else ""
    if stop > at and _before(tokens, at) in AGED:
        return True
    if after in _OF_YEARS and stop - at == 1 and _ends_list_of_years(tokens, at, words):
        return False
    around = {token.text for token in tokens[max(at - 5, 0) : stop + 4]}
    if tokens[at].text in _FULL_TIME and around & _PENALTIES and around & {"o", "or"}:
        return True
    if stop - at == 1 and _before(tokens, at) == "del" and after in ("gol", "goles"):
        return False  # "fecha 5 del 96, goles"
    return after in _COUNTED or (
        stop > at and _before(tokens, at - 1) in _THAN and _before(tokens, at) in _OF_THAN
    )


def _ends_list_of_years(tokens: list[Token], at: int, words: Vocabulary) -> bool:
    """Return whether a number is the last of a list of years: "the 96 and 97 editions"."""
    if _before(tokens, at) not in _AND or at < 2:
        return False
    before = tokens[at - 2]
    return before.kind == "year" or (before.text.isdigit() and len(before.text) in (2, 4))


def date_at(tokens: list[Token], at: int, words: Vocabulary) -> Span | None:
    """Return the date that begins at a token: day and month, month and year, or all three."""
    token = tokens[at]
    if token.kind == "date":
        return Span(at, at + 1, "date", token.value)
    if token.kind != "word":
        return None
    day = _day_number(token.text, words)
    if day is not None:
        month_at = _skip(tokens, at + 1)
        month = _month(tokens, month_at, words)
        if month is None:
            return None
        return _with_year(tokens, at, month_at + 1, month, day, words)
    month = _month(tokens, at, words)
    if month is None:
        return None
    day_at = _skip(tokens, at + 1)
    day = _day_number(tokens[day_at].text, words) if day_at < len(tokens) else None
    if day is not None and day_at < len(tokens) and tokens[day_at].kind == "word":
        return _with_year(tokens, at, day_at + 1, month, day, words)
    year, stop = _year(tokens, at + 1, words)
    before = _before(tokens, at)
    beside = at < _BEGIN and before in _JOINING and tokens[at].text != "may"  # "y mayo?", not "and may I"
    said = tokens[at].text not in words.short_months and (before in _BEFORE_MONTH or beside)
    said = said or _is_beside_month(tokens, at, words)
    return Span(at, stop, "date", Day(year, month, None)) if year is not None or said else None


def _is_beside_month(tokens: list[Token], at: int, words: Vocabulary) -> bool:
    """Return whether a month is one of two: "en enero y febrero", "January to February 1997"."""
    before = at - 1 - (_before(tokens, at) in _BETWEEN_MONTHS)
    after = at + 1 + any(token.text in _BETWEEN_MONTHS for token in tokens[at + 1 : at + 2])
    beside = [_month(tokens, place, words) for place in (before, after) if place >= 0]
    return any(month not in (None, _month(tokens, at, words)) for month in beside)


def with_ranges(spans: list[Span], tokens: list[Token]) -> list[Span]:
    """Return the spans with "between 1960 and 1970" and "del 90 al 97" as one range."""
    spans = _decades_joined(spans, tokens)
    seasons = {span.start: span for span in spans if span.kind == "season"}
    stops = {span.stop: span for span in seasons.values()}
    for at, token in enumerate(tokens):
        first, last = stops.get(at), seasons.get(at + 1) or seasons.get(at + 2)
        if first is not None and token.text in _UP_TO and (last is None or token.text not in _RANGE_FROM):
            stop = at
            while stop < len(tokens) and tokens[stop].text in _UP_TO:
                stop += 1
            last, token = seasons.get(stop), tokens[at] if token.text in _RANGE_FROM else Token("to")
        if first is None or last is None or token.text not in _RANGE_FROM:
            continue
        start = first.start - 1
        while start > 0 and tokens[start].text in _BEFORE_RANGE:
            start -= 1
        led = start >= 0 and tokens[start].text in _RANGE_FROM[token.text]
        alone = token.text in _RANGE_ALONE and last.start - at <= _FAR
        if alone and not led:
            start = first.start
            led = _COMPARING.isdisjoint(each.text for each in tokens[:at])
        if led:
            years = sorted(int(str(span.value)) for span in (first, last))
            whole = Span(start, last.stop, "range", tuple(years))
            outside = [s for s in spans if s.stop <= whole.start or s.start >= whole.stop]
            return [*outside, whole]
    return spans


def _decades_joined(spans: list[Span], tokens: list[Token]) -> list[Span]:
    """Return the spans with "los 70 y 80" as one range."""
    starts = {span.start: span for span in spans if span.kind in ("season", "range")}
    for first in starts.values():
        if not isinstance(first.value, tuple):
            continue
        since, until = first.value
        at = first.stop + 1
        while at < len(tokens) and tokens[at].text in ("los", "the"):
            at += 1
        second = starts.get(at)
        if second is None or tokens[first.stop].text not in ("y", "and"):
            continue
        if second.value in (until + 1, _decade(until + 1)):
            whole = Span(first.start, second.stop, "range", (since, until + 10))
            return [*(span for span in spans if span not in (first, second)), whole]
    return spans


def _of_digits(tokens: list[Token], at: int, words: Vocabulary, known: tuple[int, ...]) -> Span | None:
    text = tokens[at].text
    number = int(text)
    before = _before(tokens, at)
    of_decade = before in words.decade_before and before != "the" and number % 10 == 0
    if len(text) == 4:
        said = _FIRST_YEAR <= number <= _LAST_YEAR or number in known
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if said and of_decade and after not in words.between:
            return Span(at, at + 1, "range", _decade(number))  # "los 2000", not "los años 2000 y 2001"
        return Span(at, at + 1, "season", number) if said else None
    if len(text) != 2:
        return None
    if of_decade and number >= _LEAST_PLAIN:
        return Span(at, at + 1, "range", _decade(full_year(number)))
    after = tokens[at + 1].text if at + 1 < len(tokens) and tokens[at + 1].kind == "word" else ""
    if before not in words.year_before and after in common_words() and after not in words.words:
        return None  # "80 invitados", "34 degrees"
    year = full_year(number)
    if known and not min(known) - _BEFORE_ALL <= year <= max(known) + _AFTER_ALL:
        return None
    if number >= _LEAST_PLAIN or text[0] == "0":
        return Span(at, at + 1, "season", year)
    if before in words.year_before and year in known:
        return Span(at, at + 1, "season", year)
    return None


def _of_number_words(tokens: list[Token], at: int, words: Vocabulary, known: tuple[int, ...]) -> Span | None:
    """Return the year of number words: "noventa y seis", "ninety six", "dos mil seis"."""
    values: list[int] = []
    stop = at
    while stop < len(tokens) and tokens[stop].kind == "word":
        text = tokens[stop].text
        if text in words.numbers:
            values.append(words.numbers[text])
        elif not (text in ("y", "and") and values and _is_number(tokens, stop + 1, words)):
            break
        stop += 1
    year = _year_of(values)
    if year is None and len(values) <= 2 and _before(tokens, at) in words.year_before:
        total = sum(values)
        if total < _LEAST_WORDS:
            return None  # "the one" is no year
        year = full_year(total) if total >= _LEAST_PLAIN or full_year(total) in known else None
        if total < _LEAST_PLAIN and year not in known:
            year = None
    if year is None and len(values) == 2 and values[0] >= _LEAST_PLAIN and values[1] < 10:
        year = full_year(sum(values))
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return Span(at, stop, "season", year)


def _year_of(values: list[int]) -> int | None:
    """Return the year of "mil novecientos noventa seis", "nineteen ninety six", "twenty twelve"."""
    if 1000 in values:
        at = values.index(1000)
        thousands = sum(values[:at]) or 1
        rest = values[at + 1 :]
        if 100 in rest:
            hundred = rest.index(100)
            rest = [sum(rest[:hundred]) * 100, *rest[hundred + 1 :]]
        return thousands * 1000 + sum(rest)
    if len(values) >= 2 and values[0] in (19, 20) and values[1] >= 10:
        return values[0] * 100 + sum(values[1:])
    return None


def _is_number(tokens: list[Token], at: int, words: Vocabulary) -> bool:
    return at < len(tokens) and tokens[at].kind == "word" and tokens[at].text in words.numbers


def _decade(start: int) -> tuple[int, int]:
    return start, start + 9


def _before(tokens: list[Token], at: int) -> str:
    return tokens[at - 1].text if at > 0 and tokens[at - 1].kind == "word" else ""


def _skip(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].kind == "word" and tokens[at].text in _GAP:
        at += 1
    return at


def _month(tokens: list[Token], at: int, words: Vocabulary) -> int | None:
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    return words.months.get(tokens[at].text)


def _day_number(text: str, words: Vocabulary) -> int | None:
    if text[:1].isdigit():
        digits = text
        for ending in _ORDINALS:
            digits = digits.removesuffix(ending)
        if digits.isascii() and digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= _LAST_DAY:
            return int(digits)
    number = words.days.get(text) or words.numbers.get(text)
    return number if number is not None and number <= _LAST_DAY else None


def _year(tokens: list[Token], at: int, words: Vocabulary) -> tuple[int | None, int]:
    """Return the following year, if any, and where it ends."""
    after = _skip(tokens, at)
    if after < len(tokens) and tokens[after].text in _YEAR:
        after = _skip(tokens, after + 1)  # "febrero del año 97"
    if after < len(tokens) and tokens[after].kind == "break" and tokens[after].text.strip() == ",":
        after = _skip(tokens, after + 1)
    if after >= len(tokens):
        return None, at
    token = tokens[after]
    if token.kind == "year":
        return int(str(token.value)), after + 1
    if token.kind == "word" and token.text.isascii() and token.text.isdigit():
        if len(token.text) == 4 and _FIRST_YEAR <= int(token.text) <= _LAST_YEAR:
            return int(token.text), after + 1
        if len(token.text) == 2 and int(token.text) >= _LEAST_PLAIN:
            return full_year(int(token.text)), after + 1
    if token.kind == "word" and token.text in words.numbers:
        span = _of_number_words(tokens, after, words, ())
        if span is not None:
            return int(str(span.value)), span.stop
    return None, at


def _with_year(
    tokens: list[Token], start: int, stop: int, month: int, day: int, words: Vocabulary
) -> Span | None:
    year, end = _year(tokens, stop, words)
    try:
        # A leap year, so that 29 February is valid.
        datetime.date(year or 2000, month, day)
    except ValueError:
        return None
    return Span(start, end if year is not None else stop, "date", Day(year, month, day))
