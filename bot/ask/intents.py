"""Scores of the intents for a question's words, by the weights of intents.toml."""

import functools
import tomllib
from collections import Counter
from importlib.resources import files
from typing import Any, NamedTuple

from bot.ask.slots import Slots
from bot.ask.vocabulary import NEIGHBOURS

UNUSED = 3.0
"""Penalty of an intent for each slot that it cannot use."""
IDLE = 1.0
"""Penalty for the club of an earlier question, if the intent cannot use it."""
_CLUBS = frozenset({"club", "clubs"})
PLAIN = frozenset({"edition", "latest", "earliest", "whatabout", "that_season", *NEIGHBOURS})
NO_CONTENT = frozenset(
    {"who", "when", "how_many", "all", "negation", "denial", "since", "more", "team", "play", "today"}
)
_CONTENT = frozenset({"round", "date", "score", "player"})


class Weighed(NamedTuple):
    """The score of an intent; `whole` says whether it uses everything that was said.

    `left` are the operators that it does not use.
    """

    intent: str
    score: float
    whole: bool
    left: frozenset[str]


class _Weight(NamedTuple):
    """The weight for an intent if everything in `key` was said; in the order of intents.toml."""

    place: int
    intent: str
    key: frozenset[str]
    weight: float


@functools.cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("intents.toml").read_text("utf-8"))


def _table() -> dict[str, dict[str, Any]]:
    return {intent: weights for intent, weights in _file().items() if isinstance(weights, dict)}


@functools.cache
def _operators() -> frozenset[str]:
    """Return the concepts that change the question."""
    return frozenset(_file()["operators"].split())


@functools.cache
def _uses() -> dict[str, frozenset[str]]:
    """Return the slots that each intent can use."""
    return {intent: frozenset(weights["uses"]) for intent, weights in _table().items()}


@functools.cache
def _weights() -> dict[str, list[_Weight]]:
    """Return the weights, indexed by the rarest element of their key."""
    listed = [
        (intent, frozenset(key.split("+")), float(weight))
        for intent, weights in _table().items()
        for key, weight in weights.items()
        if key != "uses"
    ]
    uses = Counter(thing for _, key, _ in listed for thing in key)
    found: dict[str, list[_Weight]] = {}
    for place, (intent, key, weight) in enumerate(listed):
        rarest = min(sorted(key), key=uses.__getitem__)
        found.setdefault(rarest, []).append(_Weight(place, intent, key, weight))
    return found


def weighed(slots: Slots, inherited: frozenset[str], least: float) -> list[Weighed]:
    """Return the intents with at least this score; slots reused from an earlier question may stay unused."""
    filled = found_in(slots)
    said = slots.concepts | {f"@{name}" for name in filled}
    if slots.concepts <= PLAIN:
        said |= {"@bare"}
    if slots.several:
        said |= {"@several"}
    weights = _weights()
    totals: dict[str, float] = {}
    taken: dict[str, set[str]] = {}
    speaking = [each for thing in said if thing in weights for each in weights[thing] if each.key <= said]
    for _, intent, key, weight in sorted(speaking):
        totals[intent] = totals.get(intent, 0.0) + weight
        if weight > 0:
            taken.setdefault(intent, set()).update(key)
    intents = []
    for intent, total in totals.items():
        if total - slots.cost >= least:
            unused = filled - _uses()[intent] - inherited
            idle = filled & inherited & _CLUBS - _uses()[intent]
            score = total - UNUSED * len(unused) - IDLE * len(idle) - slots.cost
            if score >= least:
                left = (slots.concepts & _operators()) - taken[intent] - _uses()[intent]
                intents.append(Weighed(intent, score, not unused and not left, left))
    return intents


def has_content(slots: Slots) -> bool:
    """Return whether a clause asks for something rather than merely naming a club or a season."""
    return bool(slots.concepts - PLAIN - NO_CONTENT) or bool(found_in(slots) & _CONTENT)


def found_in(slots: Slots) -> frozenset[str]:
    """Return the names of the slots that are filled."""
    clubs, day = slots.clubs, slots.day
    filled = {
        "season": bool(slots.seasons),
        "range": slots.range is not None,
        "club": len(clubs) == 1,
        "clubs": len(clubs) > 1,
        "department": len(slots.departments) == 1,
        "departments": len(slots.departments) > 1,
        "ranking": slots.ranking is not None,
        "region": slots.region is not None,
        "round": slots.round is not None,
        "stage": slots.stage is not None,
        "date": day is not None and day.day is not None,
        "month": day is not None and day.day is None,
        "score": slots.score is not None,
        "player": slots.players is not None,
        "steps": slots.steps is not None,
    }
    return frozenset([name for name, is_filled in filled.items() if is_filled])
