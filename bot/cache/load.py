"""Documents → cache: a new file beside the old one, renamed over it when it is whole.

A file once in place never changes. A load copies the last file and writes only the changed documents anew;
where the last one is missing, damaged or made by other code or rules, all documents are read.
"""

import asyncio
import contextlib
import dataclasses
import itertools
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import aiosqlite
import filelock

from bot.cache.damage import check_own, is_damage
from bot.cache.diff import differences
from bot.cache.digests import Digests
from bot.cache.inputs import ADDED, Additions, ChangedMeanwhileError, DocumentFile, Inputs, read_inputs
from bot.cache.report import Difference, Facts, HeldBack, LoadReport
from bot.cache.versions import (
    HOMELESS,
    Known,
    Parsed,
    Progress,
    Reader,
    State,
    problems_from_json,
    with_homes,
)
from bot.cache.write import Writer, count_facts
from bot.errors import DocumentError, ReloadRunningError
from bot.names import Identities, homes_of, read_identities

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
    """The cache in place before the load: its generation, base digest, documents and facts.

    Where nothing changed since, only those documents of which a load has something to tell.
    """

    generation: str
    base: str
    documents: dict[str, Known]
    facts: Facts
    homeless: bool = False
    """Whether a name stands somewhere without its department."""


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

    An unchanged document is looked at and not read. `force` builds everything anew; a `trial` says what a
    load would do and leaves all as it is. One load at a time writes a cache, over all processes. `opened`
    tells that a cache of this bot was read at `cache_path` before: what lies there now may be set aside.

    Raises SettingsError where something else than a cache lies at `cache_path`, OSError where its folder
    cannot be written, ReloadRunningError where another load does not end, ClubsFileError and DocumentError
    where clubs.toml or rules.toml cannot be read.
    """
    started = time.monotonic()
    keeper = keeper or NothingKept()
    if not opened:
        await asyncio.to_thread(check_own, cache_path)
    cache_path.parent.mkdir(parents=True, exist_ok=True)
    async with _one_at_a_time(cache_path):
        additions = await keeper.additions()
        digests = await asyncio.to_thread(Digests, cache_path.with_name(cache_path.name + ".digests"))
        while True:
            inputs = await asyncio.to_thread(_read_inputs, seasons_dir, additions, digests)
            try:
                report = await _load(inputs, additions, cache_path, keeper, force, trial, progress)
            except ChangedMeanwhileError as error:
                log.info("%s; the load begins anew", error)
                digests.forget(error.name)
            else:
                return dataclasses.replace(report, seconds=time.monotonic() - started)


def _read_inputs(seasons_dir: Path, additions: Additions, digests: Digests) -> Inputs:
    inputs = read_inputs(seasons_dir, additions, digests)
    # Without them the next start reads more, and is right all the same.
    with contextlib.suppress(OSError):
        digests.keep({document.name for document in inputs.documents})
    return inputs


async def _load(
    inputs: Inputs,
    additions: Additions,
    cache_path: Path,
    keeper: Keeper,
    force: bool,
    trial: bool,
    progress: Progress | None,
) -> LoadReport:
    """Do a load whose inputs are known; raises ChangedMeanwhileError where they are others by now."""
    last = await _look_at(cache_path, inputs, force)
    if last is not None and last.generation == inputs.generation and not force:
        return await _keep_all(inputs, last, keeper, trial)
    plan = _plan(inputs, last)
    if not force and last is not None and _lost_its_folder(inputs, last):
        raise DocumentError(str(inputs.folder), "holds no document any more; the last good cache is kept")
    usable = last if last is not None and last.base == inputs.base and not force else None
    known = usable.documents if usable else {}
    documents = last.documents if last else {}
    in_use = frozenset(name for name, one in documents.items() if one.state is State.USED)
    identities = await asyncio.to_thread(read_identities, inputs.clubs_file)
    identities = identities.with_rules(inputs.club_rules)
    parsed = await Reader(inputs, identities, keeper.content, progress, in_use).read(known)
    changed = {document.file.name for document in parsed}
    if (usable is not None and usable.homeless) or any(_homeless(document) for document in parsed):
        # Which club a name without its department means depends on all seasons.
        parsed, identities = await _at_home(inputs, identities, keeper, in_use, None if known else parsed)
        usable, known = None, {}
    async with _new_file(cache_path) as path:
        writer = Writer(path, inputs, identities, cache_path if usable else None)
        await asyncio.to_thread(writer.copy)
        gone = known.keys() - {document.name for document in inputs.documents}
        written, after = await writer.write(parsed, sorted(gone))
        found: dict[str, Known | Parsed] = {name: one for name, one in known.items() if name not in gone}
        found |= {one.file.name: one for one in written}
        good = _good(inputs, found)
        settled = inputs.with_good(document.name for document in good)
        await writer.sign(settled, additions, {name: one.fingerprint for name, one in found.items()})
        touched = [*(known[name].year for name in gone), *_years(written, known)]
        differences = await _differences(cache_path, path, touched if usable else None) if last else ()
        if not trial:
            await asyncio.to_thread(_sync, path)
            await keeper.keep(good)
            await asyncio.to_thread(_put_in_place, path, cache_path)
    return dataclasses.replace(
        plan,
        generation=settled.generation,
        unreadable=_without_facts(found),
        held=_held(found),
        after=after,
        differences=differences,
        problems=tuple(
            (p.file.name, problem) for p in written if p.file.name in changed for problem in p.problems
        ),
        written=True,
    )


async def _at_home(
    inputs: Inputs,
    identities: Identities,
    keeper: Keeper,
    in_use: frozenset[str],
    parsed: list[Parsed] | None,
) -> tuple[list[Parsed], Identities]:
    """Read all documents; a club without its department is the one club of its name where there is one.

    `parsed` are all documents, where they were read already.
    """
    if parsed is None:
        parsed = await Reader(inputs, identities, keeper.content, None, in_use).read({})
    homes = homes_of(club for document in parsed for club in _named(document))
    if not homes:
        return parsed, identities
    identities = dataclasses.replace(identities, homes=homes)
    placed = {document.file.name: _homeless(document) & homes.keys() for document in parsed}
    parsed = await Reader(inputs, identities, keeper.content, None, in_use).read({})
    return [with_homes(document, placed[document.file.name], homes) for document in parsed], identities


def _named(document: Parsed) -> Iterator[tuple[str, str, str | None]]:
    """Give the clubs of a document in use, each with its name as written, its key and its department."""
    if document.rows is not None:
        for _, name, key in document.rows.tables["spelling"]:
            yield str(name), str(key), document.rows.clubs[str(key)][1]


def _homeless(document: Parsed) -> set[str]:
    return {key for _, key, department in _named(document) if not department}


async def _keep_all(inputs: Inputs, last: _Last, keeper: Keeper, trial: bool) -> LoadReport:
    """Leave the cache as it is, since nothing it was made from has changed."""
    if not trial:
        await keeper.keep(_good(inputs, last.documents))
    return LoadReport(
        generation=inputs.generation,
        unchanged=tuple(document.name for document in inputs.documents),
        unreadable=_without_facts(last.documents),
        held=_held(last.documents),
        before=last.facts,
        after=last.facts,
    )


@contextlib.asynccontextmanager
async def _one_at_a_time(cache_path: Path) -> AsyncIterator[None]:
    lock = filelock.AsyncFileLock(cache_path.with_name(cache_path.name + ".lock"), timeout=_LOCK_SECONDS)
    try:
        await lock.acquire()
    except filelock.Timeout as error:
        raise ReloadRunningError from error
    try:
        # The lock is ours: what an earlier load left behind was killed in the middle.
        for stale in cache_path.parent.glob(f"{_prefix(cache_path)}*"):
            stale.unlink(missing_ok=True)
        yield
    finally:
        await lock.release()


def _prefix(cache_path: Path) -> str:
    return f".{cache_path.name}."


def _lost_its_folder(inputs: Inputs, last: _Last) -> bool:
    """Tell whether all that the folder gave is gone: more likely the volume is than all seasons."""
    had = any(not name.startswith(ADDED) for name in last.documents)
    return had and all(document.added is not None for document in inputs.documents)


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


def _years(written: Iterable[Parsed], known: Mapping[str, Known]) -> Iterator[int | None]:
    """Give the seasons that documents are of, and were of before."""
    for one in written:
        yield one.year
        if one.file.name in known:
            yield known[one.file.name].year


def _good(inputs: Inputs, found: Mapping[str, Known | Parsed]) -> list[DocumentFile]:
    """Return the folder's documents whose version there is in order; of those not `found` it is."""
    unfit = {name for name, one in found.items() if one.state is State.UNREADABLE or one.held}
    return [d for d in inputs.documents if d.added is None and d.fault is None and d.name not in unfit]


