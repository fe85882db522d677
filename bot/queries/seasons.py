"""All editions of which there is a document."""

import sqlite3
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Honour, Scorer
from bot.queries.facts import SeasonRef, by_season, honours, season_refs
from bot.queries.query import Examples, Query
from bot.queries.season import scorers
from bot.queries.standings import FIRST_TWO, FirstTwo, first_two


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition on one line: who won it, who scored most, how much the document holds.

    `champions` and `runners_up` are those that the document states; `decision` is what its tables, play-off
    or final show, None where they do not.
    """

    season: SeasonRef
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    decision: FirstTwo | None
    scorers: tuple[Scorer, ...]
    teams: int
    matches: int
    lost_tables: int


@dataclass(frozen=True, slots=True)
class SeasonsAnswer:
    """All editions, newest first."""

    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Seasons(Query):
    """All editions."""

    kind: ClassVar[str] = "seasons"
    summary: ClassVar[str] = "All editions: champion, runner-up, top scorer, teams, matches"

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return itself."""
        return cls()

    async def answer(self, snapshot: Snapshot) -> SeasonsAnswer:
        """Return all editions of which there is a document."""
        numbers = {row["year"]: row for row in await snapshot.rows(_NUMBERS)}
        won = by_season(await honours(snapshot, "TRUE", ()))
        best = by_season(await scorers(snapshot))
        return SeasonsAnswer(
            tuple(
                [
                    _edition(snapshot, ref, numbers[ref.year], won[ref.year], best[ref.year])
                    for ref in await season_refs(snapshot, snapshot.seasons)
                ]
            )
        )


def _edition(
    snapshot: Snapshot,
    season: SeasonRef,
    row: sqlite3.Row,
    won: tuple[Honour, ...],
    best: tuple[Scorer, ...],
) -> Edition:
    return Edition(
        season=season,
        champions=tuple([honour for honour in won if honour.is_title]),
        runners_up=tuple([honour for honour in won if not honour.is_title]),
        decision=first_two(snapshot, row),
        scorers=best,
        teams=row["clubs"],
        matches=row["matches"],
        lost_tables=row["lost_tables"],
    )


_NUMBERS = f"""
    SELECT year, glance.clubs, tally.matches, counted.lost_tables, counted.scorers, {FIRST_TWO}
      FROM season
      JOIN tally ON tally.season = year
      JOIN glance ON glance.season = year
      JOIN counted ON counted.season = year
      LEFT JOIN decision ON decision.season = year
"""
