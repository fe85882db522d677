"""A match that a document tells twice is one match with two sources."""

import datetime

import pytest

from bot.tournament.repeats import without_repeats
from tests.tournament.made import club, match

FINAL = ("Final stage", "Final")


def row(text, **facts):
    return match(text, **{"round": "Final", "headings": FINAL, "of_tie": True, **facts})


def box(text, day=None, **facts):
    date = datetime.date(2001, 12, day) if day else None
    return match(text, **{"round": "Final", "headings": FINAL, "date": date, **facts})


def told(matches):
    return [
        (
            m.home.name,
            m.home_goals,
            m.away_goals,
            [source.line for source in m.source.all],
            m.date and m.date.day,
        )
        for m in without_repeats(matches)
    ]


def test_a_tie_and_the_boxes_of_its_legs_are_two_matches():
    matches = [
        row("A 2-1 B", line=1, leg=1, aggregate=(3, 3)),
        row("B 2-1 A", line=1, leg=2, aggregate=(3, 3), through=club("A")),
        box("A 2-1 B", 5, line=4),
        box("B 2-1 A", 9, line=8, penalties=(3, 4)),
    ]
    assert told(matches) == [("A", 2, 1, [1, 4], 5), ("B", 2, 1, [1, 8], 9)]
    second = without_repeats(matches)[1]
    assert (second.leg, second.penalties, second.through, second.aggregate) == (2, (3, 4), club("A"), (3, 3))


def test_boxes_under_headings_below_that_of_the_tie_are_its_legs():
    below = (*FINAL, "First leg")
    matches = [
        row("A 2-1 B", line=1, leg=1),
        row("B 1-1 A", line=1, leg=2),
        box("A 2-1 B", 5, line=4, headings=below, round=None, leg=1),
    ]
    assert told(matches) == [("A", 2, 1, [1, 4], 5), ("B", 1, 1, [1], None)]


def test_a_single_match_on_neutral_ground_may_name_the_teams_the_other_way():
    assert told([row("A 2-1 B", line=1), box("B 1-2 A", 5, line=4)]) == [("B", 1, 2, [1, 4], 5)]


def test_a_differing_score_is_kept_beside_the_one_that_the_aggregate_confirms():
    legs = [row("A 2-1 B", line=1, leg=1, aggregate=(3, 2)), row("B 1-1 A", line=1, leg=2, aggregate=(2, 3))]
    [first, _] = without_repeats([*legs, box("A 4-1 B", 5, line=4)])
    assert (first.home_goals, first.date.day) == (2, 5)
    assert [(other.goals, other.source.line) for other in first.other_scores] == [((4, 1), 4)]


def test_a_differing_score_of_the_box_leads_where_nothing_confirms_the_row():
    [one] = without_repeats([row("A 2-1 B", line=1), box("A 4-1 B", 5, line=4)])
    assert (one.home_goals, [other.goals for other in one.other_scores]) == (4, [(2, 1)])


@pytest.mark.parametrize(
    "other",
    [
        box("A 2-1 B", 5, line=4, round="Semifinals", headings=("Final stage", "Semifinals")),
        box("A 2-1 B", 5, line=4, play_off=True),
        row("A 2-1 B", line=4),
        box("C 2-1 B", 5, line=4),
    ],
    ids=["another round", "a play-off", "another row", "another team"],
)
def test_other_matches_stay_apart(other):
    assert len(without_repeats([row("A 2-1 B", line=1), other])) == 2


def test_a_match_on_another_day_stays_apart():
    day = datetime.date(2001, 12, 1)
    assert len(without_repeats([row("A 2-1 B", line=1, date=day), box("A 2-1 B", 5, line=4)])) == 2


def test_a_play_off_whose_legs_are_a_copy_is_not_counted_twice():
    legs = [row("A 2-0 B", line=1, leg=1), row("B 1-0 A", line=1, leg=2)]
    above = {"round": "Tiebreaker", "headings": (*FINAL, "Tiebreaker"), "play_off": True}
    copy = [row("A 2-0 B", line=6, leg=1, **above), row("B 1-0 A", line=6, leg=2, **above)]
    assert told([*legs, *copy]) == [("A", 2, 0, [1, 6], None), ("B", 1, 0, [1, 6], None)]
    decider = row("A 2-0 B", line=6, **above)
    assert len(without_repeats([*legs, decider])) == 3
