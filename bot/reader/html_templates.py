"""Templates that Parsoid names in `data-mw`, with their parameters, beside what they make."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.reader.html_page import Element, line_of, missing_template, text_of
from bot.reader.inline_markup import words
from bot.reader.outline import Kind, Line
from bot.reader.template_names import family_of
from bot.reader.templates import Call, Piece

_BETWEEN = re.compile(r"\s*(?:\|\}|\|-+)?\s*")
"""What may stand between templates that make one table; `|}` closes it."""


def calls_of(element: Element) -> list[Call]:
    """Return the templates that made an element; none where one is not known or wikitext stands between them.

    Such an element is read as any other.
    """
    parts = _parts(element)
    calls = [part for part in parts if isinstance(part, Call)]
    pure = all(_BETWEEN.fullmatch(part) for part in parts if isinstance(part, str))
    families = [family_of(call.name) for call in calls]
    # What only shapes text, such as a small word, is rendered already.
    known = all(family and family.role != "kept" for family in families)
    return calls if pure and known else []


def missing_call(link: Element) -> Call | None:
    """Return the template that stands as a link to none, where its parameters do not tell what it says."""
    title = missing_template(link)
    if title is None or calls_of(link) or is_dropped_whole([Call(title, {}, 0)]):
        return None
    return next((part for part in _parts(link) if isinstance(part, Call)), Call(title, {}, line_of(link)))


def give_words(link: Element) -> None:
    """Give a link the words of the missing template that it stands for, where that only shapes text."""
    calls = [part for part in _parts(link) if isinstance(part, Call)]
    family = family_of(calls[0].name) if len(calls) == 1 else None
    if family and family.role == "kept":
        parameters = "".join(f"|{name}={value}" for name, value in calls[0].parameters.items())
        link.text = " ".join(words(f"{{{{{calls[0].name}{parameters}}}}}").split())
        del link.attrib["title"]


def _parts(element: Element) -> list[Call | str]:
    """Return the templates that made an element, and the wikitext between them."""
    if "mw:Transclusion" not in (element.get("typeof") or ""):
        return []
    try:
        parts = json.loads(element.get("data-mw") or "{}")["parts"]
        line = line_of(element)
        return [part if isinstance(part, str) else _call(part["template"], line) for part in parts]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []


def _call(template: dict[str, dict[str, dict[str, str]]], line: int) -> Call:
    parameters = {name: str(value["wt"]) for name, value in template["params"].items()}
    return Call(str(template["target"]["wt"]), parameters, line)


def is_dropped_whole(calls: Iterable[Call]) -> bool:
    """Tell whether templates say nothing of a season."""
    families = map(family_of, (call.name for call in calls))
    return all(family is not None and family.role == "dropped" for family in families)


def with_rows(pieces: list[Piece], elements: list[Element]) -> Iterator[Piece]:
    """Yield pieces whose lines have the numbers of the rendered rows, where these can be told.

    As many rows as a piece has are its rows; else a row is that which has a text of the line in a cell.
    """
    rows = [row for element in elements for row in element.iter("tr")]
    filled = [row for row in rows if row.find("td") is not None]
    tables = [piece for piece in pieces if piece.kind is Kind.TABLE]
    known: dict[str, int] = {}
    for row in rows:
        for cell in row.iterchildren("td", "th"):
            known.setdefault(text_of(cell, ", "), line_of(row))
    for piece in pieces:
        told = [line for line in piece.lines if not line.header]
        if piece.kind is Kind.TABLE and len(told) == len(filled) and piece is tables[0]:
            numbers = iter(map(line_of, filled))
            lines = [line if line.header else replace(line, number=next(numbers)) for line in piece.lines]
        else:
            lines = [replace(line, number=_number(line, known)) for line in piece.lines]
        yield replace(piece, lines=tuple(lines))


def _number(line: Line, known: dict[str, int]) -> int:
    texts = line.cells or (line.text.partition(": ")[2],)
    return next((known[text] for text in texts if text in known and not text.isdigit()), line.number)
