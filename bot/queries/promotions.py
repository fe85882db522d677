"""What a season's document says of promotion and relegation."""

from bot.cache import Snapshot
from bot.model import Promotion
from bot.queries.facts import SeasonRef, source_in
from bot.queries.keeping import SEASONS, kept


async def promotions(snapshot: Snapshot, season: SeasonRef) -> tuple[Promotion, ...]:
    """Return what the season's document says of promotion and relegation."""
    return await _promotions(snapshot, season.year)


@kept(SEASONS)
async def _promotions(snapshot: Snapshot, season: int) -> tuple[Promotion, ...]:
    rows = await snapshot.rows(_PROMOTIONS, (season,))
    return tuple(
        [
            Promotion(who, count, target, direction, sentence, source_in(snapshot, season, *at))
            for who, count, target, direction, sentence, *at in rows
        ]
    )


_PROMOTIONS = """
    SELECT who, count, target, direction, sentence, headings, line
      FROM promotion
     WHERE season = ?
     ORDER BY position
"""
