"""The bot's fetches of articles, one at a time: for moderators, and from time to time by itself."""

import asyncio
import contextlib
import datetime
import logging
from collections import Counter
from collections.abc import Callable, Sequence

from bot.cache import Store
from bot.cache.report import Progress
from bot.errors import CopaError, ReloadRunningError
from bot.moderation.fetch import FetchOutcome
from bot.moderation.service import FetchReport, Moderation
from bot.moderation.state import AUTOMATIC, Who
from bot.wiki import Place
from bot.wiki.client import Wiki

log = logging.getLogger(__name__)

_FIRST_SECONDS = 300.0


class ArticleRefresh:
    """Looks for new revisions every `period` seconds, never where it is None."""

    def __init__(
        self, moderation: Moderation, store: Store, wiki: Callable[[], Wiki], period: int | None
    ) -> None:
        self._moderation = moderation
        self._store = store
        self._wiki = wiki
        self._period = period
        self._running = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def offer(
        self, wanted: Sequence[Place] | None, who: Who, *, fetching: Progress, reading: Progress
    ) -> FetchReport:
        """Fetch articles and offer to use them; raises ReloadRunningError while others are fetched."""
        if self._running.locked():
            raise ReloadRunningError
        async with self._running:
            wiki = self._wiki()
            return await self._moderation.offer_articles(
                wiki, wanted, who, fetching=fetching, reading=reading
            )

    async def refresh(self) -> FetchReport | None:
        """Use new revisions of the articles in use and of the newest edition; log the outcomes."""
        newest = {datetime.datetime.now(datetime.UTC).year}
        if self._store.current and self._store.current.seasons:
            newest.add(max(self._store.current.seasons))
        async with self._running:
            try:
                outcome = await self._moderation.refresh(self._wiki(), newest, AUTOMATIC)
            except CopaError as error:
                log.warning("the articles could not be refreshed: %s", error)
                return None
        of = Counter(one.outcome for one in outcome.fetched)
        kinds = (FetchOutcome.NEW, FetchOutcome.CHANGED, FetchOutcome.UNCHANGED, FetchOutcome.HELD)
        log.info("articles: %d new, %d changed, %d unchanged, %d held back", *(of[kind] for kind in kinds))
        for one in outcome.fetched:
            if one.reason is not None:
                log.warning("%s, %s: %s", one.located.title, one.outcome, one.reason)
        return outcome

    def start(self) -> None:
        """Refresh from time to time, if at all."""
        if self._period is not None:
            self._task = asyncio.create_task(self._refresh_again(self._period))

    async def close(self) -> None:
        """End the refreshing; an interrupted one changes nothing."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _refresh_again(self, period: int) -> None:
        # A bot that is restarted again and again leaves the wikis in peace.
        await asyncio.sleep(_FIRST_SECONDS)
        while True:
            try:
                await self.refresh()
            except Exception:
                # An exception would end the loop.
                log.exception("the articles could not be refreshed")
            await asyncio.sleep(period)
