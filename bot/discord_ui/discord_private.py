"""Every use of a private part of discord.py, checked at import against the version that is installed.

Answers are sent as the dicts that Discord documents: discord.py's own methods build each one anew and have
Discord send it back, which costs as much as all else that an answer from the cache takes.
"""

import asyncio
import inspect
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import aiohttp
import discord
import orjson
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import HTTPClient, Route, json_or_text
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.discord_ui.payloads import reduced_event

log = logging.getLogger(__name__)

_COMMAND_TASK, _EVENT_TASK = "CommandTree-invoker", "discord.py: "
ANSWER_TASKS = (_COMMAND_TASK, f"{_EVENT_TASK}on_interaction", f"{_EVENT_TASK}on_message")
"""How discord.py names the tasks of commands and suggestions, of buttons, menus and boxes, of messages."""
_CONNECT_SECONDS = 60.0


def _names_tasks(function: Callable[..., object], name: str) -> bool:
    return any(isinstance(part, str) and part.startswith(name) for part in function.__code__.co_consts)


_OF_CONNECTIONS = (
    "open",
    "latency",
    "from_client",
    "poll_event",
    "received_message",
    "change_presence",
    "close",
    "DEFAULT_GATEWAY",
)
_ATTRIBUTES_OF_CONNECTIONS = (
    "session_id",
    "sequence",
    "gateway",
    "shard_id",
    "_decompressor",
    "_discord_parsers",
    "_dispatch",
)


def check(version: str = discord.__version__) -> None:
    """Raise ImportError, naming what is missing, where discord.py is not as this module needs it."""
    response = discord.InteractionResponse
    connecting = inspect.unwrap(DiscordWebSocket.from_client).__code__
    set_names = connecting.co_names + DiscordWebSocket.__init__.__code__.co_names
    needed = {
        "Interaction._state": hasattr(discord.Interaction, "_state"),
        "Interaction._session": hasattr(discord.Interaction, "_session"),
        "InteractionResponse._response_type": hasattr(response, "_response_type"),
        "HTTPClient.request": hasattr(HTTPClient, "request"),
        **{f"DiscordWebSocket.{name}": hasattr(DiscordWebSocket, name) for name in _OF_CONNECTIONS},
        **{f"DiscordWebSocket.{name}": name in set_names for name in _ATTRIBUTES_OF_CONNECTIONS},
        "HTTPClient.get_bot_gateway": hasattr(HTTPClient, "get_bot_gateway"),
        "VoiceClient.warn_nacl": hasattr(discord.VoiceClient, "warn_nacl"),
        "VoiceClient.warn_dave": hasattr(discord.VoiceClient, "warn_dave"),
        "the tasks of commands": _names_tasks(app_commands.CommandTree._from_interaction, _COMMAND_TASK),
        "the tasks of events": _names_tasks(discord.Client._schedule_event, _EVENT_TASK),
    }
    missing = [name for name, there in needed.items() if not there]
    if missing:
        raise ImportError(
            f"discord.py {version} is not the version in requirements.txt: {', '.join(missing)} changed"
        )


check()


_Files = Sequence[discord.File]
_JSON = {"Content-Type": "application/json"}
_TOO_MANY_REQUESTS, _SERVER_ERROR = 429, 500
_REFUSALS = {403: discord.Forbidden, 404: discord.NotFound}
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
    # Another adapter, such as that of tests, is asked itself.
    direct = not files and isinstance(async_context.get(), AsyncWebhookAdapter)
    if not (direct and await _accepted(interaction, payload)):
        await _request(interaction, "POST", _CALLBACK, interaction.id, payload, files)
    interaction.response._response_type = kind


async def _accepted(interaction: discord.Interaction[Any], payload: Mapping[str, Any]) -> bool:
    """Post a first response; say False where discord.py has to try again.

    discord.py encodes each address anew and looks for its rate limit, which takes a tenth of the time of a
    cached answer; a first response is the only one at its address, and has no limit.
    """
    http, address = interaction._state.http, f"/interactions/{interaction.id}/{interaction.token}/callback"
    async with interaction._session.post(
        yarl.URL(Route.BASE + address, encoded=True),
        data=orjson.dumps(payload),
        headers=_JSON,
        proxy=http.proxy,
        proxy_auth=http.proxy_auth,
    ) as response:
        if response.ok:
            return True
        if response.status >= _SERVER_ERROR:
            return False
        told = await json_or_text(response)
        if response.status == _TOO_MANY_REQUESTS and isinstance(told, dict) and "Via" in response.headers:
            await asyncio.sleep(told.get("retry_after", 1))
            return False
        # That of Cloudflare, which bans an address, too.
        raise _REFUSALS.get(response.status, discord.HTTPException)(response, told)


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


