"""What is worked out of a season is worked out once for a snapshot."""

from pathlib import Path

from bot.cache import Store
from bot.model import Season
from bot.queries.facts import of_season


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
