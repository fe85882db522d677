"""Intents about the page and the titles of a club, or of a department, and their slots → queries."""

import re

from bot.ask.built import (
    TIMES,
    Built,
    choices_of,
    club_key,
    count_point,
    is_champion,
    is_stage,
    names_first,
    played,
    span,
    which_title,
)
from bot.ask.relative_years import LAST, Steps
from bot.ask.slots import Slots
from bot.ask.vocabulary import NEIGHBOURS
from bot.cache import Snapshot
from bot.model import Club
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.facts import season_parts
from bot.queries.interpretation import Point
from bot.queries.match_place import same_place
from bot.queries.ranking import Ranking, seconds
from bot.queries.seasons import Seasons
from bot.queries.team import TeamProfile

_HONOURS = frozenset({"champion", "title", "runner_up", "promoted"})
_TWICE = 2
_YEAR = frozenset({"year", "ano"})
_TO_LAST = re.compile("ultim|last")
_FIRST = frozenset({"earliest", "first_time", "ordinal"})
_LAST = frozenset({"latest", "last_time"})


async def beside_title(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the champion, or all, before or after an edition that a club won: its first, last or only."""
    said = slots.concepts
    neighbours = {step for concept, step in NEIGHBOURS.items() if concept in said}
    texts = [text for concept, text in slots.said if concept in NEIGHBOURS]
    of_years = any(not _YEAR.isdisjoint(text.split()) for text in texts)
    steps = slots.steps or Steps(next(iter(neighbours), 0), of_years)
    of_place = slots.department if len(slots.departments) == 1 and not slots.clubs else None
    name = slots.clubs[0].club if len(slots.clubs) == 1 and not slots.departments else None
    if len(neighbours) != 1 or (name is None and of_place is None):
        return []
    won = [year for year in snapshot.editions if await _is_won_by(snapshot, year, name, of_place)]
    won = [year for year in won if not slots.seasons or year in slots.seasons]
    if said & {"first_time", "earliest"} or names_first(slots):
        won = won[:1]
    elif said & {"last_time", "latest"}:
        won = won[-1:]
    elif nth := which_title(slots):
        won = won[nth - 1 : nth]
    point = Point("home") if "home" in said else None
    if steps.of_years:
        there = [year + steps.number for year in won]
        return [Built(Champion(year), point) for year in there if year in snapshot.editions]
    if slots.several and slots.steps is None and point is None:
        later = steps.number > 0  # "campeones posteriores a Melgar"
        return [Built(Seasons(since=year + 1) if later else Seasons(until=year - 1)) for year in won]
    known = [y for y in snapshot.editions if y in snapshot.champions or y in snapshot.seasons]
    places = [known.index(year) + steps.number for year in won]
    return [Built(Champion(known[place]), point) for place in places if 0 <= place < len(known)]


async def _is_won_by(snapshot: Snapshot, year: int, club: Club | None, department: str | None) -> bool:
    """Return whether a club, or one of a department, is the champion of an edition."""
    if club is not None:
        return await is_champion(snapshot, club.key, year)
    homes = [honour.club.department for honour in (await snapshot.season(year)).champions]
    return any(home is not None and same_place(home, department or "") for home in homes)


async def final(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the champion and runner-up of the editions of which a club won or lost the final or title."""
    said = " ".join(text for _, text in slots.said)
    name = slots.clubs[0].club if len(slots.clubs) == 1 else None
    told = slots.round == "final" or "final" in said.split() or slots.concepts & _HONOURS
    if name is None or slots.score is not None or not told:
        return []
    lost, won = slots.concepts & {"runner_up", "lose"}, slots.concepts & {"win", "champion", "winner"}
    if slots.concepts & {"who", "team"} and "whom" not in slots.concepts:
        lost, won = won, lost  # "who beat them in the final"
    built = await _finals(slots, name.key, snapshot, lost=bool(lost), won=bool(won))
    return built if len(built) == 1 or "that_season" not in slots.concepts else []


async def _finals(slots: Slots, club: str, snapshot: Snapshot, *, lost: bool, won: bool) -> list[Built]:
    """Return the champion and runner-up of the editions in which a club was one of them."""
    built = []
    for year in snapshot.editions:
        parts = await season_parts(snapshot, year)
        first = [honour.club.key for honour in parts.season.champions]
        second = [club.key for club in seconds(parts)]
        meant = second if lost and not won else first if won and not lost else [*first, *second]
        real = year in snapshot.seasons and await played(snapshot, club, year)
        told = slots.round == "final" and not await is_stage(snapshot, year, "final")
        if real and (told or "lose" in slots.concepts):
            continue  # its matches are known
        first_year, last_year = slots.range or (year, year)
        if club in meant and slots.season in (None, year) and first_year <= year <= last_year:
            second_asked = Point("second") if club in first else None
            no_final = real and slots.round == "final"
            built.append(
                Built(Champion(year), Point("no_round", round="final") if no_final else second_asked)
            )
    return built


async def titles(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the profile of a club with its titles, in a range the editions that it won."""
    if {"who", "runner_up"} <= slots.concepts and "how_many" not in slots.concepts:
        return []  # who was second when the club won
    in_a_row = Point("in_a_row", what="clubs") if "in_a_row" in slots.concepts else None
    if (slots.range is not None or in_a_row) and len(slots.clubs) == 1:
        name = slots.clubs[0]
        query = Champions(team=club_key(name)).with_values(**span(slots))
        return [Built(query, in_a_row, choices_of(team=name))]
    second = "runner_up" in slots.concepts and not slots.concepts & {"champion", "title"}
    what = "runner_up" if second else "titles"
    place = which_title(slots)
    if second and place not in (None, 1, -1):
        place = None
    point = Point("title", place=place, what=what) if place else Point("count", what=what, place=slots.claim)
    return [Built(built.query, point, built.choices) for built in await team(slots, snapshot)]


async def _between_titles_of_two(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the editions between the only title of one club and the only one of another."""
    years = []
    for name in slots.clubs:
        key = name.club.key if name.club is not None else ""
        years += [year for year in snapshot.editions if await is_champion(snapshot, key, year)]
    if len(years) != _TWICE or abs(years[0] - years[1]) == 1:
        return []
    query = Seasons(since=min(years) + 1, until=max(years) - 1)
    return [Built(query, Point("editions", what="champion") if "how_many" in slots.concepts else None)]


async def around_titles(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the editions between the two titles of a club, or since its last: who won them, or how many."""
    club = slots.clubs[0].club if len(slots.clubs) == 1 else None
    if len(slots.clubs) == _TWICE and "between_titles" in slots.concepts and not slots.seasons:
        return await _between_titles_of_two(slots, snapshot)
    if club is None or slots.seasons or slots.range:
        return []
    won = [year for year in snapshot.editions if await is_champion(snapshot, club.key, year)]
    if "between_titles" in slots.concepts:
        ends = any(concept == "between_titles" and _TO_LAST.search(text) for concept, text in slots.said)
        if len(won) < _TWICE or (len(won) > _TWICE and not ends) or won[-1] - won[0] == 1:
            return []
        query = Seasons(since=won[0] + 1, until=won[-1] - 1)
    elif won and won[-1] < max(snapshot.editions):
        query = Seasons(since=won[-1] + 1)
    else:
        return []
    if "how_many_clubs" in slots.concepts:  # who won twice counts once
        distinct = Ranking("titles", "club", since=query.since, until=query.until)
        return [Built(distinct, Point("count", what="clubs"))]
    counts = "how_many" in slots.concepts
    return [Built(query, Point("editions", what="champion") if counts else None)]


async def years_between(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return a club's profile with the years between its titles: all, first and last, or one and the next."""
    said, place = slots.concepts, None
    told = await team(slots, snapshot)
    if slots.departments and not slots.clubs:
        told = [Built(Champions(slots.department))] if len(slots.departments) == 1 else []
    numbers = sorted({1 for _ in said & {"first_time"}} | {n for time, n in TIMES.items() if time in said})
    ends = "ends" if said & _FIRST and said & _LAST else None
    if said & _LAST and not ends and any(text.startswith(("desde", "since")) for _, text in slots.said):
        return [Built(b.query, Point("title", place=-1, what="titles"), b.choices) for b in told]
    if slots.seasons or slots.range:
        place = await _place_of_title(slots, snapshot)
        if place is None:
            return []
    elif len(numbers) > 1:
        place = numbers[0]  # the first and the second
        if numbers != [place, place + 1] or ends:
            return []
    elif not ends:
        again = said & {"ever", "after"} and not said & {"first_time", "ordinal"}
        place = which_title(slots)
        place = place - 1 if place is not None and place > 1 and not again else place
    point = Point("years_between", place=place, what=ends)
    return [Built(built.query, point, built.choices) for built in told]


async def _place_of_title(slots: Slots, snapshot: Snapshot) -> int | None:
    """Return which title of a club is in the season that is named; of two seasons they must be in a row."""
    name = slots.clubs[0].club if len(slots.clubs) == 1 else None
    first, last = slots.range or (min(slots.seasons), max(slots.seasons))
    first -= bool(slots.range and last == LAST)  # "after 1997" begins one later
    won = [
        year for year in snapshot.editions if name is not None and await is_champion(snapshot, name.key, year)
    ]
    if first not in won:
        return None
    place = won.index(first) + 1
    return place if last in (first, LAST) or won[place : place + 1] == [last] else None


async def team(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the profile of a club."""
    if len(slots.clubs) != 1:
        return []
    name = slots.clubs[0]
    return [Built(TeamProfile(club_key(name)), count_point(slots), choices_of(team=name))]
