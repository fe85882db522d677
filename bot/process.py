"""The bot's process: runs until a signal arrives or Discord closes the connection permanently."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any

import aiohttp
import discord

from bot.cache.cache_file import check_own
from bot.client import CopaBot, bot_of
from bot.discord_ui.command_sync import register_commands
from bot.discord_ui.discord_private import without_voice
from bot.errors import DiscordConnectionError, SettingsError
from bot.ops.shutdown import end_within
from bot.ops.watchdog import watchdog
from bot.settings import Settings

_END_SECONDS = 9.5
_INTENTS = (
    "DISCORD_TOKEN",
    "Discord refuses the bot's intents: it needs none of the privileged ones, so look at the application's "
    "Bot page in the Developer Portal, or update the bot",
)
_REFUSED = {
    4004: ("DISCORD_TOKEN", "Discord does not accept this token any more"),
    4010: (
        "SHARD_IDS",
        "Discord knows no such shard: each is below SHARD_COUNT, the same for all processes",
    ),
    4011: ("SHARD_COUNT", "Discord requires more shards: a shard may have at most 2,500 servers"),
    4012: ("DISCORD_TOKEN", "Discord no longer takes this version of its gateway: update the bot"),
    4013: _INTENTS,
    4014: _INTENTS,
}
"""What to change after Discord has closed the gateway for good: the setting and the reason."""
_COLLECTIONS = (10_000, 10, 100)
"""Objects before a collection, such before one of the middle generation, and those before a full one.

Python's defaults (700, 10, 10) take a tenth of an answer's time, and make a full one per second.
"""

without_voice()


def run_bot(settings: Settings) -> None:
    """Run the bot until Ctrl-C or SIGTERM; raises SettingsError and DiscordConnectionError."""
    if settings.token is None:
        check_own(settings.cache_path)
        settings = settings.for_the_page
    _run(_until_stopped(bot_of(settings)))


def sync_commands(settings: Settings) -> None:
    """Register the commands with Discord even if unchanged; raises the same errors."""
    if settings.token is None:
        raise SettingsError("DISCORD_TOKEN", "is needed to register the commands")
    _run(_sync_commands(bot_of(settings), settings.token))


def _run(work: Coroutine[Any, Any, None]) -> None:
    with _discord_errors():
        asyncio.run(work)


@contextlib.contextmanager
def _discord_errors() -> Iterator[None]:
    """Turn discord.py's connection errors into one-line errors."""
    try:
        yield
    except discord.LoginFailure as error:
        raise SettingsError("DISCORD_TOKEN", "Discord does not accept this token") from error
    except discord.ConnectionClosed as error:
        if error.code in _REFUSED:
            name, reason = _REFUSED[error.code]
            raise SettingsError(name, f"{reason} (code {error.code})") from error
        raise DiscordConnectionError(f"Discord ended the connection for good: {error}") from error
    except (aiohttp.ClientConnectionError, discord.DiscordServerError) as error:
        raise DiscordConnectionError(f"Discord cannot be reached: {error}") from error


async def _until_stopped(bot: CopaBot) -> None:
    """Run the bot, on Discord or, without a token, on the local page, until Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end(number: int, frame: object) -> None:
        # Python's own handler runs even where the event loop is held up.
        end_within(_END_SECONDS)
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    bot.store.taken_up = freeze_collector
    if bot.settings.token is None:
        from bot.local_page import run_local  # not installed everywhere, and not needed with a token

        await run_local(bot, stop=stop)
        return
    async with bot, _watched(bot), watchdog(lambda: bot.connected):
        running = asyncio.create_task(bot.start(bot.settings.token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if running.done():
            await running
        # Stop receiving events first: a new answer would be cut off in the middle.
        running.cancel()
        await asyncio.wait([running])
        await bot.finish()


def freeze_collector() -> None:
    """Freeze long-lived objects so that full collections skip them; each would block answers for 40 ms.

    What is frozen is still freed as soon as nothing refers to it.
    """
    gc.collect(1)
    gc.freeze()
    gc.set_threshold(*_COLLECTIONS)


@contextlib.asynccontextmanager
async def _watched(bot: CopaBot) -> AsyncIterator[None]:
    """Serve health and metrics, if a port is set, from before the data is loaded until the end."""
    settings = bot.settings
    if settings.metrics_port is None:
        yield
        return
    # not needed without a port
    from bot.ops.health import serving
    from bot.ops.metrics import Metrics

    metrics = Metrics(bot)
    bot.gate.count = metrics.count
    async with serving(bot, metrics, settings.metrics_host, settings.metrics_port):
        yield


async def _sync_commands(bot: CopaBot, token: str) -> None:
    async with bot:
        await bot.login(token)
        await register_commands(bot.tree, bot.settings, bot.application_id, force=True)
