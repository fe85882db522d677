"""Which numbers of four digits are years: those of two centuries, and any that a title names a season by."""

import datetime

import pytest

from bot.errors import DocumentError
from bot.reader import read_season

_FAR = """= {title} =

Infobox
- Season: 3456
- Prevseason: 3454
- Nextseason: 3457

==Final Stage==
=== Round 1 ===
28 December 3456
Sport Ejemplo 2-0 Deportivo Prueba
2 January 3457
Sport Ejemplo 1-0 Deportivo Prueba
"""


@pytest.mark.parametrize(
    "title",
    ["3456 Copa Perú", "Copa Perú 3456", "The 3456 Copa Perú season", "Temporada 3456 de la Copa Perú"],
)
def test_a_title_that_names_the_competition_and_a_year_names_the_season(title):
    season = read_season(_FAR.format(title=title), "d.txt")
    assert (season.year, season.previous, season.next) == (3456, 3454, 3457)
    assert [match.date for match in season.matches] == [
        datetime.date(3456, 12, 28),
        datetime.date(3457, 1, 2),
    ]
    assert season.problems == ()


@pytest.mark.parametrize(
    "title", ["Copa Perú", "Copa Perú (1000 clubs)", "Copa Perú 3456 3457", "Lima 3456", "Copa Perú 0456"]
)
def test_a_number_in_another_title_is_no_season(title):
    with pytest.raises(DocumentError, match="no year"):
        read_season(f"= {title} =\n\nSport Ejemplo 2-0 Deportivo Prueba\n", "d.txt")


def test_a_usual_year_anywhere_goes_before_an_unusual_one():
    assert read_season("= Copa Perú 3456 =\n\nInfobox\n- Season: 1998\n", "d.txt").year == 1998
    assert read_season("= Copa Perú 3456 =\n\nProse.\n", "1998_copa_peru.txt").year == 1998


def test_a_date_far_from_the_season_of_a_usual_document_is_not_read():
    season = read_season("= 1998 Copa Perú =\n\n==Final Stage==\n14 May 3456\nA 1-0 B\n", "d.txt")
    assert [match.date for match in season.matches] == [None]


def dates_of(*lines: str) -> list[str | None]:
    body = "\n".join(line if " 1-0 " in line else f"{line}\nA 1-0 B" for line in lines)
    season = read_season(f"= 1996 Copa Perú =\n\n==Final Stage==\n{body}\n", "d.txt")
    return [match.date and match.date.isoformat() for match in season.matches]


def test_dates_without_a_year_are_of_the_seasons_year():
    assert dates_of("20 de noviembre", "4 de diciembre") == ["1996-11-20", "1996-12-04"]
    assert dates_of("18 November", "15 May") == ["1996-11-18", "1996-05-15"]


def test_dates_of_january_below_late_ones_are_of_the_next_year():
    assert dates_of("18 November", "22 December", "12 January", "19 January") == [
        "1996-11-18",
        "1996-12-22",
        "1997-01-12",
        "1997-01-19",
    ]


def test_a_lone_date_of_january_may_be_of_both_years():
    assert dates_of("19 January") == [None]


def test_the_name_of_the_competition_in_the_infobox_may_give_the_year():
    assert read_season("Ficha\n- Nombre: Copa Perú 1998\n- Campeón: UTC\n", "d.txt").year == 1998
    assert read_season("Ficha\n- Nombre: Copa Perú 1998\n- Temporada: 1999\n", "d.txt").year == 1999
