"""Who qualified in a season: all teams of its list, or those of a department or region."""

import functools
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from bot.cache import Snapshot
from bot.errors import QuestionError
from bot.folding import fold
from bot.model import Source
from bot.queries.choosing import is_named, same_place, settle_text
from bot.queries.facts import Participation, SeasonRef, season_ref, teams_of_season
from bot.queries.keeping import SEASONS, kept
from bot.queries.query import Examples, Query, register


@dataclass(frozen=True, slots=True)
class RegionFact:
    """A region of the season and its departments; `without_team` are those that the list has no team of."""

    name: str
    departments: tuple[str, ...]
    without_team: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """Teams of one region, or those that are in none."""

    region: RegionFact | None
    entries: tuple[Participation, ...]


@dataclass(frozen=True, slots=True)
class TeamsAnswer:
    """The teams asked for, in the document's order, and how its regions hold their departments.

    `groups` has them by region, where the document has regions; a team whose department is in two regions is
    in both. `teams` counts the whole list. `without_region` are departments of the answer that are in no
    region of a document that has regions. `department_regions` are the regions of the department asked for.
    """

    season: SeasonRef
    department: str | None
    region: RegionFact | None
    entries: tuple[Participation, ...]
    groups: tuple[TeamGroup, ...]
    teams: int
    regions: tuple[RegionFact, ...]
    without_region: tuple[str, ...]
    department_regions: tuple[str, ...]


class UnknownPlaceError(QuestionError):
    """A department or region that the season's document does not have, and those that it has.

    `query` is the question without it.
    """

    def __init__(
        self,
        field: Literal["department", "region"],
        typed: str,
        season: SeasonRef,
        known: tuple[str, ...],
        query: Query,
    ) -> None:
        super().__init__(f"the document of {season.year} has no {field} {typed[:100]!r}")
        self.field = field
        self.typed = typed
        self.season = season
        self.known = known
        self.query = query


@register
@dataclass(frozen=True, slots=True)
class Teams(Query):
    """The teams of a season (the latest if None), of one department or one region if so asked."""

    kind: ClassVar[str] = "teams"
    summary: ClassVar[str] = "Who qualified, by department or region"

    season: int | None = None
    department: str | None = None
    region: str | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the teams of a season."""
        return cls(examples.season)

    async def settle(self, snapshot: Snapshot) -> Self:
        """Return the query with department and region as the document names them.

        Raises UnknownSeasonError, and UnknownPlaceError for what the document does not name.
        """
        if self.department is None and self.region is None:
            return self
        season = await season_ref(snapshot, self.season)
        settled = replace(self, department=None, region=None)
        if self.region is not None:
            names = await region_names(snapshot, season.year)
            region = settle_text(self.region, names)
            if region is None:
                raise UnknownPlaceError("region", self.region, season, names, settled)
            settled = replace(settled, region=region)
        if self.department is not None:
            names = await department_names(snapshot, season.year)
            department = settle_text(self.department, names)
            if department is None:
                raise UnknownPlaceError("department", self.department, season, names, settled)
            settled = replace(settled, department=department)
        return settled

    async def answer(self, snapshot: Snapshot) -> TeamsAnswer:
        """Return the teams; raises UnknownSeasonError, and UnknownPlaceError as `settle` does."""
        query = await self.settle(snapshot)
        season = await season_ref(snapshot, query.season)
        listed = await teams_of_season(snapshot, season.year)
        regions = await _regions(snapshot, season)
        homes = await _homes(snapshot, season)
        region = next((r for r in regions if query.region and is_named(r.name, query.region)), None)
        entries = listed
        department = None
        if query.department:
            names = await department_names(snapshot, season.year)
            department = next(name for name in names if is_named(name, query.department))
            meant = {d for d in _departments(listed) if same_place(d, department)}
            entries = tuple([e for e in entries if e.department in meant])
        if region:
            entries = tuple([e for e in entries if e.department and region.name in homes[e.department]])
        asked = [department] if department else _departments(entries)
        return TeamsAnswer(
            season=season,
            department=department,
            region=region,
            entries=entries,
            groups=tuple(_groups(regions, entries, homes)),
            teams=len(listed),
            regions=regions,
            without_region=tuple([d for d in asked if regions and not _regions_with(d, regions)]),
            department_regions=_regions_with(department, regions) if department else (),
        )


@kept(SEASONS)
async def department_names(snapshot: Snapshot, season: int | None) -> tuple[str, ...]:
    """Return the departments that a season's document names in its list or its regions; of all if None."""
    if season is None:
        rows = await snapshot.rows(_ALL_DEPARTMENTS)
    else:
        rows = await snapshot.rows(_DEPARTMENTS, (season,))
    names: list[str] = []
    for row in rows:
        if not any(same_place(row["department"], name) for name in names):
            names.append(row["department"])
    return tuple(sorted(names, key=fold))


@kept(SEASONS)
async def region_names(snapshot: Snapshot, season: int | None) -> tuple[str, ...]:
    """Return the regions that a season's document names, in its order; of all documents if None."""
    if season is None:
        rows = await snapshot.rows(_ALL_REGIONS)
    else:
        rows = await _region_rows(snapshot, season)
    return tuple({fold(row["name"]): row["name"] for row in reversed(rows)}.values())[::-1]


_DEPARTMENTS = """
    SELECT department FROM entry WHERE department IS NOT NULL AND season = ?1
     UNION
    SELECT department FROM region_department WHERE season = ?1
     ORDER BY department
"""

