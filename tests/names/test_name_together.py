import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.names import NameIndex, Outcome
from bot.text import fold
from tests.names.clubs import club, seed_clubs

QUERIES = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))
TYPED = [fold(query["text"]).split() for kind in QUERIES.values() for query in kind]
NAMES = [fold(club.name) for club in seed_clubs()]


def may_be_one(index, words):
    return index.together(words).may_be_one(0, len(words))


def explained(index, words):
    """Whether the resolver finds one club, or several of one name, that explain every word."""
    found = index.resolve(" ".join(words))
    if found.outcome is Outcome.NONE:
        return False
    why = found.candidates[0].why
    return not any(one == "one of two names" or one.startswith("not explained") for one in why)


def test_what_is_understood_may_be_one(seeds):
    assert [words for words in TYPED if explained(seeds, words) and not may_be_one(seeds, words)] == []


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(0, 200))
def test_two_names_or_parts_of_them_that_are_understood_as_one_may_be_one(seeds, one, other, cut):
    words = f"{one} {other}".split()
    words = words[cut % len(words) :]
    assert may_be_one(seeds, words) or not explained(seeds, words)


def test_two_names_are_not_one(seeds):
    pairs = list(itertools.pairwise(NAMES[:60]))
    apart = [pair for pair in pairs if not may_be_one(seeds, " ".join(pair).split())]
    assert len(apart) > len(pairs) / 2


@pytest.mark.parametrize("words", ["bella vista", "bellavista", "bela vista", "club bella", "zzz vista", ""])
def test_words_mistyped_joined_or_unknown_may_be_one(words):
    index = NameIndex([club("Bellavista", "Callao"), club("Deportivo Vista", "Ica"), club("Bella Unión")])
    assert may_be_one(index, words.split())
