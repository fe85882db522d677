"""What a load found and did, as plain values, and how what it gave differs from what was there."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.model import Problem, Season

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

    `years` are the seasons whose facts are others now, newest first; `unreadable` are documents without a
    fact in use, with the reason; `problems` are those of the documents that were read; `written` tells
    whether the cache is another one now.
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
    years: tuple[int, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()
    seconds: float = 0.0
    written: bool = False


_EXAMPLES = 5

_Fact = tuple[int, str, tuple[object, ...]]
"""A fact's season, what it says, and all else that makes it another fact."""


def differences(old: Mapping[int, Season], new: Mapping[int, Season]) -> tuple[Difference, ...]:
    """Return what `new` has and `old` has not and the other way, by kinds that differ.

    A fact is what the documents say, wherever it stands there: a line that only moved is no difference.
    Equal facts are counted, so that the second of two equal lines is missed when it goes.
    """
    years = [year for year in old.keys() | new.keys() if old.get(year) != new.get(year)]
    found = []
    for kind, facts in _KINDS.items():
        before, now = (
            Counter(fact for year in years if year in seasons for fact in facts(seasons[year]))
            for seasons in (old, new)
        )
        added, removed = now - before, before - now
        if added or removed:
            examples = _examples(added), _examples(removed)
            found.append(Difference(kind, added.total(), removed.total(), *examples))
    return tuple(found)


def _matches(season: Season) -> Iterator[_Fact]:
    for m in season.all_matches:
        goals = "–" if m.home_goals is None else f"{m.home_goals}–{m.away_goals}"
        result = (m.status, m.extra_time, m.penalties, m.note)
        key = (m.stage, m.group, m.round, m.leg, m.date, m.home.key, m.away.key, *result)
        yield season.year, f"{m.home.name} {goals} {m.away.name}", key


def _teams(season: Season) -> Iterator[_Fact]:
    for entry in season.entries:
        place = f" ({entry.department})" if entry.department else ""
        yield season.year, entry.club.name + place, (entry.club.key, entry.location)


def _champions(season: Season) -> Iterator[_Fact]:
    for honour in season.champions:
        yield season.year, honour.club.name, (honour.club.key,)


_KINDS: dict[str, Callable[[Season], Iterator[_Fact]]] = {
    "matches": _matches,
    "teams": _teams,
    "champions": _champions,
}


def _examples(facts: Counter[_Fact]) -> tuple[Example, ...]:
    # The newest seasons first, the facts of each in the order of its document.
    listed = sorted(facts.elements(), key=lambda fact: -fact[0])
    return tuple([Example(year, text) for year, text, _ in listed[:_EXAMPLES]])