# From each name to the next one in the index: as many steps as there are names, not as there are seasons.
_ALL_DEPARTMENTS = """
      WITH RECURSIVE
           listed(department) AS (
               SELECT min(department) FROM entry
                UNION ALL
               SELECT (SELECT min(department) FROM entry WHERE department > listed.department)
                 FROM listed
                WHERE listed.department IS NOT NULL),
           held(department) AS (
               SELECT min(department) FROM region_department
                UNION ALL
               SELECT (SELECT min(department) FROM region_department WHERE department > held.department)
                 FROM held
                WHERE held.department IS NOT NULL)
    SELECT department FROM listed WHERE department IS NOT NULL
     UNION
    SELECT department FROM held WHERE department IS NOT NULL
     ORDER BY department
"""

# Of each name the latest season and the earliest one that have it: they tell its spelling and its place.
_ALL_REGIONS = """
      WITH RECURSIVE
           named(name) AS (
               SELECT min(name) FROM region
                UNION ALL
               SELECT (SELECT min(name) FROM region WHERE name > named.name)
                 FROM named
                WHERE named.name IS NOT NULL),
           reaching AS (
               SELECT name,
                      (SELECT max(season) FROM region WHERE region.name = named.name) AS latest,
                      (SELECT min(season) FROM region WHERE region.name = named.name) AS earliest
                 FROM named)
    SELECT region.name, season, position
      FROM reaching
      JOIN region ON region.name = reaching.name AND season IN (latest, earliest)
     ORDER BY season DESC, position
"""

_REGIONS = """
      WITH RECURSIVE named(name) AS (
               SELECT min(name) FROM region
                UNION ALL
               SELECT (SELECT min(name) FROM region WHERE name > named.name)
                 FROM named
                WHERE named.name IS NOT NULL)
    SELECT named.name, season, position
      FROM named
      JOIN region ON region.name = named.name
                 AND (season, position) IN (
                         SELECT season, position
                           FROM (SELECT season, position
                                   FROM region
                                  WHERE region.name = named.name
                                  ORDER BY season DESC, position
                                  LIMIT 1)
                          UNION
                         SELECT season, position
                           FROM (SELECT season, position
                                   FROM region
                                  WHERE region.name = named.name
                                  ORDER BY season, position DESC
                                  LIMIT 1))
     ORDER BY season DESC, position
"""

_REGIONS = """
    SELECT region.*,
           (SELECT json_group_array(department)
              FROM (SELECT department
                      FROM region_department
                     WHERE region_department.season = region.season
                       AND region_department.region = region.position
                     ORDER BY department)) AS departments
      FROM region
     WHERE {}
     ORDER BY season DESC, position
"""


async def _region_rows(snapshot: Snapshot, season: int | None) -> list[sqlite3.Row]:
    if season is None:
        return await snapshot.rows(_REGIONS.format("TRUE"))
    return await snapshot.rows(_REGIONS.format("season = ?"), (season,))


@kept(SEASONS)
async def _regions(snapshot: Snapshot, season: SeasonRef) -> tuple[RegionFact, ...]:
    """Return the regions; one that the document names twice has the departments of both places."""
    present = tuple(_departments(await teams_of_season(snapshot, season.year)))
    merged: dict[str, RegionFact] = {}
    for row in await _region_rows(snapshot, season.year):
        before = merged.get(fold(row["name"]))
        departments = [*(before.departments if before else ()), *json.loads(row["departments"])]
        merged[fold(row["name"])] = RegionFact(
            name=before.name if before else row["name"],
            departments=tuple(dict.fromkeys(departments)),
            without_team=tuple(d for d in departments if not _is_among(d, present)),
            source=before.source
            if before
            else Source(season.document, tuple(json.loads(row["headings"])), row["line"]),
        )
    return tuple(merged.values())


@kept(SEASONS)
async def _homes(snapshot: Snapshot, season: SeasonRef) -> dict[str, tuple[str, ...]]:
    """Return the names of the regions that hold each department of the list of teams."""
    regions = await _regions(snapshot, season)
    listed = _departments(await teams_of_season(snapshot, season.year))
    return {department: _regions_with(department, regions) for department in listed}


def _regions_with(department: str, regions: Iterable[RegionFact]) -> tuple[str, ...]:
    return tuple([region.name for region in regions if _holds(region, department)])


def _groups(
    regions: tuple[RegionFact, ...], entries: tuple[Participation, ...], homes: dict[str, tuple[str, ...]]
) -> Iterator[TeamGroup]:
    inside: dict[str, list[Participation]] = {region.name: [] for region in regions}
    outside = []
    for entry in entries:
        its_regions = homes[entry.department] if entry.department else ()
        for name in its_regions:
            inside[name].append(entry)
        if not its_regions:
            outside.append(entry)
    yield from (TeamGroup(region, tuple(inside[region.name])) for region in regions if inside[region.name])
    if outside:
        yield TeamGroup(None, tuple(outside))


def _departments(entries: Iterable[Participation]) -> list[str]:
    return list(dict.fromkeys(e.department for e in entries if e.department))


def _holds(region: RegionFact, department: str) -> bool:
    return _is_among(department, region.departments)


@functools.lru_cache(4096)
def _is_among(department: str, others: tuple[str, ...]) -> bool:
    """Tell whether a department is one of others in any spelling; regions are much alike over the years."""
    return any(same_place(department, other) for other in others)
