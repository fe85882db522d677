"""The bot's end: answers in progress are finished first, but not for ever."""

import asyncio
import os
import threading

from bot.discord_ui.discord_private import answers_under_way

WAIT_SECONDS = 8.0
"""A service manager is told to wait ten."""


async def finish_answers(seconds: float = WAIT_SECONDS) -> int:
    """Wait until no answer is under way, but no longer than this; return how many are left."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while answering := answers_under_way():
        left = end - loop.time()
        if left <= 0:
            break
        await asyncio.wait(answering, timeout=left)
    return len(answering)


def end_within(seconds: float) -> None:
    """End this process after so long, even where a thread, such as one that reads a document, goes on.

    Its exit code is 0 then too: data is written so that nothing is half done at any moment.
    """
    timer = threading.Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()
