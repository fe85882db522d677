"""Every option of the slash commands, defined once: its description and its suggestions while typing."""

from collections.abc import Callable, Coroutine, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from discord.app_commands import Choice

from bot.cache import Snapshot
from bot.discord_ui import Interaction
from bot.discord_ui.answer import GenerationCache
from bot.discord_ui.limits import cut
from bot.discord_ui.translator import language_of
from bot.errors import UnknownHeadingError, UnknownSeasonError
from bot.names import label
from bot.queries.heading_words import begun, meaning
from bot.queries.match_heading import Choice as Heading
from bot.queries.match_heading import find_round, find_stage, in_stage, places, round_choices, stage_choices
from bot.queries.match_place import Completion
from bot.queries.teams import department_names, region_names
from bot.replies import phrases
from bot.replies.language import Language
from bot.text import fold

Choices = list[Choice[Any]]
Suggester = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]

LIMIT, NAME = 25, 100
_LONGEST_CACHED = 80

DESCRIPTIONS = {
    "season": "The year of the edition, such as 2006",
    "team": "The club's name, or a part of it",
    "opponent": "Another club: only the matches between the two",
    "department": "A department, such as Ancash",
    "region": "A region of the regional stage, such as VIII or Norte A",
    "round": "A round, such as 3, playoff or final",
    "stage": "A stage or group, such as final stage or Region II",
    "private": "Show the answer to me alone",
}


async def _seasons(interaction: Interaction, typed: str) -> Choices:
    return await _suggest(interaction, ("season", typed), lambda snapshot: suggest_seasons(snapshot, typed))


async def _clubs(interaction: Interaction, typed: str) -> Choices:
    year = _season(interaction)
    key = ("club", typed, year)
    return await _suggest(interaction, key, lambda snapshot: suggest_clubs(snapshot, typed, year))


async def _departments(interaction: Interaction, typed: str) -> Choices:
    year = _season(interaction)
    key = ("department", typed, year)
    return await _suggest(interaction, key, lambda snapshot: suggest_departments(snapshot, typed, year))


async def _regions(interaction: Interaction, typed: str) -> Choices:
    year = _season(interaction)
    key = ("region", typed, year)
    return await _suggest(interaction, key, lambda snapshot: suggest_regions(snapshot, typed, year))


async def _rounds(interaction: Interaction, typed: str) -> Choices:
    year, stage, t = _season(interaction), interaction.namespace.stage, language_of(interaction).plain
    key = ("round", typed, year, stage, t.code)
    return await _suggest(
        interaction,
        key,
        lambda snapshot: suggest_rounds(snapshot, t, year or _latest(snapshot), typed, stage),
    )


async def _stages(interaction: Interaction, typed: str) -> Choices:
    year, t = _season(interaction), language_of(interaction).plain
    key = ("stage", typed, year, t.code)
    return await _suggest(
        interaction, key, lambda snapshot: suggest_stages(snapshot, t, year or _latest(snapshot), typed)
    )


def _season(interaction: Interaction) -> int | None:
    """Return the season chosen so far; what is being typed may be no year yet."""
    season = interaction.namespace.season
    return season if isinstance(season, int) else None


def _latest(snapshot: Snapshot) -> int:
    return max(snapshot.seasons, default=0)


async def _suggest(
    interaction: Interaction,
    key: tuple[str | int | None, ...],
    suggest: Callable[[Snapshot], Coroutine[Any, Any, Choices]],
) -> Choices:
    store = interaction.client.store
    if store.current is None:
        return []
    async with store.snapshot() as snapshot:
        return await cached(snapshot, key, lambda: suggest(snapshot))


SUGGESTERS: dict[str, Suggester] = {
    "season": _seasons,
    "team": _clubs,
    "opponent": _clubs,
    "department": _departments,
    "region": _regions,
    "round": _rounds,
    "stage": _stages,
}

_suggestions = GenerationCache(4096)
_lists = GenerationCache(128)


async def cached(
    snapshot: Snapshot, key: tuple[Hashable, ...], make: Callable[[], Coroutine[Any, Any, Choices]]
) -> Choices:
    """Return the cached suggestions, or those that `make` gives; nobody may change the list."""
    cache = _suggestions.of(snapshot)
    choices: Choices | None = cache.get(key)
    if choices is None:
        choices = await make()
        if sum(len(part) for part in key if isinstance(part, str)) <= _LONGEST_CACHED:
            _suggestions.of(snapshot)[key] = choices
    return choices


