"""A tie of a knock-out, and the matches of a season put together as ties."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Match, MatchStatus, Team
from bot.text import fold
from bot.tournament.tally import pair, points_of
from bot.vocabulary import mentions, words

_FINAL = {"final", "finals", "finalisima"}
_NO_FINAL = re.compile(
    r"\b(?:octavos|cuartos|\d+avos|\w+avos|semi\w*|quarters?|eighths?|1 \d+|third|3rd|tercer)\b"
)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two teams in one round of a knock-out; `legs` in the order in which they were played.

    `play_offs` were played after the legs had settled nothing. `total` adds the legs up for the first and the
    second team, as the document does (`printed`) or else in goals; `counted` is "goals" or "points",
    `contradicted` the total that the document states against its own legs. `through` went through as far as
    that is known, `settled_by` tells by what.
    """

    stage: str | None
    group: str | None
    round: str | None
    first: Team
    second: Team
    legs: tuple[Match, ...]
    play_offs: tuple[Match, ...] = ()
    total: tuple[int, int] | None = None
    counted: str | None = None
    printed: bool = False
    contradicted: tuple[int, int] | None = None
    through: Team | None = None
    settled_by: str | None = None

    @property
    def loser(self) -> Team | None:
        """The team that did not go through."""
        if self.through is None:
            return None
        return self.second if self.through.key == self.first.key else self.first

    @property
    def matches(self) -> tuple[Match, ...]:
        """Its legs and play-offs."""
        return (*self.legs, *self.play_offs)

    @property
    def line(self) -> int:
        """The line of its last match."""
        return max(match.source.order for match in self.matches)

    def team(self, key: str) -> Team:
        """Return the team of this key, one of the two."""
        return self.first if self.first.key == key else self.second


def is_final(round_name: str | None) -> bool:
    """Tell whether a round is called a final, of the competition or of a part of it."""
    folded = fold(round_name or "")
    return not _FINAL.isdisjoint(folded.split()) and _NO_FINAL.search(folded) is None


def is_of_part(stage: str | None) -> bool:
    """Tell whether a stage is played in parts of the country, so that its final is not the competition's."""
    return mentions(fold(stage or ""), words("ties", "of_part"))


class _Open:
    """A tie while its matches are put together."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.legs = [match]
        self.play_offs: list[Match] = []

    @property
    def tie(self) -> Tie:
        """The tie of the matches so far."""
        first = self.match
        place = (first.stage, first.group, first.round)
        return Tie(*place, first.home, first.away, tuple(self.legs), tuple(self.play_offs))


class _Grouping:
    """Ties by their two clubs, stage and group, to find that of a match without going through all."""

    def __init__(self) -> None:
        self.ties: list[_Open] = []
        self.of_round: dict[tuple[object, ...], _Open] = {}
        self.of_pair: defaultdict[tuple[object, ...], list[_Open]] = defaultdict(list)

    def add(self, match: Match) -> None:
        """Add a match to its tie, or as the first of one."""
        place = (pair(match), match.stage, match.group)
        tie = self._tie_of(match, place)
        if tie is None:
            tie = _Open(match)
            self.ties.append(tie)
            self.of_pair[place].append(tie)
            self.of_round[*place, match.round] = tie
        elif match.play_off and match.round != tie.match.round:
            tie.play_offs.append(match)
        else:
            tie.legs.append(match)

    def _tie_of(self, match: Match, place: tuple[object, ...]) -> _Open | None:
        of_round, of_pair = self.of_round.get((*place, match.round)), self.of_pair[place]
        if of_round and match.leg != 1:
            return of_round
        if match.play_off:
            # Legs that settled something need no play-off; what is behind them settles nothing either.
            while of_pair and leader(of_pair[-1].legs):
                of_pair.pop()
            return of_pair[-1] if of_pair else None
        # "First leg" and "Second leg" may be the only headings there are.
        last = of_pair[-1] if of_pair else None
        return last if last and match.leg == 2 and [leg.leg for leg in last.legs] == [1] else None


def group_ties(knockout: Iterable[Match]) -> list[Tie]:
    """Return the ties of knock-out matches in the document's order, without what settled them."""
    grouping = _Grouping()
    for match in knockout:
        if match.status is not MatchStatus.ANNULLED:
            grouping.add(match)
    return [tie.tie for tie in grouping.ties]


def leader(legs: Sequence[Match]) -> Team | None:
    """Return who won more in legs that all have a score: level clubs and unknown legs have no leader."""
    if not all(leg.scored for leg in legs):
        return None
    clubs = (legs[0].home, legs[0].away)
    first, second = (points_of(club.key, legs, 2) for club in clubs)
    return None if first == second else clubs[first < second]
