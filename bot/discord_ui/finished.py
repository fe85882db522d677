"""Finished messages: made once for each question, language and generation, then only sent."""

import logging
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

from bot.cache import Snapshot
from bot.discord_ui.message import Message, message
from bot.errors import QuestionError
from bot.pictures.draw import drawn
from bot.queries import Query
from bot.replies.errors import question_reply
from bot.replies.language import Language
from bot.replies.reply import Reply

log = logging.getLogger(__name__)

MOST_REMEMBERED = 1000
"""Messages that one generation keeps; one takes some 5 kB, one with a picture up to 100 kB."""
PLACE = "finished"
_ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Finished:
    """A message ready to be sent.

    `alone` is for the asker and nobody else; `outcome` is "answered" or that of the error that it tells;
    what came out less than it should is not `lasting`.
    """

    message: Message
    alone: bool = False
    outcome: str = _ANSWERED
    lasting: bool = True


Making = Callable[[Snapshot, Language], Awaitable[Finished]]


def at_hand(snapshot: Snapshot, question: Hashable, t: Language, *, publish: bool) -> Finished | None:
    """Return what was finished before, None where it was not."""
    kept: dict[bool, Finished] = snapshot.memory(PLACE, MOST_REMEMBERED).get((question, t.tag), {})
    return kept.get(publish)


async def finish(
    snapshot: Snapshot, question: Hashable, t: Language, make: Making, *, publish: bool
) -> Finished:
    """Return the message that answers a question, or says why it cannot be answered as asked.

    `question` is all that an answer depends on beside the snapshot and the language. `publish` is for what
    is chosen from a private message: it is then answered for everybody to see.
    """
    try:
        found = await make(snapshot, t)
    except QuestionError as error:
        found = _told(error, t, publish=publish)
    if found.lasting:
        place = snapshot.memory(PLACE, MOST_REMEMBERED)
        others = place.get((question, t.tag), {}) if found.alone else {not publish: found}
        place[question, t.tag] = {**others, publish: found}
    return found


def _told(error: QuestionError, t: Language, *, publish: bool) -> Finished:
    reply = question_reply(error, t)
    if reply is None:
        raise error
    return Finished(message(reply, t, publish=publish), alone=True, outcome=error.outcome)


async def with_picture(reply: Reply, t: Language, *, query: Query, report_url: str | None = None) -> Finished:
    """Return the message of a reply with its picture drawn; without it where it cannot be drawn."""
    png: bytes | None = None
    if reply.picture is not None:
        try:
            png = await drawn(reply.picture.drawing)
        except Exception:
            log.exception("the picture %s could not be drawn", reply.picture.name)
    shown = message(reply, t, query=query, png=png, report_url=report_url)
    return Finished(shown, lasting=reply.picture is None or png is not None)
