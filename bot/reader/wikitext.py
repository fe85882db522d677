"""The wikitext door: an article's source as an outline; templates and tables are blocks, the rest lines."""

import re

from mwparserfromhell.nodes import Template, Text

from bot.reader.document_text import split_lines
from bot.reader.inline_markup import finished, inline, line_ends, parse, shown, unmasked
from bot.reader.outline import Line, Outline
from bot.reader.plain import BREAK, PlainOutliner, TextLine
from bot.reader.template_names import family_of
from bot.reader.templates import Call, Piece, TemplateReader
from bot.reader.wiki_tables import TableReader

_LEFT = re.compile(r"\{\{|\}\}|\[\[|\]\]|<!--|-->|<(?:ref|gallery|math|timeline)\b")
"""Marks that are left where one is not closed, or stands too deep in others."""
_SWITCH = re.compile(r"__(?:(?:NO|FORCE)?(?:TOC|EDITSECTION|INDEX|GALLERY)|(?:SIN|FORZAR)?_?TDC)__")
_INDENT = re.compile(r"^[:;]+\s*")
_NUMBERED = re.compile(r"^#+\s*")
_FIELD = re.compile(r"\|\s*([^=|]{1,60}?)\s*=(.*)")


def wikitext_outline(text: str) -> Outline:
    """Return the shape of an article's source."""
    lines = split_lines(text)
    reader = TemplateReader()
    flat = _Flat(lines, reader)
    tables = TableReader(flat.run())
    outliner = PlainOutliner(tables.run())
    outliner.run()
    outliner.refused += [*flat.refused, *tables.refused]
    # What templates, notes and tables span is mere shape.
    seen = {line.number for block in outliner.blocks for line in block.lines}
    seen |= {line.number for _, line in outliner.refused}
    outliner.structure |= set(range(1, len(lines) + 1)) - seen
    return outliner.outline(len(lines), reader.unknown_templates())


class _Flat:
    """The lines of a document without inline markup, and what its templates say in their places."""

    def __init__(self, raw: list[str], reader: TemplateReader) -> None:
        self.raw = raw
        self.reader = reader
        self.refused: list[tuple[str, Line]] = []
        self.lines: list[TextLine | Piece] = []
        self.number = self.first = 1
        """The line of the document that is read, and the one on which the open line began."""
        self.parts: list[str] = []
        self.open_infobox: str | None = None
        """The name of an infobox that is never closed, whose fields go on."""

    def run(self) -> list[TextLine | Piece]:
        """Return the lines and pieces."""
        for node in parse("\n".join(self.raw)).nodes:
            source = str(node)
            if isinstance(node, Text):
                first, *rest = source.split("\n")
                self.show(first, line_ends(first))
                for part in rest:
                    self.end_line()
                    self.number += 1
                    self.first = self.number
                    self.show(part, line_ends(part))
                continue
            text = inline(node, self.unknown) if isinstance(node, Template) else shown(node, self.unknown)
            if isinstance(node, Template) and text is None:
                self.block(node)
            self.show((text or "").replace("\n", " "), line_ends(source))
        self.end_line()
        return self.lines

    def show(self, text: str, ends: int) -> None:
        """Add text to the open line, of which lines of the document end inside; blanks at its start go."""
        if self.parts or unmasked(text).strip():
            self.parts.append(text)
        self.number += ends
        if not self.parts:
            self.first = self.number

    def unknown(self, node: Template) -> None:
        """Note a template within others or a link, which can be no block."""
        self.reader.note(self.call(node, self.number))

    def block(self, node: Template) -> None:
        """Take a template that stands for lines of its own."""
        call = self.call(node, self.number)
        pieces = self.reader.read(call)
        if pieces:
            self.end_line()
            self.lines += pieces

    @staticmethod
    def call(node: Template, number: int) -> Call:
        """Return a template as it is called on a line."""
        parameters, lines = {}, {}
        line = number + line_ends(str(node.name))
        for parameter in node.params:
            name = unmasked(str(parameter.name)).strip()
            parameters[name] = unmasked(str(parameter.value))
            lines[name] = line
            line += line_ends(str(parameter))
        return Call(unmasked(str(node.name)), parameters, number, lines)

    def end_line(self) -> None:
        """Add the open line; marks that are left in it are reported and removed."""
        text = unmasked("".join(self.parts))
        raw = self.raw[self.first - 1] if self.raw else ""
        self.parts = []
        if _LEFT.search(text):
            self.refused.append(("markup", Line(self.first, raw, text)))
            if self.field(text):
                return
            text = _LEFT.sub("", text) if text[:1] in "|!" else ""
        elif self.open_infobox and self.field(text):
            return
        text = _NUMBERED.sub("* ", _INDENT.sub("", _SWITCH.sub("", finished(text, BREAK))))
        # A line of comments and templates alone parts nothing, as a blank one does.
        if text.strip() or not raw.strip():
            self.lines.append(TextLine(self.first, raw, text))

    def field(self, text: str) -> bool:
        """Take a line of an infobox that is never closed."""
        name = text.partition("{{")[2].strip()
        family = family_of(name) if name else None
        if family and family.role == "infobox":
            self.open_infobox = name
        elif self.open_infobox and (field := _FIELD.match(text)):
            self.lines += self.reader.read(Call(self.open_infobox, {field[1]: field[2]}, self.first))
        else:
            self.open_infobox = None
        return self.open_infobox is not None
