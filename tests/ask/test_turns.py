"""Replies that go on from an answer or a question back: what they leave out is taken from it."""

import pytest

from bot.ask import read
from bot.queries import decode, encode
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Point, Turn, decode_point, encode_point
from bot.queries.matches import Matches
from bot.queries.ranking import Ranking
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.today import today_in_peru
from bot.queries.versus import Versus
from bot.replies.ask import asked, plain_text
from bot.replies.language import language

CNI, MELGAR, CIENCIANO = "cni.loreto", "melgar.arequipa", "cienciano.cusco"
_MORE_THAN_ONCE_IN_SIXTIES = Ranking("titles", "club", since=1960, until=1969, top=1)
CHICLIN = "alfonso-ugarte-de-chiclin.la-libertad"
GALVEZ, UTC, TORINO = "jose-galvez.ancash", "utc.cajamarca", "atletico-torino.piura"
AURICH, UPAO = "juan-aurich.lambayeque", "deportivo-upao.la-libertad"


@pytest.mark.parametrize(
    ("chain", "query", "aim"),
    [
        ("cómo le fue a santos en el 2012 > el de ica", Results("santos.ica", 2012), None),
        ("cómo le fue a santos en el 2012 > el segundo", Results("santos.san-martin", 2012), None),
        ("cuántos goles hizo melgar en el 67 > y cienciano?", Results(CIENCIANO, 1967), "count"),
        ("en qué puesto quedó melgar en 1967 > y cni?", Standings(1967), "place"),
        ("who won in 1996 > and their results", Results(GALVEZ, 1996), None),
        ("who won in 1996 > where are they from", TeamProfile(GALVEZ), None),
        ("quién fue subcampeón en 1996 > cómo le fue ese año", Results(UTC, 1996), None),
        ("resultados de cni en 1997 > quién les ganó", Results(CNI, 1997), "lost"),
        ("results of cni in 1996 > who beat them > and who did they beat", Results(CNI, 1996), "won"),
        ("runner-up of 1996 > who'd they beat to get there", Results(UTC, 1996), "won"),
        ("who won in 1996 > have they won it since?", Champions(team=GALVEZ, since=1997), None),
        ("quién ganó en 1996 > volvieron a ganar?", Champions(team=GALVEZ, since=1997), None),
        ("utc 1996 > had they won it before?", Champions(team=UTC, until=1995), None),
        ("utc 1996 > did they win any?", Results(UTC, 1996), "won"),
        ("resultados de utc en 1996 > y quién ganó", Champion(1996), None),
        ("resultados de utc en 1996 > los que ganó nomás", Results(UTC, 1996), "won"),
        ("who won in 2011 > where's that from", TeamProfile("real-garcilaso.cusco"), None),
        ("champion 2010 > who else from there?", Teams(None, "San Martín"), None),
        ("quién ganó en 1971 > qué otros campeones hay de ahí?", Champions("Arequipa"), None),
        ("who won in 2011 > any other champions from there?", Champions("Cusco"), None),
        ("josé olaya 2012 > paita > and the other one", Results("jose-olaya-sechura.piura", 2012), None),
        ("who won in 1967 > against who", Champion(1967), "second"),
        (
            "qué se jugó el 18 de mayo de 1967 > y tres días después?",
            Matches(1967, "round 3", "final stage"),
            "day",
        ),
        ("cienciano 1967 > y su partido de la segunda fecha?", Results(CIENCIANO, 1967), "round"),
        ("melgar 1967 > just the ones they lost", Results(MELGAR, 1967), "lost"),
        ("teams of Ica in 2012 > and Puno had how many?", Teams(2012, "Puno"), "count"),
        ("partidos de mayo del 67 > cuántos goles son en total?", Matches(1967), "month"),
        ("matches in December 97 > how many matches is that altogether?", Matches(1997), "month"),
        (
            "last round of 1967 > no, the very first match",
            Matches(1967, "round 1", "final stage"),
            "first",
        ),
        ("round 3 of 1967 > and the biggest win?", Matches(1967, "round 3"), None),
        ("cni 1967 > mi cumpleaños es el 21 de mayo, cómo les fue", Results(CNI, 1967), "day"),
        ("melgar 1967 > y en mayo?", Results(MELGAR, 1967), "month"),
        ("matches of 1997 > and November?", Matches(1997), "month"),
        ("qué partidos hubo en mayo del 67 > y cni ese mes?", Results(CNI, 1967), "month"),
        ("qué partidos hubo en mayo del 67 > cuántos goles cayeron ese mes", Matches(1967), "month"),
        ("matches on 21 May 1967 > and three days before", Matches(1967, "round 2", "final stage"), "day"),
        (
            "partidos del 21 de mayo de 1967 > y una semana después?",
            Matches(1967, "round 5", "final stage"),
            "day",
        ),
        (
            "round 3 in 1967 > and the round before, total goals?",
            Matches(1967, "round 2"),
            "count",
        ),
        ("cuántas tiene utc > asu, y torino?", TeamProfile(TORINO), "count"),
        ("cuántas derrotas tiene cni en 1967 > y cuántas tiene melgar?", Results(MELGAR, 1967), "count"),
        ("who won in 2012 > who did they beat", Champion(2012), "second"),
        ("campeón de 1971 > y el que sigue > y el q le sigue", Champion(1973), None),
        ("quién tiene más títulos > cuándo fue el último", Ranking("titles", "club"), None),
        ("biggest win of 1996 > on what day was it played", Records(1996), None),
        ("did Juan Aurich win in 2007 > and before that?", Champions(team=AURICH, until=2006), None),
        ("quién ganó en 1981 > lo volvieron a hacer?", Champions(team=UTC, since=1982), None),
        ("who won in 1981 > did they ever do it again", Champions(team=UTC, since=1982), None),
        ("quién ganó en 1996 > y el segundo > cuánto quedaron entre ellos", Results(GALVEZ, 1996, UTC), None),
        (
            "champion of 1997 > what was the score when they played each other",
            Results(AURICH, 1997, UPAO),
            None,
        ),
        ("biggest win in 1997 > who scored > when was it", Records(1997), None),
        ("melgar titles > and lost finals", TeamProfile(MELGAR), "count"),
        ("tabla 1967 > cómo le fue al segundo > y el tercero", Standings(1967), "place"),
        ("champions in the 60s > which of those won more than once", _MORE_THAN_ONCE_IN_SIXTIES, "at_least"),
        ("champions from piura > most recent one > who did they beat", Champion(2015), "second"),
        ("who finished above UTC in 1996 > and below them?", Standings(1996), "place"),
        ("quién ganó en 2019 > cómo se definió entre los dos", Champion(2019), None),
        ("who won in 2019 > by how many points?", Champion(2019), None),
        ("quién ganó en 2012 > y cajamarca ya había ganado antes?", Champions("Cajamarca", until=2011), None),
        ("melgar en 1967 > y después volvió a jugar la copa?", TeamProfile(MELGAR), None),
        (
            "champion 2022 > and when did the other Garcilaso win",
            TeamProfile("real-garcilaso.cusco"),
            "count",
        ),
        ("biggest win of 1967 > and where are the losers from", TeamProfile(CNI), None),
        ("la mayor goleada del 67 > los que ganaron de dónde son", TeamProfile(MELGAR), None),
        ("who won in 1967 > how many goals did they score in the final", Results(CHICLIN, 1967), "count"),
        ("cuándo ganó alfonso ugarte > no, el otro, el de puno", TeamProfile("alfonso-ugarte.puno"), "count"),
        ("who won in 1996 > were they unbeaten?", Results(GALVEZ, 1996), "lost"),
        (
            "quién le ganó a utc en 1996 > pero antes no le había ganado a bolognesi?",
            Results(UTC, 1996, "coronel-bolognesi.tacna"),
            "won",
        ),
        ("quién ganó en 2012 > de dónde son > y antes ya habían campeonado?", TeamProfile(UTC), "count"),
        (
            "champion 2012 > who was second > how many times has that happened to them?",
            TeamProfile("alfonso-ugarte.puno"),
            "count",
        ),
        ("quién quedó último en 1967 > y perdió todos?", Results(CIENCIANO, 1967), None),
        ("campeones de arequipa > sin contar a melgar", Champions("Arequipa"), "leaving_out"),
        ("melgar titles > sure? I only remember 1971", TeamProfile(MELGAR), "count"),
        ("quién ganó en 1971 > mi tío dice que fue torino", Champion(1971), "won_it"),
        ("utc 1996 > y con los de tacna", Results(UTC, 1996, "coronel-bolognesi.tacna"), None),
        ("juan aurich 2006 > y el otro equipo de su departamento?", Teams(2006, "Lambayeque"), None),
        ("adt 2012 > who was the other team from their department", Teams(2012, "Junín"), None),
        ("goleador del 96 > ese de qué equipo era", Scorers(1996), "scorer_club"),
        ("último título de Torino > y quién quedó subcampeón esa vez?", Champion(1994), "second"),
        ("tabla 1967 > y el penúltimo", Standings(1967), "place"),
        ("who finished last in 1997 > second to last I mean", Standings(1997), "place"),
        ("melgar contra cienciano 1967 > y con cni?", Results(MELGAR, 1967, CNI), None),
        ("resultados de utc en el 96 > con gálvez", Results(UTC, 1996, GALVEZ), None),
        ("quién ganó en 1971 > es de cusco?", TeamProfile(MELGAR), None),
        ("who won in 1996 > are they from Trujillo?", TeamProfile(GALVEZ), None),
        ("a quién le ganó 8-0 melgar en 1967 > ese equipo de dónde es", TeamProfile(CNI), None),
        ("a quién le ganó 8-0 melgar en 1967 > de dónde son", TeamProfile(MELGAR), None),
        (
            "quién ganó en 1996 > y el segundo > ese ya había ganado antes?",
            Champions(team=UTC, until=1995),
            None,
        ),
        ("cuándo ganó UTC por primera vez > y la segunda vez cuándo fue", TeamProfile(UTC), "title"),
        ("when did Gálvez first win it? > and the second time?", TeamProfile(GALVEZ), "title"),
        ("campeón de 1996 > y el que perdió la final de qué departamento era", TeamProfile(UTC), None),
        ("who won in 1996 > and the ones who lost, how many titles do they have", TeamProfile(UTC), "count"),
        (
            "who won in 1996 > and the team that lost the final, which department were they from?",
            TeamProfile(UTC),
            None,
        ),
        ("quién ganó en 2015 > y al año sgte > y segundo quién quedó ahí", Champion(2016), "second"),
        (
            "champions of the 70s > which of those came from Piura",
            Champions("Piura", since=1970, until=1979),
            None,
        ),
        ("has a team from Tacna ever won > and Puno? which club and when", Champions("Puno"), None),
        ("champion of 1971 > sure? thought it was Torino", Champion(1971), "won_it"),
        ("quién ganó en 1996 > estás segura?", Champion(1996), None),
        ("campeón de 1996 > no fue utc?", Champion(1996), "won_it"),
        ("a quién le ganó 8-0 melgar en 1967 > y la fecha siguiente?", Results(MELGAR, 1967), "round"),
        ("campeón 2012 > a quién le ganó la final?", Champion(2012), "second"),
        (
            "tabla 1996 > quién quedó último > cuántos goles se comió",
            Results("leon-de-huanuco.huanuco", 1996),
            "count",
        ),
        ("compare Aurich and UPAO in 1997 > who scored more", Standings(1997), "compare"),
        ("how many points did CNI have in 1967 > and 1996", Standings(1996), "place"),
        ("how many points did the champion of 1997 have > and the runner up", Standings(1997), "place"),
        ("who finished third in 1967 > and in 97", Standings(1997), "place"),
        ("round 4 of 1967 > the highest scoring of those", Matches(1967, "round 4"), "most_goals"),
        ("fecha 1 de 1997 > quién ganó por más", Matches(1997, "round 1"), None),
        (
            "champion of 1984 > did they win it later",
            Champions(team="los-espartanos.la-libertad", since=1985),
            None,
        ),
        ("juan aurich > results in 97", Results("juan-aurich.lambayeque", 1997), None),
        ("melgar > los partidos del 67", Results(MELGAR, 1967), None),
        ("goleador del 67 > y del 96 > quién hizo más", Scorers(), None),
        ("goleador del 67 > y del 96 > quién metió más", Scorers(), None),
        ("titles of la libertad > and piura > which has more", Ranking("titles", "department"), None),
        ("runner up 2021 > how many finals have they lost", TeamProfile("alfonso-ugarte.puno"), "count"),
        ("last champion > who did they beat", Champion(2024), "second"),
        (
            "compare torino and aurich > and gálvez? > who of the three has most",
            Ranking("titles", "club"),
            "compare",
        ),
        ("piura o cusco, quién tiene más títulos > y junín?", Ranking("titles", "department"), "compare"),
        ("torino vs melgar > who has more titles of them", Versus(TORINO, MELGAR), "compare"),
        ("cuántas copas tiene utc > y torino? > quién tiene más que torino", Ranking("titles", "club"), None),
        ("ronda 2 de 1967 > cuál tuvo más goles", Matches(1967, "round 2"), "most_goals"),
        ("matches of 1967 > which one had most goals", Ranking("goals", "match", season=1967), None),
        ("campeones de los 90 > y los 2000", Seasons(since=2000, until=2009), None),
        ("goleador del 67 > which club did he play for", Scorers(1967), "scorer_club"),
        ("aurora > two finals lost, right?", TeamProfile("aurora.arequipa"), "count"),
        ("gálvez vs utc > who won the title that year", Champion(1996), None),
        ("gálvez en el 96 > who was the top scorer", Scorers(1996), None),
        ("campeón de 1996 > solo los que empató", Results(GALVEZ, 1996), "drawn"),
        ("resultados de cni en 1997 > quién les ganó > y a quién le ganaron", Results(CNI, 1997), "won"),
        ("fecha 1 del 97 > la siguiente > la que sigue > y la anterior?", Matches(1997, "round 2"), None),
        ("utc vs galvez > y el otro?", Versus(GALVEZ, UTC), None),
        ("qué equipo tiene más títulos > y menos?", Ranking("titles", "club", "fewest"), None),
        ("quién le ganó a cni en el 97 > y en el 96", Results(CNI, 1996), "lost"),
        ("campeones de los 80 > y de los 90", Seasons(since=1990, until=1999), None),
        ("utc vs cni > y con galvez?", Versus(UTC, GALVEZ), None),
        ("tabla 1997 > quién quedó tercero > y cómo le fue", Results("cultural-hidro.junin", 1997), None),
        ("quién ganó más títulos > y el segundo", Ranking("titles", "club"), "place"),
        (
            "departamentos con más títulos > y el segundo > cuántos tiene",
            Ranking("titles", "department"),
            "place",
        ),
        (
            "equipos con más goles en 1996 > y el segundo > de dónde es ese",
            TeamProfile(UTC),
            None,
        ),
        ("quién ganó hace 10 años > y hace 20", Champion(today_in_peru().year - 20), None),
        ("who won 10 years ago > and 12 ago?", Champion(today_in_peru().year - 12), None),
        (
            "qué departamento tiene más títulos > y más subcampeonatos",
            Ranking("runner_up", "department"),
            None,
        ),
        ("qué departamento tiene más títulos > y arequipa?", Champions("Arequipa"), None),
        (
            "mejor defensa del 96 > y el mejor ataque",
            Ranking("goals", "campaign", season=1996),
            None,
        ),
        ("mejor defensa del 96 > qué equipo tiene más títulos", Ranking("titles", "club"), None),
        ("partido de desempate del 97 > cuánto quedó", Matches(1997, "playoff"), None),
        ("quién ganó en 1971 > contra quién > ese rival fue campeón?", TeamProfile("union-tuman.x"), "count"),
        (
            "resultados de gálvez 96 > con quién empató > was that opponent ever champion?",
            TeamProfile("coronel-bolognesi.tacna"),
            "count",
        ),
        ("cuántos títulos tiene melgar > y subcampeonatos?", TeamProfile(MELGAR), "count"),
        ("melgar titles > how many times runner-up", TeamProfile(MELGAR), "count"),
        (
            "de qué depto es ugarte de chiclín > y cuántos títulos tiene ese depto",
            Champions("La Libertad"),
            None,
        ),
        (
            "campeones de los 70 > y los 80 > cuál ganó más veces",
            Ranking("titles", "club", since=1980, until=1989),
            None,
        ),
        ("mayor goleada de 1967 > cuándo fue", Records(1967), None),
        ("campeones de piura > y de tacna?", Champions(department="Tacna"), None),
        ("el 8-0 del 67 quién lo hizo? > y en qué fecha fue", Matches(1967), "score"),
        ("who won in 1996 > two years later?", Champion(1998), None),
        ("quién ganó en 1988 > y el último antes de eso", Champion(1987), None),
        ("who won in 1996 > the loser?", Champion(1996), "second"),
        ("quién ganó en el 96 > y contra cni?", Results(GALVEZ, 1996, CNI), None),
        ("quién ganó en el 96 > cuántas veces ganó", TeamProfile(GALVEZ), "count"),
        ("quién ganó en el 96 > y utc?", Results(UTC, 1996), None),
        ("tabla del 96 > y cni?", Standings(1996), "place"),
        ("tabla del 96 > y el último?", Standings(1996), "place"),
        ("tabla del 96 > cómo le fue al segundo", Results(UTC, 1996), None),
        ("utc 1996 > perdió con gálvez?", Results(UTC, 1996, GALVEZ), "lost"),
        ("melgar 1967 > solo los que perdió", Results("melgar.arequipa", 1967), "lost"),
        ("fecha 3 del 96 > cuántos goles hubo", Matches(1996, "round 3"), "count"),
        ("fecha 3 del 96 > y la quinta", Matches(1996, "round 5"), None),
        ("fecha 3 del 96 > y gálvez?", Results(GALVEZ, 1996), "round"),
        ("utc > en el 96", Results(UTC, 1996), None),
        ("quién salió segundo en 1999 > y ganó alguna", TeamProfile("alfonso-ugarte.puno"), "count"),
        (
            "resultados de bolognesi tacna 1996 > ganó algún otro año?",
            TeamProfile("coronel-bolognesi.tacna"),
            "count",
        ),
        (
            "cuántas copas ganó Piura antes de 1980 > y Arequipa en ese mismo tiempo",
            Champions("Arequipa", until=1979),
            None,
        ),
        ("campeón 1996 > y el que quedó segundo de dónde es", TeamProfile(UTC), None),
        ("tabla del 67 > de dónde es el que quedó último", TeamProfile("cienciano.cusco"), None),
        ("aurich vs cni > cni le ganó alguna vez?", Versus(CNI, "juan-aurich.lambayeque"), "won"),
        ("aurich vs cni > la mayor goleada", Versus("juan-aurich.lambayeque", CNI), "biggest"),
        ("goleador del 67 > de qué equipo", Scorers(1967), "scorer_club"),
        (
            "campeones de los 80 > cuántos son de la libertad",
            Champions("La Libertad", None, 1980, 1989),
            None,
        ),
        ("campeones de piura > y subcampeones?", Ranking("runner_up", "club", department="Piura"), None),
        ("qué equipo tiene más títulos > y utc?", TeamProfile(UTC), None),
        ("cuántas copas tiene torino > alguien tiene más?", Ranking("titles", "club"), None),
        (
            "cuántas copas tiene utc > cuál fue la primera > quién fue segundo esa vez",
            Champion(1981),
            "second",
        ),
        ("who won in 1996 > blimey. and the top scorer?", Scorers(1996), None),
        ("cómo le fue a santos en el 2012 > el de ica no, el otro", Results("santos.san-martin", 2012), None),
    ],
)
async def test_a_chain_ends_where_it_is_meant_to(chain, query, aim, shipped):
    turn = None
    for text in chain.split(" > "):
        understood = await read(text, shipped, previous=turn)
        turn = (await asked(understood, shipped, language("es-419", markup=False))).turn
    assert turn is not None
    assert turn.query == query
    assert (turn.point and turn.point.aim) == aim


