"""Champions and runners-up: the clubs that a value names, or that it says there were none."""

import re
from dataclasses import dataclass, field

from bot.reader.clubs import Names
from bot.reader.document_text import blank, split_outside
from bot.text import fold
from bot.vocabulary import numbers, says_root, words

_TITLE = re.compile(
    r"[(\s]*\b(\d{1,2})\s?\.?(?:st|nd|rd|th|er|ro|do|to|mo|vo|no|[º°ª])?\.?\s+(?:\w+\s)?t[ií]t(?:le"
    r"|ulo)s?\)?\s*$",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(r"[(\s]*\b(\w+)\s+t[ií]t(?:le|ulo)s?\)?\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
# A lone "y" is as often a part of a club's name as it joins two.
_AND = re.compile(r"^(?:and|y)\s+|\s+and\s+|(?<=\))\s+y\s+")
_WORD = re.compile(r"[^\W_][\w.'’&-]*")
_NO_NAME = re.compile(r"[|{}<>=?\[\]:]|//")
_PLACE_OF_PART = re.compile(
    r"(?:winners?|champions?|runners?-?up|ganador(?:es)?|(?:sub)?campe[oó]n(?:es)?|first|second|primero|segundo"
    r"|\d\w*)"
    r" (?:of |del? |la |el |the )*(?:group|grupo|regi[oó]n|zon[ae]|series?|llave|match|partido|semi|final)",
    re.IGNORECASE,
)
_LONGEST_NAME = 8

OPEN, NONE, UNKNOWN = "open", "none", "unknown"
"""What a value says instead of a club: not decided yet, nobody, not known."""


@dataclass(slots=True)
class Honours:
    """The clubs of a value with their titles, what it says instead of a club, and what is not clear."""

    clubs: list[tuple[str, int | None]] = field(default_factory=list)
    instead: str | None = None
    doubts: list[str] = field(default_factory=list)


def read_honours(value: str, names: Names | None = None) -> Honours:
    """Return the clubs of a value such as "UTC (2nd Title)"; `names` are those that the document knows.

    What is none of these is a club if it has the look of a name and says nothing else, and a doubt if not.
    """
    names = names or Names([])
    honours = Honours()
    if not names.named_in(value) and (sense := says_instead(value)):
        honours.instead = sense
        return honours
    for part in split_outside(value, ",;/"):
        for piece in split_outside_brackets(part, _AND):
            if not blank(piece):
                _read(piece, names, honours)
    return honours


def says_instead(text: str) -> str | None:
    """Return what a text without any club's name says: nobody, not decided yet or not known."""
    folded = fold(text)
    if not folded:
        return None if blank(text) else UNKNOWN
    if folded in ("na", "n a"):
        return NONE
    return next((sense for sense in (OPEN, NONE, UNKNOWN) if says_root(folded, "no_champion", sense)), None)


def _read(piece: str, names: Names, honours: Honours) -> None:
    text, title = read_title(piece)
    remarks: list[str] = []
    while text not in names and (bracket := _BRACKET.search(text)):
        inner = bracket[1].strip()
        if not _is_remark(inner):
            break
        text = text[: bracket.start()].strip()
        title = title or (int(inner) if inner.isdigit() else None)
        remarks.append(inner)
    if any(says_root(fold(remark), "no_champion", "second") for remark in remarks):
        return
    senses = {says_instead(remark) for remark in remarks} - {None}
    if text.endswith("?"):
        text, senses = text.rstrip(" ?"), senses | {UNKNOWN}
    if not text:
        # "(2nd title)" behind a line break belongs to the club above it.
        if title and honours.clubs:
            honours.clubs[-1] = (honours.clubs[-1][0], title)
        return
    clubs = _clubs(text, names)
    if clubs is None and (sense := says_instead(text)):
        honours.instead = sense
        honours.doubts += [piece] if names.named_in(text) else []
    elif clubs is None or NONE in senses:
        honours.doubts.append(piece)
    else:
        honours.clubs += [(club, title) for club in clubs]
        honours.doubts += [piece] if senses else []


def _clubs(text: str, names: Names) -> list[str] | None:
    """Return the clubs that a text is, by the document's names or by its look; None where it is none."""
    if text in names:
        return [text]
    named = names.named_in(text)
    if named:
        rest = text
        for club in reversed(named):
            rest = rest[: club.start] + " " + rest[club.end :]
        if all(word in words("no_champion", "beside") for word in fold(rest).split()):
            return [club.team for club in named]
    return [text] if _is_name(text) and not says_instead(text) else None


def _is_name(text: str) -> bool:
    found = _WORD.findall(text)
    return (
        0 < len(found) <= _LONGEST_NAME
        and not _NO_NAME.search(text)
        and not _PLACE_OF_PART.match(text)
        and any(letter.isalpha() for letter in text)
        and all(not word[0].islower() or fold(word) in words("names", "particles") for word in found)
    )


def _is_remark(inner: str) -> bool:
    """Tell whether a bracket behind a club says something of the title rather than of the club."""
    folded = fold(inner)
    return not folded or folded.isdigit() or says_root(folded, "no_champion", "remark") or not _is_name(inner)


def read_title(text: str) -> tuple[str, int | None]:
    """Return a club and the title that stands behind it: "Melgar First Title" → ("Melgar", 1)."""
    found = _TITLE.search(text)
    if found:
        return text[: found.start()].strip(" –—-:"), int(found.group(1))
    found = _TITLE_WORD.search(text)
    title = numbers("ordinals").get(fold(found.group(1))) if found else None
    return (text[: found.start()].strip(), title) if found and title else (text.strip(), None)


def split_outside_brackets(part: str, joint: re.Pattern[str]) -> list[str]:
    """Return the names that "and" joins outside brackets."""
    pieces: list[str] = []
    for piece in joint.split(part):
        if pieces and pieces[-1].count("(") > pieces[-1].count(")"):
            pieces[-1] += " y " + piece
        else:
            pieces.append(piece)
    return pieces
