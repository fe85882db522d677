"""The bot's life: it loads the documents, takes its commands to Discord, and gives back what it opened."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Mapping
from typing import TypeVar

import aiohttp
import discord
from discord import app_commands
from discord.ext import tasks

from bot.cache import LoadReport, Store
from bot.cache.versions import Progress
from bot.commands import COMMANDS, MODERATION
from bot.commands.ask import AgainButton, answer_message, is_for, place_language
from bot.commands.moderation import ModeratorButton
from bot.discord_ui import Interaction
from bot.discord_ui.answer import message_cache
from bot.discord_ui.buttons import QueryButton, QueryMenu, UnknownControl
from bot.discord_ui.command_sync import register_commands
from bot.discord_ui.discord_private import connect_at_last, is_connected
from bot.discord_ui.errors import show_error
from bot.discord_ui.gate import Gate
from bot.discord_ui.translator import CatalogueTranslator
from bot.errors import ReloadRunningError, StorageError
from bot.healing import Healing
from bot.model import Severity
from bot.moderation import Moderation, Who
from bot.moderation.watch import Watch
from bot.ops.shutdown import finish_answers
from bot.pictures.draw import stop_drawing
from bot.settings import Settings

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1
_GUILDS_SECONDS = 0.5
_T = TypeVar("_T")


class _Tree(app_commands.CommandTree["CopaBot"]):
    """The commands; what goes wrong in one is told to its asker."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let in who may ask."""
        return await self.client.gate.admit(interaction)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await show_error(interaction, error)


