"""/ask, "Ask about this" on a message, mentions and private messages: free text, answered by the one road."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import aiohttp
import discord
from discord import app_commands

from bot.ask import read
from bot.cache import Snapshot, Store
from bot.commands.options import Interaction
from bot.discord_ui.answer import send_finished
from bot.discord_ui.buttons import carried_query
from bot.discord_ui.errors import error_reply
from bot.discord_ui.finished import Finished, with_picture
from bot.discord_ui.message import message
from bot.discord_ui.send import again
from bot.discord_ui.translator import language_of
from bot.errors import BadQueryError
from bot.ops import Kind
from bot.queries import Query, decode
from bot.replies.ask import Asked, asked
from bot.replies.language import Language, language
from bot.replies.reply import Reply, at_page

log = logging.getLogger(__name__)

_LONGEST = 2000
_LONGEST_FOLLOW_UP = 200
_BY_DEFAULT = "es"


class _Bot(Protocol):
    store: Store

    @property
    def user(self) -> discord.ClientUser | None: ...

    @property
    def report_url(self) -> str | None: ...


@app_commands.command(name="ask", description="Ask in your own words")
@app_commands.describe(
    question=app_commands.locale_str("Your question, in Spanish or English"),
    private=app_commands.locale_str("Show the answer to me alone"),
)
async def ask(
    interaction: Interaction,
    question: app_commands.Range[str, 1, _LONGEST],
    private: bool = False,
) -> None:
    """Answer a question in free text, in the reader's language."""
    await _answer(interaction, question, private=private)


@app_commands.context_menu(name="Ask about this")
async def ask_about_this(interaction: Interaction, found: discord.Message) -> None:
    """Answer the text of a message, for everybody, in the language of whoever asks."""
    await _answer(interaction, found.content, previous=_replied_to(found))


async def ask_again(interaction: Interaction, query: str) -> None:
    """Open a box for a follow-up to the answer of this query."""
    t = language_of(interaction).plain
    await interaction.response.send_modal(_FollowUp(decode(query), t))


class _FollowUp(discord.ui.Modal):
    """A box for a follow-up such as "and in 1997?"."""

    def __init__(self, query: Query, t: Language) -> None:
        super().__init__(title=t.say("Go on asking"))
        self._query = query
        self._text: discord.ui.TextInput[Any] = discord.ui.TextInput(
            placeholder=t.say("And in 1997? · Against Melgar? · The top scorer?"),
            max_length=_LONGEST_FOLLOW_UP,
        )
        label: discord.ui.Label[Any] = discord.ui.Label(text=t.say("Your question"), component=self._text)
        self.add_item(label)

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let in who may ask."""
        admitted: bool = await interaction.client.door.admits(interaction, Kind.COMMAND, "ask")
        return admitted

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Answer what was typed as a follow-up."""
        await _answer(interaction, self._text.value, previous=self._query)


async def _answer(
    interaction: Interaction, text: str, *, private: bool = False, previous: Query | None = None
) -> None:
    async def make(snapshot: Snapshot, t: Language) -> Finished:
        understanding = await read(text, snapshot, t.code, previous)
        found = await asked(understanding, snapshot, t)
        return await _finished(found, t, interaction.client, publish=not private)

    await send_finished(interaction, (text, previous), make, private=private)


async def _finished(found: Asked, t: Language, bot: Any, *, publish: bool) -> Finished:
    """Return the message of a reply; `publish` answers for everybody what is chosen from a private one."""
    reply = at_page(found.reply, 1)
    if found.private or found.query is None:
        shown = message(reply, t, publish=publish and found.private)
        return Finished(shown, alone=found.private, outcome="not understood")
    return await with_picture(reply, t, query=found.query, report_url=bot.report_url)


def is_for(bot: _Bot, found: discord.Message) -> bool:
    """Tell whether a message is for the bot: it mentions it, comes in private or replies to it unseen.

    Messages of bots are left alone, and so are mentions of everyone.
    """
    if bot.user is None or found.author.bot or found.type not in _SPOKEN:
        return False
    return _calls(bot.user, found) or (not found.content and _is_reply_to(found, bot.user.id))


async def answer_message(bot: _Bot, found: discord.Message) -> tuple[str, str]:
    """Answer a message that is for the bot; hint to who replies without mentioning it.

    Returns what the answer is called and its language's tag.
    """
    if bot.user is not None and not _calls(bot.user, found):
        return await _reply(bot, found, lambda: _hint(bot, found))
    return await _reply(bot, found, lambda: _answer_to(bot, found))


def _calls(user: discord.ClientUser, found: discord.Message) -> bool:
    return found.guild is None or any(mentioned.id == user.id for mentioned in found.mentions)


_SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


async def _reply(
    bot: _Bot, found: discord.Message, make: Callable[[], Awaitable[tuple[Finished, Language]]]
) -> tuple[str, str]:
    """Send what is made of a message as a reply to it; a fault is logged and told with its reference."""
    try:
        done, t = await make()
    except Exception as error:
        t = place_language(found)
        reply = error_reply(bot, "the answer to a message", error, t)
        done = Finished(message(reply, t), outcome="error")
    try:
        # Discord takes one message of a number and passes over its second, so that it may be sent again.
        await again(lambda: found.reply(**done.message.new(), mention_author=False, nonce=str(found.id)))
    except (discord.HTTPException, aiohttp.ClientError) as failure:
        log.warning("a message could not be replied to: %s", failure)
        return "error", t.tag
    return done.outcome, t.tag


async def _answer_to(bot: _Bot, found: discord.Message) -> tuple[Finished, Language]:
    text = _without_mention(found.content, bot.user.id if bot.user else 0)
    async with bot.store.snapshot() as snapshot:
        understanding = await read(text, snapshot, previous=_replied_to(found))
        t = language(understanding.language) if understanding.language else place_language(found)
        reply = await asked(understanding, snapshot, t)
    return await _finished(reply, t, bot, publish=False), t


async def _hint(bot: _Bot, found: discord.Message) -> tuple[Finished, Language]:
    t = place_language(found)
    command = t.bold(f"/{t.term('command', 'ask')}")
    hint = t.say(
        "Mention me in your reply, or use {command}: without that, Discord does not show me what you wrote.",
        command=command,
    )
    shown = message(Reply(title=t.say("What do you mean?"), lead=(hint,)), t)
    return Finished(shown, outcome="not understood"), t


def _without_mention(text: str, user: int) -> str:
    return re.sub(rf"<@!?{user}>", " ", text)


def place_language(found: discord.Message) -> Language:
    """Return the language of the server; in private, where none is known, Spanish."""
    return language(str(found.guild.preferred_locale) if found.guild else _BY_DEFAULT)


def _is_reply_to(found: discord.Message, user: int) -> bool:
    replied = found.reference.resolved if found.reference else None
    return isinstance(replied, discord.Message) and replied.author.id == user


def _replied_to(found: discord.Message) -> Query | None:
    """Return the query of the answer that a message replies to, None where it replies to none."""
    replied = found.reference.resolved if found.reference else None
    if not isinstance(replied, discord.Message):
        return None
    text = carried_query(replied)
    try:
        return decode(text) if text else None
    except BadQueryError:
        return None
