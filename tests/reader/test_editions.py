"""Lists of editions, and tables of champions in the forms that articles have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DocumentError
from bot.model import SeasonStatus
from bot.reader import read_seasons


def read(text, name="list.txt"):
    return read_seasons(text.encode(), name)


def told(seasons):
    return {
        season.year: (
            [(h.club.name, h.club.department, h.title) for h in season.champions],
            [(h.club.name, h.club.department) for h in season.runners_up],
            season.status.value,
        )
        for season in seasons
    }


WIKITEXT = """
'''Copa Perú''' is a tournament.

== Champions ==
{| class="wikitable"
! Season !! Champion (title count) !! Department !! Runner-up !! Score
|-
| [[1986 Copa Perú|1986]] || [[Deportivo Cañaña]] (1) || Lambayeque || [[Félix Donayre]] || 1–0
|-
| 1987 || Libertad (1st title) || [[La Libertad Region|La Libertad]] ||
|-
| 1988–1992 || colspan=3 | ''Not held''
|-
| 1993 || Aurich–Cañaña || Lambayeque || Aurora
|}

== Titles by club ==
{| class="wikitable"
! Club !! Winners !! Winning years
|-
| Libertad || 1 || 1987
|}
"""


def test_the_table_of_champions_in_an_article_is_a_list_of_editions():
    seasons, problems = read(WIKITEXT, "Copa_Peru.wiki")
    assert told(seasons) == {
        1986: ([("Deportivo Cañaña", "Lambayeque", 1)], [("Félix Donayre", None)], "played"),
        1987: ([("Libertad", "La Libertad", 1)], [], "played"),
        **{year: ([], [], "not held") for year in range(1988, 1993)},
        1993: ([("Aurich–Cañaña", "Lambayeque", None)], [("Aurora", None)], "played"),
    }
    assert [problem.kind for problem in problems] == ["list-rest"]


NUMBERED = """
| Ed. | Season | Winner<br>(title count) | Runner-up | Top scorer | Ref. |
| 41 | [[2013 Copa Perú|2013]] | '''San Simón''' (1) | Unión Huaral | Jorge Rodríguez (8) | [1] |
| 42 | 2014 | Sport Loreto (1) | Fuerza Minera | | [2] |
| – | 2015 | Suspended | | | |
"""


def test_numbers_of_editions_and_other_columns_stand_beside_the_year():
    seasons, problems = read(NUMBERED)
    assert told(seasons) == {
        2013: ([("San Simón", None, 1)], [("Unión Huaral", None)], "played"),
        2014: ([("Sport Loreto", None, 1)], [("Fuerza Minera", None)], "played"),
        2015: ([], [], "cancelled"),
    }
    assert problems == ()


def test_a_list_of_titles_such_as_copa_peru_2013_is_read_by_its_edition():
    rows = "".join(f"| Copa Perú {year} | Sport Loreto |\n" for year in (2013, 2014, 2015))
    assert [season.year for season in read("| Edición | Campeón |\n" + rows)[0]] == [2013, 2014, 2015]


SPANISH = """
| Año | Campeón | Subcampeón | Región | Notas |
| 1999 | UPAO | Alfonso Ugarte (Puno) | La Libertad | |
| 2000 | Estudiantes de Medicina | – | Ica | |
| 2001 | Sport Bolito | | Tumbess | |
| 2002 | No se jugó | | | |
| 2003 | No hubo final | | | |
| 2004 | Por definir | | | |
| 2005 | – | | | El torneo fue cancelado |
"""


def test_a_spanish_table_tells_departments_and_why_there_was_no_champion():
    seasons, problems = read(SPANISH)
    assert told(seasons) == {
        1999: ([("UPAO", "La Libertad", None)], [("Alfonso Ugarte", "Puno")], "played"),
        2000: ([("Estudiantes de Medicina", "Ica", None)], [], "played"),
        2001: ([("Sport Bolito", "Tumbes", None)], [], "played"),
        2002: ([], [], "not held"),
        2003: ([], [], "no final"),
        2004: ([], [], "under way"),
        2005: ([], [], "cancelled"),
    }
    assert problems == ()


def test_a_row_that_says_too_little_or_too_much_is_reported():
    rows = ["| 1999 | UPAO |", "| 2000 | |", "| 2001–2002 | UTC |", "| soon | UTC |", "| 1999 | Melgar |"]
    seasons, problems = read("| Year | Winner |\n| 1997 | ADT |\n| 1998 | IMI |\n" + "\n".join(rows))
    assert [season.year for season in seasons] == [1997, 1998, 1999]
    assert seasons[-1].champions[0].club.name == "UPAO"
    assert [(problem.kind, problem.line) for problem in problems] == [
        ("not-understood", 5),
        ("not-understood", 6),
        ("not-understood", 7),
        ("edition-twice", 8),
    ]


@pytest.mark.parametrize("title", ["= 2001 Copa Perú =\n", "Infobox\n- Season: 2001\n- Winners: ADT\n\n"])
def test_a_season_document_with_earlier_champions_stays_the_document_of_its_season(title):
    rows = "".join(f"| {year} | UTC |\n" for year in range(1991, 2000))
    [season], _ = read(f"{title}== Champions so far ==\n| Season | Champion |\n{rows}")
    assert season.year == 2001
    assert not season.of_list


def test_a_text_without_a_year_and_a_list_cannot_be_read():
    with pytest.raises(DocumentError, match="no year"):
        read("| Year | Winner |\n| 1999 | ADT |\n")


_cells = st.text(st.characters(codec="utf-8", exclude_characters="|\n\r\0"), max_size=20)
_rows = st.tuples(st.integers(1967, 2030) | _cells, _cells, _cells, _cells)


@given(st.lists(_rows, max_size=12))
def test_any_list_is_read_without_a_champion_nobody_wrote(rows):
    table = ["| Season | Champion | Runner-up | Note |", "| 1967 | ADT | | |", "| 1968 | UTC | | |"]
    table += ["| 1969 | Not held | | |", *(f"| {' | '.join(map(str, row))} |" for row in rows)]
    text = "\n".join(table)
    seasons, _ = read(text)
    years = [season.year for season in seasons]
    assert len(years) == len(set(years))
    for season in seasons:
        assert bool(season.champions) == (season.status is SeasonStatus.PLAYED)


HTML = """<!DOCTYPE html><html><head><title>Copa Perú - Wikipedia</title></head><body>
<h1 id="firstHeading">{title}</h1><div class="mw-parser-output">
<p>The {title} is a football tournament in Peru.</p>
<h2>Champions</h2>
<table class="wikitable"><tbody><tr><th>Season</th><th>Champion (title count)</th><th>Runner-up</th></tr>
<tr><td><a href="/wiki/1981">1981</a></td><td><b>UTC</b> (1)</td><td>Juventud La Palma</td></tr>
<tr><td>1982</td><td>Atlético Torino (4)</td><td rowspan="2">Atlético Grau</td></tr>
<tr><td>1983</td><td>Sport Pilsen (1)</td></tr>
<tr><td>1988–1992</td><td colspan="2"><i>Not held</i></td></tr></tbody></table></div></body></html>"""


def test_the_article_on_the_competition_as_html_is_a_list_of_editions():
    seasons, problems = read(HTML.format(title="Copa Perú"), "Copa_Peru.html")
    assert told(seasons) == {
        1981: ([("UTC", None, 1)], [("Juventud La Palma", None)], "played"),
        1982: ([("Atlético Torino", None, 4)], [("Atlético Grau", None)], "played"),
        1983: ([("Sport Pilsen", None, 1)], [("Atlético Grau", None)], "played"),
        **{year: ([], [], "not held") for year in range(1988, 1993)},
    }
    assert [problem.kind for problem in problems] == ["list-rest"]


def test_the_champions_of_another_competition_are_refused():
    with pytest.raises(DocumentError, match="Copa Federación"):
        read(HTML.format(title="Copa Federación"), "Copa_Federacion.html")
