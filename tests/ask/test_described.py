"""Clubs told by place, by another clause or by the answer before, and words that no reading may leave out."""

import pytest

from bot.ask import read
from bot.ask.gazetteer import known_names
from bot.ask.slots_finder import slots_of
from bot.ask.tokens import tokens
from bot.ask.vocabulary import vocabulary
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Reason
from bot.queries.matches import Matches
from bot.queries.ranking import Ranking
from bot.queries.results import Results
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus
from bot.replies.ask import asked as reply_to
from bot.replies.language import language

BOLOGNESI, CNI, GALVEZ = "coronel-bolognesi.tacna", "cni.loreto", "jose-galvez.ancash"
TORINO, VALLEJO = "atletico-torino.piura", "universidad-cesar-vallejo.la-libertad"
HUNGARITOS, UTC = "hungaritos-agustinos.loreto", "utc.cajamarca"


async def asked(text, shipped):
    """Return the query of the last of some messages, each a reply to the answer before."""
    turn = None
    for message in text.split(" || "):
        understood = await read(message, shipped, previous=turn)
        turn = understood.query
    return understood.query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # the only club of a place in that season, or that the other club met
        ("how did the team from Tacna do in 1996", Results(BOLOGNESI, 1996)),
        ("el equipo de tacna del 96 cómo le fue", Results(BOLOGNESI, 1996)),
        ("quien le ganó al equipo de iquitos en el 67", Results(CNI, 1967)),
        ("UTC vs the team from Tacna", Versus(UTC, BOLOGNESI)),
        ("cómo le fue a gálvez contra los de tacna", Versus(GALVEZ, BOLOGNESI)),
        ("qué equipos de tacna jugaron en 1996", Teams(1996, "Tacna")),
        ("i know utc won in 2012, who won before them", Champion(2011)),
        # the champion or the runner-up of a season, of whose matches something is asked
        ("who beat the champions in 67", Results("alfonso-ugarte-de-chiclin.la-libertad", 1967)),
        ("el campeón del 97 contra quién perdió", Results("juan-aurich.lambayeque", 1997)),
        ("en el 97 el campeón cayó una vez, ante quién", Results("juan-aurich.lambayeque", 1997)),
        (
            "did UPAO beat the 1997 champions",
            Results("deportivo-upao.la-libertad", 1997, "juan-aurich.lambayeque"),
        ),
        (
            "cuánto quedó Melgar con el campeón del 67",
            Results("melgar.arequipa", 1967, "alfonso-ugarte-de-chiclin.la-libertad"),
        ),
        ("perdió algún partido el campeón del 96?", Results(GALVEZ, 1996)),
        ("who did the runners up of 96 lose to", Results(UTC, 1996)),
        ("quién campeonó sin perder en 1967", None),
        # whom a club beat in an edition of which nothing but the honours is known
        ("who did Sport Huancayo beat in the final", Champion(2008)),
        ("con quién perdió la final UTC", Champion(1996)),
        ("contra quién ganó la final ADT en el 2021", Champion(2021)),
        # a verb without a club is about that of the story, or of the answer before
        ("me acordé de los hungaritos, qué equipo. ganó la copa, no? cuándo", TeamProfile(HUNGARITOS)),
        ("quién ganó el 2012 || ya había ganado antes?", Champions(team=UTC, until=2011)),
        ("quién campeonó el 2003 || de q departamento es ese equipo", TeamProfile(VALLEJO)),
        ("soy de gálvez, cuántas veces campeonamos?", TeamProfile(GALVEZ)),
        ("champions of the 1990s || only those from Piura", Champions("Piura", since=1990, until=1999)),
        ("who won most matches in 1997 || and who fewest", Ranking("won", "club", "fewest", 1997)),
        # a name that fits several is the one of the season before
        ("dame la tabla del 96 || cuántos puntos hizo bolognesi", Standings(1996)),
        # words in a hurry, possessives, numbers in one word
        ("tírame la tabla del sesentaisiete", Standings(1967)),
        ("UTC's titles", TeamProfile(UTC)),
        ("who's the champion of 1997", Champion(1997)),
        ("q equipos jugaron el 2012 por puno", Teams(2012, "Puno")),
        ("tercero en la liguilla del 96", Standings(1996, "liguilla")),
        ("cuál copa fue la más goleadora de las que tienes", Ranking("mean", "edition")),
        ("I asked about the 1986 winner, not 1985", Champion(1986)),
        ("ojo no hablo de cienciano sino de melgar, resultados del 67", Results("melgar.arequipa", 1967)),
        ("subcampeones de lambayeque", Ranking("runner_up", "club", department="Lambayeque")),
        ("los subcampeones del 2015 al 2019", Seasons(2015, 2019)),
        ("causa mi viejo jura que torino ganó la copa perú cinco veces, es verdad?", TeamProfile(TORINO)),
        ("gálvez campeonó 2 o 3 veces?", TeamProfile(GALVEZ)),
        ("gálvez quedó invicto en el 96?", Results(GALVEZ, 1996)),
        ("who played in Region VI in 1997", Teams(1997, region="6")),
        ("gálvez nunca perdió en el 97 no? ah no, en el 96 quise decir", Results(GALVEZ, 1996)),
        ("quién perdió más finales", Ranking("runner_up", "club")),
        ("who they beat: Melgar in 1967", Results("melgar.arequipa", 1967)),
    ],
)  # fmt: skip
async def test_what_is_told_by_something_else_is_understood(text, query, shipped):
    assert await asked(text, shipped) == query


