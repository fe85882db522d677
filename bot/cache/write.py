"""What was read → a new cache file."""

import contextlib
import dataclasses
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bot.cache.cache_file import APPLICATION_ID
from bot.cache.document import Document, problems_as_json
from bot.cache.facts import Row, correction_rows, rule_rows, season_rows
from bot.cache.inputs import Inputs, code_digest
from bot.cache.report import Facts
from bot.cache.season_documents import Corrections, Order, merged, with_differences
from bot.model import Season, Team
from bot.names import Identities

log = logging.getLogger(__name__)

SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")

Settle = Callable[[Sequence[Document]], Inputs]
"""Gives the inputs once it is known which documents could be written."""


def write_cache(
    path: Path,
    identities: Identities,
    documents: Sequence[Document],
    order: Order,
    corrections: Corrections,
    settle: Settle,
) -> tuple[list[Document], dict[int, Season], Facts]:
    """Write a cache at `path`; return the documents as they were written, the seasons and how much it holds.

    `order` tells which document leads in a season, `corrections` what moderators corrected. A document whose
    facts the schema refuses is written as one that cannot be read.
    """
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        # The file is thrown away unless it becomes whole, so it needs no journal of its own;
        # but a document is undone by itself, which takes one, in memory.
        db.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
        db.executescript(SCHEMA)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("BEGIN")
        first = {year: place for place, (year, _) in reversed([*enumerate(order)])}
        positions = {(year, name): place - first[year] for place, (year, name) in enumerate(order)}
        written = [_write_seasons(db, document, positions) for document in documents]
        seasons = merged(written, order, corrections)
        written = with_differences(written, seasons.values())
        inputs = settle(written)
        _write_documents(db, inputs, written)
        clubs = _write_clubs(db, identities, [season for document in written for season in document.seasons])
        _insert(db, "rule", rule_rows(inputs.rules))
        _insert(db, "correction", correction_rows([item for items in corrections.values() for item in items]))
        _write_names(db, inputs, identities)
        facts = Facts(
            len(seasons),
            clubs,
            sum(len(season.entries) for season in seasons.values()),
            sum(len(season.matches) for season in seasons.values()),
        )
        meta = {
            "facts": json.dumps(dataclasses.astuple(facts)),
            "generation": inputs.generation,
            "base": inputs.base,
            "code": code_digest(),
            "additions": inputs.additions.digest,
            "loaded_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        _insert(db, "meta", list(meta.items()))
        db.execute("COMMIT")
        return written, seasons, facts


def _write_seasons(
    db: sqlite3.Connection, document: Document, positions: Mapping[tuple[int, str], int]
) -> Document:
    db.execute("SAVEPOINT one_document")
    try:
        for season in document.seasons:
            for table, rows in season_rows(season, positions[season.year, document.name]).items():
                _insert(db, table, rows)
    except sqlite3.IntegrityError as error:
        log.exception("the facts of %s do not fit the schema", document.name)
        db.execute("ROLLBACK TO one_document")
        document = document.unusable(f"its facts contradict each other: {error}")
    db.execute("RELEASE one_document")
    return document


def _write_documents(db: sqlite3.Connection, inputs: Inputs, documents: Iterable[Document]) -> None:
    fingerprints = {file.name: file.fingerprint for file in inputs.documents}
    for d in documents:
        held = problems_as_json(d.held)
        article = json.dumps(dataclasses.asdict(d.article), ensure_ascii=False) if d.article else None
        what = (d.name, d.sha256, d.reason, d.year, d.state.value, d.added, held, article)
        _insert(db, "document", [(*what, fingerprints[d.name])])
        problems: list[Row] = [
            (d.name, i, p.kind, p.severity.value, p.line, p.text, p.message, json.dumps(dict(p.values)))
            for i, p in enumerate(d.problems)
        ]
        _insert(db, "problem", problems)


def _write_clubs(db: sqlite3.Connection, identities: Identities, seasons: Sequence[Season]) -> int:
    """Write the clubs and return how many; each has the name in the latest list of teams, else elsewhere."""
    names: dict[str, str] = {}
    listed: dict[str, str] = {}
    for season in sorted(seasons, key=lambda season: season.year):
        # The last one of a season stays: the first by the alphabet, and the last of the list.
        names |= {team.key: team.name for team in sorted(season.spellings, key=_name, reverse=True)}
        listed |= {entry.club.key: entry.club.name for entry in season.entries}
    departments: dict[str, str] = {}
    for season in sorted(seasons, key=lambda season: season.of_list):
        for team in season.spellings:
            if team.department:
                departments.setdefault(team.key, team.department)
    rows: list[Row] = []
    for key, name in (names | listed).items():
        facts = identities.facts(key)
        towns = json.dumps(facts.towns, ensure_ascii=False)
        rows.append((key, facts.name or name, facts.department or departments.get(key), towns))
    _insert(db, "club", rows)
    return len(rows)


def _name(team: Team) -> str:
    return team.name


def _write_names(db: sqlite3.Connection, inputs: Inputs, identities: Identities) -> None:
    """Write the names from clubs.toml and moderators; some of these clubs may be in no document now."""
    clubs = identities.clubs.items()
    aliases = [(key, name.text, name.kind, name.source) for key, facts in clubs for name in facts.names]
    aliases += [
        (identities.ruled(club), text, "moderator", "moderator") for club, text in inputs.additions.aliases
    ]
    _insert(db, "alias", list({alias[:3]: alias for alias in reversed(aliases)}.values()))


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
