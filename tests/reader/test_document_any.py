"""Any text: nothing crashes, nothing is dropped in silence; a season written out reads back the same."""

import calendar
import datetime
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import DocumentError
from bot.problems import NOT_UNDERSTOOD
from bot.reader import read_season
from bot.reader.dates import read_date
from bot.reader.document_text import tidy
from bot.reader.headings import is_label
from bot.reader.inline_markup import words as plain
from bot.reader.read import read_draft
from bot.reader.report import report_data, report_lines
from bot.text import clean, fold
from bot.tournament.checks import check

_PIECES = st.sampled_from(
    [
        "= 1998 Copa Perú =",
        "Infobox",
        "- Winners: UTC (2nd Title)",
        "- Matches: 15",
        "- Total Goals: many",
        "- Highest Scoring: A 1-0 B, C 9-9 D , note",
        "- League Topscorer: X, Y (5)",
        "==Teams==",
        "=== Group A ===",
        "== ",
        "====",
        "=",
        "|",
        "| | |",
        "|-",
        "|}",
        "{|",
        "|| a",
        "! Team",
        "| Department | Team | Location |",
        "| Department | Team |",
        "| Ancash | Loreto |",
        "| Loreto | Ica | |",
        "| Team 1 | Agg. | Team 2 | 1st leg |",
        "| A | 3–2 | B | 1–1 |",
        "| Pos | Team | Pld | W | D | L | Pts |",
        "| 1 | A | 1 | 2 | 3 | 4 | 5 |",
        "| Relegated from 1966 |",
        "| A B C |",
        "14 May 1998",
        "31 February 1998",
        "14–15 de mayo",
        "A 1-0 B",
        "A 1-0 (4-3 p) B (a.e.t.)",
        "A w/o B",
        "1-0",
        "Region I includes qualified teams from Ica, Y and Puno region.",
        "The champion was promoted to",
        "See also",
        "==See also==",
        "* x",
        "- ",
        "-",
        "",
        "",
        "\x0b",
        "…",
        "½ 1–1 ²",
        '{| class="wikitable"',
        "! Department",
        "| Ica",
        "| rowspan=2 | Ica || [[A|B]]",
        "|+ Caption",
        "{{Infobox",
        "| winners = A",
        "}}",
        "<!-- hidden -->",
        "{{football box|team1=A|score=1–0|team2=B}}",
        "{{football box",
        "| team1 = A",
        "{{TwoLegResult|A||1–0|B||1–0|0–0}}",
        "{{Nobody knows|A|1–0}} and {{nowrap|B}}",
        "{{fb r team|t=A}}{{fb r|r=null}}",
        "{{fb r footer}}",
        "[[File:x|thumb|A",
        ":{|",
        "{{#invoke:sports table|main|team1=A|win_A=1|match_A_A=1–0}}",
        "<br>",
        "[[A]] 1&ndash;0 B<ref>",
        "1. A 1 1 0 0 1-0 2",
        "A 1 B 0",
        "* Ica: A y B",
        "* Puno: C",
        "First leg [14 May]",
        "Pérez 34'",
    ]
)
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=40)), max_size=25).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_any_text_is_read_to_its_last_line(text):
    text = "= 1998 =\nThe season was a long one.\n" + text.replace("\0", "")
    season, read = read_draft(text, "any.txt")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert {number for number, line in enumerate(lines, 1) if line.strip()} <= read
    assert not [str(p) for p in season.problems if p.message.startswith("No part of the reader")]
    problems = (*season.problems, *check(season))
    assert len(report_lines(season, problems)) >= len(season.problems)
    assert report_data(season, problems)["lines"] == season.lines
    assert all(1 <= problem.line <= season.lines for problem in problems)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_a_line_that_is_read_is_a_fact_a_problem_or_mere_shape(text):
    text = "= 1998 =\nThe season was a long one.\n" + text.replace("\0", "")
    season, read = read_draft(text, "any.txt")
    facts: tuple[Any, ...] = (
        *season.infobox, *season.champions, *season.scorers, *season.paragraphs, *season.entries,
        *season.changes, *season.regions, *season.promotions, *season.matches, *season.standings,
        *season.lost_tables,
    )  # fmt: skip
    told = {fact.source.line for fact in facts} | {problem.line for problem in season.problems}
    told |= {section.line for section in season.sections} | {1}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = [
        *season.see_also,
        *(field.value for field in season.infobox),
        *(m.note or "" for m in season.matches),
    ]
    for number in read - told:
        line = plain(clean(lines[number - 1])).strip()
        # The reader takes a letter and its accent for one sign, however they are written.
        words = unicodedata.normalize("NFC", tidy(line.lstrip("-*•·:;# ")))
        shape = line.startswith(("|", "!", "{|")) or fold(line).split(" ")[0] in ("infobox", "ficha")
        shape = shape or not line.strip("-:;#") or line == "}}" or is_label(words)
        assert shape or read_date(words, 1998) or any(words in text for text in kept), line


