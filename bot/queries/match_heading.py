"""A typed round, stage or group → the one that a season's document has; and the matches that stand under it.

A round goes on its way as its folded heading ("round 3", "playoff"), a stage or group as its own or with what
stands above it ("final stage", "region ii", "region ii group c"): at most 30 characters, whatever was typed.
"""

import bisect
import contextlib
import functools
import operator
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.cache import Snapshot
from bot.errors import UnknownRoundError, UnknownStageError
from bot.model import Match, Season
from bot.queries.facts import of_season, season_ref, unread_lines
from bot.queries.heading_words import (
    Meaning,
    fits,
    fitting,
    instead,
    is_number,
    meaning,
    meaning_of_typed,
    said_alone,
    within,
)
from bot.queries.match_place import MAX_LENGTH
from bot.text import fold

_ROUND = frozenset({"round"})
_STAGE = frozenset({"stage", "group", "round"})
_Where = tuple[str | None, str | None, str | None]


class HasPlace(Protocol):
    """What stands in a stage, group or round: a match, or a heading."""

    @property
    def stage(self) -> str | None:
        """The stage's heading."""

    @property
    def group(self) -> str | None:
        """The headings of the group and what it is part of, "Region II, Group C"."""

    @property
    def round(self) -> str | None:
        """The round's heading."""


@dataclass(frozen=True, slots=True)
class SeasonPlace:
    """A heading of the competition, and what stands right under it: matches, lost tables, unread lines."""

    stage: str | None
    group: str | None
    round: str | None
    line: int
    matches: int = 0
    lost_tables: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A round or stage that can be asked for: what the query carries, and its headings from the outermost."""

    key: str
    titles: tuple[str, ...]


def place_meant(season: int, known: tuple[SeasonPlace, ...], text: str) -> tuple[str | None, str | None]:
    """Return the key of the round or of the stage that a text alone means, of the places of a season.

    "Final" is the competition's final: a round outside groups, else the "Final Stage", and only then the
    final of some region. Raises UnknownRoundError.
    """
    typed = meaning_of_typed(text, _titles(known), season)
    rounds = [place for place in known if place.round and fits(typed, meaning(place.round), _ROUND)]
    if not any(place.group is None for place in rounds) and not (rounds and is_number(typed)):
        stages = dict.fromkeys([place.stage for place in known if place.stage])
        if any(fits(typed, meaning(stage), _STAGE) for stage in stages):
            return None, stage_meant(
                season, tuple([SeasonPlace(stage, None, None, 0) for stage in stages]), text
            )
    try:
        return round_meant(season, known, text), None
    except UnknownRoundError:
        # "Region VIII" and even "VIII" can be meant for a stage, "3" cannot.
        if not (is_number(typed) and any(sign.isdigit() for sign in text)):
            with contextlib.suppress(UnknownStageError):
                return None, stage_meant(season, known, text)
        raise


def round_meant(season: int, known: tuple[SeasonPlace, ...], typed: str) -> str:
    """Return the key of the round that was typed, which settles to itself; raises UnknownRoundError."""
    names = list(dict.fromkeys([place.round for place in known if place.round]))
    key, near = _key_of(season, typed, names, names, _ROUND)
    if key is None:
        choices = round_choices(known)
        raise UnknownRoundError(season, typed, choices, _among(choices, near))
    return key


def stage_meant(season: int, known: tuple[SeasonPlace, ...], typed: str) -> str:
    """Return the key of the stage that was typed, which settles to itself; raises UnknownStageError."""
    ends = _paths(known)
    # The innermost names alone come first: "Group A" of several regions is all of them.
    names = list(dict.fromkeys(" ".join(path[-n:]) for n in range(1, 5) for path in ends if len(path) >= n))
    titles = list(dict.fromkeys(title for path in ends for title in path))
    key, near = _key_of(season, typed, names, titles, _STAGE)
    usual = said_alone().get(fold(typed))
    if key is None and usual is not None:
        key, _ = _key_of(season, usual, names, titles, _STAGE)
    if key is None:
        choices = stage_choices(known)
        raise UnknownStageError(season, typed, choices, _among(choices, near))
    return key


def in_round(placed: HasPlace, key: str) -> bool:
    """Tell whether something stands in the round that a key of `round_meant` denotes."""
    return placed.round is not None and _is(key, placed.round, _ROUND)


def in_stage(placed: HasPlace, key: str) -> bool:
    """Tell whether something stands in the stage or group that a key of `stage_meant` denotes."""
    return _named_in(_path(placed), key) is not None


def of_stage(matches: list[Match], typed: str) -> list[Match]:
    """Return the matches of a stage as people call it: "liguilla" is the final stage where no other is."""
    named = [match for match in matches if in_stage(match, typed)]
    usual = said_alone().get(fold(typed))
    return named if named or usual is None else [match for match in matches if in_stage(match, usual)]


def is_stage_name(title: str, key: str) -> bool:
    """Tell whether a heading is called like the stage or group that a key of `stage_meant` denotes."""
    return _named_in((title,), key) is not None


@functools.lru_cache(maxsize=4096)
def _named_in(path: tuple[str, ...], key: str) -> tuple[str, ...] | None:
    """Return the headings of a path that a key of `stage_meant` names, such as ("Region II", "Group C")."""
    parts = (path[start:stop] for stop in range(1, len(path) + 1) for start in reversed(range(stop)))
    return next((part for part in parts if _is(key, " ".join(part), _STAGE)), None)


async def places(snapshot: Snapshot, year: int) -> tuple[SeasonPlace, ...]:
    """Return the stages, groups and rounds of a season in the document's order; see `season_ref`."""
    return await of_season(snapshot, _places_of, season_ref(snapshot, year).year)


