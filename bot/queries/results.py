"""The matches of a club, with its record; of one season or against one opponent if so asked."""

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import Entry, Honour, Match, Season, Team
from bot.queries.facts import (
    club_of,
    listed_years,
    matches_of,
    opponent_of,
    season_ref,
    seasons_of,
    unread_lines,
    years_in,
    years_of,
)
from bot.queries.query import Query
from bot.tournament.tally import Tally, tally

_NEWEST = 6


@dataclass(frozen=True, slots=True)
class SeasonResults:
    """A club's matches of one season, and what else the document says of the club.

    `lost_tables` and `unread` count the tables and lines that are missing, where a match may have stood.
    """

    season: SeasonRef
    matches: tuple[Match, ...]
    entries: tuple[Entry, ...]
    titles: tuple[Honour, ...]
    lost_tables: int
    unread: int


@dataclass(frozen=True, slots=True)
class ResultsAnswer:
    """A club's matches, newest season first. `took_part` lists all its seasons, whatever was asked.

    Against an opponent `seasons` are those with a match, or where there is none the newest of the club.
    `met` lists the seasons with its matches, or those with matches of the two, whatever season was asked;
    `opponents` are those of the matches here, the most met first.
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
    span: tuple[int | None, int | None] = (None, None)
    listed: tuple[SeasonRef, ...] = ()
    """The seasons in which only a list of editions names the club, where no other document names it."""


@dataclass(frozen=True, slots=True)
class Results(Query):
    """The matches of a club (a key): of a season, a range or all; against one opponent or all."""

    kind: ClassVar[str] = "results"
    summary: ClassVar[str] = "The matches of a club, with its record"
    club_fields: ClassVar[tuple[str, ...]] = ("team", "opponent")

    team: str
    season: int | None = None
    opponent: str | None = None
    since: int | None = None
    until: int | None = None

    async def answer(self, snapshot: Snapshot) -> ResultsAnswer:
        """Return the matches and the record; raises UnknownSeasonError and OnlyHonoursError."""
        if self.season is not None:
            season_ref(snapshot, self.season)
        took_part = years_of(snapshot, self.team)
        spans = self.since is not None or self.until is not None
        seasons = [
            await season_results(snapshot, season, self.team, self.opponent)
            for season in await seasons_of(snapshot, took_part)
        ]
        met = tuple([results.season.year for results in reversed(seasons) if results.matches])
        if self.season is not None:
            seasons = [results for results in seasons if results.season.year == self.season]
        elif spans:
            years = years_in(snapshot, None, self.since, self.until)
            seasons = [results for results in seasons if results.season.year in years]
        elif self.opponent is not None:
            seasons = [results for results in seasons if results.matches] or seasons[:_NEWEST]
        matches = [match for results in seasons for match in results.matches]
        listed = listed_years(snapshot, self.team) if not seasons and (spans or not took_part) else ()
        if spans:
            inside = years_in(snapshot, None, self.since, self.until, honours=True)
            listed = tuple([year for year in listed if year in inside]) or (() if took_part else listed)
        return ResultsAnswer(
            club=club_of(snapshot, self.team),
            opponent=club_of(snapshot, self.opponent) if self.opponent else None,
            season=snapshot.refs[self.season] if self.season is not None else None,
            tally=tally(self.team, [match for match in matches if match.origin == "line"]),
            seasons=tuple(seasons),
            took_part=took_part,
            opponent_took_part=years_of(snapshot, self.opponent) if self.opponent else (),
            met=met,
            opponents=_opponents(self.team, matches),
            span=(self.since, self.until),
            listed=tuple([snapshot.refs[year] for year in listed]),
        )


async def season_results(
    snapshot: Snapshot, season: Season, club: str, opponent: str | None = None
) -> SeasonResults:
    """Return what a season has of a club, its matches against one opponent or all."""
    return SeasonResults(
        season=snapshot.refs[season.year],
        matches=await matches_of(snapshot, season.year, club, opponent),
        entries=tuple([entry for entry in season.entries if entry.club.key == club]),
        titles=tuple([honour for honour in season.champions if honour.club.key == club]),
        lost_tables=len(season.lost_tables),
        unread=len(unread_lines(season)),
    )


def _opponents(key: str, matches: list[Match]) -> tuple[Team, ...]:
    """Return the clubs met, the most frequent first."""
    opponents = [opponent_of(match, key) for match in matches]
    clubs = {opponent.key: opponent for opponent in opponents}
    met = Counter([opponent.key for opponent in opponents])
    return tuple([clubs[opponent] for opponent, _ in met.most_common()])
