"""The HTML door: an article as MediaWiki renders it (action=parse, Parsoid, a saved page) as an outline."""

from itertools import takewhile

from bot.reader.document_text import tidy
from bot.reader.html_page import (
    BREAK,
    ArticlePage,
    Element,
    classes,
    end_of,
    is_dropped,
    line_of,
    missing_template,
    text_of,
)
from bot.reader.html_tables import (
    drawing,
    infobox_lines,
    is_layout,
    is_match_box,
    match_box_lines,
    table_lines,
)
from bot.reader.html_templates import calls_of, give_words, is_dropped_whole, missing_call, with_rows
from bot.reader.outline import Block, Kind, Line, Outline, Outliner
from bot.reader.templates import Call, TemplateReader, merged

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "footer", "header", "hr", "main", "ol", "p", "pre", "section", "summary", "tbody", "td", "th", "tr",
    "ul",
}  # fmt: skip
_TABLE_MARKS = {"{|", "|-", "|}"}
"""What is left of a table whose templates were deleted."""
_LISTS = {"ul", "ol", "dl"}


def html_outline(page: ArticlePage) -> Outline:
    """Return the shape of an article."""
    return _Outliner(page).run()


class _Outliner(Outliner):
    def __init__(self, page: ArticlePage) -> None:
        super().__init__()
        self.page = page
        self.title = page.title
        self.run_of_text: list[tuple[int, str]] = []
        """Texts of the paragraph or list item that is open, each with the number of its line."""
        self.templates = TemplateReader()
        self.done: set[str] = set()
        """What elements are about that templates have told already."""
        self.told: set[Element] = set()
        """Links in such elements."""
        self.lists = 0
        self.bullet = False

    def run(self) -> Outline:
        missing = [link for link in self.page.content.iter("a") if missing_template(link)]
        for link in missing:
            give_words(link)
        self.walk(self.page.content)
        self.close()
        for link in missing:
            if link not in self.told and (call := missing_call(link)):
                self.templates.note(call)
        if self.title:
            self.structure.add(self.title.number)
        return self.outline(self.page.lines, self.templates.unknown_templates())

    def walk(self, element: Element) -> int:
        """Take everything in an element; return the number of the line on which it ends."""
        number = self.text(line_of(element), element.text)
        for child in element:
            number = self.text(self.child(child), child.tail)
        return number

    def text(self, number: int, text: str | None) -> int:
        if not text:
            return number
        self.run_of_text.append((number, text))
        return number + text.count("\n")

    def child(self, child: Element) -> int:
        """Take an element; return the number of the line on which it ends."""
        if child.get("about") in self.done:
            return end_of(child)
        if (calls := calls_of(child)) and self.templates_of(child, calls):
            return end_of(child)
        if is_dropped(child):
            return end_of(child)
        if child.tag == "br":
            return self.text(line_of(child), BREAK)
        if child.tag in _HEADINGS:
            self.close()
            if title := text_of(child):
                self.heading(_HEADINGS[child.tag], Line(line_of(child), title, title))
            return end_of(child)
        if is_match_box(child):
            return self.lines_of(Kind.TABLE, child, match_box_lines(child))
        if child.tag == "table" and not is_layout(child):
            if "infobox" in classes(child):
                return self.lines_of(Kind.INFOBOX, child, infobox_lines(child))
            if line := drawing(child):
                self.close()
                self.refused.append(("table-header", line))
                return end_of(child)
            return self.lines_of(Kind.TABLE, child, table_lines(child))
        if child.tag == "table" or child.tag in _BLOCKS:
            return self.block(child)
        if child.tag == "li":
            self.flush()
            self.bullet = True
            number = self.walk(child)
            self.flush()
            return number
        return self.walk(child)

    def templates_of(self, element: Element, calls: list[Call]) -> bool:
        """Take what templates say instead of what they render; return False where they say nothing here."""
        about = element.get("about")
        others = element.itersiblings() if about else ()
        elements = [element, *takewhile(lambda other: other.get("about") == about, others)]
        pieces = merged(piece for call in calls for piece in self.templates.read(call))
        if not pieces and not is_dropped_whole(calls):
            return False
        if pieces:
            self.close()
        self.told.update(link for part in elements for link in part.iter("a"))
        for piece in with_rows(pieces, elements):
            self.blocks.append(Block(piece.kind, piece.lines, self.headings()))
        if about:
            self.done.add(about)
        return True

    def block(self, element: Element) -> int:
        """Take an element that begins on a line of its own; the items of a list are one block."""
        is_list = element.tag in _LISTS
        if self.lists:
            self.flush()
        else:
            self.close()
        self.lists += is_list
        number = self.walk(element)
        self.lists -= is_list
        if self.lists:
            self.flush()
        else:
            self.close()
        return number

    def lines_of(self, kind: Kind, element: Element, lines: list[Line]) -> int:
        """Take an element whose lines are a block of their own, and nothing else that stands in it."""
        self.close()
        if any(any(line.cells) or line.bullet for line in lines):
            self.blocks.append(Block(kind, tuple(lines), self.headings()))
        return end_of(element)

    def flush(self) -> None:
        """Make lines of the open text: one where the source has one, and one behind each break."""
        parts: list[tuple[int, list[str]]] = []
        for number, text in self.run_of_text:
            for step, piece in enumerate(text.split("\n")):
                for place, part in enumerate(piece.split(BREAK)):
                    if step or place or not parts:
                        parts.append((number + step, []))
                    parts[-1][1].append(part)
        self.run_of_text = []
        for number, pieces in parts:
            raw = "".join(pieces)
            text = tidy(raw)
            if text in _TABLE_MARKS:
                self.structure.add(number)
            elif text:
                self.add(Kind.TEXT, Line(number, raw, text, self.bullet))
        self.bullet = False

    def close(self) -> None:
        """End the block of text."""
        self.flush()
        super().close()
