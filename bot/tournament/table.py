"""The rules of a table: points, order, what put one team above another, whether all its matches are there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from bot.model import Criterion, Match, MatchStatus, Team
from bot.tournament.tally import Tally, by_club, is_void, pair, points_of, tally, winner

PLAY_OFF = "play-off"
_NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rule:
    """Points a win (a draw gives one) and what orders the table, the weightiest first."""

    win_points: int
    order: tuple[Criterion, ...]


Rules = tuple[tuple[int, Rule], ...]
"""Rules, each behind the season from which on it holds."""


def rule_of(rules: Rules, season: int) -> Rule | None:
    """Return the rule of a season, None where none is known."""
    return next((rule for since, rule in reversed(rules) if since <= season), None)


@dataclass(frozen=True, slots=True)
class Row:
    """A club's place in a table; `shared` where another club has the same.

    `points` are those of the matches and `adjustment`, the points deducted (negative) or added.
    """

    position: int
    shared: bool
    club: Team
    tally: Tally
    points: int
    adjustment: int = 0


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
    def void(self) -> tuple[Match, ...]:
        """The matches that were awarded without a score, so that nobody has their points."""
        return tuple(match for match in self.matches if is_void(match))

    @property
    def complete(self) -> bool:
        """Whether every pair met equally often and every match has a score or was awarded to neither."""
        settled = self.played + sum(match.through is None for match in self.void)
        return settled == self.needed == len(self.matches) and len(self.rows) > 2

    @property
    def line(self) -> int:
        """The line of its last match, a play-off too."""
        return max(match.source.order for match in (*self.matches, *self.play_offs))

    @property
    def clubs(self) -> frozenset[str]:
        """The keys of its clubs."""
        return frozenset(row.club.key for row in self.rows)


def make_table(
    matches: Sequence[Match],
    rule: Rule,
    *,
    play_offs: Sequence[Match] = (),
    stage: str | None = None,
    group: str | None = None,
    adjustments: Mapping[str, int] = _NONE,
) -> Table:
    """Return the table of a set of matches; its rows do not depend on the matches' order.

    `adjustments` are the points deducted (negative) or added, by the club's key.
    """
    counted = tuple(match for match in matches if match.status is not MatchStatus.ANNULLED)
    own = by_club(counted)
    unplaced = [
        _unplaced(club, own[key], rule, adjustments.get(key, 0)) for key, club in _clubs(counted).items()
    ]
    ranked = sorted(unplaced, key=lambda row: (row.club.name, row.club.key))
    ranked.sort(key=lambda row: _key(row, rule), reverse=True)
    decided = _deciders(ranked, play_offs, rule)
    rows = _placed(_after_play_offs(ranked, decided), decided, rule)
    legs = max(Counter(map(pair, counted)).values(), default=0)
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


def _clubs(matches: Iterable[Match]) -> dict[str, Team]:
    # A club may be written in two ways: which of them is shown must not hang on the matches' order.
    clubs: dict[str, Team] = {}
    for match in matches:
        for club in (match.home, match.away):
            known = clubs.get(club.key)
            if known is None or club.name < known.name:
                clubs[club.key] = club
    return clubs


def _unplaced(club: Team, own: Sequence[Match], rule: Rule, adjustment: int) -> Row:
    points = points_of(club.key, own, rule.win_points) + adjustment
    return Row(0, False, club, tally(club.key, own), points, adjustment)


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
        if (match.scored or winner(match))
        and points.get(match.home.key, -1) == points.get(match.away.key, -2)
    ]
    groups: list[set[str]] = []
    for match in valid:
        joined = [group for group in groups if group & pair(match)]
        groups = [group for group in groups if group not in joined] + [set().union(pair(match), *joined)]
    return {key: (n, _won(key, valid, rule)) for n, group in enumerate(groups) for key in group}


def _won(club: str, play_offs: list[Match], rule: Rule) -> tuple[int, ...]:
    own = [match for match in play_offs if club in (match.home.key, match.away.key)]
    numbers = tally(club, own)
    drawn_but_won = 0
    for match in own:
        won = winner(match)
        if match.home_goals == match.away_goals and won is not None:
            drawn_but_won += 1 if won.key == club else -1
    points = points_of(club, own, rule.win_points)
    return (points, numbers.goal_difference, numbers.goals_for, drawn_but_won)


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
        Row(position, held[position] > 1, row.club, row.tally, row.points, row.adjustment)
        for position, row in zip(positions, ranked, strict=True)
    ]


def _levels(rows: list[Row], decided: Deciders, rule: Rule) -> Iterable[Level]:
    for upper, lower in pairwise(rows):
        if upper.points == lower.points:
            yield Level(upper, lower, _parted_by(upper, lower, decided, rule))
