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


def ten_thousand_headings() -> bytes:
    """Return the document of ten thousand headings."""
    return _TITLE + b"".join(islice(_headings(), 10_000))
