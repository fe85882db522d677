"""What the rest of a text lends to its question: a season, a club."""

import dataclasses

from bot.ask.slots import Slots
from bot.ask.tokens import Token
from bot.ask.vocabulary import vocabulary
from bot.names import Resolution

_ASKED_OF = frozenset({"how_many", "when"})
_DONE_BY = frozenset({"win", "lose", "draw", "goals", "scored", "play", "champion", "title", "runner_up"})
"""Concepts that together leave a club out that did it: "cuántos ganó"."""
_OF_CLUB = frozenset({"lose", "whom", "opponents", "place", "result", "home", "years", "score"})
"""Concepts of a question about a club that may have been named before it."""


def with_context(ways: list[Slots], elsewhere: list[Slots], question: list[Token]) -> list[Slots]:
    """Return a question with the season and the club that the rest of the text names, if that is one."""
    seasons = {year for slots in elsewhere for year in slots.seasons}
    clubs = {name.club.key: name for slots in elsewhere for name in slots.clubs if name.club is not None}
    pronoun = not vocabulary().pronouns.isdisjoint(token.text for token in question)
    filled = []
    for slots in ways:
        if len(seasons) == 1 and not slots.seasons and slots.range is None and slots.day is None:
            slots = dataclasses.replace(slots, seasons=tuple(seasons))
        said = slots.concepts
        elided = "who" not in said and said & _ASKED_OF and said & _DONE_BY
        meant = pronoun or said & _OF_CLUB or elided
        if len(clubs) == 1 and not slots.clubs and meant and not slots.ranking:
            slots = dataclasses.replace(slots, clubs=tuple(clubs.values()))
        names = tuple(_of_context(name, clubs) for name in slots.clubs)
        filled.append(dataclasses.replace(slots, clubs=names))
    return filled


def _of_context(name: Resolution, clubs: dict[str, Resolution]) -> Resolution:
    """Return the club named elsewhere that is one of several that a name fits, else the name as it is."""
    if name.club is not None:
        return name
    meant = [clubs[candidate.club.key] for candidate in name.candidates if candidate.club.key in clubs]
    return meant[0] if len(meant) == 1 else name
