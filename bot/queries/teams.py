"""Who qualified in a season: all teams of its list, or those of a department or region."""

import functools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import Snapshot
from bot.errors import UnknownPlaceError
from bot.model import Entry, Source
from bot.queries.facts import (
    SeasonRef,
    in_json,
    participations,
    season_ref,
    source_in,
    teams_of_season,
    texts,
)
from bot.queries.keeping import SEASONS, kept
from bot.queries.match_place import is_named, same_place, settle_text
from bot.queries.query import Examples, Query
from bot.text import fold


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
    entries: tuple[Entry, ...]


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
    entries: tuple[Entry, ...]
    groups: tuple[TeamGroup, ...]
    teams: int
    regions: tuple[RegionFact, ...]
    without_region: tuple[str, ...]
    department_regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Teams(Query):
    """The teams of a season (the latest if None), of one department or one region if so asked."""

    kind: ClassVar[str] = "teams"
    summary: ClassVar[str] = "Who qualified, by department or region"
    of_latest: ClassVar[bool] = True

    season: int | None = None
    department: str | None = None
    region: str | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the teams of a season."""
        return cls(examples.season)

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with department and region as the document names them.

        Raises UnknownSeasonError, and UnknownPlaceError for what the document does not name.
        """
        if self.department is None and self.region is None:
            return self
        season = await season_ref(snapshot, self.season)
        region = department = None
        if self.region is not None:
            names = await region_names(snapshot, season.year)
            region = settle_text(self.region, names)
            if region is None:
                raise UnknownPlaceError("region", self.region, season, names, type(self)(self.season))
        if self.department is not None:
            names = await department_names(snapshot, season.year)
            department = settle_text(self.department, names)
            if department is None:
                without = type(self)(self.season, None, region)
                raise UnknownPlaceError("department", self.department, season, names, without)
        return type(self)(self.season, department, region)

    async def answer(self, snapshot: Snapshot) -> TeamsAnswer:
        """Return the teams; raises UnknownSeasonError, and UnknownPlaceError as `settle` does."""
        query = await self.resolve_texts(snapshot)
        season = await season_ref(snapshot, query.season)
        teams, listed = await _listed(snapshot, season.year)
        regions, homes = await _regions(snapshot, season.year, listed)
        region = next((r for r in regions if query.region and is_named(r.name, query.region)), None)
        department = None
        if query.department:
            names = await department_names(snapshot, season.year)
            department = next(name for name in names if is_named(name, query.department))
        meant = [
            d
            for d in listed
            if (department is None or same_place(d, department))
            and (region is None or region.name in homes[d])
        ]
        entries = await _entries(snapshot, season.year, meant if department or region else None)
        its_regions = _regions_with(department, regions) if department else ()
        asked = {department: its_regions} if department else {d: homes[d] for d in meant}
        return TeamsAnswer(
            season=season,
            department=department,
            region=region,
            entries=entries,
            groups=tuple(_groups(regions, entries, homes)),
            teams=teams,
            regions=regions,
            without_region=tuple([d for d in asked if regions and not asked[d]]),
            department_regions=its_regions,
        )


@kept(SEASONS)
async def department_names(snapshot: Snapshot, season: int | None) -> tuple[str, ...]:
    """Return the departments that a season's document names in its list or its regions; of all if None."""
    if season is None:
        return _different(tuple([row["department"] for row in await snapshot.rows(_ALL_DEPARTMENTS)]))
    _, listed = await _listed(snapshot, season)
    in_regions = [name for row in await _region_rows(snapshot, season) for name in texts(row["departments"])]
    return _different(tuple(sorted({*listed, *in_regions})))


@functools.lru_cache(512)
def _different(departments: tuple[str, ...]) -> tuple[str, ...]:
    """Return departments, each in the first of its spellings alone; they are much alike over the years."""
    names: list[str] = []
    for department in departments:
        if not any(same_place(department, name) for name in names):
            names.append(department)
    return tuple(sorted(names, key=fold))


