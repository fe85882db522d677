"""A season read back from the cache is the season that was read from its document."""

import pytest

from bot.cache import Store, load
from bot.names import read_identities
from bot.reader import read_and_check
from bot.tournament.club_links import link_clubs
from tests.five import SEEDS

FACTS = [
    "year",
    "title",
    "document",
    "lines",
    "infobox",
    "champions",
    "runners_up",
    "scorers",
    "records",
    "stated_matches",
    "stated_goals",
    "previous",
    "next",
    "sections",
    "entries",
    "changes",
    "regions",
    "promotions",
    "matches",
    "standings",
    "see_also",
    "lost_tables",
]


@pytest.fixture
async def snapshot(tmp_path):
    await load(SEEDS, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        yield found
    await store.close()


@pytest.mark.parametrize("year", [1967, 1996, 1997, 2006, 2012])
async def test_a_season_of_the_cache_is_that_of_its_document(snapshot, year):
    path = SEEDS / f"{year}_copa_peru.txt"
    written, problems = read_and_check(path.read_bytes(), path.name)
    written = link_clubs(written, read_identities(SEEDS / "clubs.toml").key)
    season = await snapshot.season(year)
    for fact in FACTS:
        assert getattr(season, fact) == getattr(written, fact), fact
    assert set(season.paragraphs) == set(written.paragraphs)
    assert {problem.message for problem in season.problems} == {problem.message for problem in problems}


async def test_a_season_is_read_once(snapshot):
    assert await snapshot.season(1996) is await snapshot.season(1996)


async def test_there_is_no_season_without_a_document(snapshot):
    with pytest.raises(KeyError):
        await snapshot.season(1950)