def _places_of(season: Season) -> tuple[SeasonPlace, ...]:
    """Return the stages, groups and rounds of a season in the document's order.

    A place may have no match and no lost table: the document has its heading alone. A lost table or unread
    line belongs to the heading above it.
    """
    headings = [(section.line, _where(section)) for section in season.sections]
    lines = [line for line, _ in headings]
    first: dict[_Where, int] = {}
    for line, where in sorted(
        [*headings, *((match.source.order, _where(match)) for match in season.matches)],
        key=operator.itemgetter(0),
    ):
        first.setdefault(where, line)
    matches = Counter(map(_where, season.matches))
    lost, unread = Counter[_Where](), Counter[_Where]()
    for count, below in (
        (lost, [t.source.order for t in season.lost_tables]),
        (unread, unread_lines(season)),
    ):
        for line in below:
            above = bisect.bisect_left(lines, line) - 1
            if above >= 0:
                count[headings[above][1]] += 1
    return tuple(
        [
            SeasonPlace(*where, line, matches[where], lost[where], unread[where])
            for where, line in first.items()
            if any(where)
        ]
    )


def _where(part: HasPlace) -> _Where:
    return part.stage, part.group, part.round


def round_choices(known: Iterable[SeasonPlace]) -> tuple[Choice, ...]:
    """Return the rounds to choose from, each name once, in the document's order."""
    return _choices((place.round,) for place in known if place.round)


def stage_choices(known: Iterable[SeasonPlace]) -> tuple[Choice, ...]:
    """Return the stages and groups to choose from, a group with what it is part of below the stage."""
    return _choices(path[1:] or path for path in _paths(known))


def stage_names(known: Iterable[SeasonPlace], key: str) -> tuple[tuple[str, ...], ...]:
    """Return the headings that a key of `stage_meant` names, such as ("Region II", "Group C")."""
    named = [_named_in(path, key) for path in dict.fromkeys([_path(place) for place in known])]
    return tuple(dict.fromkeys([titles for titles in named if titles is not None]))


def round_neighbours(known: Iterable[SeasonPlace], own: SeasonPlace) -> tuple[Choice | None, Choice | None]:
    """Return the rounds before and after the one of a place, in its stage and group."""
    names: dict[str, str] = {}
    for place in known:
        if place.round and (place.stage, place.group) == (own.stage, own.group):
            names.setdefault(_key(place.round), place.round)
    keys = list(names)
    at = keys.index(_key(own.round or ""))
    before = keys[at - 1] if at > 0 else None
    after = keys[at + 1] if at + 1 < len(keys) else None
    return (
        Choice(before, (names[before],)) if before is not None else None,
        Choice(after, (names[after],)) if after is not None else None,
    )


def _choices(titles: Iterable[tuple[str, ...]]) -> tuple[Choice, ...]:
    choices: dict[str, Choice] = {}
    for path in titles:
        key = _key(" ".join(path))
        choices.setdefault(key, Choice(key, path))
    return tuple(choices.values())


def _paths(known: Iterable[SeasonPlace]) -> list[tuple[str, ...]]:
    """Return the paths of stages and groups, each once and behind those that it is part of."""
    paths: dict[tuple[str, ...], None] = {}
    for stage, group in dict.fromkeys([(place.stage, place.group) for place in known]):
        path = _path_of(stage, group)
        for stop in range(1, len(path) + 1):
            paths[path[:stop]] = None
    return list(paths)


def _path(placed: HasPlace) -> tuple[str, ...]:
    return _path_of(placed.stage, placed.group)


@functools.lru_cache(maxsize=4096)
def _path_of(stage: str | None, group: str | None) -> tuple[str, ...]:
    groups = group.split(", ") if group else []
    return (stage, *groups) if stage else tuple(groups)


def _titles(known: Iterable[SeasonPlace]) -> Iterator[str]:
    return (title for place in known for title in (*_path(place), place.round) if title)


@functools.lru_cache(maxsize=4096)
def _key(title: str) -> str:
    return fold(title)[:MAX_LENGTH].rstrip()


@functools.lru_cache(maxsize=4096)
def _is(key: str, name: str, kinds: frozenset[str]) -> bool:
    return _key(name) == key or fits(meaning(key), meaning(name), kinds)


def _among(choices: tuple[Choice, ...], names: list[str]) -> tuple[Choice, ...]:
    keys = {_key(name) for name in names}
    return tuple(choice for choice in choices if choice.key in keys)


def _key_of(
    season: int, typed: str, names: list[str], titles: list[str], kinds: frozenset[str]
) -> tuple[str | None, list[str]]:
    """Return the key of what was typed, or None and the titles that share its words."""
    keys = {_key(name) for name in names}
    if typed in keys:
        return typed, []
    asked = meaning_of_typed(typed, names, season)
    same = fitting(asked, names, kinds)
    if same:
        return _common_key(asked, same, names, kinds), []
    other = instead(asked)
    more = fitting(other, names, kinds) if other else []
    more = more or [title for title in titles if within(asked, meaning(title))]
    if more and len({meaning(name) for name in more}) == 1:
        return _key(more[0]), []
    return None, more


def _common_key(asked: Meaning, same: list[str], names: list[str], kinds: frozenset[str]) -> str:
    """Return a key that denotes the same names as what was typed: one of theirs, else its meaning."""
    for key in (*map(_key, same), " ".join(asked)[:MAX_LENGTH].rstrip()):
        if [name for name in names if _is(key, name, kinds)] == same:
            return key
    return _key(same[0])
