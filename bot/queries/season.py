"""A whole edition at a glance."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.cache import Snapshot
from bot.model import Honour, Paragraph, Problem, Promotion, Record, Scorer, Source, Stated, TeamChange
from bot.queries.facts import (
    SeasonRef,
    club_ref,
    honours_of_season,
    problems,
    season_ref,
    source_in,
    source_of,
    texts,
)
from bot.queries.promotions import promotions
from bot.queries.query import Examples, Query
from bot.queries.records import stated_records
from bot.queries.standings import FIRST_TWO, FirstTwo, first_two


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
class SeasonAnswer:
    """All that a document tells of its edition, counted where it is counted and stated where it is stated."""

    season: SeasonRef
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    scorers: tuple[Scorer, ...]
    matches: int
    goals: int
    stated_matches: Stated | None
    stated_goals: Stated | None
    records: tuple[Record, ...]
    format: tuple[Paragraph, ...]
    stages: tuple[StageFact, ...]
    teams: int
    departments: int
    regions: tuple[str, ...]
    promotions: tuple[Promotion, ...]
    changes: tuple[TeamChange, ...]
    previous: int | None
    next: int | None
    known: tuple[int, ...]
    lost_tables: int
    problems: tuple[Problem, ...]
    see_also: tuple[str, ...]
    decision: FirstTwo | None
    """How it was decided, worked out from the document's matches; None where they do not show it."""


@dataclass(frozen=True, slots=True)
class SeasonOverview(Query):
    """The edition of a year (the latest if None)."""

    kind: ClassVar[str] = "season"
    summary: ClassVar[str] = "A whole edition at a glance"
    of_latest: ClassVar[bool] = True

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
        return SeasonAnswer(
            season=season,
            champions=champions,
            runners_up=runners_up,
            scorers=await scorers(snapshot, year) if row["scorers"] else (),
            matches=row["scored"],
            goals=row["goals"],
            stated_matches=_stated(season, row["stated_matches"], row["stated_matches_line"]),
            stated_goals=_stated(season, row["stated_goals"], row["stated_goals_line"]),
            records=await stated_records(snapshot, year) if row["records"] else (),
            format=await _format(snapshot, season),
            stages=_stages(row["stages"]),
            teams=row["clubs"],
            departments=row["departments"],
            regions=texts(row["regions"]),
            promotions=await promotions(snapshot, season),
            changes=await _changes(snapshot, season) if row["changes"] else (),
            previous=row["previous"],
            next=row["next"],
            known=snapshot.seasons,
            lost_tables=row["lost_tables"],
            problems=await problems(snapshot, year),
            see_also=texts(row["see_also"]),
            decision=first_two(snapshot, row),
        )


_SEASON = f"""
    SELECT previous, next, stated_matches, stated_matches_line, stated_goals, stated_goals_line,
           clubs, departments, scored, goals, changes, regions, stages, see_also,
           lost_tables, records, scorers, {FIRST_TWO}
      FROM season
      JOIN glance ON glance.season = year
      JOIN counted ON counted.season = year
      LEFT JOIN decision ON decision.season = year
     WHERE year = ?
"""


def _stages(found: str) -> tuple[StageFact, ...]:
    return tuple(
        [
            StageFact(title, tuple([StagePart(part, tuple(below)) for part, below in parts]), matches, lost)
            for title, parts, matches, lost in json.loads(found)
        ]
    )


async def _format(snapshot: Snapshot, season: SeasonRef) -> tuple[Paragraph, ...]:
    """Return all the document's prose: before the first heading, and under the headings."""
    rows = await snapshot.rows(_PARAGRAPHS, (season.year,))
    return tuple(
        [Paragraph(text, Source(season.document, texts(headings), line)) for text, headings, line in rows]
    )


_PARAGRAPHS = "SELECT text, headings, line FROM paragraph WHERE season = ? ORDER BY line"


async def _changes(snapshot: Snapshot, season: SeasonRef) -> tuple[TeamChange, ...]:
    query = "SELECT *, ? AS document FROM change WHERE season = ? ORDER BY position"
    rows = await snapshot.rows(query, (season.document, season.year))
    return tuple(
        TeamChange(row["title"], (club_ref(snapshot, row["club"], row["team"]),), source_of(row))
        for row in rows
    )


async def scorers(snapshot: Snapshot, season: int | None = None) -> tuple[Scorer, ...]:
    """Return the top scorers of a season or of all, newest season first."""
    order = "ORDER BY season DESC, position"
    if season is None:
        rows = await snapshot.rows(f"{_SCORERS} {order}")
    else:
        rows = await snapshot.rows(f"{_SCORERS} WHERE season = ? {order}", (season,))
    return tuple([_scorer(snapshot, *row) for row in rows])


def _scorer(
    snapshot: Snapshot, season: int, player: str, scored: int | None, key: str | None, team: str, *where: Any
) -> Scorer:
    club = club_ref(snapshot, key, team) if key else None
    return Scorer(player, scored, club, source_in(snapshot, season, *where))


_SCORERS = "SELECT season, player, goals, club, team, headings, line FROM scorer"


def _stated(season: SeasonRef, value: int | None, line: int | None) -> Stated | None:
    if value is None or line is None:
        return None
    return Stated(value, Source(season.document, (), line))
