"""Clauses beside a question, which may change it: conditions, times, guesses, comparisons, asides."""

import pytest

from bot.ask import read
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Point
from bot.queries.matches import Matches
from bot.queries.results import Results
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from tests.ask.test_honours import first_lines

UTC, CNI, TORINO = "utc.cajamarca", "cni.loreto", "atletico-torino.piura"


@pytest.mark.parametrize(
    "text",
    [
        "how many points did CNI get in 1996, not counting the first game",
        "don't count round one, how many goals did Melgar score in 1967",
        "si quitamos la primera fecha, cuántos goles hizo UTC en el 96",
        "before ADT won it in 2021, had any other side from Junín been champion",
        "antes de que campeonara Pirata en 2018, algún equipo de Lambayeque había ganado",
        "qué rival de UPAO en el 97 no le pudo meter gol, si lo hubo",
        "in 1996 did UTC end above or below CNI, and who was third",
        "el año que ganó el ADA, quién quedó segundo y de qué departamento era ese club",
        "has any team from Tumbes or Puno ever won it, or at least been second",
        "en el 97 cuánto quedaron Aurich y UPAO antes del partido de desempate",
        "sin salir campeón, qué club metió más goles en el 96",
        "desde que campeonó Sport Rosario, qué departamento tiene más títulos",
        "the side that beat Melgar on the last day in 1967, where did it end up",
        "el cuadro que le ganó a UPAO en la primera fecha del 97, en qué puesto quedó",
        "the only draw of the 1996 finals, which teams played it",
        "I heard UTC won in 1981 and then again, but when was the second time",
        "when did Sport Ancash win, and did Mannucci ever win after them",
        "how many goals did those who lost the final round score in 1997",
    ],
)
async def test_a_clause_that_changes_the_question_is_never_left_out(text, shipped):
    assert (await read(text, shipped)).outcome == "ask"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("before 1980, how many titles did Torino have", Champions(team=TORINO, until=1979)),
        ("antes de ganar en 2012, cuántas había ganado UTC", Champions(team=UTC, until=2011)),
        ("quién ganó la edición siguiente a la que ganó el ADA, que fue en 2023", Champion(2024)),
        ("who won the edition before the one that UTC won in 1981", Champion(1980)),
        ("como buen tarmeño pregunto, cuántas copas ganó el ADT", TeamProfile("adt.junin")),
        (
            "el resultado de UTC con CNI, no el de Gálvez con CNI, en el 96",
            Results(UTC, 1996, CNI),
        ),
        (
            "who played on 29 January 1997, my uncle saw Gálvez there",
            Matches(1996, "Round 4", "Final stage"),
        ),
    ],
)
async def test_a_clause_tells_the_time_or_who_asks(text, query, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "query"
    assert (understood.query, understood.also) == (query, ())


@pytest.mark.parametrize(
    "text", ["quién ganó en 2012, el UTC?", "who won in 2012, UTC?", "el 2012 lo ganó quién, UTC?"]
)
async def test_a_club_behind_who_won_is_a_guess_and_no_opponent(text, shipped):
    [reading, *_] = (await read(text, shipped)).readings
    assert (reading.query, reading.point) == (Champion(2012), Point("won_it", (UTC,), what="titles"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "quién campeonó más recientemente, Melgar o Mannucci",
            "Melgar (Arequipa): 1971 · Carlos A. Mannucci (La Libertad): 1969",
        ),
        (
            "which won it most recently, Cusco or Tacna",
            "Tacna: 2024 · Cusco: 2022",
        ),
        (
            "quién terminó en el 67 debajo de Espinosa y encima de Melgar",
            "Juan Aurich (Lambayeque) terminó 3.º de 6 con 7 puntos.",
        ),
        (
            "UTC and CNI in 1996, how many points separated them",
            "3 points: UTC (Cajamarca) had 9, CNI (Loreto) 6.",
        ),
        ("qué equipos no ganaron ningún partido en el 97, aparte de CNI", "Aparte de CNI (Loreto), ninguno."),
    ],
)
async def test_what_is_set_side_by_side_is_said_first(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


async def test_who_came_after_a_club_is_of_the_same_table(shipped):
    understood = await read(
        "tell me how far behind CNI finished in 1997, and who came right after them", shipped
    )
    assert {query.query for query in (*understood.readings[:1], *understood.also)} == {Standings(1997)}


async def test_how_that_match_ended_is_no_place_of_a_table(shipped):
    understood = await read("contra quién jugó UTC en la fecha 2 del 96 y cómo acabó ese partido", shipped)
    assert understood.outcome == "query"
    assert {type(each.query) for each in (*understood.readings[:1], *understood.also)} == {Results}


async def test_who_was_above_two_clubs_is_not_one_of_them(shipped):
    understood = await read("quiénes quedaron encima de CNI y de Bolognesi en el 96", shipped)
    assert understood.outcome == "ask"


async def test_the_last_final_is_none_of_which_no_match_is_known(shipped):
    understood = await read("la última final de la que se sabe el resultado", shipped)
    assert understood.outcome != "query" or understood.query != Matches(2012, "final")


async def test_a_table_is_that_of_the_clubs_between(shipped):
    understood = await read("who was above CNI and below UTC in 1996", shipped)
    between = ("coronel-bolognesi.tacna", "gigantes-del-cenepa.apurimac")
    assert understood.readings[0].query == Standings(1996)
    assert understood.readings[0].point == Point("place", between)
