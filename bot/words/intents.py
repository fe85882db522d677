"""How much a question's words speak for each intent, by the weights of intents.toml."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from bot.words.slots import Slots

UNUSED = 3.0
"""What speaks against an intent for each thing said that it has no place for."""
PLAIN = frozenset({"edition", "latest", "earliest", "before", "after", "whatabout"})


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that can be asked: weights of what may be said, and the slots it has a place for."""

    name: str
    uses: frozenset[str]
    weights: tuple[tuple[frozenset[str], float], ...]


@functools.cache
def intents() -> tuple[Intent, ...]:
    """Return the intents of intents.toml."""
    table = tomllib.loads(files(__package__).joinpath("intents.toml").read_text("utf-8"))
    return tuple(
        Intent(
            name,
            frozenset(weights.pop("uses")),
            tuple((frozenset(key.split("+")), float(weight)) for key, weight in weights.items()),
        )
        for name, weights in table.items()
    )


def found_in(slots: Slots) -> frozenset[str]:
    """Return the names of the slots that are filled."""
    filled = {
        "season": bool(slots.seasons),
        "range": slots.range is not None,
        "club": len(slots.clubs) == 1,
        "clubs": len(slots.clubs) > 1,
        "department": slots.department is not None,
        "region": slots.region is not None,
        "round": slots.round is not None,
        "stage": slots.stage is not None,
        "date": slots.day is not None and slots.day.day is not None,
        "month": slots.day is not None and slots.day.day is None,
        "score": slots.score is not None,
        "player": slots.players is not None,
    }
    return frozenset(name for name, is_filled in filled.items() if is_filled)


def score(intent: Intent, slots: Slots, inherited: frozenset[str]) -> float:
    """Return how much speaks for an intent; slots taken over from an earlier question need no place."""
    said = slots.concepts | {f"@{name}" for name in found_in(slots)}
    if slots.concepts <= PLAIN:
        said |= {"@bare"}
    total = sum(weight for key, weight in intent.weights if key <= said)
    return total - UNUSED * len(unused(intent, slots, inherited)) - slots.cost


def unused(intent: Intent, slots: Slots, inherited: frozenset[str]) -> frozenset[str]:
    """Return what was said that the intent has no place for; what was taken over needs none."""
    return found_in(slots) - intent.uses - inherited
