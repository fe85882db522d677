"""Records: what the match lines give when they are counted, and what the infobox states, told apart."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

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
from bot.queries.played import COLUMNS, match_fact, matches_at_places
from bot.queries.query import LINES, WHOLE, Examples, Query, Window, register
from bot.tournament.records import RoundGoals, Run, TeamGoals, Worked

SHOWN = 5
"""Holders of a record that a page names."""
LATEST = 6
"""Seasons that an answer on all of them leads on to."""
KINDS = ("win", "goals", "round", "attack", "defence", "run")


@dataclass(frozen=True, slots=True)
class StatedRecord:
    """A result that the infobox states under a label; `match.origin` is "line" if a match line has it too."""

    label: str
    match: MatchFact
    note: str | None
    source: Source


@dataclass(frozen=True, slots=True)
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
@dataclass(frozen=True, slots=True)
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
        stated = range(counts["records"])[max(lines.start - before, 0) : max(lines.stop - before, 0)]
        shown = await _stated_part(snapshot, stated)
        return RecordsAnswer(
            season=None,
            seasons=await season_refs(snapshot, latest),
            worked=worked,
            holders=holders,
            stated=shown,
            stated_sources=(
                tuple([found.source for found in shown if found.match.season >= latest[-1]])
                if len(shown) == counts["records"]
                else await _stated_sources(snapshot, latest[-1])
            ),
            lost_tables=counts["lost_tables"],
            contradictions=(),
            known=snapshot.seasons,
            window=window,
        )


async def _of_season(snapshot: Snapshot, season: SeasonRef) -> RecordsAnswer:
    worked, records = await _best_of_season(snapshot, season.year)
    stated = await stated_records(snapshot, season.year) if records else ()
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
async def _best_of_season(snapshot: Snapshot, season: int) -> tuple[Worked, int]:
    """Return the records of a season, and how many its infobox states."""
    [(*counts, stated)] = await snapshot.tuples(_COUNTED, (season,)) or [(0, 0, 0, 0)]
    rows = await snapshot.tuples(_OF_SEASON, (season,)) if any(counts) else []
    return await _worked(snapshot, counts, rows), stated


@kept(2)
async def _best_of_all(snapshot: Snapshot, most: int | None) -> tuple[Worked, dict[str, int]]:
    """Return the records of all seasons with `most` holders of each, all if None, and how many there are."""
    counts = await counted_in_all(snapshot)
    rows = await snapshot.tuples(_BEST, (-1 if most is None else most,))
    holders = dict.fromkeys(KINDS, 0) | {kind: number for number, kind, *_ in rows}
    best = [row[1:] for row in rows]
    return await _worked(snapshot, (counts["matches"], counts["awarded"], counts["leagues"]), best), holders


_HOLDER = 'holder.kind, holder.season, club, name, stage, "group", round, numbers, headings, line, course'
_COUNTED = "SELECT matches, awarded, leagues, records FROM counted WHERE season = ?"
_OF_SEASON = f"SELECT {_HOLDER} FROM holder WHERE season = ? ORDER BY kind, position"

# Each part goes by the index to the best value and stops at the number of holders asked for.
_BEST = " UNION ALL ".join(
    f"""
    SELECT *
      FROM (SELECT held_by.number, {_HOLDER}
              FROM held_by
              JOIN holder ON holder.kind = held_by.kind AND holder.value = held_by.value
             WHERE held_by.kind = '{kind}'
               AND held_by.value = (SELECT max(value) FROM held_by WHERE kind = '{kind}')
             ORDER BY holder.season DESC, holder.position
             LIMIT ?1)
    """
    for kind in KINDS
)


_Row = Sequence[Any]


async def _worked(snapshot: Snapshot, counts: Iterable[int], rows: Iterable[tuple[Any, ...]]) -> Worked:
    by_kind: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, *row in rows:
        by_kind[kind].append(_MADE[kind](snapshot, row))
    found = await matches_at_places(snapshot, {*by_kind["win"], *by_kind["goals"]})
    counted, awarded, leagues = counts
    return Worked(
        matches=counted,
        awarded=awarded,
        leagues=leagues,
        wins=tuple([found[place] for place in by_kind["win"]]),
        goals=tuple([found[place] for place in by_kind["goals"]]),
        rounds=tuple(by_kind["round"]),
        attacks=tuple(by_kind["attack"]),
        defences=tuple(by_kind["defence"]),
        runs=tuple(by_kind["run"]),
    )


def _place(snapshot: Snapshot, row: _Row) -> tuple[int, int]:
    season, *_, numbers, _, _, _ = row
    [number] = json.loads(numbers)
    return season, number


def _round(snapshot: Snapshot, row: _Row) -> RoundGoals:
    season, _, _, stage, group, round_, numbers, headings, line, _ = row
    played, scored = json.loads(numbers)
    source = source_in(snapshot, season, headings, line)
    return RoundGoals(season, stage, group, round_, played, scored, source)


def _team(snapshot: Snapshot, row: _Row) -> TeamGoals:
    season, club, name, stage, group, _, numbers, *_ = row
    return TeamGoals(season, stage, group, club_ref(snapshot, club, name), Tally(*json.loads(numbers)))


def _run(snapshot: Snapshot, row: _Row) -> Run:
    season, club, name, _, _, _, numbers, _, _, course = row
    played, won = json.loads(numbers)
    first, last, places = json.loads(course)
    document = snapshot.refs[season].document
    return Run(
        season,
        club_ref(snapshot, club, name),
        played,
        won,
        first and datetime.date.fromisoformat(first),
        last and datetime.date.fromisoformat(last),
        tuple([Source(document, tuple(headings), line) for headings, line in places]),
    )


_MADE: dict[str, Callable[[Snapshot, _Row], Any]] = {
    "win": _place,
    "goals": _place,
    "round": _round,
    "attack": _team,
    "defence": _team,
    "run": _run,
}


async def stated_records(snapshot: Snapshot, season: int | None) -> tuple[StatedRecord, ...]:
    """Return what the infobox of a season, or of all, states as a record: newest season first, as written."""
    if season is None:
        return _stated(snapshot, await snapshot.tuples(_STATED.format("TRUE")))
    return _stated(snapshot, await snapshot.tuples(_STATED.format("record.season = ?"), (season,)))


async def _stated_part(snapshot: Snapshot, part: range) -> tuple[StatedRecord, ...]:
    if not part:
        return ()
    rows = await snapshot.tuples(f"{_STATED.format('TRUE')} LIMIT ? OFFSET ?", (len(part), part.start))
    return _stated(snapshot, rows)


def _stated(snapshot: Snapshot, rows: Iterable[tuple[Any, ...]]) -> tuple[StatedRecord, ...]:
    return tuple(
        [
            StatedRecord(label, match_fact(snapshot, match), note, _stated_source(snapshot, match[0], line))
            for label, note, line, *match in rows
        ]
    )


async def _stated_sources(snapshot: Snapshot, since: int) -> tuple[Source, ...]:
    rows = await snapshot.tuples(_STATED_SOURCES, (since,))
    return tuple([_stated_source(snapshot, *row) for row in rows])


def _stated_source(snapshot: Snapshot, season: int, line: int) -> Source:
    return Source(snapshot.refs[season].document, (), line)


_IN_ORDER = "ORDER BY record.season DESC, record.position"
_STATED = f"""
    SELECT record.label, record.note, record.line, {COLUMNS}
      FROM record
     CROSS JOIN match ON match.season = record.season AND match.number = record.number
     WHERE {{}}
     {_IN_ORDER}
"""
_STATED_SOURCES = f"SELECT season, line FROM record WHERE season >= ? {_IN_ORDER}"
