"""Two caches → the facts that one has and the other has not: matches, teams, champions."""

import json
import logging
import sqlite3
from collections.abc import Collection
from pathlib import Path

import aiosqlite

from bot.cache.report import Difference, Example

log = logging.getLogger(__name__)

_EXAMPLES = 5

# A fact is what its document says, wherever it stands there: a line that only moved is no difference.
# Equal facts are counted, so that the second of two equal lines is missed when it goes.
_FACTS = {
    "matches": """
        SELECT season,
               home_name || ' ' || coalesce(home_goals || '–' || away_goals, '–') || ' ' || away_name AS text,
               json_array(stage, "group", round, leg, date, home, away, status, extra_time, home_penalties,
                          away_penalties, note) AS key
          FROM {cache}.match
         WHERE {chosen}
    """,
    "teams": """
        SELECT season,
               name || coalesce(' (' || department || ')', '') AS text,
               json_array(club, location) AS key
          FROM {cache}.entry
         WHERE {chosen}
    """,
    "champions": """
        SELECT season, name AS text, club AS key
          FROM {cache}.honour
         WHERE place = 'champion' AND {chosen}
    """,
}
_COUNTED = """
    SELECT season, text, key, row_number() OVER (PARTITION BY season, text, key) AS copy
      FROM ({facts})
"""


async def differences(old: Path, new: Path, seasons: Collection[int] | None) -> tuple[Difference, ...]:
    """Return what `new` has and `old` has not and the other way, by kinds that differ.

    Only `seasons` are compared, all of them where that is None. Nothing is told of a cache of another schema:
    what differs then is the program, not the data.
    """
    async with aiosqlite.connect(_read_only(new), uri=True) as db:
        await db.execute("ATTACH ? AS old", (_read_only(old),))
        try:
            found = [await _difference(db, kind, query, seasons) for kind, query in _FACTS.items()]
        except sqlite3.OperationalError as error:
            log.info("the last cache cannot be compared: %s", error)
            return ()
    return tuple(difference for difference in found if difference.added or difference.removed)


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


async def _difference(
    db: aiosqlite.Connection, kind: str, query: str, seasons: Collection[int] | None
) -> Difference:
    chosen = "true" if seasons is None else "season IN (SELECT value FROM json_each(:seasons))"
    now, before = (
        _COUNTED.format(facts=query.format(cache=cache, chosen=chosen)) for cache in ("main", "old")
    )
    values = {"seasons": json.dumps(sorted(seasons or ()))}
    added = await _only_in(db, now, before, values)
    removed = await _only_in(db, before, now, values)
    return Difference(kind, len(added), len(removed), _examples(added), _examples(removed))


async def _only_in(db: aiosqlite.Connection, one: str, other: str, values: dict[str, str]) -> list[Example]:
    query = f"SELECT season, text FROM ({one} EXCEPT {other}) ORDER BY season DESC, text"
    return [Example(season, text) for season, text in await db.execute_fetchall(query, values)]


def _examples(facts: list[Example]) -> tuple[Example, ...]:
    return tuple(facts[:_EXAMPLES])
