"""Errors shown to the asker alone.

Tried in this order: a question that cannot be answered as asked, Discord's refusals and its absence; anything
else is a bug: logged with its traceback, answered with a reference that the log has too.
"""

import logging
import secrets
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord import app_commands

from bot.cache import is_damage
from bot.discord_ui import Interaction
from bot.discord_ui.controls import Place
from bot.discord_ui.message import message
from bot.discord_ui.send import send, send_beside
from bot.discord_ui.translator import language_of
from bot.errors import QuestionError
from bot.replies.errors import (
    damaged_reply,
    disconnected_reply,
    fault_reply,
    forbidden_reply,
    outdated_reply,
    question_reply,
)
from bot.replies.language import Language
from bot.replies.reply import Reply

if TYPE_CHECKING:
    from bot.client import CopaBot

log = logging.getLogger(__name__)

_NOBODY_WAITS = {
    10062: ("late", "Discord had stopped waiting for the answer"),
    40060: ("repeated", "answered elsewhere already"),
}
"""Refusals after which nothing can be shown: what the log calls them, and why."""
_OF_ANOTHER_VERSION = (
    app_commands.CommandNotFound,
    app_commands.CommandSignatureMismatch,
    app_commands.TransformerError,
)
"""Discord's client shows commands as they were when it last looked."""


async def show_error(interaction: Interaction, error: BaseException, *, in_place: bool = False) -> None:
    """Tell the asker, and nobody else, what went wrong; `in_place` of a private answer to come."""
    t = language_of(interaction)
    cause = _unwrapped(error)
    if isinstance(cause, discord.HTTPException) and cause.code in _NOBODY_WAITS:
        interaction.extras["outcome"], reason = _NOBODY_WAITS[cause.code]
        log.warning("%s: %s", _asked(interaction), reason)
        return
    if interaction.type is discord.InteractionType.autocomplete:
        # Suggestions are all that can be shown: none, where they cannot be made.
        log.info("%s: no suggestions: %s", _asked(interaction), type(cause).__name__)
        await _try_suggesting_nothing(interaction)
        return
    refused = isinstance(cause, discord.Forbidden)
    outcome = cause.outcome if isinstance(cause, QuestionError) else "error"
    outcome = "outdated" if isinstance(cause, _OF_ANOTHER_VERSION) else outcome
    interaction.extras["outcome"] = "refused" if refused else outcome
    reply = error_reply(interaction.client, _asked(interaction), cause, t)
    notice = message(reply, t, Place(publish=not _is_private(interaction)))
    try:
        if in_place:
            await send(interaction, notice, ephemeral=True)
        else:
            await send_beside(interaction, notice)
    except (discord.HTTPException, aiohttp.ClientError) as failure:
        log.warning("%s: the answer could not be sent: %s", _asked(interaction), failure)


async def _try_suggesting_nothing(interaction: Interaction) -> None:
    try:
        await interaction.response.autocomplete([])
    except (discord.HTTPException, aiohttp.ClientError, discord.InteractionResponded) as failure:
        log.info("%s: no suggestions could be sent: %s", _asked(interaction), failure)


def error_reply(bot: "CopaBot", asked: str, error: BaseException, t: Language) -> Reply:
    """Return what to say of any error in what was `asked`; a damaged cache is mended, a bug logged."""
    if is_damage(error):
        log.warning("%s: the cache is damaged: %s", asked, error)
        bot.repair.begin()
        return damaged_reply(t)
    if isinstance(error, aiohttp.ClientError | discord.DiscordServerError):
        log.warning("%s: Discord cannot be reached: %r", asked, error)
        return disconnected_reply(t)
    if isinstance(error, discord.Forbidden):
        log.warning("%s: Discord refused the answer: %s", asked, error)
        return forbidden_reply(t)
    if isinstance(error, _OF_ANOTHER_VERSION):
        log.info("%s: the command is of another version of the bot: %s", asked, type(error).__name__)
        return outdated_reply(t)
    reply = question_reply(error, t)
    if reply is not None:
        return reply
    reference = secrets.token_hex(4)
    log.error("%s failed, reference %s", asked, reference, exc_info=error)
    return fault_reply(reference, t)


def _unwrapped(error: BaseException) -> BaseException:
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__
    return error


def _asked(interaction: Interaction) -> str:
    command = interaction.command
    return f"/{command.qualified_name}" if command else f"interaction {interaction.type.name}"


def _is_private(interaction: Interaction) -> bool:
    if interaction.message is not None:
        return True
    return bool(getattr(interaction.namespace, "private", False))