def _without_facts(found: Mapping[str, Known | Parsed]) -> tuple[tuple[str, str], ...]:
    """Return the documents that give no fact though nobody left them out, with the reason."""
    told = {name: one.reason or "" for name, one in found.items() if one.state in _WITHOUT_FACTS}
    return tuple(sorted(told.items()))


_WITHOUT_FACTS = (State.UNREADABLE, State.SECOND)


def _held(found: Mapping[str, Known | Parsed]) -> tuple[HeldBack, ...]:
    """Return the documents whose last good version is in use, since this load or since an earlier one."""
    return tuple(HeldBack(name, found[name].held) for name in sorted(found) if found[name].held)


async def _look_at(cache_path: Path, inputs: Inputs, force: bool) -> _Last | None:
    """Read what the cache in place was made from; set a damaged one aside."""
    if not cache_path.exists():
        return None
    try:
        async with aiosqlite.connect(f"{cache_path.absolute().as_uri()}?mode=ro", uri=True) as db:
            await _check_size(db, cache_path)
            meta = {name: value async for name, value in await db.execute("SELECT name, value FROM meta")}
            generation, base = meta["generation"], meta["base"]
            try:
                documents = await _documents(db, only_odd=generation == inputs.generation and not force)
                [[homeless]] = await db.execute_fetchall(_HOMELESS, (HOMELESS,))
                return _Last(generation, base, documents, await count_facts(db), bool(homeless))
            except sqlite3.OperationalError as error:
                if base == inputs.base:
                    raise
                # Other code made it: its tables may be others, and nothing of it is copied anyway.
                log.info("the last cache has other tables: %s", error)
                return _Last(generation, base, {}, Facts())
    except (sqlite3.Error, KeyError, ValueError) as error:
        aside = _free_name(cache_path)
        log.warning("the cache %s is damaged (%s); set aside as %s", cache_path, error, aside.name)
        with contextlib.suppress(OSError):
            os.replace(cache_path, aside)
        return None


