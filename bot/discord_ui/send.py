"""The requests that carry messages to Discord, also where a connection breaks on the way.

discord.py retries what Discord fails at (5xx, 429), but not what a broken connection swallowed. Requests that
may be made twice are retried once: Discord refuses a second first response, and an edit is the same twice.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

import aiohttp
import discord
from discord.app_commands import Choice

from bot.discord_ui import Interaction
from bot.discord_ui.discord_private import edit_original, follow_up, respond, send_to_channel
from bot.discord_ui.message import Message, Payload

log = logging.getLogger(__name__)

_ALREADY_ACKNOWLEDGED, _NO_HISTORY = 40060, 160002
_BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError)
_MESSAGE = discord.InteractionResponseType.channel_message
_UPDATE = discord.InteractionResponseType.message_update
_SUGGESTIONS = discord.InteractionResponseType.autocomplete_result
_T = TypeVar("_T")


async def again(send: Callable[[], Awaitable[_T]]) -> _T:
    """Make an idempotent request; retry it once if the connection breaks."""
    try:
        return await send()
    except _BROKEN as error:
        log.info("the connection to Discord broke, once more: %r", error)
        return await send()


async def send(interaction: Interaction, message: Message, *, ephemeral: bool) -> None:
    """Send an answer, or put it in the place of a deferral."""
    if not await _sent_first(interaction, message, ephemeral=ephemeral):
        await edit_answer(interaction, message)


async def send_beside(interaction: Interaction, message: Message) -> None:
    """Send in private what must not take the place of the message that was pressed, or of an answer."""
    if not await _sent_first(interaction, message, ephemeral=True):
        await send_after(interaction, message, ephemeral=True)


async def send_after(interaction: Interaction, message: Message, *, ephemeral: bool = False) -> None:
    """Send one more message after the first response; once, for a retry might show it twice."""
    await follow_up(interaction, message.data(ephemeral=ephemeral), message.attachments())


async def send_suggestions(interaction: Interaction, choices: Iterable[Choice[Any]]) -> None:
    """Send suggestions as the first response."""
    payload = {"choices": [choice.to_dict() for choice in choices]}
    await _is_first(lambda: respond(interaction, _SUGGESTIONS, payload))


async def edit(interaction: Interaction, message: Message) -> None:
    """Put a message in the place of the one that was pressed."""
    if interaction.response.is_done() or not await _is_first(
        lambda: respond(interaction, _UPDATE, message.replacement(), message.attachments())
    ):
        await edit_answer(interaction, message)


async def edit_answer(interaction: Interaction, message: Message) -> None:
    """Put a message in the place of the first response."""
    await again(lambda: edit_original(interaction, message.replacement(), message.attachments()))


async def reply(to: discord.Message, client: discord.Client, message: Message) -> None:
    """Reply to somebody's message, without a reference to it where the bot may not read the history."""
    # Discord takes one message of a nonce and passes over its second.
    data = {**message.data(), "nonce": str(to.id), "enforce_nonce": True}
    reference = {"message_reference": {"message_id": str(to.id), "channel_id": str(to.channel.id)}}
    channel = to.channel.id
    try:
        await again(lambda: send_to_channel(client, channel, data | reference, message.attachments()))
    except discord.HTTPException as error:
        if error.code != _NO_HISTORY:
            raise
        await again(lambda: send_to_channel(client, channel, data, message.attachments()))


async def edit_components(interaction: Interaction, components: list[Payload]) -> None:
    """Change the components of the message that was pressed, and nothing else."""
    await _is_first(lambda: respond(interaction, _UPDATE, {"components": components}))


async def edit_shown(interaction: Interaction, components: list[Payload]) -> None:
    """Change the components of the message that was pressed, after the first response."""
    await again(lambda: edit_original(interaction, {"components": components}))


async def defer(interaction: Interaction, *, ephemeral: bool = False, thinking: bool = False) -> bool:
    """Tell Discord that the answer takes longer; say False where Discord has a first response already."""
    return await _is_first(lambda: interaction.response.defer(ephemeral=ephemeral, thinking=thinking))


async def claim(interaction: Interaction, *, ephemeral: bool = False) -> bool:
    """Defer what must be done once; say False where another process, or a second delivery, did so before."""
    try:
        await interaction.response.defer(ephemeral=ephemeral)
    except _BROKEN:
        # The first try may have arrived: what it then meets is itself.
        await defer(interaction, ephemeral=ephemeral)
    except discord.HTTPException as error:
        if error.code != _ALREADY_ACKNOWLEDGED:
            raise
        log.warning("an interaction is being answered elsewhere; nothing is done here")
        return False
    return True


async def _sent_first(interaction: Interaction, message: Message, *, ephemeral: bool) -> bool:
    """Send a message as the first response; say False where there was one before."""
    data = message.data(ephemeral=ephemeral)
    return not interaction.response.is_done() and await _is_first(
        lambda: respond(interaction, _MESSAGE, data, message.attachments())
    )


async def _is_first(respond: Callable[[], Awaitable[object]]) -> bool:
    """Give the first response; say False where Discord has one: only the receipt of it was lost."""
    try:
        await again(respond)
    except discord.HTTPException as error:
        if error.code != _ALREADY_ACKNOWLEDGED:
            raise
        return False
    return True
