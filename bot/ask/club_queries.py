"""Intents about a club or two, and their slots → queries."""

import dataclasses
import datetime

from bot.ask.built import (
    Built,
    choices_of,
    club_key,
    count_point,
    is_all,
    is_champion,
    is_stage,
    outcome,
    played,
    round_meant,
    seasons_of,
    span,
    years_of,
)
from bot.ask.dates_played import are_all_in, days_of_club
from bot.ask.headings import FINAL_STAGE, is_final
from bot.ask.intents import PLAIN
from bot.ask.slots import Slots
from bot.ask.title_queries import titles
from bot.cache import Snapshot
from bot.model import Club
from bot.names import Resolution
from bot.queries.champion import Champion
from bot.queries.facts import season_parts
from bot.queries.interpretation import Point
from bot.queries.ranking import seconds
from bot.queries.resolve import met_pair
from bot.queries.results import Results
from bot.queries.versus import Versus

SIDE_BY_SIDE = frozenset(
    {"more", "apart", "most_titles", "gap", "difference", "place", "best_place", "best", "top"}
)
"""Concepts that set two clubs side by side, so that nothing is added up."""
_OTHERS = frozenset({"who", "whom", "team", "qualified"})
_DONE = frozenset({"win", "lose", "draw", "play", "match", "goals", "scored", "conceded"})
"""Concepts whose last occurrence need not be in the last season: "when did they last win"."""
_OFTEN = frozenset({("how_many", "cuantas"), ("play", "jugo")})
_OF_ROUND = frozenset({"nth_match", "last_round", "first_round"})


async def results(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the matches of a club in the seasons meant, with the point of the question."""
    if len(slots.clubs) != 1:
        return []
    if "negation" in slots.concepts and (slots.round or slots.concepts & _OTHERS):
        return []  # "who did not lose to them": no answer tells that
    name = slots.clubs[0]
    if _denies_wins(slots) and not _are_matches(slots):
        return []  # "did they not win a match": no answer tells that
    years = club_seasons(slots, snapshot, name)
    if slots.concepts & _OF_ROUND and slots.round is None and slots.day is None:
        return await _of_round(slots, name, years, snapshot)
    of_all = _point_of_results(dataclasses.replace(slots, stage=None), name) is not None
    of_all = of_all or {"denial", "win"} <= slots.concepts
    if slots.stage and {*slots.said} >= _OFTEN and not slots.seasons and "match" not in slots.concepts:
        return []  # "cuántas veces jugó la liguilla" counts editions
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
            told = await _point_of_finals(slots, name, grouped, snapshot)
            return [Built(Results(club_key(name), year), told, choices_of(team=name)) for year in grouped]
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
        days = await days_of_club(snapshot, slots.day, slots.season, club_key(name))
        built = []
        for year, day in days:
            whole = await are_all_in(snapshot, day, year, club_key(name))
            point = _point_of_results(dataclasses.replace(slots, day=None), name) if whole else None
            point = point or _point_of_results(dataclasses.replace(slots, day=day), name)
            built.append(Built(Results(club_key(name), year), point, choices_of(team=name)))
        return built
    if slots.range is not None and not slots.seasons:
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


async def _point_of_finals(
    slots: Slots, name: Resolution, grouped: list[int], snapshot: Snapshot
) -> Point | None:
    """Return what is asked of a club's matches in "the finals", where those are all that it played."""
    own = years_of(name, club_seasons(slots, snapshot, name))
    if own != grouped or not all([await is_all(FINAL_STAGE, name, [year], snapshot) for year in grouped]):
        return None
    point = _point_of_results(dataclasses.replace(slots, round=None), name)
    of_title = point is not None and point.aim == "won" and "whom" not in slots.concepts
    return None if of_title else point


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


def club_seasons(slots: Slots, snapshot: Snapshot, name: Resolution) -> list[int | None]:
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
    numbers = "how_many" in slots.concepts and slots.concepts & {"goals", "scored", "conceded"}
    if slots.score is not None and not numbers:
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
    if "denial" in said and what in ("won", "lost") and (said & _OTHERS or _denies_wins(slots)):
        return Point("not_won" if what == "won" else "not_lost", clubs)
    if "unbeaten" in said and what is None:
        return Point("lost", clubs, what="unbeaten")
    return Point(what, clubs) if what else None


def _denies_wins(slots: Slots) -> bool:
    """Return whether a question is about matches that a club did not win."""
    return {"denial", "win", "match"} <= slots.concepts and not slots.concepts & _OTHERS


def _are_matches(slots: Slots) -> bool:
    """Return whether the matches that were not won are asked for, not how many they were."""
    if "how_many" in slots.concepts or outcome(slots) != "won":
        return False
    return any(concept == "match" and text.endswith("s") for concept, text in slots.said)


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
    if point is not None and point.aim == "count" and "goals_of_both" in slots.concepts:
        point = Point("count", what="goals")
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
