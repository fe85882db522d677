"""The process that draws: `python -m bot.pictures.worker`. Drawings come in, pickled; PNGs go out.

Each message is its length in four bytes, then as many bytes. An answer's first byte is DRAWN or FAILED; a PNG
follows, or a text that says what failed. The process ends when nobody can send it anything more, however the
bot ended. It imports nothing but what draws.
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

DRAWN, FAILED = b"\x01", b"\x00"
_LENGTH = struct.Struct(">I")
_NICENESS = 10
"""Answers come first; at 19, a picture on a busy machine came too late for its answer."""


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


def main() -> None:
    """Draw what comes in until the bot has ended."""
    # A service manager and Ctrl-C tell the whole group to end, while the bot still finishes its answers.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # Not every system has it, and a service manager may forbid it.
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    asked: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    while True:
        answer = _drawn(asked.get())
        try:
            send(sys.stdout.buffer, answer)
        except OSError:
            os._exit(0)


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
    main()
