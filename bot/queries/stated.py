"""Tables of standings that a document itself prints."""

import sqlite3
from itertools import groupby

from bot.cache import Snapshot
from bot.model import StatedRow
from bot.queries.facts import SeasonRef, club_ref, source_of
from bot.tournament.printed import NUMBERS, StatedTable


async def stated_tables(snapshot: Snapshot, season: SeasonRef) -> tuple[StatedTable, ...]:
    """Return the tables that the season's document prints, in its order."""
    rows = await snapshot.rows(_ROWS, (season.document, season.year))
    return tuple(
        StatedTable(stage, group, tuple(_row(snapshot, row) for row in found))
        for (stage, group, _), found in groupby(rows, key=_table_of)
    )


_ROWS = """
    SELECT stated_row.*, ? AS document, section.stage, section."group"
      FROM stated_row
      LEFT JOIN section ON section.season = stated_row.season
                       AND section.line = (SELECT max(line) FROM section AS above
                                            WHERE above.season = stated_row.season
                                              AND above.line < stated_row.line)
     WHERE stated_row.season = ?
     ORDER BY stated_row.position
"""


def _table_of(row: sqlite3.Row) -> tuple[str | None, str | None, str]:
    return (row["stage"], row["group"], row["headings"])


def _row(snapshot: Snapshot, row: sqlite3.Row) -> StatedRow:
    numbers = {name: row[name] for name in NUMBERS}
    club = club_ref(snapshot, row["club"], row["name"])
    return StatedRow(row["place"], club, **numbers, note=row["note"], source=source_of(row))
