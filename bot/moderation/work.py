"""What moderators have under way, which any moderator can end as long as it changes nothing yet."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from bot.errors import EndedError
from bot.moderation.state import Who
from bot.moderation.transactions import LoadWork


@dataclass(slots=True, eq=False)
class EndableWork:
    """What somebody has under way in `task`, since when, and who ended it, if anybody did."""

    what: str
    who: Who
    task: asyncio.Task[Any] | None
    load: LoadWork | None
    since: float = field(default_factory=monotonic)
    ended_by: Who | None = None

    @property
    def seconds(self) -> int:
        """Seconds since it began."""
        return round(monotonic() - self.since)

    @property
    def saving(self) -> bool:
        """Whether it can no longer be ended, since its change is being stored."""
        return self.load is not None and self.load.saving


class WorkUnderWay:
    """The work that can be ended."""

    def __init__(self) -> None:
        self._works: list[EndableWork] = []

    @contextlib.asynccontextmanager
    async def endable(self, what: str, who: Who, load: LoadWork | None = None) -> AsyncIterator[None]:
        """Let `end` end what is done here, up to the moment where `load` stores its change."""
        work = EndableWork(what, who, asyncio.current_task(), load)
        self._works.append(work)
        try:
            yield
        except asyncio.CancelledError:
            if work.ended_by is None or work.task is None:
                raise
            work.task.uncancel()
            raise EndedError(work.ended_by.name) from None
        finally:
            self._works.remove(work)

    def end(self, who: Who) -> tuple[tuple[EndableWork, ...], tuple[EndableWork, ...]]:
        """End all work; return what was ended, and what goes on since its change is being stored.

        Whoever waits for ended work gets EndedError.
        """
        saving = tuple(work for work in self._works if work.saving)
        ended = tuple(work for work in self._works if not work.saving and work.ended_by is None)
        for work in ended:
            if work.task is not None:
                work.ended_by = who
                work.task.cancel()
        return ended, saving
