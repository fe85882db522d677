"""Sums and differences: of several seasons, clubs or departments."""

import pytest

from bot.ask import read
from bot.queries.results import Results
from bot.queries.seasons import Seasons
from bot.replies.ask import asked
from bot.replies.language import language
from tests.ask.test_honours import first_lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "sumando 1967 y 1997 cuántos goles encajó Aurich",
            "Juan Aurich (Lambayeque), en total: 8 goles en contra (1967: 6 · 1997: 2).",
        ),
        (
            "how many games did CNI win in 1996 and 1997 combined?",
            "CNI (Loreto), in total: 2 wins (1996: 2 · 1997: 0).",
        ),
        ("total goals of 1967 and 1996 put together", "In total: 103 goals (1967: 48 · 1996: 55)."),
        (
            "goles de la liguilla del 96 más los de la liguilla del 97 con el desempate",
            "En total: 102 goles (1996: 55 · 1997: 47).",
        ),
        ("goles en las ediciones 96 y 97, cuántos son", "En total: 102 goles (1996: 55 · 1997: 47)."),
        ("cuántos goles hubo entre 1996 y 1997", "1996 y 1997 suman 102 goles."),
        ("todos los goles de todas las ediciones, cuántos suman?", "1967, 1996 y 1997 suman 150 goles."),
        (
            "how many goals were scored in the 67, 96, 97, 06 and 12 editions all together",
            "1967, 1996, and 1997 together: 150 goals. I know of no results of 2006 and 2012.",
        ),
        ("sumando 2005 y 2006 cuántos goles hubo", "No conozco resultados de 2005 y 2006."),
        (
            "cuántas victorias tuvo Aurich en el 67, el 97 y el 2006",
            "Juan Aurich (Lambayeque), en total: 8 triunfos (1967: 3 · 1997: 5).",
        ),
        ("add up every trophy won by Tacna and Ica", "Tacna and Ica together: 4 titles."),
        (
            "cuántas copas suman Torino, Mannucci y UTC",
            "Atlético Torino (Piura), Carlos A. Mannucci (La Libertad) y UTC (Cajamarca) suman 9 títulos.",
        ),
    ],
)
async def test_a_sum_of_several_seasons_or_departments_is_said_first(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


async def test_a_season_without_a_number_is_left_out_of_those_beside_a_sum(shipped):
    _, each = await first_lines("suma de los goles de 1967, 1996, 2006 y 2012", shipped)
    assert each == "1996: 55 goles · 1967: 48 goles"


@pytest.mark.parametrize(
    "text",
    [
        "juntando los goles de Aurich y Cienciano en el 67 y 97 cuánto da",
        "cuántos equipos suman el 2006 y el 2012 juntos?",
        "cuántos puntos sumó CNI en el 67 y el 96 juntos",
        "qué porcentaje de los partidos de 1997 fueron empates",
        "después de los años sin copa, quién fue el primer campeón",
        "how many goals altogether did Melgar, Cienciano and CNI score in 1967",
    ],
)
async def test_a_sum_or_a_time_that_no_answer_tells_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome == "ask"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "how many fewer matches were there in 1967 than in 1997",
            "1997: 16 matches · 1967: 15 matches · difference: 1",
        ),
        (
            "cuántos equipos más hubo en el 2012 que en el 96",
            "2012: 65 equipos · 1996: 26 equipos · diferencia: 39",
        ),
        (
            "gap in goals between the 1997 finals and the 1967 ones?",
            "1967: 48 goals · 1997: 47 goals · difference: 1",
        ),
        (
            "qué diferencia de goles hay entre la edición 96 y la 97",
            "1996: 55 goles · 1997: 47 goles · diferencia: 8",
        ),
        (
            "2006 vs 2012: diferencia en cantidad de equipos",
            "2012: 65 equipos · 2006: 50 equipos · diferencia: 15",
        ),
        (
            "cuántos títulos más tiene La Libertad que Tacna",
            "La Libertad: 9 títulos · Tacna: 3 títulos · diferencia: 6",
        ),
        (
            "de 1967 a 2012, en cuántos equipos creció el torneo",
            "2012: 65 equipos · 1967: 24 equipos · diferencia: 41",
        ),
        ("difference in titles between Cusco and Puno", "Cusco: 2 titles · Puno: 0 titles · difference: 2"),
    ],
)
async def test_how_far_two_seasons_or_departments_are_apart_is_said_first(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


@pytest.mark.parametrize(
    "text",
    ["qué diferencia de copas hay entre Torino y Melgar", "difference in titles between Melgar and Torino"],
)
async def test_the_difference_of_two_clubs_is_no_sum(text, shipped):
    assert (await first_lines(text, shipped))[1].endswith(": 4")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "cuántos goles más le hicieron a UTC que a Gálvez en el 96",
            "goles en contra: UTC 9 · José Gálvez 4 · diferencia: 5",
        ),
        (
            "how many more goals did CNI concede than Aurich in 1997",
            "goals conceded: CNI 19 · Juan Aurich 2 · difference: 17",
        ),
    ],
)
async def test_goals_conceded_are_compared_where_they_are_asked_for(text, line, shipped):
    assert (await first_lines(text, shipped))[1] == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cuántos años entre la 2da y la 3ra copa de Torino", "2 años entre los títulos de 1975 y 1977."),
        (
            "how many years between UTC's first and second titles",
            "31 years between the titles of 1981 and 2012.",
        ),
        (
            "entre el primer título de Piura y el más reciente cuánto tiempo pasó",
            "45 años entre los títulos de 1970 y 2015.",
        ),
        (
            "how long between Ancash's first and latest titles",
            "20 years between the titles of 1996 and 2016.",
        ),
        ("cuánto tiempo pasó entre las dos copas de Huánuco", "29 años entre los títulos de 1980 y 2009."),
    ],
)
async def test_the_years_between_titles_of_a_club_or_department_are_said_first(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


async def test_the_first_two_editions_are_both_told(shipped):
    understood = await read("quién ganó la primera y la segunda copa", shipped)
    assert understood.query == Seasons(1967, 1968)


async def test_a_sum_is_all_of_its_answer_with_the_ways_to_each_season(shipped):
    understood = await read("juntando el 67, el 96 y el 97, cuántos goles le hicieron al CNI", shipped)
    reply = (await asked(understood, shipped, language("es-419", markup=False))).reply
    assert reply.title == "Resultados: CNI (Loreto), 1967, 1996 y 1997"
    assert len(reply.lead) == 1
    assert not reply.parts
    assert reply.whole == "Resultados · CNI (Loreto) · 1967"
    assert [link.query for link in reply.links] == [Results("cni.loreto", year) for year in (1996, 1997)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cuántos goles cayeron entre Cienciano y Aurich", "4 goles."),
        ("how many goals were there in UPAO v Cultural Hidro", "7 goals."),
        ("el Gálvez con UTC cuántos goles tuvo", "1 gol."),
        ("cuántos goles metió Cienciano contra Aurich", "Cienciano (Cusco): 1 gol."),
        ("goals of Cultural Hidro against UPAO", "Cultural Hidro (Junín): 2 goals."),
    ],
)
async def test_the_goals_of_a_match_are_of_both_clubs(text, line, shipped):
    assert (await first_lines(text, shipped, 1))[0] == line
