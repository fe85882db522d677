"""The tokens of a line of text, and by what a line looks like a match."""

import re
from dataclasses import dataclass

from bot.reader.dates import CLOCK, DateText, read_date
from bot.reader.match_notes import tells_result
from bot.reader.note_clauses import SCORE
from bot.text import fold
from bot.vocabulary import numbers, words

LONGEST = 300
_PAIR = re.sub(r"\((?=\\d)", "(?:", SCORE.pattern)
_TOKEN = re.compile(
    rf"(?P<bracket>\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])|(?P<time>{CLOCK})|(?P<score>{_PAIR})"
    r"|(?P<mark>[*†‡§¶#^~`¹²³⁴⁵_]+)|(?P<separator>[,;@|/]|[-–—](?=\s)|:(?=\s|$))"
    r"|(?P<word>[^\s()\[\],;@|*†‡§¶^~`¹²³]+?(?=:?(?:[\s()\[\],;@|*†‡§¶^~`¹²³]|$))|.)"
)


@dataclass(frozen=True, slots=True)
class LineToken:
    """A part of a line with its kind and place: bracket, time, date, score, mark, separator or word."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def inner(self) -> str:
        """The text without its brackets."""
        return self.text[1:-1].strip() if self.kind == "bracket" else self.text


def tokens(text: str, season: int | None = None) -> list[LineToken]:
    """Return the tokens of a text."""
    found: list[LineToken] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        date = _date_at(text, place, season)
        if date:
            found.append(LineToken("date", date.text, place, place + len(date.text)))
        else:
            match = _TOKEN.match(text, place)
            kind, end = (match.lastgroup or "word", match.end()) if match else ("word", place + 1)
            found.append(LineToken(kind, text[place:end], place, end))
        place = found[-1].end
    return found


def _date_at(text: str, place: int, season: int | None) -> DateText | None:
    """Return the date with a year or a weekday that begins at a place."""
    if place and text[place - 1].isalnum():
        return None
    if not text[place].isdigit():
        word = fold(text[place : place + 12].split(" ")[0].split("/")[0].split("-")[0].split(",")[0])
        if word not in numbers("months") and word not in numbers("weekdays"):
            return None
    date = read_date(text[place:], season)
    return date if date and date.sure else None


def has_score(text: str) -> bool:
    """Tell whether two small numbers with a dash between stand in `text`, and no time of day."""
    return bool(SCORE.search(re.sub(CLOCK, " ", text[:LONGEST])))


def looks_like_match(text: str) -> bool:
    """Tell whether a score, a time of day or two small numbers stand in `text`."""
    return (
        bool(has_score(text) or re.search(CLOCK, text[:LONGEST]))
        or len(re.findall(r"(?<![\w.,/:-])\d{1,2}(?![\w/:'’′-]|[.,]\w|\.$)", text[:LONGEST])) > 1
    )


def has_verb(text: str) -> bool:
    """Tell whether a text has words in small letters, as a sentence has, beside those of a match line."""
    others = words("names", "particles") | words("names", "about") | words("headings", "numbered_round")
    others |= {*numbers("months"), *numbers("weekdays")}
    small = (word for word in re.findall(r"[^\W\d_]{3,}", text[:LONGEST]) if word.islower())
    return any(fold(word) not in others and not tells_result(word, ("", "")) for word in small)
