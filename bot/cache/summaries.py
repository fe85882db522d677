"""What is worked out of one document when it is loaded, so that no question on all seasons reads them all.

Best values with their holders, positions in complete tables, problems by the clubs they name, and counts.
Each document brings its own rows and takes them away; triggers of the schema keep the sums over all of them.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import aiosqlite

from bot.cache.decisions import decision_row
from bot.cache.rows import Row as FactRow
from bot.cache.rows import SeasonRows
from bot.cache.versions import Parsed
from bot.model import Criterion, Match, Problem
from bot.tournament.parts import SeasonParts
from bot.tournament.table import Rule, Table

Row = tuple[str | int | float | None, ...]

WIN_POINTS = "SELECT win_points FROM rule WHERE since <= ? ORDER BY since DESC LIMIT 1"
ORDER = """
    SELECT name
      FROM criterion
     WHERE since = (SELECT max(since) FROM criterion WHERE since <= ?)
     ORDER BY position
"""


async def write_summaries(db: aiosqlite.Connection, document: Parsed) -> None:
    """Write what is worked out of a document whose facts are written; nothing of one without facts."""
    if document.rows is None or document.year is None:
        return
    rule = await _rule(db, document.year)
    # In a thread, since a very long document takes seconds: meanwhile questions are answered.
    tables = await asyncio.to_thread(summaries, document.rows, document.problems, rule)
    for table, rows in tables.items():
        if rows:
            places = ", ".join("?" * len(rows[0]))
            await db.executemany(f"INSERT INTO {table} VALUES ({places})", rows)


def summaries(rows: SeasonRows, problems: Iterable[Problem], rule: Rule | None) -> dict[str, list[Row]]:
    """Return the rows of a season's summaries by table."""
    parts, facts, season = SeasonParts(rows.season, rule), rows.tables, rows.season.year
    matches = (*rows.season.matches, *rows.season.infobox_matches)
    numbers = {id(match): number for number, match in enumerate(matches)}
    records = parts.records
    counts = [len(facts.get(table, ())) for table in ("lost_table", "record", "scorer")]
    return {
        "counted": [(season, records.matches, records.awarded, records.leagues, *counts)],
        "table_place": [(season, *row) for row in _places(parts.tables)],
        "decision": [(season, *decision_row(parts.decision, numbers))] if parts.decision else [],
        "club_season": [
            (club, season, *counts) for club, *counts in _clubs(rows.season.matches, matches, facts)
        ],
        "doubt": [(season, *row) for row in _doubts(facts.get("spelling", ()), problems)],
    }


async def _rule(db: aiosqlite.Connection, season: int) -> Rule | None:
    points = list(await db.execute_fetchall(WIN_POINTS, (season,)))
    order = tuple([Criterion(row[0]) for row in await db.execute_fetchall(ORDER, (season,))])
    return Rule(points[0][0], order) if points and order else None


def _places(tables: Iterable[Table]) -> Iterator[Row]:
    """Give the rows of `table_place` after the season."""
    found = [(table, row) for table in tables if table.complete for row in table.rows]
    for number, (table, row) in enumerate(found):
        yield number, row.club.key, ", ".join(filter(None, (table.stage, table.group))) or None, row.position


def _clubs(
    lines: Iterable[Match], everything: Iterable[Match], facts: Mapping[str, list[FactRow]]
) -> Iterator[tuple[str, int, int]]:
    """Give each club with its match lines and the lines that tell its results."""
    in_lines, in_all = (
        Counter(key for match in found for key in {match.home.key, match.away.key})
        for found in (lines, everything)
    )
    listed = Counter(row[_ENTRY_CLUB] for row in facts.get("entry", ()))
    titles = Counter(row[_HONOUR_CLUB] for row in facts.get("honour", ()) if row[_HONOUR_PLACE] == "champion")
    # A season without a match of the club says so, beside what it does say, and how many tables it lost.
    without = 1 + bool(facts.get("lost_table"))
    for club in dict.fromkeys(str(club) for _, _, club in facts.get("spelling", ())):
        yield club, in_lines[club], in_all[club] or listed[club] + titles[club] + without


_ENTRY_CLUB, _HONOUR_PLACE, _HONOUR_CLUB = 2, 1, 3
"""Columns of `entry` and `honour`."""


def _doubts(spellings: Iterable[Row], problems: Iterable[Problem]) -> Iterator[Row]:
    """Give the rows of `doubt` after the season: which clubs a problem's sentence names as they are spelt."""
    clubs: dict[object, list[str]] = defaultdict(list)
    for _, name, club in spellings:
        clubs[name].append(str(club))
    for position, problem in enumerate(problems):
        named = {name for _, value in problem.values for name in _names(value)}
        for club in sorted({club for name in named for club in clubs.get(name, ())}):
            yield club, position


def _names(value: str | int) -> set[str]:
    """Return the names that a value of a problem may hold: itself, or a list "A (Ica), B (Puno)"."""
    text = str(value)
    return {text, *(item.rpartition(" (")[0] or item for item in text.split(", "))}
