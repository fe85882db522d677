"""Words that say nothing about football: a question means with them what it means without them."""

import pytest

from bot.ask import read
from bot.queries.champion import Champion

SAID = {
    "who won in 1996": [
        "I cried like a baby, who won in 1996??",
        "help!!! who won in 1996",
        "stop it, who won in 1996",
        "I blanked on it, who won in 1996",
        "whooo won in 1996",
        "who won in 1996 pleaseee",
        "my granddad's asking who won in 1996",
        "we argued with a butcher, who won in 1996",
        "could you enlighten me, who won in 1996",
        "would you gentlemen kindly tell me who won in 1996",
        "these smartasses say he knows who won in 1996",
        "so embarrassing, who won in 1996",
        "I can't unsee that, who won in 1996",
        "geezers, who won in 1996",
        "who won in 1996 ffs",
        "sheesh who won in 1996",
        "who won in 1996 tbf",
    ],
    "who won in 1985": [
        "I had three beers and forgot who won in 1985",
        "I would be most grateful if you might inform me who won in 1985",
        "my cousin Kevin swears he knows who won in 1985",
        "ugh, who won in 1985",
        "we at least know this: who won in 1985",
        "Aunt Gladys would love that, who won in 1985",
    ],
    "quién ganó en 1985": [
        "te juro por mis hijos que no sé quién ganó en 1985",
        "llevo 5 cervezas encima y no sé quién ganó en 1985",
        "mi tía Gladys pregunta quién ganó en 1985",
        "el profe Ramírez me pidió quién ganó en 1985",
        "asu mare, quién ganó en 1985",
        "por la p.. madre quién ganó en 1985",
        "sería usted más amable si me dice quién ganó en 1985",
        "al menos díganme quién ganó en 1985",
    ],
    "quién ganó en 1996": [
        "quién ganó en 1996 porfaaaa",
        "yaaa díganme quién ganó en 1996",
        "por fin, quién ganó en 1996",
        "quién ganó en 1996, un panadero me preguntó",
        "esos creídos no saben quién ganó en 1996",
        "quiéeeen ganó en 1996",
        "estoy muriéndome, quién ganó en 1996",
        "podría usted indicarme quién ganó en 1996",
        "tan lindooo el torneo, quién ganó en 1996",
        "me apapachas y me dices quién ganó en 1996",
        "ay diosito, quién ganó en 1996",
        "por la madre, quién ganó en 1996",
        "uy caray, quién ganó en 1996",
        "quién ganó en 1996 cumpita",
        "qué monse, quién ganó en 1996",
        "quién ganó en 1996 ptmr",
        "alucina choches, quién ganó en 1996",
    ],
    "tabla 1997": [
        "tírame la tabla de 1997",
        "mira la tabla de 1997",
        "pásenme la tabla de 1997 amorcito",
        "necesitooo la tabla de 1997",
        "no me friegues, la tabla de 1997",
        "mándame la tabla de 1997 enterita",
        "envíeme la tabla de 1997",
        "bendito sea, la tabla de 1997",
        "tablaaaa de 1997",
        "mi abuelita quiere la tabla de 1997",
    ],
    "goleador del 96": [
        "quién fue el goleador del 96, ayudaaaa",
        "nos piden el goleador del 96 en un concursito",
        "explícame el goleador del 96",
        "unos borrachines preguntan el goleador del 96",
        "recuérdame el goleador del 96, corazoncito",
    ],
    "top scorers 1996": [
        "show me the top scorers of 1996, sweetheart",
        "a librarian wants the top scorers of 1996",
        "hellooo, top scorers of 1996?",
        "I googled and googled: top scorers of 1996?",
        "you daydreamers, top scorers of 1996",
    ],
    "when was Binacional champion": [
        "I cried like a baby, when was Binacional champion",
        "when was Binacional champion, help",
        "grandad keeps bragging: when was Binacional champion",
    ],
    "cuándo fue campeón el ADT": [
        "en qué años fue campeón el ADT",
        "mi ADT volvió!!! en qué años campeonó",
        "volvió mi amor, cuándo fue campeón el ADT",
        "cuándo fue campeón el ADT, esos creídos",
        "un panadero preguntó cuándo fue campeón el ADT",
        "cuándo fue campeón el ADT graciasss",
        "me desmayo, cuándo fue campeón el ADT",
    ],
    "resultados de Gálvez en 1996": [
        "que alguien me diga YAAA los resultados de Gálvez en 1996",
        "muéstrenme los resultados de Gálvez en 1996",
        "resultados de Gálvez en 1996, un taxista me apostó",
        "se emocionaron, resultados de Gálvez en 1996",
    ],
    "results of Aurich in 1997": [
        "results of Aurich in 1997, it's so heartwarming",
        "I screenshotted nothing: results of Aurich in 1997",
        "results of Aurich in 1997 thankssss",
        "a plumber asked for the results of Aurich in 1997",
    ],
    "mayor goleada": [
        "qué equipo perdió por más goles",
        "asu mare qué equipo perdió por más goles en la historia de esta vaina",
        "which team won by the most goals",
    ],
    "final 1996": ["fiiinal 1996", "final 1996 holaaa", "final 1996, no te rías"],
}
NAMED = [
    "campeón Cristal 1997",
    "Cristal campeón 1997",
    "resultados del Cristal en 1996",
    "Gálvez contra Zorritos en 1996",
    "did Chelsea win in 1996",
    "Aurich vs a Zorrillos 1997",
    "tabla del Zorrillos 1997",
    "results of Liverpool 1996",
    "un Zorrillos Gálvez 1996",
    "quién metió 4 pepinos en 1996",
    "resultados de Gálvez en 1996 con 3 goles",
    "my friend says results of Chelsea 1996",
    "mi primo contra Zorrillos en 1996",
    "Galvez beat a Zorrillos 1996",
]


