"""All champions: by year, by club and by department; those of a department, or the honours of a club."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import Snapshot
from bot.model import Team
from bot.queries.facts import club_of, clubs_from_town, years_in
from bot.queries.match_place import MAX_LENGTH, same_place
from bot.queries.query import Query
from bot.queries.seasons import Edition, edition_of
from bot.queries.teams import department_names, settled_place
from bot.text import fold
from bot.tournament.decision import runners_up
from bot.vocabulary import department as official_department
from bot.vocabulary import departments as known_departments

YEARS = "years"
"""The view of the champions by year."""


@dataclass(frozen=True, slots=True)
class ClubHonours:
    """A club with the years in which it won and in which it was second, in their order."""

    club: Team
    titles: tuple[int, ...]
    second: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DepartmentTitles:
    """A department with the years in which its clubs won, in their order."""

    name: str
    titles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChampionsAnswer:
    """The editions in scope, oldest first, and who won how often, most titles first.

    Of a club `editions` are those that it won, was second in, or is named for in doubt; `clubs` are then it
    alone, of a department those of it. A champion in doubt has no title; `homeless` are the titles of clubs
    whose department is not known. `decided` counts all editions whose champion is certain.
    """

    editions: tuple[Edition, ...]
    clubs: tuple[ClubHonours, ...]
    departments: tuple[DepartmentTitles, ...]
    homeless: tuple[tuple[int, Team], ...]
    decided: int
    span: tuple[int | None, int | None]
    department: str | None = None
    club: Team | None = None
    view: str | None = None
    of_town: tuple[Team, ...] = ()
    """The clubs known to be from the place, where that is a town and no department."""

    @property
    def without_title(self) -> tuple[str, ...]:
        """The departments of Peru none of whose clubs is known to have won."""
        return tuple(sorted({*known_departments()} - {one.name for one in self.departments}))


@dataclass(frozen=True, slots=True)
class Champions(Query):
    """All champions, those of a department, or the titles of a club; `view` is YEARS, or the map if None."""

    kind: ClassVar[str] = "champions"
    summary: ClassVar[str] = "All champions, with a map"
    club_fields: ClassVar[tuple[str, ...]] = ("team",)
    of_honours: ClassVar[bool] = True

    department: str | None = None
    team: str | None = None
    since: int | None = None
    until: int | None = None
    view: str | None = None

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with the department under its official name, or a town of clubs as it is spelt.

        A club has its department. Raises UnknownPlaceError.
        """
        view = YEARS if self.view == YEARS else None
        department = None
        if self.department is not None and self.team is None:
            names = _departments(await department_names(snapshot, None))
            without = dataclasses.replace(self, department=None)
            town = _town(snapshot, self.department, names)
            department = town or settled_place(snapshot, None, "department", self.department, names, without)
        return dataclasses.replace(self, department=department, view=view)

    async def answer(self, snapshot: Snapshot) -> ChampionsAnswer:
        """Return the champions."""
        years = years_in(snapshot, None, self.since, self.until, honours=True)
        editions = [await edition_of(snapshot, year) for year in years]
        won = [(e.season.year, h.club) for e in editions for h in e.certain]
        second = [(e.season.year, club) for e in editions for club in runners_up(e.runners_up, e.decision)]
        decided = len({year for year, _ in won})
        homeless = tuple([(year, club) for year, club in won if club.department is None])
        departments = _by_department(won)
        of_town: tuple[Team, ...] = ()
        if self.team is not None:
            won, second = ([(y, club) for y, club in part if club.key == self.team] for part in (won, second))
            own = {year for year, _ in (*won, *second)}
            editions = [e for e in editions if e.season.year in own or _is_named(self.team, e)]
        elif self.department is not None:
            of_town = clubs_of_town(snapshot, self.department)
            keys = {club.key for club in of_town}
            won, second = (
                [
                    (year, club)
                    for year, club in part
                    if (club.key in keys if of_town else _is_from(club, self.department))
                ]
                for part in (won, second)
            )
        return ChampionsAnswer(
            editions=tuple(editions),
            clubs=_by_club(snapshot, won, second),
            departments=departments,
            homeless=homeless,
            decided=decided,
            span=(self.since, self.until),
            department=self.department,
            club=club_of(snapshot, self.team) if self.team else None,
            view=self.view,
            of_town=of_town,
        )


def clubs_of_town(snapshot: Snapshot, place: str) -> tuple[Team, ...]:
    """Return the clubs that are known to be from a town; none for a department."""
    if official_department(place) is not None:
        return ()
    return tuple([club_of(snapshot, club.key) for club in clubs_from_town(snapshot, place)])


def _town(snapshot: Snapshot, typed: str, departments: Iterable[str]) -> str | None:
    """Return the town that is typed as it is spelt, None for a department or what no club is from."""
    if any(same_place(typed, name) for name in departments):
        return None
    towns = {fold(town): town for club in snapshot.index.clubs for town in club.towns}
    town = towns.get(fold(typed))
    return town if town is not None and len(town) <= MAX_LENGTH else None


def _is_named(club: str, edition: Edition) -> bool:
    """Tell whether a club is a champion of an edition, maybe in doubt."""
    return any(claim.club.key == club for honour in edition.champions for claim in honour.claims)


def _departments(named: Iterable[str]) -> tuple[str, ...]:
    """Return all departments of Peru, and what documents name that is none of them."""
    return (*known_departments(), *(name for name in named if official_department(name) is None))


def _is_from(club: Team, department: str) -> bool:
    return club.department is not None and same_place(club.department, department)


def _by_club(
    snapshot: Snapshot, won: Iterable[tuple[int, Team]], second: Iterable[tuple[int, Team]]
) -> tuple[ClubHonours, ...]:
    """Return the clubs that won or were second: by titles, then by second places, then the earliest."""
    years: dict[str, tuple[list[int], list[int]]] = {}
    for place, part in enumerate((won, second)):
        for year, club in part:
            years.setdefault(club.key, ([], []))[place].append(year)
    clubs = [
        ClubHonours(club_of(snapshot, key), tuple(titles), tuple(seconds))
        for key, (titles, seconds) in years.items()
    ]
    return tuple(sorted(clubs, key=lambda one: (-len(one.titles), -len(one.second), one.titles, one.second)))


def _by_department(won: Iterable[tuple[int, Team]]) -> tuple[DepartmentTitles, ...]:
    years: dict[str, list[int]] = {}
    for year, club in won:
        if club.department is not None:
            official = official_department(club.department)
            years.setdefault(official.name if official else club.department, []).append(year)
    departments = [DepartmentTitles(name, tuple(titles)) for name, titles in years.items()]
    return tuple(sorted(departments, key=lambda one: (-len(one.titles), one.titles)))
