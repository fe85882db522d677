"""What is suggested while typing: the same whether it is worked out or cached."""

from types import SimpleNamespace

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cache import Store, load
from bot.commands import options
from bot.commands.options import (
    cached,
    suggest_clubs,
    suggest_departments,
    suggest_opponents,
    suggest_regions,
    suggest_rounds,
    suggest_seasons,
    suggest_stages,
)
from bot.queries.versus import Versus, clubs_met
from bot.replies.language import language
from bot.text import fold
from tests.five import SEEDS

pytestmark = pytest.mark.asyncio(loop_scope="module")

ENGLISH, SPANISH = language("en-US", markup=False), language("es-419", markup=False)
NAMES = ("Total Clean", "Unión Minas", "Deportivo Municipal 1912", "Club 20 de Julio", None)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("cache") / "cache.sqlite3"
    await load(SEEDS, path)
    store = Store(path)
    await store.refresh()
    yield store
    await store.close()


def pairs(choices):
    return [(choice.name, choice.value) for choice in choices]


def seasons_by_looking_at_each(years, champions, typed):
    """The plain way to do it."""
    words = fold(typed).split()
    labels = {year: " — ".join(filter(None, (str(year), champions.get(year)))) for year in reversed(years)}
    fitting = [year for year, text in labels.items() if all(word in fold(text) for word in words)]
    fitting.sort(key=lambda year: not str(year).startswith(typed.strip()))
    return [(labels[year], year) for year in fitting[:25]]


@settings(max_examples=100, deadline=None)
@given(
    champions=st.dictionaries(
        st.integers(1, 9999) | st.integers(1960, 2040), st.sampled_from(NAMES), max_size=40
    ),
    typed=st.text(max_size=4)
    | st.integers(0, 9999).map(str)
    | st.sampled_from(("", " 20 ", "19", "total", "un mi", "20 clean", "２０", "0", "-")),
)
async def test_seasons_are_found_as_if_each_was_looked_at(champions, typed):
    ascending = tuple(sorted(champions))
    named = {year: name for year, name in champions.items() if name}
    snapshot = SimpleNamespace(seasons=ascending, champions=named)
    found = await suggest_seasons(snapshot, typed)
    assert pairs(found) == seasons_by_looking_at_each(ascending, named, typed)


async def test_what_was_suggested_is_not_worked_out_again(store, monkeypatch):
    asked = []

    async def make():
        asked.append(1)
        return await suggest_clubs(store.current, "jose", None)

    first = await cached(store.current, ("a test", "jose", None), make)
    assert await cached(store.current, ("a test", "jose", None), make) is first
    assert len(asked) == 1
    await cached(store.current, ("a test", "jose", 1996), make)
    assert len(asked) == 2


async def test_long_texts_are_answered_and_not_cached(store):
    asked = []

    async def make():
        asked.append(1)
        return []

    for _ in range(2):
        assert await cached(store.current, ("a test", "x" * 1000), make) == []
    assert len(asked) == 2


async def test_the_cache_has_a_bound(store):
    async def make():
        return []

    for number in range(5000):
        await cached(store.current, ("a test", str(number)), make)
    assert len(options._suggestions) <= 4096


@pytest.mark.parametrize(
    "typed", ["", "j", "an", "lib", "3", "final", "norte", "gal", "2", "zzz", "x" * 3000]
)
async def test_every_option_answers_anything_within_discords_limits_and_twice_the_same(store, typed):
    snapshot = store.current
    for season in (None, 1996, 1950):
        year = season or 2012
        found = [
            [
                pairs(await suggest_seasons(snapshot, typed)),
                pairs(await suggest_clubs(snapshot, typed, season)),
                pairs(await suggest_departments(snapshot, typed, season)),
                pairs(await suggest_regions(snapshot, typed, season)),
                pairs(await suggest_rounds(snapshot, SPANISH, year, typed, None)),
                pairs(await suggest_stages(snapshot, ENGLISH, year, typed)),
            ]
            for _ in range(2)
        ]
        assert found[0] == found[1]
        for choices in found[0]:
            assert len(choices) <= 25
            assert all(0 < len(name) <= 100 for name, _ in choices)


async def test_headings_are_kept_apart_by_language_and_stage(store):
    snapshot = store.current
    english = pairs(await suggest_rounds(snapshot, ENGLISH, 1996, "", None))
    spanish = pairs(await suggest_rounds(snapshot, SPANISH, 1996, "", None))
    assert [value for _, value in english] == [value for _, value in spanish]
    assert ("Round 1", "round 1") in english
    assert ("Fecha 1", "round 1") in spanish
    assert pairs(await suggest_rounds(snapshot, ENGLISH, 1996, "", "no such stage")) == english


async def test_opponents_are_the_clubs_met_the_most_often_first_never_the_club_itself(store):
    snapshot = store.current
    offered = [key for _, key in pairs(await suggest_opponents(snapshot, "", None, "juan aurich"))]
    tallies = [(await Versus("juan-aurich.lambayeque", key).answer(snapshot)).tally for key in offered]
    played = [tally.played for tally in tallies]
    assert played == sorted(played, reverse=True)
    assert played[0] > played[-1] > 0
    assert len(offered) == len(await clubs_met(snapshot, "juan-aurich.lambayeque")) > 5
    assert "juan-aurich.lambayeque" not in offered
    of_season = [key for _, key in pairs(await suggest_opponents(snapshot, "", 1996, "cni.loreto"))]
    assert set(of_season) == {
        "gigantes-del-cenepa.apurimac", "utc.cajamarca", "jose-galvez.ancash",
        "coronel-bolognesi.tacna", "leon-de-huanuco.huanuco",
    }  # fmt: skip


async def test_opponents_that_fit_but_were_never_met_are_offered_where_no_other_fits(store):
    typed = pairs(await suggest_opponents(store.current, "j", None, "CNI"))
    assert [key for _, key in typed] == ["juan-aurich.lambayeque", "jose-galvez.ancash"]
    never = pairs(await suggest_opponents(store.current, "alianza atl", None, "CNI"))
    assert never
    assert pairs(await suggest_opponents(store.current, "j", None, "santos")) == pairs(
        await suggest_clubs(store.current, "j", None)
    )


async def test_rounds_stand_in_the_order_in_which_they_are_played_and_tell_where_there_are_no_matches(store):
    names = [name for name, _ in pairs(await suggest_rounds(store.current, SPANISH, 2012, ""))]
    assert names[1:7] == [
        "Primera ronda (sin partidos)",
        "Octavos de final (sin partidos)",
        "Cuartos de final (sin partidos)",
        "Semifinales (sin partidos)",
        "Final (sin partidos)",
        "Desempate (sin partidos)",
    ]
    names = [name for name, _ in pairs(await suggest_rounds(store.current, ENGLISH, 1996, ""))]
    assert names[:2] == ["Round 1", "Round 2"]
    assert names[-1] == "Tiebreaker (no matches)"


async def test_stages_with_matches_come_first(store):
    names = [name for name, _ in pairs(await suggest_stages(store.current, ENGLISH, 1997, ""))]
    assert names[:2] == ["Final Stage", "Departmental Stage (no matches)"]


async def test_numbered_regions_stand_in_the_order_of_their_numbers(store):
    names = [name for name, _ in pairs(await suggest_regions(store.current, "", None))]
    assert names[:8] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert "Norte A" in names
