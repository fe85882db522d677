"""What a load found and did, as plain values."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.model import Problem

Progress = Callable[[int, int], None]
"""Called with documents done of all."""
_T = TypeVar("_T")


def counted(items: Sequence[_T], progress: Progress | None) -> Iterator[_T]:
    """Yield items, telling before each and at the end how many are done."""
    for done, item in enumerate(items):
        if progress:
            progress(done, len(items))
        yield item
    if progress:
        progress(len(items), len(items))


@dataclass(frozen=True, slots=True)
class Facts:
    """How much a cache holds."""

    seasons: int = 0
    clubs: int = 0
    teams: int = 0
    matches: int = 0


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A document whose last good version stays in use, and the problems of the version that lies there."""

    document: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A fact that was added or removed: its season and what it says, such as "Melgar 8–0 CNI"."""

    season: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of one kind ("matches", "teams" or "champions") added and removed, with the first few of each."""

    kind: str
    added: int
    removed: int
    added_examples: tuple[Example, ...]
    removed_examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load found: documents by what became of them, the facts before and after, problems, seconds.

    `unreadable` are documents without a fact in use, with the reason; `problems` are those of the documents
    that were read; `written` tells whether the cache is another one now.
    """

    generation: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    held: tuple[HeldBack, ...] = ()
    before: Facts = field(default_factory=Facts)
    after: Facts = field(default_factory=Facts)
    differences: tuple[Difference, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()
    seconds: float = 0.0
    written: bool = False
