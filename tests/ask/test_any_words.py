"""Any text as a question: bounded work, and nothing certain of what says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask import read
from bot.names.lexicon import commonest_words
from bot.replies.ask import asked
from bot.replies.language import language
from bot.text import fold
from tests.hostile import NAMES
from tests.names.clubs import seed_clubs
from tests.properties import examples
from tests.work import counted

MOST_CALLS = 400_000
"""Calls of functions for one question of at most 2,000 characters."""

SAID = [
    "who",
    "won",
    "how",
    "did",
    "tabla",
    "galvez",
    "melgar",
    "cni",
    "96",
    "1997",
    "vs",
    "contra",
    "goles",
    "de",
    "la",
    "the",
    "fecha",
    "3",
    "final",
    "cusco",
    "region",
    "viii",
    "8-0",
    "19",
    "enero",
    "last",
    "champion",
    "mas",
    "titulos",
    "y",
    "90s",
    "huracan",
    "santos",
]
NONSENSE = st.text("bcdfghjkqwxz", min_size=5, max_size=12)
CLUB_WORDS = {word for club in seed_clubs() for name in club.names for word in fold(name.text).split()}


@pytest.fixture
async def snapshot(snapshot):
    """Give the facts of the seeds, their names and words made ready."""
    await read("tabla 1997", snapshot)
    return snapshot


@examples(8)
@given(
    parts=st.lists(
        st.sampled_from(SAID) | st.sampled_from(NAMES) | NONSENSE | st.text(max_size=9), max_size=400
    ),
    joint=st.sampled_from([" ", "", "\n", ", ", "?"]),
)
async def test_no_question_takes_more_than_bounded_work(snapshot, parts, joint):
    with counted() as work:
        understood = await read(joint.join(parts)[:2000], snapshot)
    assert work.calls < MOST_CALLS
    assert understood.outcome in ("query", "ask", "cannot")


@examples(15)
@given(words=st.lists(NONSENSE.filter(lambda word: word not in CLUB_WORDS), min_size=1, max_size=8))
async def test_nonsense_is_never_answered_with_certainty(snapshot, words):
    understood = await read(" ".join(words), snapshot)
    assert understood.query is None, understood.query


@examples(15)
@given(
    words=st.lists(st.sampled_from(SAID), max_size=5),
    strange=st.lists(NONSENSE.filter(lambda word: word not in CLUB_WORDS), min_size=2, max_size=4),
)
async def test_a_question_with_words_that_mean_nothing_is_never_answered_as_if_it_had_none(
    snapshot, words, strange
):
    understood = await read(" ".join([*words, *strange]), snapshot)
    assert understood.query is None, understood.query


def _words(name):
    return [word for word in fold(name).split() if word not in ("el", "la", "los", "las")]


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 8])
async def test_an_everyday_word_alone_is_no_club_unless_it_stands_in_the_name(snapshot, step):
    taken = {}
    for word in sorted(commonest_words())[::step]:
        understood = await read(word, snapshot)
        name = snapshot.index.resolve(word)
        keys = {name.club.key} if name.club is not None else set()
        if understood.query is not None:
            keys |= {getattr(understood.query, field) for field in understood.query.club_fields} - {None}
        for club in map(snapshot.index.club, keys):
            spelt = {part for named in club.names if named.kind == "spelling" for part in _words(named.text)}
            aliases = [_words(named.text) for named in club.names]
            if word not in spelt | {*_words(club.name)} and [word] not in aliases:
                taken[word] = club.name
    assert taken == {}


@examples(30)
@given(turns=st.lists(st.lists(st.sampled_from(SAID), min_size=1, max_size=4), min_size=2, max_size=4))
async def test_any_reply_to_any_answer_is_read(snapshot, turns):
    turn = None
    for words in turns:
        understood = await read(" ".join(words), snapshot, previous=turn)
        turn = (await asked(understood, snapshot, language("es", markup=False))).turn


@examples(12)
@given(text=st.lists(st.sampled_from(SAID) | st.text(max_size=9), max_size=12).map(" ".join))
async def test_the_same_question_has_the_same_answer(snapshot, text):
    one, other = await read(text, snapshot), await read(text, snapshot)
    assert (one.outcome, one.reason, one.query) == (other.outcome, other.reason, other.query)
    assert [reading.query for reading in one.readings] == [reading.query for reading in other.readings]
