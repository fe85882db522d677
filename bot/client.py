"""The bot's life: it loads the documents, takes its commands to Discord, and gives back what it opened."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import tasks

from bot.cache import LoadReport, Store
from bot.cache.reading import Progress
from bot.commands import all_commands, moderators
from bot.commands import ask as asking
from bot.errors import CopaError, ReloadRunningError, SettingsError
from bot.model import Severity
from bot.moderation import Moderation, Who
from bot.moderation.watching import Watch
from bot.registration import register_commands
from bot.replies import answering
from bot.replies.components import AgainButton, QueryButton, QueryMenu
from bot.replies.confirming import ModeratorButton
from bot.replies.errors import show_error
from bot.replies.translator import CatalogueTranslator
from bot.settings import Settings

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1
_T = TypeVar("_T")


class _Tree(app_commands.CommandTree["CopaBot"]):
    """The commands; what goes wrong in one is told to its asker."""

    async def on_error(
        self, interaction: discord.Interaction["CopaBot"], error: app_commands.AppCommandError, /
    ) -> None:
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
        )
        self.settings = settings
        self.store = Store(settings.cache_path)
        self.moderation = Moderation(settings.seasons_dir, settings.cache_path, settings.data_dir)
        self.watch = Watch(self.moderation, self.store, folder=settings.seasons_watch)
        self.reloading = False
        self.tree = _Tree(
            self,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        for command in all_commands():
            if not command.extras.get("moderators"):
                self.tree.add_command(command)
        self.add_dynamic_items(QueryButton, QueryMenu, AgainButton, ModeratorButton)

    async def setup_hook(self) -> None:
        """Load the documents and register the commands where they changed."""
        self._add_moderators_commands()
        await self.tree.set_translator(CatalogueTranslator())
        await self.open_data()
        self._look.start()
        await register_commands(self.tree, self.settings, self.application_id)
        if self.settings.token is not None:
            log.info("invite me with %s", invite_link(self.application_id))

    def _add_moderators_commands(self) -> None:
        if self.settings.mod_guild_id is None:
            return
        guild = discord.Object(self.settings.mod_guild_id)
        for command in all_commands():
            if command.extras.get("moderators"):
                self.tree.add_command(command, guild=guild, override=True)

    async def open_data(self) -> None:
        """Load what changed and open the cache; where a load fails, the last good cache is used.

        Raises SettingsError where there is no cache to fall back on.
        """
        try:
            await self.watch.mark()
            report = await self.moderation.load()
            log_report(report)
        except (OSError, sqlite3.Error, CopaError) as error:
            if not self.settings.cache_path.is_file():
                raise SettingsError("CACHE_PATH", f"the data could not be loaded: {error}") from error
            log.exception("the documents could not be loaded; the last good cache stays in use")
        await self.store.refresh()
        if self.store.current is not None and not self.store.current.seasons:
            log.warning("there is no season document in %s", self.settings.seasons_dir)

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
        made = await change
        await self.store.refresh()
        return made

    @tasks.loop(seconds=_LOOK_SECONDS)
    async def _look(self) -> None:
        """Take up what other processes and, if so set, the folder's files changed."""
        try:
            report = await self.watch.look()
        except Exception:
            # The loop would end with it, and the data would stand still from then on.
            log.exception("the data could not be looked at")
            return
        if report is not None:
            log_report(report)

    @property
    def report_url(self) -> str | None:
        """Where people report mistakes, None where that is not set."""
        return self.settings.report_url

    async def answer_press(
        self, interaction: discord.Interaction[Any], query: str, *, page: int, publish: bool
    ) -> None:
        """Answer a button that carries this query."""
        await answering.answer_press(interaction, query, page=page, publish=publish)

    async def answer_choice(
        self, interaction: discord.Interaction[Any], query: str, *, field: int, club: str, publish: bool
    ) -> None:
        """Answer a menu in which this club was chosen."""
        await answering.answer_choice(interaction, query, field=field, club=club, publish=publish)

    async def answer_moderator(self, interaction: discord.Interaction[Any], action: str, value: str) -> None:
        """Do what a moderator's button says."""
        await moderators.answer_press(interaction, action, value)

    async def ask_again(self, interaction: discord.Interaction[Any], query: str) -> None:
        """Let the asker go on after the answer to this query."""
        try:
            await asking.ask_again(interaction, query)
        except Exception as error:
            await show_error(interaction, error)

    async def on_message(self, message: discord.Message) -> None:
        """Answer mentions and private messages."""
        await asking.answer_message(self, message)

    async def close(self) -> None:
        """Disconnect and close the cache."""
        looking = self._look.get_task()
        self._look.cancel()
        if looking is not None:
            await asyncio.wait([looking])
        await super().close()
        await self.store.close()


def log_report(report: LoadReport) -> None:
    """Log what a load found."""
    log.info(
        "documents: %d new, %d changed, %d gone, %d unchanged; %d seasons, %d clubs, %d matches",
        len(report.new),
        len(report.changed),
        len(report.gone),
        len(report.unchanged),
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
        permissions=discord.Permissions(send_messages=True, embed_links=True, attach_files=True),
        scopes=("bot", "applications.commands"),
    )
