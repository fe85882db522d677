"""The bot with something spoilt inside: `python -m bench.faults.spoilt`, with SPOILT=broken,slow and so on.

The bot's own code knows nothing of it. Each function is one way of spoiling it, named in SPOILT.
"""

import asyncio
import ctypes
import datetime
import importlib
import os
import runpy
import signal
import sys
import time
from typing import Any

SPOILT = "SPOILT"
SLOW_SECONDS = 2.5
"""Longer than the bot waits before it defers; Discord itself waits three."""
SILENCE_SECONDS = 2.0
LOCK_SECONDS = 1.5
DAY = 86400.0
STUCK_SECONDS = 1.5
_HANG_SECONDS = 60.0


def broken() -> None:
    """Let /champion raise."""
    from bot.queries.champion import Champion

    async def answer(self: Champion, snapshot: object) -> object:
        raise RuntimeError("spoilt on purpose")

    Champion.answer = answer  # type: ignore[method-assign, assignment]


def slow() -> None:
    """Let /champion take longer than Discord waits."""
    _before_champion(lambda: asyncio.sleep(SLOW_SECONDS))


def hanging() -> None:
    """Let /champion wait for a thread that does not end."""
    _before_champion(lambda: asyncio.to_thread(time.sleep, _HANG_SECONDS))


def _before_champion(wait: Any) -> None:
    from bot.queries.champion import Champion

    answered = Champion.answer

    async def answer(self: Champion, snapshot: Any) -> object:
        await wait()
        return await answered(self, snapshot)

    Champion.answer = answer  # type: ignore[method-assign, assignment]


def silence() -> None:
    """Take a gateway for dead after a short silence; discord.py waits 60 seconds."""
    from discord.gateway import KeepAliveHandler

    begin = KeepAliveHandler.__init__

    def init(self: KeepAliveHandler, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        self.heartbeat_timeout = SILENCE_SECONDS

    KeepAliveHandler.__init__ = init  # type: ignore[method-assign]


def impatient() -> None:
    """Wait for another process's load a short while only; the bot waits a minute."""
    importlib.import_module("bot.cache.load")._LOCK_SECONDS = LOCK_SECONDS  # type: ignore[attr-defined]


def clock() -> None:
    """Let the clock jump a day ahead at SIGUSR1 and back at SIGUSR2; the monotonic one goes on."""
    ahead = 0.0
    real = time.time

    class Shifted(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Shifted":
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls) -> "Shifted":
            return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    def jump(by: float) -> Any:
        def handle(number: int, frame: object) -> None:
            nonlocal ahead
            ahead += by

        return handle

    time.time = lambda: real() + ahead
    datetime.datetime = Shifted  # type: ignore[misc]
    signal.signal(signal.SIGUSR1, jump(DAY))
    signal.signal(signal.SIGUSR2, jump(-DAY))


def bound() -> None:
    """Let the modes of files bind this process even where root runs it, as they bind a service."""
    version, this_process = 0x20080522, 0
    header = (ctypes.c_uint32 * 2)(version, this_process)
    nothing = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "the powers of root could not be given up")


def unread() -> None:
    """Let standard error be a pipe that nobody reads."""
    _, writing = os.pipe()
    os.dup2(writing, 2)
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115 - open until the process ends


def stuck() -> None:
    """Let the event loop hang for good at SIGUSR1, and the watchdog end it after a short while."""
    importlib.import_module("bot.ops.watchdog").watchdog.__wrapped__.__kwdefaults__["hung"] = STUCK_SECONDS
    signal.signal(signal.SIGUSR1, lambda number, frame: time.sleep(_HANG_SECONDS))


def other() -> None:
    """Let the code that makes the cache be that of another version."""
    importlib.import_module("bot.cache.inputs")._named = lambda file: (file.name, "other")  # type: ignore[attr-defined]


WAYS = (broken, slow, hanging, silence, impatient, clock, bound, unread, stuck, other)


def main() -> None:
    """Spoil what SPOILT names and run the bot."""
    ways = {way.__name__: way for way in WAYS}
    for name in os.environ[SPOILT].split(","):
        ways[name]()
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
