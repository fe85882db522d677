"""The bot's life: it loads the documents, takes its commands to Discord, and gives back what it opened."""

import logging
import sqlite3
from typing import Any

import discord
from discord import app_commands

from bot.cache import LoadReport, Store, load
from bot.commands import all_commands
from bot.errors import CopaError, ReloadRunningError, SettingsError
from bot.model import Severity
from bot.registration import register_commands
from bot.replies import answering
from bot.replies.components import QueryButton, QueryMenu
from bot.replies.errors import show_error
from bot.replies.translator import CatalogueTranslator
from bot.settings import Settings

log = logging.getLogger(__name__)


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
            # Commands and buttons need none of the privileged intents.
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.settings = settings
        self.store = Store(settings.cache_path)
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
        self.add_dynamic_items(QueryButton, QueryMenu)

    async def setup_hook(self) -> None:
        """Load the documents and register the commands where they changed."""
        self._add_moderators_commands()
        await self.tree.set_translator(CatalogueTranslator())
        await self.open_data()
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
            report = await load(self.settings.seasons_dir, self.settings.cache_path)
            log_report(report)
        except (OSError, sqlite3.Error, CopaError) as error:
            if not self.settings.cache_path.is_file():
                raise SettingsError("CACHE_PATH", f"the data could not be loaded: {error}") from error
            log.exception("the documents could not be loaded; the last good cache stays in use")
        await self.store.refresh()
        if self.store.current is not None and not self.store.current.seasons:
            log.warning("there is no season document in %s", self.settings.seasons_dir)

    async def reload(self) -> LoadReport:
        """Read the documents again, one reload at a time; raises ReloadRunningError while one runs."""
        if self.reloading:
            raise ReloadRunningError
        self.reloading = True
        try:
            report = await load(self.settings.seasons_dir, self.settings.cache_path)
            log_report(report)
            await self.store.refresh()
            return report
        finally:
            self.reloading = False

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

    async def close(self) -> None:
        """Disconnect and close the cache."""
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
