"""The families of questions as slash commands: named by their query's kind, their options its fields."""

import dataclasses
import inspect
import typing
from types import NoneType
from typing import Any

from discord import app_commands

from bot.commands.options import CHOICES, DESCRIPTIONS, SUGGESTERS
from bot.discord_ui import Interaction
from bot.discord_ui.answer import QueryPage, send_answer
from bot.queries import KINDS, Query

_SEASON_REQUIRED = {"season", "standings"}
"""Kinds that can do without a season, as in a question in free text; their commands ask for one."""

Command = app_commands.Command[Any, ..., None]


def question(cls: type[Query]) -> Command:
    """Return the slash command that asks a query of this class, its last option `private`."""

    async def answer(interaction: Interaction, private: bool = False, **options: Any) -> None:
        await send_answer(interaction, QueryPage(cls(**options)), private=private)

    hints = typing.get_type_hints(cls)
    if cls.kind in _SEASON_REQUIRED:
        hints["season"] = int
    fields = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=hints[field.name],
            default=None if NoneType in typing.get_args(hints[field.name]) else inspect.Parameter.empty,
        )
        for field in dataclasses.fields(cls)
        if field.name in DESCRIPTIONS
    ]
    interaction, private = list(inspect.signature(answer).parameters.values())[:2]
    private = private.replace(kind=inspect.Parameter.KEYWORD_ONLY)
    answer.__signature__ = inspect.Signature([interaction, *fields, private])  # type: ignore[attr-defined]
    command: Command = app_commands.Command(name=cls.kind, description=cls.summary, callback=answer)
    names = [parameter.name for parameter in (*fields, private)]
    # As plain texts, discord.py would not give them to the translator.
    app_commands.describe(**{name: app_commands.locale_str(DESCRIPTIONS[name]) for name in names})(command)
    for name in CHOICES.keys() & set(names):
        choices = [
            app_commands.Choice(name=app_commands.locale_str(text), value=value)
            for value, text in CHOICES[name].items()
        ]
        app_commands.choices(**{name: choices})(command)
    for name in SUGGESTERS.keys() & set(names):
        command.autocomplete(name)(SUGGESTERS[name])
    return command


QUESTIONS = tuple(question(KINDS[kind]) for kind in sorted(KINDS))
