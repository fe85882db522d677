"""Mutes, cooldowns, and one log event for each command, press and message.

Suggestions while typing are not counted: Discord's clients send them by themselves, and one costs little more
than any answer would.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from cachetools import TTLCache

from bot.cache import Store
from bot.discord_ui import Interaction
from bot.discord_ui.errors import show_error
from bot.discord_ui.message import Message, message, plain
from bot.discord_ui.send import reply, send_beside
from bot.discord_ui.translator import language_of, locale_of
from bot.ops.cooldown import Cooldowns, TooMany
from bot.ops.events import COOLDOWN, ERROR, MUTED, REFUSED, UNFINISHED, Event, RequestKind, current
from bot.replies.errors import cooldown_reply, muted_reply
from bot.replies.language import Language
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.client import CopaBot

log = logging.getLogger("bot.events")

_MOST_REPLIES = 8
"""Messages of a channel that wait for their answer; Discord takes five in five seconds."""
_REPLY_SECONDS = 10.0
_LEFT_ALONE_SECONDS, _MOST_CHANNELS = 600.0, 10_000
_SUGGESTING = discord.InteractionType.autocomplete
_MENU_OF_MESSAGE = discord.AppCommandType.message.value


class Gate:
    """Lets people in or tells them why not, and notes what became of each.

    discord.py makes a task of each interaction and message: the gate is asked at the beginning of that task,
    whose end is the end of the event.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        rate = settings.cooldown
        shared = settings.database_url is not None and bool(settings.shard_ids)
        self.cooldowns = Cooldowns(rate.questions, rate.seconds, shared=shared) if rate else None
        self.count: Callable[[Event], None] | None = None
        """What else gets each event, such as the metrics."""
        self.muted_users = settings.muted_user_ids
        self.muted_guilds = settings.muted_guild_ids
        self._store = store
        self._shards = settings.shard_count
        self._replying: Counter[int] = Counter()
        self._full: set[int] = set()
        """Channels in which somebody was told that there are too many questions."""
        self.refusing: TTLCache[int, bool] = TTLCache(_MOST_CHANNELS, _LEFT_ALONE_SECONDS)
        """Channels that refused a message: too many such requests, and Discord bans the address."""
        self._telling: set[asyncio.Future[None]] = set()

    async def admit(
        self, interaction: Interaction, kind: RequestKind = RequestKind.COMMAND, command: str = ""
    ) -> bool:
        """Tell whether an interaction is answered; one that is not is acknowledged here.

        `command` is what a button or a menu asks for.
        """
        user, guild, locale = interaction.user.id, interaction.guild_id, locale_of(interaction)
        muted = user in self.muted_users or guild in self.muted_guilds
        if interaction.type is _SUGGESTING:
            if not muted:
                self._begin(Event(RequestKind.SUGGESTION, "", guild, locale, quiet=True), interaction)
            else:
                await _try(interaction.response.autocomplete([]))
            return not muted
        event = Event(kind, command, guild, locale, private=_asks_of_a_message(interaction))
        self._begin(event, interaction)
        refusal = self.cooldowns.refusal(user) if self.cooldowns is not None and not muted else None
        if not muted and refusal is None:
            return True
        event.user, t = user, language_of(interaction)
        if refusal is None:
            event.outcome = MUTED
            await _try(send_beside(interaction, message(muted_reply(t), t)))
            return False
        event.outcome, event.quiet = COOLDOWN, refusal.told
        if not refusal.told:
            await _try(send_beside(interaction, message(cooldown_reply(refusal.seconds, t), t)))
        elif interaction.type is discord.InteractionType.component:
            await _try(interaction.response.defer())
        else:
            await _try(send_beside(interaction, plain("⏳")))
        return False

    async def admit_message(self, question: discord.Message, t: Language, bot: "CopaBot") -> Event | None:
        """Return the event of a message that is answered, None for one that is not.

        The first of too many is told so, in the language `t`; a message cannot be answered in private. In a
        channel that refused a message, none is answered for a while.
        """
        guild, user = guild_id(question), question.author.id
        event = Event(RequestKind.MESSAGE, "message", guild, t.tag, private=True)
        self._begin(event)
        if user in self.muted_users or guild in self.muted_guilds:
            event.outcome, event.user = MUTED, user
            return None
        channel = question.channel.id
        if channel in self.refusing:
            event.outcome, event.quiet = REFUSED, True
            return None
        refusal = self.cooldowns.refusal(user) if self.cooldowns is not None else None
        if refusal is None and self._replying[channel] >= _MOST_REPLIES:
            refusal = TooMany(_REPLY_SECONDS, told=channel in self._full)
            self._full.add(channel)
        if refusal is None:
            self._count_reply(channel)
            return event
        event.outcome, event.user, event.quiet = COOLDOWN, user, refusal.told
        if not refusal.told:
            await _try(self.reply(question, bot, message(cooldown_reply(refusal.seconds, t), t)))
        return None

    async def reply(self, question: discord.Message, bot: "CopaBot", answer: Message) -> None:
        """Reply to a message, and remember a channel where the bot may not."""
        try:
            await reply(question, bot, answer)
        except (discord.Forbidden, discord.NotFound):
            self.refusing[question.channel.id] = True
            raise

    def _count_reply(self, channel: int) -> None:
        """Count a message of a channel as waiting for its answer until the current task ends."""
        self._replying[channel] += 1

        def ended(_: asyncio.Task[Any]) -> None:
            self._replying[channel] -= 1
            if not self._replying[channel]:
                del self._replying[channel]
                self._full.discard(channel)

        task = asyncio.current_task()
        if task is not None:
            task.add_done_callback(ended)

    def _begin(self, event: Event, interaction: Interaction | None = None) -> None:
        if (
            event.kind is RequestKind.SUGGESTION
            and self.count is None
            and not log.isEnabledFor(logging.DEBUG)
        ):
            return
        current.set(event)
        task = asyncio.current_task()
        if task is not None:
            task.add_done_callback(lambda ended: self._end(event, interaction, ended))

    def _end(self, event: Event, interaction: Interaction | None, task: asyncio.Task[Any]) -> None:
        event.ms = (time.perf_counter() - event.began) * 1000
        if interaction is not None:
            event.outcome = interaction.extras.get("outcome", event.outcome)
            # Names come from Discord: one that is not ours must not make a metric of its own.
            named = isinstance(interaction.data, dict) and "name" in interaction.data
            command = interaction.command if named else None
            event.command = event.command or (command.qualified_name if command else "?")
        if task.cancelled():
            event.outcome = UNFINISHED
        elif (error := task.exception()) is not None:
            event.outcome = ERROR
            log.error("%s %s ended with a fault", event.kind, event.command, exc_info=error)
            if interaction is not None and not interaction.response.is_done():
                telling = asyncio.ensure_future(show_error(interaction, error))
                self._telling.add(telling)
                telling.add_done_callback(self._telling.discard)
        data = self._store.current
        if data is not None:
            event.generation = data.generation[:12]
        if self._shards is not None:
            event.shard = ((event.guild or 0) >> 22) % self._shards
        if self.count is not None:
            self.count(event)
        log.log(logging.DEBUG if event.quiet else logging.INFO, event)


def guild_id(question: discord.Message) -> int | None:
    """Return the guild of a message, also of one that is not in the cache; None for a direct message."""
    if question.guild is not None:
        return question.guild.id
    return getattr(question.channel, "guild_id", None)


def _asks_of_a_message(interaction: Interaction) -> bool:
    """Tell whether somebody's message is asked about, which is more than the command's own options."""
    data: Any = interaction.data or {}
    return bool(data.get("type") == _MENU_OF_MESSAGE)


async def _try(sending: Awaitable[object]) -> None:
    try:
        await sending
    except (discord.HTTPException, aiohttp.ClientError) as failure:
        log.warning("a refusal could not be sent: %s", failure)
