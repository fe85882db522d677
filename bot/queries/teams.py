"""Who qualified in a season: all teams of its list, or those of a department or region."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from bot.cache import SeasonRef, Snapshot
from bot.errors import UnknownPlaceError
from bot.model import Entry, Region, Season, Source, Team
from bot.queries.facts import club_of, kept, of_season, season_parts, season_ref, seasons_of
from bot.queries.match_place import is_named, same_place, settle_text
from bot.queries.query import Query
from bot.text import fold, read_roman
from bot.tournament.ranking import Ranked, ranks
from bot.vocabulary import department as official_department
from bot.vocabulary import departments as known_departments

_UNNUMBERED = 100


@dataclass(frozen=True, slots=True)
class SeasonRegion:
    """A region of the season and its departments; `without_team` are those that the list has no team of."""

    name: str
    departments: tuple[str, ...]
    without_team: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """Teams of one region, or those that are in none."""

    region: SeasonRegion | None
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
    region: SeasonRegion | None
    entries: tuple[Entry, ...]
    groups: tuple[TeamGroup, ...]
    teams: int
    regions: tuple[SeasonRegion, ...]
    without_region: tuple[str, ...]
    department_regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DepartmentTeams:
    """The teams of a department over all seasons, each with its entries, newest first; most seasons first.

    `seasons` are those with a team of the department, newest first; `regions` are those that the department
    belonged to, each with its seasons.
    """

    department: str
    teams: tuple[tuple[Team, tuple[Entry, ...]], ...]
    seasons: tuple[SeasonRef, ...]
    regions: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class AllTeams:
    """The teams of all editions: clubs by editions played, departments by teams sent, most first.

    `seasons` are those whose list of teams is known, newest first, each with the number of its teams; `teams`
    are the different clubs on the lists.
    """

    clubs: tuple[Ranked, ...]
    departments: tuple[Ranked, ...]
    teams: int
    seasons: tuple[tuple[SeasonRef, int], ...]
    only_honours: bool
    """Whether there are editions of which the honours alone are known."""


@dataclass(frozen=True, slots=True)
class Teams(Query):
    """The teams of a season, of one department or one region if so asked.

    Without a season it is those of all editions, or of a department; of a region those of the latest.
    """

    kind: ClassVar[str] = "teams"
    summary: ClassVar[str] = "Who qualified, by department or region"

    season: int | None = None
    department: str | None = None
    region: str | None = None

    @property
    def means_latest(self) -> bool:
        """Whether the latest season is meant."""
        return self.season is None and self.region is not None

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with department and region as the document names them.

        Raises UnknownSeasonError, and UnknownPlaceError for what the document does not name.
        """
        if self.department is None and self.region is None:
            return self
        ref = season_ref(snapshot, self.season)
        region = department = None
        if self.region is not None:
            names = await region_names(snapshot, ref.year)
            region = settled_place(snapshot, ref.year, "region", self.region, names, type(self)(self.season))
        if self.department is not None:
            names = await department_names(snapshot, None if self._of_all else ref.year)
            without = type(self)(ref.year, None, region)
            department = settled_place(snapshot, ref.year, "department", self.department, names, without)
        return type(self)(self.season, department, region)

    @property
    def _of_all(self) -> bool:
        return self.season is None and not self.means_latest

    async def answer(self, snapshot: Snapshot) -> TeamsAnswer | DepartmentTeams | AllTeams:
        """Return the teams; raises UnknownSeasonError."""
        ref = season_ref(snapshot, self.season)
        if self._of_all:
            department = self.department
            return await (_of_department(snapshot, department) if department else kept(snapshot, _of_all))
        team_list = await of_season(snapshot, _team_list, ref.year)
        entries, regions, homes = team_list.entries, team_list.regions, team_list.homes
        region = next((r for r in regions if self.region and is_named(r.name, self.region)), None)
        department = None
        if self.department:
            names = await department_names(snapshot, ref.year)
            department = next(name for name in names if is_named(name, self.department))
        meant = [
            name
            for name in homes
            if (department is None or same_place(name, department))
            and (region is None or region.name in homes[name])
        ]
        if department or region:
            entries = tuple([entry for entry in entries if entry.department in meant])
        its_regions = _regions_with(department, regions) if department else ()
        asked = {department: its_regions} if department else {name: homes[name] for name in meant}
        return TeamsAnswer(
            season=ref,
            department=department,
            region=region,
            entries=entries,
            groups=_groups(regions, entries, homes),
            teams=len(team_list.entries),
            regions=regions,
            without_region=tuple([name for name in asked if regions and not asked[name]]),
            department_regions=its_regions,
        )


async def department_names(snapshot: Snapshot, year: int | None) -> tuple[str, ...]:
    """Return the departments that a season's document names in its list or its regions; of all if None."""
    if year is not None:
        return await of_season(snapshot, _departments, year) if year in snapshot.seasons else ()
    return await kept(snapshot, _all_departments)


async def _all_departments(snapshot: Snapshot) -> tuple[str, ...]:
    homes = {_spelled(name) for (name,) in await snapshot.rows(_HOMES)}
    return _once(homes | {name for (name,) in await snapshot.rows(_OF_REGIONS)})


_HOMES = "SELECT DISTINCT department FROM entry WHERE department IS NOT NULL"
_OF_REGIONS = "SELECT DISTINCT value FROM region, json_each(departments)"


def settled_place(
    snapshot: Snapshot, year: int | None, kind: str, typed: str, names: tuple[str, ...], without: Query
) -> str:
    """Return the department or region of `names` that is meant.

    Raises UnknownPlaceError with the season, the latest if None, which offers the question `without` it.
    """
    place = settle_text(typed, names)
    if place is None:
        raise UnknownPlaceError(kind, typed, season_ref(snapshot, year), names, without)
    return place


