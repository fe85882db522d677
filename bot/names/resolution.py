"""The resolver's result: the outcome, the clubs with their labels, and the evidence for each."""

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


SEPARATOR = " · "
_SEASONS_SHOWN = 4
MAX_NAME = 60
_MAX_DEPARTMENT = 20


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _seasons(seasons: tuple[int, ...]) -> str:
    years = ", ".join(str(season) for season in seasons[: -_SEASONS_SHOWN - 1 : -1])
    return years + ("…" if len(seasons) > _SEASONS_SHOWN else "")


def label(club: Club) -> str:
    """Return "José Gálvez · Ancash · 1996": name, its department, latest seasons; 100 letters at most."""
    parts = [_cut(club.name, MAX_NAME)]
    if club.department:
        parts.append(_cut(club.department, _MAX_DEPARTMENT))
    if seasons := club.seasons or club.listed:
        parts.append(_seasons(seasons))
    return SEPARATOR.join(parts)


def split_label(text: str) -> tuple[str, str | None] | None:
    """Return (name, department) if the text has the form of a label, otherwise None."""
    name, *rest = (part.strip() for part in text.split("·"))
    if not rest or not name:
        return None
    first = rest[0]
    return name, None if first[:1].isdigit() else first
