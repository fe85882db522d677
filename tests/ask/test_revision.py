"""Texts that take back, deny or except something, or say "that year": what is answered or asked back."""

import pytest

from bot.ask import read
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Point
from bot.queries.matches import Matches
from bot.queries.ranking import Ranking
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams

CIENCIANO, MELGAR = Results("cienciano.cusco", 1967), Results("melgar.arequipa", 1967)


@pytest.fixture
def snapshot(shipped):
    return shipped


GALVEZ = "jose-galvez.ancash"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("tell me the 1967 runner-up. wait no, the 1970 one", Champion(1970)),
        ("quién fue subcampeón el 67. ay no, el 70", Champion(1970)),
        ("quién ganó el 2006, miento, el 2007", Champion(2007)),
        ("el campeón del 70? no no, el del 71", Champion(1971)),
        ("champion of 1996... strike that: 1997", Champion(1997)),
        ("I said 1996 but I meant 1997: who won", Champion(1997)),
        ("forget 1996, who won in 1997", Champion(1997)),
        ("mejor no el 96, el 97: quién ganó", Champion(1997)),
        ("la fecha 3 del 97, ay no, la 4", Matches(1997, "fecha 4")),
        ("la fecha cuatro del 97, no, perdón, la cinco", Matches(1997, "fecha 5")),
        ("round 3 of 1997, oops, round 4", Matches(1997, "round 4")),
        ("not round 2, round 5 of 1997", Matches(1997, "round 5")),
        ("no digo la tabla, digo el campeón, del 2012", Champion(2012)),
        ("el campeón del 96, mejor dicho el goleador", Scorers(1996)),
        ("the table of 1996, no wait, the top scorer", Scorers(1996)),
        ("el subcampeón del 2012 no, mejor el campeón", Champion(2012)),
        ("no me digas el goleador, dime el campeón del 2008", Champion(2008)),
        ("no me des el goleador del 67, el del 96 quiero", Scorers(1996)),
        ("don't give me the 1967 scorer, the 1996 one", Scorers(1996)),
        ("I want the 1996 scorer, not the 1967 one", Scorers(1996)),
        ("the champion of 1996, not the table", Champion(1996)),
        ("dame la tabla del 67, espera, no, la del 96", Standings(1996)),
        ("me equivoqué, no era melgar, quise decir cienciano: cómo le fue el 67", CIENCIANO),
        ("cómo le fue a melgar el 67, digo a cienciano", CIENCIANO),
        ("how did Melgar do in 1967? sorry, I meant Cienciano", CIENCIANO),
        ("I'm not asking about Melgar, I'm asking about Cienciano in 1967", CIENCIANO),
        ("cómo le fue a cienciano, no a melgar, el 67", CIENCIANO),
        ("quise decir melgar, no cienciano: resultados 1967", MELGAR),
        ("los equipos de cusco en el 2012, digo de puno", Teams(2012, "Puno")),
        ("teams from Cusco in 2012, sorry, Puno", Teams(2012, "Puno")),
        ("el goleador del 97 no, el del 96", Scorers(1996)),
        ("the 1996 table. No! 1997!", Standings(1997)),
        ("2004 champion, er, 2005", Champion(2005)),
        ("quien gano la fecha 2 del 97, la 3 digo", Matches(1997, "fecha 3")),
        ("la final del 2006, perdona, la semifinal", Matches(2006, "semifinal")),
        ("no gracias, mejor el campeón del 2003", Champion(2003)),
        ("yo no dije tabla, dije goleadores del 67", Scorers(1967)),
        ("1988 champion plz, nvm 1989", Champion(1989)),
        ("the winner of 1990, hold on, 1991", Champion(1991)),
        ("instead of 1996 give me 1997 champion", Champion(1997)),
        ("equipos de lima 2012, no de lima, de ica", Teams(2012, "Ica")),
        (
            "I don't want Melgar vs CNI, I want Melgar vs Cienciano 1967",
            Results("melgar.arequipa", 1967, "cienciano.cusco"),
        ),
        (
            "melgar contra cienciano en 1967, perdón, melgar contra cni",
            Results("melgar.arequipa", 1967, "cni.loreto"),
        ),
        ("ya no el 2002, ahora el 2003, campeón", Champion(2003)),
        ("who came second in 2008? no wait I meant third in 1996", Standings(1996)),
        ("te pedí el campeón del 2009 no del 2008", Champion(2009)),
        ("how did CNI do in 1997? actually, how did UPAO do", Results("deportivo-upao.la-libertad", 1997)),
        ("hola, perdón, quién ganó en 1996", Champion(1996)),
        ("I can't wait, who won in 2006", Champion(2006)),
        ("no, en serio, quién ganó en 2006?", Champion(2006)),
    ],
)
async def test_what_is_taken_back_or_denied_is_not_answered(snapshot, text, query):
    assert (await read(text, snapshot)).query == query


