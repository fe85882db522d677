"""Rankings and lists of champions: slots → queries."""

import dataclasses
import re

from bot.ask.answered import PLACES
from bot.ask.built import (
    Built,
    choices_of,
    club_key,
    count_point,
    is_all_of,
    is_of_lists,
    names_first,
    span,
    which_first,
    which_title,
)
from bot.ask.slots import Slots
from bot.cache import Snapshot
from bot.queries.champions import YEARS, Champions
from bot.queries.interpretation import Aim, Point
from bot.queries.ranking import FEWEST, MEASURES, Ranking
from bot.queries.seasons import Seasons

_TWICE = 2
_OF_NO_TITLES = frozenset({"apart", "difference", "lose", "draw", "goals", "scored", "conceded"})
"""Concepts with which "most times" is not about titles."""
_SECOND = frozenset({"segundo", "second", "tercero", "tercer", "third", "2do"})
"""Words that tell a place of a ranking of second places, which "eterno segundón" does not."""
_OF_DEPARTMENTS = frozenset(
    {(thing, measure) for thing in ("club", "department") for measure in ("titles", "runner_up")}
)
"""What is ranked where departments are set side by side."""
_OWN = re.compile(r"(?:su|their|its) |.*(?:vez|time)$")
_NO_CHAMPION = re.compile(
    "campeon|champion|winner|ganador|final|nobody|no ?one|nadie|crowned|dueno|desiert|vacante"
)
"""Words of editions that nobody won, also those that were played."""
_OF_TITLES = frozenset({"champion", "title", "win", "winner", "promoted"})


