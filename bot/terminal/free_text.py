"""`python -m bot ask` in free text: one question for a person, or lines of JSON for programs."""

import sys
from collections.abc import Iterable
from typing import Any

from bot.ask import Understanding, read
from bot.cache import Snapshot
from bot.queries.interpretation import Turn
from bot.queries.quiz import Quiz
from bot.replies.ask import Asked, asked, options_of, plain_text
from bot.replies.language import Language, language
from bot.replies.reply import in_detail
from bot.settings import Settings
from bot.terminal.ask import play, show, with_details
from bot.terminal.data import NO_QUESTION, as_data, json_question, opened, write_json

_BY_DEFAULT = "en"


async def ask_in_words(
    settings: Settings, text: str, lang: str | None, *, as_json: bool = False, details: bool = False
) -> bool:
    """Print the answer to a question, in `lang` or its own language; return whether there is one."""
    async with opened(settings) as snapshot:
        understanding = await read(text, snapshot, lang)
        t = _words(understanding, lang)
        reply = await asked(understanding, snapshot, t)
        if as_json:
            write_json(await _data(understanding, reply, snapshot, t))
        elif reply.answered and isinstance(reply.query, Quiz):
            await play(reply.query, snapshot, t, settings.report_url)
        else:
            whole = with_details(reply.reply, t) if details else reply.reply
            show(whole, t, settings.report_url)
    return reply.answered


async def ask_lines(settings: Settings) -> None:
    """Answer each line `{"q": …, "lang": …, "reply_to": …}` of standard input with a line of JSON."""
    async with opened(settings) as snapshot:
        await answer_lines(snapshot, sys.stdin)


async def answer_lines(snapshot: Snapshot, lines: Iterable[str]) -> None:
    """Write one line of JSON for each line that is not blank; `reply_to` counts these from 0."""
    turns: list[Turn | None] = []
    for line in lines:
        if line.strip():
            data, turn = await _answer(line, snapshot, turns)
            turns.append(turn)
            write_json(data, indent=None)


async def _answer(
    line: str, snapshot: Snapshot, turns: list[Turn | None]
) -> tuple[dict[str, Any], Turn | None]:
    """Return the answer to a line of JSON and its turn; or the error of a line that holds no question."""
    question = json_question(line)
    if question is None:
        return NO_QUESTION, None
    text, fields = question
    lang, reply_to = fields.get("lang"), fields.get("reply_to")
    if not isinstance(lang, str | None):
        return {"error": "lang is not a language"}, None
    previous = None
    if reply_to is not None:
        if not isinstance(reply_to, int) or isinstance(reply_to, bool) or not 0 <= reply_to < len(turns):
            return {"error": "reply_to is not the number of an earlier line"}, None
        previous = turns[reply_to]
    understanding = await read(text, snapshot, lang, previous)
    t = _words(understanding, lang)
    reply = await asked(understanding, snapshot, t)
    query = reply.query
    answer: dict[str, Any] = {
        "outcome": understanding.outcome,
        "command": query.kind if query else None,
        "options": options_of(query, snapshot.index) if query else {},
        "text": plain_text(reply.reply),
    }
    return answer, reply.turn


def _words(understanding: Understanding, lang: str | None) -> Language:
    return language(lang or understanding.language or _BY_DEFAULT, markup=False)


async def _data(
    understanding: Understanding, found: Asked, snapshot: Snapshot, t: Language
) -> dict[str, Any]:
    """Return what was understood and the answer's facts with their sources."""
    data: dict[str, Any] = {"outcome": understanding.outcome, "reason": understanding.reason}
    data["readings"] = [as_data(reading.query) for reading in understanding.readings]
    if found.answered and found.query is not None:
        data["question"] = as_data(found.query)
        data["answer"] = as_data(await found.query.answer(snapshot))
        data["generation"] = snapshot.generation
        data["details"] = as_data(in_detail(found.reply, t.say("Sources")).parts)
    else:
        data["text"] = plain_text(found.reply)
    return data
