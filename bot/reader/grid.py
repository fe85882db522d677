"""The grid of a table: cells that span rows or columns, repeated where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

_WIDEST = 64
_TALLEST = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the document writes it: its plain text and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False


def expand(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Return the cells of each row with the spanning ones in every place that they cover.

    A span ends early at a row of heads, or at one that fills the whole width by itself.
    """
    width = max((_width(row) for row in rows), default=0)
    expanded: list[tuple[Cell, ...]] = []
    running: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        if row and (all(cell.header for cell in row) or _width(row) >= width > 1):
            running = {}
        line: list[Cell] = []
        below: dict[int, tuple[Cell, int]] = {}

        def place(cell: Cell, left: int, line: list[Cell], below: dict[int, tuple[Cell, int]]) -> None:
            if left > 1:
                below[len(line)] = (cell, left - 1)
            line.append(cell)

        for cell in row:
            while len(line) in running:
                place(*running[len(line)], line, below)
            for _ in range(min(max(cell.columns, 1), _WIDEST)):
                place(cell, min(max(cell.rows, 1), _TALLEST), line, below)
        while len(line) in running:
            place(*running[len(line)], line, below)
        expanded.append(tuple(line))
        running = below
    return expanded


def _width(row: Sequence[Cell]) -> int:
    return sum(min(max(cell.columns, 1), _WIDEST) for cell in row)
