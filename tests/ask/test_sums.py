"""Sums and differences: of several seasons, clubs or departments."""

import pytest

from bot.ask import read
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
            "CNI (Loreto), in all: 2 wins (1996: 2 · 1997: 0).",
        ),
        ("total goals of 1967 and 1996 put together", "In all: 103 goals (1967: 48 · 1996: 55)."),
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
        ("add up every trophy won by Tacna and Ica", "Tacna and Ica together: 4 titles."),
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
    ],
)
async def test_a_sum_that_no_answer_tells_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome == "ask"
