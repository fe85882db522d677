"""What a question in a story leaves out: the clubs and seasons of its other clauses, the nearest first."""

import dataclasses
import itertools
from collections.abc import Iterator

from bot.ask.clauses import Clause
from bot.ask.context import is_on_club_named_before, lacks_season, lacks_subject
from bot.ask.described import choice_of
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import found_in
from bot.ask.slots import Slots
from bot.ask.tokens import Token
from bot.names import Resolution
from bot.text import fold

_MOST_CLUBS, _MOST_SEASONS, _MOST_WAYS = 4, 3, 6
_MOST_MEANT_BY_NAME = 3
_OF_A_MATCH = frozenset({"that_match", "result", "place", "score"})
_HOW_IT_ENDED = _OF_A_MATCH | {"match", "how_many", "that_day", "that_season", "when", "edition", "scored"}
"""Concepts that together ask how a match ended: "como quedo", "what was the score"."""
_BETTER = frozenset({"more", "above", "below", "sooner"})
"""Concepts that compare two clubs: "quién quedó más arriba"."""
_WHICH_CLUB = frozenset({"who", "team", "identity"})
"""Concepts that ask which club it is: "they won in 1982. which club was that?"."""
_IT = frozenset({"lo", "it"})
_DONE_TO = frozenset({"scored", "conceded", "win", "victory", "lose"})
_OF_MATCHES = frozenset({"win", "lose", "draw", "match"})
_HONOURS = frozenset({"champion", "title", "runner_up", "winner", "promoted", "scorer"})
_WHEN = frozenset({"when", "years"})
_OF_ANY = frozenset({"who", "team", "department", "region", "landscape", "all", "latest", "earliest"})
"""Concepts with which "when did … win" is not on a club that it leaves out."""
_MET = frozenset({"win", "victory", "lose", "draw", "versus", "result", "record"})
"""Concepts of a clause that tells of a match of its two clubs."""
_TO = frozenset({"a", "al"})
_OBJECTS = frozenset({"les", "le", "them"})
_SUBJECTS = frozenset({"they", "ellos", "we", "nosotros"})


def clauses_around(readings: list[list[Slots]], at: int) -> list[Slots]:
    """Return the readings of the other clauses: those before it, the nearest first, and those behind."""
    return [readings[place][0] for place in [*range(at - 1, -1, -1), *range(at + 1, len(readings))]]


def told_in(parts: list[Clause], readings: list[list[Slots]], at: int) -> list[Token]:
    """Return a clause with what its sentence names beside it: "they won the year I was born, 1976"."""
    told = parts[at].tokens
    for beside in (at + 1, at - 1):
        near = 0 <= beside < len(parts) and parts[beside].sentence == parts[at].sentence
        if near and not found_in(readings[at][0]) and found_in(readings[beside][0]):
            pair = [parts[min(at, beside)].tokens, parts[max(at, beside)].tokens]
            return [*pair[0], Token(",", "break"), *pair[1]]
    return told


def leaves_subject_out(slots: Slots, question: list[Token]) -> bool:
    """Return whether a question is on a club that it does not name, so that it is on no edition alone."""
    if _is_on_match(slots, question):
        return True
    if slots.clubs or slots.ranking:
        return False
    said, texts = slots.concepts, {token.text for token in question}
    when = said & _WHEN and said & _HONOURS and not (said & _OF_ANY or slots.department)
    they = texts & _SUBJECTS and not said & _WHICH_CLUB
    return bool(when or they or lacks_subject(slots) or "whom" in said)


