"""Sentences that state a fact: the departments of a region, who is promoted or relegated and where to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reader.headings import roman_in_capitals
from bot.text import fold
from bot.vocabulary import department, find_phrase, mentions, numbers, words

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-ZÁÉÍÓÚÑ]|[A-Z]\.[A-Z]|vs|Dr|St|Sta|Sto|No)\.$")
_REGION = re.compile(
    r"^(?:The |La |El |This |Esta )?(?P<front>(?:[^\s:,]{1,20} ){1,2})?"
    r"Regi[oó]n(?P<name>(?: [^\s:,]{1,20}){0,4}?)"
    r"(?: ?:|,? (?:include[sd]?|comprise[sd]?|consist(?:s|ed)? of|(?:is|was) (?:made up of|formed by)"
    r"|contain(?:s|ed)?|features?|incluye|incluy[oó]|comprende|comprendi[oó]|abarca|agrupa|agrup[oó]"
    r"|(?:(?:est[aá]|estuvo|fue) )?(?:conformada|integrada|formada|compuesta))) (?P<list>.+)$",
    re.IGNORECASE,
)
_BEFORE_LIST = re.compile(
    r"(?:^|\b(?:from|of|de|por)\s+)(?:the |los |las )?"
    r"(?:departments?|departamentos?|regions?|regiones)?(?: of| de| from)?(?: the| los)?\s*:?\s*",
    re.IGNORECASE,
)
_MOST_BEFORE = 120
_LIST_JOIN = re.compile(r"\s*(?:,|;|/|&|\band\b|\by\b|\be\b)\s*")
_LIST_TAIL = re.compile(r"\s+(?:regions?|departments?|departamentos?|regiones)$", re.IGNORECASE)
_UP = r"promoted|promotion|asci?end(?:i[oó]|ieron|er[aá]n?|en?)|ascenso|promovid[oa]s?|promocionad[oa]s?"
_DOWN = r"relegated|relegation|desci?end(?:i[oó]|ieron|er[aá]n?|en?)|descenso|relegad[oa]s?"
_MOVE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"\s+(?:directly |automatically |directamente )?(?:to|al?|hacia)\s+"
    r"(?:(?:play|participate|compete) in |jugar en |disputar )?(?:the |la |el |los |las )?",
    re.IGNORECASE,
)
_TARGET_END = re.compile(
    r"[,;:.](?:\s|$)|\s+(?:and|y)\s+(?:the|its|la|el|los|las|su|al?|[a-z-]+ (?:was|were|will|is|are|to))\b"
    r"|\s+(?:while|which|who|whilst|after|as|for|because|where"
    r"|mientras|que|tras|por|como|junto|el subcampe\w+|el campe\w+)\b"
)
_SUBJECT_BEHIND = re.compile(r"\s*(?:el|la|los) ")
_LONGEST_TARGET = 120
_LONGEST_SENTENCE = 4000


@dataclass(frozen=True, slots=True)
class Move:
    """Who goes where: `who` is champion, runner-up or None; `count` of unnamed clubs if said."""

    who: str | None
    count: int | None
    to: str
    direction: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RegionText:
    """A region's departments as a sentence has them, `unknown` what is none; name None for "this region"."""

    name: str | None
    departments: tuple[str, ...]
    unknown: tuple[str, ...]


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`; the dot of an initial or an acronym ends none."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if _INITIAL.search(text[max(start, end.start() - 8) : end.start()]):
            continue
        yield text[start : end.start()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def read_region(sentence: str) -> RegionText | None:
    """Return the region whose departments `sentence` lists, None if it lists none."""
    found = _REGION.match(sentence) if len(sentence) <= _LONGEST_SENTENCE else None
    if not found:
        return None
    names = found.group("list").rstrip(". ")
    starts = [
        before.end()
        for before in _BEFORE_LIST.finditer(names[:_MOST_BEFORE])
        if not _LIST_JOIN.search(names[: before.start()])
    ]
    candidates = [names[start:] for start in (0, *starts)]
    known, unknown = max(map(_departments, candidates), key=lambda both: len(both[0]) - len(both[1]))
    if not known:
        return None
    name, front = " ".join(found.group("name").split()), (found.group("front") or "").split()
    if front and (name or not all(word[0].isupper() for word in front)):
        return None
    name = name or " ".join(front)
    return RegionText(roman_in_capitals(name) if name else None, tuple(known), tuple(unknown))


def _departments(text: str) -> tuple[list[str], list[str]]:
    parts = [part for part in _LIST_JOIN.split(text) if part]
    if parts:
        parts[-1] = _LIST_TAIL.sub("", parts[-1])
    parts = [after[1] if (after := part.rsplit(" from ", 1))[1:] else part for part in parts]
    known = [part for part in parts if department(part)]
    return known, [part for part in parts if not department(part)]


def read_moves(sentence: str) -> list[Move]:
    """Return who is promoted or relegated to where by `sentence`."""
    if len(sentence) > _LONGEST_SENTENCE:
        return []
    moves: list[Move] = []
    start = 0
    for found in _MOVE.finditer(sentence):
        end = _TARGET_END.search(sentence, found.end())
        stop = min(end.start() if end else len(sentence), found.end() + _LONGEST_TARGET)
        to = sentence[found.end() : stop].strip(" .,")
        subject = sentence[start : found.start()]
        behind = sentence[stop : stop + _LONGEST_TARGET]
        if to and fold(to):
            direction = "up" if found.group("up") else "down"
            moves += [Move(who, count, to, direction, sentence) for who, count in _who(subject, behind)]
        start = stop
    return moves


def _who(subject: str, behind: str) -> list[tuple[str | None, int | None]]:
    """Return champion and runner-up if the subject names them, else how many clubs it counts."""
    folded = fold(subject)
    count = _count(folded)
    named = _named(folded)
    if not named and not count and _SUBJECT_BEHIND.match(behind):
        named = _named(fold(behind))
    if named and not (count and count > 1):
        return named
    return [(None, count)] if count or mentions(folded, words("people", "clubs")) else []


def _named(folded: str) -> list[tuple[str | None, int | None]]:
    """Return champion and runner-up in the order in which a text names them."""
    named: list[tuple[int, str]] = []
    for role, name in (("champion", "champion"), ("runner_up", "runner-up")):
        place = find_phrase(folded, words("people", role))
        if place is not None:
            named.append((place, name))
    return [(name, None) for _, name in sorted(named)]


def _count(folded: str) -> int | None:
    """Return the number that stands before clubs: "the last two teams" → 2."""
    parts = folded.split()
    for place, part in enumerate(parts):
        number = numbers("numbers").get(part) or (int(part) if part.isdigit() and len(part) < 3 else None)
        near = " ".join(parts[place + 1 : place + 4])
        counted = mentions(near, words("people", "clubs") | words("people", "champion"))
        if number and (counted or _ranked(parts[place - 1 : place], parts[place + 1 : place + 2])):
            return number
    return None


def _ranked(before: list[str], behind: list[str]) -> bool:
    """Tell whether a number is one of unnamed clubs between these words: "last two of", "best four were"."""
    ranks, verbs = words("people", "ranked"), words("people", "behind_ranked")
    return bool(before) and before[0] in ranks and (not behind or behind[0] in verbs)
