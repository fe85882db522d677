"""Records: what the match lines give when they are counted, and what the infobox states, told apart."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Problem, Source
from bot.queries.facts import (
    MatchFact,
    SeasonRef,
    Tally,
    club_ref,
    counted_in_all,
    lost_tables,
    newest,
    problems_with,
    season_ref,
    season_refs,
    source_in,
)
from bot.queries.keeping import SEASONS, kept
from bot.queries.played import matches_at_places
from bot.queries.query import LINES, WHOLE, Examples, Query, Window, register
from bot.rules.records import RoundGoals, Run, TeamGoals, Worked
from bot.values import value

SHOWN = 5
"""Holders of a record that a page names."""
LATEST = 6
"""Seasons that an answer on all of them leads on to."""
KINDS = ("win", "goals", "round", "attack", "defence", "run")


@value
class StatedRecord:
    """A result that the infobox states under a label; `match.origin` is "line" if a match line has it too."""

    label: str
    match: MatchFact
    note: str | None
    source: Source


@value
class RecordsAnswer:
    """Records of a season, or of all where `season` is None.

    `seasons` are those that were looked at, `worked` what their match lines give, `holders` how many hold
    each of KINDS, `stated_sources` where the infoboxes state theirs. A page on all seasons has the newest
    seasons and their sources alone, of each record the first holders, and the `stated` ones of its window.
    """

    season: SeasonRef | None
    seasons: tuple[SeasonRef, ...]
    worked: Worked
    holders: Mapping[str, int]
    stated: tuple[StatedRecord, ...]
    stated_sources: tuple[Source, ...]
    lost_tables: int
    contradictions: tuple[Problem, ...]
    known: tuple[int, ...]
    window: Window


@register
@value
class Records(Query):
    """The records of a season, of all if None."""

    kind: ClassVar[str] = "records"
    summary: ClassVar[str] = "Biggest wins, most goals, best attack, longest unbeaten runs"

    season: int | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the records of a season."""
        return cls(examples.season)

    async def answer(self, snapshot: Snapshot) -> RecordsAnswer:
        """Return the records; raises UnknownSeasonError."""
        if self.season is not None:
            return await _of_season(snapshot, await season_ref(snapshot, self.season))
        counts = await counted_in_all(snapshot)
        stated = await stated_records(snapshot, None)
        worked, holders = await _best_of_all(snapshot, None)
        return RecordsAnswer(
            season=None,
            seasons=await season_refs(snapshot, snapshot.seasons),
            worked=worked,
            holders=holders,
            stated=stated,
            stated_sources=tuple([found.source for found in stated]),
            lost_tables=counts["lost_tables"],
            contradictions=(),
            known=snapshot.seasons,
            window=WHOLE,
        )

    async def answer_page(self, snapshot: Snapshot, page: int) -> RecordsAnswer:
        """Return the records, of all seasons one page."""
        if self.season is not None:
            return await self.answer(snapshot)
        counts = await counted_in_all(snapshot)
        worked, holders = await _best_of_all(snapshot, SHOWN)
        before = sum(min(number, SHOWN + 1) for number in holders.values())
        window = Window.at(page, before + counts["records"], LINES)
        lines = window.part(LINES)
        latest = newest(snapshot.seasons, range(LATEST))
        return RecordsAnswer(
            season=None,
            seasons=await season_refs(snapshot, latest),
            worked=worked,
            holders=holders,
            stated=await _stated_part(snapshot, max(lines.start - before, 0), max(lines.stop - before, 0)),
            stated_sources=await _stated_sources(snapshot, latest[-1]) if latest else (),
            lost_tables=counts["lost_tables"],
            contradictions=(),
            known=snapshot.seasons,
            window=window,
        )


async def _of_season(snapshot: Snapshot, season: SeasonRef) -> RecordsAnswer:
    stated = await stated_records(snapshot, season.year)
    worked = await _best_of_season(snapshot, season.year)
    return RecordsAnswer(
        season=season,
        seasons=(season,),
        worked=worked,
        holders=dict(zip(KINDS, map(len, _by_kind(worked)), strict=True)),
        stated=stated,
        stated_sources=tuple([found.source for found in stated]),
        lost_tables=await lost_tables(snapshot, season.year),
        contradictions=await problems_with(snapshot, season.year, "record"),
        known=snapshot.seasons,
        window=WHOLE,
    )


def _by_kind(worked: Worked) -> tuple[tuple[object, ...], ...]:
    return worked.wins, worked.goals, worked.rounds, worked.attacks, worked.defences, worked.runs


@kept(SEASONS)
async def _best_of_season(snapshot: Snapshot, season: int) -> Worked:
    counts = await snapshot.row("SELECT matches, awarded, leagues FROM counted WHERE season = ?", (season,))
    rows = await snapshot.rows(_OF_SEASON, (season,))
    return await _worked(snapshot, tuple(counts or (0, 0, 0)), rows)