async def test_what_was_asked_stays_asked_of_another_season(snapshot):
    understood = await read("tell me the 1967 runner-up. wait no, the 1970 one", snapshot)
    assert understood.readings[0].point == Point("second")


async def test_a_second_question_after_an_apology_takes_nothing_back(snapshot):
    understood = await read("quién ganó en 1996, perdón por molestar, y quién ganó en 1997", snapshot)
    assert [reading.query for reading in understood.also] == [Champion(1997)]


@pytest.mark.parametrize(
    "text",
    [
        "melgar vs cni en el 67, ay no, cienciano",
        "cuánto quedó aurich con upao el 97, digo, con cni",
        "who has most titles, I mean, in the table",
        "champions of the 90s, not 95",
        "champions not from Lima",
        "campeones que no son de lima",
        "resultados de melgar en 1967 quitando los empates",
        "resultados de melgar en 1967 menos contra cienciano",
        "en vez del 96 dame la tabla del 97",
        "la tabla del 97 sin cni",
        "quién NO ganó la copa en 1996",
        "which of the 1996 teams did NOT lose to José Gálvez",
        "equipos que no perdieron con melgar en 1967",
        "no ganó melgar en 1970? entonces quién ganó",
        "me confundí de equipo, es cienciano no melgar, cómo le fue el 67",
        "everyone but UTC in 1996",
        "champions from Lima, but not Lima city",
        "quién casi gana en 1996",
        "quién ganó sin ser de lima",
        "was it not Aurich who won in 1997?",
        "who has never lost to Melgar",
        "did UTC not win in 1996?",
    ],
)
async def test_what_is_excepted_or_denied_in_another_way_is_asked_back(snapshot, text):
    assert (await read(text, snapshot)).query is None


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("YESSS Sport Rosario!!! remind me who came second that year", Champion(2016)),
        ("grande Binacional campeón!! quién quedó segundo ese año?", Champion(2017)),
        ("en qué año campeonó binacional y quién fue segundo ese año", Champion(2017)),
        ("mi viejo nació el 85, quién ganó ese año", Champion(1985)),
        ("My uncle was born in 1976. Who won the cup that year?", Champion(1976)),
        ("nací en 1975, no, perdón, en 1976; quién campeonó ese año", Champion(1976)),
        (
            "Queremos el escudo de 1975, ay no, perdón, ella dice 1976. Quién fue campeón ese año?",
            Champion(1976),
        ),
        ("quién fue el campeón de ese año, 1997", Champion(1997)),
        ("el año que ganó binacional quién fue segundo", Champion(2017)),
        ("the year Binacional won, who was runner up", Champion(2017)),
        ("el año que nací, 1985, quién ganó", Champion(1985)),
    ],
)
async def test_that_year_is_the_one_named_or_that_of_the_clubs_title(snapshot, text, query):
    assert (await read(text, snapshot)).query == query


