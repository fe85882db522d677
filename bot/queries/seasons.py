"""All editions of which there is a document."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import Honour, Scorer, Season
from bot.queries.facts import season_parts, seasons_of, unread_lines
from bot.queries.query import Query
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


@dataclass(frozen=True, slots=True)
class SeasonsAnswer:
    """All editions, newest first."""

    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Seasons(Query):
    """All editions."""

    kind: ClassVar[str] = "seasons"
    summary: ClassVar[str] = "All editions: champion, runner-up, top scorer, teams, matches"

    async def answer(self, snapshot: Snapshot) -> SeasonsAnswer:
        """Return all editions of which there is a document."""
        seasons = await seasons_of(snapshot, snapshot.seasons)
        return SeasonsAnswer(tuple([await _edition(snapshot, season) for season in seasons]))


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
    )
