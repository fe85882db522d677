"""Intents about clubs side by side or in a table, and their slots → queries."""

import dataclasses

from bot.ask.built import (
    MOST_SEASONS,
    Built,
    choices_of,
    club_key,
    count_point,
    is_champion,
    played,
    seasons_of,
    which_first,
)
from bot.ask.club_queries import SIDE_BY_SIDE, club_seasons, results
from bot.ask.intents import found_in
from bot.ask.slots import Slots
from bot.ask.title_queries import team
from bot.cache import Snapshot
from bot.names import Resolution
from bot.queries.facts import season_parts
from bot.queries.interpretation import Point
from bot.queries.query import UNCHOSEN, Query
from bot.queries.ranking import Ranking
from bot.queries.results import Results
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus

_COMPARED = (
    ({"title", "champion", "most_titles"}, "titles"),
    ({"conceded"}, "conceded"),
    ({"goals", "most_goals", "scored"}, "scored"),
)
"""What is compared in all editions, by the first of these concepts that a question has."""
_COUNTED_OF_EACH = (
    ({"difference"}, "difference"),
    ({"conceded"}, "conceded"),
    ({"goals", "most_goals", "scored"}, "goals"),
    ({"win"}, "won"),
    ({"lose"}, "lost"),
)
_OF_MATCHES = frozenset({"match", "play", "victory", "versus", "result"})
_SUMMED = (
    ({"title", "champion", "most_titles"}, "titles"),
    ({"points"}, "points"),
    ({"conceded"}, "conceded"),
    ({"goals", "most_goals", "scored"}, "scored"),
    ({"win"}, "won"),
    ({"match", "play"}, "played"),
)
"""What of two clubs is added up, by the first of these concepts that a question has."""


