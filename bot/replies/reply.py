"""`Reply`: an answer in words, the same for Discord and the terminal; and its division into pages."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.pictures import Drawing
from bot.queries.query import Query
from bot.replies.language import Language, Marked

_PAGE_LINES = 15
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

    The text is complete without the `picture`, which stands on the first page.
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


def at_page(reply: Reply, number: int) -> Reply:
    """Return one page of a reply, the nearest there is; a part that goes on repeats its heading."""
    pages = _divide(reply.parts)
    number = min(max(number, 1), len(pages))
    last = number == len(pages)
    return dataclasses.replace(
        reply,
        lead=reply.lead if number == 1 else (),
        parts=pages[number - 1],
        notes=reply.notes if last else (),
        picture=reply.picture if number == 1 else None,
        page=number,
        pages=len(pages),
    )


def _divide(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    pages: list[list[Part]] = [[]]
    lines = length = 0
    for part in parts:
        for line in part.lines:
            if lines and (lines >= _PAGE_LINES or length + len(line) > _PAGE_LENGTH):
                pages.append([])
                lines = length = 0
            current = pages[-1]
            if current and current[-1].heading == part.heading:
                current[-1] = Part(part.heading, (*current[-1].lines, line))
            else:
                current.append(Part(part.heading, (line,)))
            lines, length = lines + 1, length + len(line)
    return [tuple(page) for page in pages]
