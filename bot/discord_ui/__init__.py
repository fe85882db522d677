"""From a `Reply` to what Discord shows: messages, buttons, sending, the gate, errors, registered commands."""

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.client import CopaBot  # noqa: F401

Interaction = discord.Interaction["CopaBot"]
"""A command, a press or a suggestion that reached the bot."""

__all__ = ["Interaction"]
