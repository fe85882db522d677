"""/ask, "Ask about this" on a message, mentions and private messages: free text, answered by the one road."""

import dataclasses
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot.ask import read
from bot.cache import Snapshot
from bot.discord_ui import Interaction
from bot.discord_ui.answer import Seen, beside_others, keep_game, send_answer, shown
from bot.discord_ui.buttons import AGAIN_ID, ControlKind, carried_turn, turn_of
from bot.discord_ui.controls import Place
from bot.discord_ui.discord_private import respond
from bot.discord_ui.errors import error_reply
from bot.discord_ui.gate import guild_id
from bot.discord_ui.message import Message, message
from bot.discord_ui.payloads import Json, components_of, reduced_message, texts_of
from bot.discord_ui.translator import language_of
from bot.errors import BadQueryError
from bot.ops.events import REFUSED
from bot.queries.interpretation import Turn, encode_point
from bot.replies.ask import Asked, asked
from bot.replies.language import Language, language
from bot.replies.reply import Reply, at_page

if TYPE_CHECKING:
    from bot.client import CopaBot

log = logging.getLogger(__name__)

_LONGEST, _LONGEST_FOLLOW_UP = 2000, 200
_BY_DEFAULT = "es"
_ANYBODY: Json = {"id": "0", "username": "", "discriminator": "0", "avatar": None}
_LABEL, _TEXT_INPUT = discord.ComponentType.label.value, discord.ComponentType.text_input.value
_SHORT = discord.TextStyle.short.value
_SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class FreeText:
    """A question in somebody's own words, and the query that it follows up."""

    text: str
    previous: Turn | None = None

    async def message(self, bot: "CopaBot", snapshot: Snapshot, t: Language, seen: Seen) -> Message:
        """Return the answer, or the question back."""

        async def answer() -> Asked:
            return await asked(await read(self.text, snapshot, t.code, self.previous), snapshot, t)

        return await _message(await beside_others(snapshot, answer()), t, bot, seen)


async def _message(answer: Asked, t: Language, bot: "CopaBot", seen: Seen) -> Message:
    """Return the message of a reply; what is chosen from a private one is for everybody if it is public."""
    if answer.private or answer.query is None:
        place = Place(publish=seen.public and answer.private)
        question_back = message(at_page(answer.reply, 1), t, place)
        return dataclasses.replace(question_back, private=answer.private, outcome="not understood")
    point = encode_point(answer.turn.point, answer.query) if answer.turn else ""
    place = Place(answer.query, point, alone=seen.alone, report_url=bot.settings.report_url)
    return await shown(answer.reply, t, place, pictures=seen.pictures)


@app_commands.command(name="ask", description="Ask in your own words")
@app_commands.describe(
    question=app_commands.locale_str("Your question, in Spanish or English"),
    private=app_commands.locale_str("Show the answer to me alone"),
)
async def ask(
    interaction: Interaction, question: app_commands.Range[str, 1, _LONGEST], private: bool = False
) -> None:
    """Answer a question in free text, in the reader's language."""
    await send_answer(interaction, FreeText(question), private=private)


@app_commands.context_menu(name="Ask about this")
async def ask_about_this(interaction: Interaction, target: discord.Message) -> None:
    """Answer the text of a message, for everybody, in the language of whoever asks."""
    sent: Json = interaction.extras["target"]
    text = "\n".join(part for part in texts_of(sent) if part)
    await send_answer(interaction, FreeText(text[:_LONGEST], _replied_to(sent)), private=False)


def take_target(interaction: Interaction) -> None:
    """Keep the message asked about as Discord sent it, and leave discord.py what it can parse of any message.

    discord.py fails at some forwards, polls and components, whose text is asked about all the same.
    """
    data: Any = interaction.data
    messages = data.get("resolved", {}).get("messages", {})
    for number, sent in messages.items():
        interaction.extras["target"] = sent
        messages[number] = reduced_message(sent, author=False) | {"author": _ANYBODY}


async def _press_again(interaction: Interaction, match: re.Match[str]) -> None:
    """Open a box for a follow-up such as "and in 1997?", or answer what was typed into it."""
    turn, data = turn_of(match), interaction.data
    if interaction.type is discord.InteractionType.modal_submit:
        parts = components_of(data.get("components") if data else None)
        text = next((part["value"] for part in parts if isinstance(part.get("value"), str)), "")
        await send_answer(interaction, FreeText(text, turn), private=False)
        return
    t = language_of(interaction).plain
    # Not discord.py's own box: it is kept for good where nobody sends it, and forgotten at a restart.
    typed: Json = {"type": _TEXT_INPUT, "style": _SHORT, "custom_id": "question", "required": True}
    typed |= {"placeholder": t.say("And in 1997? · Against Melgar? · The top scorer?")}
    typed |= {"max_length": _LONGEST_FOLLOW_UP}
    field: Json = {"type": _LABEL, "label": t.say("Your question"), "component": typed}
    box = {"title": t.say("Ask a follow-up question"), "custom_id": match[0], "components": [field]}
    await respond(interaction, discord.InteractionResponseType.modal, box)


