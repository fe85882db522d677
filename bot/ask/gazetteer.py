"""Names in a generation of the data: full club names, departments, regions, top scorers."""

import itertools
import re
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from bot.ask.vocabulary import Phrase, vocabulary
from bot.cache import Snapshot
from bot.names import NameIndex, ways_to_say
from bot.names.spelling import sound, spelt_out
from bot.queries.teams import department_names, region_names
from bot.text import fold

_SHORTEST_SURNAME = 4
_LONGEST_NAME = 6
_SHORTEST_SOUND = 4
_ABBREVIATION = re.compile(r"\b[A-ZÑ]{3,5}\b")


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names as folded words. `words` are all words of club names and places; `players` maps to seasons.

    `seasons` are all editions, `documented` those that have a document of their own, `won` those whose
    champion is known.
    """

    index: NameIndex
    seasons: tuple[int, ...]
    documented: tuple[int, ...]
    won: tuple[int, ...]
    clubs: frozenset[Phrase]
    words: frozenset[str]
    departments: dict[Phrase, str]
    regions: dict[Phrase, str]
    players: dict[Phrase, tuple[int, ...]]
    homes: dict[str, str] = field(default_factory=dict)
    """Folded departments → departments as documents spell them."""
    spoken: dict[str, str] = field(default_factory=dict)
    """The sounds of abbreviations whose letters are written out, "utece" → the abbreviations."""
    towns: dict[str, str] = field(default_factory=dict)
    """Folded towns of clubs → towns as they are spelt."""
    longest: dict[str, int] = field(default_factory=dict)
    """First word of a phrase → length in words of the longest phrase that begins with it."""


_last: dict[str, Gazetteer] = {}


def heard_as(word: str, known: Gazetteer) -> str | None:
    """Return the abbreviation that a word writes as it is spoken: "utece", "cienei"."""
    key = sound(word)
    if key in known.spoken or len(key) <= _SHORTEST_SOUND:
        return known.spoken.get(key)
    near = [short for spoken, short in known.spoken.items() if OSA.distance(key, spoken, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


async def known_names(snapshot: Snapshot) -> Gazetteer:
    """Return the names of a snapshot, cached until the generation changes."""
    names = _last.get(snapshot.generation)
    if names is None:
        names = await _names(snapshot)
        _last.clear()
        _last[snapshot.generation] = names
    return names


async def _names(snapshot: Snapshot) -> Gazetteer:
    clubs, words = _clubs(snapshot.index)
    departments = {
        tuple(fold(name).split()): name for name in await department_names(snapshot, None) if fold(name)
    }
    regions = {tuple(fold(name).split()): name for name in await region_names(snapshot, None) if fold(name)}
    players = await _players(snapshot, words)
    longest: dict[str, int] = {}
    for phrase in itertools.chain(clubs, departments, regions, players):
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return Gazetteer(
        index=snapshot.index,
        seasons=snapshot.editions,
        documented=snapshot.seasons,
        won=tuple(sorted(snapshot.champions)),
        clubs=clubs,
        words=words,
        departments=departments,
        regions=regions,
        players=players,
        homes={" ".join(words): name for words, name in departments.items()},
        towns={fold(town): town for club in snapshot.index.clubs for town in club.towns},
        spoken=_spoken(snapshot.index),
        longest=longest,
    )


def _spoken(index: NameIndex) -> dict[str, str]:
    """Return the sounds of abbreviations in clubs' names, those alone that sound like no other."""
    written = {
        fold(word)
        for club in index.clubs
        for text in (club.name, *(name.text for name in club.names))
        for word in _ABBREVIATION.findall(text)
    }
    heard: dict[str, str] = {}
    for word in sorted(written):
        key = sound(spelt_out(word))
        if len(key) >= _SHORTEST_SOUND:
            heard[key] = "" if key in heard else word
    return {key: word for key, word in heard.items() if word}


def _clubs(index: NameIndex) -> tuple[frozenset[Phrase], frozenset[str]]:
    """Return the full names of clubs that are not themselves words of questions, and all their words."""
    spoken = vocabulary()
    names: set[Phrase] = set()
    words: set[str] = set()
    for club in index.clubs:
        aliases = [
            way for name in club.names if name.kind == "moderator" for way in ways_to_say(fold(name.text))
        ]
        for text in (club.name, *(name.text for name in club.names), *aliases):
            phrase = tuple(fold(text).split())
            words.update(phrase)
            if 0 < len(phrase) <= _LONGEST_NAME and not (len(phrase) == 1 and phrase[0] in spoken.words):
                names.add(phrase)
        for place in (club.department, *club.towns):
            words.update(fold(place or "").split())
    return frozenset(names), frozenset(words)


async def _players(snapshot: Snapshot, club_words: frozenset[str]) -> dict[Phrase, tuple[int, ...]]:
    """Return top scorers by full name, and by surname if no club has that word."""
    found: dict[Phrase, set[int]] = {}
    seasons = [await snapshot.season(year) for year in snapshot.seasons]
    for scorer in (scorer for season in seasons for scorer in season.scorers):
        words = tuple(fold(scorer.player).split())
        if not words:
            continue
        found.setdefault(words, set()).add(scorer.season)
        surname = words[-1]
        if len(surname) >= _SHORTEST_SURNAME and surname not in club_words | vocabulary().words:
            found.setdefault((surname,), set()).add(scorer.season)
    return {words: tuple(sorted(seasons)) for words, seasons in found.items()}
