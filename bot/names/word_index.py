"""An index of the words of all names: finds the readings of a typed word without a scan."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.names.lexicon import Lexicon, Role
from bot.names.spelling import likeness, sound
from bot.names.weights import (
    ABBREVIATION,
    COMMON,
    COVER_COMMON,
    COVER_FORM,
    COVER_KIND,
    COVER_STOP,
    FORM,
    KIND,
    LEAST_JOINED_SHARE,
    LEAST_TYPO,
    MAX_EDITS,
    PLURAL,
    PREFIX_FROM,
    PREFIX_SPAN,
    PREFIX_TYPO,
    SAME_SOUND,
    STOP,
)

Readings = dict[int, float]
"""Readings of a typed word: similarity by word number."""

_HEAD = 3
_LEAST_HEARD = 3
_LEAST_TWO_SLIPS = 5
_LEAST_JOINED, _LONG_PART = 5, 4
_LEAST_ALONE, _LEAST_BEGINNING = 5, 4
_MOST_PREFIXED = 400
_LONGEST = 40
_CAPS = {Role.KIND: KIND, Role.COMMON: COMMON, Role.FORM: FORM, Role.STOP: STOP}
_COVERS = {Role.KIND: COVER_KIND, Role.COMMON: COVER_COMMON, Role.FORM: COVER_FORM, Role.STOP: COVER_STOP}


def _edits_at_beginning(typed: str, full: str, most: int) -> int:
    """Return the edits between a typed beginning and the word's own; above `most` if there are more."""
    sizes = range(len(typed) - 1, len(typed) + 2)
    return min(OSA.distance(typed, full[:size], score_cutoff=most) for size in sizes)