def list_with_other(slots: Slots, elsewhere: list[Slots]) -> Slots | None:
    """Return "which was the other one?" as the teams of the department and season that the story names.

    The other one of two teams of a place is in their list.
    """
    if "other" not in slots.concepts or slots.clubs or slots.concepts & _HONOURS:
        return None
    near = [slots, *elsewhere]
    if any(each.concepts & _OF_MATCHES for each in near):
        return None  # "they lost to two, one was Gálvez, which was the other one"
    told = next((each for each in near if len(each.departments) == 1 or _homes(each)), None)
    season = slots.season or next((each.season for each in near if each.season is not None), None)
    if told is None or season is None or told.concepts & _HONOURS:
        return None
    home = told.departments[0] if told.departments else _homes(told)[0]
    return Slots(concepts=frozenset({"team"}), seasons=(season,), department=home, departments=(home,))


def _homes(slots: Slots) -> list[str]:
    return [name.club.department for name in slots.clubs if name.club is not None and name.club.department]


def ways_to_mean(
    ways: list[Slots],
    elsewhere: list[Slots],
    question: list[Token],
    known: Gazetteer,
    *,
    season_told: bool = False,
) -> list[list[Slots]]:
    """Return a question with each club, or two, and each season that it may mean; none if it names all.

    A season that another clause told (`season_told`) is not that of a club that was not there.
    """
    meant: list[list[Slots]] = []
    for clubs, near in _clubs_meant(ways, elsewhere, question, known):
        filled = [_with_clubs(slots, clubs) for slots in ways] if clubs else ways
        if season_told and clubs and not all(_were_there(clubs, year) for year in filled[0].seasons):
            filled = [dataclasses.replace(slots, seasons=()) for slots in filled]
        years: list[int] = []
        if all(lacks_season(slots) and "when" not in slots.concepts for slots in filled):
            named = dict.fromkeys((*near.seasons, *(year for slots in elsewhere for year in slots.seasons)))
            years = [year for year in named if year in known.seasons and _were_there(clubs, year)]
        meant += [
            [dataclasses.replace(slots, seasons=(year,)) for slots in filled]
            for year in years[:_MOST_SEASONS]
        ]
        meant += [filled] if clubs and not years else []
    return meant[:_MOST_WAYS]


def _were_there(clubs: tuple[Resolution, ...], season: int) -> bool:
    """Return whether each club may have been in a season."""
    return all(any(season in candidate.club.all_seasons for candidate in name.candidates) for name in clubs)


def _clubs_meant(
    ways: list[Slots], elsewhere: list[Slots], question: list[Token], known: Gazetteer
) -> Iterator[tuple[tuple[Resolution, ...], Slots]]:
    """Yield what may be the clubs of a question, each with the clause that names it."""
    named = _clubs_by_nearness(elsewhere, known)
    first = ways[0]
    if _is_on_match(first, question):
        own = first.clubs
        pairs = [
            ((name, *own) if _is_object(first, question) else (*own, name), slots)
            for name, slots in named if _differs(name, own)
        ] if own else [*_pairs(elsewhere, named)]  # fmt: skip
        yield from pairs[:_MOST_CLUBS]
        if own or pairs:
            return
    if named and all(is_on_club_named_before(slots, question) for slots in ways):
        for name, slots in named[:_MOST_CLUBS]:
            yield (name,), slots
    elif not leaves_subject_out(first, question):
        yield (), Slots()


def _is_on_match(slots: Slots, question: list[Token]) -> bool:
    """Return whether a question is on a match of two clubs of which it names one or none."""
    said = slots.concepts
    if len(slots.clubs) > 1 or slots.ranking or slots.department or "whom" in said:
        return False
    texts = [token.text for token in question]
    if "who" in said:
        of_it = {"who", "win"} <= said and not _IT.isdisjoint(texts)  # "quién lo ganó"
        compared = bool(said & _BETTER) and said <= _BETTER | {"who", "place", "top"}
        return not slots.clubs and (compared or of_it)
    if slots.clubs:
        if _is_object(slots, question):
            return True
        to_others = said & _DONE_TO and _OBJECTS & {*texts} and not _stands_behind_to(slots, texts)
        return "that_match" in said or bool(to_others)
    of_table = any(concept == "place" and not text.startswith("como") for concept, text in slots.said)
    return bool(said & _OF_A_MATCH) and said <= _HOW_IT_ENDED and not of_table  # "en qué puesto quedó"


