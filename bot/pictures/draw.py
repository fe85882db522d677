"""Pictures drawn by a process of their own, so that no answer waits for another's picture."""

import asyncio
import contextlib
import io
import logging
import math
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO, cast

from cachetools import LRUCache

from bot.pictures import worker
from bot.pictures.drawing import Drawing

log = logging.getLogger(__name__)

_REMEMBERED_BYTES = 16 << 20
"""Of PNGs, each some twenty kilobytes."""
_MOST_WAITING = 20
_ANSWER_WAITS = 5.0
"""Seconds; an answer whose picture takes longer, with those drawn before it, is sent without."""
_DRAWING_SECONDS = 10.0
"""A process that has not drawn its picture by then is ended."""
_IDLE_SECONDS = 1.0
"""The same for one that draws in idle time alone; where there is none, it may never come to it."""
_BUSY_SECONDS = 60.0
"""For so long after that nobody tries again to draw in idle time."""
_ROOT = Path(__file__).resolve().parents[2]


class _Plain(pickle.Pickler):
    """Packs texts as mere texts: what their types know of wording would be imported where they are drawn."""

    def reducer_override(self, value: object) -> Any:
        return (str, ("".join(value),)) if isinstance(value, str) else NotImplemented


def _packed(drawing: Drawing) -> bytes:
    packed = io.BytesIO()
    _Plain(packed).dump(drawing)
    return packed.getvalue()


class _Process:
    """A process that draws one picture after another, and ends when this one ends, however that comes.

    One that is `idle` draws in time that nobody else wants: others' answers come as quickly as without it.
    """

    def __init__(self, *, idle: bool) -> None:
        self.idle = idle
        self._begins = True
        self._process = subprocess.Popen(  # noqa: S603 - this same Python and a module of the bot's
            [sys.executable, "-m", worker.__name__, *([worker.IDLE] if idle else [])],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._asked = cast(BinaryIO, self._process.stdin)
        self._answered = cast(BinaryIO, self._process.stdout)

    def draw(self, drawing: Drawing) -> bytes:
        """Return the PNG.

        Raises BrokenPipeError or EOFError where the process has ended, TimeoutError where it had to be ended,
        ValueError with what went wrong where the drawing fails.
        """
        if self._begins:
            with self._within(_DRAWING_SECONDS):
                worker.receive(self._answered)
            self._begins = False
        with self._within(_IDLE_SECONDS if self.idle else _DRAWING_SECONDS):
            worker.send(self._asked, _packed(drawing))
            answer = worker.receive(self._answered)
        if not answer.startswith(worker.DRAWN):
            raise ValueError(answer.removeprefix(worker.FAILED).decode())
        return answer.removeprefix(worker.DRAWN)

    @contextlib.contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            self._process.kill()

        late = threading.Timer(seconds, end)
        late.start()
        try:
            yield
        except EOFError:
            if overdue.is_set():
                raise TimeoutError from None
            raise
        finally:
            late.cancel()

    def end(self) -> None:
        """End it at once: it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        # What it has not read is still to be written, which is in vain now.
        with contextlib.suppress(OSError):
            self._asked.close()
        self._answered.close()


class _Painter:
    """Draws each picture once, in a process that starts with the first one and again after it ended."""

    def __init__(self) -> None:
        # Somebody has to wait at the pipe, and it is not the event loop.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._lock = threading.Lock()
        self._process: _Process | None = None
        self._closed = False
        self._busy_until = -math.inf
        self._remembered: LRUCache[Drawing, bytes] = LRUCache(_REMEMBERED_BYTES, getsizeof=len)
        self._waited_for: dict[Drawing, Future[bytes | None]] = {}

    async def drawn(self, drawing: Drawing) -> bytes | None:
        with self._lock:
            found = self._remembered.get(drawing)
            if found is not None:
                return found
            waiting = self._waited_for.get(drawing)
            if waiting is None:
                if len(self._waited_for) >= _MOST_WAITING:
                    log.warning("too many pictures are waited for: an answer is sent without")
                    return None
                waiting = self._waited_for[drawing] = self._thread.submit(self._draw, drawing)
        coming = asyncio.wrap_future(waiting)
        # Who goes away, or has waited long enough, does not take the picture from others who wait for it.
        await asyncio.wait([coming], timeout=_ANSWER_WAITS)
        if not coming.done():
            log.warning("a picture took longer than %g s: an answer is sent without", _ANSWER_WAITS)
            return None
        return None if coming.cancelled() else coming.result()

    def close(self) -> None:
        with self._lock:
            self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._drop()

    def _draw(self, drawing: Drawing) -> bytes | None:
        png: bytes | None = None
        try:
            png = self._tried(drawing)
        except ValueError as error:
            log.error("a picture could not be drawn: %s", error)
        except Exception as error:
            self._drop()
            if not self._closed:
                log.warning("a picture's process ended, an answer is sent without its picture: %r", error)
        with self._lock:
            del self._waited_for[drawing]
            if png is not None and len(png) <= _REMEMBERED_BYTES:
                self._remembered[drawing] = png
        return png

    def _tried(self, drawing: Drawing) -> bytes:
        process = self._running()
        try:
            return process.draw(drawing)
        except TimeoutError:
            if not process.idle:
                raise
            self._busy_until = time.monotonic() + _BUSY_SECONDS
            log.info("no idle time to draw in: for %g s pictures are drawn beside answers", _BUSY_SECONDS)
        except (BrokenPipeError, EOFError):
            # Ended from outside, perhaps while there was nothing to draw: nothing against this picture.
            pass
        self._drop()
        return self._running().draw(drawing)

    def _drop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.end()

    def _running(self) -> _Process:
        idle = time.monotonic() >= self._busy_until
        if self._process is not None and self._process.idle != idle:
            self._drop()
        with self._lock:
            if self._closed:
                raise EOFError
            if self._process is None:
                self._process = _Process(idle=idle)
            return self._process


_painter: _Painter | None = None


async def drawn(drawing: Drawing) -> bytes | None:
    """Return the picture as PNG, None where it cannot be drawn in time; the last ones are remembered.

    What was remembered of facts before a reload is never asked for again: other facts are another value.
    """
    global _painter
    if _painter is None:
        _painter = _Painter()
    return await _painter.drawn(drawing)


def stop_drawing() -> None:
    """End the process that draws and forget the pictures; the next one starts another."""
    global _painter
    if _painter is not None:
        _painter.close()
    _painter = None
