"""What was read → the rows of a new cache file."""

import asyncio
import json
import logging
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.cache.club_profiles import GATHER, TOUCHED_BEFORE
from bot.cache.clubs import digest_of_names
from bot.cache.damage import APPLICATION_ID
from bot.cache.inputs import Additions, Inputs
from bot.cache.report import Facts
from bot.cache.rows import Row, problem_rows
from bot.cache.summaries import write_summaries
from bot.cache.versions import Parsed, State, problems_as_json, unreadable
from bot.model import Severity
from bot.names import Identities

log = logging.getLogger(__name__)

SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the file of one load at `path`, from the cache `last`, or from nothing where that is None."""

    path: Path
    inputs: Inputs
    identities: Identities
    last: Path | None

    def copy(self) -> None:
        """Start from the last cache if there is one to start from."""
        if self.last is not None:
            shutil.copyfile(self.last, self.path)

    async def write(self, parsed: Sequence[Parsed], gone: Sequence[str]) -> tuple[list[Parsed], Facts]:
        """Write these documents anew, take those away that are gone; return what was written and all facts.

        A document whose rows the schema refuses is written as one that cannot be read.
        """
        async with aiosqlite.connect(self.path, isolation_level=None) as db:
            # The file is thrown away unless it becomes whole, so it needs no journal of its own;
            # but a document is undone by itself, which takes one, in memory.
            await db.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
            await db.executescript("PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;")
            await db.executescript(SCHEMA if self.last is None else "")
            await db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            await db.execute("BEGIN")
            if self.last is None:
                await _write_rules(db, self.inputs, self.identities)
            await _write_aliases(db, self.inputs, self.identities)
            names = [(name,) for name in (*gone, *(p.file.name for p in parsed))]
            await db.execute("CREATE TEMP TABLE touched (club TEXT PRIMARY KEY)")
            await db.executemany(TOUCHED_BEFORE, names)
            await db.executemany("DELETE FROM document WHERE name = ?", names)
            written = [await _write_document(db, document) for document in parsed]
            for statement in GATHER:
                await db.execute(statement)
            await db.execute("COMMIT")
            return written, await count_facts(db)

    async def sign(self, inputs: Inputs, additions: Additions, before: Mapping[str, str]) -> None:
        """Write down what the file was made from, now that it is known which versions are the good ones.

        `before` are the fingerprints that the file holds, by name of document.
        """
        async with aiosqlite.connect(self.path, isolation_level=None) as db:
            await db.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN;")
            prints = [(d.fingerprint, d.name) for d in inputs.documents if d.fingerprint != before[d.name]]
            await db.executemany("UPDATE document SET fingerprint = ? WHERE name = ?", prints)
            await db.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [
                    ("generation", inputs.generation),
                    ("base", inputs.base),
                    ("additions", additions.digest),
                    ("names", await digest_of_names(db)),
                    ("loaded_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())),
                ],
            )
            await db.execute("COMMIT")


async def count_facts(db: aiosqlite.Connection) -> Facts:
    """Return how much a cache holds."""
    query = """
        SELECT count(*), (SELECT count(*) FROM club), coalesce(sum(teams), 0), coalesce(sum(matches), 0)
          FROM tally
    """
    row = await (await db.execute(query)).fetchone()
    return Facts(*row) if row else Facts()


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


async def _write_aliases(db: aiosqlite.Connection, inputs: Inputs, identities: Identities) -> None:
    """Write all of the moderators' aliases anew: they are few, and no document need be read for them."""
    await db.execute("DELETE FROM alias WHERE kind = 'moderator'")
    names = [(identities.ruled(club), text, "moderator", "moderator") for club, text in inputs.aliases]
    await db.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?, ?, ?)", names)


async def _write_document(db: aiosqlite.Connection, document: Parsed) -> Parsed:
    await db.execute("SAVEPOINT one_document")
    try:
        await _insert_document(db, document)
    except sqlite3.IntegrityError as error:
        log.exception("the facts of %s do not fit the schema", document.file.name)
        await db.execute("ROLLBACK TO one_document")
        reason = f"its facts contradict each other: {error}"
        document = Parsed(
            document.file, None, None, (unreadable(reason),), state=State.UNREADABLE, reason=reason
        )
        await _insert_document(db, document)
    await db.execute("RELEASE one_document")
    return document


async def _insert_document(db: aiosqlite.Connection, document: Parsed) -> None:
    file, rows = document.file, document.rows
    season = document.year if rows is not None else None
    held = problems_as_json(document.held)
    row = (file.name, file.sha256, season, document.reason, document.year, document.state.value)
    severities = Counter(problem.severity for problem in document.problems)
    told = (severities[Severity.ERROR], severities[Severity.WARNING])
    await _insert(db, "document", [(*row, file.added, held, file.fingerprint, *told)])
    if rows is not None:
        clubs = [(key, name, department) for key, (name, department) in rows.clubs.items()]
        await db.executemany("INSERT OR IGNORE INTO club VALUES (?, ?, ?)", clubs)
        await db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(key,) for key in rows.clubs])
        for table in _PARENTS_FIRST:
            await _insert(db, table, rows.tables[table])
        await _insert(db, "tally", [(season, *_tally(rows.tables))])
    problems = await asyncio.to_thread(problem_rows, file.name, document.problems)
    await _insert(db, "problem", problems)
    await write_summaries(db, document)


_PARENTS_FIRST = (
    "season",
    "glance",
    "infobox",
    "section",
    "place",
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
    "points_adjustment",
    "lost_table",
)


def _tally(tables: Mapping[str, list[Row]]) -> Row:
    """Return the row of `tally` after the season."""
    entries = tables["entry"]
    departments = dict.fromkeys(row[_ENTRY_DEPARTMENT] for row in entries)
    return (
        len(entries),
        sum(row[_ORIGIN] == "line" for row in tables["match"]),
        json.dumps(list(filter(None, departments)), ensure_ascii=False),
    )


_ORIGIN, _ENTRY_DEPARTMENT = 2, 4
"""Columns of `match` and `entry`."""


async def _insert(db: aiosqlite.Connection, table: str, rows: list[Row]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        await db.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
