"""Values of the infobox: honours, scorers, matches, numbers."""

import re
from dataclasses import replace

from bot.reader.document_text import blank, split_outside
from bot.reader.match_line import Fixture, Known, has_score, read_fixture
from bot.text import fold
from bot.vocabulary import numbers, says_nobody

_TITLE = re.compile(
    r"[(\s]*\b(\d{1,2})\s?\.?(?:st|nd|rd|th|er|ro|do|to|mo|vo|no|[º°ª])?\.?\s+(?:\w+\s)?t[ií]t(?:le|ulo)s?\)?\s*$",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(r"[(\s]*\b(\w+)\s+t[ií]t(?:le|ulo)s?\)?\s*$", re.IGNORECASE)
_EACH = r"(?:\s+(?:each|apiece|cada uno|c/u))?"
_GOALS = rf"(\d{{1,3}})\s*(?:goals?|gols?|goles|g\.?)?{_EACH}"
_GOALS_ALONE = re.compile(rf"(?:with |con )?{_GOALS}", re.IGNORECASE)
_GOALS_AT_END = (
    re.compile(rf"[(\[]\s*{_GOALS}\s*[)\]]\s*$", re.IGNORECASE),
    re.compile(rf"[\s,:–—-]+(?:with |con )?(\d{{1,3}})\s*(?:goals?|gol(?:es)?){_EACH}\s*$", re.IGNORECASE),
    re.compile(r"\s*[:–—-]\s*(\d{1,3})\s*$"),
    re.compile(r"(?<=[^\W\d_])\s+(\d{1,2})\s*$"),
)
_CLUB_AND_GOALS = re.compile(rf"\(([^()]+?)[,;–-]\s*{_GOALS}\)\s*$", re.IGNORECASE)
_GOALS_FIRST = re.compile(r"\s*(\d{1,3})\s*(?:goals?|gol(?:es)?)?\s*:\s*(?=\D)", re.IGNORECASE)
_CLUB = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]\s*$")
_AND = re.compile(r"^(?:and|y|&)\s+|\s+(?:and|y|&)\s+|\s*[;/]\s*")
# A lone "y" is as often a part of a club's name as it joins two.
_AND_OF_CLUBS = re.compile(r"^(?:and|y)\s+|\s+and\s+|(?<=\))\s+y\s+")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+")


def read_honours(value: str) -> list[tuple[str, int | None]]:
    """Return the clubs of a value such as "UTC (2nd Title)", each with the number of its title."""
    parts = (
        piece
        for part in split_outside(value, ",;/")
        for piece in _split_outside_brackets(part, _AND_OF_CLUBS)
    )
    return [read_title(part) for part in parts if not blank(part) and not says_nobody(part)]


def read_title(text: str) -> tuple[str, int | None]:
    """Return a club and the title that stands behind it: "Melgar First Title" → ("Melgar", 1)."""
    found = _TITLE.search(text)
    if found:
        return text[: found.start()].strip(), int(found.group(1))
    found = _TITLE_WORD.search(text)
    title = numbers("ordinals").get(fold(found.group(1))) if found else None
    return (text[: found.start()].strip(), title) if found and title else (text.strip(), None)


def read_number(value: str) -> int | None:
    """Return the whole number at the start of `value`: "48 (3.2 per match)" → 48, "1,240" → 1240."""
    found = _NUMBER.match(value.strip())
    if not found or len(found.group()) > 9:
        return None
    return int(re.sub(r"[.,]", "", found.group()))


def read_scorers(value: str) -> list[tuple[str, int | None, str | None]]:
    """Return the scorers of a value, each with goals and club where given; goals at the end hold for all."""
    first = _GOALS_FIRST.match(value)
    shared = int(first.group(1)) if first else None
    parts = [
        piece
        for part in split_outside(value[first.end() if first else 0 :], ",;/")
        for piece in _split_outside_brackets(part, _AND)
        if not blank(piece) and not says_nobody(piece)
    ]
    read: list[tuple[str, int | None, str | None]] = []
    for part in reversed(parts):
        name, goals, club = _scorer(part)
        if goals is not None:
            shared = goals
        if name:
            read.append((name, goals if goals is not None else shared, club))
    return read[::-1]


def _split_outside_brackets(part: str, joint: re.Pattern[str]) -> list[str]:
    """Return the names that "and" joins outside brackets."""
    names: list[str] = []
    for piece in joint.split(part):
        if names and names[-1].count("(") > names[-1].count(")"):
            names[-1] += " y " + piece
        else:
            names.append(piece)
    return names


def _scorer(text: str) -> tuple[str, int | None, str | None]:
    if alone := _GOALS_ALONE.fullmatch(text):
        return "", int(alone.group(1)), None
    found = _CLUB_AND_GOALS.search(text)
    if found:
        return text[: found.start()].strip(), int(found.group(2)), found.group(1).strip()
    goals = None
    for form in _GOALS_AT_END:
        found = form.search(text)
        if found:
            goals, text = int(found.group(1)), text[: found.start()].strip()
            break
    club = _CLUB.match(text)
    return (club.group(1), goals, club.group(2).strip()) if club else (text.strip(), goals, None)


def read_records(value: str, known: Known, season: int) -> list[Fixture] | None:
    """Return the matches of a value such as "A 8–0 B, C 0–5 D, Only regional stage"; a note holds for all.

    None if a part of the value has a score but no match could be made out.
    """
    fixtures: list[Fixture] = []
    notes: list[str] = []
    for part in split_outside(value):
        first = _GOALS_FIRST.match(part)
        bare = part[first.end() :] if first else part
        fixture = read_fixture(bare, known, season=season)
        if fixture is None and has_score(bare):
            return None
        if fixture is None and fixtures and bare.startswith(("(", "[")):
            fixture = read_fixture(f"{_plain(fixtures.pop())} {bare}", known, season=season)
        if fixture:
            fixtures.append(_trimmed(fixture, known))
        elif not _GOALS_ALONE.fullmatch(part.rstrip(" :")):
            notes.append(part)
    if not notes:
        return fixtures
    return [replace(one, score=replace(one.score, notes=(*one.score.notes, *notes))) for one in fixtures]


def _plain(fixture: Fixture) -> str:
    goals = fixture.score.goals or (0, 0)
    return f"{fixture.home} {goals[0]}-{goals[1]} {fixture.away}"


def _trimmed(fixture: Fixture, known: Known) -> Fixture:
    """Return `fixture` without the sentence that ran into the name of its second team."""
    parts = fixture.away.split()
    if known(fixture.away) or len(parts) < 4:
        return fixture
    for size in range(len(parts) - 1, 0, -1):
        name, rest = " ".join(parts[:size]), " ".join(parts[size:])
        if known(name) and len(parts) - size > 2:
            score = replace(fixture.score, notes=(rest, *fixture.score.notes))
            return Fixture(fixture.home, name, score)
    return fixture
