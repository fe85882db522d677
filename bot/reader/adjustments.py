"""Points that a document says were taken from a club or given to it, in a sentence or a note."""

import re
from collections.abc import Sequence

from bot.reader.clubs import Named
from bot.text import fold
from bot.vocabulary import numbers

_NUMBER = "|".join(numbers("numbers"))
_POINTS = re.compile(
    rf"(?<![\w.,–-])(?P<sign>[+−–-]\s?)?(?P<number>\d{{1,2}}|{_NUMBER})[\s-](?:[^\W\d_]+ )?"
    r"(?:points?|pts\.?|puntos?|ptos\.?)(?!\w)",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"deduct|docked|penali[sz]|stripp|subtract|forfeit|taken (?:away|off|from)|remov|(?:were"
    r"|was) fined|descont"
    r"|descuent|restad|rest[oó]\b|restar|\bresta\b|quit(?:ad|ar|[oó]\b)|quita de|deduc|sancion"
    r"|penaliz|perdi[oó]"
    r"|p[eé]rdida|perder|\blos[ts]\b|\bloss\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"bonus|bonific|\bextra\b|additional|adicional|added|sumaron|sum[oó]\b|sumad|acredit|credited",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"field|ineligib|irregular|mesa|sanci|penal|disciplin|indebid|walkover|tribunal|comisi[oó]n"
    r"|decision|deduct"
    r"|fine\b|alinea|inscri|suspend|crowd|incident|debt|deuda",
    re.IGNORECASE,
)
_LOST = re.compile(r"\blos[ts]\b|\bloss\b|perdi[oó]|p[eé]rdida|perder", re.IGNORECASE)
_STARTED = re.compile(r"\b(?:start|began|begin|begun|empez|comenz|inici|arranc)", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|no|without|would|could|might|if|unless|sin|nunca|habr[ií]an?|hubier\w+|si|podr[ií]an?)\b"
    r"|n['’]t\b|overturn|restor|reinstat|revok|rescind|annul|lifted|devol|revoc|anul|levant|reduced|redujo",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|with|after|por|con|tras)\s*$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:against|over|beating|contra|ante|sobre|vs\.?|with|con)\s+(?:the |el )?$", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|y|e|&))\s*(?:the |el |la |los |a |to |from )?", re.IGNORECASE)
_SIGNED = re.compile(r"([+−–-])\s?(\d{1,2})(?!\d|\s?[-:–])")
_LONGEST = 400


def read_adjustments(sentence: str, named: Sequence[Named]) -> list[tuple[str | None, int]]:
    """Return the points that `sentence` says were taken (negative) or given, each with its club.

    `named` are the clubs that the sentence names; None where none of them can be the one that is meant.
    """
    if len(sentence) > _LONGEST or _NOT.search(sentence):
        return []
    adjustments: list[tuple[str | None, int]] = []
    start = 0
    for found in _POINTS.finditer(sentence):
        rest = sentence[: found.start()] + sentence[found.end() :]
        for club in named:
            rest = rest.replace(club.team, "")
        # "UTC –2 points": a club and points with a sign, and nothing else.
        lone = found["sign"] and named and not fold(rest)
        points = _signed(found["sign"].strip(), int(found["number"])) if lone else _points(found, sentence)
        if not points:
            continue
        clubs = _clubs(sentence, found, named, start)
        adjustments += [(club, points) for club in clubs] or [(None, points)]
        start = found.end()
    return adjustments


def adjustment_of_note(note: str) -> int | None:
    """Return the points that the note of a row says were taken or given: "4 points deducted", "-2"."""
    for found in _POINTS.finditer(note):
        sign = found["sign"]
        if points := _signed(sign.strip(), int(found["number"])) if sign else _points(found, note):
            return points
    signed = _SIGNED.fullmatch(note.strip("()[] *"))
    return _signed(signed[1], int(signed[2])) if signed else None


def _points(found: re.Match[str], text: str) -> int | None:
    """Return the points taken or given, None where the points were won or lost on the pitch."""
    written = fold(found["number"])
    number = int(written) if written.isdigit() else numbers("numbers").get(written)
    before = text[: found.start()]
    if number is None or (_BY.search(before) and not _BECAUSE.search(before) and not _STARTED.search(before)):
        return None
    taken = _TAKEN.search(text)
    if found["sign"] and (taken or _GIVEN.search(text) or _STARTED.search(text)):
        return _signed(found["sign"].strip(), number)
    if _GIVEN.search(text) and not taken:
        return number
    # Points are lost on the pitch as well: only what a tribunal takes is a deduction.
    if taken and (_BECAUSE.search(text) or not _LOST.fullmatch(taken[0])):
        return -number
    return None


def _signed(sign: str, number: int) -> int:
    return number if sign == "+" else -number


def _clubs(sentence: str, found: re.Match[str], named: Sequence[Named], start: int) -> list[str]:
    """Return the clubs of whose points a sentence tells: those in front, else those right behind."""
    behind = [club for club in named if club.start >= found.end()]
    front = [club for club in named if start <= club.start and club.end <= found.start()]
    front = [club for club in front if not _AGAINST.search(sentence[: club.start])] or front
    # From the nearest club away, as far as they are joined: "Melgar and UTC".
    near = front[::-1] or behind
    clubs = near[:1]
    for club in near[1:]:
        first, second = sorted((clubs[-1], club), key=lambda one: one.start)
        if not _JOINED.fullmatch(sentence[first.end : second.start]):
            break
        clubs.append(club)
    return [club.team for club in sorted(clubs, key=lambda one: one.start)]