async def test_a_place_of_a_ranking_is_told_first(shipped):
    turn = None
    for text in ("qué departamento tiene más títulos", "y el segundo?"):
        understood = await read(text, shipped, previous=turn)
        answer = await asked(understood, shipped, language("es-419", markup=False))
        turn = answer.turn
    lines = [line for line in plain_text(answer.reply).splitlines() if line]
    assert lines[1].startswith("2.º Piura — 8 títulos")


@pytest.mark.parametrize(
    ("query", "point"),
    [
        (Results(CNI, 1996), Point("count", (CNI,), what="goals")),
        (Results(CNI, 1996), Point("last", (CNI,), what="won")),
        (Results(CNI), Point("lost", (CNI,))),
        (Standings(1967), Point("place", (MELGAR,))),
        (Standings(1967), Point("place", place=-1)),
        (Ranking("titles", "department"), Point("place", place=2)),
        (Standings(1996), Point("gap", (UTC, CNI))),
        (Versus(UTC, CNI), Point("compare", (UTC, CNI), what="titles")),
        (Ranking("titles", "club"), Point("compare", (UTC, CNI, GALVEZ))),
    ],
)
def test_a_button_carries_the_point_of_an_answer(query, point):
    assert decode_point(encode_point(point, query), decode(encode(query))) == point


