"""Tables of an article in HTML: rows with their spans, match boxes, the infobox."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.reader.dates import read_date
from bot.reader.document_text import blank
from bot.reader.grid import TableCell
from bot.reader.html_page import Element, classes, is_dropped, line_of, text_of
from bot.reader.match_line import read_score
from bot.reader.match_tables import MATCH_HEADER, with_winners
from bot.reader.outline import Line, is_field_label
from bot.text import fold
from bot.vocabulary import mentions, words

_LAYOUT = {"h1", "h2", "h3", "h4", "h5", "h6", "table"}
_BOXES = {"vevent", "footballbox", "fevent"}
_HOME, _AWAY = {"fhome", "vcard"}, {"faway", "vcard"}
_ARROWS = re.compile(r"[←→«»‹›◄►⟵⟶]")
_YEAR = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")
_SHOOT_OUT = re.compile(r"\d{1,2}\s?[-–:]\s?\d{1,2}")
_HALF_TIME = re.compile(r"(?<=\d) \(\d{1,2}\s?:\s?\d{1,2}\)")
_FEWEST_DRAWN = 12
"""Cells of the smallest bracket."""
_MOST_YEARS = 3
_MOST_IN_DATE = 20
"""Elements in one that may hold a date."""


def is_match_box(element: Element) -> bool:
    """Tell whether an element is the box of one match."""
    own = classes(element)
    return "infobox" not in own and not _BOXES.isdisjoint(own)


def is_layout(table: Element) -> bool:
    """Tell whether a table only puts other things side by side."""
    if "infobox" in classes(table):
        return False
    if table.get("role") == "presentation":
        return True
    inside = (part for part in table.iterdescendants() if isinstance(part.tag, str))
    return any(part.tag in _LAYOUT or is_match_box(part) for part in inside)


def drawing(table: Element) -> Line | None:
    """Return the texts of a table that draws something, such as a bracket, on one line; None for another."""
    if "wikitable" in classes(table) or next(table.iter("th"), None) is not None:
        return None
    cells = [cell.text for row in _rows(table) for cell in _cells(row)]
    filled = [text for text in cells if not blank(text)]
    if len(cells) < _FEWEST_DRAWN or len(filled) * 2 > len(cells):
        return None
    text = " | ".join(filled)
    return Line(line_of(table), text, text)


def table_lines(table: Element) -> list[Line]:
    """Return the rows of a table behind a mark; a cell stands in every row that it spans."""
    rows = [row for row in _rows(table) if not is_dropped(row)]
    lines = [Line(line_of(table), "", "{|")]
    lines += [Line.row(line_of(title), (f"+ {text_of(title)}",)) for title in table.iterchildren("caption")]
    for row, (cells, header) in zip(rows, with_winners([_cells(row) for row in rows]), strict=True):
        lines.append(Line.row(line_of(row), cells, header=header))
    return lines


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("tbody", "thead", "tfoot"):
            yield from part.iterchildren("tr")


def _cells(row: Element) -> list[TableCell]:
    bold = {text_of(part) for part in row.iter("b", "strong") if not is_dropped(part)}
    return [
        TableCell(text, _span(cell, "rowspan"), _span(cell, "colspan"), cell.tag == "th", text in bold)
        for cell in row.iterchildren("td", "th")
        if not is_dropped(cell)
        for text in (text_of(cell),)
    ]


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def match_box_lines(box: Element) -> list[Line]:
    """Return the match of a box as a row under a header; without two sides, its texts as they stand."""
    rows = [row for row in box.iter("tr") if not is_dropped(row)]
    for number, row in enumerate(rows):
        cells = [(cell, text_of(cell)) for cell in row.iterchildren("td", "th")]
        between = _between(cells)
        if between is None:
            continue
        texts = [text for _, text in cells]
        score = _HALF_TIME.sub("", texts[between])
        if penalties := _penalties(rows[number + 1 :]):
            score = f"{score} ({penalties} pen)"
        sides = (cells[between - 1][0], cells[between + 1][0])
        found = (_date(box, sides), _round(cells[0][0]), texts[between - 1], score, texts[between + 1])
        header = Line.row(line_of(box), MATCH_HEADER, header=True)
        return [Line(line_of(box), "", "{|"), header, Line.row(line_of(row), found)]
    return [Line.row(line_of(row), tuple(cell.text for cell in _cells(row))) for row in rows]


def _between(cells: list[tuple[Element, str]]) -> int | None:
    """Return which cell of a box's row stands between the two sides: the score, or one for no score yet."""
    for place in range(1, len(cells) - 1):
        (home, one), (_, score), (away, other) = cells[place - 1 : place + 2]
        if blank(one) or blank(other):
            continue
        if read_score(score) or (classes(home) & _HOME and classes(away) & _AWAY):
            return place
    return None


def _date(box: Element, sides: tuple[Element, Element]) -> str:
    """Return the date of a box, one with its year first; empty without one.

    A side may be named after a day.
    """
    named = {part for side in sides for part in side.iter()}
    shown = (part for part in box.iter("div", "td", "th", "span", "time") if part not in named)
    parts = (part for part in shown if not is_dropped(part))
    small = (part for part in parts if sum(1 for _ in islice(part.iter(), _MOST_IN_DATE)) < _MOST_IN_DATE)
    dates = [date for part in small if (date := read_date(text_of(part)))]
    dates.sort(key=lambda date: (date.day is None, bool(date.rest)))
    return dates[0].text if dates else ""


def _round(cell: Element) -> str:
    """Return what a box says in small letters beside the date."""
    small = (text_of(part) for part in cell.iter("small"))
    return next((text for text in small if text and read_date(text) is None), "")


def _penalties(rows: list[Element]) -> str | None:
    """Return the score of the shoot-out that stands under a title of its own."""
    titled = False
    for row in rows:
        for cell in row.iterchildren("td", "th"):
            text = text_of(cell)
            titled = titled or mentions(fold(text[:80]), words("notes", "penalties"))
            if titled and _SHOOT_OUT.fullmatch(text):
                # With a colon it would be a time of day: "11:10".
                return text.replace(":", "–")
    return None


def infobox_lines(box: Element) -> list[Line]:
    """Return the fields of an infobox: its title, "label: value", and the seasons before and after."""
    lines: list[Line] = []
    for row in box.iter("caption", "tr"):
        cells = (
            [row] if row.tag == "caption" else [c for c in row.iterchildren("td", "th") if not is_dropped(c)]
        )
        values = [text_of(cell, ", ") for cell in cells]
        if len(cells) == 2 and (cells[0].tag == "th" or is_field_label(values[0])):
            lines.append(_field(row, values[0].rstrip(":"), values[1]))
        elif len(cells) == 1 and cells[0].tag == "td" and _ARROWS.search(values[0]):
            lines += _neighbours(row, values[0])
        elif len(cells) == 1 and cells[0].tag != "td" and values[0] and not lines:
            lines.append(_field(row, "Competition", values[0]))
    return lines


def _field(row: Element, label: str, value: str) -> Line:
    text = f"{label}: {value}"
    return Line(line_of(row), text, text, bullet=True)


def _neighbours(row: Element, text: str) -> Iterator[Line]:
    """Yield the seasons before and after out of "← 1978 1980 →"; that of the article may stand between."""
    years = _YEAR.findall(text)
    if 2 <= len(years) <= _MOST_YEARS:
        yield _field(row, "Previous season", years[0])
        yield _field(row, "Next season", years[-1])
