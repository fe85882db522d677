"""Values of "Winners": clubs of the document, or words that say that nobody (certain) won."""

import tomllib
from pathlib import Path

import pytest

from bot.reader import read_season
from bot.reader.clubs import Names
from bot.reader.honours import read_honours

_CASES = tomllib.loads(Path(__file__).with_name("honours.toml").read_text("utf-8"))["value"]
_CLUBS = ["Sport Alfa", "Unión Beta", "Sport Gama", "UTC", "Unión y Progreso", "7 de Agosto", "Sin Miedo"]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"])
def test_a_value_is_clubs_or_says_that_there_are_none(case):
    read = read_honours(case["text"], Names(_CLUBS))
    assert [[club, title or 0] for club, title in read.clubs] == case["clubs"]
    assert (read.instead, read.doubts) == (case.get("instead"), case.get("doubts", []))


def test_a_value_that_is_no_club_is_a_doubt_that_is_told():
    season = read_season("= 2066 Copa Perú =\n\nInfobox\n- Season: 2066\n- Winners: see below\n", "a.txt")
    assert season.champions == ()
    assert [(problem.kind, problem.line) for problem in season.problems] == [("honour-unclear", 5)]


def test_a_line_break_parts_two_champions():
    value = "Melgar (1st Title)<br>Real Ica<br/>(2nd Title)"
    text = f"= 2066 Copa Perú =\n\nInfobox\n- Season: 2066\n- Winners: {value}\n"
    champions = read_season(text, "a.txt").champions
    assert [(honour.club.name, honour.title) for honour in champions] == [("Melgar", 1), ("Real Ica", 2)]


@pytest.mark.parametrize(
    ("sentence", "runner_up"),
    [
        ("The runner-up, Real Ica, was promoted to the Liga 2.", "Real Ica"),
        ("El subcampeón Real Ica también ascendió a la Liga 2.", "Real Ica"),
        ("Real Ica, the runner-up, stayed where it was.", "Real Ica"),
        ("The runner-up of Region II, Real Ica, went home.", None),
        ("The runner-up was promoted to the Liga 2.", None),
        ("The runner-up Real Ica met the runner-up Santos.", None),
        ("If Real Ica is runner-up, it is promoted to the Liga 2.", None),
    ],
)
def test_a_sentence_names_the_runner_up_where_nothing_else_does(sentence, runner_up):
    teams = "==Teams==\n| Team |\n| Melgar |\n| Real Ica |\n| Santos |\n"
    text = f"= 1988 Copa Perú =\n\nInfobox\n- Season: 1988\n- Winners: Melgar\n\n{sentence}\n\n{teams}"
    honours = read_season(text, "a.txt").runners_up
    assert [honour.club.name for honour in honours] == ([runner_up] if runner_up else [])