_HOMELESS = """
    SELECT EXISTS (SELECT * FROM club WHERE department IS NULL)
        OR EXISTS (SELECT * FROM problem WHERE kind = ?)
"""


def _free_name(cache_path: Path) -> Path:
    """Return a name for a damaged cache that no earlier one has."""
    names = (f"{cache_path.name}.damaged{number or ''}" for number in itertools.count())
    return next(path for name in names if not os.path.lexists(path := cache_path.with_name(name)))


async def _documents(db: aiosqlite.Connection, *, only_odd: bool) -> dict[str, Known]:
    """Return the documents of a cache by name, or only those of which a load has something to tell."""
    query = "SELECT name, sha256, fingerprint, year, state, reason, held FROM document"
    odd = f"{query} WHERE state IN (?, ?) OR held IS NOT NULL"
    rows = await (db.execute_fetchall(odd, _WITHOUT_FACTS) if only_odd else db.execute_fetchall(query))
    return {
        name: Known(sha256, fingerprint, year, State(state), reason, problems_from_json(held))
        for name, sha256, fingerprint, year, state, reason, held in rows
    }


async def _check_size(db: aiosqlite.Connection, cache_path: Path) -> None:
    """Raise DatabaseError for a file cut short, which SQLite itself notices only on the missing pages."""
    query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    row = await (await db.execute(query)).fetchone()
    if row is None or row[0] != cache_path.stat().st_size:
        raise sqlite3.DatabaseError("the file has not the size that its header tells")


async def _differences(
    before: Path, after: Path, seasons: Iterable[int | None] | None
) -> tuple[Difference, ...]:
    """Compare two caches; of one that is damaged inside nothing is told."""
    try:
        chosen = None if seasons is None else {season for season in seasons if season is not None}
        return await differences(before, after, chosen)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        log.warning("what changed cannot be told, the cache before is damaged: %s", error)
        return ()


@contextlib.asynccontextmanager
async def _new_file(cache_path: Path) -> AsyncIterator[Path]:
    """Give a path to write beside the cache; what is left there at the end is removed."""
    handle, name = tempfile.mkstemp(prefix=_prefix(cache_path), suffix=".new", dir=cache_path.parent)
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
