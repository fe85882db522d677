"""How often people are understood, on queries of every kind; the floor is what stands, less a little."""

import tomllib
from pathlib import Path

import pytest

from bot.names import Outcome

QUERIES = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))
LEAST_RIGHT, MOST_WRONG, LEAST_OF_A_KIND = 0.985, 0.003, 0.9
ELSEWHERE = tomllib.loads((Path(__file__).parent / "elsewhere.toml").read_text(encoding="utf-8"))


def judged(index, query):
    """(right, answered with certainty about the wrong club)."""
    found = index.resolve(query["text"])
    wanted, named = set(query["clubs"]), {candidate.club.key for candidate in found.candidates}
    if not wanted:
        right = found.outcome is Outcome.NONE
    elif found.club is not None:
        right = wanted == {found.club.key}
    elif found.outcome is Outcome.SEVERAL and (len(wanted) > 1 or query.get("choice")):
        right = len(named & wanted) >= 0.8 * len(wanted) and 2 * len(named & wanted) >= len(named)
    else:
        right = False
    return right, found.club is not None and not right


@pytest.mark.parametrize("kind", QUERIES)
def test_no_kind_of_query_is_understood_badly(seeds, kind):
    missed = [query["text"] for query in QUERIES[kind] if not judged(seeds, query)[0]]
    assert len(missed) <= (1 - LEAST_OF_A_KIND) * len(QUERIES[kind]), missed


def test_nearly_all_are_understood_and_next_to_none_wrongly(seeds):
    queries = [query for kind in QUERIES.values() for query in kind]
    results = [judged(seeds, query) for query in queries]
    missed = [query["text"] for query, (right, _) in zip(queries, results, strict=True) if not right]
    wrong = [query["text"] for query, (_, sure) in zip(queries, results, strict=True) if sure]
    assert len(missed) <= (1 - LEAST_RIGHT) * len(queries), missed
    assert len(wrong) <= MOST_WRONG * len(queries), wrong


def test_clubs_of_elsewhere_are_not_taken_for_clubs_of_the_seeds(seeds):
    taken = [text for text in ELSEWHERE["clubs"] if seeds.resolve(text).club is not None]
    assert len(taken) <= 0.01 * len(ELSEWHERE["clubs"]), taken


@pytest.mark.parametrize("key", ["utc.cajamarca", "juan-aurich.lambayeque", "el-tumi.san-martin"])
def test_sentences_around_a_name_do_not_hide_the_club(seeds, key):
    name = seeds.club(key).name
    asked = [sentence.format(name) for sentence in ELSEWHERE["sentences"]]
    missed = [text for text in asked if seeds.resolve(text).club != seeds.club(key)]
    assert len(missed) <= 0.03 * len(asked), missed


def test_every_expected_club_is_one_of_the_seeds(seeds):
    keys = {key for kind in QUERIES.values() for query in kind for key in query["clubs"]}
    assert [key for key in sorted(keys) if seeds.club(key) is None] == []
