"""The matches of a club, with its record; of one season or against one opponent if so asked."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.facts import (
    ClubRef,
    Honour,
    MatchFact,
    Participation,
    SeasonRef,
    Tally,
    club_ref,
    honours,
    matches_of,
    participations,
    season_ref,
    season_refs,
    tally,
)
from bot.queries.query import Examples, Query, register


@dataclass(frozen=True, slots=True)
class SeasonResults:
    """A club's matches of one season; with none, what the document still says of the club."""

    season: SeasonRef
    matches: tuple[MatchFact, ...]
    entries: tuple[Participation, ...]
    honours: tuple[Honour, ...]
    lost_tables: int
    """Tables that the document lost on the way: why a match may be missing."""


@dataclass(frozen=True, slots=True)
class ResultsAnswer:
    """A club's matches, newest season first. `took_part` lists all its seasons, whatever was asked.

    `met` lists the seasons in which the documents have it against the opponent, whatever season was asked;
    `opponents` are those of its newest season with matches here, in the order of their matches.
    """

    club: ClubRef
    opponent: ClubRef | None
    season: SeasonRef | None
    tally: Tally
    seasons: tuple[SeasonResults, ...]
    took_part: tuple[int, ...]
    opponent_took_part: tuple[int, ...]
    met: tuple[int, ...]
    opponents: tuple[ClubRef, ...]


@register
@dataclass(frozen=True, slots=True)
class Results(Query):
    """The matches of a club (a key), of all seasons if None, against all opponents if None."""

    kind: ClassVar[str] = "results"
    summary: ClassVar[str] = "The matches of a club, with its record"
    club_fields: ClassVar[tuple[str, ...]] = ("team", "opponent")

    team: str
    season: int | None = None
    opponent: str | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the matches of a club."""
        return cls(examples.team) if examples.team else None

    async def answer(self, snapshot: Snapshot) -> ResultsAnswer:
        """Return the matches and the record; raises UnknownSeasonError."""
        season = await season_ref(snapshot, self.season) if self.season is not None else None
        found = await matches_of(snapshot, self.team, season=self.season, opponent=self.opponent)
        took_part = _seasons_of(snapshot, self.team)
        asked = [s for s in await season_refs(snapshot) if s.year in took_part and s in (season or s,)]
        return ResultsAnswer(
            club=club_ref(snapshot, self.team),
            opponent=club_ref(snapshot, self.opponent) if self.opponent else None,
            season=season,
            tally=tally(self.team, found),
            seasons=tuple([await self._season(snapshot, ref, found) for ref in asked]),
            took_part=took_part,
            opponent_took_part=_seasons_of(snapshot, self.opponent) if self.opponent else (),
            met=await self._met(snapshot),
            opponents=_opponents(self.team, found),
        )

    async def _met(self, snapshot: Snapshot) -> tuple[int, ...]:
        if self.opponent is None:
            return ()
        found = await matches_of(snapshot, self.team, opponent=self.opponent)
        return tuple(sorted({match.season for match in found}))

    async def _season(
        self, snapshot: Snapshot, season: SeasonRef, found: tuple[MatchFact, ...]
    ) -> SeasonResults:
        lost = await snapshot.row("SELECT count(*) FROM lost_table WHERE season = ?", (season.year,))
        values: list[str | int | None] = [season.year, self.team]
        return SeasonResults(
            season=season,
            matches=tuple(match for match in found if match.season == season.year),
            entries=await participations(snapshot, "entry.season = ? AND entry.club = ?", values),
            honours=await honours(
                snapshot, "honour.season = ? AND honour.club = ? AND place = 'champion'", values
            ),
            lost_tables=lost[0] if lost else 0,
        )


def _opponents(key: str, found: tuple[MatchFact, ...]) -> tuple[ClubRef, ...]:
    newest = [match for match in found if match.season == found[0].season]
    others = [match.away if match.home.key == key else match.home for match in newest]
    return tuple({other.key: other for other in others}.values())


def _seasons_of(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    club = snapshot.index.club(key)
    return club.seasons if club else ()
