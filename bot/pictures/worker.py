"""The process that draws: `python -m bot.pictures.worker [idle]`. Drawings come in, pickled; PNGs go out.

Each message is its length in four bytes, then as many bytes. The first answer is empty: the process is there.
The others begin with DRAWN or FAILED; a PNG follows, or a text that says what failed. The process ends when
nobody can send it anything more, however the bot ended. It imports nothing but what draws.
"""

import contextlib
import os
import pickle
import signal
import struct
import sys
import threading
import traceback
from queue import SimpleQueue
from typing import BinaryIO

IDLE = "idle"
"""The argument of a process that draws only in time that nobody else wants."""
DRAWN, FAILED = b"\x01", b"\x00"
_LENGTH = struct.Struct(">I")
_NICENESS = 10
"""Of a process that draws beside others; at 19, a picture on a busy machine came too late for its answer."""


def send(file: BinaryIO, message: bytes) -> None:
    """Send a message; raises OSError where the other side has ended."""
    file.write(_LENGTH.pack(len(message)) + message)
    file.flush()


def receive(file: BinaryIO) -> bytes:
    """Return the next message; raises EOFError where the other side has ended."""
    (length,) = _LENGTH.unpack(_exactly(file, _LENGTH.size))
    return _exactly(file, length)


def _exactly(file: BinaryIO, count: int) -> bytes:
    found = file.read(count)
    if len(found) < count:
        raise EOFError
    return found


def main(arguments: list[str]) -> None:
    """Draw what comes in until the bot has ended."""
    # A service manager and Ctrl-C tell the whole group to end, while the bot still finishes its answers.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    asked: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    _answer(b"")
    _step_back(idle=IDLE in arguments)
    while True:
        _answer(_drawn(asked.get()))


def _answer(message: bytes) -> None:
    try:
        send(sys.stdout.buffer, message)
    except OSError:
        os._exit(0)


def _step_back(*, idle: bool) -> None:
    """Let answers come first. Not every system has a way to, and a service manager may forbid it."""
    if idle:
        with contextlib.suppress(AttributeError, OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
            return
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)


def _listen(file: BinaryIO, asked: "SimpleQueue[bytes]") -> None:
    try:
        while True:
            asked.put(receive(file))
    except EOFError:
        # Whatever is being drawn is for nobody now.
        os._exit(0)


def _drawn(asked: bytes) -> bytes:
    try:
        # The bot alone writes into this pipe.
        return DRAWN + bytes(pickle.loads(asked).png())  # noqa: S301
    except Exception:
        return FAILED + traceback.format_exc().encode()


if __name__ == "__main__":
    main(sys.argv[1:])
