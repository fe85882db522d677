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


@kept(SEASONS)
async def promotions(snapshot: Snapshot, season: SeasonRef) -> tuple[PromotionFact, ...]:
    """Return what the season's document says of promotion and relegation."""
    rows = await snapshot.rows(_PROMOTIONS, (season.year,))
    return tuple(
        [
            PromotionFact(who, count, target, direction, sentence, source_in(snapshot, season.year, *at))
            for who, count, target, direction, sentence, *at in rows
        ]
    )


_PROMOTIONS = """
    SELECT who, count, target, direction, sentence, headings, line
      FROM promotion
     WHERE season = ?
     ORDER BY position
"""
