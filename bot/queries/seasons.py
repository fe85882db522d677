"""All editions of which there is a document."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

from bot.cache import Snapshot
from bot.queries.deciding import Decision
from bot.queries.facts import Honour, SeasonRef, honours, season_refs
from bot.queries.query import Examples, Query, register
from bot.queries.season import ScorerFact, scorers
from bot.queries.standings import decided


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
    """The editions, newest first."""

    editions: tuple[Edition, ...]


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
        champions = _by_season(await honours(snapshot, "place = 'champion'", ()))
        runners_up = _by_season(await honours(snapshot, "place = 'runner-up'", ()))
        best = _by_season(await scorers(snapshot))
        numbers = {row["year"]: row for row in await snapshot.rows(_NUMBERS)}
        return SeasonsAnswer(
            tuple(
                [
                    Edition(
                        season=season,
                        champions=champions[season.year],
                        runners_up=runners_up[season.year],
                        decision=await decided(snapshot, season),
                        scorers=best[season.year],
                        teams=numbers[season.year]["teams"],
                        matches=numbers[season.year]["matches"],
                        lost_tables=numbers[season.year]["lost_tables"],
                    )
                    for season in await season_refs(snapshot)
                ]
            )
        )


_NUMBERS = """
    SELECT year,
           (SELECT count(DISTINCT club) FROM entry WHERE season = year) AS teams,
           (SELECT count(*) FROM match WHERE season = year AND origin = 'line') AS matches,
           (SELECT count(*) FROM lost_table WHERE season = year) AS lost_tables
      FROM season
"""


class _OfSeason(Protocol):
    @property
    def season(self) -> int: ...


_F = TypeVar("_F", bound=_OfSeason)


def _by_season(facts: Iterable[_F]) -> defaultdict[int, tuple[_F, ...]]:
    found: defaultdict[int, tuple[_F, ...]] = defaultdict(tuple)
    for fact in facts:
        found[fact.season] += (fact,)
    return found
