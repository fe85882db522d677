"""What is said of a match beside its teams: score, shoot-out, extra time, what became of it."""

import functools
import re
from dataclasses import dataclass, replace

from bot.model import MatchStatus
from bot.reader.dates import DateText, read_date
from bot.text import fold
from bot.vocabulary import mentions, words

DASH = r"[-–—−‐‑‒:]"
SCORE = re.compile(rf"(?<![\w/:.–-])(\d{{1,3}})\s{{0,3}}{DASH}\s{{0,3}}(\d{{1,3}})(?![\w/]|{DASH}\d|[.,]\d)")
_PARTS = re.compile(r"[;,]")
_STATUSES = ("awarded", "walkover", "abandoned", "annulled", "postponed", "not_played")


@dataclass(frozen=True, slots=True)
class Score:
    """What stands between the teams or in the cell of a score: goals, shoot-out, status, notes."""

    goals: tuple[int, int] | None = None
    penalties: tuple[int, int] | None = None
    extra_time: bool = False
    status: MatchStatus = MatchStatus.PLAYED
    notes: tuple[str, ...] = ()
    date: DateText | None = None

    def settled(self) -> "Score":
        """Return the score as the model keeps it: a match broken off or put off has none but in the note."""
        if self.goals is None or self.status in (MatchStatus.PLAYED, MatchStatus.AWARDED):
            return self
        if self.status is MatchStatus.WALKOVER:
            return replace(self, status=MatchStatus.AWARDED, notes=("w/o", *self.notes))
        written = f"{self.goals[0]}–{self.goals[1]}"
        return replace(self, goals=None, penalties=None, notes=(written, *self.notes))


def annotate(inner: str, score: Score) -> Score | None:
    """Return `score` with what a bracket says of it, None if the bracket says nothing of the kind."""
    parts = [part.strip() for part in _PARTS.split(inner) if part.strip()]
    if len(parts) > 1 and any(_says_shoot_out(part) for part in parts):
        return _annotated(parts, score)
    folded = fold(inner)
    numbers = SCORE.search(inner)
    bare = fold(SCORE.sub(" ", inner))
    if numbers and not bare and _only_a_shoot_out(score, int(numbers.group(1)), int(numbers.group(2))):
        return replace(score, penalties=(int(numbers.group(1)), int(numbers.group(2))))
    if numbers and mentions(bare, words("status", "penalties")):
        score = replace(score, penalties=(int(numbers.group(1)), int(numbers.group(2))))
        return replace(score, extra_time=True) if mentions(bare, words("status", "extra_time")) else score
    if folded in words("status", "extra_time"):
        return replace(score, extra_time=True)
    status = status_of(folded)
    if status:
        note = score.notes if folded in words("status", status.value) else (inner, *score.notes)
        return replace(score, status=status, notes=note)
    date = read_date(inner)
    if date and date.sure and not date.rest:
        return replace(score, date=date)
    return None


def _annotated(parts: list[str], score: Score) -> Score:
    """Return `score` with what each part of a bracket says of it: "a.e.t. 0–0; 5–3 p"."""
    for part in parts:
        if mentions(fold(SCORE.sub(" ", part)), words("status", "extra_time")) and not _says_shoot_out(part):
            score = replace(score, extra_time=True)
        else:
            score = annotate(part, score) or replace(score, notes=(*score.notes, part))
    return score


def _says_shoot_out(part: str) -> bool:
    return bool(SCORE.search(part)) and mentions(fold(SCORE.sub(" ", part)), words("status", "penalties"))


def _only_a_shoot_out(score: Score, home: int, away: int) -> bool:
    """Tell whether bare numbers beside a level score cannot be those of half-time: "1–1 (4–3)"."""
    return score.goals is not None and score.goals[0] == score.goals[1] < max(home, away) and home != away


def status_of(folded: str) -> MatchStatus | None:
    """Return what became of a match by folded words such as "suspendido", None where they tell nothing."""
    if not mentions(folded, _any_status()):
        return None
    for name in _STATUSES:
        if mentions(folded, words("status", name)):
            return MatchStatus(name)
    return None


@functools.cache
def _any_status() -> frozenset[str]:
    return frozenset[str]().union(*(words("status", name) for name in _STATUSES))
