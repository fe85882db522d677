"""Who qualified in a season: all teams of its list, or those of a department or region."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from bot.cache import Snapshot
from bot.errors import QuestionError
from bot.folding import fold
from bot.model import Source
from bot.queries.choosing import is_named, same_place, settle_text
from bot.queries.facts import Participation, SeasonRef, participations, season_ref
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
        listed = await participations(snapshot, "entry.season = ?", [season.year])
        regions = await _regions(snapshot, season, listed)
        region = next((r for r in regions if query.region and is_named(r.name, query.region)), None)
        entries = listed
        department = None
        if query.department:
            names = await department_names(snapshot, season.year)
            department = next(name for name in names if is_named(name, query.department))
            entries = tuple(e for e in entries if e.department and same_place(e.department, department))
        if region:
            entries = tuple(e for e in entries if _holds(region, e.department))
        asked = [department] if department else _departments(entries)
        return TeamsAnswer(
            season=season,
            department=department,
            region=region,
            entries=entries,
            groups=tuple(_groups(regions, entries)),
            teams=len(listed),
            regions=regions,
            without_region=tuple(d for d in asked if regions and not any(_holds(r, d) for r in regions)),
            department_regions=tuple(r.name for r in regions if department and _holds(r, department)),
        )


async def department_names(snapshot: Snapshot, season: int | None) -> tuple[str, ...]:
    """Return the departments that a season's document names in its list or its regions; of all if None."""
    rows = await snapshot.rows(_DEPARTMENTS, (season,))
    names: list[str] = []
    for row in rows:
        if not any(same_place(row["department"], name) for name in names):
            names.append(row["department"])
    return tuple(sorted(names, key=fold))


async def region_names(snapshot: Snapshot, season: int | None) -> tuple[str, ...]:
    """Return the regions that a season's document names, in its order; of all documents if None."""
    rows = await snapshot.rows(_REGIONS, (season,))
    return tuple({fold(row["name"]): row["name"] for row in reversed(rows)}.values())[::-1]


_DEPARTMENTS = """
    SELECT department FROM entry WHERE department IS NOT NULL AND (?1 IS NULL OR season = ?1)
     UNION
    SELECT department FROM region_department WHERE ?1 IS NULL OR season = ?1
     ORDER BY department
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
     WHERE ?1 IS NULL OR season = ?1
     ORDER BY season DESC, position
"""


async def _regions(
    snapshot: Snapshot, season: SeasonRef, listed: tuple[Participation, ...]
) -> tuple[RegionFact, ...]:
    """Return the regions; one that the document names twice has the departments of both places."""
    present = _departments(listed)
    merged: dict[str, RegionFact] = {}
    for row in await snapshot.rows(_REGIONS, (season.year,)):
        before = merged.get(fold(row["name"]))
        departments = [*(before.departments if before else ()), *json.loads(row["departments"])]
        merged[fold(row["name"])] = RegionFact(
            name=before.name if before else row["name"],
            departments=tuple(dict.fromkeys(departments)),
            without_team=tuple(d for d in departments if not any(same_place(d, p) for p in present)),
            source=before.source
            if before
            else Source(season.document, tuple(json.loads(row["headings"])), row["line"]),
        )
    return tuple(merged.values())


def _groups(regions: tuple[RegionFact, ...], entries: tuple[Participation, ...]) -> Iterator[TeamGroup]:
    for region in regions:
        inside = tuple(e for e in entries if _holds(region, e.department))
        if inside:
            yield TeamGroup(region, inside)
    outside = tuple(e for e in entries if not any(_holds(r, e.department) for r in regions))
    if outside:
        yield TeamGroup(None, outside)


def _departments(entries: Iterable[Participation]) -> list[str]:
    return list(dict.fromkeys(e.department for e in entries if e.department))


def _holds(region: RegionFact, department: str | None) -> bool:
    return department is not None and any(same_place(department, d) for d in region.departments)
