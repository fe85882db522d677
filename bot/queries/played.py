"""Matches read from a snapshot, and what they add up to for a club."""

import datetime
import functools
import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.cache import Snapshot
from bot.model import Match, MatchStatus, Source
from bot.queries.facts import club_ref, in_json, texts
from bot.queries.keeping import SEASONS, kept

COLUMNS = """
           match.season, origin, home, away, home_name, away_name, home_goals, away_goals, date,
           stage, "group", round, leg, status, extra_time, home_penalties, away_penalties, play_off, knockout,
           labels, match.note, record_note, match.headings, match.line
"""
"""Columns of `match` that `match_fact` takes."""

_MATCHES = f"""
    SELECT {COLUMNS}
      FROM {{}}
     WHERE {{}}
     ORDER BY match.season DESC, match.number
"""


async def matches(
    snapshot: Snapshot, where: str, values: Iterable[str | int | None], *, source: str = "match"
) -> tuple[Match, ...]:
    """Return the matches that fit an SQL condition on `match`: newest season first, within it as written."""
    return await _matches(snapshot, _MATCHES.format(source, where), values)


async def _matches(snapshot: Snapshot, query: str, values: Iterable[str | int | None]) -> tuple[Match, ...]:
    return tuple([match_fact(snapshot, row) for row in await snapshot.tuples(query, values)])


@kept(SEASONS)
async def matches_of_season(snapshot: Snapshot, season: int) -> tuple[Match, ...]:
    """Return all matches of a season as written; those of its infobox alone come last."""
    return await _matches(snapshot, _OF_SEASON, (season,))


async def matches_in(snapshot: Snapshot, season: int, places: Iterable[int]) -> tuple[Match, ...]:
    """Return the match lines of some places of a season, which are given by their numbers, as written."""
    return await _matches(snapshot, _IN_PLACES, (season, in_json(places)))


async def matches_at_places(
    snapshot: Snapshot, places: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Match]:
    """Return matches by their seasons and numbers."""
    places = list(places)
    if not places:
        return {}
    return dict(zip(places, await _matches(snapshot, _AT_PLACES, (json.dumps(places),)), strict=True))


_OF_SEASON = _MATCHES.format("match", "match.season = ?")
_IN_PLACES = _MATCHES.format("match", "match.season = ? AND place_number IN (SELECT value FROM json_each(?))")
# Without ORDER BY: the matches come as they are asked for, one after the other.
_AT_PLACES = f"""
    SELECT {COLUMNS}
      FROM json_each(?) AS place
     CROSS JOIN match ON match.season = json_extract(place.value, '$[0]')
                     AND match.number = json_extract(place.value, '$[1]')
"""


async def matches_of(
    snapshot: Snapshot,
    club: str,
    *,
    seasons: tuple[int, int] | None = None,
    opponent: str | None = None,
    origin: str | None = None,
) -> tuple[Match, ...]:
    """Return a club's matches, of some seasons in a row, against one opponent or of one origin if asked."""
    query = _of_club(against=opponent is not None, in_seasons=seasons is not None, origin=origin)
    return await _matches(snapshot, query, (club, opponent, *(seasons or ())))


@functools.cache
def _of_club(*, against: bool, in_seasons: bool, origin: str | None) -> str:
    """Return the query for the matches of club ?1, against ?2, from season ?3 to ?4, each if so asked."""
    # Without an opponent ?2 is named all the same: it is given, and what is given must have its place.
    home, away = (" AND away = ?2", " AND home = ?2") if against else (" AND ?2 IS NULL", "")
    both = " AND season BETWEEN ?3 AND ?4" if in_seasons else ""
    if origin is not None:
        # As it stands, so that the index of these matches alone is seen to do.
        both += f" AND origin = '{origin}'"
    return _MATCHES.format(_SIDES.format(home + both, away + both), "TRUE")


# Each side has its index; one condition with OR may be taken for one on all matches.
_SIDES = """(
    SELECT * FROM match WHERE home = ?1{}
     UNION ALL
    SELECT * FROM match WHERE away = ?1 AND home <> ?1{}
) AS match"""


_STATUS = {status.value: status for status in MatchStatus}


def match_fact(snapshot: Snapshot, row: Sequence[Any]) -> Match:
    """Return the match that the values of COLUMNS tell."""
    (
        season, origin, home, away, home_name, away_name, home_goals, away_goals, date,
        stage, group, round_, leg, status, extra_time, home_penalties, away_penalties, play_off, knockout,
        labels, note, record_note, headings, line,
    ) = row  # fmt: skip
    # A short form of the infobox ("Grau") is shown as the club's name; its line is in the source.
    from_line = origin == "line"
    shoot_out = home_penalties is not None and away_penalties is not None
    return Match(
        club_ref(snapshot, home, home_name if from_line else None),
        club_ref(snapshot, away, away_name if from_line else None),
        home_goals,
        away_goals,
        datetime.date.fromisoformat(date) if date else None,
        stage,
        group,
        round_,
        Source(snapshot.refs[season].document, texts(headings), line, season),
        leg,
        _STATUS[status],
        bool(extra_time),
        (home_penalties, away_penalties) if shoot_out else None,
        bool(play_off),
        note or (record_note if not from_line else None),
        bool(knockout),
        origin,
        texts(labels) if labels else (),
        record_note,
    )
