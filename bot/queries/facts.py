"""What the answers of all families are made of: clubs, matches and records read from a snapshot."""

import datetime
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from bot.cache import Snapshot
from bot.errors import UnknownSeasonError
from bot.model import MatchStatus, Problem, Severity, Source


@dataclass(frozen=True, slots=True)
class ClubRef:
    """A club as an answer names it: stable key, the document's spelling, department."""

    key: str
    name: str
    department: str | None


@dataclass(frozen=True, slots=True)
class SeasonRef:
    """A season's document: year, title of the article, file name, the day if a moderator added it."""

    year: int
    title: str
    document: str
    added: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class MatchFact:
    """A match with both clubs; `origin` is "line", or "infobox" for a score that stands there alone."""

    season: int
    home: ClubRef
    away: ClubRef
    home_goals: int | None
    away_goals: int | None
    date: datetime.date | None
    stage: str | None
    group: str | None
    round: str | None
    leg: int | None
    status: MatchStatus
    extra_time: bool
    penalties: tuple[int, int] | None
    play_off: bool
    origin: str
    labels: tuple[str, ...]
    note: str | None
    source: Source
    knockout: bool = False
    record_note: str | None = None
    """What the infobox adds to a result that it states; it is part of `note` where no line has the match."""

    @property
    def scored(self) -> bool:
        """Whether the document gives a score."""
        return self.home_goals is not None and self.away_goals is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """Played, won, drawn, lost, goals for and against of one club."""

    played: int = 0
    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0

    @property
    def goal_difference(self) -> int:
        """Goals for less goals against."""
        return self.goals_for - self.goals_against


@dataclass(frozen=True, slots=True)
class Honour:
    """A title or second place that a document states, and the line that does."""

    season: int
    club: ClubRef
    title: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Participation:
    """A club on the list of teams of a season: for which department, from where."""

    season: int
    club: ClubRef
    department: str | None
    location: str | None
    source: Source


def tally(club: str, matches: Iterable[MatchFact]) -> Tally:
    """Add up a club's scored matches; a shoot-out does not change a drawn match."""
    played = won = drawn = lost = goals_for = goals_against = 0
    for match in matches:
        if match.home_goals is None or match.away_goals is None:
            continue
        own, other = match.home_goals, match.away_goals
        if match.away.key == club:
            own, other = other, own
        played += 1
        won += own > other
        drawn += own == other
        lost += own < other
        goals_for += own
        goals_against += other
    return Tally(played, won, drawn, lost, goals_for, goals_against)


async def season_ref(snapshot: Snapshot, season: int | None) -> SeasonRef:
    """Return the season asked for, the latest if None; raises UnknownSeasonError."""
    year = season if season is not None else max(snapshot.seasons, default=None)
    row = await snapshot.row(f"{_SEASONS} WHERE season.year = ?", (year,))
    if row is None:
        raise UnknownSeasonError(year, snapshot.seasons)
    return _season_ref(row)


async def season_refs(snapshot: Snapshot) -> tuple[SeasonRef, ...]:
    """Return all seasons, the newest first."""
    return tuple(_season_ref(row) for row in await snapshot.rows(f"{_SEASONS} ORDER BY season.year DESC"))


_SEASONS = """
    SELECT season.year, title, document, added
      FROM season
      JOIN document ON document.name = season.document
"""


def _season_ref(row: sqlite3.Row) -> SeasonRef:
    added = datetime.datetime.fromisoformat(row["added"]).date() if row["added"] else None
    return SeasonRef(row["year"], row["title"], row["document"], added)


def club_ref(snapshot: Snapshot, key: str, name: str | None = None) -> ClubRef:
    """Return a club by key, under the name that a document uses for it or its own."""
    club = snapshot.index.club(key)
    if club is None:
        return ClubRef(key, name or key, None)
    return ClubRef(key, name or club.name, club.department)


def source_of(row: sqlite3.Row) -> Source:
    """Return the source of a row that has document, headings and line."""
    return Source(row["document"], tuple(json.loads(row["headings"])), row["line"])


_MATCHES = """
    SELECT match.*, season.document,
           (SELECT json_group_array(label)
              FROM (SELECT label
                      FROM record
                     WHERE record.season = match.season AND record.number = match.number
                     ORDER BY position)) AS labels,
           (SELECT note
              FROM record
             WHERE record.season = match.season AND record.number = match.number AND note IS NOT NULL
             LIMIT 1) AS record_note
      FROM match
      JOIN season ON season.year = match.season
"""


