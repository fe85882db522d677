"""What a name of a round, stage or group means in any language and spelling; `rounds.toml` has the words."""

import bisect
import functools
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from bot.names.spelling import likeness
from bot.text import fold, read_roman

Meaning = tuple[str, ...]
"""The meanings of a name's words, sorted: "Fecha 3" and "3rd round" are both ("3", "round")."""

_Asked = tuple[tuple[Meaning, ...], tuple[Meaning, ...]]
"""Ways to take what was typed, and those of them that have a word for which another may stand."""

_NAMES = ("rounds", "places", "levels", "compass", "ordinals")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|ra|da|ta|va|na|ma|ro|do|to|vo|er|era|a|o)")
_GLUED = re.compile(r"([a-z]+)(\d{1,3})")
_SHORT_FOR_ROUND = {"r", "f", "j"}
_LONGEST_PHRASE = 4
_LONGEST_TYPED = 100
_FEWEST_LETTERS = 4
_FEWEST_BEGUN = 3
_LEAST_LIKENESS, _LEAST_MARGIN = 0.75, 0.08


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("rounds.toml").read_text("utf-8"))


@functools.cache
def _meanings() -> dict[str, str]:
    """Return folded word or phrase → its meaning."""
    return {
        phrase: meaning
        for section in ("kinds", *_NAMES)
        for meaning, phrases in _table()[section].items()
        for phrase in phrases
    }


def meanings_of(section: str) -> frozenset[str]:
    """Return the meanings of a section of rounds.toml, such as `rounds`, `levels` or `compass`."""
    return frozenset(_table()[section])


@functools.cache
def _phrases() -> list[tuple[str, str]]:
    """Return folded words and phrases with their meanings, kinds left out, in the order of their letters."""
    kinds = meanings_of("kinds")
    return sorted((phrase, meant) for phrase, meant in _meanings().items() if meant not in kinds)


@functools.cache
def _spelled() -> dict[str, str]:
    """Return known phrases with their meanings, and each of their words as meaning itself."""
    return {word: word for name in _meanings() for word in _words(name)} | _meanings()


@functools.lru_cache(maxsize=4096)
def meaning(name: str) -> Meaning:
    """Return what a name means: known words by their meanings, numbers as digits, others as they are."""
    return _of_words(_words(name))


def knows(word: str) -> bool:
    """Tell whether a folded word is one of those by which rounds, stages and groups are named."""
    return word in _spelled()


def begun(word: str) -> frozenset[str]:
    """Return what a word still being typed may mean: a kind if it is whole, and what begins with it."""
    phrases = _table()["kinds"]
    meanings = {_meanings()[word]} if _meanings().get(word) in phrases else set()
    if len(word) >= _FEWEST_BEGUN:
        names = _phrases()
        for phrase, meant in names[bisect.bisect_left(names, (word,)) :]:
            if not phrase.startswith(word):
                break
            meanings.add(meant)
    return frozenset(meanings)


def meaning_of_typed(typed: str, names: Iterable[str], season: int) -> Meaning:
    """Return what a person means: slips of the keyboard mended by the known words and those of `names`."""
    words = [word for word in _words(typed[:_LONGEST_TYPED]) if word != str(season)]
    if any(_may_be_mistyped(word) for word in words):
        known = {word: word for name in names for word in _words(name)} | _spelled()
        words = [_mended(word, known) for word in words]
    return _of_words(words)


def fits(typed: Meaning, name: Meaning, kinds: frozenset[str]) -> bool:
    """Tell whether both mean the same thing of these kinds; either may leave its kind out.

    What is left of `typed` without its kind must be a word: the "fase 2" is not the "Region II".
    """
    return _says_one(_asked(typed, kinds), _forms(name, kinds))


def fitting(typed: Meaning, names: Iterable[str], kinds: frozenset[str]) -> list[str]:
    """Return the names that mean what was typed, as `fits` tells."""
    asked = _asked(typed, kinds)
    return [name for name in names if _says_one(asked, _forms_of(name, kinds))]


def _says_one(asked: _Asked, forms: tuple[Meaning, ...]) -> bool:
    """Tell whether one of the forms of a name says the same as what was typed, or alike words."""
    exact, loose = asked
    for other in forms:
        if other in exact:
            return True
    for asked_form in loose:
        for other in forms:
            if len(asked_form) == len(other) and _alike(asked_form, other):
                return True
    return False


def within(typed: Meaning, name: Meaning) -> bool:
    """Tell whether the name says all that was typed, and more."""
    return bool(typed) and set(typed) < set(name)