@kept(SEASONS)
async def region_names(snapshot: Snapshot, season: int | None) -> tuple[str, ...]:
    """Return the regions that a season's document names, in its order; of all documents if None."""
    if season is None:
        rows = await snapshot.rows(_ALL_REGIONS)
    else:
        rows = await _region_rows(snapshot, season)
    return tuple({fold(row["name"]): row["name"] for row in reversed(rows)}.values())[::-1]


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


@kept(SEASONS)
async def _region_rows(snapshot: Snapshot, season: int) -> list[sqlite3.Row]:
    return await snapshot.rows(_REGIONS, (season,))


_REGIONS = "SELECT name, departments, headings, line FROM region WHERE season = ? ORDER BY position"


@kept(SEASONS)
async def _listed(snapshot: Snapshot, season: int) -> tuple[int, tuple[str, ...]]:
    """Return how many teams a season's list has, and their departments in its order."""
    row = await snapshot.row("SELECT teams, departments FROM tally WHERE season = ?", (season,))
    return (row["teams"], texts(row["departments"])) if row else (0, ())


async def _entries(snapshot: Snapshot, season: int, departments: Iterable[str] | None) -> tuple[Entry, ...]:
    """Return the lines of a season's list of teams, those of some departments alone if so asked."""
    if departments is None:
        return await teams_of_season(snapshot, season)
    where = "season = ? AND department IN (SELECT value FROM json_each(?))"
    return await participations(snapshot, where, (season, in_json(departments)))


async def _regions(
    snapshot: Snapshot, season: int, listed: tuple[str, ...]
) -> tuple[tuple[RegionFact, ...], dict[str, tuple[str, ...]]]:
    """Return the regions, and the names of those that hold each department of the list of teams."""
    rows = await _region_rows(snapshot, season)
    regions, homes = _divided(listed, tuple([(row[0], row[1]) for row in rows]))
    facts = [
        RegionFact(name, has, without, source_in(snapshot, season, *rows[first][2:]))
        for first, name, has, without in regions
    ]
    return tuple(facts), homes


_Regions = tuple[tuple[int, str, tuple[str, ...], tuple[str, ...]], ...]
"""Of each region the place where it is named first, its name, departments, and those without a team."""


@functools.lru_cache(512)
def _divided(
    listed: tuple[str, ...], named: tuple[tuple[str, str], ...]
) -> tuple[_Regions, dict[str, tuple[str, ...]]]:
    """Return the regions, and those that hold each department of the list: much alike over the years.

    A region that the document names twice has the departments of both places.
    """
    merged: dict[str, tuple[int, str, list[str]]] = {}
    for place, (name, found_here) in enumerate(named):
        merged.setdefault(fold(name), (place, name, []))[2].extend(texts(found_here))
    inside: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, region, departments in merged.values():
        for department in departments:
            inside[department][region] = None
    held = tuple(sorted(inside))
    alike = {department: _alike(department, held) for department in listed}
    homes = {
        department: tuple([name for _, name, _ in merged.values() if any(name in inside[d] for d in found)])
        for department, found in alike.items()
    }
    present = {each for found in alike.values() for each in found}
    regions = [
        (first, name, tuple(dict.fromkeys(has)), tuple([d for d in has if d not in present]))
        for first, name, has in merged.values()
    ]
    return tuple(regions), homes


def _regions_with(department: str, regions: Iterable[RegionFact]) -> tuple[str, ...]:
    return tuple([region.name for region in regions if _alike(department, region.departments)])


@functools.lru_cache(4096)
def _alike(department: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of others that a department is in any spelling; they are much alike over the years."""
    return tuple([other for other in others if same_place(department, other)])


def _groups(
    regions: tuple[RegionFact, ...], entries: tuple[Entry, ...], homes: dict[str, tuple[str, ...]]
) -> Iterator[TeamGroup]:
    inside: dict[str, list[Entry]] = {region.name: [] for region in regions}
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
