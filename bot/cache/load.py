"""Documents → cache: a new file beside the old one, renamed over it when it is whole.

A file once in place never changes. A load copies the last file and writes only the changed documents anew;
where the last one is missing, damaged or made by other code or rules, all documents are read.
"""

import asyncio
import contextlib
import logging
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiosqlite
from filelock import AsyncFileLock

from bot.cache.inputs import DocumentFile, Inputs, read_inputs
from bot.cache.rows import Row, problem_rows, season_rows
from bot.documents import check, decode, read_season
from bot.errors import DocumentError
from bot.model import Problem, Season, Severity
from bot.names import Identities, read_identities

log = logging.getLogger(__name__)

SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
_LOCK_SECONDS = 60.0

Progress = Callable[[int, int], None]
"""Called with documents done of all."""


@dataclass(frozen=True, slots=True)
class Facts:
    """How much a cache holds."""

    seasons: int = 0
    clubs: int = 0
    teams: int = 0
    matches: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load found: documents by what became of them, the facts before and after, problems, seconds."""

    generation: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    before: Facts = field(default_factory=Facts)
    after: Facts = field(default_factory=Facts)
    problems: tuple[tuple[str, Problem], ...] = ()
    seconds: float = 0.0

    @property
    def written(self) -> bool:
        """Whether the load had anything to write."""
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class _Last:
    """The cache in place before the load: its generation, base digest, documents and facts."""

    generation: str
    base: str
    documents: dict[str, str]
    seasons: dict[str, int | None]
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A document as it will be written: its season, or why there is none."""

    file: DocumentFile
    season: Season | None
    reason: str | None
    problems: tuple[Problem, ...]


async def load(
    seasons_dir: Path, cache_path: Path, *, force: bool = False, progress: Progress | None = None
) -> LoadReport:
    """Bring the cache up to date with its documents and say what changed.

    An unchanged start reads no document beyond its digest. `force` builds everything anew. One load at a
    time writes a cache, over all processes. Raises OSError where the cache's folder cannot be written,
    ClubsFileError and DocumentError where clubs.toml or rules.toml cannot be read.
    """
    started = time.monotonic()
    inputs = await asyncio.to_thread(read_inputs, seasons_dir)
    cache_path.parent.mkdir(parents=True, exist_ok=True)
    async with AsyncFileLock(cache_path.with_name(cache_path.name + ".lock"), timeout=_LOCK_SECONDS):
        last = await _look_at(cache_path)
        plan = _plan(inputs, last)
        if last is not None and last.generation == inputs.generation and not force:
            return plan
        usable = last if last is not None and last.base == inputs.base and not force else None
        parsed = await _parse(inputs, usable, progress)
        after = await _write(cache_path, inputs, usable, parsed)
    return LoadReport(
        generation=inputs.generation,
        new=plan.new,
        changed=plan.changed,
        gone=plan.gone,
        unchanged=plan.unchanged,
        unreadable=tuple((p.file.name, p.reason) for p in parsed if p.reason is not None),
        before=plan.before,
        after=after,
        problems=tuple((p.file.name, problem) for p in parsed for problem in p.problems),
        seconds=time.monotonic() - started,
    )


def _plan(inputs: Inputs, last: _Last | None) -> LoadReport:
    """Compare the documents with those of the last load."""
    before = last.documents if last else {}
    now = {d.name: d.sha256 for d in inputs.documents}
    return LoadReport(
        generation=inputs.generation,
        new=tuple(n for n in now if n not in before),
        changed=tuple(n for n in now if n in before and before[n] != now[n]),
        gone=tuple(n for n in before if n not in now),
        unchanged=tuple(n for n in now if before.get(n) == now[n]),
        before=last.facts if last else Facts(),
        after=last.facts if last else Facts(),
    )


async def _look_at(cache_path: Path) -> _Last | None:
    """Read what the cache in place was made from; set a damaged one aside."""
    if not cache_path.exists():
        return None
    try:
        async with aiosqlite.connect(f"{cache_path.absolute().as_uri()}?mode=ro", uri=True) as db:
            await _check_size(db, cache_path)
            meta = {name: value async for name, value in await db.execute("SELECT name, value FROM meta")}
            found = await db.execute_fetchall("SELECT name, sha256, season FROM document")
            documents = {name: sha256 for name, sha256, _ in found}
            seasons = {name: season for name, _, season in found}
            return _Last(meta["generation"], meta["base"], documents, seasons, await _facts(db))
    except (sqlite3.Error, KeyError) as error:
        aside = cache_path.with_name(f"{cache_path.name}.damaged")
        log.warning("the cache %s is damaged (%s); set aside as %s", cache_path, error, aside.name)
        with contextlib.suppress(OSError):
            os.replace(cache_path, aside)
        return None


