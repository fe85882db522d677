"""`Reply`: an answer in words, the same for Discord and the terminal; and its division into pages."""

from collections.abc import Callable, Iterable, Sequence
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
class Draft:
    """A part whose lines are put into words only where they are shown."""

    heading: Marked | None
    lines: Sequence[Callable[[], Marked]]

    def part(self) -> Part:
        """Return it in words."""
        return Part(self.heading, tuple([line() for line in self.lines]))


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
_P = TypeVar("_P", "Part", "Draft")
_renderers: dict[type, Renderer] = {}


def renders(
    answer_type: type[_A],
) -> Callable[[Callable[[_A, Language], Reply]], Callable[[_A, Language], Reply]]:
    """Register a function that puts answers of a type into words."""

    def keep(function: Callable[[_A, Language], Reply]) -> Callable[[_A, Language], Reply]:
        _renderers[answer_type] = function
        return function

    return keep


def render(answer: object, t: Language) -> Reply:
    """Return an answer in words."""
    return _renderers[type(answer)](answer, t)


def lines_of(parts: Iterable[_P], place: range) -> tuple[_P, ...]:
    """Return the parts with those of all their lines alone that stand at a place; none without a line."""
    found = []
    start = 0
    for part in parts:
        stop = start + len(part.lines)
        first, last = max(start, place.start), min(stop, place.stop)
        if first < last:
            whole = last - first == len(part.lines)
            found.append(
                part if whole else type(part)(part.heading, part.lines[first - start : last - start])
            )
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
    parts = reply.parts if len(pages) == 1 else lines_of(reply.parts, pages[number - 1])
    return _page(reply, _merged(parts), number, len(pages))


def _page(reply: Reply, parts: tuple[Part, ...], number: int, pages: int) -> Reply:
    """Return the page of these parts; what stands before all parts is on the first, after all on the last."""
    if pages == 1 and len(parts) == len(reply.parts):
        return reply
    return Reply(
        title=reply.title,
        lead=reply.lead if number == 1 else (),
        parts=parts,
        notes=reply.notes if number == pages else (),
        source=reply.source,
        url=reply.url,
        links=reply.links,
        menus=reply.menus,
        picture=reply.picture if number == 1 else None,
        page=number,
        pages=pages,
    )


def _divide(parts: tuple[Part, ...]) -> list[range]:
    """Return the places of the lines of each page."""
    lengths = [len(line) for part in parts for line in part.lines]
    pages: list[range] = []
    start = 0
    while start < len(lengths) or not pages:
        stop = min(start + LINES, len(lengths))
        while stop > start + 1 and sum(lengths[start:stop]) > _PAGE_LENGTH:
            stop -= 1
        pages.append(range(start, stop))
        start = stop
    return pages


def _merged(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts that have lines, neighbours of one heading as one."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].heading == part.heading:
            found[-1] = Part(part.heading, found[-1].lines + part.lines)
        elif part.lines:
            found.append(part)
    return tuple(found)


def body(reply: Reply) -> str:
    """Return all that stands between a reply's title and its source, blocks parted by blank lines."""
    parts = [(part.heading, *part.lines) if part.heading else part.lines for part in reply.parts]
    blocks = ["\n".join(lines) for lines in (reply.lead, *parts, reply.notes)]
    return "\n\n".join([block for block in blocks if block])
