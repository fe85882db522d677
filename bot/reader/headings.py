"""What the headings above a match say: stage, group, round, leg, and whether it is a decider."""

import functools
import itertools
import re
from dataclasses import dataclass

from bot.reader.dates import DateText, read_date
from bot.text import fold, read_roman
from bot.vocabulary import mentions, words

_NUMBERED = re.compile(
    r"([a-z ]+?) (?:no? )?\d{1,2}(?: .*)?|\d{1,2}(?:st|nd|rd|th|a|o|ra|da|ta|va)? ([a-z ]+?)(?: .*)?"
)
_JOINED = re.compile(r"\s[-–—]\s|:\s|,\s")
_BEHIND = re.compile(r"[(\[]([^()\[\]]{3,40})[)\]]\s*$|(?:\s[–—-]|[:,])\s+([^()\[\]:]{3,40})$")
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """Where in the competition a match stands; `date` is one that a heading itself carries."""

    stage: str | None = None
    group: str | None = None
    round: str | None = None
    leg: int | None = None
    play_off: bool = False
    knockout: bool = False
    date: DateText | None = None


@functools.lru_cache(maxsize=4096)
def place(headings: tuple[str, ...]) -> HeadingPlace:
    """Return what the headings, from the outermost in, say of the matches under them."""
    stage: str | None = None
    groups: list[str] = []
    round_name: str | None = None
    leg: int | None = None
    date: DateText | None = None
    for depth, heading in enumerate(itertools.chain.from_iterable(map(_parts, headings))):
        kind, name, when = _kind(heading, depth)
        date = when or date
        leg = _leg(name) or leg
        if kind == "stage" and stage is None and not groups:
            stage = name
        elif kind in ("stage", "group"):
            groups.append(name)
            # The groups of a matchday are all of its round.
            round_name = round_name if _is_numbered(fold(round_name or "")) else None
        elif kind == "round" and not (round_name and _leg(name)):
            if round_name and not _is_numbered(fold(round_name)):
                groups.append(round_name)
            round_name = name
    folded = fold(round_name or "")
    return HeadingPlace(
        stage=stage,
        group=", ".join(groups) or None,
        round=round_name,
        leg=leg,
        play_off=mentions(folded, words("headings", "play_off")),
        knockout=is_knockout(round_name),
        date=date,
    )


def is_label(text: str) -> bool:
    """Tell whether a line of its own can only name a round or a leg: "Fecha 3", "1st leg", "Final"."""
    folded = fold(_dated(text)[0]) if len(text) <= 2 * _LONGEST_LABEL else ""
    known = ("knockout", "play_off", "first_leg", "second_leg")
    return 0 < len(folded) <= _LONGEST_LABEL and (
        _is_numbered(folded) or any(folded in words("headings", role) for role in known)
    )


def is_knockout(round_name: str | None) -> bool:
    """Tell whether a round is one of a knock-out (final, semifinals, round of 16 …) or a decider."""
    folded = fold(round_name or "")
    if not folded or _is_numbered(folded):
        return False
    return mentions(folded, words("headings", "knockout") | words("headings", "play_off"))


def group_name(heading: str) -> str | None:
    """Return "VIII" or "North" for the heading "Region VIII" or "North Region", None for another."""
    parts = heading.split()
    if len(parts) > 1 and fold(parts[0]) == "region":
        return roman_in_capitals(" ".join(parts[1:]))
    if 1 < len(parts) < 4 and fold(parts[-1]) == "region":
        return " ".join(parts[:-1])
    return None


def roman_in_capitals(name: str) -> str:
    """Return `name` with a Roman number in capitals: "Vi" → "VI"; other names stay."""
    return name if read_roman(name.lower()) is None else name.upper()


@functools.lru_cache(maxsize=4096)
def _parts(heading: str) -> tuple[str, ...]:
    """Return "Región I" and "Grupo A" for "Región I – Grupo A"; others stay whole."""
    parts = tuple(_JOINED.split(heading)) if len(heading) <= 120 else ()
    return parts if len(parts) > 1 and all(_says(part) for part in parts) else (heading,)


def _says(part: str) -> bool:
    """Tell whether a heading has a word that makes it a stage, a group or a round."""
    folded = fold(part)
    named = any(mentions(folded, words("headings", role)) for role in ("stage", "knockout", "play_off"))
    return named or _is_numbered(folded) or _is_group(folded)


def _is_group(folded: str) -> bool:
    """Tell whether a heading names a group or region: "Group A", "North Region"."""
    first, _, more = folded.partition(" ")
    last = more.rpartition(" ")[2]
    return bool(more) and (first in words("headings", "group") or last in words("headings", "group_behind"))


@functools.lru_cache(maxsize=4096)
def _kind(heading: str, depth: int) -> tuple[str, str, DateText | None]:
    """Return stage, group, round or nothing for one heading, its name, and the date that it carries."""
    if len(heading) > 120:
        return "nothing", heading, None
    name, date = _dated(heading)
    folded = fold(name)
    if not folded or folded in words("headings", "nothing"):
        return "nothing", name, date
    if _is_group(folded):
        return "group", name, date
    if _is_numbered(folded) or mentions(folded, words("headings", "play_off")):
        return "round", name, date
    if mentions(folded, words("headings", "stage")):
        return "stage", name, date
    if mentions(folded, words("headings", "knockout")) or depth > 0:
        return "round", name, date
    return "stage", name, date


def _is_numbered(folded: str) -> bool:
    found = _NUMBERED.fullmatch(folded)
    word = (found.group(1) or found.group(2)) if found else ""
    return bool(word) and word.split(" ")[-1] in words("headings", "numbered_round")


def _dated(heading: str) -> tuple[str, DateText | None]:
    whole = read_date(heading)
    if whole and not whole.rest:
        return "", whole
    found = _BEHIND.search(heading)
    inner = read_date(found.group(1) or found.group(2)) if found else None
    if found and inner and not inner.rest:
        return heading[: found.start()].strip(), inner
    return heading, None


def _leg(name: str) -> int | None:
    folded = fold(name)
    if folded in words("headings", "first_leg"):
        return 1
    return 2 if folded in words("headings", "second_leg") else None
