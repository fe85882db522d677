"""Every option of the slash commands, defined once: its description and its suggestions while typing."""

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.cache import Snapshot
from bot.folding import fold
from bot.names import label
from bot.queries import Query
from bot.replies.answering import store_of

Interaction = discord.Interaction[Any]
Callback = Callable[..., Coroutine[Any, Any, None]]
Suggester = Callable[[Interaction, str], Coroutine[Any, Any, list[Choice[Any]]]]

_LIMIT, _NAME = 25, 100

DESCRIPTIONS = {
    "season": "The year of the edition, such as 2006",
    "team": "The club's name, or a part of it",
    "opponent": "Another club: only the matches between the two",
    "private": "Show the answer to me alone",
}


def question(cls: type[Query]) -> Callable[[Callback], app_commands.Command[Any, ..., None]]:
    """Make a slash command of a callback: named after its query, its parameters the options above."""

    def make(callback: Callback) -> app_commands.Command[Any, ..., None]:
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=cls.kind, description=cls.summary, callback=callback
        )
        options = list(inspect.signature(callback).parameters)[1:]
        app_commands.describe(**{name: DESCRIPTIONS[name] for name in options})(command)
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


_SUGGESTERS: dict[str, Suggester] = {"season": _seasons, "team": _clubs, "opponent": _clubs}
