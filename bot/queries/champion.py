"""Who won a season."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Problem
from bot.queries.deciding import Decision
from bot.queries.facts import (
    Honour,
    Participation,
    SeasonRef,
    honours,
    participations,
    problems,
    season_ref,
)
from bot.queries.promotions import PromotionFact, promotions
from bot.queries.query import Examples, Query, register
from bot.queries.standings import decided


@dataclass(frozen=True, slots=True)
class ChampionAnswer:
    """The winner as the document states it, from where, which title it was and what it won."""

    season: SeasonRef
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    entries: tuple[Participation, ...]
    promotions: tuple[PromotionFact, ...]
    decision: Decision | None
    """How it was decided, worked out from the document's matches; None where they do not show it."""
    lost_tables: int
    """Tables that the document lost on the way: why it may not show how it was decided."""
    contradictions: tuple[Problem, ...]


@register
@dataclass(frozen=True, slots=True)
class Champion(Query):
    """Who won the season (the latest if None)."""

    kind: ClassVar[str] = "champion"
    summary: ClassVar[str] = "Who won a season, and how"

    season: int | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the champion of a season."""
        return cls(examples.season)

    async def answer(self, snapshot: Snapshot) -> ChampionAnswer:
        """Return the champion of the season; raises UnknownSeasonError."""
        season = await season_ref(snapshot, self.season)
        champions = await honours(snapshot, "honour.season = ? AND place = 'champion'", [season.year])
        entries = tuple(
            [
                line
                for honour in champions
                for line in await participations(
                    snapshot, "entry.season = ? AND entry.club = ?", [season.year, honour.club.key]
                )
            ]
        )
        lost = await snapshot.row("SELECT count(*) FROM lost_table WHERE season = ?", (season.year,))
        return ChampionAnswer(
            season=season,
            champions=champions,
            runners_up=await honours(snapshot, "honour.season = ? AND place = 'runner-up'", [season.year]),
            entries=entries,
            promotions=await promotions(snapshot, season),
            decision=await decided(snapshot, season),
            lost_tables=lost[0] if lost else 0,
            contradictions=tuple(p for p in await problems(snapshot, season.year) if "champion" in p.kind),
        )
