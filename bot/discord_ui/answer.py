"""The one road from a question to what Discord shows: a finished message, made once for each generation.

Names are resolved before anything is sent or deferred, so that what cannot be answered is said in private.
"""

import asyncio
import dataclasses
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

import discord
from cachetools import LRUCache
from cachetools.keys import hashkey

from bot.cache import Snapshot
from bot.discord_ui import Interaction
from bot.discord_ui.controls import DETAILS, TEXT, Place
from bot.discord_ui.message import Message, message, plain
from bot.discord_ui.send import claim, defer, edit, edit_answer, send, send_after, send_beside
from bot.discord_ui.translator import language_of
from bot.errors import QuestionError
from bot.pictures.draw import drawn
from bot.queries import Query, Resolved, answer_to
from bot.queries.quiz import Quiz
from bot.replies.errors import question_reply
from bot.replies.language import Language
from bot.replies.render import render
from bot.replies.reply import Link, Reply, as_text, at_page, in_detail
from bot.replies.which_club import with_names

if TYPE_CHECKING:
    from bot.client import CopaBot

log = logging.getLogger(__name__)

_T = TypeVar("_T")

_DEFER_AFTER = 2.0
"""Seconds; Discord shows "did not respond" after three."""
_MESSAGES_SIZE, _MESSAGE_SIZE = 48 << 20, 5 << 10
"""Bytes of all cached messages, and what one takes without its picture."""


_MOST_CHOICES = _MOST_GAMES = 10_000


class GenerationCache(LRUCache[Hashable, Any]):
    """An LRU cache that is emptied when the data changes; threads may share it."""

    snapshot: Snapshot | None = None

    def __init__(self, maxsize: float, getsizeof: Callable[[Any], float] | None = None) -> None:
        super().__init__(maxsize, getsizeof)
        self._lock = threading.RLock()

    def of(self, snapshot: Snapshot) -> Self:
        """Return the cache for a snapshot, empty where the entries are of another one."""
        with self._lock:
            if snapshot is not self.snapshot:
                self.clear()
                self.snapshot = snapshot
        return self

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, or the default."""
        with self._lock:
            return super().get(key, default)

    def setdefault(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, which is the default if there was none."""
        with self._lock:
            return super().setdefault(key, default)

    def __setitem__(self, key: Hashable, value: Any) -> None:
        with self._lock:
            super().__setitem__(key, value)


def message_cache() -> GenerationCache:
    """Return a cache of finished messages, bounded by their size."""
    return GenerationCache(_MESSAGES_SIZE, lambda m: _MESSAGE_SIZE + sum(len(f.content) for f in m.files))


def choice_cache() -> LRUCache[int, bool]:
    """Return a cache of private messages from which something was chosen for everybody."""
    return LRUCache(_MOST_CHOICES)


def game_cache() -> LRUCache[tuple[int | None, int], Quiz]:
    """Return a cache of the newest quiz of each user in each channel, as far as it has got."""
    return LRUCache(_MOST_GAMES)


def keep_game(bot: "CopaBot", channel: int | None, user: int, shown: Message) -> None:
    """Remember the quiz that a message shows to a user: with a newer one, those before it are over.

    Its state stands in its buttons. This memory only refuses what is stale, so that a restart, or a full
    cache, costs nothing but that: an older quiz can then be played on until a newer one is pressed.
    """
    if isinstance(shown.game, Quiz):
        bot.games[channel, user] = shown.game


