"""The plain door: lines of text as an outline, with lists, labels, bars, tabs or blanks for shape."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.reader.document_text import split_lines, tidy
from bot.reader.grid import only_attributes, row_cells
from bot.reader.outline import Block, Kind, Line, Outline, Outliner, is_field_label
from bot.text import clean, fold
from bot.vocabulary import roles

BREAK = "\v"
"""A line break within a line."""
_BULLET = re.compile(r"[-*•·]\s+(?=\S)|[*•]+(?=\S)")
_FIELD = re.compile(r"[^:.|{]{2,40}:\s+\S.*[^.]$")
_TABS, _BLANKS = re.compile(r"\t"), re.compile(r"\s{2,}|\t")
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[.:]$")
_LONGEST_CELL = 80
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as the document has it, and its text without the markup of another form."""

    number: int
    raw: str
    text: str


def plain_outline(text: str) -> Outline:
    """Return the shape of a plain text."""
    lines = split_lines(text)
    outliner = PlainOutliner([TextLine(number, line, line) for number, line in enumerate(lines, 1)])
    outliner.run()
    return outliner.outline(len(lines))


class PlainOutliner(Outliner):
    """Takes lines of text, between which another door may have blocks of its own."""

    def __init__(self, lines: Sequence[TextLine | Block]) -> None:
        super().__init__()
        self.lines = lines
        self.place = 0
        """The place of the line that is read in `lines`."""
        self.in_infobox = False
        self.in_cells = False
        """Whether the lines are the cells of a table that lost its marks: only rows begin without a bar."""
        self.columns: re.Pattern[str] | None = None
        """What parts the columns of the rows under a header without bars."""
        self.row: list[Line] = []

    def run(self) -> None:
        """Take all lines."""
        for place, line in enumerate(self.lines):
            self.place = place
            if isinstance(line, TextLine):
                self.take(line)
            else:
                self.take_block(line)
        self.close()

    def take_block(self, block: Block) -> None:
        """Take a block that another door has made."""
        self.close()
        self.in_infobox = False
        for line in block.lines:
            self.add(block.kind, line)
        self.close()

    def take(self, line: TextLine) -> None:
        """Take a line by what it looks like."""
        text = line.text.replace(BREAK, ", " if self.in_infobox else " ")
        bare = clean(text).strip()
        if not bare:
            if line.raw.strip():
                self.structure.add(line.number)
            elif not self.in_cells:
                self.close()
        elif bare[0] == "=":
            self.text_heading(line, bare)
        elif self.in_cells and self.is_cell(bare):
            self.cell(line, bare)
        elif len(bare) > 3 and not bare.strip("-"):
            self.close()
            self.structure.add(line.number)
        elif self.starts_infobox(bare):
            self.close()
            self.in_infobox = True
            self.structure.add(line.number)
        elif self.in_infobox and self.belongs_to_infobox(bare):
            self.add(Kind.INFOBOX, Line(line.number, line.raw, *_unbullet(bare)))
        else:
            self.in_infobox = False
            if bare[0] in "|!":
                self.add(Kind.TABLE, _row(line, bare))
            elif only_attributes(bare):
                self.close()
                self.in_cells = True
                self.structure.add(line.number)
            elif row := self.bare_row(text, bare):
                self.add(Kind.TABLE, Line(line.number, line.raw, bare, cells=row))
            else:
                for part in filter(str.strip, line.text.split(BREAK)):
                    self.add(Kind.TEXT, Line(line.number, line.raw, *_unbullet(clean(part).strip())))

    def starts_infobox(self, bare: str) -> bool:
        """Tell whether a line is the name over an infobox."""
        return not self.sections and len(bare) < 80 and fold(bare).split(" ")[0] in ("infobox", "ficha")

    def beside(self, step: int) -> str:
        """Return the text of the line before or behind, empty where a block stands there."""
        place = self.place + step
        line = self.lines[place] if 0 <= place < len(self.lines) else None
        return line.text.strip() if isinstance(line, TextLine) else ""

    def next_text(self) -> str:
        """Return the next line that is not blank, empty where a block or the end comes first."""
        for place in range(self.place + 1, len(self.lines)):
            line = self.lines[place]
            if not isinstance(line, TextLine):
                break
            if line.text.strip():
                return line.text.strip()
        return ""

    def is_cell(self, bare: str) -> bool:
        """Tell whether a line goes on a table that lost its marks; a sentence or another table ends it."""
        if bare[0] in "|!":
            ends = bare.startswith("|}")
        else:
            ends = bare[0] == "{" or len(bare) > _LONGEST_CELL or _SENTENCE_END.search(bare) is not None
        if ends:
            self.close()
        return not ends

    def cell(self, line: TextLine, bare: str) -> None:
        """Take a cell on a line of its own; one without a bar begins a row."""
        barred = bare[0] in "|!"
        if not barred:
            self.end_row()
        elif self.row:
            self.structure.add(line.number)
        self.row.append(_row(line, bare if barred else f"|{bare}"))

    def end_row(self) -> None:
        """Add the row whose cells stood on lines of their own."""
        if not self.row:
            return
        first, row = self.row[0], self.row
        self.row = []
        raw = " ".join(line.raw.strip() for line in row)
        cells = tuple(cell for line in row for cell in line.cells)
        self.add(Kind.TABLE, replace(first, raw=raw, cells=cells))

    def bare_row(self, text: str, bare: str) -> tuple[str, ...]:
        """Return the cells of a row without outer bars; tabs and blanks need a known header above."""
        if "|" in bare and (bare.count("|") > 1 or "|" in self.beside(-1)[1:] or "|" in self.beside(1)[1:]):
            return tuple(tidy(cell) for cell in bare.split("|"))
        for columns in (_TABS, _BLANKS):
            row = tuple(tidy(cell) for cell in columns.split(text.strip(" ")))
            if len(row) > 1 and (self.columns is columns or _is_header(row)):
                if self.open_kind is not Kind.TABLE:
                    self.close()
                self.columns = columns
                return row
        return ()

    def belongs_to_infobox(self, bare: str) -> bool:
        """Tell whether a line goes on the infobox: a bullet, a field, or a short line straight under one."""
        if _BULLET.match(bare) or (len(bare) <= 120 and _FIELD.match(bare)) or is_field_label(bare):
            return True
        if len(bare) > 120 or bare[0] in "|{!" or _SENTENCE_END.search(bare):
            return False
        return bool(self.open) or self.continues_field()

    def continues_field(self) -> bool:
        """Tell whether a short line behind a blank one goes on a value, by its label or the next field."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind is not Kind.INFOBOX:
            return False
        label = last.lines[-1].text
        before = next((line.text for line in reversed(last.lines) if line.bullet), label).partition(":")[0]
        following = self.next_text()
        return (
            is_field_label(label)
            or roles("labels").get(fold(before)) == "records"
            or _BULLET.match(following) is not None
            or is_field_label(following.partition(":")[0])
        )

    def text_heading(self, line: TextLine, bare: str) -> None:
        """Take a line between equals signs."""
        left = len(bare) - len(bare.lstrip("="))
        right = len(bare) - len(bare.rstrip("="))
        heading = Line(line.number, line.raw, tidy(bare.strip("=")))
        self.in_infobox = False
        if heading.text and right:
            self.heading(min(left, right, _DEEPEST), heading)
        else:
            self.close()
            self.refused.append(("unclosed-heading" if heading.text else "no-words", heading))

    def close(self) -> None:
        """End the open block and what was known of its lines."""
        self.end_row()
        self.in_cells = False
        self.columns = None
        super().close()


def _row(line: TextLine, bare: str) -> Line:
    """Return a line that begins with a bar as a row; one of dashes alone has no cells."""
    if bare.startswith(("|}", "|-")) and "|" not in bare[1:]:
        return Line(line.number, line.raw, bare)
    cells = tuple(tidy(cell.text) for cell in row_cells(bare))
    if any(cells) and all(set(cell) <= set("-:") for cell in cells):
        cells = ()
    return Line(line.number, line.raw, bare, cells=cells, header=bare[0] == "!")


def _is_header(row: tuple[str, ...]) -> bool:
    known = roles("headers").keys() | roles("standings").keys() | {"p"}
    return all(row) and all(fold(cell) in known for cell in row)


def _unbullet(bare: str) -> tuple[str, bool]:
    found = _BULLET.match(bare)
    return (tidy(bare[found.end() :]), True) if found else (tidy(bare), False)
