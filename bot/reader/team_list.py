"""Lists of teams by department, where rows lost the department that stood over several of them.

A cell that spanned rows is in the document once only; the rows below lack it and stand shifted to the left:
`| Unión Naranjillo | Huánuco | |` is a team of the department above and its town.
"""

import itertools
from collections import defaultdict
from dataclasses import dataclass

from bot.reader.document_text import blank
from bot.text import fold
from bot.vocabulary import Department, department, roles

_MOST_COLUMNS = 6
_ROLES = {"team", "department", "location", "region", "position", "venue", "winner", None}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a list of teams has its columns; `width` counts them all."""

    team: int
    department: int | None
    location: int | None
    width: int


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A row with the columns of its own table; `table` tells tables apart."""

    cells: tuple[str, ...]
    columns: Columns
    table: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A team as its row gives it; `team` None for a department that has no team beside it."""

    team: str | None
    department: str | None
    location: str | None


def team_columns(header: tuple[str, ...], below: list[tuple[str, ...]]) -> Columns | None:
    """Return the columns of a list of teams, None for another kind of table; `below` are the rows."""
    if not 1 <= len(header) <= _MOST_COLUMNS:
        return None
    known = roles("headers")
    found = [known.get(fold(cell)) for cell in header]
    if found.count("team") != 1 or set(found) - _ROLES:
        return None
    place = found.index("department") if "department" in found else None
    if place is None and "region" in found and _mostly_departments(below, found.index("region")):
        place = found.index("region")
    location = found.index("location") if "location" in found else None
    if None in found and place is None and location is None:
        return None
    return Columns(found.index("team"), place, location, len(header))


def _mostly_departments(rows: list[tuple[str, ...]], column: int) -> bool:
    cells = [row[column] for row in rows if len(row) > column and row[column]]
    return sum(department(cell) is not None for cell in cells) * 2 > len(cells)


def read_list(rows: list[TeamRow], played: frozenset[str] = frozenset()) -> list[Listed]:
    """Return the team of each row of one list of teams (it may stand in several tables).

    `played` are folded names of teams known from matches; they help where a team is named like a department.
    """
    return _List(rows, played).read()


class _List:
    def __init__(self, rows: list[TeamRow], played: frozenset[str]) -> None:
        self.rows = rows
        self.played = played
        self.own = [_own_department(row) for row in rows]
        self.shiftable = [_can_be_shifted(row) for row in rows]
        for n, row in enumerate(rows):
            if n == 0 or rows[n - 1].table != row.table:
                self.shiftable[n] = self.shiftable[n] and self.own[n] is None
        pairs = list(zip(self.own, self.shiftable, strict=True))
        self.sure = [own if own and not shift else None for own, shift in pairs]
        self.shifted = [own is None and shift for own, shift in pairs]
        seconds = zip(rows, self.shifted, strict=True)
        self.towns = frozenset(_second(row) for row, shifted in seconds if shifted)
        self.settle()

    def settle(self) -> None:
        """Decide the rows that could be a department with its team or a team with its town."""
        unsure = [n for n, own in enumerate(self.own) if own and self.sure[n] is None]
        if self.repeats():
            for n in unsure:
                self.sure[n] = self.own[n]
            return
        named = {own.name for own in self.sure if own}
        groups: dict[str, list[int]] = defaultdict(list)
        for n in unsure:
            own = self.own[n]
            if own and own.name not in named:
                groups[own.name].append(n)
        order = self.order(groups)
        for group in groups.values():
            best = max(group, key=lambda n: (self.score(n, order), -n))
            if len(group) > 1 or not self.out_of_place(best, order):
                self.sure[best] = self.own[best]

    def repeats(self) -> bool:
        """Tell whether the list says the department in every row, so that nothing is shifted."""
        neighbours = itertools.pairwise(self.sure)
        if any(one and other and one.name == other.name for one, other in neighbours):
            return True
        return not any(self.shifted) and all(row.columns.location is None for row in self.rows)

    def order(self, groups: dict[str, list[int]]) -> "_Order":
        """Return the order of the departments beyond doubt and of those that only one row names."""
        anchors = list(self.sure)
        for group in groups.values():
            if len(group) == 1:
                anchors[group[0]] = self.own[group[0]]
        return _Order(anchors)

    def score(self, n: int, order: "_Order") -> int:
        """Return how much speaks for row `n` being a department with its team: order, and what follows."""
        own, above, below = self.own[n], order.above[n], order.below[n]
        points = 0
        if own and order.alphabetical_without(n):
            points += 2 * (above is None or above.order < own.order)
            points += 2 * (below is None or own.order < below.order)
        second = _second(self.rows[n])
        points -= second in self.towns
        points -= above is not None and second in (fold(above.name), fold(above.capital))
        return points + 2 * (second in self.played)

    def out_of_place(self, n: int, order: "_Order") -> bool:
        """Tell whether the only row with a department's name is rather a team with its town."""
        towns = self.rows[n].columns.location is not None
        ordered = order.alphabetical_without(n, slips=0, least=2 if towns else 4)
        return ordered and self.score(n, order) < (4 if towns else 2)

    def read(self) -> list[Listed]:
        listed: list[Listed] = []
        current: str | None = None
        table: int | None = None
        for n, row in enumerate(self.rows):
            if row.table != table:
                table, current = row.table, None
            if row.columns.department is None or row.columns.department > row.columns.team:
                listed.append(_plain(row))
                continue
            full = self.sure[n] is not None or not (self.shifted[n] or self.own[n])
            shift = _shift(row, full)
            if full:
                named = _cell(row.cells, row.columns.department - shift)
                # Where rows below a department lack its cell, an empty one is another department's, lost.
                current = named or (None if any(self.shifted) else current)
            team = _cell(row.cells, row.columns.team - shift)
            listed.append(Listed(team, current, self.location(row, shift)))
        return listed

    def location(self, row: TeamRow, shift: int) -> str | None:
        """Return the place of a row; beyond the header where the header lost its column."""
        column = row.columns.location
        return _cell(row.cells, (row.columns.width if column is None else column) - shift)


