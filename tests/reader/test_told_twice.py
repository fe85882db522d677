"""A final told as a row of a tie and as matches with dates, read as a user's document."""

import pytest

from bot.reader import read_season
from bot.terminal.read import season_data
from bot.tournament.checks import check
from tests.tournament.made import THREE

DOCUMENT = """= 2013 Copa Perú =

Infobox
- Winners: San Simón

==National stage==
===Final===
| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg | Winner |
| San Simón | 4–3 | Unión Huaral | 2–0 | 2–3 | San Simón |
====First leg====
8 December 2013
San Simón {first} Unión Huaral
====Second leg====
15 December 2013
Unión Huaral 3–2 San Simón
"""


@pytest.fixture
def data():
    def of(first: str) -> dict:
        season = read_season(DOCUMENT.format(first=first), "2013.txt")
        return season_data(season, (*season.problems, *check(season)), "plain", THREE)

    return of


def test_each_leg_is_one_match_with_the_lines_that_tell_it(data):
    matches = data("2–0")["matches"]
    assert [(m["home"], m["date"], m["leg"], m["lines"]) for m in matches] == [
        ("San Simón", "2013-12-08", 1, [9, 12]),
        ("Unión Huaral", "2013-12-15", 2, [9, 15]),
    ]


def test_the_tie_is_one_and_says_what_settled_it(data):
    assert data("2–0")["ties"] == [
        {
            "teams": ["San Simón", "Unión Huaral"],
            "aggregate": [4, 3],
            "winner": "San Simón",
            "settled_by": "goals",
        }
    ]
    assert data("2–0")["runners_up"] == ["Unión Huaral"]


def test_another_score_is_told_and_the_aggregate_decides(data):
    found = data("3–0")
    assert [(m["home_goals"], m["away_goals"]) for m in found["matches"]] == [(2, 0), (3, 2)]
    [problem] = [p for p in found["problems"] if p["code"] == "score-differs"]
    assert (problem["line"], problem["text"]) == (
        12,
        "San Simón 2–0 Unión Huaral: elsewhere the document has 3–0.",
    )
