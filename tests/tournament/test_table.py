"""The rules of a table: order, what decides between level clubs, completeness, play-offs, ties, brackets."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Criterion
from bot.tournament.brackets import make_bracket
from bot.tournament.progress import progress, results_against
from bot.tournament.round_robins import divide
from bot.tournament.table import Rule, make_table
from bot.tournament.ties import make_ties
from tests.tournament.made import THREE, TWO, match, matches


def shown(table) -> list[tuple[int, str, int]]:
    return [(row.position, row.club.name, row.points) for row in table.rows]


def test_the_season_decides_what_a_win_gives():
    found = matches("A 1-0 B", "B 1-1 C", "C 0-2 A")
    assert shown(make_table(found, TWO)) == [(1, "A", 4), (2, "B", 1), (3, "C", 1)]
    assert shown(make_table(found, THREE)) == [(1, "A", 6), (2, "B", 1), (3, "C", 1)]


def test_level_clubs_are_told_apart_by_goal_difference_then_by_goals_scored():
    table = make_table(matches("A 3-0 D", "B 2-0 D", "C 4-2 D"), THREE)
    assert [row.club.name for row in table.rows] == ["A", "C", "B", "D"]
    assert [(level.upper.club.name, level.by) for level in table.levels] == [
        ("A", "goal difference"),
        ("C", "goals scored"),
    ]


def test_clubs_level_in_everything_share_the_place_and_the_next_place_is_left_out():
    table = make_table(matches("A 1-0 D", "B 1-0 D", "C 0-3 D"), THREE)
    assert [(row.position, row.shared) for row in table.rows] == [
        (1, False),
        (2, True),
        (2, True),
        (4, False),
    ]
    assert [level.by for level in table.levels] == ["goals scored", None]


def test_another_order_is_another_table():
    found = matches("A 2-0 C", "B 3-2 C", "C 0-0 D")
    by_goals = Rule(3, (Criterion.POINTS, Criterion.GOALS_SCORED))
    assert [row.club.name for row in make_table(found, by_goals).rows][:2] == ["B", "A"]
    assert [row.club.name for row in make_table(found, THREE).rows][:2] == ["A", "B"]


def test_a_play_off_does_not_count_but_decides_between_clubs_on_the_same_points():
    found = matches("A 5-0 C", "B 1-0 C", "A 0-0 B")
    table = make_table(found, THREE, play_offs=[match("B 2-1 A", play_off=True)])
    assert shown(table) == [(1, "B", 4), (2, "A", 4), (3, "C", 0)]
    assert [level.by for level in table.levels] == ["play-off"]
    assert table.rows[0].tally.goals_for == 1


def test_a_drawn_play_off_is_decided_by_its_shoot_out():
    found = matches("A 1-0 C", "B 1-0 C", "A 0-0 B")
    deciding = match("A 1-1 B", play_off=True, penalties=(2, 4))
    table = make_table(found, THREE, play_offs=[deciding])
    assert [row.club.name for row in table.rows] == ["B", "A", "C"]
    assert not table.rows[0].shared


def test_a_play_off_between_clubs_on_other_points_changes_no_place():
    found = matches("A 1-0 B", "B 1-0 C", "A 1-0 C")
    table = make_table(found, THREE, play_offs=[match("C 9-0 A", play_off=True)])
    assert [row.club.name for row in table.rows] == ["A", "B", "C"]


def test_a_third_club_on_the_same_points_keeps_its_place_beside_a_play_off():
    found = matches("A 3-0 D", "B 2-0 D", "C 1-0 D")
    table = make_table(found, THREE, play_offs=[match("C 1-0 A", play_off=True)])
    assert [row.club.name for row in table.rows] == ["C", "B", "A", "D"]


@pytest.mark.parametrize(
    ("texts", "complete", "needed"),
    [
        (("A 1-0 B", "B 1-0 C", "C 1-0 A"), True, 3),
        (("A 1-0 B", "B 1-0 C"), False, 3),
        (("A 1-0 B", "B 1-0 C", "C - A"), False, 3),
        (("A 1-0 B", "B 1-0 C", "C 1-0 A", "B 1-0 A"), False, 6),
        (("A 1-0 B", "B 1-0 C", "C 1-0 A", "B 1-0 A", "C 1-0 B", "A 1-0 C"), True, 6),
        (("A 1-0 B",), False, 1),
    ],
)
def test_a_table_is_complete_where_every_pair_met_equally_often(texts, complete, needed):
    table = make_table(matches(*texts), THREE)
    assert (table.complete, table.needed) == (complete, needed)


CLUBS = ["A", "B", "C", "D", "E"]
PAIRS = list(itertools.permutations(CLUBS, 2))
RESULTS = st.lists(
    st.builds(
        lambda pair, home, away: f"{pair[0]} {home}-{away} {pair[1]}",
        st.sampled_from(PAIRS),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=25,
)


@given(RESULTS, st.sampled_from([TWO, THREE]))
def test_matches_goals_and_points_add_up(texts, rule):
    found = matches(*texts)
    table = make_table(found, rule)
    tallies = [row.tally for row in table.rows]
    assert sum(t.played for t in tallies) == 2 * len(found)
    assert sum(t.won for t in tallies) == sum(t.lost for t in tallies)
    assert sum(t.goals_for for t in tallies) == sum(m.home_goals + m.away_goals for m in found)
    assert sum(t.goal_difference for t in tallies) == 0
    draws = sum(m.home_goals == m.away_goals for m in found)
    points = rule.win_points * (len(found) - draws) + 2 * draws
    assert sum(row.points for row in table.rows) == points
    positions = [row.position for row in table.rows]
    assert positions[0] == 1
    assert positions == sorted(positions)


@given(RESULTS, st.randoms(use_true_random=False), st.booleans())
def test_the_order_does_not_hang_on_the_order_of_the_lines(texts, random, with_play_off):
    found = matches(*texts)
    play_offs = [match("A 1-0 B", play_off=True), match("B 1-0 C", play_off=True)] if with_play_off else []
    shuffled, mixed = list(found), list(play_offs)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    one, other = make_table(found, THREE, play_offs=play_offs), make_table(shuffled, THREE, play_offs=mixed)
    assert (one.rows, one.levels, one.needed) == (other.rows, other.levels, other.needed)


@given(RESULTS)
def test_points_by_round_end_in_the_points_of_the_table(texts):
    found = [match(text, line=n, round=f"Round {n % 4 + 1}") for n, text in enumerate(texts)]
    table = make_table(found, THREE)
    by_round = progress(table, THREE)
    if len({m.round for m in found}) < 2:
        assert by_round is None
    else:
        assert [line[-1] for line in by_round.points] == [row.points for row in table.rows]
        assert all(list(line) == sorted(line) for line in by_round.points)


def test_rounds_come_in_the_order_of_their_numbers():
    found = [match("A 1-0 B", round="Round 10"), match("A 1-1 B", round="Round 2", line=5)]
    assert progress(make_table(found, THREE), THREE).rounds == ("Round 2", "Round 10")


def test_results_are_seen_from_both_sides():
    found = results_against(make_table(matches("A 3-1 B"), THREE))
    [own], [other] = found["a", "b"], found["b", "a"]
    assert ((own.own, own.other, own.at_home), (other.own, other.other, other.at_home)) == (
        (3, 1, True),
        (1, 3, False),
    )


def test_matches_are_parted_by_stage_and_group_and_knock_out_rounds_are_none_of_a_table():
    group_a = matches("A 1-0 B", "B 1-0 C", "C 1-0 A", group="Group A")
    group_b = matches("D 1-0 E", "E 1-0 F", "F 1-0 D", group="Group B")
    semifinal = match("A 1-0 D", round="Semifinals", knockout=True, line=50)
    alone = match("A 14-2 B", origin="infobox", line=3)
    divided = divide([*group_a, *group_b, semifinal, alone])
    assert [(one.group, len(one.matches)) for one in divided.sets] == [("Group A", 3), ("Group B", 3)]
    assert divided.knockout == (semifinal,)


def test_a_play_off_belongs_to_the_set_of_both_its_clubs_wherever_its_heading_stands():
    league = matches("A 1-0 B", "B 1-0 C", "C 1-0 A")
    play_off = match("A 1-0 B", play_off=True, knockout=True, stage=None, round="Playoff", line=99)
    stranger = match("A 1-0 Z", play_off=True, knockout=True, stage=None, round="Playoff", line=100)
    divided = divide([*league, play_off, stranger])
    assert [one.play_offs for one in divided.sets] == [(play_off,)]
    assert divided.knockout == (stranger,)


def test_the_first_round_of_a_league_is_an_incomplete_table_and_no_knock_out():
    found = matches("A 1-0 B", "C 1-0 D", "E 1-0 F", round="Round 1")
    [one] = divide(found).sets
    assert not make_table(one.matches, THREE).complete
    assert divide(matches("A 1-0 B", "C 1-0 D")).sets == ()


def test_halves_of_a_double_round_robin_are_one_set():
    first = [
        match(t, group="Ida", leg=1, round=f"Fecha {n}", line=n)
        for n, t in enumerate(("A 1-0 B", "B 1-0 C", "C 1-0 A"))
    ]
    second = [
        match(t, group="Vuelta", leg=2, round=f"Fecha {n}", line=9 + n)
        for n, t in enumerate(("B 1-0 A", "C 1-0 B", "A 1-0 C"))
    ]
    [one] = divide([*first, *second]).sets
    table = make_table(one.matches, THREE)
    assert (table.complete, table.needed) == (True, 6)
    assert len(progress(table, THREE).rounds) == 6


def legs(first: str, second: str, aggregate: tuple[int, int], **facts) -> list:
    both = {"round": "Semifinals", "knockout": True}
    return [
        match(first, line=1, leg=1, aggregate=aggregate, **both),
        match(second, line=2, leg=2, aggregate=aggregate[::-1], **both, **facts),
    ]


def test_a_tie_has_the_aggregate_that_the_document_prints():
    [tie] = make_ties(legs("A 2-1 B", "B 1-1 A", (3, 2)))
    assert (tie.total, tie.counted, tie.through.name) == ((3, 2), "goals", "A")


def test_a_tie_that_the_document_decides_by_points_has_no_aggregate_of_goals():
    [tie] = make_ties(legs("A 6-0 B", "B 1-0 A", (3, 3)))
    assert (tie.total, tie.counted, tie.through) == ((3, 3), "points", None)
    [tie] = make_ties(legs("A 6-0 B", "B 1-0 A", (3, 3), penalties=(4, 2)))
    assert tie.through.name == "B"


def test_a_single_match_is_won_by_its_score_or_shoot_out():
    [tie] = make_ties([match("A 1-1 B", round="Final", knockout=True, penalties=(3, 4))])
    assert (tie.through.name, tie.loser.name) == ("B", "A")


def test_a_bracket_links_each_tie_to_the_one_its_winner_plays_in_and_leaves_the_third_place_out():
    rounds = {
        "Semifinals": ("A 1-0 B", "C 2-0 D"),
        "Third place": ("B 1-0 D",),
        "Final": ("C 1-0 A",),
    }
    found = [
        match(text, round=name, knockout=True, line=n)
        for n, (name, text) in enumerate((name, text) for name, texts in rounds.items() for text in texts)
    ]
    bracket = make_bracket(make_ties(found))
    assert [round_.name for round_ in bracket.rounds] == ["Semifinals", "Final"]
    assert [(node.feeds, node.tie.through.name) for node in bracket.rounds[0].nodes] == [(0, "A"), (0, "C")]
    assert make_bracket(make_ties(found[:1])) is None
