"""Seasons in unusual layouts, with deductions and without champions, read back as they were written."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.model import SeasonStatus
from bot.reader import read_season
from tests.properties import examples
from tests.reader.authors import DEPARTMENTS, NAMES, TOWNS

YEAR = 1988
_TEAM_HEADERS = (("Department", "Team", "Location"), ("Departamento", "Equipo", "Ciudad"))
_STANDINGS = (
    ("Pos", "Team", "Pld", "W", "D", "L", "GF", "GA", "GD", "Pts", "Notes"),
    ("Pos", "Equipo", "PJ", "G", "E", "P", "GF", "GC", "DG", "Pts", "Notas"),
)
_NOTES = ("{n} points deducted", "{n} pts deducted", "Se le restaron {n} puntos")
_TOLD = (
    "{team} were deducted {n} points for fielding an ineligible player.",
    "{n} points were taken away from {team} by the tribunal.",
    "A {team} se le descontaron {n} puntos.",
    "{team} fue sancionado con la pérdida de {n} puntos.",
)
_NOBODY = {
    "none": (
        "Declared void",
        "Sin campeón",
        "Not awarded (cancelled)",
        "No hubo",
        "Vacant",
        "Desierto",
        "Suspendido",
    ),
    "open": ("TBD", "To be decided", "Por definir", "Postponed"),
    "unknown": ("?", "Unknown", "Desconocido", "Disputed"),
}
_STATUS = {"none": SeasonStatus.CANCELLED, "open": SeasonStatus.UNDER_WAY, "unknown": SeasonStatus.PLAYED}
_SHARED = (
    "{} and {} (shared)",
    "{}<br>{}",
    "{} / {}",
    "Shared between {} and {}",
    "{}, {}",
    "{} (1st title), {} (1st title)",
)


def _bars(rows):
    return [" | ".join(row) for row in rows]


def _outer_bars(rows):
    return [f"| {' | '.join(row)} |" for row in rows]


def _tabs(rows):
    return ["\t".join(row) for row in rows]


def _blanks(rows):
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _blank_lines(rows):
    return [line for row in _outer_bars(rows) for line in (row, "")]


def _markup(rows):
    lines = ['{| class="wikitable"', *(f"!{cell}" for cell in rows[0])]
    for row in rows[1:]:
        lines += ["|-", *(f"| {cell}" for cell in row)]
    return [*lines, "|}"]


def _markup_with_blanks(rows):
    return [line for one in _markup(rows) for line in (one, "")]


def _lost_marks(rows):
    lines = ['class="wikitable"']
    for row, mark in zip(rows, "!" + "|" * len(rows), strict=False):
        lines += [row[0], *(f"{mark} {cell}" for cell in row[1:])]
    return [line for one in lines for line in (one, "")]


_TABLES = (_bars, _outer_bars, _tabs, _blanks, _blank_lines, _markup, _markup_with_blanks, _lost_marks)
_EMPTY_CELLS = (_bars, _outer_bars, _tabs, _blank_lines, _markup)
"""Layouts that show an empty cell."""


def _bullets(fields):
    return ["Infobox", *(f"- {label}: {value}" for label, value in fields)]


def _spread(fields):
    return [line for one in _bullets(fields) for line in (one, "")]


def _template(fields):
    return ["{{Infobox football league season", *(f"| {k.lower()} = {v}" for k, v in fields), "}}"]


def _spread_template(fields):
    return [line for one in _template(fields) for line in (one, "")]


def _table(fields):
    return [f"| {label} | {value} |" for label, value in fields]


def _alternating(fields):
    return ["Infobox", *(line for label, value in fields for line in (label, "", value, ""))]


_INFOBOXES = (_bullets, _spread, _template, _spread_template, _table, _alternating)


@dataclass
class Season:
    """A season as it was written, and the text of its document."""

    text: str
    entries: list[tuple[str, str, str]]
    rows: list[tuple[str, int, int | None]]
    champions: list[str]
    status: SeasonStatus
    told: list[tuple[str, int]]


@st.composite
def seasons(draw) -> Season:
    """Draw a season of four to six clubs."""
    teams = draw(st.lists(st.sampled_from(NAMES), min_size=4, max_size=6, unique_by=str.casefold))
    departments = draw(st.permutations(DEPARTMENTS))[: len(teams)]
    entries = [
        (d, team, draw(st.sampled_from(TOWNS))) for d, team in zip(sorted(departments), teams, strict=True)
    ]
    champions, status, value = _champion(draw, teams)
    rows, adjusted = _rows(draw, teams)
    told = (draw(st.booleans()) and {team: n for team, n in adjusted.items() if n < 0}) or {}
    fields = [("Season", str(YEAR)), ("Winners", value), ("Prevseason", str(YEAR - 1))]
    layout = draw(st.sampled_from(_EMPTY_CELLS if adjusted else _TABLES))
    header = draw(st.sampled_from(_STANDINGS))
    if not adjusted:
        header, rows_written = header[:-1], [row[:-1] for row in rows]
    else:
        rows_written = rows
    lines = [
        f"= {YEAR} Copa Perú =",
        "",
        *draw(st.sampled_from(_INFOBOXES))(fields),
        "",
        "The tournament of that year was a long one.",
        "",
        "==Teams==",
        *draw(st.sampled_from(_TABLES))([draw(st.sampled_from(_TEAM_HEADERS)), *entries]),
        "",
        "==Final stage==",
        *layout([header, *rows_written]),
        "",
        *(draw(st.sampled_from(_TOLD)).format(team=team, n=-n) for team, n in told.items()),
    ]
    return Season(
        "\n".join(lines) + "\n",
        entries,
        [(row[1], int(row[9]), adjusted.get(row[1])) for row in rows],
        champions,
        status,
        list(told.items()),
    )


def _champion(draw, teams):
    kind = draw(st.sampled_from(("one", "two", "none", "open", "unknown")))
    if kind == "one":
        return [teams[0]], SeasonStatus.PLAYED, teams[0]
    if kind == "two":
        return teams[:2], SeasonStatus.PLAYED, draw(st.sampled_from(_SHARED)).format(*teams)
    return [], _STATUS[kind], draw(st.sampled_from(_NOBODY[kind]))


def _rows(draw, teams):
    """Draw the rows of a table, of which at most one in three has points taken or given."""
    win = draw(st.sampled_from((2, 3)))
    adjusted = {}
    if draw(st.booleans()):
        adjusted[draw(st.sampled_from(teams))] = draw(st.sampled_from((-4, -3, -2, 1, 2)))
    rows = []
    for place, team in enumerate(teams, 1):
        won, drawn, lost = (draw(st.integers(1, 6)) for _ in range(3))
        goals, against = draw(st.integers(1, 30)), draw(st.integers(1, 30))
        points = won * win + drawn + adjusted.get(team, 0)
        note = ""
        if adjusted.get(team, 0) < 0 and draw(st.booleans()):
            note = draw(st.sampled_from(_NOTES)).format(n=-adjusted[team])
        numbers = (won + drawn + lost, won, drawn, lost, goals, against)
        rows.append((str(place), team, *map(str, numbers), f"{goals - against:+d}", str(points), note))
    return rows, adjusted


@given(seasons())
@examples(200)
def test_a_season_in_an_unusual_layout_is_read_as_it_was_written(season):
    read = read_season(season.text, "season.txt")
    assert [(e.department, e.club.name, e.location) for e in read.entries] == season.entries
    assert [(row.club.name, row.points, row.adjustment) for row in read.standings] == season.rows
    assert [honour.club.name for honour in read.champions] == season.champions
    assert read.status is season.status
    assert [(a.club.name, a.points) for a in read.adjustments] == season.told
    assert (read.year, read.previous, read.matches) == (YEAR, YEAR - 1, ())
    assert [problem for problem in read.problems if problem.kind != "honour-unclear"] == []


def test_templates_beside_a_table_are_no_rows_and_empty_fields_take_no_others():
    lines = [
        "{{Infobox football league season",
        "| season = 1988",
        "| winners = [[UTC]]",
        "| league topscorer =",
        "| prevseason = [[1987 Copa Perú|1987]]",
        "}}",
        "It was played ({{langx|es|Copa Perú 1988}}) by two teams.",
        "",
        "==Teams==",
        "{{col-float|width=32em}}",
        *_markup(
            [("Department", "Team", "Location"), ("Ancash", "UTC", "Ica"), ("Cusco", "Melgar", "Sicuani")]
        ),
        "{{col-float-end}}",
    ]
    read = read_season("\n".join(lines) + "\n", "1988.txt")
    assert (read.previous, read.scorers) == (1987, ())
    assert [(e.department, e.club.name, e.location) for e in read.entries] == [
        ("Ancash", "UTC", "Ica"),
        ("Cusco", "Melgar", "Sicuani"),
    ]


def test_the_second_line_of_a_record_behind_a_blank_line_is_no_match():
    lines = [
        "Infobox",
        "- Season: 1988",
        "",
        "- Biggest away win: Beta 1–8 Sport Gama",
        "",
        "Delta 0–7 Beta",
        "",
        "- Highest scoring: Beta 1–8 Sport Gama",
        "",
        "Sport Gama 5–4 Delta",
        "",
        "The tournament of that year was a long one.",
        "",
        "==Teams==",
    ]
    read = read_season("\n".join(lines) + "\n", "1988.txt")
    assert read.matches == ()
    assert [record.match.home.name for record in read.records] == ["Beta", "Delta", "Beta", "Sport Gama"]
