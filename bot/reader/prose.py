"""Sentences of a text, and those that state the departments of a region."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reader.headings import roman_in_capitals
from bot.vocabulary import department

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-ZÁÉÍÓÚÑ]|(?:[A-Z]\.)+[A-Z]|vs|Dr|St|Sta|Sto|No)\.$")
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
_LONGEST_SENTENCE = 4000


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
    behind, front = found.group("name").split(), (found.group("front") or "").split()
    # A word with a small letter is no name but the sentence: "Region II does not include …".
    if (front and behind) or any(word[0].islower() for word in (*behind, *front)):
        return None
    name = " ".join(behind or front)
    return RegionText(roman_in_capitals(name) if name else None, tuple(known), tuple(unknown))


def _departments(text: str) -> tuple[list[str], list[str]]:
    parts = [part for part in _LIST_JOIN.split(text) if part]
    if parts:
        parts[-1] = _LIST_TAIL.sub("", parts[-1])
    parts = [after[1] if (after := part.rsplit(" from ", 1))[1:] else part for part in parts]
    known = [part for part in parts if department(part)]
    return known, [part for part in parts if not department(part)]
