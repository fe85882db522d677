"""`Reply`: an answer in words, the same for Discord and the terminal; and its division into pages."""

import bisect
import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.pictures import Drawing
from bot.queries.query import Query
from bot.replies.language import Language, Marked
from bot.replies.phrases import CORRECTED

_LETTERS, _SMALL_LETTERS = 44, 54
"""Letters of a line on a phone's screen, of text and of small print."""
_SMALL = "-# "
_SCREEN = 22
"""Lines of a phone's screen that all text of a page may fill."""
_CONTROL = 2
"""Lines that a menu, a third row of buttons or the one to the article takes."""
_MENUS, _BUTTONS, _WIDE = 2, 3, 36
"""Menus that are shown, buttons beside those that most answers have, and letters of these on a row."""
_PAGE_OF = " · page 10 of 10"
_ADDRESS = re.compile(r"\]\([^)]*\)")
"""What of a link is not seen."""
_COMMAND = re.compile(r"</([^:>]+):\d+>")
_MOMENT = re.compile(r"<t:\d+:R>")
_MOMENT_SHOWN = "in 10 minutes"
_PAGE_LENGTH = 3000
"""Characters of a page's parts; Discord takes 4000 in all, a phone's screen far less."""


class Tone(Enum):
    """What kind of message a reply is, shown as the colour of its edge."""

    ANSWER = "answer"
    DONE = "done"
    CHOICE = "choice"
    """Something is to be chosen or confirmed, or the answer is incomplete."""
    FAILED = "failed"
    NOTICE = "notice"


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
class LinkMenu:
    """A menu of ways to go on, for more of them than there is room for buttons."""

    placeholder: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A club to choose in a menu: its key, its name, and what tells it apart."""

    key: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice of clubs that fills the UNCHOSEN of the query in a field."""

    placeholder: str
    query: Query
    field: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the file's name, what it says for those who do not see it, how to draw it.

    It is drawn only where it is shown; where it cannot be, `text` stands in its place.
    """

    name: str
    description: str
    drawing: Drawing
    text: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer comes from: one short line, and in full with headings and line numbers.

    `lines` makes the full one, which few look at; None where there is none.
    """

    short: Marked
    lines: Callable[[], tuple[Marked, ...]] | None = None

    @property
    def full(self) -> tuple[Marked, ...]:
        """The line of each document."""
        return self.lines() if self.lines is not None else ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as shown: title, opening lines, parts, small notes, source, ways to go on.

    `questions` to begin with are a row of buttons of their own; `choices` are the moves of a game.
    `more` gives the details behind a button: the document's own words, what it lacks or contradicts.
    `at_page` gives one `page` of as many `pages` as it takes.
    """

    title: Marked
    lead: tuple[Marked, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[Marked, ...] = ()
    source: Citation | None = None
    url: str | None = None
    questions: tuple[Link, ...] = ()
    choices: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    link_menus: tuple[LinkMenu, ...] = ()
    menus: tuple[Menu, ...] = ()
    picture: Picture | None = None
    more: Callable[[], tuple[Part, ...]] | None = None
    tone: Tone = Tone.ANSWER
    whole: str = ""
    """Where this is but a part of the answer: the label of the button to all of it."""
    page: int = 1
    pages: int = 1

    @property
    def details(self) -> tuple[Part, ...]:
        """The details, which are made where they are shown."""
        return self.more() if self.more is not None else ()

    @property
    def has_details(self) -> bool:
        """Whether there is more to tell than is shown."""
        return bool((self.source and self.source.lines) or self.details)


def parts_with_lines(parts: Iterable[tuple[Marked, Sequence[Marked]]], t: Language) -> tuple[Part, ...]:
    """Return a part for each heading, in bold, that has lines under it."""
    return tuple([Part(t.bold(heading), tuple(lines)) for heading, lines in parts if lines])


def as_text(reply: Reply) -> Reply:
    """Return a reply with the text of its picture instead of the picture."""
    if reply.picture is None:
        return reply
    return dataclasses.replace(reply, parts=(*reply.picture.text, *reply.parts), picture=None)


def in_detail(reply: Reply, sources: Marked) -> Reply:
    """Return what stands behind a reply's button for details, `sources` above its full citation."""
    full = reply.source.full if reply.source else ()
    parts = (*reply.details, *((Part(sources, full),) if full else ()))
    return Reply(reply.title, parts=parts, url=reply.url, tone=Tone.NOTICE)


def at_page(reply: Reply, number: int) -> Reply:
    """Return one page of a reply, the nearest there is; a part that goes on repeats its heading.

    What stands before all parts is on the first page, what stands after them on the last; but what a mark
    means is told wherever the mark is seen.
    """
    pages = _divide(reply)
    if len(pages) == 1:
        parts = _merged(reply.parts)
        return dataclasses.replace(reply, parts=parts) if len(parts) < len(reply.parts) else reply
    number = min(max(number, 1), len(pages))
    lead = reply.lead if number == 1 else ()
    parts = _merged(_lines_at(reply.parts, pages[number - 1]))
    marked = any(CORRECTED in line for line in (*lead, *(line for part in parts for line in part.lines)))
    return dataclasses.replace(
        reply,
        lead=lead,
        parts=parts,
        notes=reply.notes if number == len(pages) else _of_marks(reply) if marked else (),
        picture=reply.picture if number == 1 else None,
        page=number,
        pages=len(pages),
    )