class Question(Hashable, Protocol):
    """What is asked: all that an answer depends on beside the data and the language."""

    async def message(self, bot: "CopaBot", snapshot: Snapshot, t: Language, seen: "Seen") -> Message:
        """Return the answer; raises a QuestionError."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """How an answer is seen: what is chosen from it is for everybody if `public`; by one person if `alone`.

    Without `pictures`, files are not allowed where it is sent.
    """

    public: bool = False
    alone: bool = False
    pictures: bool = True


@dataclass(frozen=True, slots=True)
class QueryPage:
    """A query, the page of its answer, and the view of it: "", TEXT or DETAILS.

    `back` is the help whose place it takes, to which a button leads.
    """

    query: Query
    page: int = 1
    view: str = ""
    back: Query | None = None

    async def message(self, bot: "CopaBot", snapshot: Snapshot, t: Language, seen: Seen) -> Message:
        """Return the answer with its picture."""
        resolved, reply = await reply_to(self.query, snapshot, t)
        if self.back is not None:
            # Second, for the first button is the answer's own.
            way = Link(f"‹ {t.plain.say('Help')}", self.back)
            reply = dataclasses.replace(reply, links=(*reply.links[:1], way, *reply.links[1:]))
        place = Place(resolved.query, view=self.view, alone=seen.alone, report_url=bot.settings.report_url)
        return await shown(reply, t, place, self.page, pictures=seen.pictures)


async def reply_to(query: Query, snapshot: Snapshot, t: Language) -> tuple[Resolved, Reply]:
    """Answer a query with typed names in words; raises a QuestionError where it cannot be answered."""

    async def reply() -> tuple[Resolved, Reply]:
        resolved, answer = await answer_to(query, snapshot)
        return resolved, with_names(render(answer, t), resolved, t)

    return await beside_others(snapshot, reply())


async def beside_others(snapshot: Snapshot, work: Coroutine[Any, Any, _T]) -> _T:
    """Await work on a snapshot, in a thread of its own if its seasons are so large that it may take long."""
    return await (asyncio.to_thread(asyncio.run, work) if snapshot.large else work)


async def shown(reply: Reply, t: Language, place: Place, page: int = 1, *, pictures: bool = True) -> Message:
    """Return the message of a page of a reply with its picture; where that cannot be drawn, as text."""
    if place.view == DETAILS:
        reply = in_detail(reply, t.bold(t.say("Sources")))
    elif place.view == TEXT or not pictures:
        reply = as_text(reply)
    on_page = at_page(reply, page)
    if on_page.picture is None:
        return message(on_page, t, place)
    png = None
    try:
        png = await drawn(on_page.picture.drawing)
    except Exception:
        log.exception("the picture %s could not be drawn", on_page.picture.name)
    if png is not None:
        return message(on_page, t, place, png=png)
    # Without its picture it is asked again next time.
    return dataclasses.replace(message(at_page(as_text(reply), page), t, place), cacheable=False)


async def send_answer(interaction: Interaction, question: Question, *, private: bool) -> None:
    """Answer a question, for the asker alone if the answer turns out to be for nobody else."""
    seen = Seen(public=not private, alone=private, pictures=_may_attach(interaction))
    answer = await _message_of(interaction, question, seen, ephemeral=private)
    await send(interaction, answer, ephemeral=private or answer.private)


async def answer_press(
    interaction: Interaction, page: QueryPage, *, publish: bool, beside: bool = False
) -> None:
    """Answer a control: in place for whoever asked, in private for others.

    `publish` answers for everybody what was pressed in a private message; `beside` answers in a new private
    message.
    """
    if publish:
        await _publish_choice(interaction, page)
        return
    in_place = asked_by(interaction) and not beside
    pressed = interaction.message
    alone = not in_place or (pressed is not None and pressed.flags.ephemeral)
    seen = Seen(alone=alone, pictures=_may_attach(interaction))
    answer = await _message_of(interaction, page, seen, ephemeral=True, thinking=not in_place)
    if answer.private and in_place:
        await send_beside(interaction, answer)
    elif not in_place:
        await send(interaction, answer, ephemeral=True)
    else:
        await edit(interaction, answer)


async def _publish_choice(interaction: Interaction, question: QueryPage) -> None:
    """Answer for everybody what was chosen from a private message: once, however often it is pressed."""
    chosen, pressed = interaction.client.chosen, interaction.message
    number = pressed.id if pressed is not None else interaction.id
    if number in chosen:
        await defer(interaction)
        return
    chosen[number] = True
    published = False
    try:
        if not await claim(interaction):
            return
        seen = Seen(pictures=_may_attach(interaction))
        answer = await _message_of(interaction, question, seen, ephemeral=True)
        if answer.private:
            await send_beside(interaction, answer)
            return
        published = True
        await edit_answer(interaction, plain(f"→ {answer.title}"))
        await send_after(interaction, answer)
    finally:
        if not published:
            chosen.pop(number, None)


async def _message_of(
    interaction: Interaction, question: Question, seen: Seen, *, ephemeral: bool, thinking: bool = True
) -> Message:
    """Return the finished message; one that takes long is deferred meanwhile."""
    bot, t = interaction.client, language_of(interaction)
    key = hashkey(question, t.tag, seen)
    current = bot.store.current
    answer: Message | None = bot.messages.of(current).get(key) if current is not None else None
    if answer is None:
        work = _kept(bot, question, t, seen)
        answer = await _deferred_if_slow(interaction, work, ephemeral=ephemeral, thinking=thinking)
    interaction.extras["outcome"] = answer.outcome
    keep_game(bot, interaction.channel_id, interaction.user.id, answer)
    return answer


async def _kept(bot: "CopaBot", question: Question, t: Language, seen: Seen) -> Message:
    """Return the answer, kept in the cache of messages if it may be."""
    async with bot.store.snapshot() as snapshot:
        answer = await _finished(bot, question, snapshot, t, seen)
    if answer.cacheable:
        messages = bot.messages.of(snapshot)
        messages[hashkey(question, t.tag, seen)] = answer
        if not (answer.private or seen.alone):
            # Turned to in a message that everybody sees, it is the same.
            turned_to = Seen(not seen.public, seen.alone, seen.pictures)
            messages[hashkey(question, t.tag, turned_to)] = answer
    return answer


async def _finished(
    bot: "CopaBot", question: Question, snapshot: Snapshot, t: Language, seen: Seen
) -> Message:
    """Return the answer, or the reason why there is none."""
    try:
        return await question.message(bot, snapshot, t, seen)
    except QuestionError as error:
        reply = question_reply(error, t)
        if reply is None:
            raise
        refusal = message(reply, t, Place(publish=seen.public))
        return dataclasses.replace(refusal, private=True, outcome=error.outcome)


def _may_attach(interaction: Interaction) -> bool:
    """Tell whether files may be sent where somebody asks."""
    return interaction.app_permissions.attach_files or interaction.guild_id is None


def asked_by(interaction: Interaction) -> bool:
    """Tell whether who presses is who asked; a private message is seen by nobody else."""
    pressed = interaction.message
    if pressed is None or pressed.flags.ephemeral:
        return True
    who = asker(interaction)
    return who is not None and who.id == interaction.user.id


def asker(interaction: Interaction) -> discord.User | discord.Member | None:
    """Return who asked for the message that was pressed, as Discord tells it; None where it does not."""
    pressed = interaction.message
    replied = pressed.reference.resolved if pressed is not None and pressed.reference else None
    if isinstance(replied, discord.Message):
        return replied.author
    asked = pressed.interaction_metadata if pressed is not None else None
    return asked.user if asked is not None else None


async def _deferred_if_slow(
    interaction: Interaction, work: Awaitable[_T], *, ephemeral: bool, thinking: bool
) -> _T:
    """Await an answer, deferred if it takes longer than Discord waits for; a quick answer makes no task.

    Without `thinking`, the message that was pressed stays as it is meanwhile.
    """
    deferral: asyncio.Task[bool] | None = None

    def begin() -> None:
        nonlocal deferral
        if interaction.response.is_done():
            return
        deferral = asyncio.create_task(defer(interaction, ephemeral=ephemeral, thinking=thinking))

    timer = asyncio.get_running_loop().call_later(_DEFER_AFTER, begin)
    try:
        return await work
    finally:
        timer.cancel()
        if deferral is not None:
            await deferral
