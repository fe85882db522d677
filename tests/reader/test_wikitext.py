"""Wikitext that is broken, nested or hostile."""

import pytest

from bot.reader import read_season
from bot.reader.form import form_of
from bot.reader.wikitext import wikitext_outline
from tests.work import calls_of

_FINAL = "==Final==\nUTC 2–0 CNI\n"


def _read(body):
    return read_season(f"'''1998 Copa Perú'''\n\n{body}", "1998.wiki")


def _told(season):
    return [(problem.line, str(problem)) for problem in season.problems]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("= 1998 Copa Perú =\n| Department | Team |\n|-\n|}\n", "plain"),
        ("{| class=wikitable\n|}\n", "wikitext"),
        ("{{Infobox|season=1998}}", "wikitext"),
        ("La [[Copa Perú]] de 1998", "wikitext"),
        ("<!DOCTYPE html><p>{{x}}</p>", "html"),
    ],
)
def test_the_form_follows_from_the_content(text, form):
    assert form_of(text) == form


def test_an_infobox_that_never_ends_gives_its_fields_and_takes_no_section():
    season = _read(f"{{{{Infobox football league season\n| winners = [[UTC]]\n| season = 1998\n{_FINAL}")
    assert [honour.club.name for honour in season.champions] == ["UTC"]
    assert len(season.matches) == 1
    assert _told(season) == [(3, "Markup that is not closed, or is nested too deeply.")]


def test_a_box_that_never_ends_is_told_and_those_of_the_next_section_are_read():
    season = _read(
        "==Semifinals==\n{{football box|team1=UTC|score=1–0|team2=[[CNI\n==Final==\n"
        "{{football box|team1=UTC|score=2–0|team2=ADT}}\n"
    )
    assert [(match.round, match.away.name) for match in season.matches] == [("Final", "ADT")]
    assert [line for line, _ in _told(season)] == [4]


def test_a_table_that_never_ends_is_told_and_takes_no_sentence():
    season = _read(
        "==Teams==\n{| class=wikitable\n! Department !! Team\n|-\n| Ica || UTC\n\nThe champion was UTC.\n"
        f"{_FINAL}"
    )
    assert [entry.club.name for entry in season.entries] == ["UTC"]
    assert "The champion was UTC." in [paragraph.text for paragraph in season.paragraphs]
    assert len(season.matches) == 1
    assert (4, "The table is not closed.") in _told(season)


def test_tables_in_the_cells_of_another_are_tables_of_their_own():
    inner = "{| class=wikitable\n! Department !! Team\n|-\n| Ica || UTC\n|}\n"
    season = _read(f"==Teams==\n{{|\n| valign=top |\n{inner}|\n:{inner}|}}\n{_FINAL}")
    assert [(entry.club.name, entry.source.line) for entry in season.entries] == [("UTC", 9), ("UTC", 15)]
    assert (season.lost_tables, len(season.matches)) == ((), 1)


def test_what_is_in_a_comment_or_a_note_is_no_fact():
    season = _read(
        "==Final==\n<!-- UTC 9–9 CNI\n{{football box|team1=A|score=9–9|team2=B}} -->\n"
        "{{football box|team1=UTC<ref>{{football box|team1=A|score=9–9|team2=B}}</ref>|score=2–0<!-- [[ -->\n"
        "|team2=CNI}}\n{|\n! Home !! Score !! Away\n|-\n| UTC || 3–1 <!-- of\nthe second leg --> || CNI\n|}\n"
    )
    assert [(m.home.name, m.home_goals, m.away.name) for m in season.matches] == [
        ("UTC", 2, "CNI"),
        ("UTC", 3, "CNI"),
    ]
    assert season.problems == ()


def test_an_unknown_template_is_told_once_with_all_its_lines():
    season = _read(
        "==Final==\n{{Nobody knows|1}}\n{{Score sheet|UTC|2–0|CNI}} {{nobody knows}}\n"
        "{{score_sheet\n|a=1–1}}\n"
        "{{football box|team1=UTC {{nobody knows}}|score=2–0|team2=CNI}}\n"
    )
    assert [(m.home.name, m.away.name) for m in season.matches] == [("UTC", "CNI")]
    told = {(problem.kind, str(problem)) for problem in season.problems}
    assert told == {
        ("template-unknown", "The template nobody knows is not understood (uses: 2; lines: 4, 5)."),
        (
            "template-unread",
            "The template score sheet is not understood, and it has scores or clubs (uses: 2; lines: 5, 6).",
        ),
    }