LOST = (ReconnectWebSocket, discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What a lost connection to the gateway raises, or one that cannot be made."""


class GatewayConnection(DiscordWebSocket):
    """A connection to the gateway on which an event that cannot be parsed is dropped and nothing else.

    Each one is dispatched as `event_dropped`, with its name.
    """

    user_id: int | None = None
    """The bot's own id."""

    async def received_message(self, msg: Any, /) -> None:
        """Handle a frame; raises ReconnectWebSocket where the stream of frames is broken."""
        if isinstance(msg, bytes):
            try:
                msg = self._decompressor.decompress(msg)
            except Exception as error:
                # What is compressed after it can be read no more either.
                await self._reconnect(error)
            if msg is None:
                return
        try:
            await super().received_message(msg)
        except (discord.ConnectionClosed, ReconnectWebSocket, OSError, aiohttp.ClientError):
            raise
        except Exception as error:
            await self._read_reduced(msg, error)

    async def _read_reduced(self, text: str, error: Exception) -> None:
        """Parse the needed part of an event that discord.py could not parse, or drop it."""
        try:
            frame = json.loads(text)
            event, data = frame.get("t"), frame.get("d")
        except (ValueError, AttributeError, RecursionError):
            self._drop("?", error)
            return
        if event is None and frame.get("op") in (self.HELLO, self.RECONNECT, self.INVALIDATE_SESSION):
            await self._reconnect(error)
        name = event if isinstance(event, str) and event in self._discord_parsers else "?"
        try:
            needed = reduced_event(name, data, user=self.user_id, shard=self.shard_id)
            if needed is None:
                self._drop(name, error)
                return
            if name == "READY":
                address = data.get("resume_gateway_url")
                self.session_id = data.get("session_id")
                self.gateway = yarl.URL(address) if isinstance(address, str) else self.DEFAULT_GATEWAY
            self._discord_parsers[name](needed)
        except Exception as second:
            self._drop(name, second)
            if name == "READY":
                self.forget_session()
                await self._reconnect(second)

    async def _reconnect(self, error: Exception) -> NoReturn:
        log.warning("the gateway's stream cannot be read, so it is connected anew: %s", type(error).__name__)
        await self.close()
        raise ReconnectWebSocket(self.shard_id)

    def _drop(self, event: str, error: Exception) -> None:
        # Neither the event nor the error's text: both may hold what somebody wrote.
        log.warning("an event that could not be parsed was dropped: %s (%s)", event, type(error).__name__)
        self._dispatch("event_dropped", event)

    @classmethod
    async def opened(
        cls, client: discord.Client, shard: int | None, before: "GatewayConnection | None"
    ) -> "GatewayConnection":
        """Connect a shard: resume the session of the connection before it, or begin one."""
        resumed: dict[str, Any] = {"initial": before is None}
        if before is not None and before.resumable:
            resumed |= {"session": before.session_id, "sequence": before.sequence, "resume": True}
            resumed |= {"gateway": before.gateway}
        connecting = cls.from_client(client, shard_id=shard, **resumed)
        connection = await asyncio.wait_for(connecting, _CONNECT_SECONDS)
        # A READY that cannot be parsed takes it from the client.
        known = before.user_id if before is not None else None
        connection.user_id = client.user.id if client.user is not None else known
        return connection

    @property
    def resumable(self) -> bool:
        """Whether there is a session that can be resumed."""
        return self.session_id is not None and self.sequence is not None

    def forget_session(self) -> None:
        """Give up the session, so that the next connection begins one at the usual address."""
        self.session_id = self.sequence = None


def shard_state(client: discord.AutoShardedClient, shards: Sequence[int]) -> None:
    """Tell the cache of a client for several shards which ones there are."""
    client._connection.shard_count = client.shard_count
    client._connection.shard_ids = list(shards)


async def session_starts(client: discord.Client) -> tuple[int, float]:
    """Return how many sessions the bot may still begin, and the seconds until Discord counts anew."""
    _, _, limit = await client.http.get_bot_gateway()
    return int(limit["remaining"]), int(limit["reset_after"]) / 1000


def without_voice() -> None:
    """Spare the warnings about packages that a bot without voice does not need."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