async def _check_size(db: aiosqlite.Connection, cache_path: Path) -> None:
    """Raise DatabaseError for a file cut short, which SQLite itself notices only on the missing pages."""
    query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    row = await (await db.execute(query)).fetchone()
    if row is None or row[0] != cache_path.stat().st_size:
        raise sqlite3.DatabaseError("the file has not the size that its header tells")


async def _facts(db: aiosqlite.Connection) -> Facts:
    query = """
        SELECT (SELECT count(*) FROM season),
               (SELECT count(*) FROM club),
               (SELECT count(*) FROM entry),
               (SELECT count(*) FROM match WHERE origin = 'line')
    """
    row = await (await db.execute(query)).fetchone()
    return Facts(*row) if row else Facts()


async def _parse(inputs: Inputs, last: _Last | None, progress: Progress | None) -> list[_Parsed]:
    """Read the documents that must be written, in the order of their names."""
    fresh = [d for d in inputs.documents if last is None or _must_be_read(d, last)]
    parsed = []
    for done, file in enumerate(fresh):
        if progress:
            progress(done, len(fresh))
        parsed.append(await asyncio.to_thread(_parse_one, file))
    if progress:
        progress(len(fresh), len(fresh))
    parsed += [await asyncio.to_thread(_parse_one, d) for d in _rivals(inputs, last, parsed)]
    return _first_of_each_season(sorted(parsed, key=lambda p: p.file.name))


def _first_of_each_season(parsed: list[_Parsed]) -> list[_Parsed]:
    """Let the first document of a season count; say of any other that it is left out."""
    first: dict[int, str] = {}
    decided = []
    for one in parsed:
        season = one.season
        if season is None or first.setdefault(season.year, one.file.name) == one.file.name:
            decided.append(one)
            continue
        problem = _second_of_season(season, first[season.year])
        decided.append(_Parsed(one.file, None, str(problem), (*one.problems, problem)))
    return decided


def _must_be_read(document: DocumentFile, last: _Last) -> bool:
    # One that gave no season may give it now: the document that stood before it may be gone.
    return last.documents.get(document.name) != document.sha256 or last.seasons[document.name] is None


def _rivals(inputs: Inputs, last: _Last | None, parsed: list[_Parsed]) -> list[DocumentFile]:
    """Unchanged documents of a season that is written anew: which of the two counts is decided again."""
    if last is None:
        return []
    years = {p.season.year for p in parsed if p.season}
    done = {p.file.name for p in parsed}
    return [d for d in inputs.documents if d.name not in done and last.seasons.get(d.name) in years]


def _parse_one(file: DocumentFile) -> _Parsed:
    try:
        season = read_season(decode(file.data, file.name), file.name)
    except DocumentError as error:
        log.warning("cannot read %s: %s", file.name, error.reason)
        return _Parsed(file, None, error.reason, (_unreadable(error),))
    return _Parsed(file, season, None, (*season.problems, *check(season)))


def _unreadable(error: DocumentError) -> Problem:
    message = "The document cannot be read: {reason}"
    return Problem("unreadable", Severity.ERROR, 1, "", message, (("reason", error.reason),))


async def _write(cache_path: Path, inputs: Inputs, last: _Last | None, parsed: list[_Parsed]) -> Facts:
    identities = await asyncio.to_thread(read_identities, inputs.clubs_file)
    async with _new_file(cache_path) as path:
        if last is not None:
            await asyncio.to_thread(shutil.copyfile, cache_path, path)
        async with aiosqlite.connect(path, isolation_level=None) as db:
            # The file is thrown away unless it becomes whole, so it needs no journal of its own.
            await db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            await db.executescript("PRAGMA foreign_keys = ON;" + (SCHEMA if last is None else ""))
            await db.execute("BEGIN")
            if last is None:
                await _write_rules(db, inputs, identities)
            await _write_documents(db, inputs, last, parsed, identities)
            await db.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [
                    ("generation", inputs.generation),
                    ("base", inputs.base),
                    ("loaded_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())),
                ],
            )
            await db.execute("COMMIT")
            return await _facts(db)