@pytest.mark.parametrize("text", ["", "x", "count", "place.99999", "@", "last.@@", "🏆"])
def test_any_text_in_place_of_a_point_is_read_or_left_out(text):
    point = decode_point(text, Results(CNI))
    assert point is None or point.aim in text


@pytest.mark.parametrize(
    "chain",
    [
        "partidos de la fecha 2 de 1967 > y del 21",
        "tabla 1997 > cómo les fue",
        "utc 1996 > contra quién perdió > ese rival fue campeón?",
        "campeones de arequipa > y de cusco > quién tiene más títulos de los dos",
        "who's the best player > have they ever won it",
        "torino > quién quedó segundo ahí",
        "quién le ganó 3-1 a cienciano en 1967 > y la fecha siguiente?",
        "campeón del 2011 > el segundo cuántos títulos tiene",
        "who won in 2005? > and the year before that? > both from the same department?",
    ],
)
async def test_a_reply_that_may_mean_another_thing_is_asked_back(chain, shipped):
    turn = None
    for text in chain.split(" > "):
        understood = await read(text, shipped, previous=turn)
        turn = (await asked(understood, shipped, language("es-419", markup=False))).turn
    assert understood.outcome == "ask"


@pytest.mark.parametrize(
    ("chain", "query"),
    [
        ("who won in 2010 > asdf qwer > and the runner up?", Champion(2010)),
        ("quién ganó en 2005 > gracias! > y el subcampeón?", Champion(2005)),
        ("cienciano > thanks! > and in 67?", Results(CIENCIANO, 1967)),
        ("equipos de cusco en 2006 > cuál repite? > y de puno", Teams(2006, "Puno")),
        ("champion of 2008 > who is the coach? > and before that?", Champion(2007)),
    ],
)
async def test_a_reply_after_thanks_or_a_refusal_goes_on_from_the_answer_before(chain, query, shipped):
    turn = None
    for text in chain.split(" > "):
        understood = await read(text, shipped, previous=turn)
        turn = (await asked(understood, shipped, language("es-419", markup=False))).turn
    assert understood.query == query


