"""The shape of a document before its meaning: title, headings, and blocks of lines under them."""

import enum
import re
from dataclasses import dataclass, replace

from bot.model import Section
from bot.reader.dates import is_year
from bot.reader.document_text import blank, split_lines, tidy
from bot.reader.markup import cells, one_cell_a_line, only_attributes, plain
from bot.text import clean, fold
from bot.vocabulary import roles, words

_BULLET = re.compile(r"[-*•·]\s+(?=\S)|[*•]+(?=\S)")
_ANY_YEAR = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")
_FIELD = re.compile(r"[^:.|{]{2,40}:\s+\S.*[^.]$")
_TABS, _BLANKS = re.compile(r"\t"), re.compile(r"\s{2,}|\t")
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[.:]$")
_LONGEST_CELL = 80
_DEEPEST = 6


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


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind with no blank line or heading between them, and the headings above them."""

    kind: Kind
    lines: tuple[Line, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in blocks; `structure` are the lines whose whole meaning is the shape itself."""

    title: Line | None
    count: int
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    structure: frozenset[int]
    unclosed: tuple[Line, ...]


def outline(text: str) -> Outline:
    """Return the shape of a document's text."""
    return _Outliner(split_lines(text)).run()


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


class _Outliner:
    def __init__(self, lines: list[str]) -> None:
        self.raw = lines
        self.title: Line | None = None
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.structure: set[int] = set()
        self.unclosed: list[Line] = []
        self.path: list[tuple[int, str]] = []
        self.open: list[Line] = []
        self.open_kind = Kind.TEXT
        self.in_infobox = False
        self.in_template = False
        self.in_markup = False
        """Whether the lines are of a table in wiki markup, where a row may go over several of them."""
        self.in_cells = False
        """Whether the lines are the cells of a table that lost its marks: only rows begin without a bar."""
        self.columns: re.Pattern[str] | None = None
        """What parts the columns of the rows under a header without bars."""
        self.row: list[Line] = []

    def run(self) -> Outline:
        for number, raw in enumerate(self.raw, 1):
            bare = clean(raw).strip()
            if raw.strip() and not bare:
                self.structure.add(number)
            self.take(number, raw, bare)
        self.close()
        return Outline(
            self.title,
            len(self.raw),
            tuple(self.sections),
            tuple(map(_as_infobox, self.blocks)),
            frozenset(self.structure),
            tuple(self.unclosed),
        )

    def take(self, number: int, raw: str, bare: str) -> None:
        if self.in_template:
            self.template_line(number, raw, bare)
            return
        marked, bare = bare, plain(bare, ", " if self.in_infobox else " ").strip()
        if marked and not bare:
            self.structure.add(number)
        elif not bare:
            if not self.in_cells and not (self.in_markup and self.next_text(number).startswith(("|", "!"))):
                self.close()
        elif bare[0] == "=":
            self.heading(number, raw, bare)
        elif self.in_cells and self.is_cell(bare):
            self.cell(number, raw, bare)
        elif len(bare) > 3 and not bare.strip("-"):
            self.close()
            self.structure.add(number)
        elif self.starts_infobox(bare):
            self.close()
            self.in_template = bare.startswith("{{") and not bare.endswith("}}")
            self.in_infobox = not bare.startswith("{{")
            self.structure.add(number)
        elif self.in_infobox and self.belongs_to_infobox(number, bare):
            self.add(Kind.INFOBOX, Line(number, raw, *_unbullet(bare)))
        elif bare[0] == "|" or bare.startswith(("{|", "!")):
            self.in_infobox = False
            self.table_line(number, raw, bare)
        elif only_attributes(bare):
            self.close()
            self.in_infobox, self.in_cells = False, True
            self.structure.add(number)
        elif row := self.bare_row(number, raw, bare):
            self.in_infobox = False
            self.add(Kind.TABLE, Line(number, raw, bare, cells=row))
        else:
            self.in_infobox = False
            self.add(Kind.TEXT, Line(number, raw, *_unbullet(bare)))

    def starts_infobox(self, bare: str) -> bool:
        return not self.sections and len(bare) < 80 and fold(bare).split(" ")[0] in ("infobox", "ficha")

    def next_text(self, number: int) -> str:
        """Return the next line that is not blank, empty after the last."""
        return next((line.strip() for line in self.raw[number:] if line.strip()), "")

    def is_cell(self, bare: str) -> bool:
        """Tell whether a line goes on a table that lost its marks; a sentence or another table ends it."""
        if bare[0] in "|!":
            ends = bare.startswith("|}")
        else:
            ends = bare[0] == "{" or len(bare) > _LONGEST_CELL or _SENTENCE_END.search(bare) is not None
        if ends:
            self.close()
        return not ends

    def cell(self, number: int, raw: str, bare: str) -> None:
        """Take a cell on a line of its own; one without a bar begins a row."""
        barred = bare[0] in "|!"
        if not barred:
            self.end_row()
        elif self.row:
            self.structure.add(number)
        found = tuple(map(tidy, cells(bare if barred else f"|{bare}")))
        self.row.append(Line(number, raw, bare, cells=found, header=bare[0] == "!"))

    def bare_row(self, number: int, raw: str, bare: str) -> tuple[str, ...]:
        """Return the cells of a row without outer bars; tabs and blanks need a known header above."""
        if "{{" in bare:
            return ()
        if "|" in bare:
            beside = self.raw[max(number - 2, 0) : number - 1] + self.raw[number : number + 1]
            if bare.count("|") > 1 or any("|" in line.strip()[1:] and "{" not in line for line in beside):
                return tuple(tidy(cell) for cell in bare.split("|"))
        for columns in (_TABS, _BLANKS):
            row = tuple(tidy(cell) for cell in columns.split(raw.strip(" ")))
            if len(row) > 1 and (self.columns is columns or _is_header(row)):
                if self.open_kind is not Kind.TABLE:
                    self.close()
                self.columns = columns
                return row
        return ()

    def template_line(self, number: int, raw: str, bare: str) -> None:
        """Take a line of an infobox in wiki markup: "| winners = UTC" as "winners: UTC"."""
        if not bare and self.next_text(number).startswith(("|", "}}")):
            return
        if bare.startswith(("}}", "=")) or not bare:
            self.in_template = False
            self.close()
            if bare.startswith("}}"):
                self.structure.add(number)
            else:
                self.take(number, raw, bare)
            return
        bare = plain(bare, ", ").strip() or "|"
        if bare.endswith("}}"):
            self.in_template = False
            bare = bare.removesuffix("}}").rstrip()
        label, equals, value = bare.removeprefix("|").partition("=")
        field = bare[0] == "|" and equals != ""
        text = f"{label.strip()}: {value.strip()}" if field else bare
        self.add(Kind.INFOBOX, Line(number, raw, tidy(text), field))

    def belongs_to_infobox(self, number: int, bare: str) -> bool:
        """Tell whether a line goes on the infobox: a bullet, a field, or a short line straight under one."""
        if _BULLET.match(bare) or (len(bare) <= 120 and _FIELD.match(bare)) or is_field_label(bare):
            return True
        if len(bare) > 120 or bare[0] in "|{!" or _SENTENCE_END.search(bare):
            return False
        return bool(self.open) or self.continues_field(number)

    def continues_field(self, number: int) -> bool:
        """Tell whether a short line behind a blank one goes on a value, by its label or the next field."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind is not Kind.INFOBOX:
            return False
        label = last.lines[-1].text
        before = next((line.text for line in reversed(last.lines) if line.bullet), label).partition(":")[0]
        following = self.next_text(number)
        return (
            is_field_label(label)
            or roles("labels").get(fold(before)) == "records"
            or _BULLET.match(following) is not None
            or is_field_label(following.partition(":")[0])
        )

    def heading(self, number: int, raw: str, bare: str) -> None:
        self.close()
        self.in_infobox = False
        left = len(bare) - len(bare.lstrip("="))
        right = len(bare) - len(bare.rstrip("="))
        title = tidy(bare.strip("="))
        if not title or not right:
            self.unclosed.append(Line(number, raw, title))
            return
        level = min(left, right, _DEEPEST)
        if level == 1 and self.title is None and not self.sections:
            self.title = Line(number, raw, title)
            self.structure.add(number)
            return
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.sections.append(Section(level, title, self.headings(), number))
        self.structure.add(number)
        self.path.append((level, title))

    def headings(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.path)

    def table_line(self, number: int, raw: str, bare: str) -> None:
        if bare.startswith("{|") or _is_mark(bare):
            self.end_row()
            begun, ended = bare.startswith("{|"), bare.startswith("|}")
            self.add(Kind.TABLE, Line(number, raw, bare))
            self.in_markup = begun or (self.in_markup and not ended)
            return
        header = bare[0] == "!"
        found = tuple(map(tidy, cells(bare)))
        if any(found) and all(set(cell) <= set("-:") for cell in found):
            found = ()
        line = Line(number, raw, bare, cells=found, header=header)
        if bare.startswith("|+") or not (self.in_markup and one_cell_a_line(bare)):
            self.end_row()
            self.add(Kind.TABLE, line)
            return
        if self.row:
            self.structure.add(number)
        self.row.append(line)

    def end_row(self) -> None:
        """Add the row whose cells stood on lines of their own."""
        if not self.row:
            return
        first, row = self.row[0], self.row
        self.row = []
        raw = " ".join(line.raw.strip() for line in row)
        self.add(
            Kind.TABLE, replace(first, raw=raw, cells=tuple(cell for line in row for cell in line.cells))
        )

    def add(self, kind: Kind, line: Line) -> None:
        if self.open and self.open_kind is not kind:
            self.close()
        self.open_kind = kind
        self.open.append(line)

    def close(self) -> None:
        self.end_row()
        self.in_markup = self.in_cells = False
        self.columns = None
        if not self.open:
            return
        kind = self.open_kind
        if kind is Kind.TABLE and not any(_says_something(line) for line in self.open):
            kind = Kind.MARKS
        self.blocks.append(Block(kind, tuple(self.open), self.headings()))
        self.open = []


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


def _is_header(row: tuple[str, ...]) -> bool:
    known = roles("headers").keys() | roles("standings").keys() | {"p"}
    return all(row) and all(fold(cell) in known for cell in row)


def _unbullet(bare: str) -> tuple[str, bool]:
    found = _BULLET.match(bare)
    return (tidy(bare[found.end() :]), True) if found else (tidy(bare), False)


def _is_mark(bare: str) -> bool:
    return bare.startswith(("|}", "|-")) and "|" not in bare[1:]


def _says_something(line: Line) -> bool:
    return any(not blank(cell) for cell in line.cells)


def is_section(headings: tuple[str, ...], role: str) -> bool:
    """Tell whether a heading above is one of the titles of `role` in words.toml, such as "see_also"."""
    known = words("titles", role)
    return any(fold(heading) in known for heading in headings if len(heading) < 80)


def titled(headings: tuple[str, ...]) -> str:
    """Return the innermost heading, empty above the first one."""
    return headings[-1] if headings else ""