@contextlib.asynccontextmanager
async def _new_file(cache_path: Path) -> AsyncIterator[Path]:
    """Give a path to write beside the cache; rename it over the cache if all went well."""
    prefix = f".{cache_path.name}."
    # The lock is ours: what an earlier load left behind was killed in the middle.
    for stale in cache_path.parent.glob(f"{prefix}*.new"):
        stale.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".new", dir=cache_path.parent)
    os.close(handle)
    path = Path(name)
    try:
        yield path
        await asyncio.to_thread(_put_in_place, path, cache_path)
    finally:
        path.unlink(missing_ok=True)


def _put_in_place(path: Path, cache_path: Path) -> None:
    _sync(path)
    os.replace(path, cache_path)
    if os.name == "posix":
        _sync(cache_path.parent)


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def _write_rules(db: aiosqlite.Connection, inputs: Inputs, identities: Identities) -> None:
    rules = [(rule.since, rule.win_points) for rule in inputs.rules.points]
    await db.executemany("INSERT INTO rule VALUES (?, ?)", rules)
    orders = [(rule.since, i, name.value) for rule in inputs.rules.orders for i, name in enumerate(rule.by)]
    await db.executemany("INSERT INTO criterion VALUES (?, ?, ?)", orders)
    clubs = identities.clubs.items()
    names = [(key, name.text, name.kind, name.source) for key, facts in clubs for name in facts.names]
    await db.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?, ?, ?)", names)
    towns = [(key, town) for key, facts in clubs for town in facts.towns]
    await db.executemany("INSERT OR IGNORE INTO town VALUES (?, ?)", towns)
    pinned = [(key, facts.name, facts.department) for key, facts in clubs]
    await db.executemany("INSERT INTO identity VALUES (?, ?, ?)", pinned)


async def _write_documents(
    db: aiosqlite.Connection,
    inputs: Inputs,
    last: _Last | None,
    parsed: list[_Parsed],
    identities: Identities,
) -> None:
    now = {d.name for d in inputs.documents}
    before = set(last.documents) if last else set()
    rewritten = [(name,) for name in (before - now) | {p.file.name for p in parsed}]
    await db.executemany("DELETE FROM document WHERE name = ?", rewritten)
    for document in parsed:
        await _write_document(db, document, identities)
    await db.execute("DELETE FROM club WHERE key NOT IN (SELECT club FROM spelling)")
    await db.execute(_NAME_BY_LATEST)


_NAME_BY_LATEST = """
    UPDATE club
       SET name = coalesce((SELECT identity.name FROM identity WHERE identity.club = club.key),
                           (SELECT entry.name
                              FROM entry
                             WHERE entry.club = club.key
                             ORDER BY entry.season DESC
                             LIMIT 1),
                           name),
           department = coalesce((SELECT identity.department FROM identity WHERE identity.club = club.key),
                                 department)
"""


async def _write_document(db: aiosqlite.Connection, document: _Parsed, identities: Identities) -> None:
    season = document.season
    year = season.year if season else None
    row = (document.file.name, document.file.sha256, year, document.reason)
    await db.execute("INSERT INTO document VALUES (?, ?, ?, ?)", row)
    if season is not None:
        rows = await asyncio.to_thread(season_rows, season, identities)
        clubs = [(key, name, department) for key, (name, department) in rows.clubs.items()]
        await db.executemany("INSERT OR IGNORE INTO club VALUES (?, ?, ?)", clubs)
        for table in _PARENTS_FIRST:
            await _insert(db, table, rows.tables[table])
    await _insert(db, "problem", problem_rows(document.file.name, document.problems))


_PARENTS_FIRST = (
    "season",
    "infobox",
    "section",
    "paragraph",
    "spelling",
    "entry",
    "region",
    "region_department",
    "honour",
    "scorer",
    "change",
    "promotion",
    "match",
    "record",
    "stated_row",
    "see_also",
    "lost_table",
)


async def _insert(db: aiosqlite.Connection, table: str, rows: list[Row]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        await db.executemany(f"INSERT INTO {table} VALUES ({places})", rows)


def _second_of_season(season: Season, first: str) -> Problem:
    message = "The season {season} is already given by {document}; this document is left out."
    values = (("season", season.year), ("document", first))
    return Problem("second-document", Severity.ERROR, 1, season.title, message, values)
