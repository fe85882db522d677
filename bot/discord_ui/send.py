"""The requests that answer an interaction, also where a connection breaks on the way.

discord.py tries again what Discord fails at (5xx, 429), but not what a broken connection swallowed. What may
be done twice is sent once more: Discord refuses a second first response, and an edit is the same twice.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import async_context

from bot.discord_ui.message import Message

log = logging.getLogger(__name__)

_ALREADY_ACKNOWLEDGED = 40060
_BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError)
_MESSAGE = discord.InteractionResponseType.channel_message
_T = TypeVar("_T")


async def again(send: Callable[[], Awaitable[_T]]) -> _T:
    """Do a request that may be done twice; where the connection breaks, do it once more."""
    try:
        return await send()
    except _BROKEN as error:
        log.info("the connection to Discord broke, once more: %r", error)
        return await send()


async def send(interaction: discord.Interaction[Any], shown: Message, *, ephemeral: bool) -> None:
    """Send an answer, or put it in the place of a deferral."""

    async def answer() -> object:
        if shown.picture is not None:
            return await interaction.response.send_message(**shown.new(), ephemeral=ephemeral)
        await respond(interaction, _MESSAGE, shown.data(ephemeral=ephemeral))
        return None

    if interaction.response.is_done() or not await _is_first(answer):
        await again(lambda: interaction.edit_original_response(**shown.edited()))


async def respond(
    interaction: discord.Interaction[Any], kind: discord.InteractionResponseType, data: Mapping[str, Any]
) -> None:
    """Give the first response, with what Discord is sent of it as it stands.

    discord.py's own methods put the payload together anew, have Discord send the message back and read it,
    which costs as much as all else that a remembered answer takes; this is the same request without that.
    Raises discord.HTTPException and aiohttp's errors as they do.
    """
    route = Route(
        "POST",
        "/interactions/{webhook_id}/{webhook_token}/callback",
        webhook_id=interaction.id,
        webhook_token=interaction.token,
    )
    http = interaction._state.http
    await async_context.get().request(
        route,
        session=interaction._session,
        proxy=http.proxy,
        proxy_auth=http.proxy_auth,
        payload={"type": kind.value, "data": data},
    )
    interaction.response._response_type = kind


async def send_beside(interaction: discord.Interaction[Any], shown: Message) -> None:
    """Send in private what must not take the place of the message that was pressed, or of an answer."""

    async def respond() -> object:
        return await interaction.response.send_message(**shown.new(), ephemeral=True)

    if interaction.response.is_done() or not await _is_first(respond):
        # Sent once: a second try might show it twice.
        await interaction.followup.send(**shown.new(), ephemeral=True)


async def edit(interaction: discord.Interaction[Any], changes: Callable[[], Mapping[str, Any]]) -> None:
    """Change the message that was pressed; `changes` gives them anew for each try, for files are used up."""

    async def respond() -> object:
        return await interaction.response.edit_message(**changes())

    if interaction.response.is_done() or not await _is_first(respond):
        await again(lambda: interaction.edit_original_response(**changes()))


async def defer(
    interaction: discord.Interaction[Any], *, ephemeral: bool = False, thinking: bool = False
) -> None:
    """Tell Discord that the answer takes longer."""
    await _is_first(lambda: interaction.response.defer(ephemeral=ephemeral, thinking=thinking))


async def _is_first(respond: Callable[[], Awaitable[object]]) -> bool:
    """Give the first response; say False where Discord has one: only the receipt of it was lost."""
    try:
        await again(respond)
    except discord.HTTPException as error:
        if error.code != _ALREADY_ACKNOWLEDGED:
            raise
        return False
    return True
