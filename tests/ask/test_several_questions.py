"""Several questions in one message: each is answered, or said not to be understood."""

import pytest

from bot.ask import read
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Point
from bot.queries.matches import Matches
from bot.queries.ranking import Ranking
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.replies.ask import asked, plain_text
from bot.replies.language import language
from bot.replies.reply import body, fits_screen

UTC, MELGAR, CNI = "utc.cajamarca", "melgar.arequipa", "cni.loreto"
CIENCIANO = "cienciano.cusco"
TORINO, GALVEZ = "atletico-torino.piura", "jose-galvez.ancash"


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        # joined by other words than "and", each with its own club and season
        ("cuántos títulos tiene UTC? y de paso cuándo ganó Torino", [TeamProfile(UTC), TeamProfile(TORINO)]),
        ("quién ganó en 1986 y además cuántas copas tiene UTC", [Champion(1986), TeamProfile(UTC)]),
        (
            "partidos de la fecha 3 de 1967 y la siguiente",
            [Matches(1967, "fecha 3"), Matches(1967, "fecha 4")],
        ),
        ("who won in 1986, also who was bottom in 1997", [Champion(1986), Standings(1997)]),
        ("who won in 1986? oh and who was the top scorer in 1967", [Champion(1986), Scorers(1967)]),
        ("tabla del 67, luego dime quién ganó en 2005", [Standings(1967), Champion(2005)]),
        ("did Torino win in 1994 and did UTC win in 1985?", [Champion(1994), Champion(1985)]),
        ("quién le ganó a UTC en 1996? y Cienciano en qué puesto quedó en el 67?",
         [Results(UTC, 1996), Standings(1967)]),
        ("cómo fue el desempate del 97? además cuánto quedó Melgar con CNI en el 67",
         [Matches(1997, "desempate"), Results(MELGAR, 1967, CNI)]),
        ("resultados de Cienciano 67 y de UTC 96", [Results(CIENCIANO, 1967), Results(UTC, 1996)]),
        ("quién tiene más títulos y quién perdió más finales",
         [Ranking("titles", "club"), Ranking("runner_up", "club")]),
        ("qué departamento tiene más copas y cuál es el club con más",
         [Ranking("titles", "department"), Ranking("titles", "club")]),
        # one that goes on from the one before
        ("cuántas tiene UTC y cuántas Torino", [TeamProfile(UTC), TeamProfile(TORINO)]),
        ("when did UTC win? and Torino?", [TeamProfile(UTC), TeamProfile(TORINO)]),
        ("who beat Cienciano in round 2 of 1967 and who did Cienciano beat right after",
         [Results(CIENCIANO, 1967), Results(CIENCIANO, 1967)]),
        ("is it true that UTC lost to Gálvez in 1996 and that they beat CNI?",
         [Results(UTC, 1996, GALVEZ), Results(UTC, 1996, CNI)]),
        ("quién ganó la copa de 1985 y cuántas veces ganó Torino", [Champion(1985), TeamProfile(TORINO)]),
        # at the end of a long story
        ("My uncle keeps a big notebook with all the old results, and last night we went through it page by"
         " page with coffee and cake until nobody could read his writing any more. Which round of the 1996"
         " final stage had the most goals, and how many were there?",
         [Ranking("goals", "round", season=1996)]),
        # one answer that tells both
        ("quién ganó en 2015 y a quién le ganó", [Champion(2015)]),
        ("what was the biggest win of 1997 and when was it", [Records(1997)]),
        ("qué partidos ganó UTC en 1996 y cuáles perdió", [Results(UTC, 1996)]),
        ("cuándo jugó Melgar con Cienciano en el 67 y cómo quedaron", [Results(MELGAR, 1967, CIENCIANO)]),
        ("how many titles does Piura have, and which clubs won them?", [Champions("Piura")]),
    ],
)  # fmt: skip
async def test_each_question_of_a_message_is_answered(text, queries, shipped):
    understood = await read(text, shipped)
    assert [understood.query, *(reading.query for reading in understood.also)] == queries
    assert not understood.strange


@pytest.mark.parametrize(
    ("text", "query", "unread"),
    [
        (
            "quién ganó en 1986 y cuántos blablá hizo el tesorero",
            Champion(1986),
            "cuántos blablá hizo el tesorero",
        ),
        ("who won in 1986, and how grumbly was it?", Champion(1986), "how grumbly was it"),
        ("qué equipos de Ica fueron en 2012 y cuándo", Teams(2012, "Ica"), "cuándo"),
    ],
)
async def test_a_question_that_is_not_understood_is_told(text, query, unread, shipped):
    understood = await read(text, shipped)
    assert understood.query == query
    answer = await asked(understood, shipped, language("es"))
    assert f"No entendí “{unread}”." in plain_text(answer.reply)


async def test_what_is_not_understood_first_leaves_nothing_to_go_on_from(shipped):
    understood = await read("cuántos penales hubo en la final del 97? y cuándo fue eso?", shipped)
    assert understood.outcome != "query"


async def test_whom_a_club_beat_is_not_who_beat_it(shipped):
    for text, aim in (("who Melgar beat in 1967", "won"), ("who beat Melgar in 1967", "lost")):
        assert (await read(text, shipped)).readings[0].point == Point(aim, (MELGAR,))


async def test_answers_longer_than_a_screen_are_told_in_short_with_buttons_to_each(
    shipped,
):
    understood = await read("la tabla de 1996 y además la tabla de 1997", shipped)
    reply = (await asked(understood, shipped, language("es-419"))).reply
    assert fits_screen(reply)
    assert "José Gálvez" in body(reply)
    assert "Juan Aurich" in body(reply)
    assert reply.whole == "Tabla · 1996"
    assert Standings(1997) in [link.query for link in reply.links]


async def test_two_short_answers_are_told_whole(shipped):
    understood = await read("quién fue el goleador de 1967 y además el desempate de 1997", shipped)
    reply = (await asked(understood, shipped, language("es-419"))).reply
    assert "Daniel Ruiz" in body(reply)
    assert "Juan Aurich **1–0** Deportivo UPAO" in body(reply).replace("\u2060", "").replace("\xa0", " ")


async def test_the_notes_of_an_answer_stand_before_the_next_answer(shipped):
    understanding = await read("quién ganó en 2006 y en 2050", shipped)
    text = plain_text((await asked(understanding, shipped, language("es", markup=False))).reply)
    assert text.index("Mi fuente no dice quién fue subcampeón") < text.index("No tengo nada de 2050.")


@pytest.mark.parametrize(
    "text", ["quién fue tercero en el 96 y quién fue cuarto", "who finished third in 1996, and who fourth?"]
)
async def test_two_places_of_a_table_are_both_told(text, shipped):
    understood = await read(text, shipped)
    assert [each.point.place for each in (understood.readings[0], *understood.also)] == [3, 4]


async def test_questions_that_one_answer_tells_are_answered_once(shipped):
    understanding = await read("el colero del 97 quién fue y cuántos puntos hizo", shipped)
    reply = (await asked(understanding, shipped, language("es-419"))).reply
    assert body(reply).count("terminó 6.º de 6 con 1 punto") == 1