AGAIN_CONTROL = ControlKind(AGAIN_ID, _press_again, "ask")
"""The button by which one goes on asking; each answer has it, so that replies to it know its query."""
ASKING: tuple[app_commands.Command[Any, ..., Any] | app_commands.ContextMenu, ...] = (ask, ask_about_this)


def is_for(bot: "CopaBot", question: discord.Message) -> bool:
    """Tell whether a message is for the bot: it mentions it, comes in private or replies to it unseen.

    Messages of bots are left alone, and so are mentions of everyone.
    """
    if bot.user is None or question.author.bot or question.type not in _SPOKEN:
        return False
    return _calls(bot.user, question) or (not question.content and _is_reply_to(question, bot.user.id))


async def answer_message(bot: "CopaBot", question: discord.Message) -> tuple[str, str]:
    """Answer a message that is for the bot; hint to who replies without mentioning it.

    Returns what the answer is called and its language's tag.
    """
    t = place_language(question)
    try:
        if bot.user is not None and not _calls(bot.user, question):
            answer = _hint(t)
        else:
            answer, t = await _answer_to(bot, question, t)
            keep_game(bot, question.channel.id, question.author.id, answer)
    except Exception as error:
        answer = message(error_reply(bot, "the answer to a message", error, t), t)
        answer = dataclasses.replace(answer, outcome="error")
    try:
        await bot.gate.reply(question, bot, answer)
    except discord.Forbidden:
        log.info("a channel refused an answer and is left alone for a while")
        return REFUSED, t.tag
    except (discord.HTTPException, aiohttp.ClientError) as failure:
        log.warning("a message could not be replied to: %s", failure)
        return "error", t.tag
    return answer.outcome, t.tag


def _calls(user: discord.ClientUser, question: discord.Message) -> bool:
    return guild_id(question) is None or any(mentioned.id == user.id for mentioned in question.mentions)


async def _answer_to(bot: "CopaBot", question: discord.Message, t: Language) -> tuple[Message, Language]:
    """Return the answer in the question's own language, in `t` where that is not clear."""
    text = re.sub(rf"<@!?{bot.user.id if bot.user else 0}>", " ", question.content or "")
    async with bot.store.snapshot() as snapshot:

        async def answered() -> tuple[Asked, Language]:
            understanding = await read(text, snapshot, previous=_replied_to(question))
            own = language(understanding.language) if understanding.language else t
            return await asked(understanding, snapshot, own), own

        answer, own = await beside_others(snapshot, answered())
    return await _message(answer, own, bot, Seen(pictures=_may_attach(question))), own


def _may_attach(question: discord.Message) -> bool:
    """Tell whether files may be sent where a message was written; where that is not known, they are."""
    guild, channel = question.guild, question.channel
    if guild is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    return channel.permissions_for(guild.me).attach_files if guild.me is not None else True


def _hint(t: Language) -> Message:
    hint = t.say(
        "Mention me in your reply, or use {command}: without that, Discord does not show me what you wrote.",
        command=t.bold(f"/{t.term('command', 'ask')}"),
    )
    notice = message(Reply(title=t.say("What do you mean?"), lead=(hint,)), t)
    return dataclasses.replace(notice, outcome="not understood")


def place_language(question: discord.Message) -> Language:
    """Return the language of the server; in private, where none is known, Spanish."""
    return language(str(question.guild.preferred_locale) if question.guild else _BY_DEFAULT)


def _is_reply_to(question: discord.Message, user: int) -> bool:
    replied = question.reference.resolved if question.reference else None
    return isinstance(replied, discord.Message) and replied.author.id == user


def _replied_to(question: discord.Message | Json) -> Turn | None:
    """Return what the answer that a message replies to was about, None where it replies to none."""
    components: Any = None
    if isinstance(question, discord.Message):
        replied = question.reference.resolved if question.reference else None
        if isinstance(replied, discord.Message):
            components = [component.to_dict() for component in replied.components]
    else:
        components = (question.get("referenced_message") or {}).get("components")
    try:
        return carried_turn(components)
    except BadQueryError:
        return None
