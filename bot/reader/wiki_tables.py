"""Tables in wikitext: as in MediaWiki, how a line begins tells what it is."""

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from bot.reader.document_text import tidy
from bot.reader.grid import TableCell, one_cell_a_bar, row_cells
from bot.reader.match_tables import with_winners
from bot.reader.outline import Block, Kind, Line
from bot.reader.plain import BREAK, TextLine
from bot.reader.templates import Piece, merged

_BOLD = re.compile(r"\s*'''[^']*(?:'[^']+)*'''\s*")


class TableReader:
    """Makes blocks of the tables among the lines of a document, and of what its templates say."""

    def __init__(self, lines: list[TextLine | Piece]) -> None:
        self.lines = lines
        self.open: list[_Table] = []
        self.blocks: list[TextLine | Piece | Block] = []
        self.refused: list[tuple[str, Line]] = []

    def run(self) -> list[TextLine | Block]:
        """Return the lines and blocks in their order."""
        closed = _closed(self.lines)
        for place, line in enumerate(self.lines):
            if isinstance(line, Piece):
                self.add(line)
            elif line.text.strip().startswith("{|"):
                self.open.append(_Table(line, place in closed))
            else:
                self.take(line, line.text.strip())
        while self.open:
            self.end()
        done: list[TextLine | Block] = []
        for _, group in groupby(self.blocks, lambda block: isinstance(block, Piece)):
            blocks = list(group)
            pieces = merged(block for block in blocks if isinstance(block, Piece))
            done += [Block(piece.kind, piece.lines, ()) for piece in pieces]
            done += [block for block in blocks if not isinstance(block, Piece)]
        return done

    def add(self, block: Piece | Block) -> None:
        """Add a block, which may stand in a cell of the open table."""
        if self.open:
            self.open[-1].filled = True
        self.blocks.append(block)

    def take(self, line: TextLine, bare: str) -> None:
        """Take a line that opens no table."""
        while self.open and not self.open[-1].holds(bare):
            self.end()
        table = self.open[-1] if self.open else None
        if table is None:
            rows_above = bool(self.blocks) and isinstance(self.blocks[-1], Piece)
            if not (rows_above and bare.startswith(("|}", "|-"))):
                self.blocks.append(line)
        elif bare.startswith("|}"):
            table.closed = True
            self.end()
            if rest := bare[2:].strip():
                self.blocks.append(replace(line, text=rest))
        elif bare and not table.take(line, bare):
            self.blocks.append(line)

    def end(self) -> None:
        """End the innermost table."""
        table = self.open.pop()
        if not table.closed:
            self.refused.append(("table-open", Line(table.line.number, table.line.raw, table.line.text)))
        block = table.block()
        if any(any(line.cells) for line in block.lines) or not table.filled:
            self.add(block)
        elif self.open:
            self.open[-1].filled = True


@dataclass(slots=True)
class _Row:
    number: int
    raw: list[str] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    """Lines that go on the last cell."""

    def end_cell(self) -> None:
        """Give the last cell the lines that go on it."""
        if self.more:
            text = BREAK.join((self.cells[-1].text, *self.more))
            self.cells[-1] = replace(self.cells[-1], text=text)
            self.more = []


@dataclass(slots=True)
class _Table:
    """A table that is open; `closed` tells whether its end is known to come."""

    line: TextLine
    closed: bool
    rows: list[_Row] = field(default_factory=list)
    row: _Row | None = None
    filled: bool = False
    """Whether other blocks stand in its cells."""

    def holds(self, bare: str) -> bool:
        """Tell whether a line can be part of the table: one that never ends has no text."""
        return self.closed or not bare or bare[0] in "|!"

    def take(self, line: TextLine, bare: str) -> bool:
        """Take a line; tell whether it belongs to a row."""
        if bare.startswith("|+"):
            self.row = None
            *_, title = row_cells(f"|{bare[2:]}")
            self.rows.append(_Row(line.number, [line.raw.strip()], [TableCell(f"+ {title.text}")]))
        elif bare.startswith("|-"):
            self.row = None
        elif bare[0] in "|!":
            whole = not one_cell_a_bar(bare)
            if self.row is None or whole:
                self.row = _Row(line.number)
                self.rows.append(self.row)
            self.row.end_cell()
            self.row.raw.append(line.raw.strip())
            self.row.cells += row_cells(bare)
            if whole:
                self.row = None
        elif self.row is None:
            return False
        else:
            self.row.raw.append(line.raw.strip())
            self.row.more.append(bare)
        return True

    def block(self) -> Block:
        """Return the rows with every cell in each place that it covers."""
        for row in self.rows:
            row.end_cell()
        rows = [[_shown(cell) for cell in row.cells] for row in self.rows]
        lines = [Line(self.line.number, self.line.raw, "{|")]
        for row, (texts, header) in zip(self.rows, with_winners(rows), strict=True):
            lines.append(replace(Line.row(row.number, texts, header=header), raw=" ".join(row.raw)))
        return Block(Kind.TABLE, tuple(lines), ())


def _shown(cell: TableCell) -> TableCell:
    """Return a cell with its text as a reader sees it."""
    text = tidy(cell.text.replace(BREAK, " "))
    return replace(cell, text=text, bold=_BOLD.fullmatch(cell.text) is not None)


def _closed(lines: list[TextLine | Piece]) -> set[int]:
    """Return the places of the tables that end before the next heading."""
    closed: set[int] = set()
    open_tables: list[int] = []
    for place, line in enumerate(lines):
        bare = "" if isinstance(line, Piece) else line.text.strip()
        if bare.startswith("{|"):
            open_tables.append(place)
        elif bare.startswith("|}") and open_tables:
            closed.add(open_tables.pop())
        elif bare.startswith("=") and bare.endswith("="):
            open_tables.clear()
    return closed
