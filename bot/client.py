"""The Discord client: loads the documents, registers the commands, answers, and closes what it opened."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable
from typing import Any, TypeVar, cast

import aiohttp
import discord
from discord import app_commands
from discord.ext import tasks

from bot.cache import LoadReport, Store
from bot.cache.report import Progress
from bot.commands import COMMANDS, MODERATION
from bot.commands.ask import AGAIN_CONTROL, answer_message, is_for, place_language, take_target
from bot.commands.clubs import CLUB_CONTROL
from bot.commands.moderation import MODERATOR_CONTROL
from bot.discord_ui import Interaction
from bot.discord_ui.answer import choice_cache, game_cache, message_cache
from bot.discord_ui.buttons import QUERY_CONTROLS, press
from bot.discord_ui.command_sync import link_commands, register_commands
from bot.discord_ui.discord_private import shard_state
from bot.discord_ui.errors import show_error
from bot.discord_ui.gate import Gate
from bot.discord_ui.gateway import Gateway
from bot.discord_ui.payloads import mend_command
from bot.discord_ui.welcome import Welcomes
from bot.errors import ReloadRunningError, StorageError
from bot.model import Severity
from bot.moderation import Moderation, Who
from bot.moderation.refresh import ArticleRefresh
from bot.moderation.watch import Watch
from bot.ops.shutdown import finish_answers
from bot.pictures.draw import stop_drawing
from bot.repair import CacheRepair
from bot.settings import Settings
from bot.wiki.client import Wiki

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1
_GUILDS_SECONDS = 0.5
_SUBCOMMANDS = (
    discord.AppCommandOptionType.subcommand.value,
    discord.AppCommandOptionType.subcommand_group.value,
)
_T = TypeVar("_T")

CONTROLS = (*QUERY_CONTROLS, AGAIN_CONTROL, MODERATOR_CONTROL, CLUB_CONTROL)
"""The buttons, menus and boxes that the bot answers."""


class _Tree(app_commands.CommandTree["CopaBot"]):
    """The command tree; errors are shown to the user."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Check mutes and cooldown, and leave discord.py what it can parse."""
        data: Any = interaction.data if isinstance(interaction.data, dict) else {}
        interaction.data = data
        if not await self.client.gate.admit(interaction):
            return False
        mend_command(data)
        take_target(interaction)
        _check_options(interaction)
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await show_error(interaction, error)


def _check_options(interaction: Interaction) -> None:
    """Raise CommandSignatureMismatch where Discord shows other options than the command has."""
    command, options = interaction.command, cast(Any, interaction.data)["options"]
    if not isinstance(command, app_commands.Command):
        return
    while options and options[0].get("type") in _SUBCOMMANDS:
        options = options[0]["options"]
    for option in options:
        parameter = command.get_parameter(option["name"])
        if parameter is None or parameter.type.value != option["type"]:
            raise app_commands.CommandSignatureMismatch(command)


