"""The bot without its memory, for the bench: `python -m bench.bootstrap bench.forgetful [answers]`.

Whatever a snapshot keeps for later is dropped before each question and after it: finished answers and
suggestions, matches and tables that several questions read alike; with `answers` finished answers alone. What
is made of the data at its load, or when its file is opened, stays.
"""

import dataclasses
import runpy
import sys
from typing import Any

from bot.cache import Snapshot
from bot.discord_ui import answer as answering

ANSWERS = "answers"
_finished = answering._finished


def forgetting(*, answers_alone: bool) -> Any:
    """Return what stands in for the making of an answer."""

    def forget(snapshot: Snapshot) -> None:
        if not answers_alone:
            snapshot.remembered.clear()

    async def finished(bot: Any, question: Any, snapshot: Snapshot, *asked: Any, **named: Any) -> Any:
        forget(snapshot)
        try:
            answer = await _finished(bot, question, snapshot, *asked, **named)
        finally:
            forget(snapshot)
        return dataclasses.replace(answer, cacheable=False)

    return finished


def main(arguments: list[str]) -> None:
    """Run the bot."""
    answering._finished = forgetting(answers_alone=ANSWERS in arguments)
    sys.argv = ["bot"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
