"""Every option of the slash commands, defined once: its description and its suggestions while typing."""

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from bot.cache import Snapshot
from bot.commands.headings import HeadingSuggester, suggest_rounds, suggest_stages
from bot.commands.suggestions import (
    Choices,
    remembered,
    suggest_clubs,
    suggest_departments,
    suggest_regions,
    suggest_seasons,
)
from bot.discord_ui.answer import store_of
from bot.discord_ui.translator import language_of
from bot.queries import Query

Interaction = discord.Interaction[Any]
Callback = Callable[..., Coroutine[Any, Any, None]]
Suggester = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]

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


async def _seasons(interaction: Interaction, typed: str) -> Choices:
    """Suggest seasons with their champions, "2006 — Total Clean", the newest first."""
    return await _suggest(interaction, ("season", typed), lambda snapshot: suggest_seasons(snapshot, typed))


async def _clubs(interaction: Interaction, typed: str) -> Choices:
    """Suggest clubs that fit what was typed so far, those of the chosen season if there is one."""
    season = _season(interaction)
    return await _suggest(
        interaction, ("club", typed, season), lambda snapshot: suggest_clubs(snapshot, typed, season)
    )


async def _departments(interaction: Interaction, typed: str) -> Choices:
    """Suggest the departments of the chosen season, of all seasons before one is chosen."""
    season = _season(interaction)
    return await _suggest(
        interaction,
        ("department", typed, season),
        lambda snapshot: suggest_departments(snapshot, typed, season),
    )


async def _regions(interaction: Interaction, typed: str) -> Choices:
    """Suggest the regions of the chosen season, of all seasons before one is chosen."""
    season = _season(interaction)
    return await _suggest(
        interaction, ("region", typed, season), lambda snapshot: suggest_regions(snapshot, typed, season)
    )


async def _rounds(interaction: Interaction, typed: str) -> Choices:
    """Suggest the rounds of the chosen season, of the chosen stage if there is one."""
    return await _suggest_headings(interaction, "round", typed, interaction.namespace.stage, suggest_rounds)


async def _stages(interaction: Interaction, typed: str) -> Choices:
    """Suggest the stages and groups of the chosen season."""
    return await _suggest_headings(interaction, "stage", typed, None, suggest_stages)


async def _suggest_headings(
    interaction: Interaction, option: str, typed: str, stage: str | None, suggest: HeadingSuggester
) -> Choices:
    """Suggest headings of the chosen season, of the latest one before a season is chosen."""
    season, t = _season(interaction), language_of(interaction).plain

    async def suggested(snapshot: Snapshot) -> Choices:
        year = max(snapshot.seasons, default=0) if season is None else season
        return await suggest(snapshot, t, year, typed, stage)

    return await _suggest(interaction, (option, typed, season, stage, t.code), suggested)


def _season(interaction: Interaction) -> int | None:
    """Return the season chosen so far; what is being typed may be no year yet."""
    season = interaction.namespace.season
    return season if isinstance(season, int) else None


async def _suggest(
    interaction: Interaction,
    asked: tuple[str | int | None, ...],
    suggest: Callable[[Snapshot], Coroutine[Any, Any, Choices]],
) -> Choices:
    store = store_of(interaction)
    if store.current is None:
        return []
    async with store.snapshot() as snapshot:
        return await remembered(snapshot, asked, lambda: suggest(snapshot))


_SUGGESTERS: dict[str, Suggester] = {
    "season": _seasons,
    "team": _clubs,
    "opponent": _clubs,
    "department": _departments,
    "region": _regions,
    "round": _rounds,
    "stage": _stages,
}
