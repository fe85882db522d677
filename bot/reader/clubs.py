"""The clubs that a document names, found again in its texts, and which texts can be a club's name at all."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.reader.document_text import split_outside
from bot.text import fold
from bot.vocabulary import department, numbers, roles, words

_LONGEST_NAME, _MOST_WORDS = 70, 9
_NO_NAME = re.compile(r"[|{}<>=\[\]@]|//|['’′]\s|\d['’′]|^[;,:.!?)*†]|[!?:,;*†]$")
_DAY_NAME = re.compile(r"\d{1,2}(?:ro|er|º|°)? (?:de|of) \S.*", re.IGNORECASE)
_RESERVES = frozenset(("iii", "junior", "juniors", "reserva", "reservas"))
_EDGES = " ,;:!?*†‡§#@|/~^`_–—-[]{}<>"

_POSITION = re.compile(
    r"\s*\(\s*(?:\d{1,2}\s?\.?(?:st|nd|rd|th|er|ro|do|to|mo|vo|no|[º°ª])|champions?|runners?-up"
    r"|(?:sub)?campe[oó]n)"
    r"\.?[^()]{0,30}\)\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w.'’&-]*")
_AND = re.compile(r"\s+(?:and|y|&)\s+")
_LONGEST_CELL = 5000
_MOST_OF_NAME = 10


@dataclass(frozen=True, slots=True)
class Named:
    """A club of the document that a text names, and where."""

    start: int
    end: int
    team: str


class Names:
    """The names that a document knows, found again in a text where several run together."""

    def __init__(self, names: list[str]) -> None:
        self._known = {tuple(folded.split()) for name in names if (folded := fold(name[:100]))}
        self._longest = min(max(map(len, self._known), default=0), _MOST_OF_NAME)

    def __contains__(self, name: str) -> bool:
        return len(name) <= 100 and tuple(fold(name).split()) in self._known

    def named_in(self, text: str) -> list[Named]:
        """Return the names that a text holds, the longest at each place, where they start with a capital."""
        tokens = [(token, fold(token[0])) for token in _WORD.finditer(text)]
        named: list[Named] = []
        at = 0
        while at < len(tokens):
            token = tokens[at][0]
            sizes = range(min(self._longest, len(tokens) - at), 0, -1) if not token[0][0].islower() else ()
            for size in sizes:
                name = " ".join(folded for _, folded in tokens[at : at + size])
                if tuple(name.split()) in self._known:
                    end = tokens[at + size - 1][0].end()
                    end += "(" in text[token.start() : end] and text[end : end + 1] == ")"
                    end -= text[end - 1] == "." and "." not in text[token.start() : end - 1]
                    named.append(Named(token.start(), end, text[token.start() : end]))
                    at += size - 1
                    break
            at += 1
        return named

    def split(self, cell: str) -> tuple[list[str], list[str]]:
        """Return the names in `cell`, in order, and what is left that could be one name or several."""
        if len(cell) > _LONGEST_CELL:
            return [], [cell]
        names: list[str] = []
        left: list[str] = []
        marked = bool(_POSITION.search(cell))
        for part in split_outside(_POSITION.sub(";", cell), ",;"):
            pieces = [part] if part in self else _AND.split(part)
            alone = marked or len(pieces) > 1 or part != cell
            for piece in pieces:
                found, rest = self._tell_apart(piece)
                if not found and (alone or len(piece.split()) == 1):
                    found, rest = [piece], []
                names += found
                left += rest
        return names, left

    def _tell_apart(self, text: str) -> tuple[list[str], list[str]]:
        """Return the names that a text holds, and what stands between them."""
        named = self.named_in(text)
        cuts = [0, *(place for name in named for place in (name.start, name.end)), len(text)]
        between = [text[cuts[n] : cuts[n + 1]].strip() for n in range(0, len(cuts), 2)]
        return [name.team for name in named], [rest for rest in between if rest]


class Clubs:
    """The clubs of a document: those of its list with their places, and the sides of its other lines."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str | None]]] = ()) -> None:
        self._spellings: set[str] = set()
        self._places: dict[str, set[str]] = {}
        for name, places in entries:
            self._spellings.add(name.strip())
            own = self._places.setdefault(fold(name[:100]), set())
            own.update(_place(place) for place in places if place)
        self._places.pop("", None)
        self._known = set(self._places)
        self._by_word: dict[str, list[str]] = {}
        for club in self._known:
            for word in set(club.split()):
                self._by_word.setdefault(word, []).append(club)
        self.listed = bool(self._known)

    def add(self, name: str) -> None:
        """Add a club that a line names beyond doubt."""
        self._spellings.add(name)
        self._known.add(fold(name))

    def __contains__(self, name: str) -> bool:
        bare = len(name) <= 100 and (_is_clean(name) or name in self._spellings)
        return bare and self._knows(fold(name))

    def _knows(self, folded: str) -> bool:
        if folded in self._known:
            return True
        return any(bare and bare in self._known for bare in _without_forms(folded))

    def spells(self, name: str) -> bool:
        """Tell whether a club is written just so, marks and all."""
        return name in self._spellings

    def is_place(self, text: str, club: str | None = None) -> bool:
        """Tell whether a text is a department or a place of the list of teams, or of one club in it."""
        if club is not None:
            return _place(text) in self._places.get(fold(club), ())
        return department(text) is not None or any(_place(text) in own for own in self._places.values())

    def named_in(self, text: str) -> set[str]:
        """Return the clubs, folded, whose whole names stand in a text."""
        parts = fold(text).split()
        spans = (range(start + 1, min(start + _MOST_WORDS, len(parts)) + 1) for start in range(len(parts)))
        names = (" ".join(parts[start:stop]) for start, stops in enumerate(spans) for stop in stops)
        return {name for name in names if name in self._known}

    def joins(self, name: str) -> bool:
        """Tell whether an unknown name is a known club and more than its place, its form or "II"."""
        parts = name.split()
        if "/" in name and any(part.strip() in self for part in name.split("/")):
            return True
        for cut in range(1, len(parts)):
            front, behind = " ".join(parts[:cut]), " ".join(parts[cut:])
            for club, rest in ((front, behind), (behind, front)):
                if club in self and not words("names", "generic").issuperset(fold(club).split()):
                    return not self._may_stand_beside(rest)
        return False

    def _may_stand_beside(self, rest: str) -> bool:
        """Tell whether a text beside a club makes it another club, or is its place."""
        inner = fold(rest)
        if rest.startswith("(") and rest.endswith(")"):
            return inner not in self._known and rest[1:2].isupper() and inner not in _labels()
        folded = [word for word in inner.split() if word not in words("names", "generic")]
        apart = rest.endswith(".") and len(rest) > len("Atl.")
        if inner[-1:].isdigit() or words("names", "particles").issuperset(inner.split()):
            return False
        other = len(folded) > 1 or (bool(folded) and len(folded[0]) > 2 and folded[0] not in _RESERVES)
        return not apart and (not other or self.is_place(" ".join(folded)))

    def tears(self, name: str, text: str, other: str) -> bool:
        """Tell whether an unknown name is cut out of a listed club or has other words in it: "Melgar ganó".

        `text` is the line; a club of it that is no side, with words of the name, was torn apart. A club and
        its place are no other club: "UTC Cajamarca".
        """
        own, line = fold(name).split(), fold(text).split()
        telling = [word for word in own if word not in words("names", "generic")] or own
        for word in telling:
            for club in self._by_word.get(word, ()):
                parts = club.split()
                if club != fold(other) and _holds(line, parts) and not self._with_place(own, club):
                    return True
        return False

    def _with_place(self, own: list[str], club: str) -> bool:
        """Tell whether the words of a name are a club and its place behind it."""
        size = len(club.split())
        rest = [word for word in own[size:] if word not in words("names", "particles")]
        return " ".join(own[:size]) == club and bool(rest) and self.is_place(" ".join(rest), club)


