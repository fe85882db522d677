"""One match out of one line of text: two teams, score, shoot-out, what became of it, note."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.model import MatchStatus
from bot.reader.dates import DateText, read_date
from bot.reader.document_text import split_outside
from bot.reader.match_notes import DASH, SCORE, Score, annotate, status_of
from bot.text import fold
from bot.vocabulary import mentions, words

LONGEST = 300
_MOST_SCORES = 8
_GROUP_AT_END = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
_GROUP_AT_START = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_SHOOT_OUT_AT_END = re.compile(
    rf"[,;]?\s+(?:(?:pens?|pso|penalties|penales)\.?:?\s*(\d{{1,2}})\s*{DASH}\s*(\d{{1,2}})"
    rf"|(\d{{1,2}})\s*{DASH}\s*(\d{{1,2}})\s*(?:p|pens?|pso|penalties|(?:en |por )?penales)\.?)\s*$",
    re.IGNORECASE,
)
_SHOOT_OUT_INSIDE = re.compile(
    rf"(?<![\w/:.–-])(\d{{1,2}}) ?\((\d{{1,2}})\) ?{DASH} ?"
    r"(?:\((\d{1,2})\) ?\1|\1 ?\((\d{1,2})\))(?![\w/])"
)
_GOALS_BEHIND_NAMES = re.compile(r"(\S.{1,60}?\S) (\d{1,2}) (\S.{1,60}?\S) (\d{1,2})")
_VENUE_AT_END = re.compile(r"(?<=\S)\s+(Estadio\s\S.*)$")
_EXTRA_TIME_AT_END = re.compile(r"[,;]?\s+(?:a\.e\.t\.?|aet|after extra time)\s*$", re.IGNORECASE)
_STATUS_AT_END = re.compile(
    r"[,;]?\s+(w\.?/?o\.?|n\.p\.?|walkover|awarded|abandoned|annulled|postponed|not played|suspended"
    r"|suspendido|anulado|postergado|aplazado|no jugado|no se jug[oó])\s*$",
    re.IGNORECASE,
)
_SENTENCE_AT_END = re.compile(r"(?<=[\w)]{2})\.\s+([^.:]{3,30}:.*)$")
_NO_SCORE = re.compile(r"\s(w/o|w\.o\.?|wo|n\.p\.?|np|walkover|vs?\.?|[-–—x])\s", re.IGNORECASE)
_TIME_AT_START = re.compile(r"\(?(\d{1,2}[:.h]\d{2})(?: ?h(?:rs?)?\.?)?\)?\s*[:,–—-]?\s+(?=\D)")
_OUTCOME = re.compile(
    rf"(?P<before>[^:]{{3,90}}?\s)(?P<one>\d{{1,2}})\s?{DASH}\s?(?P<two>\d{{1,2}})\s(?:points?\s)?"
    r"(?P<how>(?:on|in|by|after|from|en|por|tras)\s.*)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[|{}<>=\[\]]|//")
_WORD = re.compile(r"[\w'’.&/°º-]+")

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Fixture:
    """A match as one line gives it."""

    home: str
    away: str
    score: Score = field(default_factory=Score)

    @property
    def note(self) -> str | None:
        """The notes in one text, None without any."""
        return "; ".join(self.score.notes) or None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a tie ended: the team that won it, two numbers as written, and whether they are of a shoot-out."""

    team: str
    numbers: tuple[int, int]
    shoot_out: bool


def read_outcome(text: str) -> Outcome | None:
    """Return how a tie ended by a sentence such as "UTC won 4–3 on penalties", None for another."""
    found = _OUTCOME.match(text) if len(text) <= LONGEST else None
    if not found:
        return None
    before = found.group("before")
    verb = next((one for one in _WORD.finditer(before) if fold(one[0]) in words("outcomes", "won")), None)
    team = before[: verb.start()].strip() if verb else ""
    if not team:
        return None
    shoot_out = mentions(fold(found.group("how")), words("status", "penalties"))
    return Outcome(team, (int(found.group("one")), int(found.group("two"))), shoot_out)


def read_remark(text: str) -> Score | None:
    """Return the shoot-out or the extra time that a line of its own tells, None if it tells neither."""
    read = annotate(text.strip("()[]. "), Score()) if len(text) <= LONGEST else None
    return read if read and (read.penalties or read.extra_time) else None


def has_score(text: str) -> bool:
    """Tell whether two small numbers with a dash between stand in `text`."""
    return bool(SCORE.search(text[:LONGEST]))


