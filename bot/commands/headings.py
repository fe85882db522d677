"""What is suggested while a round or stage is typed: the season's own headings in the reader's language."""

import contextlib
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from discord.app_commands import Choice as Suggestion

from bot.cache import Snapshot
from bot.errors import UnknownSeasonError
from bot.folding import fold
from bot.queries.rounds import (
    Choice,
    UnknownHeadingError,
    find_round,
    find_stage,
    in_stage,
    places,
    round_choices,
    stage_choices,
)
from bot.queries.roundwords import begun, meaning
from bot.replies import phrases
from bot.replies.language import Language

HeadingSuggester = Callable[
    [Snapshot, Language, int, str, str | None], Coroutine[Any, Any, list[Suggestion[str]]]
]

_LIMIT, _NAME = 25, 100


async def suggest_rounds(
    snapshot: Snapshot, words: Language, season: int, typed: str, stage: str | None
) -> list[Suggestion[str]]:
    """Return the season's rounds that fit what was typed, those of the stage if one is known by that name."""
    with contextlib.suppress(UnknownSeasonError):
        known = await places(snapshot, season)
        key = None
        if stage:
            with contextlib.suppress(UnknownHeadingError):
                key = await find_stage(snapshot, season, stage)
        choices = round_choices(place for place in known if key is None or in_stage(place, key))
        fitting = _begun(choices, typed, words)
        if not fitting:
            try:
                found = await find_round(snapshot, season, typed, key)
                fitting = [choice for choice in choices if choice.key == found]
            except UnknownHeadingError as error:
                fitting = list(error.near)
        return _suggestions(fitting, words)
    return []


async def suggest_stages(
    snapshot: Snapshot, words: Language, season: int, typed: str, stage: str | None
) -> list[Suggestion[str]]:
    """Return the season's stages and groups that fit what was typed; `stage` is the same text."""
    with contextlib.suppress(UnknownSeasonError):
        choices = stage_choices(await places(snapshot, season))
        fitting = _begun(choices, typed, words)
        if not fitting:
            try:
                found = await find_stage(snapshot, season, typed)
                fitting = [choice for choice in choices if choice.key == found]
            except UnknownHeadingError as error:
                fitting = list(error.near)
        return _suggestions(fitting, words)
    return []


def _begun(choices: Iterable[Choice], typed: str, words: Language) -> list[Choice]:
    """Return the choices that hold every word typed so far, by its letters or by its meaning."""
    return [choice for choice in choices if all(_holds(choice, word, words) for word in fold(typed).split())]


def _holds(choice: Choice, word: str, words: Language) -> bool:
    in_letters = word in f"{choice.key} {fold(_name(choice, words))}"
    return in_letters or not begun(word).isdisjoint(meaning(" ".join(choice.titles)))


def _suggestions(choices: list[Choice], words: Language) -> list[Suggestion[str]]:
    return [Suggestion(name=_name(c, words)[:_NAME], value=c.key) for c in choices[:_LIMIT]]


def _name(choice: Choice, words: Language) -> str:
    return " · ".join(phrases.heading(title, words) for title in choice.titles)