def _own_department(row: TeamRow) -> Department | None:
    """Return the department that the row itself names at the place of one, None if it names none."""
    column = row.columns.department
    if column is None or column > row.columns.team:
        return None
    for shift in range(column + 1):
        named = department(_cell(row.cells, column - shift) or "")
        if named and len(row.cells) + shift <= max(len(row.cells), row.columns.width + 1):
            return named
    return None


def _can_be_shifted(row: TeamRow) -> bool:
    """Tell whether the row has room for a department that was lost at its left."""
    columns = row.columns
    if columns.department is None or columns.department > columns.team or blank(row.cells[0]):
        return False
    filled = max((n + 1 for n, cell in enumerate(row.cells) if not blank(cell)), default=0)
    room = columns.width + (columns.location is None)
    return filled + columns.department + 1 <= room


def _shift(row: TeamRow, full: bool) -> int:
    """Return by how many columns the row stands to the left of its header."""
    column = row.columns.department or 0
    if not full:
        return row.columns.team if row.columns.team > column else column + 1
    for shift in range(column + 1):
        if department(_cell(row.cells, column - shift) or ""):
            return shift
    return 0


def _plain(row: TeamRow) -> Listed:
    columns = row.columns
    place = _cell(row.cells, columns.department) if columns.department is not None else None
    town = _cell(row.cells, columns.location) if columns.location is not None else None
    return Listed(_cell(row.cells, columns.team), place, town)


def _cell(cells: tuple[str, ...], column: int) -> str | None:
    if 0 <= column < len(cells) and not blank(cells[column]):
        return cells[column]
    return None


def _second(row: TeamRow) -> str:
    return fold(row.cells[1]) if len(row.cells) > 1 else ""


class _Order:
    """The departments down a list: the nearest above and below each row, and whether they are in order."""

    def __init__(self, anchors: list[Department | None]) -> None:
        self.above = _nearest_before(anchors)
        self.below = _nearest_before(anchors[::-1])[::-1]
        self._anchors = anchors
        known = [anchor for anchor in anchors if anchor]
        self._count = len(known)
        self._breaks = sum(_breaks(one, other) for one, other in itertools.pairwise(known))

    def alphabetical_without(self, n: int, slips: int = 1, least: int = 1) -> bool:
        """Tell whether at least `least` departments but row `n` are in order, `slips` set aside."""
        above, own, below = self.above[n], self._anchors[n], self.below[n]
        breaks = self._breaks
        if own:
            breaks += _breaks(above, below) - _breaks(above, own) - _breaks(own, below)
        return breaks <= slips and self._count - bool(own) >= least


def _breaks(one: Department | None, other: Department | None) -> bool:
    return one is not None and other is not None and one.order >= other.order


def _nearest_before(anchors: list[Department | None]) -> list[Department | None]:
    nearest: list[Department | None] = []
    last: Department | None = None
    for anchor in anchors:
        nearest.append(last)
        last = anchor or last
    return nearest
