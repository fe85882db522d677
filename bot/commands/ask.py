"""/ask, "Ask about this" on a message, mentions and private messages: free text, answered by the one road."""

import logging
import re
import secrets
from collections.abc import Callable
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.cache import Store
from bot.commands.options import Interaction
from bot.errors import BadQueryError
from bot.queries import Query, decode
from bot.replies.answering import send_made, store_of, with_picture
from bot.replies.ask import Asked, asked
from bot.replies.components import carried_query
from bot.replies.errors import fault_reply
from bot.replies.language import Language, language, language_of
from bot.replies.message import Message, message
from bot.replies.reply import Reply, at_page
from bot.words import read

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
    words = language_of(interaction).plain
    await interaction.response.send_modal(_FollowUp(decode(query), words))


class _FollowUp(discord.ui.Modal):
    """A box for a follow-up such as "and in 1997?"."""

    def __init__(self, query: Query, words: Language) -> None:
        super().__init__(title=words.say("Go on asking"))
        self._query = query
        self._text: discord.ui.TextInput[Any] = discord.ui.TextInput(
            placeholder=words.say("And in 1997? · Against Melgar? · The top scorer?"),
            max_length=_LONGEST_FOLLOW_UP,
        )
        label: discord.ui.Label[Any] = discord.ui.Label(text=words.say("Your question"), component=self._text)
        self.add_item(label)

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Answer what was typed as a follow-up."""
        await _answer(interaction, self._text.value, previous=self._query)


async def _answer(
    interaction: Interaction, text: str, *, private: bool = False, previous: Query | None = None
) -> None:
    words = language_of(interaction)

    async def made() -> tuple[Message, bool]:
        async with store_of(interaction).snapshot() as snapshot:
            understanding = await read(text, snapshot, words.code, previous)
            found = await asked(understanding, snapshot, words)
        return await _shown(found, words, interaction.client, publish=not private), found.private

    await send_made(interaction, made(), private=private)


async def _shown(found: Asked, words: Language, bot: Any, *, publish: bool) -> Message:
    """Return the message of a reply; `publish` answers for everybody what is chosen from a private one."""
    reply = at_page(found.reply, 1)
    if found.private or found.query is None:
        return message(reply, words, publish=publish and found.private)
    return await with_picture(reply, words, query=found.query, report_url=bot.report_url)


async def answer_message(bot: _Bot, found: discord.Message) -> None:
    """Answer a message that mentions the bot or comes in private; hint to who replies without one.

    Messages of bots are left alone, and so are mentions of everyone.
    """
    if bot.user is None or found.author.bot or found.type not in _SPOKEN:
        return
    if found.guild is None or any(user.id == bot.user.id for user in found.mentions):
        await _reply(found, lambda: _answer_to(bot, found))
    elif not found.content and _is_reply_to(found, bot.user.id):
        await _reply(found, lambda: _hint(bot, found))


_SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


async def _reply(found: discord.Message, make: Callable[[], Any]) -> None:
    """Send what is made of a message as a reply to it; a fault is logged and told with its reference."""
    try:
        shown: Message = await make()
    except Exception as error:
        reference = secrets.token_hex(4)
        log.error("a message could not be answered, reference %s", reference, exc_info=error)
        words = _place_language(found)
        shown = message(fault_reply(reference, words), words)
    try:
        await found.reply(**shown.new(), mention_author=False)
    except discord.HTTPException as failure:
        log.warning("a message could not be replied to: %s", failure)


async def _answer_to(bot: _Bot, found: discord.Message) -> Message:
    text = _without_mention(found.content, bot.user.id if bot.user else 0)
    async with bot.store.snapshot() as snapshot:
        understanding = await read(text, snapshot, previous=_replied_to(found))
        words = language(understanding.language) if understanding.language else _place_language(found)
        reply = await asked(understanding, snapshot, words)
    return await _shown(reply, words, bot, publish=False)


async def _hint(bot: _Bot, found: discord.Message) -> Message:
    words = _place_language(found)
    command = words.bold(f"/{words.term('command', 'ask')}")
    hint = words.say(
        "Mention me in your reply, or use {command}: without that, Discord does not show me what you wrote.",
        command=command,
    )
    return message(Reply(title=words.say("What do you mean?"), lead=(hint,)), words)


def _without_mention(text: str, user: int) -> str:
    return re.sub(rf"<@!?{user}>", " ", text)


def _place_language(found: discord.Message) -> Language:
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
