"""Season documents made to hurt a reader, of any size: each shape grows one thing beyond all measure."""

from collections.abc import Callable, Iterator
from itertools import count, islice

_TITLE = b"= 2013 Copa Peru =\n"


def _repeated(text: str, before: str = "") -> Callable[[int], bytes]:
    unit, head = text.encode(), _TITLE + before.encode()

    def shape(size: int) -> bytes:
        return head + unit * (max(0, size - len(head)) // len(unit))

    return shape


def _listed(parts: Callable[[], Iterator[bytes]]) -> Callable[[int], bytes]:
    def shape(size: int) -> bytes:
        found, length = [_TITLE], len(_TITLE)
        for part in parts():
            length += len(part)
            if length > size:
                break
            found.append(part)
        return b"".join(found)

    return shape


def _headings() -> Iterator[bytes]:
    return (b"==H%d==\n" % i for i in count())


def _deep_tree() -> Iterator[bytes]:
    return (b"=" * (2 + i % 200) + b"h" + b"=" * (2 + i % 200) + b"\n" for i in count())


def _teams() -> Iterator[bytes]:
    return (b"| Ica | Team %d |\n" % i for i in count())


SHAPES: dict[str, Callable[[int], bytes]] = {
    "one line": _repeated("x"),
    "bars": _repeated("|"),
    "bars and line ends": _repeated("|\n"),
    "headings": _listed(_headings),
    "a deep tree": _listed(_deep_tree),
    "opening brackets": _repeated("("),
    "dashes": _repeated("- "),
    "equals signs": _repeated("="),
    "match lines": _repeated("A 1-0 B\n"),
    "a score of many digits": _repeated("9"),
    "teams": _listed(_teams),
    "spaces": _repeated(" "),
    "zero-width spaces": _repeated("\u200b"),
    "commas": _repeated("a,"),
    "words": _repeated("Sport Boys defeated "),
    "accents": _repeated("\u0301\u0316", "A"),
}

MORE_SHAPES = {
    "times under a date": _repeated("15:30\n", "14 May 2013\n"),
    "remarks under a match": _repeated("Ruiz 34'\n", "A 1-0 B\n"),
    "cells of one row": _repeated("| a\n", "{|\n"),
    "links that do not close": _repeated("[[a|"),
    "tags that do not close": _repeated("<ref "),
    "attributes": _repeated("align=a ", "| "),
    "lines of a template": _repeated("| a = b\n", "{{Infobox\n"),
    "names of a list": _repeated("B y C, ", "* Ica: A\n* Puno: A, "),
    "rows of text": _repeated("1. A 1 1 0 0 1-0 2\n"),
}
"""Shapes in wiki markup and of remarks, for the bench alone."""


def _lines(
    line: Callable[[int], str], before: str = "==Final stage==\n===Round 1===\n"
) -> Callable[[int], bytes]:
    return _listed(lambda: (before.encode() if i == 0 else line(i).encode() for i in count()))


SEASONS: dict[str, Callable[[int], bytes]] = {
    "one club against all": _lines(lambda i: f"Melgar 1-0 Club{i}\n"),
    "matches of other clubs": _lines(lambda i: f"Club{2 * i} 1-0 Club{2 * i + 1}\n"),
    "groups of one match": _lines(lambda i: f"===Group {i}===\nClub{2 * i} 1-0 Club{2 * i + 1}\n"),
    "rounds of one match": _lines(lambda i: f"===Round of {i}===\nClub{2 * i} 1-0 Club{2 * i + 1}\n"),
    "stages of one match": _lines(lambda i: f"=={i} Stage==\nClub{2 * i} 1-0 Club{2 * i + 1}\n"),
    "days": _lines(lambda i: f"{1 + i % 28} May 2013\nClub{i % 40} {i % 5}-{i % 3} Club{(7 * i + 1) % 40}\n"),
    "ties": _lines(
        lambda i: f"| Club{2 * i} | 3–2 | Club{2 * i + 1} | 1–0 | 2–2 |\n",
        "==National stage==\n===Round of 16===\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n",
    ),
    "rows of a table": _lines(
        lambda i: f"| {i} | Club{i} | 2 | 1 | 1 | 0 | 3 | 2 | 1 | 4 |\n",
        "==Final stage==\n| Pos | Team | Pld | W | D | L | GF | GA | GD | Pts |\n",
    ),
    "a list of teams": _lines(
        lambda i: f"| Ica | Sport Club {i} | Ica |\n", "==Teams==\n| Department | Team | Location |\n"
    ),
    "regions": _lines(lambda i: f"===Region {i}===\nRegion {i} includes teams from Ica and Lima region.\n"),
    "promoted clubs": _lines(lambda i: f"Club{i} was promoted to the 2014 Primera División.\n"),
    "deducted points": _lines(lambda i: f"Club{i} were deducted 2 points.\nClub{i} 1-0 Club{i + 1}\n"),
    "tables in wikitext": _lines(lambda i: f"{{|\n! Team !! Location\n|-\n| Club{i} || Ica\n|}}\n"),
    "match boxes": _lines(
        lambda i: f"{{{{footballbox|date=1 May 2013|team1=Club{i}|score=1–0|team2=Club{i + 1}}}}}\n"
    ),
}
"""Shapes that are seasons, of any size."""


def ten_thousand_headings() -> bytes:
    """Return the document of ten thousand headings."""
    return _TITLE + b"".join(islice(_headings(), 10_000))
