"""What the rules are applied to: clubs, matches, and what matches add up to."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import MatchStatus, Source


@dataclass(frozen=True, slots=True)
class ClubRef:
    """A club as an answer names it: stable key, the document's spelling, department."""

    key: str
    name: str
    department: str | None


@dataclass(frozen=True, slots=True)
class MatchFact:
    """A match with both clubs; `origin` is "line", or "infobox" for a score that stands there alone."""

    season: int
    home: ClubRef
    away: ClubRef
    home_goals: int | None
    away_goals: int | None
    date: datetime.date | None
    stage: str | None
    group: str | None
    round: str | None
    leg: int | None
    status: MatchStatus
    extra_time: bool
    penalties: tuple[int, int] | None
    play_off: bool
    origin: str
    labels: tuple[str, ...]
    note: str | None
    source: Source
    knockout: bool = False
    record_note: str | None = None
    """What the infobox adds to a result that it states; it is part of `note` where no line has the match."""

    @property
    def scored(self) -> bool:
        """Whether the document gives a score."""
        return self.home_goals is not None and self.away_goals is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """Played, won, drawn, lost, goals for and against of one club."""

    played: int = 0
    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0

    @property
    def goal_difference(self) -> int:
        """Goals for less goals against."""
        return self.goals_for - self.goals_against


def tally(club: str, matches: Iterable[MatchFact]) -> Tally:
    """Add up a club's scored matches; a shoot-out does not change a drawn match."""
    played = won = drawn = lost = goals_for = goals_against = 0
    for match in matches:
        if match.home_goals is None or match.away_goals is None:
            continue
        own, other = match.home_goals, match.away_goals
        if match.away.key == club:
            own, other = other, own
        played += 1
        won += own > other
        drawn += own == other
        lost += own < other
        goals_for += own
        goals_against += other
    return Tally(played, won, drawn, lost, goals_for, goals_against)
