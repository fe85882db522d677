"""Who may change the data, checked at every use and every press, whatever Discord shows or hides."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, Protocol, TypeVar, cast

import discord

from bot.cache import LoadReport, Store
from bot.cache.versions import Progress
from bot.commands.options import Interaction
from bot.discord_ui.errors import show_error
from bot.discord_ui.moderator_buttons import Shown, page_buttons
from bot.discord_ui.send import again, defer
from bot.discord_ui.translator import language_of
from bot.errors import BadQueryError, NotAllowedError
from bot.moderation import Moderation, Who
from bot.moderation.check import visible
from bot.replies.language import Language
from bot.replies.reload import progress_reply
from bot.replies.reply import Reply
from bot.settings import Settings

_T = TypeVar("_T")
_EDIT_SECONDS = 1.0


class ModeratedBot(Protocol):
    """What the moderators' commands need of the bot."""

    settings: Settings
    store: Store
    moderation: Moderation

    async def reload(self, who: Who, *, progress: Progress | None = None) -> LoadReport:
        """Read the documents again."""
        ...

    async def changed(self, change: Awaitable[_T]) -> _T:
        """Make a change and answer from what it made."""
        ...


Work = Callable[[ModeratedBot, Language], Awaitable[Shown]]
Press = Callable[[Interaction, ModeratedBot, Language, str], Awaitable[Shown]]
Page = Callable[[ModeratedBot, Language, int], Awaitable[Reply]]
_presses: dict[str, Press] = {}


def on_press(action: str) -> Callable[[Press], Press]:
    """Register what a moderator's button of this action does."""

    def keep(function: Press) -> Press:
        _presses[action] = function
        return function

    return keep


def check_moderator(interaction: Interaction, settings: Settings) -> None:
    """Raise NotAllowedError unless a moderator asks, in the moderators' guild."""
    member = interaction.user
    if settings.mod_guild_id is None or interaction.guild_id != settings.mod_guild_id:
        raise NotAllowedError
    if not isinstance(member, discord.Member):
        raise NotAllowedError
    roles = {role.id for role in member.roles}
    if not (interaction.permissions.manage_guild or roles & settings.mod_role_ids):
        raise NotAllowedError


def is_moderator(interaction: Interaction) -> bool:
    """Tell whether a moderator asks, in the moderators' guild."""
    try:
        check_moderator(interaction, moderated_bot(interaction).settings)
    except NotAllowedError:
        return False
    return True


def moderated_bot(interaction: Interaction) -> ModeratedBot:
    """Return the bot that the interaction came to."""
    return cast(ModeratedBot, interaction.client)


def who(interaction: Interaction) -> Who:
    """Return who asks, as the journal notes it."""
    return Who(str(interaction.user.id), visible(interaction.user.display_name))


async def answer_moderator(interaction: Interaction, work: Work) -> None:
    """Let a moderator, and nobody else, have work done; the answer is private."""
    try:
        bot, t = moderated_bot(interaction), language_of(interaction)
        check_moderator(interaction, bot.settings)
        await defer(interaction, ephemeral=True)
        shown = await work(bot, t)
        await again(lambda: interaction.edit_original_response(**shown.edited(t)))
    except Exception as error:
        await show_error(interaction, error, in_place=True)


async def answer_press(interaction: Interaction, action: str, value: str) -> None:
    """Do what a moderator's button says; its message shows the outcome."""
    try:
        bot, t = moderated_bot(interaction), language_of(interaction)
        check_moderator(interaction, bot.settings)
        if action not in _presses:
            raise BadQueryError(action)
        await defer(interaction)
        shown = await _presses[action](interaction, bot, t, value)
        await again(lambda: interaction.edit_original_response(**shown.edited(t)))
    except Exception as error:
        await show_error(interaction, error)


def paged(action: str) -> Callable[[Page], Callable[[Interaction], Awaitable[None]]]:
    """Make of a list's page what answers its command with the first; buttons of this action turn it."""

    def make(page: Page) -> Callable[[Interaction], Awaitable[None]]:
        async def shown(bot: ModeratedBot, t: Language, number: int) -> Shown:
            reply = await page(bot, t, number)
            return Shown(reply, page_buttons(reply, action, t))

        @on_press(action)
        async def turn(interaction: Interaction, bot: ModeratedBot, t: Language, number: str) -> Shown:
            return await shown(bot, t, page_number(number))

        async def answer(interaction: Interaction) -> None:
            await answer_moderator(interaction, lambda bot, t: shown(bot, t, 1))

        return answer

    return make


class ShownProgress:
    """Shows how far a load has come in the answer to come, at once and then once a second at most."""

    def __init__(self, interaction: Interaction, t: Language) -> None:
        self._interaction = interaction
        self._language = t
        self._next = 0.0
        self._edits: set[asyncio.Task[Any]] = set()

    def __call__(self, done: int, of: int) -> None:
        """Tell documents done of all."""
        if of == 0 or monotonic() < self._next:
            return
        self._next = monotonic() + _EDIT_SECONDS
        shown = Shown(progress_reply(done, of, self._language)).edited(self._language)
        self._edits.add(asyncio.create_task(self._interaction.edit_original_response(**shown)))

    async def end(self) -> None:
        """Wait for what was sent, so that it does not come after the answer; one that failed is no matter."""
        await asyncio.gather(*self._edits, return_exceptions=True)


def page_number(text: str) -> int:
    """Return the page that a button carries, the first for anything that is no page."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1
