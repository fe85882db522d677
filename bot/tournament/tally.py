"""What matches add up to for a club: played, won, drawn, lost and goals; who won a match."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Match, MatchStatus, Team


@dataclass(frozen=True, slots=True)
class Tally:
    """Played, won, drawn, lost, goals for and against, and clean sheets of one club."""

    played: int = 0
    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0
    clean_sheets: int = 0

    @property
    def goal_difference(self) -> int:
        """Goals for less goals against."""
        return self.goals_for - self.goals_against


def tally(club: str, matches: Iterable[Match]) -> Tally:
    """Add up a club's scored matches; a shoot-out does not change a drawn match."""
    played = won = drawn = lost = goals_for = goals_against = clean_sheets = 0
    for match in matches:
        if match.score is None:
            continue
        own, other = goals_of(club, match)
        played += 1
        won += own > other
        drawn += own == other
        lost += own < other
        goals_for += own
        goals_against += other
        clean_sheets += other == 0
    return Tally(played, won, drawn, lost, goals_for, goals_against, clean_sheets)


def points_of(club: str, matches: Iterable[Match], win_points: int) -> int:
    """Return the points of a club from its scored matches; a draw gives one."""
    numbers = tally(club, matches)
    return numbers.won * win_points + numbers.drawn


def goals_of(club: str, match: Match) -> tuple[int, int]:
    """Return the goals of a scored match as one of its clubs sees them, its own first."""
    home, away = match.score or (0, 0)
    return (home, away) if match.home.key == club else (away, home)


def goals(match: Match) -> int:
    """Return how many goals a match had."""
    return sum(match.score or ())


def margin(match: Match) -> int:
    """Return by how many goals a match was won."""
    home, away = match.score or (0, 0)
    return abs(home - away)


def pair(match: Match) -> frozenset[str]:
    """Return the keys of the two clubs."""
    return frozenset((match.home.key, match.away.key))


def by_club(matches: Iterable[Match]) -> dict[str, list[Match]]:
    """Return the matches of each club, by its key."""
    of_club: dict[str, list[Match]] = {}
    for match in matches:
        for key in dict.fromkeys((match.home.key, match.away.key)):
            of_club.setdefault(key, []).append(match)
    return of_club


def clubs_in(matches: Iterable[Match]) -> dict[str, Team]:
    """Return the clubs of matches by their keys, each as it is spelt first."""
    clubs: dict[str, Team] = {}
    for match in matches:
        for club in (match.home, match.away):
            clubs.setdefault(club.key, club)
    return clubs


def winner(match: Match) -> Team | None:
    """Return the winner of a match: by score, shoot-out or award; None for a draw or without a result."""
    for goals in (match.score, match.penalties):
        if goals and goals[0] != goals[1]:
            return match.home if goals[0] > goals[1] else match.away
    given = match.status in (MatchStatus.AWARDED, MatchStatus.WALKOVER) and not match.scored
    return match.through if given else None


def is_void(match: Match) -> bool:
    """Tell whether a match was awarded without a score: its points go to nobody."""
    return match.status is MatchStatus.AWARDED and not match.scored
