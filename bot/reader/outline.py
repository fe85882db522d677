"""The shape of a document before its meaning: title, headings, and blocks of lines under them."""

import enum
import re
from dataclasses import dataclass, replace

from bot.model import Section
from bot.reader.dates import is_year
from bot.reader.document_text import blank
from bot.text import fold
from bot.vocabulary import roles, words

_ANY_YEAR = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")


class Kind(enum.Enum):
    """What a block of lines is made of; `MARKS` are leftovers of a table that was lost."""

    INFOBOX = enum.auto()
    TABLE = enum.auto()
    MARKS = enum.auto()
    TEXT = enum.auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line: number from 1, text as it stands, tidied text without its bullet, cells if it is a row."""

    number: int
    raw: str
    text: str
    bullet: bool = False
    cells: tuple[str, ...] = ()
    header: bool = False

    @classmethod
    def row(cls, number: int, cells: tuple[str, ...], *, header: bool = False) -> "Line":
        """Return cells as a line."""
        text = " | ".join(cells)
        return cls(number, text, text, cells=cells, header=header)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind with no blank line or heading between them, and the headings above them."""

    kind: Kind
    lines: tuple[Line, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownTemplate:
    """A template that was not understood: its name, the line of each use, the words in its parameters.

    `known` if what it means in general is known, but not here.
    """

    name: str
    lines: tuple[int, ...]
    text: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in blocks; `structure` are the lines whose whole meaning is the shape itself."""

    title: Line | None
    count: int
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    structure: frozenset[int]
    refused: tuple[tuple[str, Line], ...] = ()
    """Lines whose shape was not understood, each with the reason."""
    templates: tuple[UnknownTemplate, ...] = ()


def year_in(text: str, season: int | None = None) -> int | None:
    """Return the first year in `text`: one from 1900 to 2099, or one close to `season`."""
    years = [int(found) for found in _ANY_YEAR.findall(text[:500])]
    return next((year for year in years if is_year(year, season)), None)


def named_year(title: str) -> int | None:
    """Return the year of four digits, whichever, that a title of nothing else names: "Copa Perú 3456"."""
    folded = fold(title[:500])
    years = _ANY_YEAR.findall(folded)
    others = set(_ANY_YEAR.sub(" ", folded).split())
    whole = others <= words("season_titles", "allowed") and others >= words("season_titles", "needed")
    return int(years[0]) if whole and len(years) == 1 else None


class Outliner:
    """An outline in the making: a door gives headings and lines in the document's order."""

    def __init__(self) -> None:
        self.title: Line | None = None
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.structure: set[int] = set()
        self.refused: list[tuple[str, Line]] = []
        self.path: list[tuple[int, str]] = []
        self.open: list[Line] = []
        self.open_kind = Kind.TEXT

    def heading(self, level: int, line: Line) -> None:
        """Begin a section; the first heading of level 1 above all others is the title."""
        self.close()
        self.structure.add(line.number)
        if level == 1 and self.title is None and not self.sections:
            self.title = line
            return
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.sections.append(Section(level, line.text, self.headings(), line.number))
        self.path.append((level, line.text))

    def headings(self) -> tuple[str, ...]:
        """Return the headings above, the outermost first."""
        return tuple(title for _, title in self.path)

    def add(self, kind: Kind, line: Line) -> None:
        """Add a line to the open block, or begin one of its kind."""
        if self.open and self.open_kind is not kind:
            self.close()
        self.open_kind = kind
        self.open.append(line)

    def close(self) -> None:
        """End the open block."""
        if not self.open:
            return
        kind = self.open_kind
        if kind is Kind.TABLE and not any(_says_something(line) for line in self.open):
            kind = Kind.MARKS
        self.blocks.append(Block(kind, tuple(self.open), self.headings()))
        self.open = []

    def outline(self, count: int, templates: tuple[UnknownTemplate, ...] = ()) -> Outline:
        """Return the outline of a document of `count` lines."""
        self.close()
        return Outline(
            self.title,
            count,
            tuple(self.sections),
            tuple(map(_as_infobox, self.blocks)),
            frozenset(self.structure),
            tuple(self.refused),
            templates,
        )


def is_field_label(text: str) -> bool:
    """Tell whether a text is the known label of an infobox, whose value stands elsewhere."""
    return len(text) < 60 and not text.partition(":")[2].strip() and fold(text) in roles("labels")


def _as_infobox(block: Block) -> Block:
    """Return a table of labels and values above the first heading as an infobox."""
    pairs = [tuple(filter(None, line.cells)) for line in block.lines]
    known = sum(len(pair) == 2 and is_field_label(pair[0]) for pair in pairs)
    filled = sum(bool(pair) for pair in pairs)
    if block.kind is not Kind.TABLE or block.headings or known < 2 or known * 2 < filled:
        return block
    lines = [
        replace(
            line, text=f"{pair[0]}: {pair[1]}" if len(pair) == 2 else " ".join(pair), bullet=True, cells=()
        )
        for line, pair in zip(block.lines, pairs, strict=True)
        if pair
    ]
    return Block(Kind.INFOBOX, tuple(lines), ())


def _says_something(line: Line) -> bool:
    return any(not blank(cell) for cell in line.cells)


def is_section(headings: tuple[str, ...], role: str) -> bool:
    """Tell whether a heading above is one of the titles of `role` in words.toml, such as "see_also"."""
    known = words("titles", role)
    return any(fold(heading) in known for heading in headings if len(heading) < 80)


def titled(headings: tuple[str, ...]) -> str:
    """Return the innermost heading, empty above the first one."""
    return headings[-1] if headings else ""