async def matches(
    snapshot: Snapshot, where: str, values: Iterable[str | int | None]
) -> tuple[MatchFact, ...]:
    """Return the matches that fit an SQL condition on `match`: newest season first, within it as written."""
    rows = await snapshot.rows(f"{_MATCHES} WHERE {where} ORDER BY match.season DESC, match.number", values)
    return tuple(_match(snapshot, row) for row in rows)


async def matches_of(
    snapshot: Snapshot, club: str, *, season: int | None = None, opponent: str | None = None
) -> tuple[MatchFact, ...]:
    """Return a club's matches, of one season or against one opponent if so asked."""
    # Two equalities joined by OR use the indexes on both sides; `? IN (home, away)` would read every match.
    values: list[str | int | None] = [club]
    where = "(match.home = ?1 OR match.away = ?1)"
    if opponent is not None:
        where = "((match.home = ?1 AND match.away = ?2) OR (match.home = ?2 AND match.away = ?1))"
        values = [club, opponent]
    if season is not None:
        where, values = f"{where} AND match.season = ?{len(values) + 1}", [*values, season]
    return await matches(snapshot, where, values)


def _match(snapshot: Snapshot, row: sqlite3.Row) -> MatchFact:
    # A short form of the infobox ("Grau") is shown as the club's name; its line is in the source.
    from_line = row["origin"] == "line"
    penalties = (row["home_penalties"], row["away_penalties"])
    return MatchFact(
        season=row["season"],
        home=club_ref(snapshot, row["home"], row["home_name"] if from_line else None),
        away=club_ref(snapshot, row["away"], row["away_name"] if from_line else None),
        home_goals=row["home_goals"],
        away_goals=row["away_goals"],
        date=datetime.date.fromisoformat(row["date"]) if row["date"] else None,
        stage=row["stage"],
        group=row["group"],
        round=row["round"],
        leg=row["leg"],
        status=MatchStatus(row["status"]),
        extra_time=bool(row["extra_time"]),
        penalties=penalties if None not in penalties else None,
        play_off=bool(row["play_off"]),
        origin=row["origin"],
        labels=tuple(json.loads(row["labels"])),
        note=row["note"] or (row["record_note"] if not from_line else None),
        source=source_of(row),
        knockout=bool(row["knockout"]),
        record_note=row["record_note"],
    )


_HONOURS = """
    SELECT honour.*, season.document
      FROM honour
      JOIN season ON season.year = honour.season
"""


async def honours(snapshot: Snapshot, where: str, values: Iterable[str | int | None]) -> tuple[Honour, ...]:
    """Return the honours that fit an SQL condition on `honour`, newest season first."""
    rows = await snapshot.rows(f"{_HONOURS} WHERE {where} ORDER BY honour.season DESC, position", values)
    return tuple(
        Honour(row["season"], club_ref(snapshot, row["club"], row["name"]), row["title"], source_of(row))
        for row in rows
    )


_PARTICIPATIONS = """
    SELECT entry.*, season.document
      FROM entry
      JOIN season ON season.year = entry.season
"""


async def participations(
    snapshot: Snapshot, where: str, values: Iterable[str | int | None]
) -> tuple[Participation, ...]:
    """Return the lines of teams' lists that fit an SQL condition on `entry`, newest season first."""
    query = f"{_PARTICIPATIONS} WHERE {where} ORDER BY entry.season DESC, entry.position"
    return tuple(
        Participation(
            row["season"],
            club_ref(snapshot, row["club"], row["name"]),
            row["department"],
            row["location"],
            source_of(row),
        )
        for row in await snapshot.rows(query, values)
    )


async def problems(snapshot: Snapshot, season: int) -> tuple[Problem, ...]:
    """Return what the load found wrong with a season's document, in the order of its lines."""
    query = """
        SELECT problem.*
          FROM problem
          JOIN season USING (document)
         WHERE season.year = ?
         ORDER BY problem.line, problem.position
    """
    return tuple(
        Problem(
            row["kind"],
            Severity(row["severity"]),
            row["line"],
            row["text"],
            row["message"],
            tuple(json.loads(row["values"]).items()),
        )
        for row in await snapshot.rows(query, (season,))
    )
