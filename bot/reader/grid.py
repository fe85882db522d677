"""The grid of a table: its cells, and those that span rows or columns repeated where they stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_ATTRIBUTE = (
    r"(?:rowspan|colspan|align|valign|style|class|bgcolor|width|height|scope|abbr|id|nowrap|border|cellpadding"
    r"|cellspacing|color|title|lang|data-[\w-]{1,20})\s?=\s?(?:\"[^\"]*\"|'[^']*'|[^\s\"'|]+)"
)
_ATTRIBUTES = re.compile(rf"\s*(?:{_ATTRIBUTE}(?:[\s;]+{_ATTRIBUTE})*;?|nowrap)\s*", re.IGNORECASE)
_SPAN = re.compile(r"(row|col)span\s?=\s?[\"']?\s?(\d{1,4})", re.IGNORECASE)
_MOST_ATTRIBUTES = 300
_WIDEST = 64
_TALLEST = 1000


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as the document writes it: its plain text and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False
    bold: bool = False
    """Whether all of it stands in bold."""


def expand(rows: Sequence[Sequence[TableCell]]) -> list[tuple[TableCell, ...]]:
    """Return the cells of each row with the spanning ones in every place that they cover.

    A cell over the whole width is alone in its row. A span ends early at a row that fills the width, and
    at a row of heads, but for one that a head in the row above spans.
    """
    width = max((_width(row) for row in rows), default=0)
    expanded: list[tuple[TableCell, ...]] = []
    running: dict[int, tuple[TableCell, int]] = {}
    for row in rows:
        if row and all(cell.header for cell in row):
            heads = bool(expanded) and all(cell.header for cell in expanded[-1])
            running = {place: span for place, span in running.items() if heads and span[0].header}
        if row and _width(row) >= width > 1:
            running = {}
            if len(row) == 1:
                expanded.append((row[0],))
                continue
        line: list[TableCell] = []
        below: dict[int, tuple[TableCell, int]] = {}

        def place(
            cell: TableCell, left: int, line: list[TableCell], below: dict[int, tuple[TableCell, int]]
        ) -> None:
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


def _width(row: Sequence[TableCell]) -> int:
    return sum(min(max(cell.columns, 1), _WIDEST) for cell in row)


def row_cells(line: str) -> Iterator[TableCell]:
    """Yield the cells of a table's line, which starts with a bar or an exclamation mark."""
    parts = _parts(line)
    if parts[-1].endswith("|") and not only_attributes(parts[-1][:-1]):
        parts[-1] = parts[-1][:-1]
    for part in parts:
        spans: dict[str, int] = {}
        *before, last = part.split("|")
        for text in before:
            if only_attributes(text):
                spans = {kind.lower(): int(count) for kind, count in _SPAN.findall(text)}
            else:
                yield _cell(text, spans, line)
                spans = {}
        yield _cell("" if only_attributes(last) else last, spans, line)


def _cell(text: str, spans: Mapping[str, int], line: str) -> TableCell:
    return TableCell(text, spans.get("row", 1), spans.get("col", 1), line[0] == "!")


def only_attributes(text: str) -> bool:
    """Tell whether a text is the attributes of a cell or a table: `class="wikitable"`."""
    return "=" in text and len(text) <= _MOST_ATTRIBUTES and _ATTRIBUTES.fullmatch(text) is not None


def one_cell_a_bar(line: str) -> bool:
    """Tell whether a line of a table is wiki markup, in which a lone bar parts a cell from its attributes.

    A bar at the end closes a row that stands whole in its line; behind attributes it opens an empty cell.
    """
    parts = _parts(line)
    *_, last = parts[-1].removesuffix("|").split("|")
    if parts[-1].endswith("|") and not only_attributes(last):
        return False
    return all(
        sum(not only_attributes(text) for text in part.removesuffix("|").split("|")) <= 1 for part in parts
    )


def _parts(line: str) -> list[str]:
    inner = line[1:].rstrip()
    return (inner.replace("!!", "||") if line[0] == "!" else inner).split("||")
