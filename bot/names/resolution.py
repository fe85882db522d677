"""The resolver's result: the outcome, the clubs, and the evidence for each."""

import enum
from dataclasses import dataclass

from bot.model import Club


class Outcome(enum.StrEnum):
    """The outcome: a full name, one club clearly ahead, several to choose from, or none."""

    EXACT = "exact"
    LIKELY = "likely"
    SEVERAL = "several"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible club: score from 0 to 100, the matched name, evidence such as "initials"."""

    club: Club
    score: float
    matched: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed name denotes.

    EXACT: only the club, `margin` 100. LIKELY: the club first, then close ones. SEVERAL:
    ranked, at most 25. NONE: up to five closest names as suggestions. `margin` is the first score minus the
    second (0 to 100). `season` is the requested one, else the year typed with the name, else None; the club
    need not have played in it. `year` is the one typed with the name.
    """

    text: str
    outcome: Outcome
    candidates: tuple[Candidate, ...]
    margin: float
    season: int | None
    year: int | None = None

    @property
    def club(self) -> Club | None:
        """The resolved club, None if there are several or none."""
        if self.outcome in (Outcome.EXACT, Outcome.LIKELY):
            return self.candidates[0].club
        return None
