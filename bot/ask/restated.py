"""Replies in other words, those of a question of its own: "who else from there?", "and lost finals?"."""

import dataclasses

from bot.ask.answered import FINALS
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in
from bot.ask.relative_years import FIRST
from bot.ask.slots import Slots
from bot.ask.vocabulary import vocabulary
from bot.queries.champion import Champion
from bot.queries.interpretation import Point
from bot.queries.query import Query
from bot.queries.results import Results
from bot.queries.versus import Versus

_THOSE = frozenset(
    {"los que", "el que", "los q", "las que", "la que", "who they", "those that", "the ones that"}
)
_BEING = frozenset({"es", "era", "son", "eran", "is", "are", "was", "were"})
_FROM = frozenset({"de", "del", "from"})
_SAID_OF_HOME = PLAIN | {"identity", "that_club", "home", "team", "department", "region", "denial"}
_DEPARTMENT = frozenset({"departamento", "depa", "region", "department"})
_OTHERS = frozenset({"otro", "otra", "otros", "other", "others", "another"})
_ALIKE = frozenset({"su", "sus", "mismo", "misma", "ese", "their", "same", "that"})
_TIMES = frozenset({"veces", "times"})
_DONE = frozenset({"paso", "pasado", "hizo", "hecho", "logro", "logrado", "happened", "done", "managed"})
_SAID_OF_TIMES = PLAIN | {"how_many", "that_club", "times", "ever", "scored"}
_ANY = frozenset({"any", "alguno", "algun", "ninguno", "ningun"})
_WHICH = frozenset({"cuales", "which"})
MET = frozenset({"win", "lose", "draw"})


def from_there(slots: Slots, previous: Query, known: Gazetteer, subject: str | None) -> Slots:
    """Return "who else from there?" with the department of the answer, or of its club."""
    club = known.index.club(str(getattr(previous, "team", None) or subject))
    place = getattr(previous, "department", None) or (club.department if club is not None else None)
    if place is None:
        return slots
    concepts = slots.concepts - {"there", "other", "department", "region", "identity"}
    return dataclasses.replace(slots, department=place, departments=(place,), concepts=concepts)


def of_claimed_home(slots: Slots, said: frozenset[str]) -> Slots:
    """Return "are they from Lambayeque?" as a question on where a club is from; any place may be claimed."""
    claimed = len(slots.departments) == 1 or (not slots.departments and len(slots.strange) == 1)
    if not claimed or len(slots.clubs) > 1 or not said & _BEING or not said & _FROM:
        return slots
    if slots.concepts - _SAID_OF_HOME or slots.seasons or slots.range or slots.region or slots.ranking:
        return slots
    concepts = slots.concepts - {"team", "department", "region", "denial"} | {"home"}
    return dataclasses.replace(
        slots, concepts=concepts, department=None, departments=(), strange=(), unknown=None, named=False
    )


def of_place_before(slots: Slots, season: int | None) -> Slots:
    """Return "had Tacna won it before?" as a question on the editions before that of the answer."""
    said = slots.concepts
    of_titles = said & {"win", "champion", "title", "winner"} and said & {"before", "previous"}
    if season is None or not slots.department or not of_titles or found_in(slots) != {"department"}:
        return slots
    kept = said - {"before", "previous", "win", "winner", "champion", "latest", "team", "ever", "victory"}
    strange = tuple(word for word in slots.strange if word not in vocabulary().pronouns)
    return dataclasses.replace(
        slots, range=(FIRST, season - 1), concepts=kept | {"title"}, strange=strange, unknown=None
    )


def of_same_again(slots: Slots, point: Point | None, previous: Query, said: frozenset[str]) -> Slots:
    """Return "how many times has that happened to them?" as a question on second places, or on titles."""
    if not said & _TIMES or not said & _DONE or slots.concepts - _SAID_OF_TIMES or found_in(slots):
        return slots
    second = point is not None and (point.aim == "second" or point.what == "runner_up")
    if not second and not isinstance(previous, Champion):
        return slots
    kept = slots.concepts - {"times", "ever"} | {"how_many", "runner_up" if second else "title"}
    return dataclasses.replace(slots, concepts=kept)


def of_later_editions(slots: Slots) -> Slots:
    """Return "did they play again after that?" as a question on all editions of the club."""
    if "years" not in slots.concepts:
        return slots
    return dataclasses.replace(slots, concepts=slots.concepts - {"after", "since", "following"})


def of_neighbors(slots: Slots, previous: Query, known: Gazetteer, said: frozenset[str]) -> Slots:
    """Return "the other team from their department" as the teams of it in that season."""
    of_titles = slots.concepts & {"win", "champion", "title", "winner"}
    if not said & _OTHERS or not said & _DEPARTMENT or not said & _ALIKE or of_titles:
        return slots
    there = from_there(slots, previous, known, None)
    return dataclasses.replace(there, concepts=there.concepts | {"team"})


def of_lost_finals(slots: Slots) -> Slots:
    """Return "and lost finals?" as a question on how many a club lost, not on who lost one."""
    told = any(concept == "runner_up" and FINALS.search(text) for concept, text in slots.said)
    if not told or "who" in slots.concepts:
        return slots
    return dataclasses.replace(slots, concepts=slots.concepts | {"how_many"})


def of_own_matches(slots: Slots, previous: Query, said: frozenset[str]) -> Slots:
    """Return "solo los que perdió", or "did they win any?", of a club's matches as a question on these."""
    told = [text for concept, text in slots.said if concept == "who"]
    of_these = slots.concepts - PLAIN == {"win"} and said & _ANY
    of_these = of_these or (slots.concepts == {"win"} and said & _WHICH)  # "y cuáles ganó?"
    if isinstance(previous, Results | Versus) and of_these:
        return dataclasses.replace(slots, concepts=slots.concepts | {"match"})
    if (
        not isinstance(previous, Results | Versus)
        or not {*told} <= _THOSE
        or not slots.concepts & MET
        or not told
    ):
        return slots
    if said & {"le", "les", "them"} or slots.clubs:
        return slots
    return dataclasses.replace(slots, concepts=slots.concepts - {"who", "whom"} | {"match"})


def of_history(slots: Slots, previous: Query) -> Slots:
    """Return "how many times have they won" after a champion as a question on its titles."""
    asked = {"how_many", "win"} <= slots.concepts and not slots.concepts & {"match", "goals", "victory"}
    if isinstance(previous, Champion) and asked:
        return dataclasses.replace(slots, concepts=slots.concepts - {"win"} | {"title"})
    if slots.concepts - PLAIN - {"identity"} in ({"department"}, {"region"}):
        return dataclasses.replace(slots, concepts=slots.concepts | {"home"})
    return slots
