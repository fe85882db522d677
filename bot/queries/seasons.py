"""All editions of which there is a document."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.facts import (
    Honour,
    SeasonRef,
    by_season,
    honours,
    newest,
    season_refs,
)
from bot.queries.query import WHOLE, Examples, Query, Window, register
from bot.queries.season import ScorerFact, scorers_of
from bot.queries.standings import FIRST_TWO, FirstTwo, first_two

PAGE = 5
"""Editions of a page: three lines each, for the most part."""


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
    scorers: tuple[ScorerFact, ...]
    teams: int
    matches: int
    lost_tables: int


@dataclass(frozen=True, slots=True)
class SeasonsAnswer:
    """Editions, newest first: those of the window, of which there are `number` in all."""

    editions: tuple[Edition, ...]
    number: int
    window: Window


@register
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
        years = snapshot.seasons[::-1]
        return SeasonsAnswer(await _editions(snapshot, years), len(years), WHOLE)

    async def answer_page(self, snapshot: Snapshot, page: int) -> SeasonsAnswer:
        """Return the editions of one page."""
        number = len(snapshot.seasons)
        window = Window.at(page, number, PAGE)
        years = newest(snapshot.seasons, window.part(PAGE))
        return SeasonsAnswer(await _editions(snapshot, years), number, window)


async def _editions(snapshot: Snapshot, years: Sequence[int]) -> tuple[Edition, ...]:
    """Return the editions of years that follow each other, the newest first."""
    asked = (years[-1], years[0]) if years else (0, -1)
    numbers = {row["year"]: row for row in await snapshot.rows(_NUMBERS, asked)}
    won = by_season(await honours(snapshot, "honour.season BETWEEN ? AND ?", asked))
    named = [year for year in years if numbers[year]["scorers"]]
    best = by_season(await scorers_of(snapshot, named) if named else ())
    return tuple(
        [
            _edition(snapshot, ref, numbers[ref.year], won[ref.year], best[ref.year])
            for ref in await season_refs(snapshot, years)
        ]
    )


def _edition(
    snapshot: Snapshot,
    season: SeasonRef,
    row: sqlite3.Row,
    won: tuple[Honour, ...],
    best: tuple[ScorerFact, ...],
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
     WHERE year BETWEEN ? AND ?
"""