def read_score(cell: str) -> Score | None:
    """Return what a cell of scores says ("3–2 (4–3 p)", "W.O."), None if it is nothing of the kind."""
    if len(cell) > LONGEST:
        return None
    found = SCORE.search(cell)
    if found and not cell[: found.start()].strip():
        score = Score((int(found.group(1)), int(found.group(2))))
        rest, score = _peel(cell[found.end() :], score, _nobody)
        return (
            replace(score, notes=(*score.notes, rest.strip(" ,;"))).settled()
            if rest.strip()
            else score.settled()
        )
    status = status_of(fold(cell))
    return Score(status=status) if status else None


def read_fixture(
    text: str, known: Known, *, lenient: bool = False, awaited: bool = False, season: int | None = None
) -> Fixture | None:
    """Return the match that `text` is, None if it is none.

    `known` tells whether a text is the name of a team of the document; `lenient` lets names stand that start
    with a small letter, as where a date or another match stands right above; `awaited` lets the goals stand
    behind each name, as where a round, a date or another match stands right above.
    """
    if len(text) > LONGEST or read_outcome(text):
        return None
    date, text, time = _dated(text, season)
    if text.endswith(".") and re.search(r"[^\W\d_]{2,}\)?\.$", text):
        text = text[:-1]
    text = _SHOOT_OUT_INSIDE.sub(_shoot_out_behind, text)
    fixture = (
        _with_score(text, known, lenient)
        or _without_score(text, known)
        or _goals_behind(text, known, awaited)
    )
    if fixture and date:
        notes = (time, *fixture.score.notes) if time else fixture.score.notes
        fixture = replace(fixture, score=replace(fixture.score, date=date, notes=notes))
    return _with_short_date(fixture, season) if fixture else None


def _shoot_out_behind(found: re.Match[str]) -> str:
    """Return "2–2 (4–3 p)" for "2 (4) – (3) 2" and "2 (4) – 2 (3)"."""
    return f"{found.group(1)}–{found.group(1)} ({found.group(2)}–{found.group(3) or found.group(4)} p)"


def _with_short_date(fixture: Fixture, season: int | None) -> Fixture:
    """Return the match with the day that one of its notes is by the season's own year: "14-05-98"."""
    for note in fixture.score.notes if fixture.score.date is None else ():
        date = read_date(note, season)
        if date and date.day and not date.rest:
            others = tuple(other for other in fixture.score.notes if other != note)
            return replace(fixture, score=replace(fixture.score, date=date, notes=others))
    return fixture


def _dated(text: str, season: int | None) -> tuple[DateText | None, str, str | None]:
    """Return the date in front of a match, what follows it, and the time of day between the two.

    Without a year it is a date only with a weekday or a mark behind it, since clubs are named after days.
    """
    date = read_date(text, season)
    if not date or not date.rest:
        return None, text, None
    sure = date.sure or (date.text.split()[0].rstrip(",").isalpha() and len(date.text.split()) > 2)
    if not sure and text[len(date.text) : len(date.text) + 1] not in tuple(":,"):
        return None, text, None
    found = _TIME_AT_START.match(date.rest)
    return (date, date.rest[found.end() :], found.group(1)) if found else (date, date.rest, None)


def _with_score(text: str, known: Known, lenient: bool) -> Fixture | None:
    fixtures = [
        fixture
        for found in itertools.islice(SCORE.finditer(text), _MOST_SCORES)
        if (fixture := _around(text, found, known, lenient)) is not None
    ]
    for fixture in fixtures:
        if known(fixture.home) and known(fixture.away):
            return fixture
    return fixtures[0] if fixtures else None


def _around(text: str, found: re.Match[str], known: Known, lenient: bool) -> Fixture | None:
    score = Score((int(found.group(1)), int(found.group(2))))
    home, away = text[: found.start()].strip(" :"), text[found.end() :].strip()
    if not away or _GROUP_AT_START.fullmatch(away):
        teams = _two(home, known)
        if teams is None:
            return None
        _, score = _peel(away, score, _nobody)
        home, away = teams
    else:
        away, score = _peel(away, score, known)
    if _is_team(home, known, lenient) and _is_team(away, known, lenient):
        return Fixture(home, away, score.settled())
    return None


def _goals_behind(text: str, known: Known, awaited: bool) -> Fixture | None:
    """Return the match of "Melgar 2 Cienciano 1", where the teams are known or a match is awaited."""
    bare, score = _peel(text, Score(), known)
    found = _GOALS_BEHIND_NAMES.fullmatch(bare)
    if not found:
        return None
    home, away = found.group(1), found.group(3)
    sure = known(home) and known(away)
    if not (sure or (awaited and _is_team(home, known, False) and _is_team(away, known, False))):
        return None
    goals = (int(found.group(2)), int(found.group(4)))
    return Fixture(home, away, replace(score, goals=goals).settled())


