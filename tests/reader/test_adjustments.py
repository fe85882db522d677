"""Points taken and given in sentences, notes and rows; what became of a season."""

import re

import pytest

from bot.model import SeasonStatus
from bot.reader import read_season
from bot.reader.adjustments import adjustment_of_note, read_adjustments
from bot.reader.clubs import Named

_CLUBS = ("Sport Alfa", "Unión Beta", "UTC", "Cienciano")


def _named(text: str) -> list[Named]:
    found = [(m.start(), m.end(), club) for club in _CLUBS for m in re.finditer(re.escape(club), text)]
    return [Named(*named) for named in sorted(found)]


@pytest.mark.parametrize(
    ("sentence", "adjustments"),
    [
        ("Sport Alfa were deducted 2 points for fielding an ineligible player.", [("Sport Alfa", -2)]),
        ("Sport Alfa had 4 points deducted.", [("Sport Alfa", -4)]),
        ("Two points were deducted from Sport Alfa.", [("Sport Alfa", -2)]),
        ("3 points were taken away from UTC and Sport Alfa.", [("UTC", -3), ("Sport Alfa", -3)]),
        ("A Sport Alfa se le descontaron 2 puntos.", [("Sport Alfa", -2)]),
        ("Le quitaron 3 puntos a Unión Beta por alineación indebida.", [("Unión Beta", -3)]),
        ("Unión Beta fue sancionado con la pérdida de 2 puntos.", [("Unión Beta", -2)]),
        ("UTC perdió 3 puntos en mesa por alinear a un suspendido.", [("UTC", -3)]),
        ("UTC received a 2-point deduction.", [("UTC", -2)]),
        ("UTC y Cienciano empezaron con un punto de bonificación.", [("UTC", 1), ("Cienciano", 1)]),
        ("UTC started the final stage with 2 bonus points.", [("UTC", 2)]),
        ("UTC began the season with −3 points.", [("UTC", -3)]),
        ("UTC were deducted 2 points and Cienciano 3 points.", [("UTC", -2), ("Cienciano", -3)]),
        ("UTC, who played against Cienciano, were deducted 2 points.", [("UTC", -2)]),
        ("Both clubs were deducted 3 points.", [(None, -3)]),
        ("UTC lost the title by 2 points.", []),
        ("UTC won the group with 9 points.", []),
        ("UTC dropped two points at home.", []),
        ("UTC were not deducted 2 points.", []),
        ("UTC would have been deducted 2 points.", []),
        ("The 2 points deducted were restored to UTC on appeal.", []),
    ],
)
def test_a_sentence_says_whose_points_were_taken_or_given(sentence, adjustments):
    assert read_adjustments(sentence, _named(sentence)) == adjustments


@pytest.mark.parametrize(
    ("note", "points"),
    [("4 points deducted", -4), ("−2", -2), ("(-3 pts)", -3), ("+1", 1), ("Promoted", None), ("3–2", None)],
)
def test_the_note_of_a_row_says_points(note, points):
    assert adjustment_of_note(note) == points


def _season(*body: str, winners: str = ""):
    named = [f"- Winners: {winners}"] if winners else []
    head = ["= 1988 Copa Perú =", "", "Infobox", "- Season: 1988", *named, ""]
    return read_season("\n".join([*head, *body, ""]), "a.txt")


def test_a_sentence_on_points_is_a_fact_of_the_season():
    season = _season("==Final stage==", "UTC 1-0 Melgar", "", "UTC were deducted 2 points for a debt.")
    assert [(a.club.name, a.points, a.source.line) for a in season.adjustments] == [("UTC", -2, 9)]


def test_points_of_nobody_in_the_document_are_a_doubt():
    season = _season("==Final stage==", "UTC 1-0 Melgar", "", "Both clubs were deducted 2 points for debts.")
    assert season.adjustments == ()
    assert [problem.kind for problem in season.problems] == ["adjustment-unclear"]


def test_a_printed_table_has_the_points_that_its_wins_do_not_make():
    season = _season(
        "==Final stage==",
        "| Pos | Team | Pld | W | D | L | GF | GA | GD | Pts | Qualification |",
        "| 1 | UTC | 3 | 2 | 0 | 1 | 4 | 2 | +2 | 6 | Promoted to the 1989 Liga |",
        "| 2 | Melgar | 3 | 3 | 0 | 0 | 6 | 1 | +5 | 5 | 4 points deducted |",
        "| 3 | Cienciano | 3 | 1 | 0 | 2 | 3 | 5 | −2 | 3 | |",
        "| 4 | ADT | 3 | 0 | 0 | 3 | 1 | 6 | −5 | 1 | |",
    )
    assert [row.adjustment for row in season.standings] == [None, -4, None, 1]
    assert [row.goal_difference for row in season.standings] == [2, 5, -2, -5]
    assert [(move.club and move.club.name, move.to) for move in season.promotions] == [("UTC", "1989 Liga")]


def test_a_table_of_zeros_has_no_numbers_yet():
    rows = ["| 1 | UTC | 0 | 0 | 0 | 0 | 0 |", "| 2 | ADT | 0 | 0 | 0 | 0 | 0 |"]
    season = _season("| Pos | Team | Pld | W | D | L | Pts |", *rows)
    assert [(row.club.name, row.played, row.points) for row in season.standings] == [
        ("UTC", None, None),
        ("ADT", None, None),
    ]


@pytest.mark.parametrize(
    ("winners", "sentence", "status"),
    [
        ("UTC", "", SeasonStatus.PLAYED),
        ("", "", SeasonStatus.PLAYED),
        ("", "The season was cancelled because of the pandemic.", SeasonStatus.CANCELLED),
        ("", "El torneo fue suspendido y no se reanudó.", SeasonStatus.CANCELLED),
        ("", "El torneo fue suspendido y luego se reanudó.", SeasonStatus.PLAYED),
        ("", "La temporada no se jugó.", SeasonStatus.CANCELLED),
        ("", "The season was not cancelled.", SeasonStatus.PLAYED),
        ("", "The match was cancelled.", SeasonStatus.PLAYED),
        ("No hubo campeón", "", SeasonStatus.CANCELLED),
        ("Cancelled", "No final was played.", SeasonStatus.NO_FINAL),
        ("None", "Eight regional champions were promoted to the First Division.", SeasonStatus.NO_FINAL),
        ("", "No se jugó la final nacional.", SeasonStatus.NO_FINAL),
        ("", "The tournament ended at the regional stage.", SeasonStatus.NO_FINAL),
        ("TBD", "", SeasonStatus.UNDER_WAY),
        ("", "The season is currently under way.", SeasonStatus.UNDER_WAY),
    ],
)
def test_a_season_is_played_called_off_without_a_final_or_under_way(winners, sentence, status):
    assert _season(sentence, winners=winners).status is status
