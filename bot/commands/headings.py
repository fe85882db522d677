"""What is suggested while a round or stage is typed: the season's own headings in the reader's language."""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from discord.app_commands import Choice as Suggestion

from bot.cache import Snapshot
from bot.commands.suggestions import LIMIT, NAME
from bot.discord_ui.limits import cut
from bot.errors import UnknownHeadingError, UnknownSeasonError
from bot.queries.heading_words import begun, meaning
from bot.queries.keeping import kept
from bot.queries.match_heading import (
    Choice,
    find_round,
    find_stage,
    in_stage,
    places,
    round_choices,
    stage_choices,
)
from bot.replies import phrases
from bot.replies.language import Language
from bot.text import fold

HeadingSuggester = Callable[
    [Snapshot, Language, int, str, str | None], Coroutine[Any, Any, list[Suggestion[str]]]
]

_LISTS_REMEMBERED = 64


class _Headings:
    """Headings to choose from, each with its suggestion and all that may be typed of it."""

    def __init__(self, choices: Iterable[Choice], t: Language) -> None:
        self._listed = []
        for choice in choices:
            name = " · ".join(phrases.heading(title, t) for title in choice.titles)
            suggestion = Suggestion(name=cut(name, NAME), value=choice.key)
            means = frozenset(meaning(" ".join(choice.titles)))
            self._listed.append((f"{choice.key} {fold(name)}", means, suggestion))
        self._by_key = {suggestion.value: suggestion for _, _, suggestion in self._listed}

    def begun(self, typed: str) -> list[Suggestion[str]]:
        """Return those that hold every word typed so far, by its letters or by its meaning."""
        asked = [(word, begun(word)) for word in fold(typed).split()]
        return [
            suggestion
            for letters, means, suggestion in self._listed
            if all(word in letters or not meant.isdisjoint(means) for word, meant in asked)
        ]

    def of(self, keys: Iterable[str]) -> list[Suggestion[str]]:
        """Return those of these keys."""
        return [self._by_key[key] for key in keys if key in self._by_key]


async def suggest_rounds(
    snapshot: Snapshot, t: Language, season: int, typed: str, stage: str | None
) -> list[Suggestion[str]]:
    """Return the season's rounds that fit what was typed, those of the stage if one is known by that name."""
    try:
        key = await _stage_key(snapshot, season, stage)
        known: _Headings = await _rounds(snapshot, season, key, t)
        fitting = known.begun(typed)
        if not fitting:
            try:
                fitting = known.of([await find_round(snapshot, season, typed, key)])
            except UnknownHeadingError as error:
                fitting = known.of(choice.key for choice in error.near)
    except UnknownSeasonError:
        return []
    return fitting[:LIMIT]


async def suggest_stages(
    snapshot: Snapshot, t: Language, season: int, typed: str, stage: str | None
) -> list[Suggestion[str]]:
    """Return the season's stages and groups that fit what was typed; `stage` is of no account."""
    try:
        known: _Headings = await _stages(snapshot, season, t)
        fitting = known.begun(typed)
        if not fitting:
            try:
                fitting = known.of([await find_stage(snapshot, season, typed)])
            except UnknownHeadingError as error:
                fitting = known.of(choice.key for choice in error.near)
    except UnknownSeasonError:
        return []
    return fitting[:LIMIT]


async def _stage_key(snapshot: Snapshot, season: int, stage: str | None) -> str | None:
    """Return the key of the stage chosen so far, None where none is known by that name."""
    if not stage:
        return None
    try:
        return await find_stage(snapshot, season, stage)
    except UnknownHeadingError:
        return None


@kept(_LISTS_REMEMBERED)
async def _rounds(snapshot: Snapshot, season: int, stage: str | None, t: Language) -> _Headings:
    known = await places(snapshot, season)
    return _Headings(round_choices(p for p in known if stage is None or in_stage(p, stage)), t)


@kept(_LISTS_REMEMBERED)
async def _stages(snapshot: Snapshot, season: int, t: Language) -> _Headings:
    return _Headings(stage_choices(await places(snapshot, season)), t)