@given(st.text(max_size=60).map(lambda text: text.replace("\0", "")))
def test_only_an_empty_text_is_refused_where_the_file_name_has_a_year(text):
    if text.strip("\ufeff \t\r\n"):
        assert read_season(text, "1998.txt").year >= 1900
    else:
        with pytest.raises(DocumentError):
            read_season(text, "1998.txt")


_WORDS = st.sampled_from(
    ["Unión", "Sport", "30 de Agosto", "José Gálvez", "UTC", "I.M.I.", "Los Chankas", "Bolognesi"]
)
_PLACES = st.sampled_from(["", " II", " (RdM)", " (Jaén)", " de Chiclín", " FC"])
_TEAMS = st.lists(st.builds(str.__add__, _WORDS, _PLACES), min_size=3, max_size=6, unique_by=fold)
_DEPARTMENTS = [
    "Amazonas",
    "Áncash",
    "Arequipa",
    "Ica",
    "La Libertad",
    "Lima",
    "Loreto",
    "Madre de Dios",
    "Puno",
]
_DASHES = st.sampled_from(["-", "–", " - ", " – ", ":", "−"])
_DATE_FORMS = st.sampled_from(
    ["{d.day} {m} {d.year}", "{m} {d.day}, {d.year}", "{d:%Y-%m-%d}", "{d.day}/{d.month}/{d.year}"]
)


@st.composite
def _written_seasons(draw):
    """A season as plain facts and the document that says them."""
    teams = draw(_TEAMS)
    departments = sorted(
        draw(st.lists(st.sampled_from(_DEPARTMENTS), min_size=1, max_size=3, unique=True)), key=fold
    )
    entries, rows = [], []
    for number, team in enumerate(teams):
        first = number < len(departments)
        department = departments[min(number, len(departments) - 1)]
        entries.append((department, team, "Villa"))
        rows.append(f"| {department} | {team} | Villa |" if first else f"| {team} | Villa | |")
    dash, form = draw(_DASHES), draw(_DATE_FORMS)
    day = draw(st.dates(datetime.date(1998, 1, 1), datetime.date(1998, 12, 1)))
    matches, lines = [], []
    pairs = [(home, away) for n, home in enumerate(teams) for away in teams[n + 1 :]]
    for number, (home, away) in enumerate(pairs):
        goals = draw(st.tuples(st.integers(0, 12), st.integers(0, 12)))
        date = day + datetime.timedelta(number)
        matches.append((f"Round {number + 1}", date, home, *goals, away))
        sign = " : " if dash == ":" and goals[0] > 7 and goals[1] == 10 else dash  # "10:10" is a time of day
        written = form.format(d=date, m=calendar.month_name[date.month])
        lines += [f"=== Round {number + 1} ===", written, f"{home} {goals[0]}{sign}{goals[1]} {away}", ""]
    total = sum(home + away for _, _, _, home, away, _ in matches)
    text = "\n".join(
        [
            "= 1998 Copa Perú =", "", "Infobox", f"- Winners: {teams[0]}", f"- Matches: {len(matches)}",
            f"- Total Goals: {total}", "", "==Teams==", "| Department | Team | Location |", *rows, "",
            "==Regional Stage==", "===Region I===",
            f"Region I includes qualified teams from {', '.join(departments)} region.", "|-", "|}", "",
            "==Final Stage==", *lines,
        ]
    )  # fmt: skip
    return text, teams, entries, departments, matches


@settings(max_examples=40, deadline=None)
@given(_written_seasons())
def test_a_season_written_out_reads_back_the_same(written):
    text, teams, entries, departments, matches = written
    season = read_season(text, "d.txt")
    assert [p for p in season.problems if p.kind == NOT_UNDERSTOOD] == []
    assert [honour.club.name for honour in season.champions] == [teams[0]]
    assert [(e.department, e.club.name, e.location) for e in season.entries] == entries
    assert [region.departments for region in season.regions] == [tuple(departments)]
    assert [
        (m.round, m.date, m.home.name, m.home_goals, m.away_goals, m.away.name) for m in season.matches
    ] == matches
    told = {problem.kind for problem in check(season)}
    assert told <= {"champion-table", "lost-table"}
    assert len(season.lost_tables) == 1
