"""Documents → cache: a new file beside the old one, renamed over it when it is whole.

A file once in place never changes. A load takes the facts of unchanged documents from the last file and reads
the others; where the last one is missing, damaged or made by other code or rules, all documents are read.
"""

import contextlib
import dataclasses
import itertools
import json
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import filelock

from bot.cache.cache_file import check_own, opened
from bot.cache.document import Document, State
from bot.cache.documents import read_documents as documents_in
from bot.cache.documents import read_order, with_facts
from bot.cache.facts import read_corrections
from bot.cache.inputs import Additions, DocumentFile, Inputs, is_document_name, read_inputs
from bot.cache.report import Facts, HeldBack, LoadReport, Progress, differences
from bot.cache.season_documents import Corrections, Order, in_order, merged
from bot.cache.versions import read_documents
from bot.cache.write import write_cache
from bot.errors import DocumentError, ReloadRunningError
from bot.model import DIFFERS, Correction, Problem, Season
from bot.names import Identities, read_identities
from bot.reader_process import finished
from bot.tournament.corrections import by_season, with_clubs_of_now

log = logging.getLogger(__name__)

_LOCK_SECONDS = 60.0


class Keeper(Protocol):
    """Where moderators' changes and the last good versions of documents are kept."""

    async def additions(self) -> Additions:
        """Return what moderators changed; asked for while no other load runs."""
        ...

    async def content(self, sha256: str) -> bytes:
        """Return the bytes of a digest that `additions` named."""
        ...

    async def keep(self, good: Sequence[DocumentFile]) -> None:
        """Keep what must outlast the cache, which is whole now and about to be put in place.

        `good` are the documents of the folder whose version there is in order.
        """
        ...


class NothingKept:
    """The keeper of a cache without moderators."""

    async def additions(self) -> Additions:
        """Return no change."""
        return Additions()

    async def content(self, sha256: str) -> bytes:
        """Nothing was named, so nothing can be asked for."""
        raise LookupError(sha256)

    async def keep(self, good: Sequence[DocumentFile]) -> None:
        """Keep nothing."""


@dataclass(frozen=True, slots=True)
class _Last:
    """The cache in place before the load; its documents are without facts."""

    generation: str
    base: str
    documents: dict[str, Document]
    facts: Facts


async def load(
    seasons_dir: Path,
    cache_path: Path,
    *,
    keeper: Keeper | None = None,
    force: bool = False,
    trial: bool = False,
    opened: bool = False,
    progress: Progress | None = None,
) -> LoadReport:
    """Bring the cache up to date with its documents and say what changed.

    The facts of an unchanged document are taken from the cache in place. `force` builds everything anew; a
    `trial` says what a load would do and leaves all as it is. One load at a time writes a cache, over all
    processes. `opened` tells that a cache of this bot was read at `cache_path` before: what lies there now
    may be set aside.

    Raises SettingsError where something else than a cache lies at `cache_path`, OSError where its folder
    cannot be written, ReloadRunningError where another load does not end, ClubsFileError and DocumentError
    where clubs.toml or rules.toml cannot be read.
    """
    started = time.monotonic()
    keeper = keeper or NothingKept()
    if not opened:
        await finished(check_own, cache_path)
    cache_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    async with _one_at_a_time(cache_path):
        inputs = await finished(read_inputs, seasons_dir, await keeper.additions())
        report = await _load(inputs, cache_path, keeper, force, trial, progress)
    return dataclasses.replace(report, seconds=time.monotonic() - started)


async def _load(
    inputs: Inputs,
    cache_path: Path,
    keeper: Keeper,
    force: bool,
    trial: bool,
    progress: Progress | None,
) -> LoadReport:
    last = await finished(_look_at, cache_path, inputs)
    if last is not None and last.generation == inputs.generation and not force:
        return await _keep_all(inputs, last, keeper, trial)
    if not force and last is not None and _lost_its_folder(inputs, last):
        raise DocumentError(str(inputs.folder), "holds no document any more; the last good cache is kept")
    known, before, corrected = await finished(_with_facts, cache_path, last) if last else ({}, {}, {})
    if last is not None and (last.base != inputs.base or force):
        known = {}
    identities = await finished(read_identities, inputs.clubs_file)
    identities = identities.with_rules(inputs.additions.club_rules)
    read, changed = await read_documents(inputs, identities, keeper.content, known, progress)
    order = await finished(in_order, read, inputs.additions.preferred)
    corrections = _corrections(inputs.additions.corrections, identities)

    def settle(written: Sequence[Document]) -> Inputs:
        return inputs.with_good(file.name for file in _good(inputs, written))

    async with _new_file(cache_path) as path:
        written, after, facts = await finished(
            write_cache, path, identities, read, order, corrections, settle
        )
        changes = await finished(differences, before, after) if before else ()
        if not trial:
            await finished(_sync, path)
            await keeper.keep(_good(inputs, written))
            await finished(_put_in_place, path, cache_path)
    problems = await finished(_new_problems, written, changed, _led_anew(before, order))
    years = _corrected_anew(corrected, corrections)
    problems = await finished(_with_those_of_corrections, problems, years, before, after)
    return dataclasses.replace(
        _plan(inputs, last),
        generation=settle(written).generation,
        unreadable=_without_facts(written),
        held=_held(written),
        after=facts,
        differences=changes,
        years=await finished(_changed_years, before, after),
        problems=problems,
        written=True,
    )


