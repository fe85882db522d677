"""What is suggested while an option is typed: once worked out, it is kept with the data that it is of."""

import bisect
import itertools
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator
from typing import Any

from discord.app_commands import Choice

from bot.cache import Snapshot
from bot.discord_ui.limits import cut
from bot.names import label
from bot.queries.match_place import Completion
from bot.queries.teams import department_names, region_names
from bot.text import fold

LIMIT, NAME = 25, 100
_REMEMBERED = 4096
_LONGEST_REMEMBERED = 80
_SEASONS_REMEMBERED = 64

Choices = list[Choice[Any]]


async def remembered(
    snapshot: Snapshot, asked: tuple[Hashable, ...], make: Callable[[], Awaitable[Choices]]
) -> Choices:
    """Return what was suggested for the same before, else what `make` gives; nobody may change the list."""
    known = snapshot.memory("suggestions", _REMEMBERED)
    found: Choices | None = known.get(asked)
    if found is None:
        found = await make()
        if sum(len(part) for part in asked if isinstance(part, str)) <= _LONGEST_REMEMBERED:
            known[asked] = found
    return found


async def suggest_seasons(snapshot: Snapshot, typed: str) -> Choices:
    """Return the seasons that fit what was typed of the year or of the champion's name, the newest first."""
    seasons: Seasons = _kept(snapshot, "seasons", Seasons)
    return seasons.fitting(typed)


async def suggest_clubs(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the clubs that fit what was typed so far, those of a season if one is given."""
    choices: dict[str, Choice[str]] = _kept(snapshot, "clubs", lambda _: {})
    found = []
    for club in snapshot.index.suggest(typed, season, LIMIT):
        choice = choices.get(club.key)
        if choice is None:
            choice = choices[club.key] = Choice(name=cut(label(club), NAME), value=club.key)
        found.append(choice)
    return found


async def suggest_departments(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the departments that fit what was typed, of a season or of all."""
    return await _suggest_places(snapshot, typed, season, department_names)


async def suggest_regions(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the regions that fit what was typed, of a season or of all."""
    return await _suggest_places(snapshot, typed, season, region_names)


async def _suggest_places(
    snapshot: Snapshot,
    typed: str,
    season: int | None,
    names: Callable[[Snapshot, int | None], Awaitable[tuple[str, ...]]],
) -> Choices:
    places = snapshot.memory(f"suggestions.{names.__name__}", _SEASONS_REMEMBERED)
    known: _Places | None = places.get(season)
    if known is None:
        known = places[season] = _Places(await names(snapshot, season))
    return known.fitting(typed)


def _kept(snapshot: Snapshot, name: str, make: Callable[[Snapshot], Any]) -> Any:
    """Return the one thing of this name that is kept with a snapshot."""
    place = snapshot.memory("suggestions.kept", 8)
    found = place.get(name)
    if found is None:
        found = place[name] = make(snapshot)
    return found


class _Places:
    """Departments or regions with their suggestions."""

    def __init__(self, names: Iterable[str]) -> None:
        self._completion = Completion(names)
        self._choices = {
            name: Choice(name=cut(name, NAME), value=cut(name, NAME)) for name in self._completion.choices
        }

    def fitting(self, typed: str) -> Choices:
        return [self._choices[name] for name in self._completion.complete(typed)[:LIMIT]]


class Seasons:
    """The seasons of a snapshot with their champions, "2006 — Total Clean", the newest first.

    A year is found by halving; any other word in one folded text of all seasons, at the speed of memory: a
    word that 5,000 seasons do not hold takes some 60 µs.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._ascending = snapshot.seasons
        self._years = snapshot.seasons[::-1]
        self._champions = snapshot.champions
        self._lines = [f"{year} {fold(self._champions.get(year, ''))}".rstrip() for year in self._years]
        self._text = "\n".join(self._lines)
        self._starts = [0, *itertools.accumulate(len(line) + 1 for line in self._lines)]
        self._choices: dict[int, Choice[int]] = {}

    def fitting(self, typed: str) -> Choices:
        """Return the suggestions for what was typed."""
        # What begins with the digits typed stands before what merely holds them.
        begun = list(itertools.islice(self._begun(typed.strip()), LIMIT))
        missing = LIMIT - len(begun)
        others = (at for at in self._holding(fold(typed).split()) if at not in begun) if missing else ()
        return [self._choice(at) for at in (*begun, *itertools.islice(others, missing))]

    def _choice(self, at: int) -> Choice[int]:
        choice = self._choices.get(at)
        if choice is None:
            year = self._years[at]
            champion = self._champions.get(year)
            text = f"{year} — {champion}" if champion else str(year)
            choice = self._choices[at] = Choice(name=cut(text, NAME), value=year)
        return choice

    def _begun(self, digits: str) -> Iterator[int]:
        """Give the places of the years that begin with these digits."""
        longest = len(str(self._years[0])) if self._years else 0
        if not (digits.isascii() and digits.isdigit() and digits[0] != "0"):
            return
        for more in range(longest - len(digits), -1, -1):
            first = int(digits) * 10**more
            low = bisect.bisect_left(self._ascending, first)
            high = bisect.bisect_left(self._ascending, first + 10**more)
            yield from range(len(self._years) - high, len(self._years) - low)

    def _holding(self, words: list[str]) -> Iterator[int]:
        """Give the places of the seasons whose texts hold all the words."""
        if not words:
            yield from range(len(self._lines))
            return
        longest = max(words, key=len)
        found = self._text.find(longest)
        while found >= 0:
            at = bisect.bisect_right(self._starts, found) - 1
            if all(word in self._lines[at] for word in words):
                yield at
            found = self._text.find(longest, self._starts[at + 1])
