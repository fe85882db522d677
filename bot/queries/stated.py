"""Tables of standings that a document itself prints, and where they differ from the matches."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bot.cache import Snapshot
from bot.model import Source, StatedRow, Team
from bot.queries.facts import SeasonRef, club_ref, source_of
from bot.tournament.printed import StatedTable
from bot.tournament.table import Row, Table

NUMBERS = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of a printed table that is another one by the matches; `number` is one of NUMBERS."""

    club: Team
    number: str
    stated: int
    worked_out: int
    source: Source


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


def differences(stated: StatedTable, tables: Iterable[Table]) -> tuple[Difference, ...]:
    """Compare a printed table with the complete one of the same clubs; without one nothing differs."""
    clubs = {row.club.key for row in stated.rows}
    for table in tables:
        worked_out = {row.club.key: row for row in table.rows}
        if table.complete and worked_out.keys() == clubs:
            return tuple(
                Difference(row.club, name, was, now, row.source)
                for row in stated.rows
                for name in NUMBERS
                if (was := getattr(row, name)) is not None
                and was != (now := _number(worked_out[row.club.key], name))
            )
    return ()


def _number(row: Row, name: str) -> int:
    value: int = row.points if name == "points" else getattr(row.tally, name)
    return value
