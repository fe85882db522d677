"""Tables of standings that a document itself prints, and where they differ from the matches."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bot.model import Source, StatedRow, Team
from bot.tournament.table import Row, Table

NUMBERS = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")


@dataclass(frozen=True, slots=True)
class StatedTable:
    """A table that the document prints, and the stage and group under whose headings it stands."""

    stage: str | None
    group: str | None
    rows: tuple[StatedRow, ...]

    @property
    def line(self) -> int:
        """The line of its last row."""
        return max(row.source.order for row in self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether it has no numbers yet."""
        return all(getattr(row, number) is None for row in self.rows for number in NUMBERS)

    @property
    def clubs(self) -> frozenset[str]:
        """The keys of its clubs."""
        return frozenset(row.club.key for row in self.rows)

    @property
    def adds_up(self) -> bool:
        """Whether all its numbers are there and fit: in each row, and those of all rows together."""
        totals = [0, 0]
        for row in self.rows:
            numbers = (row.played, row.won, row.drawn, row.lost, row.goals_for, row.goals_against)
            if None in numbers:
                return False
            played, won, drawn, lost, goals_for, goals_against = (number or 0 for number in numbers)
            difference = goals_for - goals_against
            if played != won + drawn + lost or row.goal_difference not in (None, difference):
                return False
            totals = [totals[0] + won - lost, totals[1] + difference]
        return totals == [0, 0]

    def at(self, position: int) -> Team | None:
        """Return the club in a place, None where the table has none or several there."""
        clubs = [row.club for row in self.rows if row.position == position]
        return clubs[0] if len(clubs) == 1 else None

    def points_at(self, position: int) -> int | None:
        """Return the points of the club in a place, None where the table lacks them."""
        return next((row.points for row in self.rows if row.position == position), None)


@dataclass(frozen=True, slots=True)
class PrintedDifference:
    """A number of a printed table that is another one by the matches; `number` is one of NUMBERS."""

    club: Team
    number: str
    stated: int
    worked_out: int
    source: Source


def printed_tables(rows: Iterable[StatedRow]) -> tuple[StatedTable, ...]:
    """Return the tables of printed rows, which stand in the document's order."""
    tables = groupby(rows, key=lambda row: (row.stage, row.group, row.source.headings))
    return tuple(
        [
            StatedTable(stage, group, tuple(table))
            for (stage, group, _), of_place in tables
            for table in parted(of_place)
        ]
    )


def parted(rows: Iterable[StatedRow]) -> list[list[StatedRow]]:
    """Return the tables that stand under one heading: the places of each begin anew, and its clubs."""
    tables: list[list[StatedRow]] = []
    clubs: set[str] = set()
    last: int | None = None
    for row in rows:
        anew = row.position is not None and last is not None and row.position < last
        club = row.club.key or row.club.name
        if not tables or anew or club in clubs:
            tables.append([])
            clubs = set()
        tables[-1].append(row)
        clubs.add(club)
        last = row.position
    return tables


def is_beside(printed: StatedTable, table: Table) -> bool:
    """Tell whether a printed table is that of the same teams; an incomplete one may lack some of them."""
    if table.complete:
        return printed.clubs == table.clubs
    return printed.stage == table.stage and printed.clubs >= table.clubs


def differences(printed: StatedTable, tables: Iterable[Table]) -> tuple[PrintedDifference, ...]:
    """Compare a printed table with the complete one of the same clubs; without one nothing differs."""
    table = next((table for table in tables if table.complete and table.clubs == printed.clubs), None)
    if table is None:
        return ()
    worked_out = {row.club.key: row for row in table.rows}
    return tuple(
        PrintedDifference(row.club, name, stated, number, row.source)
        for row in printed.rows
        for name in NUMBERS
        if (stated := getattr(row, name)) is not None
        and stated != (number := _number(worked_out[row.club.key], name))
    )


def _number(row: Row, name: str) -> int:
    number: int = row.points if name == "points" else getattr(row.tally, name)
    return number
