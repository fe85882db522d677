"""A template as a document uses it, and the lines that it stands for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bot.reader.inline_markup import words
from bot.reader.outline import Kind, Line
from bot.reader.template_names import Family

BOLD = re.compile(r"'''|<(?:b|strong)\b", re.IGNORECASE)
"""What makes letters bold in wikitext."""


@dataclass(frozen=True, slots=True)
class Call:
    """A template as a document uses it: name, parameters in wikitext, its line and those of parameters."""

    name: str
    parameters: Mapping[str, str]
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def text(self, name: str, between: str = " ") -> str:
        """Return the words of a parameter, empty without it."""
        value = words(self.parameters.get(name, ""), between)
        return " ".join(value.replace("'''", "").replace("''", "").split())

    def row(self, cells: tuple[str, ...], name: str = "", *, header: bool = False) -> Line:
        """Return cells as a row on the line of the template or of one parameter."""
        return Line.row(self.lines.get(name, self.line), cells, header=header)

    def table(self, header: tuple[str, ...], rows: Iterable[Line]) -> list["Piece"]:
        """Return rows under their header; nothing without rows."""
        lines = tuple(rows)
        return [Piece(Kind.TABLE, (self.row(header, header=True), *lines), header)] if lines else []


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one kind that a template stands for, under a header where they are rows."""

    kind: Kind
    lines: tuple[Line, ...]
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """A call with the roles of its parameters."""

    call: Call
    family: Family

    def raw(self, role: str) -> str:
        """Return the wikitext of the first filled parameter of a role, empty without one."""
        names = self.family.parameters.get(role, ())
        return next((value for name in names if (value := self.call.parameters.get(name, "").strip())), "")

    def text(self, role: str) -> str:
        """Return the words of the first filled parameter of a role."""
        names = self.family.parameters.get(role, ())
        return next((text for name in names if (text := self.call.text(name))), "")

    def is_bold(self, role: str) -> bool:
        """Tell whether a parameter of a role has bold letters."""
        return BOLD.search(self.raw(role)) is not None

    def number(self, role: str) -> int:
        """Return the whole number of a role, 0 without one."""
        return whole(self.text(role)) or 0


def whole(text: str) -> int | None:
    """Return a whole number with or without a sign, None for another text."""
    text = text.replace("−", "-").replace("–", "-").removeprefix("+").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 5 else None


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with those that follow each other under one header made one."""
    done: list[Piece] = []
    for (kind, header), group in groupby(pieces, lambda piece: (piece.kind, piece.header)):
        first, *others = group
        rows = (line for piece in others for line in piece.lines[bool(header) :])
        done.append(Piece(kind, (*first.lines, *rows), header))
    return done
