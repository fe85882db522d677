"""What a season's document says of promotion and relegation."""

from dataclasses import dataclass

from bot.cache import Snapshot
from bot.model import Source
from bot.queries.facts import SeasonRef, source_in
from bot.queries.keeping import SEASONS, kept


@dataclass(frozen=True, slots=True)
class PromotionFact:
    """A sentence of the document on who goes up or down, and where to."""

    who: str | None
    count: int | None
    target: str
    direction: str
    sentence: str
    source: Source


async def promotions(snapshot: Snapshot, season: SeasonRef) -> tuple[PromotionFact, ...]:
    """Return what the season's document says of promotion and relegation."""
    return await _promotions(snapshot, season.year)


@kept(SEASONS)
async def _promotions(snapshot: Snapshot, season: int) -> tuple[PromotionFact, ...]:
    rows = await snapshot.rows(_PROMOTIONS, (season,))
    return tuple(
        [
            PromotionFact(who, count, target, direction, sentence, source_in(snapshot, season, *at))
            for who, count, target, direction, sentence, *at in rows
        ]
    )


_PROMOTIONS = """
    SELECT who, count, target, direction, sentence, headings, line
      FROM promotion
     WHERE season = ?
     ORDER BY position
"""