def _within(typed: str, words: list[str], edits: int) -> list[int]:
    """Return the numbers of the words within this many edits."""
    matches = process.extract(typed, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [number for _, _, number in matches]


class WordIndex:
    """Words by spelling, sound, beginning and typos; each word's `rarity` is learnt from the clubs."""

    def __init__(
        self, counts: Mapping[str, int], places: Iterable[str], clubs: int, lexicon: Lexicon
    ) -> None:
        """Index words; `counts` is the number of `clubs` per word, `places` are the words of places."""
        self.words = list(counts)
        self.ids = {word: number for number, word in enumerate(self.words)}
        self.places = frozenset(self.ids[word] for word in places)
        self._lexicon = lexicon
        whole = math.log1p(max(1, clubs))
        rarity = [math.log1p(clubs / counts[word]) / whole for word in self.words]
        self.roles = [self._name_role(word) for word in self.words]
        self.weight = [min(r, _CAPS.get(role, 1.0)) for r, role in zip(rarity, self.roles, strict=True)]
        self.cover = [min(r, _COVERS.get(role, 1.0)) for r, role in zip(rarity, self.roles, strict=True)]
        self._sorted = sorted(self.words)
        self._by_sound: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            self._by_sound.setdefault(sound(word), []).append(number)
        self._heard = [sound(word) for word in self.words]
        self._heads = [word[:_HEAD] for word in self.words]
        self._sounds = sorted(
            (heard, number) for heard, numbers in self._by_sound.items() for number in numbers
        )

    def _name_role(self, word: str) -> Role:
        """Return the role of a word within a name, where noise words of questions can identify a club."""
        role = self._lexicon.role(word)
        return Role.RARE if role is Role.NOISE else role

    def known(self, word: str) -> bool:
        """Return whether a name or place has this word."""
        return word in self.ids

    def sure(self, word: str) -> Readings:
        """Return readings without guessing: the word, its expansion or plural, words that sound the same."""
        readings: Readings = {}
        number = self.ids.get(word)
        if number is not None:
            readings[number] = 1.0
        for full in self._lexicon.abbreviations.get(word, ()):
            for form in (full, full.removesuffix("s")):
                number = self.ids.get(form)
                if number is not None:
                    readings.setdefault(number, ABBREVIATION if form == full else ABBREVIATION * PLURAL)
        if len(word) >= 3:
            heard = sound(word)
            for number in self._by_sound.get(heard, ()) if len(heard) >= _LEAST_HEARD else ():
                readings.setdefault(number, SAME_SOUND)
            for other in (
                (word[:-1], word[:-2])
                if word.endswith("es")
                else (word[:-1] if word[-1] == "s" else word + "s",)
            ):
                number = self.ids.get(other)
                if number is not None and len(other) >= 4:
                    readings.setdefault(number, PLURAL)
        return readings

    def slips(self, word: str) -> Readings:
        """Return words within one or two typos or mishearings."""
        if not 3 <= len(word) <= _LONGEST:
            return {}
        near = {
            *_within(word, self.words, MAX_EDITS if len(word) >= _LEAST_TWO_SLIPS else 1),
            *_within(sound(word), self._heard, 1),
        }
        alike = {number: likeness(word, self.words[number]) for number in near}
        return {number: share for number, share in alike.items() if share >= LEAST_TYPO}

    def begun(self, word: str, alone: bool = False) -> Readings:
        """Return words that begin with this one as written or heard, with up to one typo."""
        if len(word) > _LONGEST:
            return {}
        readings: Readings = {}
        at = bisect_left(self._sorted, word)
        while at < len(self._sorted) and self._sorted[at].startswith(word) and len(readings) < _MOST_PREFIXED:
            full = self._sorted[at]
            readings[self.ids[full]] = PREFIX_FROM + PREFIX_SPAN * len(word) / len(full)
            at += 1
        if not readings and len(word) >= 3:
            self._begun_by_ear(word, readings)
        if not readings and len(word) >= (_LEAST_ALONE if alone else _LEAST_BEGINNING):
            self._begun_with_slip(word, readings)
        return readings

    def _begun_by_ear(self, word: str, readings: Readings) -> None:
        heard = sound(word)
        if len(heard) < _LEAST_HEARD:
            return
        edits = 1 if len(word) < 6 else 2
        at = bisect_left(self._sounds, (heard, -1))
        while (
            at < len(self._sounds)
            and self._sounds[at][0].startswith(heard)
            and len(readings) < _MOST_PREFIXED
        ):
            full, number = self._sounds[at]
            at += 1
            written = self.words[number]
            if len(written) > len(word) and _edits_at_beginning(word, written, edits) <= edits:
                alike = (PREFIX_FROM + PREFIX_SPAN * len(heard) / len(full)) * SAME_SOUND
                readings.setdefault(number, alike)

    def _begun_with_slip(self, word: str, readings: Readings) -> None:
        near = _within(word[:_HEAD], self._heads, MAX_EDITS)
        size = len(word)
        for number in near:
            full = self.words[number]
            if len(full) > size and _edits_at_beginning(word, full, 1) <= 1:
                readings[number] = PREFIX_TYPO * (1 - 1 / size)

    def parts(self, joined: str, alone: bool) -> list[str] | None:
        """Return the known words that concatenate to `joined` (fewest first), or None.

        A single letter is a part only if `joined` is the whole text; next to other words it is a typo.
        """
        if not _LEAST_JOINED <= len(joined) <= _LONGEST:
            return None
        best: list[list[str] | None] = [[]] + [None] * len(joined)
        for end in range(1, len(joined) + 1):
            for start in range(end):
                before, word = best[start], joined[start:end]
                if before is None or not self._part(word, alone):
                    continue
                split = best[end]
                if split is None or len(before) + 1 < len(split):
                    best[end] = [*before, word]
        parts = best[-1] or []
        letters = sum(len(part) for part in parts if len(part) >= _LONG_PART)
        return parts if len(parts) > 1 and letters >= LEAST_JOINED_SHARE * len(joined) else None

    def _part(self, word: str, alone: bool) -> bool:
        if self.known(word):
            return alone or len(word) > 1
        return len(word) > 2 and word in self._lexicon.abbreviations
