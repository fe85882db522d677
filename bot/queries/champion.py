"""Who won a season."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Entry, Honour, Problem, Promotion
from bot.queries.facts import (
    SeasonRef,
    honours_of_season,
    lost_tables,
    participations,
    problems_with,
    season_ref,
)
from bot.queries.promotions import promotions
from bot.queries.query import Examples, Query
from bot.queries.standings import decided
from bot.tournament.decision import Decision


@dataclass(frozen=True, slots=True)
class ChampionAnswer:
    """The winner as the document states it, from where, which title it was and what it won."""

    season: SeasonRef
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    entries: tuple[Entry, ...]
    promotions: tuple[Promotion, ...]
    decision: Decision | None
    """How it was decided, worked out from the document's matches; None where they do not show it."""
    lost_tables: int
    """Tables that the document lost on the way: why it may not show how it was decided."""
    contradictions: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Champion(Query):
    """Who won the season (the latest if None)."""

    kind: ClassVar[str] = "champion"
    summary: ClassVar[str] = "Who won a season, and how"
    of_latest: ClassVar[bool] = True

    season: int | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the champion of a season."""
        return cls(examples.season)

    async def answer(self, snapshot: Snapshot) -> ChampionAnswer:
        """Return the champion of the season; raises UnknownSeasonError."""
        season = await season_ref(snapshot, self.season)
        champions, runners_up = await honours_of_season(snapshot, season.year)
        entries: list[Entry] = []
        for honour in champions:
            entries += await participations(
                snapshot, "club = ? AND season = ?", (honour.club.key, season.year)
            )
        return ChampionAnswer(
            season=season,
            champions=champions,
            runners_up=runners_up,
            entries=tuple(entries),
            promotions=await promotions(snapshot, season),
            decision=await decided(snapshot, season),
            lost_tables=await lost_tables(snapshot, season.year),
            contradictions=await problems_with(snapshot, season.year, "champion"),
        )
