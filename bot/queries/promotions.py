"""What a season's document says of promotion and relegation."""

from dataclasses import dataclass

from bot.cache import Snapshot
from bot.model import Source
from bot.queries.facts import SeasonRef, source_of
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
    query = "SELECT *, ? AS document FROM promotion WHERE season = ? ORDER BY position"
    return tuple(
        PromotionFact(
            row["who"], row["count"], row["target"], row["direction"], row["sentence"], source_of(row)
        )
        for row in await snapshot.rows(query, (season.document, season.year))
    )
