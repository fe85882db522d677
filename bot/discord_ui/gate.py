"""Who is let in: muted users and guilds are not, nor who asks too much; and one event for whoever comes.

Suggestions while typing are not counted: Discord's clients send them by themselves, and one costs little more
than any answer would.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import aiohttp
import discord

from bot.cache import Store
from bot.discord_ui.message import Message
from bot.discord_ui.refusals import BRIEF, cooldown_message, muted_message
from bot.discord_ui.send import send_beside
from bot.discord_ui.translator import language_of
from bot.ops.cooldown import Cooldowns, Refusal
from bot.ops.events import COOLDOWN, ERROR, MUTED, UNFINISHED, Event, Kind, current
from bot.replies.language import Language
from bot.settings import Settings

log = logging.getLogger("bot.events")

_SUGGESTING = discord.InteractionType.autocomplete
_MENU_OF_MESSAGE = discord.AppCommandType.message.value


class Door:
    """Lets people in or tells them why not, and notes what became of each.

    discord.py makes a task of each interaction and message: it is asked at the beginning of that task, whose
    end is the end of the event.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        rate = settings.cooldown
        self.cooldowns = Cooldowns(rate.questions, rate.seconds) if rate else None
        self.count: Callable[[Event], None] | None = None
        """What else gets each event, such as the metrics."""
        self._store = store
        self.muted_users = settings.muted_user_ids
        self.muted_guilds = settings.muted_guild_ids
        self._shards = settings.shard_count

    async def admits(
        self, interaction: discord.Interaction[Any], kind: Kind = Kind.COMMAND, command: str = ""
    ) -> bool:
        """Tell whether an interaction is answered; one that is not is acknowledged here.

        `command` is what a button or a menu asks for.
        """
        user = interaction.user.id
        muted = user in self.muted_users or interaction.guild_id in self.muted_guilds
        if interaction.type is _SUGGESTING:
            return await self._may_type(interaction, muted)
        event = Event(
            kind,
            command,
            interaction.guild_id,
            interaction.locale.value,
            time.perf_counter(),
            private=_asks_of_a_message(interaction),
        )
        self._begin(event, interaction)
        if muted:
            event.outcome, event.user = MUTED, user
            await _try(send_beside(interaction, muted_message(language_of(interaction))))
            return False
        refusal = self.cooldowns.refusal(user) if self.cooldowns is not None else None
        if refusal is None:
            return True
        event.outcome, event.user, event.quiet = COOLDOWN, user, refusal.told
        await _try(_acknowledge(interaction) if refusal.told else _explain(interaction, refusal))
        return False

    async def admits_message(self, found: discord.Message, t: Language) -> Event | None:
        """Return the event of a message that is answered, None for one that is not.

        The first of too many is told so, in `t`; a message cannot be answered in private.
        """
        guild = found.guild.id if found.guild else None
        event = Event(Kind.MESSAGE, "message", guild, t.tag, time.perf_counter(), private=True)
        self._begin(event)
        user = found.author.id
        if user in self.muted_users or guild in self.muted_guilds:
            event.outcome, event.user = MUTED, user
            return None
        refusal = self.cooldowns.refusal(user) if self.cooldowns is not None else None
        if refusal is None:
            return event
        event.outcome, event.user, event.quiet = COOLDOWN, user, refusal.told
        if not refusal.told:
            shown = cooldown_message(refusal.seconds, t)
            await _try(found.reply(**shown.new(), mention_author=False))
        return None

    async def _may_type(self, interaction: discord.Interaction[Any], muted: bool) -> bool:
        if muted:
            await _try(interaction.response.autocomplete([]))
            return False
        if self.count is not None or log.isEnabledFor(logging.DEBUG):
            event = Event(
                Kind.SUGGESTION, "", interaction.guild_id, interaction.locale.value, time.perf_counter()
            )
            self._begin(event, interaction)
        return True

    def _begin(self, event: Event, interaction: discord.Interaction[Any] | None = None) -> None:
        current.set(event)
        task = asyncio.current_task()
        if task is not None:
            task.add_done_callback(partial(self._ended, event, interaction))

    def _ended(
        self, event: Event, interaction: discord.Interaction[Any] | None, task: asyncio.Task[Any]
    ) -> None:
        event.ms = (time.perf_counter() - event.began) * 1000
        if interaction is not None:
            event.outcome = interaction.extras.get("outcome", event.outcome)
            if not event.command:
                event.command = _command_of(interaction)
        if task.cancelled():
            event.outcome = UNFINISHED
        elif (error := task.exception()) is not None:
            event.outcome = ERROR
            log.error("%s %s ended with a fault", event.kind, event.command, exc_info=error)
        data = self._store.current
        if data is not None:
            event.generation = data.generation[:12]
        if self._shards is not None:
            event.shard = ((event.guild or 0) >> 22) % self._shards
        if self.count is not None:
            self.count(event)
        quiet = event.quiet or event.kind is Kind.SUGGESTION
        log.log(logging.DEBUG if quiet else logging.INFO, event)


def _asks_of_a_message(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether somebody's message is asked about, which is more than the command's own options."""
    data: Any = interaction.data
    return bool(data) and data.get("type") == _MENU_OF_MESSAGE


def _command_of(interaction: discord.Interaction[Any]) -> str:
    command = interaction.command
    # Names come from Discord: one that is not ours must not make a metric of its own.
    return command.qualified_name if command else "?"


async def _explain(interaction: discord.Interaction[Any], refusal: Refusal) -> None:
    shown: Message = cooldown_message(refusal.seconds, language_of(interaction))
    await send_beside(interaction, shown)


async def _acknowledge(interaction: discord.Interaction[Any]) -> None:
    """Say as little as Discord takes without "did not respond": a press needs no words at all."""
    if interaction.type is discord.InteractionType.component:
        await interaction.response.defer()
    else:
        await interaction.response.send_message(BRIEF, ephemeral=True)


async def _try(sending: Awaitable[object]) -> None:
    try:
        await sending
    except (discord.HTTPException, aiohttp.ClientError) as failure:
        log.warning("a refusal could not be sent: %s", failure)