def test_every_line_has_its_number():
    text = "\n\n".join(
        [
            "{{Infobox football league season\n| season = 1998\n\n| winners = [[UTC|The\nUTC]]\n}}",
            "A sentence<!-- of\ntwo lines --> that goes on.",
            "==Final==\n{{football box\n|team1=UTC\n|score=1–0\n|team2=CNI\n}}",
            "{|\n! Home\n! Score\n! Away\n|-\n| UTC\n| 2–1\n| CNI\n|}",
        ]
    )
    outline = wikitext_outline(text)
    numbers = [[line.number for line in block.lines] for block in outline.blocks]
    assert numbers == [[2, 4], [8], [12, 12], [18, 19, 23]]
    assert outline.structure >= {1, 6, 9, 13, 16, 20, 24, 26}


_HOSTILE = {
    "templates that do not close": "{{a|",
    "templates in names": "{{{{a}}}}",
    "closed templates": "{{a|[[b]]}}",
    "templates with many parameters": "{{a|b=c|d=e}}",
    "links that do not close": "[[a|",
    "tables in tables": "{|\n|-\n| a\n",
    "notes that do not close": "<ref name=a>",
    "comments that do not close": "<!--",
    "addresses": "[http://a.b ",
    "items": "*:#;",
    "ends": "}}]]|}",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_marks_take_work_in_proportion_to_their_number(name):
    unit = _HOSTILE[name]
    small, large = (calls_of(lambda n=n: wikitext_outline("A 1–0 B\n" + unit * n)) for n in (300, 1200))
    assert large < 6 * small
    assert _read(f"==Semifinals==\n{unit * 2000}\n{_FINAL}").matches


@pytest.mark.parametrize("opened", ["{{a|", "[[a|", "{{a|[[b|"])
def test_marks_nested_ten_thousand_deep_are_told(opened):
    closed = {"{{a|": "}}", "[[a|": "]]", "{{a|[[b|": "]]}}"}[opened]
    season = _read(f"{opened * 10_000}UTC 9–9 CNI{closed * 10_000}\n{_FINAL}")
    assert [(match.home_goals, match.away_goals) for match in season.matches] == [(2, 0)]
    assert _told(season)


def test_matches_with_a_break_between_are_lines_of_their_own():
    season = _read("==Final==\n* [[UTC]] 2–0 [[CNI]]<br>[[ADT]] 1–1 [[Melgar]]<br/>(4–3 pen)\n")
    assert [(m.home.name, m.home_goals, m.penalties, m.source.line) for m in season.matches] == [
        ("UTC", 2, None, 4),
        ("ADT", 1, (4, 3), 4),
    ]


def test_rows_under_a_table_name_its_source_or_are_sentences():
    season = _read(
        "==Final==\n{|\n! Home !! Score !! Away\n|-\n| UTC || 2–0 || CNI\n|-\n"
        "| colspan=3 | Source: [http://x.y RSSSF]\n|-\n"
        "| colspan=3 | UTC were deducted 2 points for fielding a suspended player.\n|}\n"
    )
    assert len(season.matches) == 1
    assert [(a.club.name, a.points) for a in season.adjustments] == [("UTC", -2)]
    assert season.problems == ()


def test_a_cross_table_alone_holds_matches_and_no_standings():
    season = _read(
        "==Final==\n{{#invoke:sports results|main|team1=UTC|team2=C_N|name_UTC=[[UTC]]|name_C_N=CNI\n"
        "|match_UTC_C_N=2–0|match_C_N_UTC=1–1\n}}\n"
    )
    assert [(m.home.name, m.home_goals, m.away.name, m.source.line) for m in season.matches] == [
        ("UTC", 2, "CNI", 5),
        ("CNI", 1, "UTC", 5),
    ]
    assert (season.standings, season.problems) == ((), ())


def test_the_values_of_an_infobox_may_be_lists():
    season = _read(
        "{{Infobox football league season\n| season = 1998\n| winners =\n* [[UTC]]\n* [[CNI]]\n"
        "| league topscorer = {{plainlist|\n* Juan Pérez (5)\n* Luis Díaz (5)\n}}\n}}\n"
    )
    assert [honour.club.name for honour in season.champions] == ["UTC", "CNI"]
    assert [(scorer.player, scorer.goals) for scorer in season.scorers] == [
        ("Juan Pérez", 5),
        ("Luis Díaz", 5),
    ]