async def champions(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the champions, of a department or all, with what is asked of their titles."""
    said = slots.concepts
    listed = not slots.department and said & {"all", "champion_list"}
    query = Champions(slots.department, view=YEARS if listed else None).with_values(**span(slots))
    place = which_title(slots)
    if "runner_up" in said and place and (slots.department or said & {"champion", "winner"}):
        return []  # the last title, or the last second place?
    if "in_a_row" in said:
        of_places = slots.department or said & {"department", "region"}
        return [Built(query, Point("in_a_row", what="departments" if of_places else "clubs"))]
    if said & {"negation", "denial"} and "runner_up" in said:
        never_won = _denied_first(slots) != "runner_up" and slots.range is None
        never_won = never_won and not said & {"department", "region"}  # clubs alone are told
        return [Built(query, Point("without_title", what="runner_up"))] if never_won else []
    if said & {"negation", "denial", "not_held"} and said & {"department", "region"}:
        return [Built(query, Point("without_title"))]
    if {"runner_up", "champion", "team"} <= said and not (place or slots.range):
        return [Built(query, Point("without_title", what="both"))]
    if "runner_up" in said and not place:
        by_place = "department" in said and not slots.department
        second = Ranking("runner_up", "department" if by_place else "club", department=slots.department)
        if _counts_times(slots):
            return [_times_second(slots)]
        both = Seasons() if said & {"champion", "winner"} and not slots.department else second
        return [Built(both.with_values(**span(slots)))]
    return [Built(query, Point("title", place=place) if place else None)]


def _denied_first(slots: Slots) -> str | None:
    """Return what is said first of titles and second places behind a "never"."""
    said = [
        concept for concept, _ in slots.said if concept in _OF_TITLES | {"runner_up", "negation", "denial"}
    ]
    at = next((at for at, concept in enumerate(said) if concept in ("negation", "denial")), len(said))
    return next((concept for concept in said[at:] if concept not in ("negation", "denial")), None)


async def seasons(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the editions of a range, or all."""
    query = Seasons().with_values(**span(slots))
    place = which_title(slots)
    if (
        "not_held" not in slots.concepts
        and place is not None
        and any(_OWN.match(text) for _, text in slots.said)
    ):
        return []  # the first title of whom it was, not of those years
    point = Point("title", place=place) if place else None
    if "runner_up" in slots.concepts:
        point = Point("second")
    if "not_held" in slots.concepts:
        which = place if place in (1, -1) else 1 if names_first(slots) else None
        without = any(concept == "not_held" and _NO_CHAMPION.search(text) for concept, text in slots.said)
        point = Point("editions", what="no_champion" if without else "not_held", place=which)
    elif "how_many" in slots.concepts:
        won = slots.concepts & _OF_TITLES
        if "edition" in slots.concepts or not won:
            point = Point("editions", what="champion" if won else None)
    return [Built(query, point)]


async def ranking(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return who has the most, or the fewest, of what is asked."""
    if slots.departments[1:] and slots.ranking is None:
        both = Ranking("titles", "department").with_values(**span(slots))
        sooner = which_first(slots)
        summed = slots.concepts & {"sum", "both"} and "apart" not in slots.concepts
        aim: Aim = "sum" if summed else "compare"
        return [Built(both, Point(aim, slots.departments, what=sooner))]
    ranked = slots.ranking
    if slots.departments[1:] and ranked is not None and (ranked.thing, ranked.measure) not in _OF_DEPARTMENTS:
        return []  # "who took more points, the team from Tacna or the one from Apurímac"
    if slots.ranking is None and slots.clubs:
        return []  # "has a team of Moquegua, or Tumbes, been runner-up"
    if slots.ranking is None and len(slots.seasons) == _TWICE:
        return await _editions_apart(slots, snapshot)
    if slots.ranking is None:
        if slots.concepts & _OF_NO_TITLES:
            return []  # "cuál perdió más veces", "the goal difference of 1967"
        if ("how_many", "cuanto") in slots.said:
            return []  # "cuánto ganó el campeón" counts no clubs
        thing = "department" if "department" in slots.concepts else "club"
        home = slots.department if thing == "club" else None
        if "runner_up" in slots.concepts and home is not None:
            second = Ranking("runner_up", "club", department=home).with_values(**span(slots))
            if _counts_times(slots):
                return [_times_second(slots)]
            return [Built(second)]
        if "repeated" in slots.concepts:
            return [await _repeated(slots, thing, home, snapshot)]
        query = Ranking("titles", thing, department=home).with_values(season=slots.season, **span(slots))
        counts = "how_many" in slots.concepts
        if ("how_many", "cuantas") in slots.said and not slots.concepts & {"department", "region"}:
            return []  # "cuántas veces campeonaron" counts no clubs
        return [Built(query, Point("count", what=f"{thing}s") if counts else None)]
    thing, measure = slots.ranking.thing, slots.ranking.measure
    if thing == "edition" and slots.season is not None:
        return []  # "which edition had more than that of 1996" is not about that alone
    if "promoted" in slots.concepts and measure not in ("titles", "runner_up"):
        return []  # how many went up no ranking tells
    if slots.departments[1:] and measure in MEASURES["department"]:
        thing = "department"
    name = slots.clubs[0] if slots.clubs else None
    if thing == "match" and name and "conceded" in slots.concepts:
        return []  # the goals of both are ranked
    query = Ranking(
        measure,
        thing,
        FEWEST if slots.ranking.fewest else None,
        slots.season,
        department=slots.department if thing in ("club", "campaign") else None,
        team=club_key(name) if name else None,
        top=slots.ranking.top,
    ).with_values(**span(slots))
    if len(slots.seasons) > 1:
        first, last = min(slots.seasons), max(slots.seasons)
        others = {year for year in snapshot.seasons if first < year < last} - {*slots.seasons}
        together = len(slots.seasons) > _TWICE or slots.concepts & {"sum", "both"}
        if thing != "edition" and (others or not together or thing not in ("club", "round", "match")):
            return []
        query = query.with_values(since=first, until=last)
        if thing == "edition" and (others or "apart" in slots.concepts):
            return [Built(query, Point("compare", tuple(map(str, slots.seasons))))]
    listed = slots.stage is not None and measure == "teams" and is_of_lists(slots.stage)
    if slots.stage is not None and not listed and not await is_all_of(slots.stage, query, snapshot):
        return []
    if slots.ranking.drawn:
        return [Built(query, Point("drawn"), choices_of(team=name) if name else ())]
    compared = (
        Point("compare", slots.departments) if thing == "department" and slots.departments[1:] else None
    )
    exactly, least = slots.ranking.exactly, slots.ranking.least
    places = {concept for concept, text in slots.said if measure != "runner_up" or text in _SECOND}
    place = next((n for concept, n in PLACES.items() if n > 0 and concept in slots.concepts & places), None)
    if place is not None:
        if slots.department or name or exactly or least or slots.ranking.top:
            return []  # "Tacna has most titles, who is second?" is not about the clubs of Tacna
        return [Built(query, Point("place", place=place + 1))]
    if slots.season is not None and measure in ("titles", "runner_up"):
        return []  # in one edition nobody wins twice
    if exactly is not None:
        return [Built(query, Point("exactly", place=exactly))]
    if slots.ranking.none and not name:
        rows = (await query.answer(snapshot)).rows
        query = query.with_values(top=sum(not row.value for row in rows) or None)
    if least is not None:
        return [await _at_least(query, least, snapshot)]
    return [Built(query, compared, choices_of(team=name) if name else ())]


async def _editions_apart(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return how many more of something there were in one edition than in another."""
    plain = dataclasses.replace(slots, concepts=slots.concepts - {"difference"} | {"how_many"})
    point = count_point(plain) if slots.concepts & {"apart", "difference"} else None
    what = "goals" if "difference" in slots.concepts else point.what if point else None
    if what not in MEASURES["edition"]:
        return []
    query = Ranking(what, "edition", since=min(slots.seasons), until=max(slots.seasons))
    listed = slots.stage is None or (what == "teams" and is_of_lists(slots.stage))
    if not listed and not await is_all_of(str(slots.stage), query, snapshot):
        return []
    return [Built(query, Point("compare", tuple(map(str, slots.seasons))))]


def _counts_times(slots: Slots) -> bool:
    """Return whether a question asks how often a department's clubs were second, not which of them."""
    said = slots.concepts
    return slots.department is not None and "how_many" in said and "how_many_clubs" not in said


def _times_second(slots: Slots) -> Built:
    query = Ranking("runner_up", "department").with_values(**span(slots))
    return Built(query, Point("compare", slots.departments))


async def _repeated(slots: Slots, thing: str, home: str | None, snapshot: Snapshot) -> Built:
    """Return the clubs or departments that won, or were second, more than once."""
    measure = "runner_up" if "runner_up" in slots.concepts and thing == "club" else "titles"
    query = Ranking(measure, thing, department=home).with_values(**span(slots))
    return await _at_least(query, _TWICE, snapshot)


async def _at_least(query: Ranking, least: int, snapshot: Snapshot) -> Built:
    """Return those of a ranking that have at least a number."""
    often = [row for row in (await query.answer(snapshot)).rows if row.value >= least]
    return Built(query.with_values(top=len(often) or None), Point("at_least", place=least))
