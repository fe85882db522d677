"""The moderation service: loads, changes with previews, undo.

A change is validated, tried and stored under the cache's lock: the new cache is written first, then the
change is committed, then the cache is renamed into place. A failure on the way changes nothing.
"""

import asyncio
import dataclasses
import hashlib
import json
import logging
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cache import ADDED, Keeper, LoadReport, load
from bot.cache.documents import ListedDocument, list_documents
from bot.cache.inputs import document_files
from bot.cache.report import Progress
from bot.errors import (
    AlreadyDoneError,
    BadQueryError,
    ClubsFileError,
    DocumentError,
    LaterChangeError,
    ModerationError,
    NothingToRedoError,
    OfferGoneError,
    OutdatedPreviewError,
    Refusal,
    RefusedDocumentError,
    StorageError,
)
from bot.moderation.articles import UseArticles, article_change, judged, known_articles
from bot.moderation.changes import (
    CLUB_CHANGES,
    AddDocument,
    Change,
    ChangeClubs,
    Details,
    RemoveDocument,
)
from bot.moderation.check import Checked, check_documents, judge_document, shown_name
from bot.moderation.corrections import CorrectMatch
from bot.moderation.fetch import Fetched, fetch_articles
from bot.moderation.state import AUTOMATIC, ModerationState, Who
from bot.moderation.store import JournalEntry, ModerationStore, Note, Offer, now
from bot.moderation.transactions import (
    ChangeWork,
    LoadWork,
    OnceWork,
    RedoWork,
    UndoWork,
    WorkUnderWay,
    additions_of,
)
from bot.reader_process import finished
from bot.wiki import LANGUAGES, Place

if TYPE_CHECKING:
    from bot.wiki.client import Wiki  # which takes time to import

log = logging.getLogger(__name__)

UNDO = "undo"
_NO_CHANGES = ("announce", "unshown")
"""Entries of the journal that are none of a change."""


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What came of each article, and what their use does or would do, None where nothing would change."""

    fetched: tuple[Fetched, ...]
    report: LoadReport | None = None
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A change waiting for confirmation, and the effects of its load."""

    offer: Offer
    report: LoadReport