@kept(2)
async def _best_of_all(snapshot: Snapshot, most: int | None) -> tuple[Worked, dict[str, int]]:
    """Return the records of all seasons with `most` holders of each, all if None, and how many there are."""
    counts = await counted_in_all(snapshot)
    rows = await snapshot.rows(_BEST, (-1 if most is None else most,))
    holders = dict.fromkeys(KINDS, 0) | {row["kind"]: row["number"] for row in rows}
    return await _worked(snapshot, (counts["matches"], counts["awarded"], counts["leagues"]), rows), holders


_HOLDER = 'holder.kind, holder.season, club, name, stage, "group", round, numbers, headings, line'
_OF_SEASON = f"SELECT {_HOLDER} FROM holder WHERE season = ? ORDER BY kind, position"

# Each part goes by the index to the best value and stops at the number of holders asked for.
_BEST = " UNION ALL ".join(
    f"""
    SELECT *
      FROM (SELECT {_HOLDER}, held_by.number
              FROM held_by
              JOIN holder ON holder.kind = held_by.kind AND holder.value = held_by.value
             WHERE held_by.kind = '{kind}'
               AND held_by.value = (SELECT max(value) FROM held_by WHERE kind = '{kind}')
             ORDER BY holder.season DESC, holder.position
             LIMIT ?1)
    """
    for kind in KINDS
)


async def _worked(snapshot: Snapshot, counts: tuple[int, int, int], rows: Iterable[sqlite3.Row]) -> Worked:
    by_kind: dict[str, list[tuple[sqlite3.Row, list[int]]]] = {kind: [] for kind in KINDS}
    for row in rows:
        by_kind[row["kind"]].append((row, json.loads(row["numbers"])))
    places = {
        (row["season"], number)
        for kind in ("win", "goals", "run")
        for row, numbers in by_kind[kind]
        for number in numbers
    }
    found = await matches_at_places(snapshot, places)

    def matches_of(kind: str) -> list[tuple[MatchFact, ...]]:
        return [tuple([found[row["season"], number] for number in numbers]) for row, numbers in by_kind[kind]]

    return Worked(
        *counts,
        wins=tuple([match for held in matches_of("win") for match in held]),
        goals=tuple([match for held in matches_of("goals") for match in held]),
        rounds=tuple([_round(snapshot, row, *numbers) for row, numbers in by_kind["round"]]),
        attacks=tuple([_team(snapshot, row, numbers) for row, numbers in by_kind["attack"]]),
        defences=tuple([_team(snapshot, row, numbers) for row, numbers in by_kind["defence"]]),
        runs=tuple(
            [
                Run(club_ref(snapshot, row["club"], row["name"]), held)
                for (row, _), held in zip(by_kind["run"], matches_of("run"), strict=True)
            ]
        ),
    )


def _round(snapshot: Snapshot, row: sqlite3.Row, played: int, scored: int) -> RoundGoals:
    source = source_in(snapshot, row["season"], row["headings"], row["line"])
    return RoundGoals(row["season"], row["stage"], row["group"], row["round"], played, scored, source)


def _team(snapshot: Snapshot, row: sqlite3.Row, record: list[int]) -> TeamGoals:
    club = club_ref(snapshot, row["club"], row["name"])
    return TeamGoals(row["season"], row["stage"], row["group"], club, Tally(*record))


async def stated_records(snapshot: Snapshot, season: int | None) -> tuple[StatedRecord, ...]:
    """Return what the infobox of a season, or of all, states as a record: newest season first, as written."""
    if season is None:
        return await _stated(snapshot, await snapshot.rows(f"{_RECORDS} {_IN_ORDER}"))
    rows = await snapshot.rows(f"{_RECORDS} WHERE season = ? {_IN_ORDER}", (season,))
    return await _stated(snapshot, rows)


async def _stated_part(snapshot: Snapshot, start: int, stop: int) -> tuple[StatedRecord, ...]:
    if start == stop:
        return ()
    rows = await snapshot.rows(f"{_RECORDS} {_IN_ORDER} LIMIT ? OFFSET ?", (stop - start, start))
    return await _stated(snapshot, rows)


async def _stated(snapshot: Snapshot, rows: list[sqlite3.Row]) -> tuple[StatedRecord, ...]:
    found = await matches_at_places(snapshot, {(season, number) for season, number, *_ in rows})
    return tuple(
        [
            StatedRecord(label, found[season, number], note, _stated_source(snapshot, season, line))
            for season, number, label, note, line in rows
        ]
    )


async def _stated_sources(snapshot: Snapshot, since: int) -> tuple[Source, ...]:
    rows = await snapshot.rows(f"SELECT season, line FROM record WHERE season >= ? {_IN_ORDER}", (since,))
    return tuple([_stated_source(snapshot, *row) for row in rows])


def _stated_source(snapshot: Snapshot, season: int, line: int) -> Source:
    return Source(snapshot.refs[season].document, (), line)


_RECORDS = "SELECT season, number, label, note, line FROM record"
_IN_ORDER = "ORDER BY season DESC, position"
