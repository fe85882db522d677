"""Autocomplete: the clubs that the beginning of a name may become."""

from collections.abc import Sequence

from bot.folding import fold
from bot.model import Club
from bot.names.deciding import Ranked, best_of_each
from bot.names.evidence import evidence
from bot.names.fitting import fit
from bot.names.lexicon import Lexicon
from bot.names.question import Token, guess, other_readings, plain, read_words, with_beginning, words_and_year
from bot.names.resolution import Candidate
from bot.names.store import NameStore
from bot.names.weights import LEAST_EXPLAINED, WELL_EXPLAINED


def best_known(club: Club) -> tuple[int, int, str]:
    """Order of fame as far as the data tell: more seasons, then the latest, then the name."""
    return (-len(club.seasons), -max(club.seasons, default=0), fold(club.name))


class Completer:
    """Completes what was typed, over the names of one generation."""

    def __init__(self, store: NameStore, lexicon: Lexicon) -> None:
        self._store = store
        self._lexicon = lexicon
        self._known = sorted(range(len(store.clubs)), key=lambda number: best_known(store.clubs[number]))

    def complete(self, text: str, season: int | None, department: str | None, limit: int) -> list[Candidate]:
        """As `NameIndex.complete`."""
        folded = plain(text)
        words, _ = words_and_year(folded, self._store.index)
        if not words:
            return self._best_known(season, department, limit) if not folded else []
        tokens, found = self._search(words)
        found.sort(key=lambda entry: self._order(entry, folded))
        found = [found[at] for at in self._asked([entry.club for entry in found], season, department)]
        return [self._candidate(entry, tokens) for entry in found[:limit]]

    def _best_known(self, season: int | None, department: str | None, limit: int) -> list[Candidate]:
        chosen = [self._known[at] for at in self._asked(self._known, season, department)][:limit]
        clubs = (self._store.clubs[number] for number in chosen)
        return [Candidate(club, 0.0, club.name, ()) for club in clubs]

    def _asked(self, numbers: Sequence[int], season: int | None, department: str | None) -> list[int]:
        """Positions of the clubs of the season and department asked for; all where there is none."""
        positions = list(range(len(numbers)))
        if season is not None:
            positions = [
                at for at in positions if season in self._store.clubs[numbers[at]].seasons
            ] or positions
        if department:
            wanted = fold(department)
            inside = [
                at for at in positions if fold(self._store.clubs[numbers[at]].department or "") == wanted
            ]
            positions = inside or positions
        return positions

    def _search(self, words: list[str]) -> tuple[list[Token], list[Ranked]]:
        """What the words may become: as they stand, then with slips, then parted in other ways, then by place."""
        index = self._store.index
        tokens = with_beginning(read_words(words, index, self._lexicon), index)
        found = self._ranked(tokens, WELL_EXPLAINED, daring=False)
        if found:
            return tokens, found
        for way in (words, *other_readings(words, index)):
            tokens = with_beginning(guess(read_words(way, index, self._lexicon), index, self._lexicon), index)
            found = self._ranked(tokens, LEAST_EXPLAINED, daring=True)
            if found:
                return tokens, found
        return tokens, []

    def _ranked(self, tokens: list[Token], least: float, daring: bool) -> list[Ranked]:
        store = self._store
        fits = (
            fit(
                tokens,
                store.names[number],
                store.own[store.names[number].club],
                store.main[store.names[number].club],
                store.shared_places,
                store.index,
                daring,
            )
            for number in store.candidates(tokens, most=256)
        )
        return [
            entry
            for entry in best_of_each(one for one in fits if one is not None)
            if entry.fit.explained >= least
        ]

    def _order(self, entry: Ranked, typed: str) -> tuple[int, float, float, tuple[int, int, str]]:
        """Whole names first, then names that begin so, names with such a word, and aliases in the same order."""
        name, club = entry.fit.name, self._store.clubs[entry.club]
        if name.text == typed:
            tier = 0
        elif name.text.startswith(typed):
            tier = 1 if name.spelling else 3
        else:
            tier = 2 if name.spelling else 4
        return tier, -round(entry.fit.explained, 1), -round(entry.fit.score, 1), best_known(club)

    def _candidate(self, entry: Ranked, tokens: list[Token]) -> Candidate:
        why = evidence(entry.fit, tokens, self._store.index, self._lexicon.abbreviations)
        score = round(100 * min(1.0, entry.fit.score), 1)
        return Candidate(self._store.clubs[entry.club], score, entry.fit.name.shown, why)
