"""Records: what the match lines give when they are counted, with the results that infoboxes state."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import Problem, Record, Team
from bot.queries.facts import problems_with, season_parts, unread_lines, years_in, years_with_matches
from bot.queries.query import Query
from bot.tournament.records import RecordTable, best_of
from bot.tournament.tally import margin, winner


@dataclass(frozen=True, slots=True)
class RecordsAnswer:
    """Records of a season, or of all where `season` is None.

    `seasons` are those that were looked at, newest first; `stated` are the records that their infoboxes name;
    `known` are all the seasons of which a match is known.
    """

    season: SeasonRef | None
    seasons: tuple[SeasonRef, ...]
    records: RecordTable
    stated: tuple[Record, ...]
    lost_tables: int
    contradictions: tuple[Problem, ...]
    unread: int
    """Lines of the documents that could not be read."""
    known: tuple[int, ...]
    span: tuple[int | None, int | None] = (None, None)

    def sides_of_biggest_win(self) -> tuple[Team, Team] | None:
        """Return the winner and the loser of the biggest win, None if there are several or none."""
        wins = self.records.wins
        biggest = [match for match in wins if margin(match) == margin(wins[0])]
        first = winner(biggest[0]) if len(biggest) == 1 else None
        if first is None:
            return None
        match = biggest[0]
        return first, match.away if first.key == match.home.key else match.home


@dataclass(frozen=True, slots=True)
class Records(Query):
    """The records of a season, of a range of seasons, or of all."""

    kind: ClassVar[str] = "records"
    summary: ClassVar[str] = "Biggest wins, most goals, best attack, longest unbeaten runs"

    season: int | None = None
    since: int | None = None
    until: int | None = None

    async def answer(self, snapshot: Snapshot) -> RecordsAnswer:
        """Return the records; raises UnknownSeasonError."""
        years = years_in(snapshot, self.season, self.since, self.until)
        refs = tuple([snapshot.refs[year] for year in reversed(years)])
        parts = [await season_parts(snapshot, ref.year) for ref in refs]
        return RecordsAnswer(
            season=refs[0] if self.season is not None else None,
            seasons=refs,
            records=parts[0].records if len(parts) == 1 else best_of([season.records for season in parts]),
            stated=tuple([record for season in parts for record in season.season.records]),
            lost_tables=sum(len(season.season.lost_tables) for season in parts),
            unread=sum(len(unread_lines(season.season)) for season in parts),
            contradictions=problems_with(parts[0].season, "record") if self.season is not None else (),
            known=await years_with_matches(snapshot),
            span=(self.since, self.until),
        )
