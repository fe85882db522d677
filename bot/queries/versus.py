"""Two clubs against each other: the record, every match, and what is known where they did not meet."""

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import SeasonRef, Snapshot
from bot.errors import SameClubError
from bot.model import Match, Team
from bot.queries.facts import (
    club_of,
    matches_of,
    opponent_of,
    seasons_of,
    years_of,
)
from bot.queries.query import Query
from bot.queries.results import SeasonResults, season_results
from bot.tournament.tally import Tally, tally

_NEWEST = 8
_MOST_MET = 5


@dataclass(frozen=True, slots=True)
class VersusAnswer:
    """Two clubs' matches against each other. `tally` is the first one's.

    `shared` are the seasons in which both took part, newest first; `seasons` the newest of either, `met` the
    clubs that the first one met.
    """

    club: Team
    opponent: Team
    tally: Tally
    shared: tuple[SeasonResults, ...]
    seasons: tuple[SeasonRef, ...]
    took_part: tuple[int, ...]
    opponent_took_part: tuple[int, ...]
    met: tuple[Team, ...] = ()

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every match, newest season first."""
        return tuple([match for shared in self.shared for match in shared.matches])

    @property
    def apart(self) -> tuple[int, ...]:
        """The seasons in which both took part without a match between them, newest first."""
        return tuple([shared.season.year for shared in self.shared if not shared.matches])


@dataclass(frozen=True, slots=True)
class Versus(Query):
    """The matches of two clubs (keys) against each other."""

    kind: ClassVar[str] = "versus"
    summary: ClassVar[str] = "Two clubs against each other: record, goals, every match"
    club_fields: ClassVar[tuple[str, ...]] = ("team", "opponent")

    team: str
    opponent: str

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return itself; raises SameClubError where both are one club."""
        if self.team == self.opponent:
            met = await clubs_met(snapshot, self.team)
            raise SameClubError(club_of(snapshot, self.team), met[:_MOST_MET])
        return self

    async def answer(self, snapshot: Snapshot) -> VersusAnswer:
        """Return the record and every match, and the seasons in which both took part."""
        years, other_years = years_of(snapshot, self.team), years_of(snapshot, self.opponent)
        shared = tuple(
            [
                await season_results(snapshot, season, self.team, self.opponent)
                for season in await seasons_of(snapshot, {*years} & {*other_years})
            ]
        )
        return VersusAnswer(
            club=club_of(snapshot, self.team),
            opponent=club_of(snapshot, self.opponent),
            tally=tally(self.team, [match for each in shared for match in each.matches]),
            shared=shared,
            seasons=tuple(
                [snapshot.refs[year] for year in sorted({*years, *other_years}, reverse=True)[:_NEWEST]]
            ),
            took_part=years,
            opponent_took_part=other_years,
            met=await clubs_met(snapshot, self.team),
        )


async def clubs_met(snapshot: Snapshot, key: str, season: int | None = None) -> tuple[Team, ...]:
    """Return the clubs that a club met, in a season or in all, the most frequent first."""
    years = [year for year in reversed(years_of(snapshot, key)) if season in (None, year)]
    matches = [match for year in years for match in await matches_of(snapshot, year, key)]
    met = Counter([opponent_of(match, key).key for match in matches])
    return tuple([club_of(snapshot, opponent) for opponent, _ in met.most_common()])
