"""A watchdog: ends a process that no longer works, so that whatever runs it starts it again."""

import asyncio
import contextlib
import faulthandler
import time
from collections.abc import AsyncIterator, Callable

_STANDARD_ERROR = 2
_HUNG_SECONDS = 60.0
_AWAY_SECONDS = 900.0
"""Reconnecting is tried for this long before a new process is to try it."""
_BEAT_SECONDS = 5.0


@contextlib.asynccontextmanager
async def watchdog(
    connected: Callable[[], bool], *, hung: float = _HUNG_SECONDS, away: float = _AWAY_SECONDS
) -> AsyncIterator[None]:
    """End the process with exit code 1 where the event loop hangs, or is not connected for too long.

    The tracebacks of all threads are written first. The timer is Python's own, in C: it works even while
    one thread holds the interpreter's lock.
    """

    async def beat() -> None:
        seen = time.monotonic()
        while True:
            if connected():
                seen = time.monotonic()
            if time.monotonic() - seen <= away:
                faulthandler.dump_traceback_later(hung, exit=True, file=_STANDARD_ERROR)
            await asyncio.sleep(min(_BEAT_SECONDS, hung / 4))

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        faulthandler.cancel_dump_traceback_later()
