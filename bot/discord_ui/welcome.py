"""A welcome to each server that adds the bot: once, where it may speak."""

import datetime
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_ui.discord_private import send_to_channel
from bot.discord_ui.message import message
from bot.queries.help import Help
from bot.replies.help import welcome_reply
from bot.replies.language import language

if TYPE_CHECKING:
    from bot.client import CopaBot

log = logging.getLogger(__name__)


class Welcomes:
    """The welcomes of this process.

    Discord tells of a server when the bot is added, and again at each start and after each outage. Only the
    day on which the bot joined tells these apart.
    """

    def __init__(self, bot: "CopaBot") -> None:
        self._bot = bot
        self.began = datetime.datetime.now(datetime.UTC)
        """What the bot joined before, an earlier process has welcomed."""
        self._welcomed: set[int] = set()

    async def welcome(self, guild: discord.Guild) -> None:
        """Greet a server that has just added the bot, in its language, in its channel for such messages."""
        me, channel = guild.me, guild.system_channel
        if me is None or me.joined_at is None or me.joined_at < self.began or guild.id in self._welcomed:
            return
        self._welcomed.add(guild.id)
        log.info("a server has added me")
        if channel is None or guild.id in self._bot.settings.muted_guild_ids:
            return
        may = channel.permissions_for(me)
        if may.view_channel and may.send_messages:
            await self.send(guild, channel.id)

    async def send(self, guild: discord.Guild, channel: int) -> None:
        """Send the welcome to a channel of a server."""
        t = language(str(guild.preferred_locale))
        async with self._bot.store.snapshot() as snapshot:
            reply = welcome_reply(await Help().answer(snapshot), t)
        # Discord takes one message of a nonce and passes over its second, of another process.
        once = {"nonce": str(guild.id), "enforce_nonce": True}
        try:
            await send_to_channel(self._bot, channel, message(reply, t).data() | once)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            log.warning("a server could not be welcomed: %s", error)