def _changed_years(before: Mapping[int, Season], after: Mapping[int, Season]) -> tuple[int, ...]:
    """Return the seasons whose facts are others now, the newest first."""
    years = (year for year in {*before, *after} if before.get(year) != after.get(year))
    return tuple(sorted(years, reverse=True))


def _led_anew(before: Mapping[int, Season], order: Order) -> set[int]:
    """Return the seasons that another document leads than before."""
    leading = dict(reversed(order))
    return {year for year, season in before.items() if leading.get(year, season.document) != season.document}


def _corrections(corrections: Iterable[Correction], identities: Identities) -> Corrections:
    """Return corrections by season, with the clubs that these are by now."""
    return by_season(with_clubs_of_now(item, identities.ruled) for item in corrections)


def _corrected_anew(before: Corrections, now: Corrections) -> set[int]:
    """Return the seasons whose corrections have changed."""
    return {year for year in {*before, *now} if before.get(year) != now.get(year)}


def _with_those_of_corrections(
    problems: Iterable[tuple[str, Problem]],
    years: Iterable[int],
    before: Mapping[int, Season],
    after: Mapping[int, Season],
) -> tuple[tuple[str, Problem], ...]:
    """Return problems with those that corrections of these seasons made, each with its document."""
    found = dict.fromkeys(problems)
    for year in sorted({*years} & after.keys()):
        old = before[year].problems if year in before else ()
        for problem in after[year].problems:
            if problem not in old:
                found[str(dict(problem.values).get("document", after[year].document)), problem] = None
    return tuple(found)


def _new_problems(
    documents: Iterable[Document], changed: set[str], years: set[int]
) -> tuple[tuple[str, Problem], ...]:
    """Return the problems of changed documents, and what differs in their seasons and in these years.

    Those of a document that moderators put aside concern nobody.
    """
    documents = [
        document for document in documents if document.state not in (State.OVERRIDDEN, State.LEFT_OUT)
    ]
    years = years.union(*(document.years for document in documents if document.name in changed))
    return tuple(
        (document.name, problem)
        for document in documents
        for problem in document.problems
        if document.name in changed
        or (problem.kind.startswith(DIFFERS) and dict(problem.values)["season"] in years)
    )


async def _keep_all(inputs: Inputs, last: _Last, keeper: Keeper, trial: bool) -> LoadReport:
    """Leave the cache as it is, since nothing it was made from has changed."""
    if not trial:
        await keeper.keep(_good(inputs, last.documents.values()))
    return LoadReport(
        generation=inputs.generation,
        unchanged=tuple(document.name for document in inputs.documents),
        unreadable=_without_facts(last.documents.values()),
        held=_held(last.documents.values()),
        before=last.facts,
        after=last.facts,
    )


@contextlib.asynccontextmanager
async def _one_at_a_time(cache_path: Path) -> AsyncIterator[None]:
    path = cache_path.with_name(f"{cache_path.name}.lock")
    # Its first use imports it, for which no answer should wait.
    lock_of: type[filelock.AsyncFileLock] = await finished(getattr, filelock, "AsyncFileLock")
    lock = lock_of(path, timeout=_LOCK_SECONDS, mode=0o600)
    try:
        await lock.acquire()
    except filelock.Timeout as error:
        raise ReloadRunningError from error
    try:
        # The lock is ours: what an earlier load left behind was killed in the middle.
        for stale in cache_path.parent.glob(f"{_prefix(cache_path)}*{_NEW}"):
            if stale.is_file():
                stale.unlink(missing_ok=True)
        yield
    finally:
        await lock.release()


def _prefix(cache_path: Path) -> str:
    return f".{cache_path.name}."


_NEW = ".new"
"""How the name of a cache ends that is being written."""


