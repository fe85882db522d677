"""Follow-ups: slots that a reply leaves out are taken from the answer's query."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in
from bot.ask.slots import Slots
from bot.ask.to_query import Built
from bot.ask.vocabulary import NEIGHBOURS
from bot.names import Resolution
from bot.queries.query import UNCHOSEN, Query
from bot.queries.results import Results
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus

_SAID_ANYWAY = PLAIN | {"who", "when", "versus", "match", "play", "region", "department"}
"""Concepts that a reply may contain besides the slot that it changes."""
_EVERY_SEASON = PLAIN | {"all", "years"}
_UNCHANGEABLE = frozenset({"date", "month", "score", "player", "range", "clubs"})


@dataclass(frozen=True, slots=True)
class Continued:
    """A completed reply: its slots, which of them were filled, and its query if it is obvious."""

    ways: list[Slots]
    inherited: frozenset[str] = frozenset()
    plain: Built | None = None


def continued(ways: list[Slots], previous: Query, known: Gazetteer) -> Continued:
    """Return a reply to the answer of `previous`, with missing slots filled.

    A reply that only names another season, club, round or place repeats the question with it.
    """
    slots = ways[0]
    round_ = _next_round(slots, previous)
    if round_ is not None:
        return Continued(ways, plain=Built(previous.with_values(round=round_)))
    season = _end_of_all(slots, known.seasons if previous.of_honours else known.documented)
    if season is not None and getattr(previous, "season", None) is not None:
        return Continued(ways, plain=Built(previous.with_values(season=season)))
    if not found_in(slots) and slots.concepts <= PLAIN - NEIGHBOURS.keys():
        return Continued(ways)
    if slots.concepts <= _SAID_ANYWAY and not slots.strange:
        plain = _changed(slots, previous)
        if plain is not None:
            return Continued(ways, plain=plain)
    if "all" in slots.concepts <= _EVERY_SEASON and not found_in(slots) and _may_lack_season(previous):
        return Continued(ways, plain=Built(previous.with_values(season=None)))
    inherited: set[str] = set()
    filled = [_filled(way, previous, known, inherited) for way in ways]
    return Continued(filled, frozenset(inherited))


def _next_round(slots: Slots, previous: Query) -> str | None:
    """Return the round after or before that of the earlier query, or that of a bare number: "y la 5"."""
    number = re.search(r"\d+", getattr(previous, "round", None) or "")
    if number is None or found_in(slots):
        return None
    words = number.string
    if slots.concepts <= {"whatabout"} and len(slots.strange) == 1 and slots.strange[0].isdigit():
        return words.replace(number[0], slots.strange[0])
    step = _step(slots)
    if step and slots.concepts <= NEIGHBOURS.keys() and not slots.strange:
        return words.replace(number[0], str(int(number[0]) + step))
    return None


def _end_of_all(slots: Slots, known: Sequence[int]) -> int | None:
    """Return the first or last edition if the reply says nothing else: "en la primera copa"."""
    end = slots.concepts & {"earliest", "latest"}
    more = slots.concepts - end - {"edition", "whatabout"}
    if not end or more or found_in(slots) or slots.strange or not known:
        return None
    return (min if "earliest" in end else max)(known)


def _may_lack_season(query: Query) -> bool:
    return any(f.name == "season" and f.default is None for f in dataclasses.fields(query))


def _changed(slots: Slots, previous: Query) -> Built | None:
    """Return the earlier query with the slots of the reply, None if it cannot use them."""
    filled = found_in(slots)
    season = _season(slots, previous)
    if not (filled or season is not None) or filled & _UNCHANGEABLE:
        return None
    query = previous
    choices: tuple[tuple[str, Resolution], ...] = ()
    if "club" in filled:
        with_club = _with_club(slots, query)
        if with_club is None:
            return None
        query, field = with_club
        if slots.clubs[0].club is None:
            choices = ((field, slots.clubs[0]),)
    values: dict[str, str | int | None] = {"season": season, **_texts(slots)}
    values = {name: value for name, value in values.items() if value is not None}
    if isinstance(query, Versus) and set(values) == {"season"}:
        return Built(Results(query.team, season, query.opponent), None, choices)
    fields = {field.name for field in dataclasses.fields(query)}
    if not set(values) <= fields:
        return None
    if {"department", "region"} & set(values):
        values = {"department": None, "region": None, **values}
    if "round" in values and "stage" in fields:
        values = {"stage": None, **values}
    return Built(query.with_values(**values), None, choices)


def _texts(slots: Slots) -> dict[str, str | None]:
    return {
        "round": slots.round,
        "stage": slots.stage,
        "department": slots.department,
        "region": slots.region,
    }


def _season(slots: Slots, previous: Query) -> int | None:
    if slots.season is not None:
        return slots.season
    before = getattr(previous, "season", None)
    if before is not None and _step(slots):
        return int(before) + _step(slots)
    return None


def _step(slots: Slots) -> int:
    """Return 1 where the words lead to the next season or round, -1 to the one before, else 0."""
    return next((step for concept, step in NEIGHBOURS.items() if concept in slots.concepts), 0)


def _with_club(slots: Slots, previous: Query) -> tuple[Query, str] | None:
    """Return the query about another club, or against it if the reply says so, and the changed field."""
    club = slots.clubs[0].club
    key = club.key if club is not None else UNCHOSEN
    fields = {field.name for field in dataclasses.fields(previous)}
    team = getattr(previous, "team", None)
    if "versus" not in slots.concepts:
        return (previous.with_values(team=key), "team") if "team" in fields else None
    if isinstance(previous, TeamProfile):
        return Versus(str(team), key), "opponent"
    return (previous.with_values(opponent=key), "opponent") if "opponent" in fields else None


def _filled(slots: Slots, previous: Query, known: Gazetteer, inherited: set[str]) -> Slots:
    """Return the slots with season and clubs of the earlier query if the reply names none."""
    season = _season(slots, previous) or getattr(previous, "season", None)
    without = not slots.seasons and slots.range is None and slots.day is None
    if season is not None and without and not slots.concepts & {"latest", "earliest", "all"}:
        slots = dataclasses.replace(slots, seasons=(int(season),))
        inherited.add("season")
    keys = [getattr(previous, field) for field in previous.club_fields]
    names = tuple(known.index.resolve(str(key)) for key in keys if key)
    if names and not slots.clubs:
        slots = dataclasses.replace(slots, clubs=names)
        inherited |= {"club", "clubs"}
    elif names and len(slots.clubs) == 1 and "versus" in slots.concepts:
        slots = dataclasses.replace(slots, clubs=(names[0], *slots.clubs))
        inherited.add("clubs")
    return slots
