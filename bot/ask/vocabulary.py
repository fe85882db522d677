"""The words of questions, read from es.toml and en.toml into one table for both languages."""

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.names.lexicon import Role, lexicon
from bot.names.spelling import sound

LANGUAGES = ("es", "en")
NEIGHBOURS = {"before": -1, "previous": -1, "after": 1, "following": 1}
"""Concepts that lead from one season or round to the one before or after it."""
_FEWEST_LETTERS, _LONG_WORD = 5, 8
_LONGEST_WORD = 24

_DIMINUTIVE = re.compile(r"(\w{2,}?)c?it([oa])(s?)")

_CHOICE = re.compile(r"[()]")
_NO_SIGNS = str.maketrans("(|)", "   ")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Phrases (folded words) with their concepts; and words for numbers, months and years."""

    phrases: dict[Phrase, frozenset[str]]
    longest: dict[str, int]
    """First word of a phrase → length in words of the longest phrase that begins with it."""
    small: frozenset[str]
    """Filler words without a meaning of their own."""
    ignored: frozenset[str]
    """Filler words, and words around names."""
    months: dict[str, int]
    short_months: frozenset[str]
    numbers: dict[str, int]
    zero: frozenset[str]
    scoreless: frozenset[str]
    """Words for a match without goals."""
    decades: dict[str, int]
    rounds: dict[str, str]
    """Words for participants of a round → the round."""
    year_before: frozenset[str]
    decade_before: frozenset[str]
    between: frozenset[str]
    leading: frozenset[str]
    """Words that may stand between a denial, or a word such as "since", and what it changes."""
    pronouns: frozenset[str]
    """Words for a club that was named before."""
    days: dict[str, int]
    demonyms: dict[str, str]
    """Words for people of a department → the department."""
    of: frozenset[str]
    articles: frozenset[str]
    before_name: frozenset[str]
    """Words that a name may follow."""
    before_plain: frozenset[str]
    """Words that no club's name follows: "I blanked", "esos creidos", "cousin Kevin"."""
    counted: frozenset[str]
    """Words after which a number changes the question: "in two decades", "three different cups"."""
    marks: dict[str, frozenset[str]]

    @property
    def words(self) -> frozenset[str]:
        """All words of all lists."""
        return _all_words()

    @property
    def of_phrases(self) -> frozenset[str]:
        """All words of the phrases that mean a concept."""
        return _phrase_words()

    def without_diminutive(self, word: str) -> str | None:
        """Return the word of questions of which a word is the diminutive: "copitas", "añitos", "cositas"."""
        small = _DIMINUTIVE.fullmatch(word)
        if small is None:
            return None
        whole = small[1] + small[2] + small[3]
        plain = (whole, small[1] + "e" + small[3], small[1] + small[3])
        found = next((each for each in plain if (each,) in self.phrases), None)
        return found or (whole if whole in self.of_phrases else None)

    def mended(self, word: str) -> str | None:
        """Return the word of questions that a mistyped one clearly means, or None."""
        if not _FEWEST_LETTERS - 2 <= len(word) <= _LONGEST_WORD or not word.isalpha():
            return None
        whole = _by_what_is_left().get(word, ())
        if len(whole) == 1:
            return whole[0]
        if len(word) < _FEWEST_LETTERS - 1:
            return None
        once = {word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]}
        once &= _of_questions()
        if len(once) == 1:
            return once.pop()
        plain = self.without_diminutive(word)
        if plain is not None:
            return plain
        swapped = _by_letters().get("".join(sorted(word)), ())
        swapped = tuple(other for other in swapped if OSA.distance(word, other) == 1)
        if len(swapped) == 1:
            return swapped[0]
        heard = _by_sound().get(sound(word), ())
        if len(heard) == 1 or len(word) < _FEWEST_LETTERS:
            return heard[0] if len(heard) == 1 else None
        allowed = 2 if len(word) >= _LONG_WORD else 1
        matches = process.extract(
            word, _long_words(), scorer=OSA.distance, score_cutoff=allowed, limit=4, processor=None
        )
        near = [(distance, other) for other, distance, _ in matches if other[0] == word[0] or distance == 1]
        if not near:
            return None
        least = min(distance for distance, _ in near)
        best = [other for distance, other in near if distance == least]
        meanings = {self.phrases.get((other,), frozenset()) for other in best}
        return best[0] if len(meanings) == 1 else None


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the words of all languages combined."""
    tables = {code: _table(code) for code in LANGUAGES}
    phrases: dict[Phrase, frozenset[str]] = {}
    for table in tables.values():
        for concept, listed in table["concepts"].items():
            for words in (tuple(phrase.split()) for pattern in listed for phrase in _phrases_of(pattern)):
                phrases[words] = phrases.get(words, frozenset()) | {concept}
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    parts = [table["words"] for table in tables.values()]
    noise = {word for word, role in lexicon().roles.items() if role in (Role.NOISE, Role.STOP)}
    months = {
        word: number
        for part in parts
        for number, names in enumerate(part["months"], 1)
        for word in names.split()
    }
    persons = _joined(parts, "persons")
    full = {names.split()[0] for part in parts for names in part["months"]} | {"septiembre"}
    return Vocabulary(
        phrases=phrases,
        longest=longest,
        small=_joined(parts, "ignored") | persons,
        ignored=_joined(parts, "ignored") | persons | noise,
        months=months,
        short_months=frozenset(set(months) - full),
        numbers={word: n for part in parts for word, n in part["numbers"].items()},
        zero=_joined(parts, "zero"),
        scoreless=_joined(parts, "scoreless"),
        decades={word: n for part in parts for word, n in part["decades"].items()},
        rounds={word: name for part in parts for word, name in part["rounds"].items()},
        year_before=_joined(parts, "year_before"),
        decade_before=_joined(parts, "decade_before"),
        between=_joined(parts, "between"),
        leading=_joined(parts, "leading"),
        pronouns=_joined(parts, "pronouns"),
        days={word: n for part in parts for n, names in enumerate(part["days"], 1) for word in names.split()},
        demonyms={
            word + ending: place
            for part in parts
            for singular, place in part["demonyms"].items()
            for word in {singular, singular.removesuffix("o") + "a"}
            for ending in ("", "s")
        },
        of=_joined(parts, "of"),
        articles=_joined(parts, "articles"),
        before_name=_joined(parts, "before_name") | _joined(parts, "of"),
        before_plain=_joined(parts, "before_plain") | persons,
        counted=_joined(parts, "counted"),
        marks={code: frozenset(table["words"]["marks"].split()) for code, table in tables.items()},
    )


def _phrases_of(pattern: str) -> Iterator[str]:
    """Yield the phrases of a pattern with choices in it: "(lifted|raised) (it|the cup)"."""
    parts = [part.split("|") for part in _CHOICE.split(pattern)]
    return map("".join, itertools.product(*parts))


def language_of_words(words: list[str]) -> str | None:
    """Return the language of most of the folded words, None if they give no hint."""
    counts = {code: sum(word in own for word in words) for code, own in _own_words().items()}
    best = max(counts, key=lambda code: counts[code])
    others = max(count for code, count in counts.items() if code != best)
    return best if counts[best] > others else None


@functools.cache
def _own_words() -> dict[str, frozenset[str]]:
    """Return the words that are unique to each language."""
    by_language: dict[str, set[str]] = {}
    for code in LANGUAGES:
        table = _table(code)
        words = {
            word
            for listed in table["concepts"].values()
            for pattern in listed
            for word in pattern.translate(_NO_SIGNS).split()
        }
        part = table["words"]
        words |= set(part["ignored"].split()) | set(part["marks"].split()) | set(part["numbers"])
        words |= {word for names in part["months"] for word in names.split()} | set(part["decades"])
        by_language[code] = words
    return {
        code: frozenset(words - set().union(*(other for name, other in by_language.items() if name != code)))
        for code, words in by_language.items()
    }


@functools.cache
def _table(code: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text("utf-8"))


def _joined(parts: list[dict[str, Any]], name: str) -> frozenset[str]:
    return frozenset(word for part in parts for word in part[name].split())


@functools.cache
def _phrase_words() -> frozenset[str]:
    return frozenset(word for phrase in vocabulary().phrases for word in phrase)


@functools.cache
def _all_words() -> frozenset[str]:
    known = vocabulary()
    return known.of_phrases | known.ignored | set(known.months)


@functools.cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    by_sound: dict[str, tuple[str, ...]] = {}
    for word in _long_words():
        by_sound[sound(word)] = (*by_sound.get(sound(word), ()), word)
    return by_sound


@functools.cache
def _of_questions() -> frozenset[str]:
    """Return all words that may stand in a question, but for names."""
    known = vocabulary()
    return frozenset({*_all_words(), *known.numbers, *known.before_name, *known.between, *known.rounds})


@functools.cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    """Return the words of questions by their letters, to find two that were swapped: "mnay", "agianst"."""
    by_letters: dict[str, tuple[str, ...]] = {}
    for word in _of_questions():
        letters = "".join(sorted(word))
        by_letters[letters] = (*by_letters.get(letters, ()), word)
    return by_letters


@functools.cache
def _by_what_is_left() -> dict[str, tuple[str, ...]]:
    """Return the words of questions by what is left where a letter inside is: "mny", "furon", "wich".

    Of a short word only a vowel is left out.
    """
    by_rest: dict[str, tuple[str, ...]] = {}
    for word in _of_questions():
        inside = range(1, len(word) - 1) if len(word) >= _FEWEST_LETTERS - 1 else ()
        vowels_alone = len(word) < _FEWEST_LETTERS
        for rest in {word[:at] + word[at + 1 :] for at in inside if not vowels_alone or word[at] in "aeiou"}:
            by_rest[rest] = (*by_rest.get(rest, ()), word)
    return by_rest


@functools.cache
def _long_words() -> tuple[str, ...]:
    return tuple(
        phrase[0]
        for phrase, concepts in vocabulary().phrases.items()
        if len(phrase) == 1 and len(phrase[0]) >= _FEWEST_LETTERS - 1 and concepts != {"elsewhere"}
    )
