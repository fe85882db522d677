"""The rules of a table: points, order, what put one team above another, whether all its matches are there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.model import Criterion, Match, MatchStatus, Team
from bot.tournament.facts import Tally, tally

PLAY_OFF = "play-off"


@dataclass(frozen=True, slots=True)
class Rule:
    """Points a win (a draw gives one) and what orders the table, the weightiest first."""

    win_points: int
    order: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A club's place in a table; `shared` where another club has the same."""

    position: int
    shared: bool
    club: Team
    tally: Tally
    points: int


@dataclass(frozen=True, slots=True)
class Level:
    """Two neighbours on the same points and what put one above the other.

    `by` is a criterion's name or "play-off"; None where nothing did and they share the place.
    """

    upper: Row
    lower: Row
    by: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table worked out from the matches of one stage and group; `needed` is a whole round robin's number.

    `matches` are all of the set, in the document's order, `play_offs` those that decide but do not count.
    """

    stage: str | None
    group: str | None
    rows: tuple[Row, ...]
    levels: tuple[Level, ...]
    matches: tuple[Match, ...]
    play_offs: tuple[Match, ...]
    legs: int
    needed: int

    @property
    def played(self) -> int:
        """How many of the matches have a score."""
        return sum(match.scored for match in self.matches)

    @property
    def complete(self) -> bool:
        """Whether every pair met equally often and every match has a score."""
        return self.played == self.needed == len(self.matches) and len(self.rows) > 2


def make_table(
    matches: Sequence[Match],
    rule: Rule,
    *,
    play_offs: Sequence[Match] = (),
    stage: str | None = None,
    group: str | None = None,
) -> Table:
    """Return the table of a set of matches; its rows do not depend on the matches' order."""
    counted = tuple(match for match in matches if match.status is not MatchStatus.ANNULLED)
    clubs = _clubs(counted)
    unplaced = [_unplaced(club, counted, rule) for club in clubs.values()]
    ranked = sorted(unplaced, key=lambda row: (row.club.name, row.club.key))
    ranked.sort(key=lambda row: _key(row, rule), reverse=True)
    decided = _deciders(ranked, play_offs, rule)
    rows = _placed(_after_play_offs(ranked, decided), decided, rule)
    legs = max(Counter(_pair(match) for match in counted).values(), default=0)
    return Table(
        stage=stage,
        group=group,
        rows=tuple(rows),
        levels=tuple(_levels(rows, decided, rule)),
        matches=counted,
        play_offs=tuple(play_offs),
        legs=legs,
        needed=legs * len(rows) * (len(rows) - 1) // 2,
    )


def winner(match: Match) -> Team | None:
    """Return the winner of a match by score or shoot-out, None for a draw or no score."""
    for home, away in ((match.home_goals, match.away_goals), match.penalties or (None, None)):
        if home is not None and away is not None and home != away:
            return match.home if home > away else match.away
    return None


def _clubs(matches: Iterable[Match]) -> dict[str, Team]:
    # A club may be written in two ways: which of them is shown must not hang on the matches' order.
    clubs: dict[str, Team] = {}
    for match in matches:
        for club in (match.home, match.away):
            known = clubs.get(club.key)
            if known is None or club.name < known.name:
                clubs[club.key] = club
    return clubs


def _pair(match: Match) -> frozenset[str]:
    return frozenset((match.home.key, match.away.key))


def _unplaced(club: Team, matches: Iterable[Match], rule: Rule) -> Row:
    found = tally(club.key, (m for m in matches if club.key in (m.home.key, m.away.key)))
    return Row(0, False, club, found, found.won * rule.win_points + found.drawn)


def _value(row: Row, criterion: Criterion) -> int:
    if criterion is Criterion.GOAL_DIFFERENCE:
        return row.tally.goal_difference
    if criterion is Criterion.GOALS_SCORED:
        return row.tally.goals_for
    return row.points


def _key(row: Row, rule: Rule) -> tuple[int, ...]:
    return tuple(_value(row, criterion) for criterion in rule.order)


Deciders = dict[str, tuple[int, tuple[int, ...]]]
"""Club → which play-off it was in, and what it won there; more is better."""


def _deciders(ranked: list[Row], play_offs: Iterable[Match], rule: Rule) -> Deciders:
    """Return what the play-offs between clubs on the same points gave each of them."""
    points = {row.club.key: row.points for row in ranked}
    valid = [
        match
        for match in play_offs
        if match.scored and points.get(match.home.key, -1) == points.get(match.away.key, -2)
    ]
    groups: list[set[str]] = []
    for match in valid:
        joined = [group for group in groups if group & _pair(match)]
        groups = [group for group in groups if group not in joined] + [set().union(_pair(match), *joined)]
    return {key: (n, _won(key, valid, rule)) for n, group in enumerate(groups) for key in group}


def _won(club: str, play_offs: list[Match], rule: Rule) -> tuple[int, ...]:
    own = [match for match in play_offs if club in (match.home.key, match.away.key)]
    found = tally(club, own)
    shoot_outs = 0
    for match in own:
        won = winner(match)
        if match.home_goals == match.away_goals and won is not None:
            shoot_outs += 1 if won.key == club else -1
    points = found.won * rule.win_points + found.drawn
    return (points, found.goal_difference, found.goals_for, shoot_outs)


def _after_play_offs(ranked: list[Row], decided: Deciders) -> list[Row]:
    """Let the clubs of a play-off change places among themselves, as it ended."""
    result = list(ranked)
    for number in {n for n, _ in decided.values()}:
        places = [i for i, row in enumerate(ranked) if decided.get(row.club.key, (-1,))[0] == number]
        best_first = sorted(places, key=lambda i: decided[ranked[i].club.key][1], reverse=True)
        for place, origin in zip(places, best_first, strict=True):
            result[place] = ranked[origin]
    return result


def _parted_by(upper: Row, lower: Row, decided: Deciders, rule: Rule) -> str | None:
    one, other = decided.get(upper.club.key), decided.get(lower.club.key)
    if one and other and one[0] == other[0] and one[1] != other[1]:
        return PLAY_OFF
    for criterion in rule.order:
        above, below = _value(upper, criterion), _value(lower, criterion)
        if above != below:
            return criterion.value if above > below else PLAY_OFF
    return None


def _placed(ranked: list[Row], decided: Deciders, rule: Rule) -> list[Row]:
    positions: list[int] = []
    for i, row in enumerate(ranked):
        together = i > 0 and _parted_by(ranked[i - 1], row, decided, rule) is None
        positions.append(positions[-1] if together else i + 1)
    held = Counter(positions)
    return [
        Row(position, held[position] > 1, row.club, row.tally, row.points)
        for position, row in zip(positions, ranked, strict=True)
    ]


def _levels(rows: list[Row], decided: Deciders, rule: Rule) -> Iterable[Level]:
    for upper, lower in pairwise(rows):
        if upper.points == lower.points:
            yield Level(upper, lower, _parted_by(upper, lower, decided, rule))