@pytest.mark.parametrize(
    "text",
    [
        "ese año ganó otro no?",
        "who was the champion that year",
        "quién fue el goleador ese año",
        "cómo le fue a melgar ese año",
        "tabla de ese año",
        "esa edición quién la ganó",
        "quién le ganó a melgar ese año",
        "Binacional fue subcampeón ese año?",
        "my son was born in 2010, my daughter in 2012. Who won the cup that year?",
        "quién ganó el torneo aquel",
        "who lost the final that year",
        "cuántos goles hubo esa temporada",
        "qué equipos de puno jugaron ese año",
        "Juan Aurich campeón carajo, quién fue segundo ese año",
        "top scorer of the same season please",
        "tabla",
        "pásame la tabla pe",
        "standings please",
        "quién quedó último",
        "who finished third",
    ],
)
async def test_a_season_that_is_not_named_is_never_the_latest_by_default(snapshot, text):
    understood = await read(text, snapshot)
    assert (understood.outcome, understood.query) == ("ask", None)


async def test_a_table_is_offered_of_the_editions_that_have_one(snapshot):
    understood = await read("pásame la tabla", snapshot)
    assert [reading.query for reading in understood.readings] == [Standings(y) for y in (1997, 1996, 1967)]


CLUBS, COUNT = Ranking("titles", "club"), Point("count", what="clubs")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("how many different clubs from Lambayeque have won it", ("Lambayeque", None)),
        ("how many teams from Arequipa have been champions", ("Arequipa", None)),
        ("number of clubs from Puno that won the title", ("Puno", None)),
        ("how many clubs from Cusco have won the cup since 2000", ("Cusco", 2000)),
        ("cuántos clubes de lambayeque han sido campeones", ("Lambayeque", None)),
        ("cuántos equipos distintos de arequipa ganaron la copa", ("Arequipa", None)),
        ("cuántos clubes de arequipa tienen títulos", ("Arequipa", None)),
        ("how many different champions has Arequipa had", ("Arequipa", None)),
        ("cuántos campeones distintos tiene arequipa", ("Arequipa", None)),
    ],
)
async def test_clubs_of_a_department_that_won_are_counted_as_clubs(snapshot, text, query):
    first = (await read(text, snapshot)).readings[0]
    department, since = query
    assert (first.query, first.point) == (CLUBS.with_values(department=department, since=since), COUNT)


@pytest.mark.parametrize(
    "text",
    [
        "how many teams from Cusco beat Melgar",
        "cuántos equipos de lima ganaron a melgar",
        "how many teams from Lima won a match in 2006",
        "cuántos equipos de puno ganaron partidos",
        "cuántos equipos de arequipa nunca ganaron",
    ],
)
async def test_clubs_that_won_something_else_are_not_counted_as_champions(snapshot, text):
    assert (await read(text, snapshot)).query is None


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("los charapas de loreto cuántas copas se llevaron", "Loreto"),
        ("how many cups did the charapas from Loreto win", "Loreto"),
        ("los characatos de arequipa cuántos títulos tienen", "Arequipa"),
        ("títulos de los chalacos del callao", "Callao"),
        ("los piuranos de piura han ganado alguna vez", "Piura"),
        ("cuántas veces ganaron equipos de lambayeque", "Lambayeque"),
    ],
)
async def test_people_named_with_their_department_are_that_department(snapshot, text, department):
    assert (await read(text, snapshot)).query == Champions(department=department)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "quién ganó en 1996 y cuántos goles metió Gálvez",
            Champion(1996),
            Results("jose-galvez.ancash", 1996),
        ),
        (
            "who was the top scorer in 67 and which club scored most goals",
            Scorers(1967),
            Ranking("goals", "club", season=1967),
        ),
        ("quién ganó en el 96 y cómo quedó la tabla", Champion(1996), Standings(1996)),
        ("en 1967 quién fue por Puno y quién fue por Tacna", Teams(1967, "Puno"), Teams(1967, "Tacna")),
    ],
)
async def test_two_questions_that_and_joins_are_both_answered(text, first, second, shipped):
    understood = await read(text, shipped)
    assert (understood.query, [reading.query for reading in understood.also]) == (first, [second])


async def test_a_second_question_on_what_the_first_tells_is_no_question_of_its_own(shipped):
    understood = await read("cuántas copas tiene UTC y cuándo ganó la última", shipped)
    assert (understood.query, understood.also) == (TeamProfile("utc.cajamarca"), ())
