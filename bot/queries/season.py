"""A whole edition at a glance."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Paragraph, Problem, Source
from bot.queries.deciding import Decision
from bot.queries.facts import (
    ClubRef,
    Honour,
    MatchFact,
    SeasonRef,
    club_ref,
    honours,
    matches,
    problems,
    season_ref,
    source_of,
)
from bot.queries.promotions import PromotionFact, promotions
from bot.queries.query import Examples, Query, register
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
class StageFact:
    """A stage of the edition (a top heading), and the titles of the headings right below it."""

    title: str
    parts: tuple[str, ...]
    matches: int
    lost_tables: int


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
    records: tuple[MatchFact, ...]
    format: tuple[Paragraph, ...]
    stages: tuple[StageFact, ...]
    teams: int
    departments: int
    regions: tuple[str, ...]
    promotions: tuple[PromotionFact, ...]
    previous: int | None
    next: int | None
    known: tuple[int, ...]
    lost_tables: int
    problems: tuple[Problem, ...]
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
        found = await matches(snapshot, "match.season = ?", [year])
        stages = await _stages(snapshot, year)
        return SeasonAnswer(
            season=season,
            champions=await honours(snapshot, "honour.season = ? AND place = 'champion'", [year]),
            runners_up=await honours(snapshot, "honour.season = ? AND place = 'runner-up'", [year]),
            scorers=await scorers(snapshot, year),
            matches=row["matches"],
            goals=row["goals"],
            stated_matches=_stated(season, row["stated_matches"], row["stated_matches_line"]),
            stated_goals=_stated(season, row["stated_goals"], row["stated_goals_line"]),
            records=tuple(match for match in found if match.labels),
            format=await _format(snapshot, season),
            stages=stages,
            teams=row["teams"],
            departments=row["departments"],
            regions=tuple(r["name"] for r in await snapshot.rows(_REGIONS, (year,))),
            promotions=await promotions(snapshot, season),
            previous=row["previous"],
            next=row["next"],
            known=snapshot.seasons,
            lost_tables=row["lost_tables"],
            problems=await problems(snapshot, year),
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
    parts: list[str] = []
    for row in reversed(rows):
        if row["level"] == top:
            if row["is_stage"] or row["matches"] or row["lost_tables"]:
                found = (row["title"], tuple(reversed(parts)), row["matches"], row["lost_tables"])
                stages.append(StageFact(*found))
            parts = []
        elif row["level"] == top + 1:
            parts.append(row["title"])
    return tuple(reversed(stages))


async def _format(snapshot: Snapshot, season: SeasonRef) -> tuple[Paragraph, ...]:
    """Return the prose before the first heading."""
    query = "SELECT text, headings, line FROM paragraph WHERE season = ? AND headings = '[]' ORDER BY line"
    rows = await snapshot.rows(query, (season.year,))
    return tuple(Paragraph(row["text"], Source(season.document, (), row["line"])) for row in rows)


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