def _departments(season: Season) -> tuple[str, ...]:
    """Return the departments that a season's document names in its list or its regions."""
    named = {_spelled(entry.department) for entry in season.entries if entry.department}
    return _once(named | {name for region in season.regions for name in region.departments})


def _once(named: Iterable[str]) -> tuple[str, ...]:
    """Return departments in the order of the alphabet, each in one spelling."""
    names: list[str] = []
    for department in sorted(named):
        if not any(same_place(department, name) for name in names):
            names.append(department)
    return tuple(sorted(names, key=fold))


async def region_names(snapshot: Snapshot, year: int | None) -> tuple[str, ...]:
    """Return the regions that a season's document names, in its order; of all documents if None.

    Numbered ones come first, in the order of their numbers.
    """
    seasons = await seasons_of(snapshot, snapshot.seasons if year is None else {year} & {*snapshot.seasons})
    regions = [region for season in seasons for region in season.regions]
    names = tuple({fold(region.name): region.name for region in reversed(regions)}.values())[::-1]
    return tuple(sorted(names, key=lambda name: read_roman(fold(name)) or _UNNUMBERED))


@functools.lru_cache(256)
def _spelled(department: str) -> str:
    """Return a department as it is spelled where a document misspells it, else as the document has it."""
    if official_department(department):
        return department
    return settle_text(department, known_departments()) or department


@dataclass(frozen=True, slots=True)
class _TeamList:
    """The list of teams of a season, its regions, and the regions of each department that has a team."""

    entries: tuple[Entry, ...]
    regions: tuple[SeasonRegion, ...]
    homes: dict[str, tuple[str, ...]]


def _team_list(season: Season) -> _TeamList:
    """Return the list of teams of a season, their departments as they are spelled."""
    entries = tuple(
        [
            entry
            if entry.department is None or (spelled := _spelled(entry.department)) == entry.department
            else replace(entry, department=spelled)
            for entry in season.entries
        ]
    )
    listed = tuple(dict.fromkeys(entry.department for entry in entries if entry.department))
    regions = _regions(season, listed)
    return _TeamList(entries, regions, {name: _regions_with(name, regions) for name in listed})


async def _of_department(snapshot: Snapshot, department: str) -> DepartmentTeams:
    entries: dict[str, list[Entry]] = {}
    regions: dict[str, list[int]] = {}
    for year in reversed(snapshot.seasons):
        team_list = await of_season(snapshot, _team_list, year)
        for entry in team_list.entries:
            if entry.department and same_place(entry.department, department):
                entries.setdefault(entry.club.key, []).append(entry)
        for region in _regions_with(department, team_list.regions):
            regions.setdefault(region, []).append(year)
    names = await department_names(snapshot, None)
    years = {entry.season for its_entries in entries.values() for entry in its_entries}
    most_seasons_first = sorted(entries.items(), key=lambda item: -len({entry.season for entry in item[1]}))
    return DepartmentTeams(
        department=next((name for name in names if is_named(name, department)), department),
        teams=tuple([(club_of(snapshot, key), tuple(its)) for key, its in most_seasons_first]),
        seasons=tuple([snapshot.refs[year] for year in sorted(years, reverse=True)]),
        regions=tuple([(name, tuple(its)) for name, its in regions.items()]),
    )


async def _of_all(snapshot: Snapshot) -> AllTeams:
    parts = [await season_parts(snapshot, year) for year in snapshot.editions]
    lists = {each.season.year: {entry.club.key for entry in each.season.entries} for each in parts}
    clubs = [
        replace(row, subject=club_of(snapshot, row.subject.key)) if isinstance(row.subject, Team) else row
        for row in ranks("club", "editions", parts).rows
    ]
    return AllTeams(
        clubs=tuple(clubs),
        departments=ranks("department", "teams", parts).rows,
        teams=len(set().union(*lists.values())),
        only_honours=len(snapshot.seasons) < len(snapshot.editions),
        seasons=tuple(
            [(snapshot.refs[year], len(lists[year])) for year in sorted(lists)[::-1] if lists[year]]
        ),
    )


def _regions(season: Season, listed: Iterable[str]) -> tuple[SeasonRegion, ...]:
    """Return the regions; one that the document names twice has the departments of both places."""
    by_name: dict[str, list[Region]] = {}
    for region in season.regions:
        by_name.setdefault(fold(region.name), []).append(region)
    merged = []
    for first, *others in by_name.values():
        departments = tuple(dict.fromkeys(name for region in (first, *others) for name in region.departments))
        without = tuple([name for name in departments if not any(same_place(name, d) for d in listed)])
        merged.append(SeasonRegion(first.name, departments, without, first.source))
    return tuple(merged)


def _regions_with(department: str, regions: Iterable[SeasonRegion]) -> tuple[str, ...]:
    return tuple([r.name for r in regions if any(same_place(department, name) for name in r.departments)])


def _groups(
    regions: Iterable[SeasonRegion], entries: tuple[Entry, ...], homes: dict[str, tuple[str, ...]]
) -> tuple[TeamGroup, ...]:
    inside = [
        TeamGroup(region, tuple([e for e in entries if e.department and region.name in homes[e.department]]))
        for region in regions
    ]
    outside = tuple([entry for entry in entries if not (entry.department and homes[entry.department])])
    groups = [group for group in inside if group.entries]
    return tuple([*groups, TeamGroup(None, outside)] if outside else groups)
