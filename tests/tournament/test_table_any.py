"""Tables of any matches, played or not: numbers add up, places are a ranking, lines come in any order."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.model import Criterion, MatchStatus
from bot.tournament.table import Rule, make_table
from tests.properties import examples
from tests.tournament.made import ORDER, club, match

PAIRS = list(itertools.permutations("ABCDEF", 2))
SCORED = (MatchStatus.PLAYED, MatchStatus.AWARDED)
RULES = st.builds(Rule, st.sampled_from((2, 3)), st.permutations(ORDER).map(lambda rest: _points_first(rest)))


def _points_first(order):
    return (Criterion.POINTS, *(one for one in order if one is not Criterion.POINTS))


ADJUSTMENTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(-6, 6))


@st.composite
def any_matches(draw):
    found = []
    for line in range(draw(st.integers(1, 20))):
        home, away = draw(st.sampled_from(PAIRS))
        status = draw(st.sampled_from([MatchStatus.PLAYED] * 4 + list(MatchStatus)))
        goals = draw(st.tuples(st.integers(0, 9), st.integers(0, 9)))
        score = f"{goals[0]}-{goals[1]}" if status in SCORED and draw(st.integers(0, 9)) else "-"
        to_home = score == "-" and status is MatchStatus.AWARDED and draw(st.booleans())
        through = club(home) if to_home else None
        found.append(match(f"{home} {score} {away}", line=line, status=status, through=through))
    return found


@examples(25)
@given(any_matches(), RULES, ADJUSTMENTS)
def test_a_table_counts_what_has_a_score_and_the_adjustments_and_nothing_else(found, rule, adjustments):
    table = make_table(found, rule, adjustments=adjustments)
    scored = [one for one in found if one.scored]
    for row in table.rows:
        own = [one for one in scored if row.club.key in (one.home.key, one.away.key)]
        tally = row.tally
        assert tally.played == len(own) == tally.won + tally.drawn + tally.lost
        assert row.adjustment == adjustments.get(row.club.key, 0)
        assert row.points == rule.win_points * tally.won + tally.drawn + row.adjustment
    assert sum(row.tally.played for row in table.rows) == 2 * len(scored)
    assert sum(row.tally.won for row in table.rows) == sum(row.tally.lost for row in table.rows)
    goals = sum((one.home_goals or 0) + (one.away_goals or 0) for one in scored)
    assert sum(row.tally.goals_for for row in table.rows) == goals
    assert sum(row.tally.goals_against for row in table.rows) == goals


@examples(25)
@given(any_matches(), RULES, ADJUSTMENTS)
def test_places_are_a_ranking_and_who_stands_lower_has_no_more(found, rule, adjustments):
    rows = make_table(found, rule, adjustments=adjustments).rows
    assert len({row.club.key for row in rows}) == len(rows)
    for place, row in enumerate(rows, 1):
        level = [other for other in rows if other.position == row.position]
        assert row.position == 1 + sum(other.position < row.position for other in rows) <= place
        assert row.shared == (len(level) > 1)
    for upper, lower in itertools.pairwise(rows):
        assert _worth(upper, rule) >= _worth(lower, rule)
        assert (upper.position == lower.position) == (_worth(upper, rule) == _worth(lower, rule))


@examples(20)
@given(any_matches(), RULES, st.randoms(use_true_random=False))
def test_lines_in_another_order_make_the_same_table(found, rule, random):
    mixed = random.sample(found, len(found))
    one, other = make_table(found, rule), make_table(mixed, rule)
    assert (one.rows, one.levels, one.needed) == (other.rows, other.levels, other.needed)


@examples(25)
@given(any_matches(), RULES)
def test_a_match_awarded_without_a_score_gives_nobody_points_and_is_told(found, rule):
    table = make_table(found, rule)
    awarded = [one for one in found if one.status is MatchStatus.AWARDED and not one.scored]
    assert list(table.void) == awarded
    without = make_table([one for one in found if one not in awarded], rule)
    points = {row.club.key: row.points for row in without.rows}
    assert all(row.points == points.get(row.club.key, 0) for row in table.rows)
    if any(one.through for one in awarded):
        assert not table.complete


def _worth(row, rule):
    worth = {
        Criterion.POINTS: row.points,
        Criterion.GOAL_DIFFERENCE: row.tally.goal_difference,
        Criterion.GOALS_SCORED: row.tally.goals_for,
    }
    return tuple(worth[one] for one in rule.order)
