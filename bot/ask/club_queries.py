"""Intents about a club or two, and their slots → queries."""

import dataclasses
import datetime
import re

from bot.ask.built import (
    MOST_SEASONS,
    TIMES,
    Built,
    choices_of,
    club_key,
    count_point,
    is_all,
    is_champion,
    is_stage,
    names_first,
    outcome,
    played,
    round_meant,
    seasons_of,
    span,
    which_first,
    which_title,
    years_of,
)
from bot.ask.dates_played import seasons_of_day
from bot.ask.headings import FINAL_STAGE, is_final
from bot.ask.intents import PLAIN, found_in
from bot.ask.relative_years import LAST, Steps
from bot.ask.slots import Slots
from bot.ask.vocabulary import NEIGHBOURS
from bot.cache import Snapshot
from bot.model import Club
from bot.names import Resolution
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.facts import season_parts
from bot.queries.interpretation import Point
from bot.queries.match_place import same_place
from bot.queries.query import UNCHOSEN, Query
from bot.queries.ranking import Ranking, seconds
from bot.queries.resolve import met_pair
from bot.queries.results import Results
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus

_COMPARED = (
    ({"title", "champion", "most_titles"}, "titles"),
    ({"conceded"}, "conceded"),
    ({"goals", "most_goals"}, "scored"),
)
"""What is compared in all editions, by the first of these concepts that a question has."""
_COUNTED_OF_EACH = (
    ({"difference"}, "difference"),
    ({"conceded"}, "conceded"),
    ({"goals", "most_goals", "scored"}, "goals"),
    ({"win"}, "won"),
    ({"lose"}, "lost"),
)
_SUMMED = (
    ({"title", "champion", "most_titles"}, "titles"),
    ({"points"}, "points"),
    ({"conceded"}, "conceded"),
    ({"goals", "most_goals", "scored"}, "scored"),
    ({"win"}, "won"),
    ({"match", "play"}, "played"),
)
"""What of two clubs is added up, by the first of these concepts that a question has."""
_SIDE_BY_SIDE = frozenset(
    {"more", "apart", "most_titles", "gap", "difference", "place", "best_place", "best", "top"}
)
"""Concepts that set two clubs side by side, so that nothing is added up."""
_OTHERS = frozenset({"who", "whom", "team", "qualified"})
_HONOURS = frozenset({"champion", "title", "runner_up", "promoted"})
_DONE = frozenset({"win", "lose", "draw", "play", "match", "goals", "scored", "conceded"})
"""Concepts whose last occurrence need not be in the last season: "when did they last win"."""


_TWICE = 2
_YEAR = frozenset({"year", "ano"})
_TO_LAST = re.compile("ultim|last")
_OF_ROUND = frozenset({"nth_match", "last_round", "first_round"})
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


