"""Every option of the slash commands, defined once: its description and its suggestions while typing."""

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.cache import Snapshot
from bot.commands.headings import HeadingSuggester, suggest_rounds, suggest_stages
from bot.folding import fold
from bot.names import label
from bot.queries import Query
from bot.queries.choosing import complete_text
from bot.queries.teams import department_names, region_names
from bot.replies.answering import store_of
from bot.replies.language import language_of

Interaction = discord.Interaction[Any]
Callback = Callable[..., Coroutine[Any, Any, None]]
Suggester = Callable[[Interaction, str], Coroutine[Any, Any, list[Choice[Any]]]]

_LIMIT, _NAME = 25, 100

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


def question(cls: type[Query]) -> Callable[[Callback], app_commands.Command[Any, ..., None]]:
    """Make a slash command of a callback: named after its query, its parameters the options above."""

    def make(callback: Callback) -> app_commands.Command[Any, ..., None]:
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=cls.kind, description=cls.summary, callback=callback
        )
        options = list(inspect.signature(callback).parameters)[1:]
        # As plain texts, discord.py would not give them to the translator.
        texts = {name: app_commands.locale_str(DESCRIPTIONS[name]) for name in options}
        app_commands.describe(**texts)(command)
        for name in options:
            if name in _SUGGESTERS:
                command.autocomplete(name)(_SUGGESTERS[name])
        return command

    return make


async def _seasons(interaction: Interaction, typed: str) -> list[Choice[int]]:
    """Suggest seasons with their champions, "2006 — Total Clean", the newest first."""
    snapshot = store_of(interaction).current
    return suggest_seasons(snapshot, typed) if snapshot else []


def suggest_seasons(snapshot: Snapshot, typed: str) -> list[Choice[int]]:
    """Return the seasons that fit what was typed of the year or of the champion's name."""
    words = fold(typed).split()
    labels = {
        year: " — ".join([str(year), *([champion] if (champion := snapshot.champions.get(year)) else [])])
        for year in reversed(snapshot.seasons)
    }
    fitting = [year for year, text in labels.items() if all(word in fold(text) for word in words)]
    # What begins with the digits typed stands before what merely holds them.
    fitting.sort(key=lambda year: not str(year).startswith(typed.strip()))
    return [Choice(name=labels[year][:_NAME], value=year) for year in fitting[:_LIMIT]]


async def _clubs(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest clubs that fit what was typed so far, those of the chosen season if there is one."""
    snapshot = store_of(interaction).current
    if snapshot is None:
        return []
    season = interaction.namespace.season
    found = snapshot.index.complete(typed, season=season if isinstance(season, int) else None, limit=_LIMIT)
    return [Choice(name=label(candidate.club)[:_NAME], value=candidate.club.key) for candidate in found]


async def _departments(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the departments of the chosen season, of all seasons before one is chosen."""
    return await _suggest_places(interaction, typed, department_names)


async def _regions(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the regions of the chosen season, of all seasons before one is chosen."""
    return await _suggest_places(interaction, typed, region_names)


async def _suggest_places(
    interaction: Interaction,
    typed: str,
    names: Callable[[Snapshot, int | None], Coroutine[Any, Any, tuple[str, ...]]],
) -> list[Choice[str]]:
    store = store_of(interaction)
    if store.current is None:
        return []
    season = interaction.namespace.season
    async with store.snapshot() as snapshot:
        known = await names(snapshot, season if isinstance(season, int) else None)
    begun = complete_text(typed, known)
    return [Choice(name=name[:_NAME], value=name[:_NAME]) for name in begun[:_LIMIT]]


async def _rounds(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the rounds of the chosen season, of the chosen stage if there is one."""
    return await _suggest_headings(interaction, typed, suggest_rounds)


async def _stages(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the stages and groups of the chosen season."""
    return await _suggest_headings(interaction, typed, suggest_stages)


async def _suggest_headings(
    interaction: Interaction, typed: str, suggest: HeadingSuggester
) -> list[Choice[str]]:
    """Suggest headings of the chosen season, of the latest one before a season is chosen."""
    store = store_of(interaction)
    if store.current is None:
        return []
    season, stage = interaction.namespace.season, interaction.namespace.stage
    async with store.snapshot() as snapshot:
        year = season if isinstance(season, int) else max(snapshot.seasons, default=0)
        return await suggest(snapshot, language_of(interaction).plain, year, typed, stage)


_SUGGESTERS: dict[str, Suggester] = {
    "season": _seasons,
    "team": _clubs,
    "opponent": _clubs,
    "department": _departments,
    "region": _regions,
    "round": _rounds,
    "stage": _stages,
}
