"""What matches add up to for a club."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Match


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


def tally(club: str, matches: Iterable[Match]) -> Tally:
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
