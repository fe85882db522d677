"""The editions of which there is a document: all, a range of years, or those that a department won."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import SeasonRef, Snapshot
from bot.model import Honour, Scorer, Season, SeasonStatus, Team
from bot.queries.facts import club_of, season_parts, seasons_of, unread_lines, years_in
from bot.queries.match_place import same_place
from bot.queries.query import Query
from bot.queries.teams import known_department
from bot.tournament.decision import Decision


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition on one line: who won it, who scored most, how much the document holds.

    `champions` and `runners_up` are those that the document states; `decision` is what its tables, play-off
    or final show, None where they do not. `unread` counts the lines that could not be read.
    """

    season: SeasonRef
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    decision: Decision | None
    scorers: tuple[Scorer, ...]
    teams: int
    matches: int
    lost_tables: int
    unread: int
    status: SeasonStatus


@dataclass(frozen=True, slots=True)
class SeasonsAnswer:
    """Editions, newest first. `decided` counts those in the range whose champion is known,
    of a department those whose champion has one.

    Of a `department` or `club` only those are here that it won.
    """

    editions: tuple[Edition, ...]
    decided: int
    span: tuple[int | None, int | None]
    department: str | None
    club: Team | None = None


@dataclass(frozen=True, slots=True)
class Seasons(Query):
    """All editions, those from `since` to `until`, or those won by a club or the clubs of a department."""

    kind: ClassVar[str] = "seasons"
    summary: ClassVar[str] = "All editions: champion, runner-up, top scorer, teams, matches"
    club_fields: ClassVar[tuple[str, ...]] = ("team",)
    of_honours: ClassVar[bool] = True

    since: int | None = None
    until: int | None = None
    department: str | None = None
    team: str | None = None

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with the department as documents spell it; raises UnknownPlaceError."""
        if self.department is None:
            return self
        without = dataclasses.replace(self, department=None)
        department = await known_department(snapshot, self.department, without)
        return dataclasses.replace(self, department=department)

    async def answer(self, snapshot: Snapshot) -> SeasonsAnswer:
        """Return the editions asked for of which there is a document."""
        seasons = await seasons_of(snapshot, years_in(snapshot, None, self.since, self.until, honours=True))
        decided = [season for season in seasons if season.champions]
        if self.department is not None:
            decided = [season for season in decided if any(won.club.department for won in season.champions)]
            seasons = [season for season in decided if _won_from(season, self.department)]
        if self.team is not None:
            seasons = [s for s in decided if self.team in [won.club.key for won in s.champions]]
        return SeasonsAnswer(
            editions=tuple([await _edition(snapshot, season) for season in seasons]),
            decided=len(decided),
            span=(self.since, self.until),
            department=self.department,
            club=club_of(snapshot, self.team) if self.team else None,
        )


def _won_from(season: Season, department: str) -> bool:
    homes = [honour.club.department for honour in season.champions]
    return any(home is not None and same_place(home, department) for home in homes)


async def _edition(snapshot: Snapshot, season: Season) -> Edition:
    ref = snapshot.refs[season.year]
    return Edition(
        season=ref,
        champions=season.champions,
        runners_up=season.runners_up,
        decision=(await season_parts(snapshot, season.year)).decision,
        scorers=season.scorers,
        teams=len({entry.club.key for entry in season.entries}),
        matches=len(season.matches),
        lost_tables=len(season.lost_tables),
        unread=len(unread_lines(season)),
        status=season.status,
    )
