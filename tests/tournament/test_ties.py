"""Who went through a tie and by what: legs, aggregates, play-offs, marks, who plays on; else nobody."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import MatchStatus, Paragraph, Source
from bot.tournament.tie import is_final
from bot.tournament.ties import make_ties
from tests.properties import examples
from tests.tournament.made import club, match


def tie(*legs, season=(), prose=()):
    [tie] = make_ties(legs, [*legs, *season], prose)
    return tie


def outcome(*legs, season=(), prose=()):
    """Return who went through, and by what."""
    settled = tie(*legs, season=season, prose=prose)
    return settled.through and settled.through.name, settled.settled_by


def two_legs(first: str, second: str, aggregate=None, **facts):
    """Make two legs; `aggregate` is the printed one, the goals of the team at home in the first leg first."""
    return (
        match(first, line=10, round="Semifinals", leg=1, aggregate=aggregate, **facts),
        match(second, line=11, round="Semifinals", leg=2, aggregate=aggregate and aggregate[::-1], **facts),
    )


def semi(text: str, **facts):
    return match(text, **{"line": 10, "round": "Semifinals", **facts})


def later(text: str, **facts):
    return match(text, **{"line": 50, "round": "Final", **facts})


def test_one_leg_of_two_proves_nothing():
    assert outcome(semi("A 3-1 B", leg=1)) == (None, None)
    assert outcome(semi("A 3-1 B", leg=2)) == (None, None)
    assert outcome(match("A 3-1 B", round="Final", leg=1)) == (None, None)


def test_a_single_match_proves_nothing_where_more_may_have_been_played():
    assert outcome(semi("A 3-1 B")) == (None, None)


def test_a_single_match_decides_where_its_heading_or_the_prose_says_so():
    assert outcome(semi("A 3-1 B", headings=("Cup", "Semifinals (single match)"))) == ("A", "goals")
    single = Paragraph("Each tie was a single match.", Source("2001.txt", ("Cup",), 5))
    assert outcome(semi("A 3-1 B", headings=("Cup", "Semifinals")), prose=[single]) == ("A", "goals")
    elsewhere = Paragraph("Each tie was a single match.", Source("2001.txt", ("League",), 5))
    assert outcome(semi("A 3-1 B", headings=("Cup", "Semifinals")), prose=[elsewhere]) == (None, None)


def test_a_final_is_decided_by_its_one_match_unless_the_prose_speaks_of_two_legs():
    final = match("A 4-1 B", round="Final", headings=("Cup", "Final"))
    assert outcome(final) == ("A", "goals")
    two = Paragraph("The final was played over two legs.", Source("2001.txt", ("Cup", "Final"), 5))
    assert outcome(final, prose=[two]) == (None, None)


def test_the_last_round_of_a_knock_out_is_decided_by_its_one_match():
    first, second, last = make_ties(
        [
            semi("A 1-0 B"),
            semi("C 2-1 D", line=11),
            match("A 1-0 C", line=20, round="Match for the title"),
        ]
    )
    assert [t.through and t.through.name for t in (first, second, last)] == ["A", "C", "A"]


def test_a_play_off_whose_legs_the_document_lacks_is_decided_by_its_one_match():
    assert outcome(match("A 2-1 B", round="Play-off", play_off=True)) == ("A", "goals")


def test_who_plays_on_went_through_and_refutes_the_goals():
    assert outcome(semi("A 3-1 B"), season=[later("B 2-1 C")]) == ("B", None)
    assert outcome(semi("A 3-1 B"), season=[later("A 2-1 C")]) == ("A", "goals")
    assert outcome(semi("A 3-1 B", leg=1), season=[later("B 2-1 C")]) == ("B", None)


def test_who_both_play_on_or_play_for_third_place_tells_nothing():
    assert outcome(semi("A 3-1 B"), season=[later("A 2-1 C"), later("B 0-0 D", line=51)]) == (None, None)
    third = later("B 2-1 D", round="Third place")
    assert outcome(semi("A 3-1 B"), season=[third]) == (None, None)


def test_later_is_by_date_where_both_matches_have_one():
    played = semi("A 0-0 B", line=60, date=datetime.date(2001, 5, 1))
    final = later("A 1-0 C", date=datetime.date(2001, 5, 8))
    earlier = later("B 1-0 C", round="Quarterfinals", date=datetime.date(2001, 4, 1))
    assert outcome(played, season=[final, earlier]) == ("A", None)


def test_two_legs_without_a_printed_aggregate_add_up():
    settled = tie(*two_legs("A 3-0 B", "B 2-2 A"))
    assert (settled.through, settled.settled_by, settled.total) == (club("A"), "goals", (5, 2))


def test_a_win_each_is_settled_by_goals_only_where_the_document_counts_them():
    legs = two_legs("A 3-0 B", "B 1-0 A")
    assert outcome(*legs) == (None, None)
    printed = two_legs("A 3-0 B", "B 1-0 A", aggregate=(3, 1))
    assert outcome(*printed) == ("A", "goals")
    other = two_legs("C 2-0 D", "D 0-0 C", aggregate=(2, 0))
    assert [t.through and t.through.name for t in make_ties([*legs, *other])] == ["A", "C"]
    in_points = two_legs("C 2-0 D", "D 0-0 C", aggregate=(4, 1))
    assert [t.through and t.through.name for t in make_ties([*legs, *in_points])] == [None, "C"]


def test_an_aggregate_in_points_is_told_from_one_in_goals():
    settled = tie(*two_legs("A 2-0 B", "B 1-1 A", aggregate=(4, 1)))
    assert (settled.total, settled.counted, settled.through) == ((4, 1), "points", club("A"))
    wrong = tie(*two_legs("A 2-0 B", "B 1-0 A", aggregate=(7, 1)))
    assert (wrong.total, wrong.contradicted, wrong.through) == ((2, 1), (7, 1), None)


def test_a_play_off_settles_what_the_legs_did_not():
    legs = two_legs("A 2-0 B", "B 1-0 A", aggregate=(2, 1))
    decider = match("B 1-0 A", line=20, round="Tiebreaker", play_off=True)
    settled = tie(*legs, decider)
    assert settled.play_offs == (decider,)
    assert (settled.through, settled.settled_by, settled.total) == (club("B"), "play-off", (2, 1))


def test_a_shoot_out_settles_a_level_tie():
    first = two_legs("A 1-0 B", "B 1-0 A")[0]
    level = [first, match("B 1-0 A", line=11, round="Semifinals", leg=2, penalties=(3, 4))]
    assert outcome(*level) == ("A", "penalties")
    assert outcome(semi("A 1-1 B", penalties=(3, 4))) == ("B", "penalties")


def test_away_goals_settle_where_the_document_says_so_or_who_plays_on_shows_it():
    assert outcome(*two_legs("A 1-0 B", "B 2-1 A")) == (None, None)
    assert outcome(*two_legs("A 1-0 B", "B 2-1 A", aggregate=(2, 2), settled_by="away goals")) == (
        "A",
        "away goals",
    )
    assert outcome(*two_legs("A 1-0 B", "B 2-1 A"), season=[later("A 1-0 C")]) == ("A", "away goals")


def test_a_mark_of_the_source_tells_who_went_through():
    assert outcome(semi("A 3-1 B", through=club("B"))) == ("B", None)
    assert outcome(*two_legs("A 1-0 B", "B 1-0 A", through=club("B"))) == ("B", None)


def test_a_bold_winner_of_a_first_leg_is_no_mark_of_the_tie():
    assert outcome(semi("A 3-1 B", leg=1, through=club("A"))) == (None, None)


def test_marks_that_contradict_each_other_are_none():
    first, second = two_legs("A 1-0 B", "B 1-0 A")
    marked = [
        match("A 1-0 B", line=10, round="Semifinals", leg=1, through=club("A")),
        match("B 1-0 A", line=11, round="Semifinals", leg=2, through=club("B")),
    ]
    assert outcome(*marked) == outcome(first, second) == (None, None)


def test_a_match_without_a_result_decides_nothing():
    assert outcome(match("A - B", round="Final", status=MatchStatus.ABANDONED)) == (None, None)
    legs = two_legs("A 3-0 B", "B - A")
    assert outcome(*legs) == (None, None)


def test_a_tie_awarded_without_a_score_was_settled_by_a_decision():
    awarded = match("A - B", round="Final", status=MatchStatus.AWARDED, through=club("B"))
    assert outcome(awarded) == ("B", "decision")


@pytest.mark.parametrize("name", ["Final", "Gran Final", "Regional Final", "Finals", "Final Nacional"])
def test_a_final_is_known_by_its_name(name):
    assert is_final(name)


@pytest.mark.parametrize(
    "name", ["Semifinals", "Cuartos de final", "Octavos de final", "1/8 final", "Third place final", None, ""]
)
def test_other_rounds_with_final_in_their_name_are_none(name):
    assert not is_final(name)


@st.composite
def any_ties(draw):
    """Two legs between A and B, and who of them plays on."""
    goals = draw(st.lists(st.integers(0, 4), min_size=4, max_size=4))
    legs = two_legs(f"A {goals[0]}-{goals[1]} B", f"B {goals[2]}-{goals[3]} A")
    plays_on = draw(st.sampled_from(["", "A", "B", "AB"]))
    season = [later(f"{name} 1-0 C", line=50 + n) for n, name in enumerate(plays_on)]
    return legs, season, plays_on


@examples(60)
@given(any_ties())
def test_who_alone_plays_on_went_through_and_the_other_never_did(made):
    legs, season, plays_on = made
    through, settled_by = outcome(*legs, season=season)
    if len(plays_on) == 1:
        assert through == plays_on
    assert through is not None or settled_by is None


@examples(60)
@given(any_ties())
def test_the_names_of_the_clubs_do_not_matter(made):
    legs, season, _ = made
    swapped = {"A": "B", "B": "A", "C": "C"}

    def turned(one):
        score = f"{one.home_goals}-{one.away_goals}"
        text = f"{swapped[one.home.name]} {score} {swapped[one.away.name]}"
        return match(text, line=one.source.line, round=one.round, leg=one.leg)

    through, settled_by = outcome(*legs, season=season)
    mirrored = outcome(*map(turned, legs), season=[turned(one) for one in season])
    assert mirrored == (through and swapped[through], settled_by)


@examples(60)
@given(st.tuples(*[st.integers(0, 4)] * 4))
def test_more_points_in_two_legs_go_through_and_level_points_do_not(goals):
    through, _ = outcome(*two_legs(f"A {goals[0]}-{goals[1]} B", f"B {goals[2]}-{goals[3]} A"))
    sign = [(a > b) - (a < b) for a, b in (goals[:2], goals[:1:-1])]
    balance = sum(sign)
    assert through == (None if balance == 0 else "A" if balance > 0 else "B")


def test_a_note_tells_that_a_table_or_a_decision_settled_a_tie():
    by_table = two_legs("A 1-1 B", "B 1-1 A", through=club("B"), note="B mejor ubicado en la tabla")
    assert outcome(*by_table) == ("B", "table")
    decided = two_legs("A 1-0 B", "B 0-2 A", through=club("B"), note="B advanced by decision of the FPF")
    assert outcome(*decided) == ("B", "decision")


def test_thousands_of_ties_are_put_together():
    clubs = [f"C{number}" for number in range(400)]
    legs = [
        match(f"{home} 1-0 {away}", line=number, round=f"R{number % 7}", play_off=number % 3 == 0)
        for number, (home, away) in enumerate((one, other) for one in clubs for other in clubs[:20])
        if home != away
    ]
    assert len(make_ties(legs, legs)) > 3000
    same = [match("A 1-0 B", line=number, round=f"R{number}", leg=1) for number in range(4000)]
    assert len(make_ties(same, same)) == 4000
