"""Every use of a private part of discord.py, checked at import against the version that is installed.

Answers are sent as the dicts that Discord documents: discord.py's own methods build each one anew and have
Discord send it back, which costs as much as all else that an answer from the cache takes.
"""

import asyncio
import itertools
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from discord.ui.modal import Modal
from discord.ui.view import ViewStore
from discord.webhook.async_ import async_context

log = logging.getLogger(__name__)

_COMMAND_TASK, _CONTROL_TASK, _EVENT_TASK = "CommandTree-invoker", "discord-ui-", "discord.py: "
ANSWER_TASKS = (_COMMAND_TASK, _CONTROL_TASK, f"{_EVENT_TASK}on_message")
"""How discord.py names the tasks of commands and suggestions, of buttons, menus and boxes, of messages."""


def _names_tasks(function: Callable[..., object], name: str) -> bool:
    return any(isinstance(part, str) and part.startswith(name) for part in function.__code__.co_consts)


def check(version: str = discord.__version__) -> None:
    """Raise ImportError, naming what is missing, where discord.py is not as this module needs it."""
    response = discord.InteractionResponse
    needed = {
        "Interaction._state": hasattr(discord.Interaction, "_state"),
        "Interaction._session": hasattr(discord.Interaction, "_session"),
        "InteractionResponse._response_type": hasattr(response, "_response_type"),
        "HTTPClient.request": hasattr(HTTPClient, "request"),
        "DiscordWebSocket.open": hasattr(DiscordWebSocket, "open"),
        "VoiceClient.warn_nacl": hasattr(discord.VoiceClient, "warn_nacl"),
        "VoiceClient.warn_dave": hasattr(discord.VoiceClient, "warn_dave"),
        "the tasks of commands": _names_tasks(app_commands.CommandTree._from_interaction, _COMMAND_TASK),
        "the tasks of controls": _names_tasks(ViewStore.dispatch_dynamic_items, _CONTROL_TASK),
        "the tasks of boxes": _names_tasks(Modal._dispatch_submit, _CONTROL_TASK),
        "the tasks of events": _names_tasks(discord.Client._schedule_event, _EVENT_TASK),
    }
    missing = [name for name, there in needed.items() if not there]
    if missing:
        raise ImportError(
            f"discord.py {version} is not the version in requirements.txt: {', '.join(missing)} changed"
        )


check()


_Files = Sequence[discord.File]
_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


async def respond(
    interaction: discord.Interaction[Any],
    kind: discord.InteractionResponseType,
    data: Mapping[str, Any],
    files: _Files = (),
) -> None:
    """Give the first response as it stands; raises discord.HTTPException and aiohttp's errors."""
    payload = {"type": kind.value, "data": data}
    await _request(interaction, "POST", _CALLBACK, interaction.id, payload, files)
    interaction.response._response_type = kind


async def edit_original(
    interaction: discord.Interaction[Any], data: Mapping[str, Any], files: _Files = ()
) -> None:
    """Change the first response."""
    path = f"{_WEBHOOK}/messages/@original"
    await _request(interaction, "PATCH", path, interaction.application_id, data, files)


async def follow_up(
    interaction: discord.Interaction[Any], data: Mapping[str, Any], files: _Files = ()
) -> None:
    """Send a message after the first response."""
    await _request(interaction, "POST", _WEBHOOK, interaction.application_id, data, files)


async def send_to_channel(
    client: discord.Client, channel: int, data: Mapping[str, Any], files: _Files = ()
) -> None:
    """Send a message to a channel."""
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
    if files:
        await client.http.request(route, form=_form(data, files), files=files)
    else:
        await client.http.request(route, json=data)


async def _request(
    interaction: discord.Interaction[Any],
    method: str,
    path: str,
    number: int,
    data: Mapping[str, Any],
    files: _Files,
) -> None:
    http = interaction._state.http
    await async_context.get().request(
        Route(method, path, webhook_id=number, webhook_token=interaction.token),
        session=interaction._session,
        proxy=http.proxy,
        proxy_auth=http.proxy_auth,
        payload=None if files else dict(data),
        multipart=_form(data, files) if files else None,
        files=files,
    )


def _form(data: Mapping[str, Any], files: _Files) -> list[dict[str, Any]]:
    """Return a multipart form: the payload, then each file."""
    parts: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(data, separators=(",", ":"))}]
    parts += [
        {
            "name": f"files[{number}]",
            "value": file.fp,
            "filename": file.filename,
            "content_type": "application/octet-stream",
        }
        for number, file in enumerate(files)
    ]
    return parts


def answers_under_way() -> set[asyncio.Task[Any]]:
    """Return the tasks of discord.py that answer somebody."""
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(ANSWER_TASKS)}


async def connect_at_last(client: discord.Client, connect: Callable[[], Awaitable[None]]) -> None:
    """Connect and stay connected, also where the very first connection cannot be made."""
    for pause in itertools.chain((1, 2, 5, 10, 30), itertools.repeat(60)):
        try:
            await connect()
        except AttributeError:
            # discord.py asks the connection that it lost for its state, even where there never was one.
            if client.ws is not None or client.is_closed() or isinstance(client, discord.AutoShardedClient):
                raise
            log.warning("the gateway cannot be reached, next try in %d s", pause)
            await asyncio.sleep(pause)
        else:
            return


def is_connected(client: discord.Client) -> bool:
    """Tell whether the gateway's connection is open; not so before the first and between two."""
    return client.ws is not None and client.ws.open


def without_voice() -> None:
    """Spare the warnings about packages that a bot without voice does not need."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