def _lost_its_folder(inputs: Inputs, last: _Last) -> bool:
    """Tell whether all that the folder gave is gone: more likely the volume is than all seasons."""
    had = any(document.added is None for document in last.documents.values())
    return had and not any(d.added is None and is_document_name(d.name) for d in inputs.documents)


def _plan(inputs: Inputs, last: _Last | None) -> LoadReport:
    """Compare the documents with those of the last load."""
    before = {name: known.sha256 for name, known in last.documents.items()} if last else {}
    now = {d.name: d.sha256 for d in inputs.documents}
    facts = last.facts if last else Facts()
    return LoadReport(
        generation=inputs.generation,
        new=tuple(n for n in now if n not in before),
        changed=tuple(n for n in now if n in before and before[n] != now[n]),
        gone=tuple(n for n in before if n not in now),
        unchanged=tuple(n for n in now if before.get(n) == now[n]),
        before=facts,
        after=facts,
    )


def _good(inputs: Inputs, documents: Iterable[Document]) -> list[DocumentFile]:
    """Return the folder's documents whose version there is in order."""
    unfit = {document.name for document in documents if document.state is State.UNREADABLE or document.held}
    return [d for d in inputs.documents if d.added is None and d.fault is None and d.name not in unfit]


def _without_facts(documents: Iterable[Document]) -> tuple[tuple[str, str], ...]:
    """Return the documents that give no fact though nobody left them out, with the reason."""
    states = (State.UNREADABLE, State.SECOND)
    return tuple(sorted((d.name, d.reason or "") for d in documents if d.state in states))


def _held(documents: Iterable[Document]) -> tuple[HeldBack, ...]:
    """Return the documents whose last good version is in use, since this load or since an earlier one."""
    return tuple(HeldBack(d.name, d.held) for d in sorted(documents, key=lambda d: d.name) if d.held)


def _look_at(cache_path: Path, inputs: Inputs) -> _Last | None:
    """Read what the cache in place was made from; set a damaged one aside."""
    if not cache_path.exists():
        return None
    try:
        with opened(cache_path) as db:
            _check_size(db, cache_path)
            meta = dict(db.execute("SELECT name, value FROM meta"))
            generation, base = meta["generation"], meta["base"]
            try:
                return _Last(generation, base, documents_in(db), Facts(*json.loads(meta["facts"])))
            except (sqlite3.OperationalError, KeyError) as error:
                if base == inputs.base:
                    raise
                # Other code made it: its tables may be others, and nothing of it is used anyway.
                log.info("the last cache has other tables: %s", error)
                return _Last(generation, base, {}, Facts())
    except (sqlite3.Error, KeyError, ValueError) as error:
        aside = _free_name(cache_path)
        log.warning("the cache %s is damaged (%s); set aside as %s", cache_path, error, aside.name)
        with contextlib.suppress(OSError):
            os.replace(cache_path, aside)
        return None


def _with_facts(cache_path: Path, last: _Last) -> tuple[dict[str, Document], dict[int, Season], Corrections]:
    """Return the cache's documents with their facts, its seasons and corrections; none of a damaged one."""
    try:
        with opened(cache_path) as db:
            documents, corrections = with_facts(db, last.documents), read_corrections(db)
            return documents, merged(documents.values(), read_order(db), corrections), corrections
    except (sqlite3.Error, LookupError, ValueError, TypeError) as error:
        log.warning("the cache before is damaged, all documents are read anew: %s", error)
        return {}, {}, {}


def _free_name(cache_path: Path) -> Path:
    """Return a name for a damaged cache that no earlier one has."""
    names = (f"{cache_path.name}.damaged{number or ''}" for number in itertools.count())
    return next(path for name in names if not os.path.lexists(path := cache_path.with_name(name)))


def _check_size(db: sqlite3.Connection, cache_path: Path) -> None:
    """Raise DatabaseError for a file cut short, which SQLite itself notices only on the missing pages."""
    [[size]] = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    if size != cache_path.stat().st_size:
        raise sqlite3.DatabaseError("the file has not the size that its header tells")


@contextlib.asynccontextmanager
async def _new_file(cache_path: Path) -> AsyncIterator[Path]:
    """Give a path to write beside the cache; what is left there at the end is removed."""
    handle, name = tempfile.mkstemp(prefix=_prefix(cache_path), suffix=_NEW, dir=cache_path.parent)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _put_in_place(path: Path, cache_path: Path) -> None:
    os.replace(path, cache_path)
    if os.name == "posix":
        _sync(cache_path.parent)


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
