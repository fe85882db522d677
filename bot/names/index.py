"""The resolver: typed text → one club, several to choose from, or none."""

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from bot.model import Club
from bot.names.autocomplete import Completer
from bot.names.explain import candidates, named
from bot.names.fit import pairs_unlike
from bot.names.lexicon import Role, commonest_words, lexicon
from bot.names.name_table import NameStore
from bot.names.resolution import MAX_NAME, Candidate, Outcome, Resolution, label, split_label
from bot.names.typed import (
    MOST_LETTERS,
    Typed,
    guess,
    only_begun,
    other_readings,
    plain,
    settled,
    words_and_year,
)
from bot.names.verdict import RankedClub, Verdict, best_of_each, decide, told_apart
from bot.names.weights import COMPLETE, LEAST_EXPLAINED, SAME_EXPLANATION, WELL_EXPLAINED
from bot.text import fold

MOST_CHOICES = 25
MOST_SUGGESTIONS = 5
_TIES_LOOKED_AT = 40
_LEAST_SUGGESTED = 0.18
_KEPT = 512
_NEAR = 0.4


@dataclass(frozen=True, slots=True)
class _RankedReading:
    """One reading of the typed text, with its clubs best first."""

    tokens: list[Typed]
    ranked: list[RankedClub]

    @property
    def score(self) -> float:
        return self.ranked[0].fit.score if self.ranked else 0.0

    @property
    def explained(self) -> float:
        return self.ranked[0].fit.explained if self.ranked else 0.0


def _score(reading: _RankedReading) -> float:
    return reading.score


