"""A whole edition at a glance."""

import bisect
import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Paragraph, Problem, Source
from bot.queries.facts import (
    ClubRef,
    Honour,
    MatchFact,
    SeasonRef,
    club_ref,
    honours_of_season,
    in_json,
    lost_tables,
    problems,
    season_ref,
    source_of,
)
from bot.queries.played import matches_of_season
from bot.queries.promotions import PromotionFact, promotions
from bot.queries.query import Examples, Query, register
from bot.queries.records import StatedRecord, stated_records
from bot.queries.standings import decided
from bot.rules.deciding import Decision
from bot.rules.records import goals


@dataclass(frozen=True, slots=True)
class ScorerFact:
    """A top scorer with the goals and the club where the document gives them."""

    season: int
    player: str
    goals: int | None
    club: ClubRef | None
    source: Source


@dataclass(frozen=True, slots=True)
class StagePart:
    """A heading right below a stage, and the titles of all headings below that, each once."""

    title: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageFact:
    """A stage of the edition (a top heading), and what stands below it."""

    title: str
    parts: tuple[StagePart, ...]
    matches: int
    lost_tables: int


@dataclass(frozen=True, slots=True)
class SeasonChange:
    """Teams that came or went, under the document's own title for them."""

    title: str
    teams: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A number that the infobox states."""

    value: int
    source: Source


@dataclass(frozen=True, slots=True)
class SeasonAnswer:
    """All that a document tells of its edition, counted where it is counted and stated where it is stated."""

    season: SeasonRef
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    scorers: tuple[ScorerFact, ...]
    matches: int
    goals: int
    stated_matches: StatedFact | None
    stated_goals: StatedFact | None
    records: tuple[StatedRecord, ...]
    format: tuple[Paragraph, ...]
    stages: tuple[StageFact, ...]
    teams: int
    departments: int
    regions: tuple[str, ...]
    promotions: tuple[PromotionFact, ...]
    changes: tuple[SeasonChange, ...]
    previous: int | None
    next: int | None
    known: tuple[int, ...]
    lost_tables: int
    problems: tuple[Problem, ...]
    see_also: tuple[str, ...]
    decision: Decision | None
    """How it was decided, worked out from the document's matches; None where they do not show it."""


@register
@dataclass(frozen=True, slots=True)
class SeasonOverview(Query):
    """The edition of a year (the latest if None)."""

    kind: ClassVar[str] = "season"
    summary: ClassVar[str] = "A whole edition at a glance"

    season: int | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return an edition."""
        return cls(examples.season)

    async def answer(self, snapshot: Snapshot) -> SeasonAnswer:
        """Return the edition at a glance; raises UnknownSeasonError."""
        season = await season_ref(snapshot, self.season)
        year = season.year
        champions, runners_up = await honours_of_season(snapshot, year)
        row = await snapshot.row(_SEASON, (year,))
        if row is None:
            raise LookupError(f"the season {year} is gone from its own snapshot")
        lines = [m for m in await matches_of_season(snapshot, year) if m.origin == "line"]
        return SeasonAnswer(
            season=season,
            champions=champions,
            runners_up=runners_up,
            scorers=await scorers(snapshot, year),
            matches=sum(match.scored for match in lines),
            goals=sum([goals(match) for match in lines if match.scored]),
            stated_matches=_stated(season, row["stated_matches"], row["stated_matches_line"]),
            stated_goals=_stated(season, row["stated_goals"], row["stated_goals_line"]),
            records=await stated_records(snapshot, year),
            format=await _format(snapshot, season),
            stages=await _stages(snapshot, year, lines),
            teams=row["teams"],
            departments=row["departments"],
            regions=tuple(r["name"] for r in await snapshot.rows(_REGIONS, (year,))),
            promotions=await promotions(snapshot, season),
            changes=await _changes(snapshot, season),
            previous=row["previous"],
            next=row["next"],
            known=snapshot.seasons,
            lost_tables=await lost_tables(snapshot, year),
            problems=await problems(snapshot, year),
            see_also=tuple(r["text"] for r in await snapshot.rows(_SEE_ALSO, (year,))),
            decision=await decided(snapshot, season),
        )


_SEASON = """
    SELECT season.*,
           (SELECT count(DISTINCT club) FROM entry WHERE season = year) AS teams,
           (SELECT count(DISTINCT department) FROM entry WHERE season = year) AS departments
      FROM season
     WHERE year = ?