async def compare(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the table or the matches that compare two clubs, the titles of more."""
    sooner = which_first(slots)
    many = len(slots.clubs) > 2 or sooner
    if many and all(name.club for name in slots.clubs) and not found_in(slots) - {"clubs"}:
        summed = slots.concepts & {"sum", "both"} and not slots.concepts & SIDE_BY_SIDE and not sooner
        keys = tuple(map(club_key, slots.clubs))
        return [Built(Ranking("titles", "club"), Point("sum" if summed else "compare", keys, what=sooner))]
    if len(slots.clubs) != 2:
        return []
    first, other = slots.clubs
    if len(slots.seasons) > 1:
        # What both have together in two seasons nothing tells.
        return [] if slots.concepts & {"sum", "both"} else _compared_in_two_seasons(slots)
    choices = choices_of(team=first, opponent=other)
    keys = (club_key(first), club_key(other))
    if slots.concepts & {"above", "below"} and slots.concepts & {"who", "team"}:
        between = {"above", "below"} <= slots.concepts
        if between or "both" in slots.concepts:  # "who was above Torino and UTC" is not one of them
            return await _between(slots, keys, choices, snapshot) if between else []
    of_matches = slots.concepts & {"win", "lose", "draw", "goals", "scored", "conceded", "match"}
    if "table" in slots.concepts and of_matches and await _met_beside_table(slots, keys, snapshot):
        return []  # the numbers are of all matches, those of the table are not
    if slots.concepts & {"sum", "both"} and not slots.concepts & SIDE_BY_SIDE:
        return await _sum(slots, keys, choices, snapshot)
    what = next((what for concepts, what in _COMPARED if slots.concepts & concepts), None)
    if what is None and {"win", "more"} <= slots.concepts and not slots.concepts & _OF_MATCHES:
        what = "titles" if not slots.seasons else None  # "who has won more, Torino or UTC?"
    if slots.seasons and not choices:
        built: list[Built] = []
        of_goals = what in ("scored", "conceded") and slots.concepts & {"how_many", "apart"}
        for year in slots.seasons:
            both = all([await played(snapshot, key, year) for key in keys])
            query = Standings(year) if both else Results(keys[0], year, keys[1])
            built.append(Built(query, Point("compare", keys, what=what if of_goals else None)))
        return built
    return [Built(Versus(*keys), Point("compare", keys, what=what), choices)]


async def _met_beside_table(slots: Slots, keys: tuple[str, str], snapshot: Snapshot) -> bool:
    """Return whether one of two clubs has a match that its table does not count, such as a play-off."""
    if slots.season not in snapshot.seasons:
        return True
    parts = await season_parts(snapshot, slots.season)
    counted = {row.club.key: row.tally.played for table in parts.tables for row in table.rows}
    own = {key: sum(key in (m.home.key, m.away.key) for m in parts.season.matches) for key in keys}
    return any(counted.get(key) != own[key] for key in keys)


async def _between(
    slots: Slots, keys: tuple[str, str], choices: tuple[tuple[str, Resolution], ...], snapshot: Snapshot
) -> list[Built]:
    """Return the table with those that finished between two clubs; none where nobody did."""
    if slots.season not in snapshot.seasons or choices:
        return []
    for table in (await season_parts(snapshot, slots.season)).tables:
        places = [row.position for row in table.rows if row.club.key in keys]
        inside = (
            [row.club.key for row in table.rows if min(places) < row.position < max(places)] if places else []
        )
        if len(places) == len(keys) and inside:
            return [Built(Standings(slots.season), Point("place", tuple(inside)))]
    return []


async def _sum(
    slots: Slots, keys: tuple[str, str], choices: tuple[tuple[str, Resolution], ...], snapshot: Snapshot
) -> list[Built]:
    """Return what two clubs have together: "the titles of Torino and UTC"."""
    what = next((what for concepts, what in _SUMMED if slots.concepts & concepts), None)
    if what == "won" and not (slots.seasons or slots.concepts & {"victory", "match"}):
        what = "titles"
    if slots.season is None:
        return [Built(Versus(*keys), Point("sum", keys, what=what), choices)] if what != "points" else []
    if choices or what == "titles" or not all([await played(snapshot, key, slots.season) for key in keys]):
        return []
    return [Built(Standings(slots.season), Point("sum", keys, what=what))]


def _compared_in_two_seasons(slots: Slots) -> list[Built]:
    """Return what is compared of two clubs in two seasons: "more goals, Aurich in 97 or Gálvez in 96"."""
    said = slots.concepts
    if len(slots.seasons) != len(slots.clubs) or any(name.club is None for name in slots.clubs):
        return []
    own = [(club_key(name), year) for name, year in zip(slots.clubs, slots.seasons, strict=True)]
    if said & {"points", "place", "top"}:
        return [Built(Standings(year), Point("place", (key,))) for key, year in own]
    what = next((what for concepts, what in _COUNTED_OF_EACH if said & concepts), None)
    return [Built(Results(key, year), Point("count", (key,), what=what)) for key, year in own] if what else []


async def gap(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the tables in which points lie between two clubs, or between a club and the first."""
    if any(name.club is None for name in slots.clubs) or len(slots.clubs) > 2:
        return []
    keys = tuple(club_key(name) for name in slots.clubs)
    of_last = "bottom" in slots.concepts
    if keys and of_last:
        return []  # how far a club was from the last is not told
    years = seasons_of(slots, snapshot.seasons)
    if years == [None]:
        both = [year for year in snapshot.seasons if all([await played(snapshot, key, year) for key in keys])]
        years = [*both] if keys and len(both) == 1 else []
    if "runner_up" in slots.concepts and len(keys) == 1:
        # The points ahead of the second are those of the first.
        years = [year for year in years if year and await is_champion(snapshot, keys[0], year)]
    return [
        Built(Standings(year, slots.stage), Point("gap", keys, place=-1 if of_last else None))
        for year in years
    ]


async def place(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the tables in which a club has its place."""
    if len(slots.clubs) != 1:
        return []
    name = slots.clubs[0]
    years = club_seasons(slots, snapshot, name)
    if "how_far" in slots.concepts and (name.club is None or not await _in_tables(name, years, snapshot)):
        built = await (team if years == [None] else results)(slots, snapshot)
        return [each for each in built if await _tells_of_club(each.query, snapshot)]
    if name.club is None or years == [None]:
        return await _place_of_any(name, slots, snapshot)
    point = Point("place", (name.club.key,), what=_beside(slots))
    number = count_point(slots) if "table" in slots.concepts else None
    if number is not None:
        point = dataclasses.replace(
            point, what=number.what
        )  # a number of the table, where no play-off counts
    return [Built(Standings(year, slots.stage), point) for year in years]


def _beside(slots: Slots) -> str | None:
    """Return whether those above or below a club are asked for instead of it."""
    return next((way for way in ("above", "below") if way in slots.concepts), None)


async def _tells_of_club(query: Query, snapshot: Snapshot) -> bool:
    """Return whether there is more to tell than that a club took part in an edition."""
    if not isinstance(query, Results) or query.season not in snapshot.seasons:
        return True
    return await played(snapshot, query.team, int(str(query.season)))


async def _in_tables(name: Resolution, years: list[int | None], snapshot: Snapshot) -> bool:
    """Return whether a club stands in a table of each of these seasons."""
    for year in years:
        tables = (await season_parts(snapshot, year)).tables if year in snapshot.seasons and year else ()
        if not any(name.club and row.club.key == name.club.key for table in tables for row in table.rows):
            return False
    return True


async def _place_of_any(name: Resolution, slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return queries for a club's position in each of its seasons, since a table covers one season."""
    if name.club is None:
        return [Built(TeamProfile(UNCHOSEN), None, choices_of(team=name))] if not slots.seasons else []
    with_matches = [
        year for year in reversed(name.club.seasons) if await played(snapshot, name.club.key, year)
    ]
    if "points" not in slots.concepts and len(with_matches) > 1:
        return []
    years = (with_matches or [*reversed(name.club.seasons)])[:MOST_SEASONS]
    return [Built(Standings(year), Point("place", (name.club.key,), what=_beside(slots))) for year in years]
