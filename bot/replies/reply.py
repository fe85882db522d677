"""`Reply`: an answer in words, the same for Discord and the terminal; and its division into pages."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.pictures import Drawing
from bot.queries.query import LINES, Query
from bot.replies.language import Language, Marked

_PAGE_LENGTH = 3000
"""Characters of a page's body; Discord takes 4096, a phone's screen far less."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading of their own; long parts go over several pages."""

    heading: Marked | None
    lines: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A way to go on: the label of a button and the query that it asks."""

    label: str
    query: Query


@dataclass(frozen=True, slots=True)
class Option:
    """A club to choose in a menu: its key, its name, and what tells it apart."""

    key: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice of clubs that fills the HOLE of the query in a field."""

    placeholder: str
    query: Query
    field: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the text: the file's name, what it says for those who do not see it, how to draw it.

    It is drawn only where it is shown.
    """

    name: str
    description: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as shown: title, opening lines, parts, notes on what is missing, source, ways to go on.

    The text is complete without the `picture`, which stands on the first page. A reply of several `pages` has
    the parts of its `page` alone, all the rest is the same on each.
    """

    title: Marked
    lead: tuple[Marked, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[Marked, ...] = ()
    source: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    menus: tuple[Menu, ...] = ()
    picture: Picture | None = None
    page: int = 1
    pages: int = 1


Renderer = Callable[[Any, Language], Reply]
_A = TypeVar("_A")
_renderers: dict[type, Renderer] = {}


def renders(
    answer_type: type[_A],
) -> Callable[[Callable[[_A, Language], Reply]], Callable[[_A, Language], Reply]]:
    """Register a function that puts answers of a type into words."""

    def keep(function: Callable[[_A, Language], Reply]) -> Callable[[_A, Language], Reply]:
        _renderers[answer_type] = function
        return function

    return keep


def render(answer: object, language: Language) -> Reply:
    """Return an answer in words."""
    return _renderers[type(answer)](answer, language)


def lines_of(parts: Iterable[Part], place: range) -> tuple[Part, ...]:
    """Return the parts with those of all their lines alone that stand at a place; none without a line."""
    found = []
    start = 0
    for part in parts:
        stop = start + len(part.lines)
        lines = part.lines[max(place.start - start, 0) : max(place.stop - start, 0)]
        if lines:
            found.append(Part(part.heading, lines))
        start = stop
    return tuple(found)


def at_page(reply: Reply, number: int) -> Reply:
    """Return one page of a reply, the nearest there is; a part that goes on repeats its heading.

    A reply that was made of one page's facts is that page, whatever its number.
    """
    if reply.pages > 1:
        return _page(reply, reply.parts, reply.page, reply.pages)
    pages = _divide(reply.parts)
    number = min(max(number, 1), len(pages))
    return _page(reply, pages[number - 1], number, len(pages))


def _page(reply: Reply, parts: tuple[Part, ...], number: int, pages: int) -> Reply:
    """Return the page of these parts; what stands before all parts is on the first, after all on the last."""
    if pages == 1 and len(parts) == len(reply.parts):
        return reply
    return dataclasses.replace(
        reply,
        lead=reply.lead if number == 1 else (),
        parts=parts,
        notes=reply.notes if number == pages else (),
        picture=reply.picture if number == 1 else None,
        page=number,
        pages=pages,
    )


def _divide(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """Return the parts of each page; neighbours of one heading are one part."""
    pages: list[list[tuple[Marked | None, list[Marked]]]] = [[]]
    lines = length = 0
    for part in parts:
        for line in part.lines:
            if lines and (lines >= LINES or length + len(line) > _PAGE_LENGTH):
                pages.append([])
                lines = length = 0
            current = pages[-1]
            if current and current[-1][0] == part.heading:
                current[-1][1].append(line)
            else:
                current.append((part.heading, [line]))
            lines, length = lines + 1, length + len(line)
    return [tuple([Part(heading, tuple(found)) for heading, found in page]) for page in pages]
