"""Top scorers, as the documents state them."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.facts import SeasonRef, by_season, counted_in_all, season_ref, season_refs
from bot.queries.query import LINES, WHOLE, Examples, Query, Window, register
from bot.queries.season import ScorerFact, scorers, scorers_part

FEW = 20
"""Seasons without scorer that a note can name; more are listed."""
ON_A_LINE = 8
"""Years on a line of that list."""


@dataclass(frozen=True, slots=True)
class SeasonScorers:
    """The top scorers of a season that names some."""

    season: SeasonRef
    scorers: tuple[ScorerFact, ...]


@dataclass(frozen=True, slots=True)
class ScorersAnswer:
    """The top scorers by season, newest first; `season` is the one that was asked for, if one was.

    `silent` are the seasons whose documents name none; they are `listed` after the scorers where they are not
    FEW. On a page of all seasons both are those of the window.
    """

    season: SeasonRef | None
    seasons: tuple[SeasonScorers, ...]
    silent: tuple[SeasonRef, ...]
    listed: bool
    known: tuple[int, ...]
    window: Window


@register
@dataclass(frozen=True, slots=True)
class Scorers(Query):
    """The top scorers of a season, of all if None."""

    kind: ClassVar[str] = "scorers"
    summary: ClassVar[str] = "The top scorers of a season, or of all"

    season: int | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the top scorers of all seasons: a single document may name none."""
        return cls()

    async def answer(self, snapshot: Snapshot) -> ScorersAnswer:
        """Return the top scorers; raises UnknownSeasonError."""
        season = await season_ref(snapshot, self.season) if self.season is not None else None
        asked = snapshot.seasons if season is None else (season.year,)
        found = await scorers(snapshot, season.year if season else None)
        named = {scorer.season for scorer in found}
        silent = await season_refs(snapshot, [year for year in asked if year not in named])
        return await self._answer(snapshot, season, found, silent, len(silent) > FEW, WHOLE)

    async def answer_page(self, snapshot: Snapshot, page: int) -> ScorersAnswer:
        """Return the top scorers, of all seasons one page."""
        if self.season is not None:
            return await self.answer(snapshot)
        counts = await counted_in_all(snapshot)
        listed = counts["silent"] > FEW
        lines = counts["scorers"] + (-(-counts["silent"] // ON_A_LINE) if listed else 0)
        window = Window.at(page, lines, LINES)
        part = window.part(LINES)
        found = await scorers_part(snapshot, part.start, LINES)
        start, stop = (max(line - counts["scorers"], 0) * ON_A_LINE for line in (part.start, part.stop))
        years = await snapshot.rows(_SILENT, (stop - start, start) if listed else (FEW, 0))
        silent = await season_refs(snapshot, [row["season"] for row in years])
        return await self._answer(snapshot, None, found, silent, listed, window)

    async def _answer(
        self,
        snapshot: Snapshot,
        season: SeasonRef | None,
        found: tuple[ScorerFact, ...],
        silent: tuple[SeasonRef, ...],
        listed: bool,
        window: Window,
    ) -> ScorersAnswer:
        its_scorers = by_season(found)
        named = await season_refs(snapshot, its_scorers)
        return ScorersAnswer(
            season=season,
            seasons=tuple([SeasonScorers(ref, its_scorers[ref.year]) for ref in named]),
            silent=silent,
            listed=listed,
            known=snapshot.seasons,
            window=window,
        )


_SILENT = "SELECT season FROM counted WHERE scorers = 0 ORDER BY season DESC LIMIT ? OFFSET ?"
