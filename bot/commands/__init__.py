"""The slash commands, thin: what was typed becomes a query, and a moderator's change a change."""

from typing import Any

from discord import app_commands

from bot.commands.articles import ARTICLES
from bot.commands.ask import ASKING
from bot.commands.clubs import alias, club
from bot.commands.corrections import correct
from bot.commands.leader import lead
from bot.commands.moderation import data, reload
from bot.commands.questions import QUESTIONS

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu

for _command in (*ARTICLES, lead, correct):
    data.add_command(_command)

COMMANDS: tuple[AnyCommand, ...] = (*QUESTIONS, *ASKING)
"""The commands of everybody."""
MODERATION: tuple[app_commands.Command[Any, ..., Any] | app_commands.Group, ...] = (reload, data, alias, club)
"""The commands of moderators."""


def all_commands() -> tuple[AnyCommand, ...]:
    """Return every command, those of moderators too."""
    return (*COMMANDS, *MODERATION)


__all__ = ["COMMANDS", "MODERATION", "AnyCommand", "all_commands"]
