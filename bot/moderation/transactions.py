"""The moderators' part of a load, run under the cache's lock, and the work that they can end."""

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from bot.cache import ADDED, Additions, DocumentFile
from bot.cache.document import problems_from_json
from bot.errors import AlreadyDoneError, EndedError, ModerationError, OutdatedPreviewError
from bot.moderation.articles import article_name
from bot.moderation.changes import Change, Details
from bot.moderation.state import FetchedArticle, ModerationState, Who
from bot.moderation.store import JournalEntry, ModerationStore, Note, Offer, Stored

log = logging.getLogger(__name__)


def additions_of(state: ModerationState, good: Mapping[str, str] | None = None) -> Additions:
    """Return the cache's inputs other than the folder, given the folder's last good versions."""
    return Additions(
        documents=(
            *(DocumentFile(f"{ADDED}{d.season}.txt", None, d.sha256, added=d.at) for d in state.documents),
            *(_article_file(item) for item in state.articles),
        ),
        left_out=frozenset(out.season for out in state.left_out),
        aliases=tuple((alias.club, alias.text) for alias in state.aliases),
        club_rules=tuple(decision.rule for decision in state.clubs),
        good=good or {},
        preferred={leader.season: leader.document for leader in state.leaders},
        corrections=tuple(item.correction for item in state.corrections),
    )


def _article_file(item: FetchedArticle) -> DocumentFile:
    held = problems_from_json(item.held)
    return DocumentFile(article_name(item), None, item.sha256, added=item.at, article=item.article, held=held)


class LoadWork:
    """A load without a moderator's change; it saves the good versions of documents."""

    def __init__(self, store: ModerationStore) -> None:
        self.store = store
        self.saving = False
        """Whether the change is made: from then on, the load goes on to its end."""
        self.before = Stored()
        self.after = ModerationState()

    async def additions(self) -> Additions:
        """Return the moderators' data, including the change of this load."""
        self.before = await self.store.stored()
        self.after = await self.changed()
        return additions_of(self.after, self.before.good)

    async def changed(self) -> ModerationState:
        """Return the state after this load."""
        return self.before.state

    async def content(self, sha256: str) -> bytes:
        """Return the bytes of a digest."""
        return await self.store.content(sha256)

    async def keep(self, good: Sequence[DocumentFile]) -> None:
        """Save the change, if there is one, and last good versions."""
        self.saving = True
        await self.save(good)

    async def save(self, good: Sequence[DocumentFile]) -> None:
        """Save last good versions; a failure is logged and does not stop the load."""
        fresh = self.fresh(good)
        if fresh:
            try:
                await self.store.save(self.before, self.before.state, None, good=fresh)
            except ModerationError as error:
                log.warning("the last good versions of documents could not be kept: %s", error)

    def fresh(self, good: Sequence[DocumentFile]) -> dict[str, tuple[str, bytes]]:
        """Return digest and bytes of good versions that are not saved yet, by name."""
        return {
            document.name: (document.sha256, document.data)
            for document in good
            if document.data is not None and self.before.good.get(document.name) != document.sha256
        }


class OnceWork(LoadWork):
    """A load for a change that is made once, however often its `request` arrives."""

    def __init__(self, store: ModerationStore, who: Who, at: str, request: str | None = None) -> None:
        super().__init__(store)
        self.who = who
        self.at = at
        self.request = request

    async def changed(self) -> ModerationState:
        """Return the state after the change; raises AlreadyDoneError."""
        done = await self.store.entry_of(self.request) if self.request else None
        if done is not None:
            raise AlreadyDoneError(done)
        return await self.made()

    async def made(self) -> ModerationState:
        """Return the state after a change that was not made before."""
        raise NotImplementedError

    def note(self, what: str, details: Details) -> Note:
        """Return the input for the journal."""
        note = Note(self.at, self.who, what, details)
        return dataclasses.replace(note, request=self.request) if self.request else note


class ChangeWork(OnceWork):
    """A load that applies a change and stores it together with its journal entry."""

    def __init__(
        self,
        store: ModerationStore,
        change: Change,
        who: Who,
        at: str,
        request: str | None = None,
        offer: Offer | None = None,
    ) -> None:
        super().__init__(store, who, at, request)
        self.change = change
        self.offer = offer

    async def made(self) -> ModerationState:
        """Return the state after the change; raises a ModerationError if it cannot be applied."""
        state = self.before.state
        basis = self.offer.basis if self.offer is not None else None
        if basis is not None and basis != self.change.basis(state):
            raise OutdatedPreviewError(self.change)
        return self.change.apply(state, self.at, self.who)

    async def content(self, sha256: str) -> bytes:
        """Return the bytes of a digest, new ones too."""
        data = self.change.contents.get(sha256)
        return data if data is not None else await super().content(sha256)

    async def save(self, good: Sequence[DocumentFile]) -> None:
        """Store the change; raises a ModerationError on failure, and nothing is changed."""
        await self.store.save(
            self.before,
            self.after,
            self.note(self.change.what, self.change.details),
            contents=self.change.contents,
            good=self.fresh(good),
            offer=self.offer.token if self.offer is not None else None,
        )


class UndoWork(OnceWork):
    """A load that reverts the last change, `undone`; with an `offer`, if its `number` is still the last."""

    undone: JournalEntry

    def __init__(
        self,
        store: ModerationStore,
        who: Who,
        at: str,
        request: str | None = None,
        number: int | None = None,
        offer: Offer | None = None,
    ) -> None:
        super().__init__(store, who, at, request)
        self.number = number
        self.offer = offer

    async def made(self) -> ModerationState:
        """Return the state before the last change; raises NothingToUndoError and OutdatedPreviewError."""
        self.undone, state = await self.store.last_state()
        if self.number not in (None, self.undone.number):
            raise OutdatedPreviewError(self.undone)
        return state

    async def save(self, good: Sequence[DocumentFile]) -> None:
        """Store the undo; raises a ModerationError on failure."""
        undone = self.undone
        # Of a redo, what it did again.
        what = undone.details.get("redone", undone.what)
        note = self.note("undo", {**undone.details, "undone": what, "number": undone.number})
        token = self.offer.token if self.offer is not None else None
        fresh = self.fresh(good)
        await self.store.save(self.before, self.after, note, good=fresh, undone=undone.number, offer=token)


class RedoWork(OnceWork):
    """A load that takes the last undo back, `redone`."""

    redone: JournalEntry

    async def made(self) -> ModerationState:
        """Return the state before the last undo; raises NothingToRedoError."""
        self.redone, state = await self.store.last_undone()
        return state

    async def save(self, good: Sequence[DocumentFile]) -> None:
        """Store the redo; raises a ModerationError on failure."""
        undo = self.redone
        details = {key: value for key, value in undo.details.items() if key != "undone"}
        note = self.note("redo", {**details, "redone": undo.details["undone"]})
        await self.store.save(self.before, self.after, note, good=self.fresh(good), redone=undo.number)


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
