"""Tokens of a question: folded words, numbers with a meaning (dates, scores, '96) and breaks."""

import datetime
import functools
import re
from dataclasses import dataclass
from typing import NamedTuple

from bot.text import fold, without_markup

MOST_LETTERS = 2000
_LONGEST_WORD = 40
_CENTURY = 100
_SPLIT_YEARS = 50
"""Two-digit years from here on belong to the previous century."""
_LAST_OF_LIST = frozenset({"y", "and"})
_DIGITS, _LEAST_GOALS = 2, 30
"""No side scores fifty goals: "79-82" and "98 to 02" are years."""

_CODE = re.compile(r"```.*?```", re.DOTALL)
_MENTION = re.compile(r"(?<![\w<])@(?=\w*[_\d])\w+")
"""A user who is mentioned by a typed name: "@kevin_07", but not "@UTC"."""
_PIECE = re.compile(
    r"(?=[\d\s'’´`,:;\-?!¿¡\"“”«».…])(?:"  # where a match may begin, which makes the search fast
    r"(?P<iso>(?<![\d-])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d-]))"
    r"|(?P<dmy>(?<![\d/.-])\d{1,2}(?P<by>[-/.])\d{1,2}(?P=by)(?:\d{4}|\d{2})(?![\d/-]))"
    r"|(?P<span>(?<!\d)(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d)(?!\d))"
    r"|(?P<score>(?<![\d:/-])\d{1,2}(?:\s?[-–—:x]\s?|\s(?:a|to)\s)\d{1,2}s?(?![\d:/-]|\w))"
    r"|(?P<decade>(?<!\w)['’´`]?(?:19|20)?\d0['’]?s(?!\w))"
    r"|(?P<short>['’´`]\d\d(?!\w))"
    r"|(?P<odd>--\s*\Z)"
    r"|(?P<break>[,;?!¿¡\n\"“”«»]+|(?:(?<!\b\w)\.[)\]]?|:)(?=\s|$)|\s[-–—/&+]\s|…))",
    re.IGNORECASE,
)
_SHORT = {
    "q": "que", "k": "que", "ke": "que", "qe": "que", "kien": "quien", "qien": "quien", "qn": "quien",
    "kuando": "cuando", "kual": "cual", "komo": "como", "kuantos": "cuantos", "dnd": "donde",
    "tmb": "tambien", "depa": "departamento", "depas": "departamentos",
    "depto": "departamento", "dpto": "departamento",
    "dl": "del", "dla": "de la", "dlas": "de las", "dlos": "de los", "dela": "de la", "delas": "de las",
    "delos": "de los", "enel": "en el", "enla": "en la", "enlos": "en los", "enq": "en que",
    "enque": "en que", "porq": "por que", "xk": "por que",
    "copaperu": "copa peru", "1ra": "primera", "1era": "primera", "1er": "primer", "2da": "segunda",
    "3ra": "tercera", "3era": "tercera", "3er": "tercer", "4ta": "cuarta",
}  # fmt: skip
"""Words as they are written in a hurry, small ones glued together."""
_OF = re.compile(r"(?<!\bgrupo )(?<!\bgroup )(?<!\bserie )(?<!\bzona )(?<= )d(?= \w{2})")
"""A "d" that is written for "de": "gálvez d chimbote", but not "el grupo D"."""
_PER = re.compile(
    r"\bx(?= (?:partidos?|juegos?|cotejos?|encuentros?|match|fechas?|jornadas?|temporadas?|edicion)\b)"
)
"""An "x" that is written for "por": "goles x partido", but not "UTC x Melgar"."""
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’´`]s(?!\w)|(?<=s)['’´`](?= \w)", re.IGNORECASE)
"""The "'s" of "UTC's titles" and of "who's", and the "'" of "Los Chankas' goals"."""
_GLUED = re.compile(
    r"\b((?:tre|cuare|cincue|sese|sete|oche|nove)nt)(?:ai|ay|i|y)(un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b"
)
"""A number written as one word: "sesentaisiete", "noventiseis"."""
_LAUGHTER = re.compile(r"(?:j[aeiou]){2,}j?|(?:h[ae]){2,}h?|lol+|lmao|rofl|xd+")
ACCENTED = "accented"
"""The value of a Spanish question word with its accent: "qué" asks, "que" may not."""
_ACCENTED = re.compile(
    r"(?<!\w)(?:qué|cuál(?:es)?|quién(?:es)?|cuándo|cuánt[oa]s?|cómo|dónde)(?!\w)", re.IGNORECASE
)
_BY = re.compile(r"\D+")
_QUOTED = re.compile(r"[\"“”«»]((?:[^\W_]|[-.'’ ]){2,40})[\"“”«»]")
"""A name in quotation marks, which are no breaks: "Unión Ocopilla" de Huancayo."""


