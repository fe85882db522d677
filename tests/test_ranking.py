"""/ranking: the most or the fewest of something, over seasons that may be known by a champion alone."""

from collections import Counter

import pytest

from bot.cache import Store, load
from bot.discord_ui.answer import reply_to
from bot.queries.facts import season_parts
from bot.queries.query import Query
from bot.queries.ranking import Ranking
from bot.replies.language import language
from bot.replies.reply import body
from bot.tournament.ranking import MEASURES, ranks
from tests.simulated import ask, labels, shown_text

CHAMPION = "= {year} Copa Perú =\n\nInfobox\n- Season: {year}\n- Winners: {club}\n{more}"
TEAMS = """
==Teams==
| Department | Team | Location |
| Cusco | Sport Uno | Cusco |
| Puno | Sport Dos | Puno |
"""
MATCHES = "\n==Final Stage==\n===Round 1===\nSport Uno 3-1 Sport Dos\n"


async def said(tmp_path, query: Query, seasons: dict[int, str], tag: str = "en-US") -> str:
    folder = tmp_path / "seasons"
    folder.mkdir()
    for year, text in seasons.items():
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    await load(folder, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        _, reply = await reply_to(query, snapshot, language(tag, markup=False))
    await store.close()
    return body(reply)


SEASONS = {
    2001: CHAMPION.format(year=2001, club="Sport Uno", more=TEAMS + MATCHES),
    2002: CHAMPION.format(year=2002, club="Sport Dos", more=TEAMS),
    2003: CHAMPION.format(year=2003, club="Sport Uno", more=""),
}


async def test_titles_are_counted_over_seasons_known_by_their_champion_alone(tmp_path):
    text = await said(tmp_path, Ranking("titles"), SEASONS)
    assert text.startswith("Most titles: Sport Uno (Cusco), with 2 titles.")
    assert "1st Sport Uno (Cusco) — 2 titles (2001 and 2003)\n2nd Sport Dos (Puno) — 1 title (2002)" in text
    assert "Counts 3 of 3 editions: those whose champion is known." in text


async def test_a_count_says_in_how_many_editions_there_was_something_to_count(tmp_path):
    text = await said(tmp_path, Ranking("goals", "club"), SEASONS)
    assert text.startswith("Most goals: Sport Uno (Cusco), with 3 goals.")
    assert "Counts 1 of 3 editions: the one with results." in text


async def test_a_range_and_a_department_narrow_the_count(tmp_path):
    text = await said(tmp_path, Ranking("titles", since=2002, department="Cusco"), SEASONS, "es-419")
    assert text.startswith("Más títulos: Sport Uno (Cusco), con 1 título.")
    assert "Sport Dos" not in text


async def test_a_fan_sees_the_most_first_and_can_turn_to_the_fewest(fan):
    answer = await ask(fan, "ranking", measure="teams")
    assert "Most teams: 2012, with 65 teams." in shown_text(answer)
    assert "Season 2012" in labels(answer)
    await fan.click(answer.response, label="Editions · fewest teams")
    assert "Fewest teams: 1967, with 24 teams." in shown_text(answer)


async def test_an_unknown_department_is_told_and_measures_that_do_not_fit_a_thing_lead_to_one_that_does(fan):
    answer = await ask(fan, "ranking", department="Atlantis")
    assert answer.ephemeral
    assert "Atlantis" in shown_text(answer)
    assert "Editions · most teams" in shown_text(await ask(fan, "ranking", thing="club", measure="teams"))


@pytest.mark.parametrize("thing", MEASURES)
async def test_each_ranking_is_ordered_and_its_fewest_are_its_most_turned_round(thing, loaded_cache):
    store = Store(loaded_cache)
    async with store.snapshot() as snapshot:
        known = snapshot.seasons
        parts = [await season_parts(snapshot, year) for year in known]
    await store.close()
    for measure in MEASURES[thing]:
        most, fewest = (ranks(thing, measure, parts, fewest=order) for order in (False, True))
        values = [row.value for row in most.rows]
        assert values == sorted(values, reverse=True), measure
        assert Counter(values) == Counter(row.value for row in fewest.rows), measure
        assert [row.value for row in fewest.rows] == values[::-1], measure
        assert set(most.counted) <= set(known)


@pytest.mark.parametrize(
    ("tag", "end"),
    [("en-US", ", and 2 others, with 1 title each."), ("es-419", " y 2 más, con 1 título cada uno.")],
)
async def test_of_many_that_lead_together_the_rest_is_counted(tmp_path, tag, end):
    clubs = enumerate(("Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho"), 1990)
    seasons = {year: CHAMPION.format(year=year, club=f"Sport {name}", more="") for year, name in clubs}
    assert end in await said(tmp_path, Ranking("titles"), seasons, tag)
