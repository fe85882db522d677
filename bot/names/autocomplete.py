"""Autocomplete of club names."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model import Club
from bot.names.explain import candidates, named
from bot.names.lexicon import Lexicon, Role
from bot.names.name_table import NameStore, best_known
from bot.names.resolution import Candidate
from bot.names.typed import Typed, guess, other_readings, plain, with_beginning, words_and_year
from bot.names.verdict import RankedClub, best_of_each
from bot.names.weights import LEAST_MISTYPED, WELL_EXPLAINED
from bot.text import fold

_LEAST_OF_A_PLACE = 4
_MOST_NAMES = 256
_NAMES = ("spelling", "moderator")
FEW_LETTERS = 2
"""Letters that are the beginning of a word and nothing else."""


@dataclass(frozen=True, slots=True)
class _Matches:
    """The matches of a text: clubs with it as a moderator's alias, clubs that fit, clubs of that place.

    Of one or two letters, clubs with a word that `begun` so.
    """

    folded: str
    aliased: tuple[int, ...] = ()
    tokens: list[Typed] = field(default_factory=list)
    ranked: list[RankedClub] = field(default_factory=list)
    there: list[int] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)


class Completer:
    """Completes typed text from the names of one generation."""

    def __init__(self, store: NameStore, lexicon: Lexicon) -> None:
        self._store = store
        self._lexicon = lexicon
        self._known = sorted(range(len(store.clubs)), key=lambda number: best_known(store.clubs[number]))
        self._fame = [0] * len(self._known)
        self._of_season: dict[int, list[int]] = {}
        self._of_place: dict[int, set[int]] = {}
        self._begun: dict[str, list[int]] = {}
        for rank, number in enumerate(self._known):
            self._fame[number] = rank
            for season in store.clubs[number].all_seasons:
                self._of_season.setdefault(season, []).append(number)
            for word in store.around[number].places:
                self._of_place.setdefault(word, set()).add(number)
            for beginning in self._beginnings(store.clubs[number]):
                self._begun.setdefault(beginning, []).append(number)

    def _beginnings(self, club: Club) -> set[str]:
        """Return the first one and two letters of the words by which documents and moderators call a club."""
        names = [club.name, *(name.text for name in club.names if name.kind in _NAMES)]
        words = [
            word
            for name in names
            for place, word in enumerate(fold(name).split())
            if place == 0 or self._lexicon.role(word) is not Role.STOP
        ]
        return {word[:size] for word in words for size in range(1, FEW_LETTERS + 1)}

    def complete(
        self, text: str, aliased: Sequence[int], season: int | None, department: str | None, limit: int
    ) -> list[Candidate]:
        """Like `NameIndex.complete`; `aliased` are the clubs with the text as a moderator's alias."""
        matches = self._find(text, aliased, season, department, limit)
        if matches is None:
            clubs = self._best_known(season, department, limit)
            return [Candidate(club, 0.0, club.name, ()) for club in clubs]
        aliases = [named(self._store.clubs[number]) for number in matches.aliased]
        fitting = candidates(matches.ranked, matches.tokens, self._store, self._lexicon)
        begun = [
            Candidate(self._store.clubs[number], 0.0, self._store.clubs[number].name, ("beginning",))
            for number in matches.begun
        ]
        return [*aliases, *begun, *fitting, *self.of_place(matches.there, matches.folded)][:limit]

    def clubs(
        self, text: str, aliased: Sequence[int], season: int | None, department: str | None, limit: int
    ) -> list[Club]:
        """Return only the clubs of `complete`."""
        matches = self._find(text, aliased, season, department, limit)
        if matches is None:
            return self._best_known(season, department, limit)
        fitting = [entry.club for entry in matches.ranked]
        numbers = [*matches.aliased, *matches.begun, *fitting, *matches.there]
        return [self._store.clubs[number] for number in numbers[:limit]]

    def _find(
        self, text: str, aliased: Sequence[int], season: int | None, department: str | None, limit: int
    ) -> "_Matches | None":
        """Return the matches of a text, None if nothing was typed."""
        folded = plain(text)
        words, _ = words_and_year(folded, self._store.index)
        if not words and not aliased:
            return _Matches(folded) if text.strip() else None
        begun = self._begun.get(words[0], []) if len(words) == 1 else []
        if begun:
            begun = [number for number in begun if number not in aliased]
            begun = [begun[at] for at in self._asked(begun, season, department)]
            return _Matches(folded, tuple(aliased), begun=begun[:limit])
        tokens, ranked = self._search(words) if words else ([], [])
        ranked = [entry for entry in ranked if entry.club not in aliased]
        ranked.sort(key=lambda entry: self._order(entry, folded))
        ranked = [ranked[at] for at in self._asked([entry.club for entry in ranked], season, department)]
        listed = {*aliased, *(entry.club for entry in ranked[:limit])}
        there = [number for number in self.at_place(words) if number not in listed]
        there = [there[at] for at in self._asked(there, season, department)]
        return _Matches(folded, tuple(aliased), tokens, ranked[:limit], there)

    def at_place(self, words: Sequence[str], *, whole: bool = False) -> list[int]:
        """Return the clubs of the place named by all words, best known first.

        The last word may be incomplete; with `whole` the place must be spelt as it is.
        """
        index = self._store.index
        telling = [word for word in words if self._lexicon.role(word) <= Role.COMMON]
        sure = [{index.ids.get(word, -1)} if whole else index.sure(word).keys() for word in telling]
        meant = [numbers & index.places for numbers in sure]
        if telling and not whole and len(telling[-1]) >= _LEAST_OF_A_PLACE and all(meant[:-1]):
            meant[-1] |= index.begun(telling[-1]).keys() & index.places
        if not meant or not all(meant):
            return []
        there = [set[int]().union(*(self._of_place[word] for word in place_words)) for place_words in meant]
        return sorted(set.intersection(*there), key=self._fame.__getitem__)

    def of_place(self, numbers: Sequence[int], typed: str) -> list[Candidate]:
        """Return candidates that match only by their place."""
        clubs = (self._store.clubs[number] for number in numbers)
        return [Candidate(club, 0.0, club.name, (f"place: {typed}",)) for club in clubs]

    def _best_known(self, season: int | None, department: str | None, limit: int) -> list[Club]:
        known = self._of_season.get(season, self._known) if season is not None else self._known
        chosen = [known[at] for at in self._asked(known, None, department)] if department else known
        return [self._store.clubs[number] for number in chosen[:limit]]

    def _asked(self, numbers: Sequence[int], season: int | None, department: str | None) -> Sequence[int]:
        """Return the positions of clubs of this season and department; all positions if there are none."""
        positions: Sequence[int] = range(len(numbers))
        if season is not None:
            positions = [
                at for at in positions if season in self._store.clubs[numbers[at]].all_seasons
            ] or positions
        if department:
            wanted = fold(department)
            inside = [
                at for at in positions if fold(self._store.clubs[numbers[at]].department or "") == wanted
            ]
            positions = inside or positions
        return positions

    def _search(self, words: list[str]) -> tuple[list[Typed], list[RankedClub]]:
        """Return matches for the words as typed, then with typos, then with other word boundaries."""
        index = self._store.index
        tokens = with_beginning(self._store.reader.read(words), index)
        ranked = self._ranked(tokens, WELL_EXPLAINED, daring=False)
        if ranked:
            return tokens, ranked
        for way in (words, *other_readings(words, index)):
            tokens = with_beginning(guess(self._store.reader.read(way), index, self._lexicon), index)
            ranked = self._ranked(tokens, LEAST_MISTYPED, daring=True)
            if ranked:
                return tokens, ranked
        return tokens, []

    def _ranked(self, tokens: list[Typed], least: float, daring: bool) -> list[RankedClub]:
        fits = self._store.fits(tokens, daring=daring, most=_MOST_NAMES)
        return best_of_each([each for each in fits if each.explained >= least])

    def _order(self, entry: RankedClub, typed: str) -> tuple[bool, int, float, float, int]:
        """Sort key: full names, names starting with the text, names containing it; then aliases likewise.

        Clubs that only a list of editions names come last, unless the text is their full name.
        """
        name = entry.fit.name
        if name.text == typed:
            tier = 0
        elif name.text.startswith(typed):
            tier = 1 if name.spelling else 3
        else:
            tier = 2 if name.spelling else 4
        minor = tier > 0 and not self._store.clubs[entry.club].seasons
        return minor, tier, -round(entry.fit.explained, 1), -round(entry.fit.score, 1), self._fame[entry.club]
