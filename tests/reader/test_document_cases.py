"""Cases as data: each has a `why` that names it."""

import tomllib
from pathlib import Path

import pytest

from bot.model import Source
from bot.reader import read_season
from bot.reader.clubs import Clubs
from bot.reader.dates import read_date
from bot.reader.headings import place
from bot.reader.honours import read_honours
from bot.reader.infobox import read_number, read_records, read_scorers
from bot.reader.moves import read_moves
from bot.reader.prose import read_region

_HERE = Path(__file__).parent


def _cases(file: str, kind: str):
    cases = tomllib.loads((_HERE / file).read_text("utf-8"))[kind]
    return [pytest.param(case, id=case["why"]) for case in cases]


def _known_team(name):
    return False


@pytest.mark.parametrize("case", _cases("lines.toml", "match"))
def test_a_line_is_the_match_that_it_says(case):
    season = read_season(f"= 1967 Copa Perú =\n\n==Final Stage==\n=== Round 1 ===\n{case['line']}\n", "d.txt")
    if case.get("none"):
        assert season.matches == ()
        return
    (match,) = season.matches
    goals = case.get("goals", [None, None])
    assert [match.home.name, match.away.name] == case["teams"]
    assert [match.home_goals, match.away_goals] == goals
    assert match.status == case.get("status", "played")
    assert match.extra_time == case.get("extra_time", False)
    assert match.penalties == (tuple(case["penalties"]) if "penalties" in case else None)
    assert match.note == case.get("note")
    assert match.date == case.get("date")
    assert (match.stage, match.round, match.source.line) == ("Final Stage", "Round 1", 5)
    assert [problem.kind for problem in season.problems] == case.get("told", [])


@pytest.mark.parametrize("case", _cases("dates.toml", "date"))
def test_a_text_is_the_day_that_it_names(case):
    read = read_date(case["text"], 1967)
    if case.get("none"):
        assert read is None
        return
    assert read is not None
    assert read.day == case.get("day")
    assert read.impossible == case.get("impossible", False)
    assert read.rest == ""


@pytest.mark.parametrize("case", _cases("headings.toml", "place"))
def test_headings_say_where_a_match_stands(case):
    read = place(tuple(case["headings"]))
    assert (read.stage, read.group, read.round) == (case.get("stage"), case.get("group"), case.get("round"))
    assert read.leg == case.get("leg")
    assert read.play_off == case.get("play_off", False)
    if "knockout" in case:
        assert read.knockout == case["knockout"]


@pytest.mark.parametrize("case", _cases("sentences.toml", "region"))
def test_a_sentence_gives_the_departments_of_a_region(case):
    read = read_region(case["text"])
    assert read is not None
    assert read.name == case.get("name")
    assert list(read.departments) == case["departments"]
    assert list(read.unknown) == case.get("unknown", [])


@pytest.mark.parametrize("case", _cases("sentences.toml", "move"))
def test_a_sentence_says_who_moves_where(case):
    moves = [[move.who or "", move.count or 0, move.to, move.direction] for move in read_moves(case["text"])]
    assert moves == case["moves"]


@pytest.mark.parametrize("case", _cases("values.toml", "honour"))
def test_a_value_names_clubs_and_titles(case):
    assert [[team, title or 0] for team, title in read_honours(case["value"]).clubs] == case["honours"]


@pytest.mark.parametrize("case", _cases("values.toml", "scorer"))
def test_a_value_names_scorers(case):
    read = [
        [s.player, -1 if s.goals is None else s.goals, s.club.name if s.club else ""]
        for s in read_scorers(case["value"], Source("d.txt", (), 1))
    ]
    assert read == case["scorers"]


@pytest.mark.parametrize("case", _cases("values.toml", "number"))
def test_a_value_is_a_number(case):
    number = read_number(case["value"])
    assert (-1 if number is None else number) == case["number"]


@pytest.mark.parametrize("case", _cases("values.toml", "record"))
def test_a_value_holds_matches_with_their_notes(case):
    fixtures = read_records(case["value"], Clubs(), 2010)
    assert fixtures is not None
    read = [[f.home, *(f.score.goals or ()), f.away, f.note or ""] for f in fixtures]
    assert read == case["records"]
    if "date" in case:
        assert fixtures[0].score.date is not None
        assert fixtures[0].score.date.day == case["date"]
