"""Two clubs against each other: the record, every match, and what is known where they did not meet."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import Snapshot
from bot.errors import SameClubError
from bot.model import Match, Team
from bot.queries.facts import SeasonRef, Tally, by_season, club_ref, lost_tables_of, season_refs, tally
from bot.queries.played import matches_of
from bot.queries.query import Examples, Query

_NEWEST = 8


@dataclass(frozen=True, slots=True)
class Shared:
    """A season in which both took part, and how many tables its document lost on the way."""

    season: SeasonRef
    matches: tuple[Match, ...]
    lost_tables: int


@dataclass(frozen=True, slots=True)
class VersusAnswer:
    """Two clubs' matches against each other. `tally` is the first one's; `shared` is newest first.

    `apart` are the seasons in which both took part without a match between them. `seasons` are the newest in
    which either of them took part.
    """

    club: Team
    opponent: Team
    tally: Tally
    shared: tuple[Shared, ...]
    apart: tuple[int, ...]
    seasons: tuple[SeasonRef, ...]
    took_part: tuple[int, ...]
    opponent_took_part: tuple[int, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every match, newest season first."""
        return tuple(match for shared in self.shared for match in shared.matches)


@dataclass(frozen=True, slots=True)
class Versus(Query):
    """The matches of two clubs (keys) against each other."""

    kind: ClassVar[str] = "versus"
    summary: ClassVar[str] = "Two clubs against each other: record, goals, every match"
    club_fields: ClassVar[tuple[str, ...]] = ("team", "opponent")

    team: str
    opponent: str

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return two clubs that met."""
        if examples.team is None or examples.opponent is None:
            return None
        return cls(examples.team, examples.opponent)

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return itself; raises SameClubError where both are one club."""
        if self.team == self.opponent:
            met = [row["club"] for row in await snapshot.rows(_MET, (self.team,))]
            clubs = tuple(club_ref(snapshot, key) for key in met)
            raise SameClubError(club_ref(snapshot, self.team), clubs)
        return self

    async def answer(self, snapshot: Snapshot) -> VersusAnswer:
        """Return the record and every match, and the seasons in which both took part."""
        found = await matches_of(snapshot, self.team, opponent=self.opponent)
        one, other = _seasons_of(snapshot, self.team), _seasons_of(snapshot, self.opponent)
        matches = by_season(found)
        apart = sorted([year for year in {*one} & {*other} if year not in matches], reverse=True)
        lost = await lost_tables_of(snapshot, apart)
        shared = tuple(
            [
                Shared(season, matches[season.year], lost.get(season.year, 0))
                for season in await season_refs(snapshot, {*matches, *apart})
            ]
        )
        return VersusAnswer(
            club=club_ref(snapshot, self.team),
            opponent=club_ref(snapshot, self.opponent),
            tally=tally(self.team, found),
            shared=shared,
            apart=tuple(apart),
            seasons=await season_refs(snapshot, sorted({*one, *other})[-_NEWEST:]),
            took_part=one,
            opponent_took_part=other,
        )


_MET = """
    SELECT CASE WHEN home = ?1 THEN away ELSE home END AS club, count(*) AS times, max(season) AS latest
      FROM match
     WHERE (home = ?1 OR away = ?1) AND home <> away
     GROUP BY 1
     ORDER BY times DESC, latest DESC, club
     LIMIT 5
"""


def _seasons_of(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    club = snapshot.index.club(key)
    return club.seasons if club else ()
