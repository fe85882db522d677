"""Drawing off the event loop, each picture once: the same values give the same picture."""

import asyncio
from abc import ABC, abstractmethod
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from bot.pictures.canvas import Canvas

_REMEMBERED = 64
"""Pictures; each is some tens of kilobytes."""

# One at a time: Pillow holds the interpreter for most of its work, and answers must go on beside it.
_painter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
_remembered: OrderedDict["Drawing", Future[bytes]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Drawing(ABC):
    """What is to be drawn: a value that can be compared and says all that the picture shows."""

    @abstractmethod
    def paint(self) -> Canvas:
        """Return the picture."""

    def png(self) -> bytes:
        """Return the picture as PNG."""
        return self.paint().png()


async def drawn(drawing: Drawing) -> bytes:
    """Return the picture as PNG, drawn in a thread; the last ones are remembered.

    What was remembered of facts before a reload is never asked for again: other facts are another value.
    """
    known = _remembered.get(drawing)
    if known is None:
        known = _remembered[drawing] = _painter.submit(drawing.png)
        while len(_remembered) > _REMEMBERED:
            _remembered.popitem(last=False)
    else:
        _remembered.move_to_end(drawing)
    try:
        # Another answer may wait for the same picture: who goes away does not take it along.
        return await asyncio.shield(asyncio.wrap_future(known))
    except Exception:
        _remembered.pop(drawing, None)
        raise
