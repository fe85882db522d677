"""Records: what the match lines give when they are counted, and what the infobox states, told apart."""

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.cache import Snapshot
from bot.model import Problem, Record, Source
from bot.queries.facts import (
    SeasonRef,
    Tally,
    club_ref,
    counted_in_all,
    lost_tables,
    problems_with,
    season_ref,
    season_refs,
    source_in,
)
from bot.queries.keeping import SEASONS, kept
from bot.queries.played import COLUMNS, match_fact, matches_at_places
from bot.queries.query import Examples, Query
from bot.tournament.records import RoundGoals, Run, TeamGoals, Worked

KINDS = ("win", "goals", "round", "attack", "defence", "run")


@dataclass(frozen=True, slots=True)
class RecordsAnswer:
    """Records of a season, or of all where `season` is None.

    `seasons` are those that were looked at, newest first, `worked` what their match lines give.
    """

    season: SeasonRef | None
    seasons: tuple[SeasonRef, ...]
    worked: Worked
    stated: tuple[Record, ...]
    lost_tables: int
    contradictions: tuple[Problem, ...]
    known: tuple[int, ...]


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
        return RecordsAnswer(
            season=None,
            seasons=await season_refs(snapshot, snapshot.seasons),
            worked=await _best_of_all(snapshot),
            stated=await stated_records(snapshot, None),
            lost_tables=counts["lost_tables"],
            contradictions=(),
            known=snapshot.seasons,
        )


async def _of_season(snapshot: Snapshot, season: SeasonRef) -> RecordsAnswer:
    worked, records = await _best_of_season(snapshot, season.year)
    return RecordsAnswer(
        season=season,
        seasons=(season,),
        worked=worked,
        stated=await stated_records(snapshot, season.year) if records else (),
        lost_tables=await lost_tables(snapshot, season.year),
        contradictions=await problems_with(snapshot, season.year, "record"),
        known=snapshot.seasons,
    )


@kept(SEASONS)
async def _best_of_season(snapshot: Snapshot, season: int) -> tuple[Worked, int]:
    """Return the records of a season, and how many its infobox states."""
    [(*counts, stated)] = await snapshot.tuples(_COUNTED, (season,)) or [(0, 0, 0, 0)]
    rows = await snapshot.tuples(_OF_SEASON, (season,)) if any(counts) else []
    return await _worked(snapshot, counts, rows), stated


@kept(1)
async def _best_of_all(snapshot: Snapshot) -> Worked:
    """Return the records of all seasons."""
    counts = await counted_in_all(snapshot)
    best = await snapshot.tuples(_BEST)
    return await _worked(snapshot, (counts["matches"], counts["awarded"], counts["leagues"]), best)


_HOLDER = 'holder.kind, holder.season, club, name, stage, "group", round, numbers, headings, line, course'
_COUNTED = "SELECT matches, awarded, leagues, records FROM counted WHERE season = ?"
_OF_SEASON = f"SELECT {_HOLDER} FROM holder WHERE season = ? ORDER BY kind, position"

# Each part goes by the index to the best value.
_BEST = " UNION ALL ".join(
    f"""
    SELECT *
      FROM (SELECT {_HOLDER}
              FROM held_by
              JOIN holder ON holder.kind = held_by.kind AND holder.value = held_by.value
             WHERE held_by.kind = '{kind}'
               AND held_by.value = (SELECT max(value) FROM held_by WHERE kind = '{kind}')
             ORDER BY holder.season DESC, holder.position)
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


async def stated_records(snapshot: Snapshot, season: int | None) -> tuple[Record, ...]:
    """Return what the infobox of a season, or of all, states as a record: newest season first, as written."""
    if season is None:
        return _stated(snapshot, await snapshot.tuples(_STATED.format("TRUE")))
    return _stated(snapshot, await snapshot.tuples(_STATED.format("record.season = ?"), (season,)))


def _stated(snapshot: Snapshot, rows: Iterable[tuple[Any, ...]]) -> tuple[Record, ...]:
    return tuple(
        [
            Record(label, match_fact(snapshot, match), note, _stated_source(snapshot, match[0], line))
            for label, note, line, *match in rows
        ]
    )


def _stated_source(snapshot: Snapshot, season: int, line: int) -> Source:
    return Source(snapshot.refs[season].document, (), line)


_STATED = f"""
    SELECT record.label, record.note, record.line, {COLUMNS}
      FROM record
     CROSS JOIN match ON match.season = record.season AND match.number = record.number
     WHERE {{}}
     ORDER BY record.season DESC, record.position
"""