"""

_REGIONS = "SELECT name FROM region WHERE season = ? ORDER BY position"
_SEE_ALSO = "SELECT text FROM see_also WHERE season = ? ORDER BY position"

_SECTIONS = "SELECT line, level, title, is_stage FROM section WHERE season = ? ORDER BY line"
_LOST = "SELECT line FROM lost_table WHERE season = ? ORDER BY line"


async def _stages(snapshot: Snapshot, year: int, played: list[MatchFact]) -> tuple[StageFact, ...]:
    sections = await snapshot.rows(_SECTIONS, (year,))
    top = min((row["level"] for row in sections), default=0)
    matches = sorted([match.source.line for match in played])
    lost = [row["line"] for row in await snapshot.rows(_LOST, (year,))]
    until: float = math.inf
    stages: list[StageFact] = []
    parts: list[StagePart] = []
    below: list[str] = []
    for row in reversed(sections):
        if row["level"] == top:
            held = [_between(row["line"], until, lines) for lines in (matches, lost)]
            until = row["line"]
            if row["is_stage"] or any(held):
                # A heading may skip levels: what stands under no part of the stage is a part itself.
                loose = [StagePart(title, ()) for title in dict.fromkeys(reversed(below))]
                found = (*loose, *reversed(parts))
                stages.append(StageFact(row["title"], found, *held))
            parts, below = [], []
        elif row["level"] == top + 1:
            parts.append(StagePart(row["title"], tuple(dict.fromkeys(reversed(below)))))
            below = []
        else:
            below.append(row["title"])
    return tuple(reversed(stages))


def _between(start: int, stop: float, lines: Sequence[int]) -> int:
    """Return how many of the lines, which are in order, stand between two others."""
    return bisect.bisect_left(lines, stop) - bisect.bisect_right(lines, start)


async def _format(snapshot: Snapshot, season: SeasonRef) -> tuple[Paragraph, ...]:
    """Return all the document's prose: before the first heading, and under the headings."""
    query = "SELECT *, ? AS document FROM paragraph WHERE season = ? ORDER BY line"
    rows = await snapshot.rows(query, (season.document, season.year))
    return tuple(Paragraph(row["text"], source_of(row)) for row in rows)


async def _changes(snapshot: Snapshot, season: SeasonRef) -> tuple[SeasonChange, ...]:
    query = "SELECT *, ? AS document FROM change WHERE season = ? ORDER BY position"
    titles: dict[str, list[sqlite3.Row]] = {}
    for row in await snapshot.rows(query, (season.document, season.year)):
        titles.setdefault(row["title"], []).append(row)
    return tuple(
        SeasonChange(title, tuple(row["team"] for row in rows), tuple(source_of(row) for row in rows))
        for title, rows in titles.items()
    )


async def scorers(snapshot: Snapshot, season: int | None = None) -> tuple[ScorerFact, ...]:
    """Return the top scorers of a season or of all, newest season first."""
    return await scorers_of(snapshot, snapshot.seasons if season is None else [season])


async def scorers_of(snapshot: Snapshot, seasons: Iterable[int]) -> tuple[ScorerFact, ...]:
    """Return the top scorers of these seasons, newest season first."""
    rows = await snapshot.rows(f"{_SCORERS} WHERE {_OF_SEASONS} {_IN_ORDER}", (in_json(seasons),))
    return tuple([_scorer(snapshot, row) for row in rows])


async def scorers_part(snapshot: Snapshot, start: int, most: int) -> tuple[ScorerFact, ...]:
    """Return at most so many top scorers of all seasons from a place on, newest season first."""
    rows = await snapshot.rows(f"{_SCORERS} {_IN_ORDER} LIMIT ? OFFSET ?", (most, start))
    return tuple([_scorer(snapshot, row) for row in rows])


def _scorer(snapshot: Snapshot, row: sqlite3.Row) -> ScorerFact:
    club = club_ref(snapshot, row["club"], row["team"]) if row["club"] else None
    return ScorerFact(row["season"], row["player"], row["goals"], club, source_of(row))


_SCORERS = """
    SELECT scorer.*, season.document
      FROM scorer
      JOIN season ON season.year = scorer.season
"""

_OF_SEASONS = "scorer.season IN (SELECT value FROM json_each(?))"
_IN_ORDER = "ORDER BY scorer.season DESC, scorer.position"


def _stated(season: SeasonRef, value: int | None, line: int | None) -> StatedFact | None:
    if value is None or line is None:
        return None
    return StatedFact(value, Source(season.document, (), line))