def instead(typed: Meaning) -> Meaning | None:
    """Return what may be taken for the meaning where it is not found, None if nothing may."""
    others: dict[str, str] = _table()["instead"]
    taken = tuple(sorted(others.get(word, word) for word in typed))
    return taken if taken != typed else None


@functools.cache
def said_alone() -> dict[str, str]:
    """Return words that people use alone with the usual names: "hexagonal" is the final stage."""
    return {word: usual for usual, words in _table()["by_itself"].items() for word in words}


def is_number(typed: Meaning) -> bool:
    """Tell whether nothing but a number was typed, perhaps with the word "round"."""
    return bool(typed) and all(word.isdigit() or word == "round" for word in typed)


@functools.lru_cache(maxsize=4096)
def _forms(name: Meaning, kinds: frozenset[str]) -> tuple[Meaning, ...]:
    """Return a name as it is and without its kind."""
    return tuple({name, _without(name, kinds)} - {()})


@functools.lru_cache(maxsize=4096)
def _forms_of(name: str, kinds: frozenset[str]) -> tuple[Meaning, ...]:
    return _forms(meaning(name), kinds)


@functools.lru_cache(maxsize=512)
def _asked(typed: Meaning, kinds: frozenset[str]) -> _Asked:
    """Return what was typed as it is, and without its kind where a word is left."""
    rest = _without(typed, kinds)
    whole = any(len(word) > 1 and not word.isdigit() for word in rest)
    exact = (typed, rest) if whole else (typed,)
    others = {word for word, _ in _alike_pairs()}
    return exact, tuple([form for form in exact if not others.isdisjoint(form)])


def _without(words: Meaning, kinds: frozenset[str]) -> Meaning:
    return tuple(word for word in words if word not in kinds)


def _alike(meaning: Meaning, name: Meaning) -> bool:
    """Tell whether two meanings of the same number of words say the same or alike words."""
    alike = _alike_pairs()
    return all(a == b or (a, b) in alike for a, b in zip(meaning, name, strict=True))


@functools.cache
def _alike_pairs() -> frozenset[tuple[str, str]]:
    pairs = [(word, other) for word, others in _table()["alike"].items() for other in others]
    return frozenset([*pairs, *((other, word) for word, other in pairs)])


def _words(text: str) -> list[str]:
    """Return the folded words of a text, "fecha3" taken apart and "3ra" as "3"."""
    words: list[str] = []
    for word in fold(text).split():
        ordinal, glued = _ORDINAL.fullmatch(word), _GLUED.fullmatch(word)
        if word in _meanings():
            words.append(word)
        elif ordinal:
            words.append(ordinal[1])
        elif glued and (glued[1] in _meanings() or glued[1] in _SHORT_FOR_ROUND):
            words += ["round" if glued[1] in _SHORT_FOR_ROUND else glued[1], glued[2]]
        else:
            words.append(word)
    return words


def _of_words(words: list[str]) -> Meaning:
    """Return the meanings of words, the longest known phrase first."""
    meanings: list[str] = []
    start = 0
    while start < len(words):
        for stop in range(min(start + _LONGEST_PHRASE, len(words)), start, -1):
            phrase = " ".join(words[start:stop])
            if phrase in _meanings():
                meanings.append(_meanings()[phrase])
                break
        else:
            stop = start + 1
            if words[start] not in _table()["ignored"]["words"]:
                meanings.append(_number(words[start]))
        start = stop
    return tuple(sorted(meanings))


def _number(word: str) -> str:
    """Return a whole number in digits, "VIII" and "08" as "8"; any other word as it is."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    number = read_roman(word)
    return word if number is None else str(number)


def _may_be_mistyped(word: str) -> bool:
    ignored: list[str] = _table()["ignored"]["words"]
    return len(word) >= _FEWEST_LETTERS and word.isalpha() and word not in _spelled() and word not in ignored


def _mended(word: str, known: dict[str, str]) -> str:
    """Return the known word that a mistyped one is clearly nearest to, else the word itself."""
    if word in known or not _may_be_mistyped(word):
        return word
    best: dict[str, tuple[float, str]] = {}
    for other, its_meaning in known.items():
        if len(other) >= _FEWEST_LETTERS and other.isalpha():
            best[its_meaning] = max(best.get(its_meaning, (0.0, "")), (likeness(word, other), other))
    first, second = sorted(best.values(), reverse=True)[:2]
    clear = first[0] >= _LEAST_LIKENESS and first[0] - second[0] >= _LEAST_MARGIN
    return first[1] if clear else word