@pytest.mark.parametrize(
    "text",
    [
        "qué club ganó en dos décadas distintas",
        "mejor equipo de los 70",
        "además de piura qué departamentos ganaron en los 70",
        "todos menos utc: quién jugó en 2012 por cajamarca",
        "who didn't lose to Gálvez in 1996?",
        "ganó la copa, no?",
        "qué premio ganaba el campeón",
        "qué equipo recibió la mayor goleada",
        "torino cuántas copas || y grau || y entre los dos",
    ],
)
async def test_words_that_change_a_question_are_not_left_out(text, shipped):
    assert await asked(text, shipped) is None


@pytest.mark.parametrize(
    "text", ["Sporting Cristal", "sport boys ganó alguna vez la copa perú?", "Alianza Lima"]
)
async def test_a_name_of_no_club_here_is_told_as_such(text, shipped):
    assert (await read(text, shipped)).reason is Reason.UNKNOWN_CLUB


@pytest.mark.parametrize(
    ("text", "reason"),
    [("gracias crack, y feliz navidad", Reason.THANKS), ("oye bot eres mejor que chatgpt?", Reason.GREETING)],
)
async def test_chatter_is_answered_as_such(text, reason, shipped):
    assert (await read(text, shipped)).reason is reason


async def test_matches_of_a_score_in_all_editions_are_summed_up_first(shipped):
    understood = await read("cuántos partidos terminaron cero a cero", shipped)
    answer = await reply_to(understood, shipped, language("es", markup=False))
    assert str(answer.reply.lead[0]) == "2 partidos en total."


async def test_the_concepts_of_one_word_always_stand_in_the_same_order(shipped):
    cut = tokens("how many goals did the champions score")
    said = slots_of(cut, vocabulary(), await known_names(shipped))[0].said
    assert [concept for concept, text in said if text == "score"] == ["result", "scored"]


@pytest.mark.parametrize(
    ("text", "query", "score"),
    [
        ("a quién le metió 8 melgar en 1967", Results("melgar.arequipa", 1967), (8, 0)),
        ("quién le metió siete al cni en 1997", Results("cni.loreto", 1997), (7, 0)),
        ("quién le hizo 7 a aurich en 1997", None, None),
        ("a quién le metió 2 cienciano en 1967", None, None),
    ],
)
async def test_the_goals_of_one_side_tell_a_match_if_only_one_score_has_them(text, query, score, shipped):
    understood = await read(text, shipped)
    assert understood.query == query
    assert query is None or understood.readings[0].point.score == score


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("8 nil in 1967", Matches(1967)),
        ("quién le ganó a gálvez el año que salió campeón, el 96", Results("jose-galvez.ancash", 1996)),
        ("sumando los goles de aurich y upao en el 97 cuánto sale", Standings(1997)),
        ("qué mes empezó la etapa nacional del 2006", None),
        ("más goles hubo en el 96 o en el 97?", Ranking("goals", "edition", since=1996, until=1997)),
        ("which of 1967 and 1997 had more goals", Ranking("goals", "edition", since=1967, until=1997)),
        (
            "dónde hubo más equipos, en el 67 o en el 2012",
            Ranking("teams", "edition", since=1967, until=2012),
        ),
        ("en qué edición hubo más equipos, 1967 o 2012", Ranking("teams", "edition", since=1967, until=2012)),
        ("who won the 1996 final group", Champion(1996)),
        ("how many points did Gálvez get in the final group of 1996", Standings(1996, "final stage")),
        ("cuántos puntos hizo utc en el grupo final del 96", Standings(1996, "final stage")),
        ("a quién dejó segundo unión comercio cuando salió campeón", Champion(2010)),
        ("which team did Unión Comercio leave in second place when they won it", Champion(2010)),
        ("en qué mes arrancó la regional del 2012", None),
        ("which month was the 1997 play-off", Matches(1997, "play off")),
        ("quién perdió 7 cero en el 97", Matches(1997)),
        ("torino 1982", Champion(1982)),
        ("fuerza minera 2014", Champion(2014)),
        ("how did cni do in the final of 96", Results("cni.loreto", 1996)),
        ("cómo le fue a gálvez en la final del 96", Champion(1996)),
        ("los últimos cinco que han campeonado", Seasons(2019, 2024)),
        ("the last five editions", Seasons(2020, 2024)),
        ("partidos de gálvez del 22 de enero al 29 de enero del 97", None),
        ("cuál fue el siguiente partido de aurich después del 7-0 del 97", None),
    ],
)
async def test_scores_finals_and_dates_mean_what_is_said(text, query, shipped):
    assert (await read(text, shipped)).query == query