class NameIndex:
    """All names of one generation of the data; immutable."""

    def __init__(self, clubs: Iterable[Club]) -> None:
        self._clubs = tuple(clubs)
        self._lexicon = lexicon()
        self._store = NameStore(self._clubs, self._lexicon)
        self._keys = {club.key: number for number, club in enumerate(self._clubs)}
        self._cut_labels = {
            label(club): number for number, club in enumerate(self._clubs) if len(club.name) > MAX_NAME
        }
        self._completer = Completer(self._store, self._lexicon)
        # Reading one question resolves the same words many times.
        self._resolved = functools.lru_cache(_KEPT)(self._resolve)

    @property
    def clubs(self) -> tuple[Club, ...]:
        """Return all clubs, in no particular order."""
        return self._clubs

    def club(self, key: str) -> Club | None:
        """Return the club of a key, or None."""
        number = self._keys.get(key.strip())
        return None if number is None else self._clubs[number]

    def resolve(self, text: str, season: int | None = None, department: str | None = None) -> Resolution:
        """Return what `text` denotes: a name in any spelling, a key, or an autocomplete label.

        A moderator's alias wins, even if it consists of generic words ("the team of the people").
        Season and department choose among equally good clubs and never replace the club that was
        meant.
        """
        return self._resolved(text, season, department)

    def _resolve(self, text: str, season: int | None, department: str | None) -> Resolution:
        known = self.club(text) or self._labelled(text)
        if known is not None:
            return Resolution(
                text, Outcome.EXACT, (Candidate(known, 100.0, known.name, ("whole name",)),), 100.0, season
            )
        words, year = words_and_year(plain(text), self._store.index)
        resolution = self._of_words(text, words, year if season is None else season, department)
        return resolution if year is None else dataclasses.replace(resolution, year=year)

    def _of_words(
        self, text: str, words: list[str], season: int | None, department: str | None
    ) -> Resolution:
        aliased = self._given(text) or self._store.given.get(" ".join(words))
        if aliased:
            return self._by_alias(text, aliased, season, department)
        several = self._two_sides(words, season, self._lexicon.versus)
        if several is not None:
            return Resolution(text, Outcome.SEVERAL, several, 0.0, season)
        reading = self._best_reading(words)
        if reading.explained < COMPLETE:
            several = self._side_by_side(words)
            if several is not None:
                return Resolution(text, Outcome.SEVERAL, several, 0.0, season)
        decision = decide(reading.ranked, self._clubs, len(words), season, department)
        alone = words[0] if len(words) == 1 and decision.outcome is Outcome.LIKELY else None
        known = alone in self._store.index.ids and _stands_in_a_name(decision.chosen[0])
        if alone in commonest_words() and not known:
            # An everyday word is not the beginning, plural or misspelling of a name, nor part of an alias.
            decision = Verdict(Outcome.NONE, [], decision.chosen + decision.others)
        if decision.chosen and not any(map(self._is_named, decision.chosen)):
            of_place = self._of_place(text, words, decision.chosen, season, department)
            if of_place is not None:
                return of_place
        if decision.outcome is Outcome.NONE:
            several = self._two_sides(words, season, self._lexicon.between)
            if several is not None:
                return Resolution(text, Outcome.SEVERAL, several, 0.0, season)
            there = self._completer.of_place(
                self._completer.at_place(words)[:MOST_SUGGESTIONS], " ".join(words)
            )
            if there:
                return Resolution(text, Outcome.NONE, tuple(there), 0.0, season)
        return self._resolution(text, reading, decision, season)

    def _is_named(self, ranked: RankedClub) -> bool:
        """Tell whether a typed word is exactly one of the club's name that does not only tell its place."""
        name, roles = ranked.fit.name, self._store.index.roles
        return any(
            alike >= 1.0 and not name.qualifiers[word] and roles[name.words[word]] < Role.FORM
            for _, word, alike in ranked.fit.pairs
        )

    def _of_place(
        self,
        text: str,
        words: list[str],
        chosen: Sequence[RankedClub],
        season: int | None,
        department: str | None,
    ) -> Resolution | None:
        """Return the clubs of a place where nothing else was typed and not all of them have it in a name."""
        there = self._completer.at_place(words, whole=True)
        if not there or {entry.club for entry in chosen} == {*there}:
            return None
        left, told_by = told_apart(there, self._clubs, season, department)
        listed = self._completer.of_place(left[:MOST_CHOICES], " ".join(words))
        if len(left) > 1:
            return Resolution(text, Outcome.SEVERAL, tuple(listed), 0.0, season)
        return Resolution(text, Outcome.LIKELY if told_by else Outcome.NONE, tuple(listed), 0.0, season)

    def complete(
        self, text: str, season: int | None = None, department: str | None = None, limit: int = MOST_CHOICES
    ) -> list[Candidate]:
        """Return the clubs that the beginning of a name may stand for, best first, at most `limit`.

        An empty text gives the best-known clubs. If there are clubs of the given season and department, only
        those are returned.
        """
        known = self.club(text) or self._labelled(text)
        if known is not None:
            return [Candidate(known, 100.0, known.name, ("whole name",))][:limit]
        return self._completer.complete(text, self._given(text), season, department, limit)

    def suggest(self, text: str, season: int | None = None, limit: int = MOST_CHOICES) -> list[Club]:
        """Return the clubs of `complete` without evidence, which costs as much as finding them."""
        known = self.club(text) or self._labelled(text)
        if known is not None:
            return [known][:limit]
        return self._completer.clubs(text, self._given(text), season, None, limit)

    def _given(self, text: str) -> tuple[int, ...]:
        """Return the clubs for which the whole text is a moderator's alias."""
        by_alias = self._store.given
        return by_alias.get(fold(text[:MOST_LETTERS]), ()) if by_alias else ()

    def _by_alias(
        self, text: str, aliased: tuple[int, ...], season: int | None, department: str | None
    ) -> Resolution:
        chosen, told_by = told_apart(aliased, self._clubs, season, department)
        listed = tuple(named(self._clubs[number], told_by) for number in chosen[:MOST_CHOICES])
        if len(chosen) > 1:
            return Resolution(text, Outcome.SEVERAL, listed, 0.0, season)
        return Resolution(text, Outcome.LIKELY if told_by else Outcome.EXACT, listed, 100.0, season)

    def _labelled(self, text: str) -> Club | None:
        """Return the club of a label sent as text, by name and department; its seasons are ignored."""
        cut = self._cut_labels.get(text.strip())
        if cut is not None:
            return self._clubs[cut]
        parts = split_label(text)
        if parts is None:
            return None
        name, department = parts
        wanted = fold(department or "")
        numbers = {self._store.names[number].club for number in self._store.by_text.get(fold(name), ())}
        there = [number for number in numbers if fold(self._clubs[number].department or "") == wanted]
        return self._clubs[there[0]] if len(there) == 1 else None

    def _rank(self, tokens: list[Typed], daring: bool) -> list[RankedClub]:
        """Return clubs whose names share a word with the typed text, best first."""
        ranked = best_of_each(self._store.fits(tokens, daring=daring))
        if len(ranked) > 1 and ranked[0].fit.score - ranked[1].fit.score < 0.02:
            self._break_ties(ranked, " ".join(token.text for token in tokens))
        return ranked

    def _break_ties(self, ranked: list[RankedClub], typed: str) -> None:
        """Order tied clubs by similarity of the whole text, then by number of seasons."""
        head = ranked[:_TIES_LOOKED_AT]
        head.sort(
            key=lambda entry: (
                -round(entry.fit.score, 2),
                -Indel.normalized_similarity(typed, entry.fit.name.text),
                -len(self._clubs[entry.club].seasons),
                entry.fit.name.text,
                self._clubs[entry.club].key,
            )
        )
        ranked[:_TIES_LOOKED_AT] = head

    def _as_typed(self, words: list[str]) -> _RankedReading:
        tokens = self._store.reader.read(words)
        return _RankedReading(tokens, self._rank(tokens, daring=False))

    def _guessed(self, typed: _RankedReading) -> _RankedReading:
        """Return the reading with guesses for its words; the same clubs if there is nothing to guess."""
        store = self._store
        guessed = guess(typed.tokens, store.index, self._lexicon)
        if all(a is b for a, b in zip(guessed, typed.tokens, strict=True)):
            names = (store.names[number] for number in store.candidates(guessed))
            if not pairs_unlike(guessed, names, store.index):
                return typed
        return _RankedReading(guessed, self._rank(guessed, daring=True))

    def _best_reading(self, words: list[str]) -> _RankedReading:
        """Return the reading whose best club explains the words best; the most literal one first."""
        best = self._as_typed(words)
        tokens = best.tokens
        if not words or (best.explained >= COMPLETE and settled(tokens)):
            return best
        if all(token.role > Role.COMMON for token in tokens):
            begun = only_begun(tokens, self._store.index)
            return max(best, _RankedReading(begun, self._rank(begun, daring=False)), key=_score)
        if any(len(word) > 1 for word in words):
            guessed = self._guessed(best)
            if not settled(tokens) or guessed.score >= best.score - SAME_EXPLANATION:
                best = guessed
        if best.explained >= WELL_EXPLAINED:
            return best
        for other in other_readings(words, self._store.index):
            reading = self._as_typed(other)
            if reading.explained < COMPLETE and any(len(word) > 1 for word in other):
                reading = self._guessed(reading)
            best = max(best, reading, key=_score)
        return best

    def _two_sides(
        self, words: list[str], season: int | None, between: frozenset[str]
    ) -> tuple[Candidate, ...] | None:
        """Return the two clubs of a question such as "utc vs cni", with one of the words `between` them."""
        at = next(
            (at for at, word in enumerate(words) if word in between and 0 < at < len(words) - 1),
            None,
        )
        if at is None:
            return None
        sides: list[Candidate] = []
        for side in (words[:at], words[at + 1 :]):
            aliased = self._store.given.get(" ".join(side))
            if aliased:
                sides.extend(self._by_alias("", aliased, season, None).candidates)
                continue
            reading = self._best_reading(side)
            decision = decide(reading.ranked, self._clubs, len(side), season, None)
            if not decision.chosen:
                return None
            sides.extend(self._candidates(decision.chosen, reading.tokens, decision.told_by))
        return tuple(sides[:MOST_CHOICES]) if len({side.club.key for side in sides}) > 1 else None

    def _side_by_side(self, words: list[str]) -> tuple[Candidate, ...] | None:
        """Return the clubs of two full names typed one after the other ("melgar cni")."""
        by_text = self._store.by_text
        for cut in range(1, len(words)):
            left, right = words[:cut], words[cut:]
            if len(right) > 1 and right[0] in self._lexicon.between:
                right = right[1:]
            sides = [by_text.get(" ".join(left), ()), by_text.get(" ".join(right), ())]
            if all(sides):
                numbers = dict.fromkeys(self._store.names[number].club for side in sides for number in side)
                if len(numbers) > 1:
                    return tuple(
                        Candidate(self._clubs[number], 100.0, self._clubs[number].name, ("one of two names",))
                        for number in list(numbers)[:MOST_CHOICES]
                    )
        return None

    def _candidates(
        self, ranked: Sequence[RankedClub], tokens: list[Typed], told_by: str | None = None
    ) -> list[Candidate]:
        return candidates(ranked, tokens, self._store, self._lexicon, told_by)

    def _resolution(
        self, text: str, reading: _RankedReading, decision: Verdict, season: int | None
    ) -> Resolution:
        ranked = decision.chosen + decision.others
        if decision.outcome is Outcome.NONE:
            near = [entry for entry in ranked if entry.fit.score >= _LEAST_SUGGESTED]
            # Prefer those that share a whole word with the typed text.
            sharing = [entry for entry in near if any(alike >= 1.0 for *_, alike in entry.fit.pairs)]
            listed = (sharing or near)[:MOST_SUGGESTIONS]
        elif decision.outcome is Outcome.EXACT:
            listed = decision.chosen
        elif decision.outcome is Outcome.SEVERAL:
            listed = decision.chosen[:MOST_CHOICES]
        else:
            least = max(LEAST_EXPLAINED, decision.chosen[0].fit.score) - _NEAR
            near = [entry for entry in decision.others if entry.fit.score >= least]
            listed = decision.chosen + near[:MOST_SUGGESTIONS]
        candidates = self._candidates(listed, reading.tokens)
        if decision.told_by:
            count = len(decision.chosen)
            candidates[:count] = self._candidates(listed[:count], reading.tokens, decision.told_by)
        if decision.outcome is Outcome.EXACT:
            return Resolution(text, decision.outcome, tuple(candidates), 100.0, season)
        margin = ranked[0].fit.score - (ranked[1].fit.score if len(ranked) > 1 else 0.0) if ranked else 0.0
        return Resolution(text, decision.outcome, tuple(candidates), round(100 * margin, 1), season)


def _stands_in_a_name(ranked: RankedClub) -> bool:
    """Tell whether a document's name of the club has a typed word exactly, or an alias is that word."""
    fit = ranked.fit
    return any(alike >= 1.0 for *_, alike in fit.pairs) and (fit.name.spelling or fit.whole)