async def suggest_seasons(snapshot: Snapshot, typed: str) -> Choices:
    """Return the seasons that fit what was typed of the year or the champion, the newest first."""
    lines: list[tuple[str, Choice[int]]] | None = _lists.of(snapshot).get("seasons")
    if lines is None:
        lines = _lists["seasons"] = [_season_line(snapshot, year) for year in reversed(snapshot.seasons)]
    words, digits = fold(typed).split(), typed.strip()
    fitting = [line for line in lines if all(word in line[0] for word in words)]
    fitting.sort(key=lambda line: not line[0].startswith(digits))
    return [choice for _, choice in fitting[:LIMIT]]


def _season_line(snapshot: Snapshot, year: int) -> tuple[str, Choice[int]]:
    champion = snapshot.champions.get(year)
    text = f"{year} — {champion}" if champion else str(year)
    return f"{year} {fold(champion or '')}", Choice(name=cut(text, NAME), value=year)


async def suggest_clubs(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the clubs that fit what was typed so far, those of a season if one is given."""
    clubs = snapshot.index.suggest(typed, season, LIMIT)
    return [Choice(name=cut(label(club), NAME), value=club.key) for club in clubs]


async def suggest_departments(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the departments that fit what was typed, of a season or of all."""
    key = ("departments", season)
    if key not in _lists.of(snapshot):
        _lists.of(snapshot)[key] = Completion(await department_names(snapshot, season))
    return _completed(_lists[key], typed)


async def suggest_regions(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the regions that fit what was typed, of a season or of all."""
    key = ("regions", season)
    if key not in _lists.of(snapshot):
        _lists.of(snapshot)[key] = Completion(await region_names(snapshot, season))
    return _completed(_lists[key], typed)


def _completed(completion: Completion, typed: str) -> Choices:
    names = [cut(name, NAME) for name in completion.complete(typed)[:LIMIT]]
    return [Choice(name=name, value=name) for name in names]


async def suggest_rounds(
    snapshot: Snapshot, t: Language, season: int, typed: str, stage: str | None = None
) -> Choices:
    """Return the season's rounds that fit what was typed, those of the stage if one is known by that name."""
    try:
        key = await _stage_key(snapshot, season, stage)
        if (listed := ("rounds", season, key, t.code)) not in _lists.of(snapshot):
            rounds = [
                place for place in await places(snapshot, season) if key is None or in_stage(place, key)
            ]
            _lists.of(snapshot)[listed] = [_heading(choice, t) for choice in round_choices(rounds)]
        headings: list[_Heading] = _lists[listed]
        return _begun(headings, typed) or _of([await find_round(snapshot, season, typed, key)], headings)
    except UnknownHeadingError as error:
        return _of((choice.key for choice in error.near), headings)
    except UnknownSeasonError:
        return []


async def suggest_stages(snapshot: Snapshot, t: Language, season: int, typed: str) -> Choices:
    """Return the season's stages and groups that fit what was typed."""
    try:
        if (listed := ("stages", season, t.code)) not in _lists.of(snapshot):
            stages = stage_choices(await places(snapshot, season))
            _lists.of(snapshot)[listed] = [_heading(choice, t) for choice in stages]
        headings: list[_Heading] = _lists[listed]
        return _begun(headings, typed) or _of([await find_stage(snapshot, season, typed)], headings)
    except UnknownHeadingError as error:
        return _of((choice.key for choice in error.near), headings)
    except UnknownSeasonError:
        return []


async def _stage_key(snapshot: Snapshot, season: int, stage: str | None) -> str | None:
    """Return the key of the stage chosen so far, None where none is known by that name."""
    if not stage:
        return None
    try:
        return await find_stage(snapshot, season, stage)
    except UnknownHeadingError:
        return None


@dataclass(frozen=True, slots=True)
class _Heading:
    """A round or stage: its suggestion, its folded letters in both languages, and what it means."""

    suggestion: Choice[str]
    letters: str
    means: frozenset[str]


def _heading(choice: Heading, t: Language) -> _Heading:
    name = " · ".join(phrases.heading(title, t) for title in choice.titles)
    means = frozenset(meaning(" ".join(choice.titles)))
    return _Heading(Choice(name=cut(name, NAME), value=choice.key), f"{choice.key} {fold(name)}", means)


def _begun(headings: Iterable[_Heading], typed: str) -> Choices:
    """Return the headings that hold every word typed so far, by its letters or by its meaning."""
    asked = [(word, begun(word)) for word in fold(typed).split()]
    fitting = [
        heading.suggestion
        for heading in headings
        if all(word in heading.letters or not meant.isdisjoint(heading.means) for word, meant in asked)
    ]
    return fitting[:LIMIT]


def _of(keys: Iterable[str], headings: Iterable[_Heading]) -> Choices:
    by_key = {heading.suggestion.value: heading.suggestion for heading in headings}
    return [by_key[key] for key in keys if key in by_key][:LIMIT]
