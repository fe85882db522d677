"""Shutdown: answers in progress finish first, within a time limit."""

import asyncio
import os
import threading

from bot.discord_ui.discord_private import answers_under_way

WAIT_SECONDS = 8.0
"""Service managers are configured to wait at least ten."""


async def finish_answers(seconds: float = WAIT_SECONDS) -> int:
    """Wait until all answers are finished, up to this many seconds; return how many are left."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while answering := answers_under_way():
        left = end - loop.time()
        if left <= 0:
            break
        await asyncio.wait(answering, timeout=left)
    return len(answering)


def end_within(seconds: float) -> None:
    """Exit the process after this many seconds, even if a thread is still running, such as a load.

    The exit code is still 0: data is written so that interrupting it is safe at any moment.
    """
    timer = threading.Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()
