"""The classifier that doubts: what it counts, and how an answer says that it may not be what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask import read
from bot.ask.classifier import COUNTS, Classifier, classifier, features_of, is_doubtful, kind_of
from bot.ask.gazetteer import known_names
from bot.ask.reading import tokens_of_question
from bot.ask.vocabulary import vocabulary
from bot.queries.champion import Champion
from bot.queries.interpretation import Point, Reading, Turn
from bot.queries.ranking import Ranking
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.standings import Standings
from bot.replies.ask import asked
from bot.replies.language import language
from bot.replies.reply import Tone, body
from tests.properties import examples

MOST_BYTES = 200_000
GALVEZ = "jose-galvez.ancash"


def test_a_kind_is_the_query_with_its_point_or_what_is_ranked():
    assert kind_of(Champion(1997), None) == "champion"
    assert kind_of(Results(GALVEZ, 1996), Point("count", what="goals")) == "results.count.goals"
    assert kind_of(Ranking("titles", "club"), Point("second")) == "ranking.club.titles"


async def test_words_concepts_and_placeholders_for_names_and_numbers_are_counted(shipped):
    known = await known_names(shipped)
    tokens = tokens_of_question("dime cómo le fue a Gálvez en 1996", known)
    found = features_of(tokens, vocabulary(), known, None)
    assert {"dime", "=result", "<name>", "<season>"} <= found
    assert not {"galvez", "1996", "after"} & found
    reply = features_of(tokens, vocabulary(), known, Turn(Champion(1997)))
    assert reply - found == {"after", "after champion"}


def test_a_word_makes_the_kinds_likelier_with_which_it_was_seen():
    champion, scorer = frozenset({"won", "cup"}), frozenset({"scored", "most"})
    counted = Classifier.of_questions(
        [("champion", champion)] * 6 + [("scorers", scorer)] * 4 + [("rare", scorer)]
    )
    assert counted.kinds == {"champion": 6, "scorers": 4, "other": 1}
    assert counted.words["scored"] == {"scorers": 4, "other": 1}
    for words, kind in ((champion, "champion"), (scorer, "scorers"), (frozenset({"unseen"}), "champion")):
        scores = counted.scores(words)
        assert max(scores, key=scores.__getitem__) == kind


def test_words_seen_too_seldom_are_left_out():
    seen = [("champion", frozenset({"won", f"word{n}"})) for n in range(5)]
    assert [*Classifier.of_questions(seen).words] == ["won"]


@examples(50)
@given(st.frozensets(st.sampled_from([*classifier().words, "no such word", ""])))
def test_any_words_have_a_likelihood_of_each_kind(words):
    assert classifier().scores(words).keys() == classifier().kinds.keys()


def test_a_reading_of_the_likeliest_kind_is_in_no_doubt():
    words = frozenset({"=who", "=scorer", "goleador", "quien", "fue", "el", "del", "<season>"})
    assert not is_doubtful(words, [Reading(Scorers(1967), 5.0)])
    assert is_doubtful(words, [Reading(Standings(1967), 5.0)])
    assert not is_doubtful(words, [Reading(Standings(1967), 5.0), Reading(Scorers(1967), 5.0)])


def test_what_was_counted_is_small():
    assert len(COUNTS.read_bytes()) < MOST_BYTES


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "No sé si te entendí bien. ¿Preguntabas por esto?"),
        ("en", "I may have misunderstood you. Is this what you meant?"),
    ],
)
async def test_an_answer_in_doubt_says_so_first_and_offers_others(lang, said, shipped, monkeypatch):
    monkeypatch.setattr("bot.ask.reading.is_doubtful", lambda features, readings: True)
    understanding = await read("resultados de Gálvez en 1996", shipped)
    assert understanding.doubtful
    answer = await asked(understanding, shipped, language(lang))
    assert answer.answered
    assert answer.reply.lead[0] == said
    assert answer.reply.links[0].label.startswith(("O: ", "Or: "))
    assert "Entendí" not in body(answer.reply)
    assert "Understood as" not in body(answer.reply)


async def test_several_answers_in_doubt_say_so_once(shipped, monkeypatch):
    monkeypatch.setattr("bot.ask.reading.is_doubtful", lambda features, readings: True)
    understanding = await read("quién ganó en 1986 y quién fue el goleador de 1967", shipped)
    answer = await asked(understanding, shipped, language("es"))
    assert body(answer.reply).count("No sé si te entendí bien.") == 1
    assert answer.reply.tone is Tone.CHOICE


@pytest.mark.parametrize(("usual", "outcome"), [(True, "query"), (False, "ask")])
async def test_a_word_that_may_mean_nothing_is_told_where_the_rest_asks_as_usual(
    usual, outcome, shipped, monkeypatch
):
    monkeypatch.setattr("bot.ask.reading.is_usual", lambda features, readings: usual)
    understanding = await read("quién ganó la copa 2006 zxqwv", shipped)
    assert understanding.outcome == outcome
    assert understanding.readings[0].query == Champion(2006)
    answer = await asked(understanding, shipped, language("es"))
    begin = "¿Preguntabas por esto?" if usual else "¿Es una de estas preguntas?"
    assert answer.reply.lead[0] == f"No entendí “zxqwv”. {begin}"


@pytest.mark.parametrize(
    "text",
    [
        "en qué puesto quedó el campeón del 96 al año siguiente",
        "quién no ganó en 1996",
        "quién ganó en la otra",
    ],
)
async def test_a_word_that_changes_the_question_is_never_passed_over(text, shipped, monkeypatch):
    monkeypatch.setattr("bot.ask.reading.is_usual", lambda features, readings: True)
    assert (await read(text, shipped)).outcome != "query"


async def test_what_is_asked_back_or_not_fully_read_is_in_no_further_doubt(shipped, monkeypatch):
    monkeypatch.setattr("bot.ask.reading.is_doubtful", lambda features, readings: True)
    for text in ("quién ganó", "santos", "hola", "cuantas tiene ancash y cuantas cajamarca"):
        assert not (await read(text, shipped)).doubtful