async def test_the_last_but_one_of_a_table_is_no_edition(shipped):
    for text in ("penúltimo del 96", "who finished second to last in 1996", "quién quedó penúltimo en 1996"):
        understood = await read(text, shipped)
        assert (understood.query, understood.readings[0].point) == (Standings(1996), Point("place", place=-2))
        assert "CNI" in plain_text((await asked(understood, shipped, language("es", markup=False))).reply)
    for text in ("penúltimo campeón", "champion of the last but one edition"):
        assert (await read(text, shipped)).query == Champion(2023)


async def test_a_club_that_lost_nothing_was_unbeaten(shipped):
    told = {}
    for text in ("Gálvez salió invicto en el 96?", "UTC salió invicto en el 96?"):
        reply = (await asked(await read(text, shipped), shipped, language("es", markup=False))).reply
        told[text] = plain_text(reply).splitlines()[2]
    assert [line.split(".")[0] for line in told.values()] == ["Sí", "No"]


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        (Matches(1997, "fecha 3"), "y los de esos equipos en la siguiente"),
        (Champion(1967), "alguno de ellos campeonó después?"),
        (Standings(1997), "which of those won the cup later"),
    ],
)
async def test_a_reply_on_those_that_an_answer_named_is_never_answered_of_others(previous, text, shipped):
    assert (await read(text, shipped, previous=previous)).outcome != "query"