def _holds(line: list[str], parts: list[str]) -> bool:
    """Tell whether all the words of a name stand in a line, in their order."""
    rest = iter(line)
    return all(part in rest for part in parts)


def _is_clean(name: str) -> bool:
    """Tell whether a text has no marks at its ends, and nothing between its words."""
    parts = name.split()
    edges = name == name.strip(_EDGES) and name.count("(") == name.count(")") and name[:1] != "("
    return edges and all(part == "&" or any(letter.isalnum() for letter in part) for part in parts)


def _place(text: str) -> str:
    known = department(text)
    return fold(known.name if known else text)


def _without_forms(folded: str) -> Iterable[str]:
    """Yield a name without "FBC" and the like in front and behind."""
    parts, forms = folded.split(), words("names", "forms")
    if parts and parts[0] in forms:
        yield " ".join(parts[1:])
    if parts and parts[-1] in forms:
        yield " ".join(parts[:-1])


def can_be_club(name: str, numbered: bool = False) -> bool:
    """Tell whether a text that is no known club can be the name of one, by its words alone.

    `numbered` lets any number stand at its end: "Sport 3".
    """
    parts = name.split()
    if not parts or len(parts) > _MOST_WORDS or len(name) > _LONGEST_NAME or _NO_NAME.search(name):
        return False
    if not _is_clean(name) or name[0].islower() or not any(letter.isalpha() for letter in name):
        return False
    if name.endswith(".") and len(parts[-1]) > 4 and "." not in parts[-1][:-1]:
        return False
    particles = words("names", "particles")
    folded = fold(name).split()
    if any(part[0].islower() and fold(part) not in particles for part in parts):
        return False
    if folded and folded[0] in words("names", "about"):
        return False
    figures = [place for place, word in enumerate(folded) if word.isdigit()]
    if not all(_is_part_of_name(folded, place, numbered) for place in figures):
        return False
    if _DAY_NAME.fullmatch(name):
        return True
    idle = [word for word in folded if word.isdigit() or word in particles or len(word) == 1]
    return not all(word in _labels() or word in idle for word in folded) or len(idle) == len(folded)


def _is_part_of_name(folded: list[str], place: int, numbered: bool) -> bool:
    """Tell whether a number belongs to a name: "30 de Agosto", "Real Sociedad 2000"."""
    if folded[place + 1 : place + 2] in (["de"], ["of"], ["del"]):
        return True
    return place > 0 and place == len(folded) - 1 and (numbered or len(folded[place]) == 4)


@functools.cache
def _labels() -> frozenset[str]:
    """Return the words that are months, weekdays, labels and headers, and never alone a club."""
    phrases = [*roles("labels"), *roles("headers"), *roles("headings"), *words("names", "about")]
    clubs = {word for phrase, role in roles("headers").items() if role == "team" for word in phrase.split()}
    found = {word for phrase in phrases for word in phrase.split()} - clubs
    return frozenset(found | {*numbers("months"), *numbers("weekdays")})