class CopaBot(discord.Client):
    """The client of the bot; not connected until `start`."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            # No privileged intent: messages that mention the bot or are sent to it have their text anyway.
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            # Nothing depends on the guilds, so do not wait long for them.
            guild_ready_timeout=_GUILDS_SECONDS,
            shard_id=settings.shard_ids[0] if len(settings.shard_ids) == 1 else None,
            shard_count=settings.shard_count,
        )
        self.settings = settings
        self.store = Store(settings.cache_path)
        self.moderation = Moderation(
            settings.seasons_dir, settings.cache_path, settings.data_dir, settings.database_url
        )
        self.repair = CacheRepair(self.moderation, self.store)
        self.articles = ArticleRefresh(
            self.moderation,
            self.store,
            lambda: Wiki(settings.wikis, settings.wiki_contact),
            settings.wiki_refresh,
        )
        self.watch = Watch(self.moderation, self.store, folder=settings.seasons_watch)
        self.gate = Gate(settings, self.store)
        self.gateway = Gateway(self)
        self.welcomes = Welcomes(self)
        self.dropped_events = 0
        """Gateway events that could not be parsed."""
        self.messages = message_cache()
        self.chosen = choice_cache()
        """Private messages from which something was chosen for everybody."""
        self.games = game_cache()
        """The newest quiz of each user in each channel."""
        self.reloading = False
        self.loaded: float | None = None
        self._failed_loads = 0
        self._status: str | None = None
        self._noticing: asyncio.Task[None] | None = None
        self.tree = _Tree(
            self,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        for command in COMMANDS:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        """Load the documents and register the commands if they changed."""
        if self.settings.mod_guild_id is not None:
            guild = discord.Object(self.settings.mod_guild_id)
            for command in MODERATION:
                self.tree.add_command(command, guild=guild, override=True)
        await self.open_data()
        self._look.start()
        if self.settings.leads:
            self.articles.start()
        await self.moderation.store.watch(self._look_now, self.gate.cooldowns)
        link_commands(self.settings, self.application_id)
        if self.settings.leads:
            await self._register_commands()
        if self.settings.token is not None:
            log.info("invite me with %s", invite_link(self.application_id))

    async def _register_commands(self) -> None:
        try:
            await register_commands(self.tree, self.settings, self.application_id)
        except (discord.DiscordServerError, aiohttp.ClientConnectionError) as error:
            # Commands registered earlier keep working.
            log.warning("the commands could not be registered, the next start tries again: %s", error)

    async def open_data(self) -> None:
        """Load changed documents and open the cache; if the load fails, use the last good cache.

        Raises SettingsError if there is no cache to fall back on.
        """
        await self.watch.mark()
        report = await self.repair.start(self.counted(self.moderation.load()))
        if report is not None:
            log_report(report)
        if self.store.current is not None and not self.store.current.seasons:
            log.warning("there is no season document in %s", self.settings.seasons_dir.absolute())
        await self._show_status()

    async def reload(
        self, who: Who, request: str | None = None, *, progress: Progress | None = None
    ) -> LoadReport:
        """Read the documents again; raises ReloadRunningError while another reload runs."""
        if self.reloading:
            raise ReloadRunningError
        self.reloading = True
        try:
            report = await self.changed(self.moderation.reload(who, request, progress=progress))
            log_report(report)
            return report
        finally:
            self.reloading = False

    async def changed(self, change: Awaitable[_T]) -> _T:
        """Apply a change and switch to the new data."""
        made = await self.counted(change)
        await self.store.refresh()
        await self._show_status()
        return made

    async def counted(self, load: Awaitable[_T]) -> _T:
        """Run a load and count its success or failure for the metrics."""
        try:
            made = await load
        except (OSError, sqlite3.Error, StorageError):
            self._failed_loads += 1
            raise
        self.loaded = time.monotonic()
        return made

    @property
    def failed_loads(self) -> int:
        """Number of failed loads."""
        return self._failed_loads + self.watch.failures

    def _look_now(self) -> None:
        """Notice a change at once."""
        self._noticing = asyncio.create_task(self._look())

    @tasks.loop(seconds=_LOOK_SECONDS)
    async def _look(self) -> None:
        """Notice changes by other processes and, if enabled, changed files in the folder."""
        try:
            report = await self.watch.look() if await self.repair.look() else None
        except Exception:
            # An exception would end the loop, and no later change would be noticed.
            log.exception("the data could not be looked at")
            return
        if report is not None:
            self.loaded = time.monotonic()
            log_report(report)
        await self._show_status()

    async def _show_status(self) -> None:
        """Show below the bot's name how many editions it knows, if that has changed."""
        snapshot = self.store.current
        status = f"/help · {len(snapshot.champions)} editions" if snapshot is not None else None
        if status is None or status == self._status:
            return
        self._status = status
        self.activity = discord.CustomActivity(status)
        await self.gateway.show(self.activity)

    @property
    def connected(self) -> bool:
        """Whether every shard is connected; False while one reconnects."""
        return self.is_ready() and self.gateway.connected

    def unready(self) -> str | None:
        """Return why the bot cannot answer now, or None if it can."""
        if self.is_closed():
            return "ending"
        if self.store.current is None:
            return "the data is not loaded"
        return None if self.connected else "not connected to Discord"

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Welcome a server that the bot was added to."""
        await self.welcomes.welcome(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Welcome a server that the bot was added to, where Discord announces it as a known one."""
        await self.welcomes.welcome(guild)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer pressed buttons and menus, and boxes that were sent."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await press(interaction, CONTROLS)

    async def on_message(self, message: discord.Message) -> None:
        """Answer mentions and direct messages."""
        if not is_for(self, message):
            return
        event = await self.gate.admit_message(message, place_language(message), self)
        if event is not None:
            event.outcome, event.language = await answer_message(self, message)

    async def on_event_dropped(self, event: str) -> None:
        """Count an event that could not be parsed."""
        self.dropped_events += 1

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Begin a session at once: the gateway has waited before it connected."""

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect and stay connected, retrying even the first connection."""
        await self.gateway.run([self.shard_id])

    async def finish(self) -> None:
        """Let answers in progress finish, up to a time limit."""
        left = await finish_answers()
        if left:
            log.warning("%d answers could not be finished", left)

    async def close(self) -> None:
        """Disconnect and close the cache."""
        looking = self._look.get_task()
        self._look.cancel()
        if looking is not None:
            await asyncio.wait([looking])
        await self.moderation.store.close()
        await self.articles.close()
        await self.repair.close()
        await self.gateway.close()
        await super().close()
        await self.store.close()
        stop_drawing()


class ShardedCopaBot(CopaBot, discord.AutoShardedClient):
    """The client for several shards in one process."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.shard_ids = list(settings.shard_ids) or None

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect every shard and stay connected."""
        shards = self.shard_ids or range(self.shard_count or 1)
        shard_state(self, shards)
        await self.gateway.run(shards)


def bot_of(settings: Settings) -> CopaBot:
    """Return the bot for these settings, sharded if this process has several shards."""
    shards = len(settings.shard_ids) or settings.shard_count or 1
    return ShardedCopaBot(settings) if shards > 1 else CopaBot(settings)


def log_report(report: LoadReport) -> None:
    """Log the report of a load."""
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
    """Return the URL to invite the bot to a server or install it for a user."""
    return discord.utils.oauth_url(
        application_id or 0,
        permissions=discord.Permissions(
            view_channel=True,
            send_messages=True,
            send_messages_in_threads=True,
            read_message_history=True,
            embed_links=True,
            attach_files=True,
        ),
        scopes=("bot", "applications.commands"),
    )
