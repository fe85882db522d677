"""The matches of a club, with its record; of one season or against one opponent if so asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import Entry, Honour, Match, Team
from bot.queries.facts import (
    SeasonRef,
    Tally,
    by_season,
    club_ref,
    honours,
    in_json,
    is_known,
    lost_tables_of,
    participations,
    season_ref,
    season_refs,
    tally,
)
from bot.queries.played import matches_of
from bot.queries.query import Examples, Query


@dataclass(frozen=True, slots=True)
class SeasonResults:
    """A club's matches of one season; with no match, what the document still says of the club.

    `entries`, `honours` and `lost_tables` are told of a season without matches alone.
    """

    season: SeasonRef
    matches: tuple[Match, ...]
    entries: tuple[Entry, ...]
    honours: tuple[Honour, ...]
    lost_tables: int
    """Tables that the document lost on the way: why a match may be missing."""


@dataclass(frozen=True, slots=True)
class ResultsAnswer:
    """A club's matches, newest season first. `took_part` lists all its seasons, whatever was asked.

    Against an opponent `seasons` are those with a match, or where there is none the newest of the club.
    `met` lists the seasons in which the documents have it against the opponent, whatever season was asked;
    `opponents` are those of its newest season with matches here, in the order of their matches.
    """

    club: Team
    opponent: Team | None
    season: SeasonRef | None
    tally: Tally
    seasons: tuple[SeasonResults, ...]
    took_part: tuple[int, ...]
    opponent_took_part: tuple[int, ...]
    met: tuple[int, ...]
    opponents: tuple[Team, ...]


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
        years = None if season is None else (season.year, season.year)
        found = await matches_of(snapshot, self.team, seasons=years, opponent=self.opponent)
        took_part = _seasons_of(snapshot, self.team)
        if self.opponent is not None and season is None:
            # Of the others nothing is told; where the two never met, the newest are the source of that.
            told = await season_refs(snapshot, {match.season for match in found} or took_part[-_NEWEST:])
        elif season is None:
            told = await season_refs(snapshot, took_part)
        else:
            told = (season,) if is_known(season.year, took_part) else ()
        return ResultsAnswer(
            club=club_ref(snapshot, self.team),
            opponent=club_ref(snapshot, self.opponent) if self.opponent else None,
            season=season,
            tally=tally(self.team, found),
            seasons=await self._seasons(snapshot, told, found),
            took_part=took_part,
            opponent_took_part=_seasons_of(snapshot, self.opponent) if self.opponent else (),
            met=await self._met(snapshot, found),
            opponents=_opponents(self.team, found),
        )

    async def _met(self, snapshot: Snapshot, found: tuple[Match, ...]) -> tuple[int, ...]:
        if self.opponent is None:
            return ()
        if self.season is not None:
            found = await matches_of(snapshot, self.team, opponent=self.opponent)
        return tuple(sorted({match.season for match in found}))

    async def _seasons(
        self, snapshot: Snapshot, refs: Iterable[SeasonRef], found: tuple[Match, ...]
    ) -> tuple[SeasonResults, ...]:
        matches = by_season(found)
        silent = [ref.year for ref in refs if ref.year not in matches]
        asked = (self.team, in_json(silent))
        titles = by_season(await honours(snapshot, _TITLES, asked) if silent else ())
        entries = by_season(await participations(snapshot, _ENTRIES, asked) if silent else ())
        lost = await lost_tables_of(snapshot, silent)
        return tuple(
            [
                SeasonResults(
                    season=ref,
                    matches=matches[ref.year],
                    entries=entries[ref.year],
                    honours=titles[ref.year],
                    lost_tables=lost.get(ref.year, 0),
                )
                for ref in refs
            ]
        )


_NEWEST = 6

_ENTRIES = "entry.club = ? AND entry.season IN (SELECT value FROM json_each(?))"
_TITLES = "honour.club = ? AND place = 'champion' AND honour.season IN (SELECT value FROM json_each(?))"


def _opponents(key: str, found: tuple[Match, ...]) -> tuple[Team, ...]:
    newest = [match for match in found if match.season == found[0].season]
    others = [match.away if match.home.key == key else match.home for match in newest]
    return tuple({other.key: other for other in others}.values())


def _seasons_of(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    club = snapshot.index.club(key)
    return club.seasons if club else ()
