"""Drawing in a separate process, so that no answer waits for another's picture."""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import ModuleType

from cachetools import LRUCache

from bot.pictures.canvas import Drawing

log = logging.getLogger(__name__)

_REMEMBERED_BYTES = 16 << 20
"""Size of the cache of PNGs, of about twenty kilobytes each."""
_MOST_WAITING = 20
_ANSWER_WAITS = 5.0
"""Seconds that an answer waits for its picture, including the queue."""
_DRAWING_SECONDS = 10.0
"""Seconds after which a worker that is still drawing is killed."""
_NICENESS = 10
"""Niceness of the worker; at 19, pictures on a busy machine were too late for their answers."""


class _Worker:
    """A pool of one process, which exits with this one in any case."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, context, initializer=_begin)
        others, main = set(multiprocessing.active_children()), sys.modules["__main__"]
        # A spawned process imports the main module, which in a script could start a second bot.
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            self._pool.submit(os.getpid)
        finally:
            sys.modules["__main__"] = main
        self._processes = set(multiprocessing.active_children()) - others

    async def draw(self, drawing: Drawing) -> bytes:
        """Return the PNG; raises BrokenProcessPool if the process died, and the errors of the drawing."""
        return await asyncio.wrap_future(self._pool.submit(drawing.png))

    def end(self) -> None:
        """Kill the process; callers waiting for a picture get BrokenProcessPool."""
        for process in self._processes:
            process.kill()
            process.join()
        self._pool.shutdown(wait=False)


def _begin() -> None:
    """Prepare the worker's process."""
    # A service manager and Ctrl-C signal the whole group, while the bot still finishes its answers.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # Not every system has priorities, and a service manager may forbid changing them.
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(0)


class _Painter:
    """Draws each picture once for all answers that want it; starts the worker with the first one."""

    def __init__(self) -> None:
        self._worker: _Worker | None = None
        self._remembered: LRUCache[Drawing, bytes] = LRUCache(_REMEMBERED_BYTES, getsizeof=len)
        self._tasks: dict[Drawing, asyncio.Task[bytes | None]] = {}

    async def drawn(self, drawing: Drawing) -> bytes | None:
        png = self._remembered.get(drawing)
        if png is not None:
            return png
        task = self._tasks.get(drawing)
        if task is None:
            if len(self._tasks) >= _MOST_WAITING:
                log.warning("too many pictures are waited for: an answer is sent without")
                return None
            task = self._tasks[drawing] = asyncio.create_task(self._draw(drawing))
            task.add_done_callback(lambda _: self._tasks.pop(drawing))
        # A cancelled or timed-out answer must not cancel the drawing for the others.
        await asyncio.wait([task], timeout=_ANSWER_WAITS)
        if not task.done():
            log.warning("a picture took longer than %g s: an answer is sent without", _ANSWER_WAITS)
            return None
        return None if task.cancelled() else task.result()

    async def _draw(self, drawing: Drawing) -> bytes | None:
        for _ in range(2):
            worker = self._worker = self._worker or _Worker()
            try:
                png = await asyncio.wait_for(worker.draw(drawing), _DRAWING_SECONDS)
            except BrokenProcessPool:
                # Killed from outside, perhaps while idle: retry once.
                self._end(worker)
            except TimeoutError:
                self._end(worker)
                log.warning("a picture was not drawn in %g s: its process was ended", _DRAWING_SECONDS)
                return None
            except Exception:
                log.exception("a picture could not be drawn")
                return None
            else:
                if len(png) <= _REMEMBERED_BYTES:
                    self._remembered[drawing] = png
                return png
        log.warning("the process that draws ended twice: an answer is sent without its picture")
        return None

    def _end(self, worker: _Worker) -> None:
        worker.end()
        if worker is self._worker:
            self._worker = None

    def close(self) -> None:
        """Kill the worker; answers waiting for a picture are sent without it."""
        for task in self._tasks.values():
            task.cancel()
        if self._worker is not None:
            self._end(self._worker)


_painter: _Painter | None = None


async def drawn(drawing: Drawing) -> bytes | None:
    """Return the picture as PNG, cached; None if it cannot be drawn in time."""
    global _painter
    if _painter is None:
        _painter = _Painter()
    return await _painter.drawn(drawing)


def stop_drawing() -> None:
    """Kill the drawing process and clear the cache; the next picture starts another process."""
    global _painter
    if _painter is not None:
        _painter.close()
    _painter = None