async def results(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the matches of a club in the seasons meant, with the point of the question."""
    if len(slots.clubs) != 1:
        return []
    if "negation" in slots.concepts and (slots.round or slots.concepts & _OTHERS):
        return []  # "who did not lose to them": no answer tells that
    name = slots.clubs[0]
    years = _club_seasons(slots, snapshot, name)
    if slots.concepts & _OF_ROUND and slots.round is None and slots.day is None:
        return await _of_round(slots, name, years, snapshot)
    of_all = bool(count_point(slots) or outcome(slots) or slots.concepts & {"first_match", "last_match"})
    of_all = of_all or {"denial", "win"} <= slots.concepts
    if slots.stage is not None and of_all and await is_all(slots.stage, name, years, snapshot):
        slots = dataclasses.replace(slots, stage=None)  # of its matches in the stage, which are all, a number
    point = _point_of_results(slots, name)
    cups = point is not None and point.aim == "count" and point.what == "won" and not slots.seasons
    if cups and ("how_many", "cuantas") in slots.said and "match" not in slots.concepts:
        return await titles(slots, snapshot)  # no "partidos"
    if slots.round is not None and slots.day is None:
        grouped = [year for year in years_of(name, years) if await is_stage(snapshot, year, slots.round)]
        several = any(text.endswith("s") for concept, text in slots.said if concept in ("result", "match"))
        if grouped and (several or slots.round.endswith("finals")):
            return [Built(Results(club_key(name), year), None, choices_of(team=name)) for year in grouped]
        if grouped and len(grouped) == len(years_of(name, years)):
            told = _point_of_results(dataclasses.replace(slots, round=None), name)
            champion = name.club is not None and any(
                [await is_champion(snapshot, name.club.key, year) for year in grouped]
            )
            all_there = all([await is_all(FINAL_STAGE, name, [year], snapshot) for year in grouped])
            of_matches = "group_word" in slots.concepts or not champion or (told and told.aim != "won")
            of_title = slots.concepts & _TITLE and not (told and told.aim in _OF_MATCHES)
            of_title = of_title and not await _lost_to_several(slots, grouped, snapshot)
            if all_there and of_matches and not of_title:
                # "How many goals in the final" are those of the group that it was.
                return [Built(Results(club_key(name), year), told) for year in grouped]
            # "The final" was a group in that season, so answer with how the title was decided.
            return [Built(Champion(year), Point("no_round", round=slots.round)) for year in grouped]
    if slots.day is not None:
        years = [*await seasons_of_day(snapshot, slots.day, slots.season)]
    elif slots.range is not None and not slots.seasons:
        query = Results(club_key(name)).with_values(**span(slots))
        return [Built(query, point, choices_of(team=name))]
    wins = point is not None and point.aim in ("last", "count") and point.what == "won"
    if name.club is not None and wins and "match" not in slots.concepts:
        # "How many did they win" of a club without known matches is about titles.
        known = [year for year in name.club.seasons if await played(snapshot, name.club.key, year)]
        if not known:
            return await titles(slots, snapshot)
    if name.club is not None and slots.stage is None and slots.day is None:
        finals = await _of_finals_alone(slots, name.club, years, point, snapshot)
        if finals:
            return finals
    return [Built(Results(club_key(name), year), point, choices_of(team=name)) for year in years]


async def _of_round(
    slots: Slots, name: Resolution, years: list[int | None], snapshot: Snapshot
) -> list[Built]:
    """Return "the second match" of a club, or that of the last round, as its match of a round."""
    key = club_key(name)
    known = [year for year in years_of(name, years) if await played(snapshot, key, year)]
    round_ = await round_meant(slots, key, known[0], snapshot) if len(known) == 1 else None
    return [Built(Results(key, known[0]), Point("round", (key,), round=round_))] if round_ is not None else []


async def _lost_to_several(slots: Slots, seasons: list[int], snapshot: Snapshot) -> bool:
    """Return whether "who beat them in the final" is about matches: of a club that was no finalist."""
    key = slots.clubs[0].club.key if slots.clubs[0].club is not None else ""
    ends = [await ends_of(snapshot, year) for year in seasons]
    return not any(key in clubs for clubs in ends) and bool(slots.concepts & {"win", "lose", "draw"})


_OF_MATCHES = ("score", "count", "not_won", "not_lost")
_TITLE = frozenset({"champion", "title", "who", "decided", "when"})
"""Concepts with which "the final" of a club is about its title."""


async def _of_finals_alone(
    slots: Slots, club: Club, years: list[int | None], point: Point | None, snapshot: Snapshot
) -> list[Built]:
    """Return the champion and runner-up where nothing else is known of the matches that are meant."""
    final = slots.round is not None and is_final(slots.round)
    aim = point.aim if point is not None else None
    asks = final or not slots.concepts.isdisjoint({"whom", "versus", "opponents", "lose"})
    asks = asks or (aim in ("won", "lost") and not slots.concepts.isdisjoint({"who", "team"}))
    if not asks and not (slots.seasons and slots.concepts <= PLAIN):
        return []
    meant = [year for year in years if year is not None] or [*club.all_seasons]
    if years == [None] and any([await played(snapshot, club.key, year) for year in meant]):
        return []
    known = [year for year in meant if await _is_final_known_alone(snapshot, year, club.key)]
    built = []
    for year in known:
        first = await is_champion(snapshot, club.key, year)
        if first and aim != "lost":
            built.append(Built(Champion(year), Point("second") if asks else None))
        elif not first and aim != "won":
            built.append(Built(Champion(year)))
    return built


async def _is_final_known_alone(snapshot: Snapshot, year: int | None, club: str) -> bool:
    """Return whether of a club in an edition nothing but that it was first or second is known."""
    if year is None or year not in snapshot.editions or await played(snapshot, club, year):
        return False
    return club in await ends_of(snapshot, year)


async def ends_of(snapshot: Snapshot, year: int) -> list[str]:
    """Return the champions and runners-up of an edition (keys)."""
    parts = await season_parts(snapshot, year)
    return [*(honour.club.key for honour in parts.season.champions), *(c.key for c in seconds(parts))]


def _club_seasons(slots: Slots, snapshot: Snapshot, name: Resolution) -> list[int | None]:
    """Return the seasons meant; "first" and "last" refer to the club's own seasons."""
    own = name.club.seasons if name.club is not None else ()
    if not slots.seasons and slots.range is None and own:
        if slots.concepts & _DONE:
            return [None]
        if "latest" in slots.concepts and "last_match" not in slots.concepts:
            return [max(own)]
        if "earliest" in slots.concepts and "first_match" not in slots.concepts:
            return [min(own)]
        if slots.concepts & {"latest", "earliest"}:
            return [None]
    return seasons_of(slots, snapshot.seasons)


def _point_of_results(slots: Slots, name: Resolution) -> Point | None:
    clubs = (club_key(name),)
    if slots.day is not None and slots.day.year is not None and slots.day.day is not None:
        return Point("day", clubs, day=datetime.date(slots.day.year, slots.day.month, slots.day.day))
    if slots.score is not None:
        return Point("score", clubs, score=slots.score)
    if slots.day is not None and slots.day.year is not None:
        return Point("month", clubs, month=(slots.day.year, slots.day.month))
    if slots.round is not None:
        return Point("round", clubs, round=slots.round)
    if slots.stage is not None:
        return Point("stage", clubs, round=slots.stage)
    said = slots.concepts
    what = outcome(slots)
    if {"whom", "most_goals"} <= said:
        return Point("scored_most", clubs)
    if said & {"last_match", "last_time", "latest"} and (what or "last_match" in said):
        return Point("last", clubs, what=what)
    if said & {"first_match", "first_time", "earliest"} and (what or "first_match" in said):
        return Point("first", clubs, what=what)
    if "record" in said or ("more" in said and what in ("won", "lost")):
        return Point("biggest", clubs)
    count = count_point(slots, *clubs)
    if count is not None:
        return count
    if {"unbeaten", "whom"} <= said:
        return Point("not_lost", clubs)  # "contra quiénes no perdió CNI"
    if "denial" in said and what in ("won", "lost") and said & _OTHERS:
        return Point("not_won" if what == "won" else "not_lost", clubs)
    if "unbeaten" in said and what is None:
        return Point("lost", clubs, what="unbeaten")
    return Point(what, clubs) if what else None


async def versus(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the matches of two clubs against each other."""
    if len(slots.clubs) != 2:
        return []
    if _of_both(slots):
        return []  # "who lost to UTC and to Gálvez" is no match of the two
    counted = slots.concepts & {"sum", "both"} and slots.concepts & {"goals", "scored", "conceded"}
    if counted and not slots.concepts & {"versus", "match", "play", "result"}:
        return []  # "the goals of Melgar and of Aurich together" are not those of their matches
    first, other = await met_pair(*slots.clubs, snapshot)
    choices = choices_of(team=first, opponent=other)
    final = slots.round is not None and is_final(slots.round)
    if final and all([await _is_final_known_alone(snapshot, slots.season, club_key(n)) for n in slots.clubs]):
        return [Built(Champion(slots.season))]
    grouped = [year for year in slots.seasons if slots.round and await is_stage(snapshot, year, slots.round)]
    if grouped:
        slots = dataclasses.replace(slots, round=None)  # "the final" was a group
    point = _point_of_results(slots, first)
    if point is not None and point.aim in ("won", "lost") and "who" in slots.concepts:
        point = None  # who of the two
    if slots.seasons:
        return [
            Built(Results(club_key(first), year, club_key(other)), point, choices) for year in slots.seasons
        ]
    if slots.range is not None:
        both = Results(club_key(first), None, club_key(other)).with_values(**span(slots))
        return [Built(both, point, choices)]
    return [Built(Versus(club_key(first), club_key(other)), point, choices)]


def _of_both(slots: Slots) -> bool:
    """Return whether a third club is asked for, by what it did to both: "who lost to both"."""
    said = slots.concepts
    if not said & {"who", "whom", "team"} or said & {
        "versus",
        "match",
        "play",
        "result",
        "title",
        "champion",
    }:
        return False
    return bool("both" in said and said & {"win", "lose", "draw"}) or {"win", "lose"} <= said


async def compare(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the table or the matches that compare two clubs, the titles of more."""
    sooner = which_first(slots)
    many = len(slots.clubs) > 2 or sooner
    if many and all(name.club for name in slots.clubs) and not found_in(slots) - {"clubs"}:
        summed = slots.concepts & {"sum", "both"} and not slots.concepts & _SIDE_BY_SIDE and not sooner
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
    if slots.concepts & {"sum", "both"} and not slots.concepts & _SIDE_BY_SIDE:
        return await _sum(slots, keys, choices, snapshot)
    what = next((what for concepts, what in _COMPARED if slots.concepts & concepts), None)
    if slots.seasons and not choices:
        built: list[Built] = []
        of_goals = what in ("scored", "conceded") and slots.concepts & {"how_many", "apart"}
        for year in slots.seasons:
            both = all([await played(snapshot, key, year) for key in keys])
            query = Standings(year) if both else Results(keys[0], year, keys[1])
            built.append(Built(query, Point("compare", keys, what=what if of_goals else None)))
        return built
    return [Built(Versus(*keys), Point("compare", keys, what=what), choices)]


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
    years = seasons_of(slots, snapshot.seasons)
    if years == [None]:
        both = [year for year in snapshot.seasons if all([await played(snapshot, key, year) for key in keys])]
        years = [*both] if keys and len(both) == 1 else []
    if "runner_up" in slots.concepts and len(keys) == 1:
        # The points ahead of the second are those of the first.
        years = [year for year in years if year and await is_champion(snapshot, keys[0], year)]
    return [Built(Standings(year, slots.stage), Point("gap", keys)) for year in years]


async def place(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the tables in which a club has its place."""
    if len(slots.clubs) != 1:
        return []
    name = slots.clubs[0]
    years = _club_seasons(slots, snapshot, name)
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