async def test_they_may_be_the_one_club_of_the_answer(shipped):
    understood = await read("y ellos habían ganado antes?", shipped, previous=Champion(1996))
    assert understood.query == Champions(team="jose-galvez.ancash", until=1995)


async def test_the_newest_of_the_champions_of_a_place_is_its_last_title(shipped):
    understood = await read("el más nuevo de esos, el último pues", shipped, previous=Champions("Arequipa"))
    assert understood.query == Champions("Arequipa")


@pytest.mark.parametrize(
    ("chain", "first"),
    [
        ("What was played on 14 May 1967? > and on the 18th?", "3 matches on May 18, 1967."),
        ("qué se jugó el 14 de mayo de 1967 > y el 18?", "3 partidos el 18 de mayo de 1967."),
        ("qué se jugó el 14 de mayo de 1967 > y el 18? > y el 21?", "3 partidos el 21 de mayo de 1967."),
        ("partidos del 18 de mayo de 1967 > y del 21", "3 partidos el 21 de mayo de 1967."),
        ("qué partidos hubo el 2 de febrero de 1997 > y el día 31?", "No tengo partidos de ese día."),
    ],
)
async def test_a_day_alone_is_of_the_month_of_the_answer(chain, first, shipped):
    turn = None
    for message in chain.split(" > "):
        meaning = await read(message, shipped, previous=turn)
        answer = await asked(meaning, shipped, language("en" if "played" in chain else "es", markup=False))
        turn = answer.turn
    assert first in plain_text(answer.reply).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text", ["and the next match?", "who beat them right after?", "where is that club from?"]
)
async def test_a_reply_to_an_edition_of_which_the_honours_alone_are_known_is_read(text, shipped):
    for query, point in ((Results(UTC, 1985), None), (Results(UTC, 1985), Point("lost", (UTC,)))):
        assert (await read(text, shipped, previous=Turn(query, point))).outcome in ("query", "ask", "cannot")