class Moderation:
    """Changes the documents and aliases that the cache at `cache_path` is built from.

    The changes are kept in PostgreSQL if there is a `database_url`, else in SQLite in `data_dir`.

    All methods raise StorageError if something cannot be read or written, BusyError if another process
    is writing, and ReloadRunningError if another load does not finish.
    """

    def __init__(
        self, seasons_dir: Path, cache_path: Path, data_dir: Path, database_url: str | None = None
    ) -> None:
        self.seasons_dir = seasons_dir
        self.cache_path = cache_path
        self.store = ModerationStore(data_dir / "moderation.sqlite", database_url)
        self.under_way = WorkUnderWay()

    async def load(
        self, *, force: bool = False, opened: bool = False, progress: Progress | None = None
    ) -> LoadReport:
        """Update the cache from documents and changes; `force` rebuilds it from scratch.

        `opened`: a cache at this path was read before.
        """
        return await self._load(LoadWork(self.store), force=force, opened=opened, progress=progress)

    async def reload(
        self, who: Who, request: str | None = None, *, progress: Progress | None = None
    ) -> LoadReport:
        """Do the same for a moderator; if anything changed, add it to the journal."""
        work = LoadWork(self.store)
        async with self.under_way.endable("reload", who, work):
            report = await self._load(work, progress=progress)
        if report.written:
            details: Details = {
                "new": len(report.new),
                "changed": len(report.changed),
                "gone": len(report.gone),
                "held": len(report.held),
                "seasons": ", ".join(map(str, report.years)),
            }
            note = Note(now(), who, "reload", details)
            try:
                await self.store.note(dataclasses.replace(note, request=request) if request else note)
            except ModerationError as error:
                log.warning("the reload is not in the journal: %s", error)
        return report

    async def change(self, change: Change, who: Who, request: str | None = None) -> LoadReport:
        """Apply a change and load it; raises a ModerationError if it cannot be applied.

        A `request` that was carried out before raises AlreadyDoneError, as with `undo` and `redo`.
        """
        return await self._make(ChangeWork(self.store, change, who, now(), request))

    async def offer_removal(self, season: int, who: Who) -> Preview:
        """Try to remove the document of a season: the added one, else fetched articles, else the shipped one.

        It is stored for confirmation within a day.
        """
        listed = await self.documents()
        shipped = frozenset(d.year for d in listed if d.added is None and d.year is not None)
        return await self._preview(RemoveDocument(season, shipped), _packed(sorted(shipped)), who)

    async def offer_undo(self, who: Who, number: int | None = None) -> tuple[JournalEntry, Preview]:
        """Try to return to the state before the last change, and store it for confirmation within a day.

        Raises LaterChangeError if the last change is another one than that of a `number`.
        """
        if number is not None:
            last, _ = await self.store.last_state()
            if last.number != number:
                raise LaterChangeError(last)
        work = UndoWork(self.store, who, now())
        report = await self._try(work, who)
        data = _packed(work.undone.number)
        offer = Offer(secrets.token_urlsafe(16), 0, "", hashlib.sha256(data).hexdigest(), UNDO)
        await self.store.make_offer(offer, data, who)
        return work.undone, Preview(offer, _told(report, work.undone.what))

    async def undo(self, who: Who, request: str | None = None) -> tuple[JournalEntry, LoadReport]:
        """Return to the state before the last change; return the undone change and the load's report."""
        work = UndoWork(self.store, who, now(), request)
        report = await self._make(work)
        return work.undone, _told(report, work.undone.what)

    async def redo(
        self, who: Who, request: str | None = None, number: int | None = None
    ) -> tuple[JournalEntry, LoadReport]:
        """Return to the state before the last undo; return its entry and the load's report.

        Raises NothingToRedoError if the last undo is another one than that of a `number`.
        """
        if number is not None and await self._undone_last() != number:
            raise NothingToRedoError
        work = RedoWork(self.store, who, now(), request)
        report = await self._make(work)
        return work.redone, _told(report, str(work.redone.details["undone"]))

    async def _undone_last(self) -> int | None:
        try:
            return (await self.store.last_undone())[0].number
        except NothingToRedoError:
            return None

    async def announce(self, number: int, who: Who) -> JournalEntry:
        """Add to the journal that a change is announced, and return the change's entry.

        Raises AlreadyDoneError if it was announced before, BadQueryError if there is no such change.
        """
        entry = await self.store.entry(number)
        if entry is None or entry.what in _NO_CHANGES:
            raise BadQueryError(f"announce {number}")
        details = {**entry.details, "announced": entry.what}
        await self.store.note_once(Note(now(), who, "announce", details, announcement(number)))
        return entry

    async def note_unshown(self, request: str, who: Who) -> None:
        """Add to the journal that nobody saw the outcome of a request, if it changed anything."""
        entry = await self.store.entry_of(request)
        if entry is not None:
            await self.store.note(Note(now(), who, "unshown", {**entry.details, "done": entry.what}))

    async def offer(self, file: str, data: bytes, who: Who) -> Preview:
        """Try a document and store it for confirmation within a day; raises RefusedDocumentError."""
        name = shown_name(file)
        async with self.under_way.endable("preview", who):
            document = await judge_document(name, data)
        change = AddDocument(document.season, name, document.sha256, data)
        preview = await self._preview(change, data, who, name)
        fault = dict(preview.report.unreadable).get(f"{ADDED}{document.season}.txt")
        if fault is not None:
            await self.store.drop_offer(preview.offer.token)
            raise RefusedDocumentError(name, Refusal.UNREADABLE, fault)
        return preview

    async def offer_change(self, change: ChangeClubs | CorrectMatch, who: Who) -> Preview:
        """Try a change of clubs or of a match and store it for confirmation within a day."""
        return await self._preview(change, change.as_json.encode(), who)

    async def _preview(
        self, change: Change, data: bytes, who: Who, file: str = "", progress: Progress | None = None
    ) -> Preview:
        """Try a change and store it for confirmation; `data` is what it is made from again."""
        work = ChangeWork(self.store, change, who, now())
        report = await self._try(work, who, progress)
        season = change.season if isinstance(change, AddDocument | RemoveDocument) else 0
        digest, basis = hashlib.sha256(data).hexdigest(), change.basis(work.before.state)
        offer = Offer(secrets.token_urlsafe(16), season, file, digest, change.what, basis)
        await self.store.make_offer(offer, data, who)
        return Preview(offer, _told(report, change.what))

    async def offer_articles(
        self,
        wiki: "Wiki",
        wanted: Sequence[Place] | None,
        who: Who,
        *,
        fetching: Progress | None = None,
        reading: Progress | None = None,
    ) -> FetchReport:
        """Fetch articles, try them and store them for confirmation within a day.

        Without `wanted`, these are new revisions of the articles in use. Raises WikiError.
        """
        change, fetched = await self._fetch(wiki, wanted, fetching)
        if change is None:
            return FetchReport(fetched)
        data = await asyncio.to_thread(change.packed)
        preview = await self._preview(change, data, who, progress=reading)
        return FetchReport(fetched, preview.report, preview.offer)

    async def use_articles(
        self,
        wiki: "Wiki",
        wanted: Sequence[Place],
        who: Who,
        *,
        trial: bool = False,
        fetching: Progress | None = None,
        reading: Progress | None = None,
    ) -> FetchReport:
        """Fetch articles and use them at once; a `trial` changes nothing. Raises WikiError."""
        change, fetched = await self._fetch(wiki, wanted, fetching)
        if change is None:
            return FetchReport(fetched)
        work = ChangeWork(self.store, change, who, now())
        return FetchReport(fetched, await self._load(work, trial=trial, progress=reading))

    async def refresh(self, wiki: "Wiki", newest: Iterable[int], who: Who) -> FetchReport:
        """Use new revisions of the articles in use, and the articles of the newest seasons."""
        change, fetched = await self._fetch(wiki, None, None, newest)
        return FetchReport(fetched, await self.change(change, who) if change else None)

    async def _fetch(
        self,
        wiki: "Wiki",
        wanted: Sequence[Place] | None,
        progress: Progress | None,
        newest: Iterable[int] = (),
    ) -> tuple[UseArticles | None, tuple[Fetched, ...]]:
        state = await self.store.state()
        known = known_articles(state)
        of_newest = [(season, language) for season in newest for language in LANGUAGES]
        places = [*dict.fromkeys((*known, *of_newest))] if wanted is None else wanted
        async with wiki:
            fetched = await fetch_articles(wiki, places, known, revisions=wanted is None, progress=progress)
        fetched = await judged(fetched, state, self.store.content)
        return article_change(fetched, state), tuple(fetched)

    async def confirm(self, token: str, who: Who) -> tuple[Change | JournalEntry, LoadReport]:
        """Apply an offered change and return it, of an undo the entry undone; raises OfferGoneError.

        Raises AlreadyDoneError if it was confirmed before, and OutdatedPreviewError, with a new preview, if
        what the preview was made of is another by now.
        """
        request = confirmation(token)
        done = await self.store.entry_of(request)
        if done is not None:
            raise AlreadyDoneError(done)
        offer, data = await self.store.offer(token)
        if offer.what == UNDO:
            return await self._confirm_undo(offer, int(data), who, request)
        change = await asyncio.to_thread(_offered, offer, data)
        try:
            report = await self._make(ChangeWork(self.store, change, who, now(), request, offer))
        except OutdatedPreviewError as error:
            error.preview = await self._preview(change, data, who, offer.file)
            await self.store.drop_offer(token)
            raise
        return change, _told(report, change.what)

    async def try_again(self, token: str, who: Who) -> tuple[Change | JournalEntry, LoadReport]:
        """Try an offered change as the data is now; return it, of an undo the entry to undo, and its effects.

        Raises OfferGoneError, also for an undo that is no longer of the last change.
        """
        offer, data = await self.store.offer(token)
        if offer.what == UNDO:
            undo = UndoWork(self.store, who, now(), number=int(data))
            try:
                report = await self._try(undo, who)
            except OutdatedPreviewError as error:
                raise OfferGoneError from error
            return undo.undone, _told(report, undo.undone.what)
        change = await asyncio.to_thread(_offered, offer, data)
        report = await self._try(ChangeWork(self.store, change, who, now()), who)
        return change, _told(report, change.what)

    async def _try(self, work: OnceWork, who: Who, progress: Progress | None = None) -> LoadReport:
        async with self.under_way.endable("preview", who):
            return await self._load(work, trial=True, progress=progress)

    async def _confirm_undo(
        self, offer: Offer, number: int, who: Who, request: str
    ) -> tuple[JournalEntry, LoadReport]:
        work = UndoWork(self.store, who, now(), request, number, offer)
        try:
            report = await self._make(work)
        except OutdatedPreviewError as error:
            error.change, error.preview = await self.offer_undo(who)
            await self.store.drop_offer(offer.token)
            raise
        return work.undone, _told(report, work.undone.what)

    async def cancel(self, token: str) -> Offer:
        """Discard an offered change; raises OfferGoneError."""
        offer, _ = await self.store.offer(token)
        await self.store.drop_offer(token)
        return offer

    async def state(self) -> ModerationState:
        """Return the moderators' state."""
        return await self.store.state()

    async def history(self, *, skip: int = 0, most: int = 10) -> tuple[tuple[JournalEntry, ...], int]:
        """Return journal entries, newest first, and their total number."""
        return await self.store.history(skip=skip, most=most)

    async def documents(self) -> tuple[ListedDocument, ...]:
        """Return the documents of the current cache, used or not, newest season first."""
        try:
            return await list_documents(self.cache_path)
        except sqlite3.Error as error:
            raise StorageError.of(error, self.cache_path) from error

    async def check(self, who: Who = AUTOMATIC, *, progress: Progress | None = None) -> tuple[Checked, ...]:
        """Read every document again, from the folder and added ones, and report on each."""
        added = [
            dataclasses.replace(file, data=await self.store.content(file.sha256))
            for file in additions_of(await self.store.state()).documents
        ]
        async with self.under_way.endable("check", who):
            shipped = await finished(document_files, self.seasons_dir)
            return await check_documents([*shipped, *added], progress)

    async def _make(self, work: OnceWork) -> LoadReport:
        async with self.under_way.endable("change", work.who, work):
            return await self._load(work)

    async def _load(
        self,
        work: Keeper,
        *,
        force: bool = False,
        trial: bool = False,
        opened: bool = False,
        progress: Progress | None = None,
    ) -> LoadReport:
        try:
            return await load(
                self.seasons_dir,
                self.cache_path,
                keeper=work,
                force=force,
                trial=trial,
                opened=opened,
                progress=progress,
            )
        except (OSError, sqlite3.Error) as error:
            raise StorageError.of(error, self.cache_path) from error
        except (ClubsFileError, DocumentError) as error:
            raise StorageError(str(error)) from error


def announcement(number: int) -> str:
    """Return the request that announces the change of a journal entry."""
    return f"announce:{number}"


def confirmation(token: str) -> str:
    """Return the request of a confirmed offer, which is the same however often it is confirmed."""
    return f"offer:{token}"


def _offered(offer: Offer, data: bytes) -> Change:
    """Return the change that was offered, made again of its data."""
    if offer.what == CorrectMatch.what:
        return CorrectMatch.from_json(data.decode())
    if offer.what in CLUB_CHANGES:
        return CLUB_CHANGES[offer.what].from_json(data.decode())
    if offer.what == UseArticles.what:
        return UseArticles.unpacked(data)
    if offer.what == RemoveDocument.what:
        return RemoveDocument(offer.season, frozenset(json.loads(data)))
    return AddDocument(offer.season, offer.file, offer.sha256, data)


def _packed(value: object) -> bytes:
    return json.dumps(value).encode()


def _told(report: LoadReport, what: str) -> LoadReport:
    """Return the report on a change; on one of clubs without the documents' problems, which are not new."""
    return dataclasses.replace(report, problems=()) if what in CLUB_CHANGES else report
