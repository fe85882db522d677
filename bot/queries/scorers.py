"""Top scorers, as the documents state them."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import Scorer
from bot.queries.facts import years_in
from bot.queries.query import Examples, Query


@dataclass(frozen=True, slots=True)
class SeasonScorers:
    """The top scorers of a season that names some."""

    season: SeasonRef
    scorers: tuple[Scorer, ...]


@dataclass(frozen=True, slots=True)
class ScorersAnswer:
    """The top scorers by season, newest first; `season` is the one that was asked for, if one was.

    `silent` are the seasons whose documents name none.
    """

    season: SeasonRef | None
    seasons: tuple[SeasonScorers, ...]
    silent: tuple[SeasonRef, ...]
    known: tuple[int, ...]
    span: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Scorers(Query):
    """The top scorers of a season, of a range of seasons, or of all."""

    kind: ClassVar[str] = "scorers"
    summary: ClassVar[str] = "The top scorers of a season, or of all"

    season: int | None = None
    since: int | None = None
    until: int | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the top scorers of all seasons: a single document may name none."""
        return cls()

    async def answer(self, snapshot: Snapshot) -> ScorersAnswer:
        """Return the top scorers; raises UnknownSeasonError."""
        years = years_in(snapshot, self.season, self.since, self.until)
        refs = [snapshot.refs[year] for year in reversed(years)]
        named = [SeasonScorers(ref, (await snapshot.season(ref.year)).scorers) for ref in refs]
        return ScorersAnswer(
            season=refs[0] if self.season is not None else None,
            seasons=tuple([item for item in named if item.scorers]),
            silent=tuple([item.season for item in named if not item.scorers]),
            known=snapshot.seasons,
            span=(self.since, self.until),
        )