class CopaBot(discord.Client):
    """Answers questions on the Copa Perú; not connected until `start`."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            # None is privileged: a message that mentions the bot, or is sent to it, has its text anyway.
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            # Nothing here waits for the guilds, so it is ready soon after the last of them came.
            guild_ready_timeout=_GUILDS_SECONDS,
            shard_id=settings.shard_ids[0] if len(settings.shard_ids) == 1 else None,
            shard_count=settings.shard_count,
        )
        self.settings = settings
        self.store = Store(settings.cache_path)
        self.moderation = Moderation(settings.seasons_dir, settings.cache_path, settings.data_dir)
        self.healing = Healing(self.moderation, self.store)
        self.watch = Watch(self.moderation, self.store, folder=settings.seasons_watch)
        self.gate = Gate(settings, self.store)
        self.messages = message_cache()
        self.reloading = False
        self.loaded: float | None = None
        self._failed_loads = 0
        self.tree = _Tree(
            self,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        for command in COMMANDS:
            self.tree.add_command(command)
        self.add_dynamic_items(QueryButton, QueryMenu, AgainButton, ModeratorButton, UnknownControl)

    async def setup_hook(self) -> None:
        """Load the documents and register the commands where they changed."""
        if self.settings.mod_guild_id is not None:
            guild = discord.Object(self.settings.mod_guild_id)
            for command in MODERATION:
                self.tree.add_command(command, guild=guild, override=True)
        await self.tree.set_translator(CatalogueTranslator())
        await self.open_data()
        self._look.start()
        if self.settings.leads:
            await self._register_commands()
        if self.settings.token is not None:
            log.info("invite me with %s", invite_link(self.application_id))

    async def _register_commands(self) -> None:
        try:
            await register_commands(self.tree, self.settings, self.application_id)
        except (discord.DiscordServerError, aiohttp.ClientConnectionError) as error:
            # Those that Discord knows from earlier are answered all the same.
            log.warning("the commands could not be registered, the next start tries again: %s", error)

    async def open_data(self) -> None:
        """Load what changed and open the cache; where a load fails, the last good cache is used.

        Raises SettingsError where there is no cache to fall back on.
        """
        await self.watch.mark()
        report = await self.healing.start(self.counted(self.moderation.load()))
        if report is not None:
            log_report(report)
        if self.store.current is not None and not self.store.current.seasons:
            log.warning("there is no season document in %s", self.settings.seasons_dir.absolute())

    async def reload(self, who: Who, *, progress: Progress | None = None) -> LoadReport:
        """Read the documents again, one reload at a time; raises ReloadRunningError while one runs."""
        if self.reloading:
            raise ReloadRunningError
        self.reloading = True
        try:
            report = await self.changed(self.moderation.reload(who, progress=progress))
            log_report(report)
            return report
        finally:
            self.reloading = False

    async def changed(self, change: Awaitable[_T]) -> _T:
        """Make a change of the data and answer from what it made."""
        made = await self.counted(change)
        await self.store.refresh()
        return made

    async def counted(self, load: Awaitable[_T]) -> _T:
        """Do a load and note for those who watch the bot that it went well, or that it failed."""
        try:
            made = await load
        except (OSError, sqlite3.Error, StorageError):
            self._failed_loads += 1
            raise
        self.loaded = time.monotonic()
        return made

    @property
    def failed_loads(self) -> int:
        """How often the data could not be brought up to date."""
        return self._failed_loads + self.watch.failures

    @tasks.loop(seconds=_LOOK_SECONDS)
    async def _look(self) -> None:
        """Take up what other processes and, if so set, the folder's files changed."""
        try:
            report = await self.watch.look() if await self.healing.look() else None
        except Exception:
            # The loop would end with it, and the data would stand still from then on.
            log.exception("the data could not be looked at")
            return
        if report is not None:
            self.loaded = time.monotonic()
            log_report(report)

    @property
    def connected(self) -> bool:
        """Whether the bot hears what people ask; not so while it connects anew."""
        return self.is_ready() and is_connected(self)

    def shard_latencies(self) -> Mapping[int, float]:
        """Return the seconds to Discord's gateway and back, by shard."""
        return {self.shard_id or 0: self.latency}

    def unready(self) -> str | None:
        """Return why the bot cannot answer now, None where it can."""
        if self.is_closed():
            return "ending"
        if self.store.current is None:
            return "the data is not loaded"
        return None if self.connected else "not connected to Discord"

    async def on_message(self, message: discord.Message) -> None:
        """Answer mentions and private messages."""
        if not is_for(self, message):
            return
        event = await self.gate.admit_message(message, place_language(message), self)
        if event is not None:
            event.outcome, event.language = await answer_message(self, message)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect and stay connected, also where the very first connection cannot be made."""
        await connect_at_last(self, lambda: super(CopaBot, self).connect(reconnect=reconnect))

    async def finish(self) -> None:
        """Let the answers under way be given; those that take too long are left."""
        left = await finish_answers()
        if left:
            log.warning("%d answers could not be finished", left)

    async def close(self) -> None:
        """Disconnect and close the cache."""
        looking = self._look.get_task()
        self._look.cancel()
        if looking is not None:
            await asyncio.wait([looking])
        await self.healing.close()
        await super().close()
        await self.store.close()
        stop_drawing()


class ShardedCopaBot(CopaBot, discord.AutoShardedClient):
    """The same bot with several shards in one process.

    With one shard a bot is better off as a CopaBot: discord.py's client of several gives a session up after
    one failed attempt to take it up again, and what was asked meanwhile is lost.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.shard_ids = list(settings.shard_ids) or None

    @property
    def connected(self) -> bool:
        """Whether all shards hear what people ask."""
        return self.is_ready() and not any(shard.is_closed() for shard in self.shards.values())

    def shard_latencies(self) -> Mapping[int, float]:
        """Return the seconds to Discord's gateway and back, by shard."""
        return dict(self.latencies)

    async def finish(self) -> None:
        """Take no more questions, which each shard does by itself, and let the answers under way be given."""
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))
        await super().finish()


def bot_of(settings: Settings) -> CopaBot:
    """Return the bot for these settings, sharded where this process has several shards."""
    shards = len(settings.shard_ids) or settings.shard_count or 1
    return ShardedCopaBot(settings) if shards > 1 else CopaBot(settings)


def log_report(report: LoadReport) -> None:
    """Log what a load found."""
    counts = [len(names) for names in (report.new, report.changed, report.gone, report.unchanged)]
    log.info(
        "documents: %d new, %d changed, %d gone, %d unchanged; %d seasons, %d clubs, %d matches",
        *counts,
        report.after.seasons,
        report.after.clubs,
        report.after.matches,
    )
    for name, problem in report.problems:
        if problem.severity is Severity.ERROR:
            log.warning("%s:%d: %s", name, problem.line, problem)
    gaps = sum(problem.severity is Severity.WARNING for _, problem in report.problems)
    if gaps:
        log.info("%d gaps in the documents just read; `python -m bot check` lists them", gaps)


def invite_link(application_id: int | None) -> str:
    """Return the address at which the bot is invited to a server or installed for oneself."""
    return discord.utils.oauth_url(
        application_id or 0,
        permissions=discord.Permissions(
            send_messages=True,
            send_messages_in_threads=True,
            read_message_history=True,
            embed_links=True,
            attach_files=True,
        ),
        scopes=("bot", "applications.commands"),
    )
