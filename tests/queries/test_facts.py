"""What is worked out of a season is worked out once for a snapshot."""

import asyncio
from pathlib import Path

from bench.seasons import write
from bot.cache import Store, load
from bot.model import Season
from bot.queries.facts import of_season
from bot.queries.records import Records


async def test_a_function_of_a_season_is_called_once_for_each_season_of_a_snapshot(
    loaded_cache: Path,
) -> None:
    years: list[int] = []

    def lines(season: Season) -> int:
        years.append(season.year)
        return season.lines

    store = Store(loaded_cache)
    async with store.snapshot() as snapshot:
        counts = [await of_season(snapshot, lines, year) for year in (1996, 2006, 1996)]
    assert years == [1996, 2006]
    assert counts[0] == counts[2] != counts[1]

    other = Store(loaded_cache)
    async with other.snapshot() as snapshot:
        await of_season(snapshot, lines, 1996)
    assert years == [1996, 2006, 1996]
    await store.close()
    await other.close()


async def test_a_question_about_all_seasons_lets_others_in_between_them(tmp_path: Path) -> None:
    seasons = tmp_path / "seasons"
    write(seasons, 12, seed=1967)
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    turns = 0
    async with store.snapshot() as snapshot:
        answer = asyncio.ensure_future(Records().answer(snapshot))
        while not answer.done():
            turns += 1
            await asyncio.sleep(0)
    await store.close()
    assert turns >= 12
