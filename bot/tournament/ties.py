"""Knock-out ties: the legs between two teams in one round, and who went through where the document tells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.model import Match, MatchStatus, Team
from bot.tournament.table import winner

_AGGREGATE = re.compile(r"aggregate (\d+)–(\d+)")
_WIN_POINTS = (3, 2)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two teams in one round of a knock-out; `legs` in the order in which they were played.

    `total` is what the document adds up for the first and the second team, and `counted` in what: "goals" or
    "points". Both are None where the document adds nothing up. `through` went through by what is known.
    """

    stage: str | None
    group: str | None
    round: str | None
    first: Team
    second: Team
    legs: tuple[Match, ...]
    total: tuple[int, int] | None = None
    counted: str | None = None
    through: Team | None = None

    @property
    def loser(self) -> Team | None:
        """The team that did not go through."""
        if self.through is None:
            return None
        return self.second if self.through.key == self.first.key else self.first


def make_ties(matches: Iterable[Match]) -> tuple[Tie, ...]:
    """Return the ties of knock-out matches in the document's order."""
    ties: list[Tie] = []
    for match in matches:
        if match.status is MatchStatus.ANNULLED:
            continue
        place = next((i for i in reversed(range(len(ties))) if _belongs(match, ties[i])), None)
        if place is None:
            ties.append(Tie(match.stage, match.group, match.round, match.home, match.away, (match,)))
        else:
            ties[place] = replace(ties[place], legs=(*ties[place].legs, match))
    return tuple(_decided(tie) for tie in ties)


def _belongs(match: Match, tie: Tie) -> bool:
    if {match.home.key, match.away.key} != {tie.first.key, tie.second.key}:
        return False
    if (match.stage, match.group) != (tie.stage, tie.group):
        return False
    # "First leg" and "Second leg" may be the only headings there are.
    second_leg = match.leg == 2 and [leg.leg for leg in tie.legs] == [1]
    return second_leg or (match.round == tie.round and match.leg != 1)


def _decided(tie: Tie) -> Tie:
    if len(tie.legs) == 1:
        return replace(tie, through=winner(tie.legs[0]))
    stated = {found.groups() for leg in tie.legs if (found := _AGGREGATE.search(leg.note or ""))}
    if len(stated) != 1 or not all(leg.scored for leg in tie.legs):
        return tie
    first, second = stated.pop()
    total = (int(first), int(second))
    counted = _counted(tie, total)
    if counted is None:
        return tie
    return replace(tie, total=total, counted=counted, through=_through(tie, total))


def _counted(tie: Tie, total: tuple[int, int]) -> str | None:
    """Return whether the document's total is of goals or of points; goals where it can be both."""
    scores = [_seen_from(tie.first, leg) for leg in tie.legs]
    if (sum(own for own, _ in scores), sum(other for _, other in scores)) == total:
        return "goals"
    for win in _WIN_POINTS:
        own = sum(win if a > b else int(a == b) for a, b in scores)
        other = sum(win if b > a else int(a == b) for a, b in scores)
        if (own, other) == total:
            return "points"
    return None


def _seen_from(club: Team, leg: Match) -> tuple[int, int]:
    home, away = leg.home_goals or 0, leg.away_goals or 0
    return (home, away) if leg.home.key == club.key else (away, home)


def _through(tie: Tie, total: tuple[int, int]) -> Team | None:
    if total[0] != total[1]:
        return tie.first if total[0] > total[1] else tie.second
    last = tie.legs[-1]
    if last.penalties is None or last.penalties[0] == last.penalties[1]:
        return None
    return last.home if last.penalties[0] > last.penalties[1] else last.away
