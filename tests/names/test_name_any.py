"""Any name, any spelling of it, any text: the same answer always, never another club, bounded work."""

import random
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bench.seasons import make
from bot.names import NameIndex, Outcome
from bot.text import fold
from tests.hostile import NAMES
from tests.names.clubs import club, clubs_of_texts, seed_clubs
from tests.properties import examples
from tests.work import calls_of

MOST_CALLS = 40_000
"""Calls of functions for one name; 2,000 characters take no more than twenty of the worst do."""


def made_clubs():
    """The clubs of ten made-up seasons, whose names are alike: few words, in all orders."""
    return clubs_of_texts({made.document: made.text for made in make(10, seed=7)})


CLUBS = made_clubs()
OF_SEEDS = seed_clubs()
SPELT = {fold(name.text) for one in CLUBS for name in one.names}
BESIDE = tuple(club(name, "Ica") for name in NAMES if len(name) <= 100 and fold(name))
WORDS = sorted({word for one in OF_SEEDS for word in fold(one.name).split()})


@pytest.fixture(scope="module")
def made() -> NameIndex:
    return NameIndex(CLUBS)


def keys(index, text):
    found = index.resolve(text)
    if found.outcome is Outcome.NONE:
        return []
    return [found.club.key] if found.club else sorted(candidate.club.key for candidate in found.candidates)


def respelt(name, draw):
    """Write a name in another case, with other accents, spaces and signs."""
    plain = unicodedata.normalize("NFD", name)
    forms = {
        "upper": name.upper(),
        "lower": name.lower(),
        "decomposed": plain,
        "bare": "".join(sign for sign in plain if not unicodedata.combining(sign)),
        "spaced": "  ".join(name.split()).join("\t \u00a0"),
        "quoted": f"«{name}»",
        "dashed": name.replace(" ", " - "),
        "invisible": name.replace(" ", "\u200b \u2060"),
        "marked": f"**{name}**!?",
    }
    return forms[draw(st.sampled_from(sorted(forms)))]


@examples(40)
@given(st.sampled_from(CLUBS), st.data())
def test_case_accents_spaces_and_signs_do_not_matter(made, one, data):
    assert one.key in keys(made, one.name)
    text = respelt(one.name, data.draw)
    assert keys(made, text) == keys(made, one.name), text


@examples(100)
@given(st.sampled_from(CLUBS), st.integers(0, 10**6), st.integers(0, 3), st.sampled_from("aeionrstlz"))
def test_one_slip_never_gives_another_club_with_certainty(made, one, at, kind, letter):
    name = fold(one.name)
    at %= len(name) - 1
    rest = (
        name[at + 1 :],
        letter + name[at:],
        letter + name[at + 1 :],
        name[at + 1] + name[at] + name[at + 2 :],
    )
    typed = name[:at] + rest[kind]
    assume(fold(typed) not in SPELT)
    found = made.resolve(typed)
    assert found.club is None or fold(found.club.name) == name, typed
    assert found.outcome is Outcome.NONE or one.key in keys(made, typed)


@examples(6)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=4).map(" ".join), st.integers())
def test_the_same_text_has_the_same_answer_whatever_the_order_of_the_clubs(seeds, text, seed):
    mixed = list(OF_SEEDS)
    random.Random(seed).shuffle(mixed)
    other = NameIndex(tuple(mixed))
    assert (seeds.resolve(text).outcome, keys(seeds, text)) == (
        other.resolve(text).outcome,
        keys(other, text),
    )
    assert keys(seeds, text) == keys(seeds, text)


@examples(15)
@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(NAMES), max_size=300).map(lambda w: " ".join(w)[:2000])
)
def test_no_text_takes_more_than_bounded_work(seeds, text):
    assert calls_of(lambda: seeds.resolve(text)) < MOST_CALLS
    assert calls_of(lambda: seeds.complete(text)) < MOST_CALLS


@pytest.mark.parametrize("one", BESIDE, ids=lambda one: one.key)
def test_a_name_full_of_signs_is_found_by_itself(one):
    assert one.key in keys(NameIndex(BESIDE), one.name) or "@everyone" in one.name
