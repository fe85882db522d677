"""The bot without its memory, for the bench: `python -m bench.bootstrap bench.forgetful [answers]`.

Whatever a snapshot keeps for later is given to each question anew and empty: finished answers, suggestions,
matches and tables that several questions read alike. With `answers` it is finished answers alone. What is
made of the data at its load stays.
"""

import asyncio
import functools
import runpy
import sys
from typing import Any
from weakref import WeakKeyDictionary

from bot.cache import Snapshot
from bot.cache.memory import Memory
from bot.replies.finishing import _PLACE as FINISHED

ANSWERS = "answers"
_remembering = Snapshot.memory
# discord.py makes a task of each question.
_memories: WeakKeyDictionary[asyncio.Task[Any], dict[Any, Memory]] = WeakKeyDictionary()


def memory(snapshot: Snapshot, name: str, most: int, *, answers_alone: bool = False) -> Memory:
    """Stand in for `Snapshot.memory`."""
    if answers_alone and name != FINISHED:
        return _remembering(snapshot, name, most)
    task = asyncio.current_task()
    own = {} if task is None else _memories.setdefault(task, {})
    place = (snapshot.generation, name)
    if place not in own:
        own[place] = Memory(most)
    return own[place]


def main(arguments: list[str]) -> None:
    """Run the bot."""
    forgetting = functools.partialmethod(memory, answers_alone=ANSWERS in arguments)
    Snapshot.memory = forgetting  # type: ignore[method-assign, assignment]
    sys.argv = ["bot"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
