"""What a question takes from the rest of its text: a season, a club."""

import dataclasses

from bot.ask.intents import PLAIN
from bot.ask.slots import Slots
from bot.ask.tokens import Token
from bot.ask.vocabulary import vocabulary
from bot.cache import Snapshot
from bot.names import Resolution

_ASKED_OF = frozenset({"how_many", "when"})
_DONE_BY = frozenset({"win", "lose", "draw", "goals", "scored", "play", "champion", "title", "runner_up"})
"""Concepts that together leave a club out that did it: "cuántos ganó"."""
_VERBS = frozenset({"win", "lose", "draw"})
_COUNTED = frozenset({"title", "champion", "goals", "win", "lose", "draw", "runner_up", "match", "points"})
_SUBJECTS = frozenset({"who", "whom", "team", "qualified", "department", "region"})
"""Without one of these a verb leaves its club out: "did they win?", "¿ganó o no?"."""
_WON = frozenset({"gano", "ganaron", "ganado", "ganamos", "campeono", "campeonaron", "campeonado", "se"}) | {
    "campeonamos", "levanto", "levantaron", "obtuvo", "conquisto", "alzo", "won", "win", "wins", "took",
    "claimed", "clinched", "lifted",
}  # fmt: skip
"""First words of what a champion did."""
_OF_CLUB = frozenset({"lose", "whom", "opponents", "place", "result", "home", "years", "score"})
"""Concepts of a question about a club that may have been named before it."""
_OF_MATCHES = frozenset({"result", "match", "play", "lose", "draw", "versus", "whom", "opponents"})
_BESIDE_CHAMPION = frozenset({"runner_up", "third", "fourth", "fifth", "sixth", "bottom"})
"""Concepts that together with "who" ask for another club than the champion."""
OF_ANSWERED_CLUB = frozenset(
    {"result", "home", "years", "title", "profile", "lose", "whom", "place", "opponents", "points"}
)
"""Concepts of a question on the club that the answer is about."""


def with_context(ways: list[Slots], elsewhere: list[Slots], question: list[Token]) -> list[Slots]:
    """Return a question with the season and the club that the rest of the text names, if that is one."""
    seasons = {year for slots in elsewhere for year in slots.seasons}
    clubs = {name.club.key: name for slots in elsewhere for name in slots.clubs if name.club is not None}
    pronoun = not vocabulary().pronouns.isdisjoint(token.text for token in question)
    filled = []
    for slots in ways:
        if len(seasons) == 1 and not slots.seasons and slots.range is None and slots.day is None:
            slots = dataclasses.replace(slots, seasons=tuple(seasons))
        open_ = not (slots.seasons or slots.range or slots.day or slots.clubs or slots.concepts & PLAIN)
        if clubs and open_ and "who" in slots.concepts and slots.concepts & _BESIDE_CHAMPION:
            # "The year Binacional won, who came second?" is not about the latest edition.
            slots = dataclasses.replace(slots, concepts=slots.concepts | {"that_season"})
        said = slots.concepts
        elided = bool("who" not in said and said & _ASKED_OF and said & _DONE_BY)
        if said & _VERBS and not (said & _SUBJECTS or slots.department or slots.region):
            elided = True
        elided = elided or lacks_subject(slots)
        meant = pronoun or "that_club" in said or said & _OF_CLUB or elided or "that_season" in said
        if len(clubs) == 1 and not slots.clubs and meant and not slots.ranking:
            slots = dataclasses.replace(
                slots, clubs=tuple(clubs.values()), concepts=slots.concepts - {"that_club"}
            )
        names = tuple(_of_context(name, clubs) for name in slots.clubs)
        filled.append(dataclasses.replace(slots, clubs=names))
    return filled


def lacks_subject(slots: Slots) -> bool:
    """Return whether a text says that a club won, but not which: "¿ganó la copa, no?"."""
    if slots.concepts & (_SUBJECTS | {"latest", "earliest", "landscape"}) or slots.department or slots.region:
        return False
    return any(concept == "champion" and text.split()[0] in _WON for concept, text in slots.said)


async def with_that_season(slots: Slots, snapshot: Snapshot) -> Slots:
    """Return a question on "that year" with the season that is meant: the one named, or the club's title.

    If there is none or several, the words stay unused, so that the question is asked back.
    """
    if "that_season" not in slots.concepts:
        return slots
    concepts = slots.concepts - {"that_season"}
    if slots.seasons or slots.range is not None or slots.day is not None:
        return dataclasses.replace(slots, concepts=concepts)
    club = slots.clubs[0].club if len(slots.clubs) == 1 else None
    of_edition = concepts & {"scorer", "table"} or ("who" in concepts and concepts & _BESIDE_CHAMPION)
    if club is None or not of_edition or concepts & _OF_MATCHES:
        return slots
    won = [
        year
        for year in snapshot.editions
        if club.key in [honour.club.key for honour in (await snapshot.season(year)).champions]
    ]
    return dataclasses.replace(slots, concepts=concepts, seasons=tuple(won)) if len(won) == 1 else slots


def with_claim(slots: Slots) -> Slots:
    """Return "do they have five titles?" as a question that asks how many: the answer confirms or denies."""
    said = slots.concepts
    numbers = slots.strange and all(word.isdigit() or word in vocabulary().numbers for word in slots.strange)
    counted = said & _COUNTED and not said & (_SUBJECTS | {"how_many", "record", "result"})
    if "goals" in said and said & (_VERBS | {"match"}):
        return slots  # "the matches that they won by three goals"
    if not numbers or not counted or len(slots.clubs) != 1 or slots.score is not None:
        return slots
    return dataclasses.replace(slots, strange=(), concepts=said | {"how_many"})


def is_on_club(slots: Slots, said: frozenset[str]) -> bool:
    """Return whether a reply is about the club of the answer: "how did they do", "ya había ganado antes?"."""
    if vocabulary().pronouns & said or slots.concepts & (OF_ANSWERED_CLUB | {"that_club"}):
        return True
    done = slots.concepts & {"win", "runner_up", "promoted", "lose", "draw"} or lacks_subject(slots)
    return bool(done) and not slots.concepts & {"who", "team", "department", "champion"} and not slots.seasons


def ever_before(slots: Slots) -> Slots:
    """Return "had they won before?" as a question on all editions."""
    if slots.concepts & {"before", "previous"} and not slots.seasons and slots.concepts & {"win", "champion"}:
        concepts = slots.concepts - {"before", "previous"} | {"ever"}
        return dataclasses.replace(slots, concepts=concepts)
    return slots


def _of_context(name: Resolution, clubs: dict[str, Resolution]) -> Resolution:
    """Return the club named elsewhere that is one of several that a name fits, else the name as it is."""
    if name.club is not None:
        return name
    meant = [clubs[candidate.club.key] for candidate in name.candidates if candidate.club.key in clubs]
    return meant[0] if len(meant) == 1 else name
