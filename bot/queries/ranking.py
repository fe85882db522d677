"""Rankings: most titles, editions, wins, goals … of clubs, editions, departments, rounds or matches."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import SeasonRef, Snapshot
from bot.model import Team
from bot.queries.facts import club_of, season_parts, years_in
from bot.queries.match_place import same_place
from bot.queries.query import Examples, Query
from bot.queries.teams import department_names, settled_place
from bot.tournament.ranking import MEASURES, Ranked, ranks, seconds

__all__ = ["FEWEST", "MEASURES", "Ranking", "RankingAnswer", "seconds"]

FEWEST = "fewest"


@dataclass(frozen=True, slots=True)
class RankingAnswer:
    """What was ranked, best first. `counted` are the seasons that gave a number, of `seasons` in scope."""

    thing: str
    measure: str
    fewest: bool
    rows: tuple[Ranked, ...]
    top: int | None
    counted: tuple[SeasonRef, ...]
    seasons: tuple[int, ...]
    season: int | None
    span: tuple[int | None, int | None]
    department: str | None
    club: Team | None


@dataclass(frozen=True, slots=True)
class Ranking(Query):
    """A thing of MEASURES ranked by a measure, in a season, a range of seasons or all."""

    kind: ClassVar[str] = "ranking"
    summary: ClassVar[str] = "Who has the most: titles, wins, goals, editions, teams…"
    club_fields: ClassVar[tuple[str, ...]] = ("team",)
    of_honours: ClassVar[bool] = True

    measure: str | None = None
    thing: str | None = None
    order: str | None = None
    season: int | None = None
    since: int | None = None
    until: int | None = None
    department: str | None = None
    team: str | None = None
    top: int | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the clubs with the most titles."""
        return cls("titles")

    @property
    def ranked(self) -> tuple[str, str]:
        """What is ranked and by what; a measure that the thing does not have leads to one that has it."""
        things = [thing for thing, measures in MEASURES.items() if self.measure in measures]
        if self.measure is None or not things:
            thing = self.thing if self.thing in MEASURES else "club"
            return str(thing), MEASURES[str(thing)][0]
        return (str(self.thing) if self.thing in things else things[0]), self.measure

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with a thing, a measure that fits it, and the department as documents spell it.

        Raises UnknownPlaceError.
        """
        thing, measure = self.ranked
        department: str | None = None
        if self.department is not None:
            names = await department_names(snapshot, None)
            without = dataclasses.replace(self, department=None)
            department = settled_place(snapshot, None, "department", self.department, names, without)
        order = FEWEST if self.order == FEWEST else None
        return dataclasses.replace(self, thing=thing, measure=measure, order=order, department=department)

    async def answer(self, snapshot: Snapshot) -> RankingAnswer:
        """Return the ranking; raises UnknownSeasonError."""
        years = years_in(snapshot, self.season, self.since, self.until, honours=True)
        thing, measure = self.ranked
        parts = [await season_parts(snapshot, year) for year in years]
        ranked = ranks(thing, measure, parts, fewest=self.order == FEWEST, club=self.team)
        rows = tuple(
            [
                Ranked(club_of(snapshot, row.subject.key), row.value, row.years)
                if isinstance(row.subject, Team)
                else row
                for row in ranked.rows
            ]
        )
        if self.department is not None:
            rows = tuple([row for row in rows if _is_of(row, self.department)])
        return RankingAnswer(
            thing=thing,
            measure=measure,
            fewest=self.order == FEWEST,
            rows=rows,
            top=self.top,
            counted=tuple([snapshot.refs[year] for year in ranked.counted]),
            seasons=years,
            season=self.season,
            span=(self.since, self.until),
            department=self.department,
            club=club_of(snapshot, self.team) if self.team else None,
        )


def _is_of(row: Ranked, department: str) -> bool:
    if isinstance(row.subject, Team):
        return row.subject.department is not None and same_place(row.subject.department, department)
    return True