@pytest.mark.parametrize(
    ("first", "reply"),
    [
        (Results("juan-aurich.lambayeque", 1997), "quién se los hizo"),
        (Ranking("titles", "department"), "cuáles son sus campeones"),
        (Ranking("titles", "department"), "who were their champions"),
        (Turn(Champion(1993), Point("won_it", (TORINO,), what="titles")), "have they ever won it?"),
        (Matches(1967), "y la última?"),
        (Matches(1996, None, "liguilla"), "quién fue el último?"),
        (TeamProfile(TORINO), "entre el primero y el segundo título cuántos años"),
    ],
)
async def test_a_reply_that_no_part_of_the_answer_fills_is_asked_back(first, reply, shipped):
    assert (await read(reply, shipped, previous=first)).outcome == "ask"


@pytest.mark.parametrize(
    ("chain", "line"),
    [
        ("cuántos partidos hubo en la etapa final del 67 > y empates?", "3 empates."),
        ("how many draws were there in 1996? > and goals?", "55 goals."),
        ("qué se jugó el 18 de mayo de 1967 > cuántos goles hubo ese día", "13 goles el 18 de mayo de 1967."),
        ("qué partidos hubo el 18 de mayo del 67 > cuál fue el más goleado?", "El partido con más goles:"),
        ("mayor goleada del 96 > quién la hizo?", "La mayor goleada que conozco: José Gálvez 5–0"),
        ("runner-up of 1982 > have they ever been champions?", "Yes."),
        ("aurora salió subcampeón en el 94 > y cuántos títulos tienen?", "Aurora no ha ganado"),
        ("did Torino win in 1994? > and how many titles do they have", "🏆 Atlético Torino has 5"),
        ("cni 1996 > y en febrero?", "1 partido en febrero de 1997."),
        ("octavio espinosa > y el 28 de mayo?", "1 partido el 28 de mayo de 1967."),
        ("goleador del 67 > y en qué cuadro estaba?", "Mis fuentes no dicen en qué club"),
        ("los partidos de 1996 > suma los goles de todos", "55 goles en los 15 partidos"),
        ("matches of 1967 > and which was the last one?", "The last ones that I know:"),
        ("campeones de los 80 > y los segundos?", "Subcampeones: 1986"),
        ("departamento con más títulos > ¿y los que no tienen ninguno?", "9 departamentos sin título"),
        ("which department has the most cups > and which of them never won?", "9 departments without"),
        ("títulos de melgar > y comparado con adt?", "Melgar y ADT en todas las ediciones"),
        ("partidos de la fecha 2 del 67 > y el partido con que se cerró?", "Los últimos que tengo:"),
        ("matches on 26 January 1997 > y los del dos de febrero", "3 partidos el 2 de febrero de 1997."),
        ("quién ganó en 1975 > quiénes ganaron esa década?", "Sé quién ganó las 9 ediciones"),
        ("subcampeón de 1999 > esos muchachos fueron campeones alguna vez?", "No."),
        (
            "runner-up of 2012 > how often did that lot end up second overall",
            "Alfonso Ugarte (Puno): 3 times",
        ),
    ],
)
async def test_a_reply_on_numbers_days_and_titles_is_of_the_answer(chain, line, shipped):
    turn = None
    for message in chain.split(" > "):
        meaning = await read(message, shipped, previous=turn)
        answer = await asked(meaning, shipped, language(meaning.language or "es", markup=False))
        turn = answer.turn
    told = [text for text in plain_text(answer.reply).splitlines()[1:] if text]
    assert told[0].replace("\u00a0", " ").startswith(line)
