"""Two caches → the facts that one has and the other has not: matches, teams, champions."""

import contextlib
import logging
import sqlite3
from pathlib import Path

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
    """,
    "teams": """
        SELECT season,
               name || coalesce(' (' || department || ')', '') AS text,
               json_array(club, location) AS key
          FROM {cache}.entry
    """,
    "champions": """
        SELECT season, name AS text, club AS key
          FROM {cache}.honour
         WHERE place = 'champion'
    """,
}
_COUNTED = """
    SELECT season, text, key, row_number() OVER (PARTITION BY season, text, key) AS copy
      FROM ({facts})
"""


def differences(old: Path, new: Path) -> tuple[Difference, ...]:
    """Return what `new` has and `old` has not and the other way, by kinds that differ.

    Nothing is told of a cache of another schema, where what differs is the program and not the data, nor of
    one that is damaged.
    """
    with contextlib.closing(sqlite3.connect(_read_only(new), uri=True)) as db:
        try:
            db.execute("ATTACH ? AS old", (_read_only(old),))
            found = [_difference(db, kind, query) for kind, query in _FACTS.items()]
        except sqlite3.DatabaseError as error:
            log.info("the last cache cannot be compared: %s", error)
            return ()
    return tuple(difference for difference in found if difference.added or difference.removed)


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def _difference(db: sqlite3.Connection, kind: str, query: str) -> Difference:
    now, before = (_COUNTED.format(facts=query.format(cache=cache)) for cache in ("main", "old"))
    added, removed = _only_in(db, now, before), _only_in(db, before, now)
    return Difference(kind, len(added), len(removed), _examples(added), _examples(removed))


def _only_in(db: sqlite3.Connection, one: str, other: str) -> list[Example]:
    query = f"SELECT season, text FROM ({one} EXCEPT {other}) ORDER BY season DESC, text"
    return [Example(season, text) for season, text in db.execute(query)]


def _examples(facts: list[Example]) -> tuple[Example, ...]:
    return tuple(facts[:_EXAMPLES])
