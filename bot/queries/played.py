"""Matches read from a snapshot, and what they add up to for a club."""

import datetime
from collections.abc import Iterable
from typing import Any

from bot.cache import Snapshot
from bot.model import MatchStatus, Source
from bot.queries.facts import club_ref, in_json, texts
from bot.queries.keeping import SEASONS, kept
from bot.rules.facts import MatchFact, Tally

_MATCHES = """
    SELECT match.season, origin, home, away, home_name, away_name, home_goals, away_goals, date,
           stage, "group", round, leg, status, extra_time, home_penalties, away_penalties, play_off, knockout,
           labels, note, record_note, headings, line
      FROM {}
"""


async def matches(
    snapshot: Snapshot, where: str, values: Iterable[str | int | None], *, source: str = "match"
) -> tuple[MatchFact, ...]:
    """Return the matches that fit an SQL condition on `match`: newest season first, within it as written."""
    query = f"{_MATCHES.format(source)} WHERE {where} ORDER BY match.season DESC, match.number"
    return tuple([_match(snapshot, row) for row in await snapshot.tuples(query, values)])


@kept(SEASONS)
async def matches_of_season(snapshot: Snapshot, season: int) -> tuple[MatchFact, ...]:
    """Return all matches of a season as written; those of its infobox alone come last."""
    return await matches(snapshot, "match.season = ?", [season])


async def matches_in(snapshot: Snapshot, season: int, places: Iterable[int]) -> tuple[MatchFact, ...]:
    """Return the match lines of some places of a season, which are given by their numbers, as written."""
    where = "match.season = ? AND match.place IN (SELECT value FROM json_each(?))"
    return await matches(snapshot, where, [season, in_json(places)])


async def matches_at(snapshot: Snapshot, season: int, numbers: Iterable[int]) -> tuple[MatchFact, ...]:
    """Return matches of a season by their numbers, in this order."""
    numbers = list(numbers)
    if not numbers:
        return ()
    where = "match.season = ? AND match.number IN (SELECT value FROM json_each(?))"
    found = await matches(snapshot, where, [season, in_json(numbers)])
    by_number = dict(zip(sorted(set(numbers)), found, strict=True))
    return tuple([by_number[number] for number in numbers])


async def matches_of(
    snapshot: Snapshot,
    club: str,
    *,
    seasons: Iterable[int] | None = None,
    opponent: str | None = None,
    origin: str | None = None,
) -> tuple[MatchFact, ...]:
    """Return a club's matches, of some seasons, against one opponent or of one origin if so asked."""
    values: list[str | int | None] = [club]
    home = away = ""
    if opponent is not None:
        values.append(opponent)
        home, away = " AND away = ?2", " AND home = ?2"
    if seasons is not None:
        values.append(in_json(seasons))
        of_seasons = f" AND season IN (SELECT value FROM json_each(?{len(values)}))"
        home, away = home + of_seasons, away + of_seasons
    if origin is not None:
        # As it stands, so that the index of these matches alone is seen to do.
        home, away = f"{home} AND origin = '{origin}'", f"{away} AND origin = '{origin}'"
    return await matches(snapshot, "TRUE", values, source=_OF_CLUB.format(home, away))


# Each side has its index, by which both come in order; one condition with OR would sort all of them.
_OF_CLUB = """(
    SELECT * FROM match WHERE home = ?1{}
     UNION ALL
    SELECT * FROM match WHERE away = ?1 AND home <> ?1{}
) AS match"""


_STATUS = {status.value: status for status in MatchStatus}


def _match(snapshot: Snapshot, row: tuple[Any, ...]) -> MatchFact:
    (
        season, origin, home, away, home_name, away_name, home_goals, away_goals, date,
        stage, group, round_, leg, status, extra_time, home_penalties, away_penalties, play_off, knockout,
        labels, note, record_note, headings, line,
    ) = row  # fmt: skip
    # A short form of the infobox ("Grau") is shown as the club's name; its line is in the source.
    from_line = origin == "line"
    shoot_out = home_penalties is not None and away_penalties is not None
    return MatchFact(
        season,
        club_ref(snapshot, home, home_name if from_line else None),
        club_ref(snapshot, away, away_name if from_line else None),
        home_goals,
        away_goals,
        datetime.date.fromisoformat(date) if date else None,
        stage,
        group,
        round_,
        leg,
        _STATUS[status],
        bool(extra_time),
        (home_penalties, away_penalties) if shoot_out else None,
        bool(play_off),
        origin,
        texts(labels) if labels else (),
        note or (record_note if not from_line else None),
        Source(snapshot.documents[season], texts(headings), line),
        bool(knockout),
        record_note,
    )


async def records_of(snapshot: Snapshot, club: str) -> dict[str, Tally]:
    """Return a club's record of all seasons by the origin of the matches, those without score too."""
    rows = await snapshot.rows(_RECORD, (club,))
    return {row["origin"]: Tally(*tuple(row)[1:]) for row in rows}


_RECORD = """
    SELECT origin, played, won, drawn, lost, goals_for, goals_against FROM club_record WHERE club = ?
"""