def _without_score(text: str, known: Known) -> Fixture | None:
    if SCORE.search(text):
        return None
    for found in _NO_SCORE.finditer(text):
        home, away = text[: found.start()].strip(), text[found.end() :].strip()
        if known(home) and known(away):
            return Fixture(home, away, Score(status=status_of(fold(found.group(1))) or MatchStatus.PLAYED))
    rest, score = _peel(text, Score(), known)
    for found in _NO_SCORE.finditer(rest):
        home, away = rest[: found.start()].strip(), rest[found.end() :].strip()
        status = status_of(fold(found.group(1)))
        sure = status or score.status is not MatchStatus.PLAYED or (known(home) and known(away))
        if sure and _is_team(home, known, False) and _is_team(away, known, False):
            return Fixture(home, away, replace(score, status=status or score.status))
    return None


def _two(text: str, known: Known) -> tuple[str, str] | None:
    """Return the teams of "Home - Away", where the score stands behind both."""
    halves = [(text[: f.start()].strip(), text[f.end() :].strip()) for f in _NO_SCORE.finditer(text)]
    halves = [(home, away) for home, away in halves if home and away]
    sure = [pair for pair in halves if known(pair[0]) and known(pair[1])]
    if sure:
        return sure[0]
    return halves[0] if len(halves) == 1 else None


def _peel(text: str, score: Score, known: Known) -> tuple[str, Score]:
    """Take what is said of the match off both ends of `text`, leaving the team's name."""
    text = text.strip()
    while (found := _GROUP_AT_START.match(text)) and not known(text):
        inner, text = found.group(1).strip(), text[found.end() :].strip()
        score = annotate(inner, score) or replace(score, notes=(*score.notes, inner))
    while not known(text):
        text, score, more = _peel_end(text, score, known)
        if not more:
            break
    return text, score


def _peel_end(text: str, score: Score, known: Known) -> tuple[str, Score, bool]:
    if found := _SHOOT_OUT_AT_END.search(text):
        numbers = [int(number) for number in found.groups() if number is not None]
        return text[: found.start()], replace(score, penalties=(numbers[0], numbers[1])), True
    if found := _EXTRA_TIME_AT_END.search(text):
        return text[: found.start()], replace(score, extra_time=True), True
    if found := _STATUS_AT_END.search(text):
        return (
            text[: found.start()],
            replace(score, status=status_of(fold(found.group(1))) or score.status),
            True,
        )
    if found := _GROUP_AT_END.search(text):
        before, inner = text[: found.start()].strip(), found.group(1).strip()
        read = annotate(inner, score)
        if read is None and not _part_of_name(inner, before, known):
            read = replace(score, notes=(inner, *score.notes))
        return (before, read, True) if read else (text, score, False)
    if score.goals and (found := _VENUE_AT_END.search(text)):
        return (
            text[: found.start()].rstrip(" ,;–-"),
            replace(score, notes=(*score.notes, found.group(1))),
            True,
        )
    if score.goals and (found := _SENTENCE_AT_END.search(text)):
        return text[: found.start()], replace(score, notes=(*score.notes, found.group(1).rstrip("."))), True
    parts = split_outside(text)
    if len(parts) > 1:
        note = text[text.index(parts[0]) + len(parts[0]) :].strip(" ,;")
        read = annotate(note, score) or replace(score, notes=(note, *score.notes))
        return parts[0], read, True
    dash = text.find(" – ") if score.goals else -1
    if dash > 0:
        return text[:dash], replace(score, notes=(text[dash + 3 :].strip(), *score.notes)), True
    return text, score, False


def _part_of_name(inner: str, before: str, known: Known) -> bool:
    if known(f"{before} ({inner})"):
        return True
    parts = inner.split()
    if any(part in words("outcomes", "won") for part in parts):
        return False
    short = (
        0 < len(parts) <= 3 and len(inner) <= 30 and "," not in inner and not any(c.isdigit() for c in inner)
    )
    return short and parts[0][0].isupper() and not known(before)


def _is_team(name: str, known: Known, lenient: bool) -> bool:
    """Tell whether `name` can be the name of a team rather than a piece of a sentence."""
    if known(name):
        return True
    parts = name.split()
    if not parts or len(parts) > 9 or len(name) > 70 or not any(letter.isalpha() for letter in name):
        return False
    if name[0] in ";,:.!?)" or _NO_NAME.search(name) or status_of(fold(name)):
        return False
    if name[-1] in "!?:," or (name.endswith(".") and len(parts[-1]) > 4 and "." not in parts[-1][:-1]):
        return False
    if lenient:
        return True
    particles = words("names", "particles")
    return not name[0].islower() and all(
        not part[0].islower() or fold(part) in particles for part in _WORD.findall(name) if part[0].isalpha()
    )


def _nobody(_: str) -> bool:
    return False
