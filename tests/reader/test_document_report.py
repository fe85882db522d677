"""The report of `check`: what was read, what was not understood, what contradicts."""

import json

from bot.problems import sentences
from bot.reader import read_season
from bot.reader.report import counts, has_errors, report_data, report_lines
from bot.tournament.checks import check

_TEXT = """= 1998 Copa Perú =

Infobox
- Winners: UTC
- Matches: 1

==Final Stage==
14 May 1998
UTC 3-2 CNI
UTC 1-0 ADA
what is this
"""


def _report(text):
    season = read_season(text, "1998_copa_peru.txt")
    problems = (*season.problems, *check(season))
    return season, problems


def test_lines_say_what_was_read_not_understood_and_wrong():
    text = "\n".join(report_lines(*_report(_TEXT)))
    assert "1998_copa_peru.txt: 1998 Copa Perú (11 lines)" in text
    assert "2 matches" in text
    assert "goals in the match lines: 6" in text
    assert "line 11: 'what is this'" in text
    assert "line 5: The infobox says 1 matches, the article lists 2. [matches-total]" in text


def test_a_document_without_fault_says_so():
    season, problems = _report(_TEXT.replace("Matches: 1", "Matches: 2").replace("what is this\n", ""))
    assert "  not understood: nothing" in report_lines(season, problems)
    assert not has_errors(p for p in problems if p.kind != "team-twice-a-day")


def test_the_data_hold_the_same_and_are_json():
    season, problems = _report(_TEXT)
    data = json.loads(json.dumps(report_data(season, problems), ensure_ascii=False))
    assert data["errors"] is True
    assert data["read"] == counts(season)
    assert {(p["kind"], p["line"]) for p in data["problems"]} == {(p.kind, p.line) for p in problems}


def test_every_sentence_is_listed_for_translation():
    _, problems = _report(_TEXT)
    assert {problem.message for problem in problems} <= set(sentences())
