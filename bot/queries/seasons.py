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
    honours_of_season,
    in_json,
    newest,
    season_refs,
)
from bot.queries.query import WHOLE, Examples, Query, Window, register
from bot.queries.season import ScorerFact, scorers_of
from bot.queries.standings import decided
from bot.rules.deciding import Decision

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
    decision: Decision | None
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
    numbers = {row["year"]: row for row in await snapshot.rows(_NUMBERS, (in_json(years),))}
    best = by_season(await scorers_of(snapshot, years))
    return tuple(
        [
            await _edition(snapshot, ref, numbers[ref.year], best[ref.year])
            for ref in await season_refs(snapshot, years)
        ]
    )


async def _edition(
    snapshot: Snapshot, season: SeasonRef, numbers: sqlite3.Row, best: tuple[ScorerFact, ...]
) -> Edition:
    champions, runners_up = await honours_of_season(snapshot, season.year)
    return Edition(
        season=season,
        champions=champions,
        runners_up=runners_up,
        decision=await decided(snapshot, season),
        scorers=best,
        teams=numbers["teams"],
        matches=numbers["matches"],
        lost_tables=numbers["lost_tables"],
    )


_NUMBERS = """
    SELECT year,
           (SELECT count(DISTINCT club) FROM entry WHERE season = year) AS teams,
           (SELECT count(*) FROM match WHERE season = year AND origin = 'line') AS matches,
           (SELECT count(*) FROM lost_table WHERE season = year) AS lost_tables
      FROM season
     WHERE year IN (SELECT value FROM json_each(?))
"""
