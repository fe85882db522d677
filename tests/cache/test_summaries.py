"""What is worked out at the load: the same after changes, removals and returns as of a cache made anew."""

import json
import random

import pytest

from bench import seasons
from bot.cache import Store, load
from bot.queries.played import matches
from bot.tournament.records import work_out
from bot.tournament.tally import tally
from tests.conftest import SEEDS

SUMS = ("tally", "counted", "counted_in_all", "holder", "held_by", "table_place", "doubt", "glance", "place")
CLUBS = ("club_season", "club_lines", "met", "club_record", "naming", "profile")


async def rows_of(snapshot, tables):
    return {
        table: sorted(tuple(row) for row in await snapshot.rows(f"SELECT * FROM {table}")) for table in tables
    }


async def loaded(folder, cache):
    await load(folder, cache)
    store = Store(cache)
    async with store.snapshot() as snapshot:
        found = await rows_of(snapshot, (*SUMS, *CLUBS))
    await store.close()
    return found


@pytest.fixture
def folder(tmp_path):
    """Give a folder of the seeds and some made-up seasons."""
    folder = tmp_path / "seasons"
    seasons.write(folder, 2)
    for path in SEEDS.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


async def test_the_sums_after_changes_are_those_of_a_cache_made_anew(folder, tmp_path):
    rng = random.Random(7)
    paths = sorted(folder.glob("*.txt"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    await load(folder, tmp_path / "cache.sqlite3")
    for _ in range(2):
        changed, gone = rng.sample(paths, 2)
        changed.write_text(texts[changed].replace(" 1-", " 7-").replace("-0 ", "-4 "), encoding="utf-8")
        gone.unlink()
        found = await loaded(folder, tmp_path / "cache.sqlite3")
        gone.write_text(texts[gone], encoding="utf-8")
    gone.unlink()
    assert found == await loaded(folder, tmp_path / "anew.sqlite3")


async def test_the_sums_are_those_of_all_matches(folder, tmp_path):
    await load(folder, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        everything = await matches(snapshot, "TRUE", ())
        lines = [match for match in everything if match.origin == "line"]
        worked = work_out(lines)
        [counted] = await snapshot.rows("SELECT matches, awarded, leagues FROM counted_in_all")
        assert tuple(counted) == (worked.matches, worked.awarded, worked.leagues)
        held = {row["kind"]: row["number"] for row in await snapshot.rows(BEST)}
        assert held == {
            "win": len(worked.wins),
            "goals": len(worked.goals),
            "round": len(worked.rounds),
            "attack": len(worked.attacks),
            "defence": len(worked.defences),
            "run": len(worked.runs),
        }
        for row in await snapshot.rows("SELECT * FROM club_record"):
            own = [
                match
                for match in everything
                if match.origin == row["origin"] and row["club"] in (match.home.key, match.away.key)
            ]
            record = tally(row["club"], own)
            assert (row["matches"], row["played"], row["won"]) == (len(own), record.played, record.won)
            assert (row["goals_for"], row["goals_against"]) == (record.goals_for, record.goals_against)
    await store.close()


BEST = """
    SELECT kind, number
      FROM held_by
     WHERE value = (SELECT max(value) FROM held_by AS other WHERE other.kind = held_by.kind)
"""


async def test_what_a_season_holds_is_what_its_lines_are(folder, tmp_path):
    await load(folder, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        told = await snapshot.tuples("SELECT season, clubs, departments, scored, goals FROM glance")
        assert told == await snapshot.tuples(GLANCE)
        stages = [json.loads(stages) for (stages,) in await snapshot.tuples("SELECT stages FROM glance")]
        in_stages = [sum(matches for _, _, matches, _ in found) for found in stages]
        in_places = await snapshot.tuples(PLACES)
        assert in_stages == [matches for _, matches, _ in in_places]
        assert in_places == await snapshot.tuples(HELD)
        assert not await snapshot.rows(MISPLACED)
        assert not await snapshot.rows(MISLABELLED)
        assert await snapshot.rows("SELECT * FROM match WHERE labels IS NOT NULL")
    await store.close()


GLANCE = """
    SELECT year, (SELECT count(DISTINCT club) FROM entry WHERE season = year),
           (SELECT count(DISTINCT department) FROM entry WHERE season = year),
           count(home_goals + away_goals), coalesce(sum(home_goals + away_goals), 0)
      FROM season
      LEFT JOIN match ON season = year AND origin = 'line'
     GROUP BY year
"""

PLACES = "SELECT season, sum(matches), sum(lost_tables) FROM place GROUP BY season"

HELD = """
    SELECT year, (SELECT count(*) FROM match WHERE season = year AND origin = 'line'),
           (SELECT count(*) FROM lost_table WHERE season = year)
      FROM season
"""

MISPLACED = """
    SELECT *
      FROM match
      LEFT JOIN place ON place.season = match.season AND place.number = match.place_number
     WHERE iif(origin = 'line', (match.stage, match.round) IS NOT (place.stage, place.round)
                                OR match."group" IS NOT place."group" OR match.line < place.line,
               place_number IS NOT NULL)
"""

MISLABELLED = """
    SELECT *
      FROM match
     WHERE json(labels)
           IS NOT (SELECT nullif(json_group_array(label), '[]')
                     FROM (SELECT label
                             FROM record
                            WHERE record.season = match.season AND record.number = match.number
                            ORDER BY position))
"""