@pytest.mark.parametrize(
    ("plain", "text"), [(plain, text) for plain, texts in SAID.items() for text in texts]
)
async def test_a_word_that_says_nothing_changes_nothing(plain, text, snapshot):
    expected = (await read(plain, snapshot)).query
    understood = await read(text, snapshot)
    assert expected is not None
    assert understood.query == expected, understood.strange


@pytest.mark.parametrize("text", NAMED)
async def test_what_stands_in_the_place_of_a_name_is_never_left_out(text, snapshot):
    understood = await read(text, snapshot)
    assert understood.query is None, understood.query


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("no me des el goleador del 67, el del 96 quiero",
         "chamo no me des el goleador del 67, el del 96 quiero"),
        ("no te pregunté por el goleador, te pregunté por el campeón de 1967",
         "oye causa no te pregunté por el goleador, te pregunté por el campeón de 1967"),
        ("who won in 1996, and in 1997?", "mate, who won in 1996, and in 1997?"),
        ("resultados de Gálvez en 1996", "pucha resultados de Gálvez en 1996 oe"),
        ("fecha más goleadora del 97", "fecha más goleadora del 97 chupo"),
        ("ranking de departamentos por títulos", "fercho ranking de departamentos por títulos"),
        ("campeón de la segunda edición de la copa", "campeón de la segunda broder edición de la copa"),
    ],
)  # fmt: skip
async def test_slang_within_a_sentence_changes_nothing(plain, text, snapshot):
    expected = await read(plain, snapshot)
    understood = await read(text, snapshot)
    assert expected.query is not None
    assert (understood.readings[0], understood.also) == (expected.readings[0], expected.also)


@pytest.mark.parametrize("word", ["zorba", "grosker", "plinth"])
@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("{} ranking de departamentos por títulos", "Ranking"),
        ("{} quién ganó en 1997", "Champion"),
        ("quién ganó en 1997 {}", "Champion"),
        ("despues del 2006 quienes ganaron, hasta el 2010 {}", "Seasons"),
        ("{} what was the first edition ever and who won it", "SeasonOverview"),
        ("which edition had only a single draw {}", "Ranking"),
    ],
)
async def test_with_a_word_that_nothing_explains_the_question_without_it_is_offered(
    word, text, query, snapshot
):
    plain = await read(text.format(""), snapshot)
    understood = await read(text.format(word), snapshot)
    assert type(plain.query).__name__ == query
    assert understood.query in (None, plain.query)
    assert understood.readings[0].query == plain.query
    assert understood.outcome == "query" or understood.strange == (word,)


@pytest.mark.parametrize(
    "text", ["quién tiene más copas, cajamarca o cusco zorba", "who won more, Piura or Lambayeque zorba"]
)
async def test_a_part_of_a_question_does_not_stand_for_it_where_others_name_what_is_compared(text, snapshot):
    assert (await read(text, snapshot)).query is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("qué equipo militar jugó en el 96", "militar"),
        ("cuál equipo novato ganó en 2006", "novato"),
        ("qué clubes extranjeros jugaron en 1997", "extranjeros"),
        ("which university team played in 1997", "university"),
        ("how many new clubs played in 1997", "new"),
    ],
)
async def test_a_word_that_says_which_clubs_are_meant_is_never_left_out(text, word, snapshot):
    assert (await read(text, snapshot)).strange == (word,)


@pytest.mark.parametrize(
    "text",
    ["qué equipo realmente ganó en 2006", "which damn team won in 2006", "qué equipo logró ganar en 2006"],
)
async def test_a_word_beside_the_clubs_that_says_nothing_changes_nothing(text, snapshot):
    understood = await read(text, snapshot)
    assert (understood.outcome, understood.query, understood.strange) == ("query", Champion(2006), ())
