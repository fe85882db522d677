"""A whole edition at a glance."""

import sqlite3
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Paragraph, Problem, Source
from bot.queries.deciding import Decision
from bot.queries.facts import (
    ClubRef,
    Honour,
    SeasonRef,
    club_ref,
    honours,
    problems,
    season_ref,
    source_of,
)
from bot.queries.promotions import PromotionFact, promotions
from bot.queries.query import Examples, Query, register
from bot.queries.records import StatedRecord, stated_records
from bot.queries.standings import decided


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
        row = await snapshot.row(_NUMBERS, (year,))
        if row is None:
            raise LookupError(f"the season {year} is gone from its own snapshot")
        return SeasonAnswer(
            season=season,
            champions=await honours(snapshot, "honour.season = ? AND place = 'champion'", [year]),
            runners_up=await honours(snapshot, "honour.season = ? AND place = 'runner-up'", [year]),
            scorers=await scorers(snapshot, year),
            matches=row["matches"],
            goals=row["goals"],
            stated_matches=_stated(season, row["stated_matches"], row["stated_matches_line"]),
            stated_goals=_stated(season, row["stated_goals"], row["stated_goals_line"]),
            records=await stated_records(snapshot, year),
            format=await _format(snapshot, season),
            stages=await _stages(snapshot, year),
            teams=row["teams"],
            departments=row["departments"],
            regions=tuple(r["name"] for r in await snapshot.rows(_REGIONS, (year,))),
            promotions=await promotions(snapshot, season),
            changes=await _changes(snapshot, season),
            previous=row["previous"],
            next=row["next"],
            known=snapshot.seasons,
            lost_tables=row["lost_tables"],
            problems=await problems(snapshot, year),
            see_also=tuple(r["text"] for r in await snapshot.rows(_SEE_ALSO, (year,))),
            decision=await decided(snapshot, season),
        )


_NUMBERS = """
    SELECT season.*,
           (SELECT count(*) FROM match WHERE season = year AND origin = 'line'
               AND home_goals IS NOT NULL AND away_goals IS NOT NULL) AS matches,
           (SELECT coalesce(sum(home_goals + away_goals), 0)
              FROM match WHERE season = year AND origin = 'line') AS goals,
           (SELECT count(DISTINCT club) FROM entry WHERE season = year) AS teams,
           (SELECT count(DISTINCT department) FROM entry WHERE season = year) AS departments,
           (SELECT count(*) FROM lost_table WHERE season = year) AS lost_tables
      FROM season
     WHERE year = ?
"""

_REGIONS = "SELECT name FROM region WHERE season = ? ORDER BY position"
_SEE_ALSO = "SELECT text FROM see_also WHERE season = ? ORDER BY position"

_STAGES = """
    SELECT section.level, section.title, section.is_stage,
           (SELECT count(*) FROM match
             WHERE match.season = section.season AND match.line > section.line AND match.origin = 'line'
               AND match.line < section.until) AS matches,
           (SELECT count(*) FROM lost_table
             WHERE lost_table.season = section.season AND lost_table.line > section.line
               AND lost_table.line < section.until) AS lost_tables
      FROM (SELECT *,
                   coalesce((SELECT min(line) FROM section AS later
                              WHERE later.season = section.season AND later.line > section.line
                                AND later.level <= section.level), 1e9) AS until
              FROM section
             WHERE season = ?) AS section
     ORDER BY section.line
"""


async def _stages(snapshot: Snapshot, year: int) -> tuple[StageFact, ...]:
    rows = await snapshot.rows(_STAGES, (year,))
    top = min((row["level"] for row in rows), default=0)
    stages: list[StageFact] = []
    parts: list[StagePart] = []
    below: list[str] = []
    for row in reversed(rows):
        if row["level"] == top:
            if row["is_stage"] or row["matches"] or row["lost_tables"]:
                # A heading may skip levels: what stands under no part of the stage is a part itself.
                loose = [StagePart(title, ()) for title in dict.fromkeys(reversed(below))]
                found = (*loose, *reversed(parts))
                stages.append(StageFact(row["title"], found, row["matches"], row["lost_tables"]))
            parts, below = [], []
        elif row["level"] == top + 1:
            parts.append(StagePart(row["title"], tuple(dict.fromkeys(reversed(below)))))
            below = []
        else:
            below.append(row["title"])
    return tuple(reversed(stages))


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
    query = """
        SELECT scorer.*, season.document
          FROM scorer
          JOIN season ON season.year = scorer.season
         WHERE ?1 IS NULL OR scorer.season = ?1
         ORDER BY scorer.season DESC, scorer.position
    """
    return tuple(
        ScorerFact(
            row["season"],
            row["player"],
            row["goals"],
            club_ref(snapshot, row["club"], row["team"]) if row["club"] else None,
            source_of(row),
        )
        for row in await snapshot.rows(query, (season,))
    )


def _stated(season: SeasonRef, value: int | None, line: int | None) -> StatedFact | None:
    if value is None or line is None:
        return None
    return StatedFact(value, Source(season.document, (), line))