class Day(NamedTuple):
    """A calendar date; the year or the day may be missing."""

    year: int | None
    month: int
    day: int | None


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or the meaning of a piece of text; a break separates unrelated parts."""

    text: str
    kind: str = "word"
    value: object = None


def plain(text: str) -> str:
    """Return the text without Discord markup, mentions, code and links, truncated if too long."""
    text = _MENTION.sub(" ", _CODE.sub(" ", text[:MOST_LETTERS]))
    return _QUOTED.sub(r" \1 ", without_markup(text)).strip()


def tokens(text: str) -> list[Token]:
    """Return the tokens of a plain text in order."""
    cut: list[Token] = []
    at = 0
    for match in _PIECE.finditer(text):
        special = _special(match)
        if special is None:
            continue
        cut += _words(text[at : match.start()])
        cut.append(special)
        at = match.end()
    cut += _words(text[at:])
    return _with_lists(cut)


def _with_lists(cut: list[Token]) -> list[Token]:
    """Return the tokens without the commas of a list of years: "79, 80, 81 and 82" are no clauses."""
    years = [_is_year(token) for token in cut]
    ends = [
        at for at in range(1, len(cut) - 1) if cut[at].kind == "break" and years[at - 1] and years[at + 1]
    ]
    joined = {
        at
        for at in ends
        if {at - 2, at + 2}.intersection(ends)
        or _LAST_OF_LIST & {token.text for token in cut[at + 2 : at + 3]}
    }
    return [token for at, token in enumerate(cut) if at not in joined or token.text.strip() != ","]


def _is_year(token: Token) -> bool:
    """Return whether a token can only be a year."""
    return token.kind == "year" or (
        token.kind == "word"
        and token.text.isascii()
        and token.text.isdigit()
        and (len(token.text) == 4 or (len(token.text) == _DIGITS and int(token.text) >= _SPLIT_YEARS))
    )


def full_year(digits: int) -> int:
    """Return the year of two digits: 96 is 1996, 12 is 2012."""
    return digits + (1900 if digits >= _SPLIT_YEARS else 2000)


def _words(text: str) -> list[Token]:
    spoken = _GLUED.sub(r"\1a y \2", fold(_POSSESSIVE.sub("", text)))
    words = [word for word in _PER.sub("por", _OF.sub("de", spoken)).split() if not _LAUGHTER.fullmatch(word)]
    accented = {fold(word) for word in _ACCENTED.findall(text)}
    return [
        Token(part, value=ACCENTED if word in accented else None)
        for word in words
        for part in _SHORT.get(word, word[:_LONGEST_WORD]).split()
    ]


def _special(match: re.Match[str]) -> Token | None:
    kind, text = match.lastgroup, match[0]
    if match["iso"]:
        year, month, day = map(int, _BY.split(text))
        return _day(text, year, month, day)
    if match["dmy"]:
        day, month, year = map(int, _BY.split(text))
        if month > 12 >= day:
            day, month = month, day
        return _day(text, year if year >= _CENTURY else full_year(year), month, day)
    if match["span"]:
        first, last = map(int, _BY.split(text))
        if last < _CENTURY:
            last += first - first % _CENTURY + (_CENTURY if last < first % _CENTURY else 0)
        return Token(text, "range", (min(first, last), max(first, last)))
    if match["score"]:
        ends = re.findall(r"\d+", text)
        one, other = map(int, ends)
        late = one >= _SPLIT_YEARS and (one < other or other < _LEAST_GOALS)
        early = ends[0][0] == "0" and " " in text and one < other  # "03 to 07"
        if {len(end) for end in ends} == {_DIGITS} and (late or early):
            return Token(text, "range", (full_year(one), full_year(other)))
        return Token(text, "score", (one, other))
    if match["decade"]:
        digits = int(re.findall(r"\d+", text)[0])
        start = digits if digits >= _CENTURY else full_year(digits)
        return Token(text, "range", (start, start + 9))
    if match["short"]:
        return Token(text, "year", full_year(int(text[1:])))
    return Token(text, kind) if kind in ("break", "odd") else None


def _day(text: str, year: int, month: int, day: int) -> Token:
    """Return a date, or an unexplained word if there is no such day."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return Token(fold(text), "odd")
    return Token(text, "date", Day(year, month, day))


def line_of(tokens: list[Token]) -> str:
    """Return the tokens as one line of words, one each; what is no word is written |."""
    return " ".join(token.text if token.kind == "word" else "|" for token in tokens)


def words_of(tokens: list[Token]) -> list[str]:
    """Return the words among tokens."""
    return [token.text for token in tokens if token.kind == "word"]


@functools.lru_cache(512)
def whole_words(pattern: str) -> re.Pattern[str]:
    """Return a pattern that begins and ends with a word."""
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")
