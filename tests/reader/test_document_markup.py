"""Documents that still carry wiki markup: tables, an infobox, links, tags, entities."""

import pytest

from bot.reader import read_season
from bot.reader.inline_markup import words

_TEAMS = """{| class="wikitable sortable"
|+ Qualified teams
|-
! Department
! width=190|Team
! {{Tooltip|Location|Town of the club}}
|-
|rowspan="2"|[[Ancash Region|Ancash]]
|[[José Gálvez FBC|José Gálvez]]
|Chimbote
|-
|Sport Ancash
|Huaraz
|-
| Cusco || align=left|'''Cienciano''' || style="width:9em" | Cusco
|}
"""
_STANDINGS = """{| class="wikitable"
! width=28|
! Team !! Pld !! W !! D !! L !! GF !! GA !! Pts
|- bgcolor=#D0F0C0
|1||align=left|UTC||2||1||1||0||3||1||4
|-
| 2
| align="left" | CNI
| 2
| 0
| 1
| 1
| 1
| 3
| 1
|}
"""
_INFOBOX = """{{Infobox football league season
| season           = 1998
| winners          = [[UTC]] <small>(2nd title)</small>
| relegated        =
| biggest home win = UTC 9&ndash;0 CNI<br />Melgar 8–0 ADT
| matches          = 120
| total goals      = 388 {{small|(3.23 per match)}}
| prevseason       = [[1997 Copa Perú|1997]]
}}
The tournament began in [[February]].
"""


def _read(body):
    return read_season(f"= 1998 Copa Perú =\n\n{body}", "d.txt")


def test_a_row_may_go_over_many_lines_and_its_cells_have_attributes():
    season = _read(f"==Teams==\n{_TEAMS}")
    assert [(entry.department, entry.club.name, entry.location) for entry in season.entries] == [
        ("Ancash", "José Gálvez", "Chimbote"),
        ("Ancash", "Sport Ancash", "Huaraz"),
        ("Cusco", "Cienciano", "Cusco"),
    ]
    assert season.entries[0].source.line == 11
    assert (season.problems, season.lost_tables) == ((), ())


def test_standings_in_markup_are_those_of_their_cells():
    season = _read(f"==Final Stage==\n{_STANDINGS}")
    assert [(row.position, row.club.name, row.played, row.points) for row in season.standings] == [
        (1, "UTC", 2, 4),
        (2, "CNI", 2, 1),
    ]
    assert season.problems == ()


def test_an_infobox_may_be_a_template():
    season = _read(_INFOBOX)
    assert [(honour.club.name, honour.title) for honour in season.champions] == [("UTC", 2)]
    assert [(r.match.home.name, r.match.home_goals, r.match.away.name) for r in season.records] == [
        ("UTC", 9, "CNI"),
        ("Melgar", 8, "ADT"),
    ]
    assert (season.stated_matches.value, season.stated_goals.value, season.previous) == (120, 388, 1997)
    assert [paragraph.text for paragraph in season.paragraphs] == ["The tournament began in February."]
    assert season.problems == ()


def test_a_template_that_never_ends_takes_no_heading():
    season = _read("{{Infobox\n| winners = UTC\n==Final Stage==\nUTC 1-0 CNI\n")
    assert len(season.matches) == len(season.champions) == 1


def test_flat_rows_between_the_marks_of_a_table_stay_rows():
    season = _read("==Changes==\n{|\n| Relegated from 1966 Primera División |\n| UTC |\n|}\n")
    assert [(change.title, tuple(team.name for team in change.teams)) for change in season.changes] == [
        ("Relegated from 1966 Primera División", ("UTC",))
    ]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("[[UTC]] and [[CNI|the others]]", "UTC and the others"),
        ("3&ndash;1 &amp; more", "3–1 & more"),
        ("UTC<ref name=x /><ref>{{cite}}</ref> won", "UTC won"),
        ("{{flagicon|PER}} UTC<br/>CNI", " UTC CNI"),
        ("<!-- hidden -->seen", "seen"),
        ("a < b, [x] and {y}", "a < b, [x] and {y}"),
        ("{{unknown|a|b}}", ""),
        ("{{sort|Boys|Sport Boys}} {{fecha|17|1|2021}}", "Sport Boys 17/1/2021"),
        ("[[File:x.jpg|thumb|a [[b]]]][http://x.y/z Copa] [[Talara (Piura)|]]", "Copa Talara"),
        ("a {{ b [[ c", "a {{ b [[ c"),
    ],
)
def test_marks_are_taken_off_and_words_stay(text, bare):
    assert words(text) == bare


@pytest.mark.parametrize(
    "unit", ["[[", "{{", "<ref>", "<!--", "align=a ", "|| ", "[[a|", "&amp", "style=style="]
)
def test_open_marks_in_any_number_are_read(unit):
    for line in (unit * 3000, f"| {unit * 3000}", f"{{|\n{unit * 3000}\n|}}"):
        assert _read(f"==A==\n{line}\n").lines >= 4
