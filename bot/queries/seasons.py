"""The editions that are known: all, or a range of years."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import Honour, Scorer, SeasonStatus
from bot.queries.facts import kept, season_parts, unread_lines, years_in
from bot.queries.query import Query
from bot.tournament.decision import Decision


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """An edition on one line: who won it, who scored most, how much the document holds; one object each.

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

    @property
    def certain(self) -> tuple[Honour, ...]:
        """The champions that are not in doubt."""
        return tuple([honour for honour in self.champions if not honour.in_doubt])


@dataclass(frozen=True, slots=True)
class SeasonsAnswer:
    """Editions, newest first."""

    editions: tuple[Edition, ...]
    span: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Seasons(Query):
    """All editions, or those from `since` to `until`."""

    kind: ClassVar[str] = "seasons"
    summary: ClassVar[str] = "All editions: champion, runner-up, top scorer, teams, matches"
    of_honours: ClassVar[bool] = True

    since: int | None = None
    until: int | None = None

    async def answer(self, snapshot: Snapshot) -> SeasonsAnswer:
        """Return the editions asked for of which there is a document."""
        years = years_in(snapshot, None, self.since, self.until, honours=True)
        return SeasonsAnswer(
            editions=tuple([await edition_of(snapshot, year) for year in reversed(years)]),
            span=(self.since, self.until),
        )


async def edition_of(snapshot: Snapshot, year: int) -> Edition:
    """Return a season on one line."""
    return await kept(snapshot, _edition, year)


async def _edition(snapshot: Snapshot, year: int) -> Edition:
    parts = await season_parts(snapshot, year)
    season = parts.season
    return Edition(
        season=snapshot.refs[year],
        champions=season.champions,
        runners_up=season.runners_up,
        decision=parts.decision,
        scorers=season.scorers,
        teams=len({entry.club.key for entry in season.entries}),
        matches=len(season.matches),
        lost_tables=len(season.lost_tables),
        unread=len(unread_lines(season)),
        status=season.status,
    )