def fits_screen(reply: Reply) -> bool:
    """Tell whether all of a reply is one page."""
    return len(_divide(reply)) == 1


def _of_marks(reply: Reply) -> tuple[Marked, ...]:
    """Return the notes that tell what a mark means."""
    return tuple(note for note in reply.notes if note.startswith(CORRECTED))


def _lines_at(parts: tuple[Part, ...], place: range) -> tuple[Part, ...]:
    """Return the parts with those of all their lines alone that stand at a place."""
    on_page = []
    start = 0
    for part in parts:
        first = max(place.start - start, 0)
        on_page.append(Part(part.heading, part.lines[first : max(place.stop - start, 0)]))
        start += len(part.lines)
    return tuple(on_page)


def _divide(reply: Reply) -> list[range]:
    """Return the places of the lines of each page: cut between parts where that leaves no page too short."""
    if _surely_fits(reply):
        return [range(sum(len(part.lines) for part in reply.parts))]
    headings = [_rows(part.heading) if part.heading and part.lines else 0 for part in reply.parts]
    heights = [[_rows(line) for line in part.lines] for part in reply.parts]
    lengths = [len(line) for part in reply.parts for line in part.lines]
    lead, notes = sum(map(_rows, reply.lead)), sum(map(_small_rows, reply.notes))
    whole = lead + sum(headings) + sum(map(sum, heights)) + notes
    if whole <= _room(reply, paged=False) and sum(lengths) <= _PAGE_LENGTH:
        return [range(len(lengths))]
    repeated: list[int] = []
    rows, ends = [0], [0]
    for heading, own in zip(headings, heights, strict=True):
        for number, height in enumerate(own):
            # A part that goes on repeats its heading.
            repeated.append(heading if number else 0)
            rows.append(rows[-1] + height + (0 if number else heading))
        ends.append(len(repeated))
    of_marks = sum(map(_small_rows, _of_marks(reply)))
    rows[-1] += notes - of_marks
    room = _room(reply, paged=True) - of_marks
    pages: list[range] = []
    start = 0
    while start < len(lengths) or not pages:
        left = room - (repeated[start] if pages else lead)
        stop = bisect.bisect_right(rows, rows[start] + left) - 1
        end = ends[bisect.bisect_right(ends, stop) - 1]
        if rows[end] > rows[start] + left // 2:
            stop = end
        stop = max(stop, min(start + 1, len(lengths)))
        while stop > start + 1 and sum(lengths[start:stop]) > _PAGE_LENGTH:
            stop -= 1
        pages.append(range(start, stop))
        start = stop
    return pages


def _surely_fits(reply: Reply) -> bool:
    """Tell whether a reply is one page whatever its markup takes, which is quicker than to count lines."""
    texts = [*reply.lead, *reply.notes]
    for part in reply.parts:
        texts += (part.heading, *part.lines) if part.heading else part.lines
    text = "\n".join(texts)
    rows = text.count("\n") + 1 + len(text) // _LETTERS
    return rows <= _room(reply, paged=False) and len(text) <= _PAGE_LENGTH


def _room(reply: Reply, *, paged: bool) -> int:
    """Return how many lines of a screen are left for what stands between a reply's title and its source."""
    source = _small_rows(reply.source.short + _PAGE_OF * paged) if reply.source else paged
    buttons = _BUTTONS - paged - (reply.picture is not None)
    controls = min(len(reply.link_menus) + (len(reply.links) > buttons), _MENUS) + len(reply.menus)
    controls += bool(reply.url and reply.source)
    controls += sum(len(link.label) for link in reply.links[:buttons]) > _WIDE
    return _SCREEN - _rows(reply.title) - source - _CONTROL * controls


def _small_rows(text: str) -> int:
    """Return how many lines of a phone's screen a text fills in small print."""
    return _rows(text, _SMALL_LETTERS)


def _rows(text: str, letters: int = _LETTERS) -> int:
    """Return how many lines of a phone's screen a text fills, at so many `letters` a line."""
    if len(text) <= letters and "\n" not in text:
        return 1
    shown = text.replace("**", "")
    if "](" in shown:
        shown = _ADDRESS.sub("", shown)
    if "<" in shown:
        shown = _COMMAND.sub(r"</\1", _MOMENT.sub(_MOMENT_SHOWN, shown))
    if "\n" in shown:
        return sum(_rows(line, letters) for line in shown.split("\n"))
    if shown.startswith(_SMALL):
        return _small_rows(shown.removeprefix(_SMALL))
    return max(1, -(-len(shown) // letters))


def _merged(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts that have lines, neighbours of one heading as one."""
    merged: list[Part] = []
    for part in parts:
        if merged and merged[-1].heading == part.heading:
            merged[-1] = Part(part.heading, merged[-1].lines + part.lines)
        elif part.lines:
            merged.append(part)
    return tuple(merged)


def body(reply: Reply) -> str:
    """Return all that stands between a reply's title and its source, blocks parted by blank lines."""
    shown = as_text(reply).parts
    parts = [(part.heading, *part.lines) if part.heading else part.lines for part in shown]
    blocks = ["\n".join(lines) for lines in (reply.lead, *parts, reply.notes)]
    return "\n\n".join([block for block in blocks if block])