def _is_object(slots: Slots, question: list[Token]) -> bool:
    """Return whether a question names the other club alone: "¿le ganaron a Melgar?"."""
    said, texts = slots.concepts, [token.text for token in question]
    if len(slots.clubs) != 1 or said & {"who", "whom", "team", "how_many", "record", "ever"}:
        return False
    they = bool(said & _MET) and not _SUBJECTS.isdisjoint(texts)
    return they or bool(said & {"victory", "draw"} and _stands_behind_to(slots, texts))


def _stands_behind_to(slots: Slots, texts: list[str]) -> bool:
    """Return whether a question names its club behind "to", so that "le" means no other one."""
    name = slots.clubs[0].text.split()
    starts = [at for at in range(1, len(texts)) if texts[at : at + len(name)] == name]
    return any(texts[at - 1] in _TO for at in starts)


def _pairs(
    elsewhere: list[Slots], named: list[tuple[Resolution, Slots]]
) -> Iterator[tuple[tuple[Resolution, ...], Slots]]:
    """Yield the two clubs of each clause that names two, then any two of the nearest."""
    pairs = [(slots.clubs, slots) for slots in elsewhere if len(slots.clubs) == 2]
    pairs += [((other, one), slots) for (one, slots), (other, _) in itertools.combinations(named[:3], 2)]
    seen: list[set[str]] = []
    nearest = next((slots for slots in elsewhere if slots.clubs), None)
    if pairs and pairs[0][1] is nearest and nearest.concepts & _MET:
        pairs = pairs[:1]  # "UTC beat Bolognesi. how did it end?"
    for clubs, slots in pairs:
        keys = {candidate.club.key for name in clubs for candidate in name.candidates}
        if len({fold(name.text) for name in clubs}) < len(clubs):
            continue  # two clubs of one name that was told
        if not any(keys <= other for other in seen):
            seen.append(keys)
            yield clubs, slots


def _clubs_by_nearness(elsewhere: list[Slots], known: Gazetteer) -> list[tuple[Resolution, Slots]]:
    """Return the clubs that the other clauses name, each once.

    Behind those that are surely meant stand those that a name may mean, and those named by their town.
    """
    named: dict[str, tuple[Resolution, Slots]] = {}
    perhaps: dict[str, tuple[Resolution, Slots]] = {}
    for slots in elsewhere:
        for name in slots.clubs:
            clubs = [candidate.club for candidate in name.candidates]
            if name.club is not None:
                named.setdefault(name.club.key, (name, slots))
            elif len(clubs) <= _MOST_MEANT_BY_NAME:
                for club in clubs:
                    perhaps.setdefault(club.key, (choice_of([club], name.text), slots))
    both = {**named, **{key: each for key, each in perhaps.items() if key not in named}}
    return sorted(both.values(), key=lambda each: _is_town(each[0], known))


def _is_town(name: Resolution, known: Gazetteer) -> bool:
    """Return whether a text names a club merely by its town: "es de Tarma"."""
    text = fold(name.text)
    return name.club is not None and text in known.towns and text not in fold(name.club.name)


def _differs(name: Resolution, own: tuple[Resolution, ...]) -> bool:
    keys = {candidate.club.key for other in own for candidate in other.candidates[:1]}
    return name.club is not None and name.club.key not in keys


def _with_clubs(slots: Slots, clubs: tuple[Resolution, ...]) -> Slots:
    concepts = slots.concepts - {"that_club", "that_match"}
    if len(clubs) > 1 and not slots.clubs and not concepts & {"result", "match"}:
        concepts = concepts - {"place"} | {"result"}  # "como quedo" of two clubs is their match
    return dataclasses.replace(slots, clubs=clubs, concepts=concepts)
