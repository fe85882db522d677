"""Large documents read in a process of their own, which ends when nobody waits for it any more or in time.

A thread cannot be ended, and a long regular expression in one stops all others.
"""

import asyncio
import contextlib
import contextvars
import importlib
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.errors import DocumentError

log = logging.getLogger(__name__)

_LARGE = 128 << 10
"""Size from which a document is worth the start of a process, in bytes or characters."""
_MOST_SECONDS = 300
"""Seconds that a document may take; the largest that is accepted takes about ten of processor time."""
_KILLED = -getattr(signal, "SIGKILL", 0)
_FOLDER = Path(__file__).parents[1]
_T = TypeVar("_T")
_Text = TypeVar("_Text", str, bytes)


async def import_reader() -> None:
    """Import the reader in a thread, since it takes a tenth of a second."""
    await finished(importlib.import_module, "bot.reader")


async def read_beside(read: Callable[[_Text, str], _T], text: _Text, document: str) -> _T:
    """Return what `read`, a function of the reader, makes of a document, beside all else that is done.

    Raises what `read` raises, and DocumentError where it takes too long or takes its process down.
    """
    if len(text) >= _LARGE:
        try:
            async with asyncio.timeout(_MOST_SECONDS):
                ended, result = await _in_process(read, text, document)
        except TimeoutError:
            raise DocumentError(document, f"takes more than {_MOST_SECONDS} seconds") from None
        if ended == 0:
            if isinstance(result, DocumentError):
                raise result
            return cast(_T, result)
        if ended < 0 and ended != _KILLED:
            raise DocumentError(document, "the reader fails on it")
        log.info("%s is read in a thread: the process for it ended with %d", document, ended)
    return await finished(read, text, document)


async def finished(work: Callable[..., _T], *arguments: Any) -> _T:
    """Return what `work` returns in a thread; if cancelled, wait until it has ended."""
    context = contextvars.copy_context()
    thread = asyncio.get_running_loop().run_in_executor(None, context.run, work, *arguments)
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        await asyncio.wait([thread])
        if not thread.cancelled():
            thread.exception()
        raise


async def _in_process(read: Callable[[Any, str], Any], text: str | bytes, document: str) -> tuple[int, Any]:
    """Return how the process ended and what it made of the document; kill it if cancelled."""
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.reader_process"),
            cwd=_FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        log.warning("no process could be started: %s", error)
        return 1, None
    try:
        output, _ = await process.communicate(pickle.dumps((read, text, document)))
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    ended = process.returncode or 0
    return ended, await finished(_result, output) if ended == 0 else None


def _result(output: bytes) -> Any:
    result = pickle.loads(output)  # noqa: S301 (of our own process)
    return DocumentError(*result[1:]) if result[0] == "refused" else result[1]


def _main() -> None:
    """Read the document that standard input gives."""
    # A service manager and Ctrl-C signal the whole group, while the bot still finishes its load.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    read, text, document = pickle.load(sys.stdin.buffer)  # noqa: S301
    try:
        result: tuple[Any, ...] = ("read", read(text, document))
    except DocumentError as error:
        result = ("refused", error.document, error.reason)
    sys.stdout.buffer.write(pickle.dumps(result))


def _end_with(bot: int) -> None:
    """End this process soon after the bot that started it was killed."""
    while os.getppid() == bot:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    _main()
