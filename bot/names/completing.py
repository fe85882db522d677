"""Autocomplete: the clubs that the beginning of a name may become."""

from collections.abc import Sequence

from bot.folding import fold
from bot.model import Club
from bot.names.deciding import Ranked, best_of_each
from bot.names.evidence import candidates
from bot.names.fitting import fit
from bot.names.lexicon import Lexicon, Role
from bot.names.question import Token, guess, other_readings, plain, read_words, with_beginning, words_and_year
from bot.names.resolution import Candidate
from bot.names.store import NameStore
from bot.names.weights import LEAST_MISTYPED, WELL_EXPLAINED

_LEAST_OF_A_PLACE = 4


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
            return self._best_known(season, department, limit) if not text.strip() else []
        tokens, found = self._search(words)
        found.sort(key=lambda entry: self._order(entry, folded))
        found = [found[at] for at in self._asked([entry.club for entry in found], season, department)][:limit]
        named = {entry.club for entry in found}
        there = [number for number in self.at_place(words) if number not in named]
        there = [there[at] for at in self._asked(there, season, department)]
        shown = candidates(found, tokens, self._store, self._lexicon)
        return [*shown, *self.of_place(there, folded)][:limit]

    def at_place(self, words: Sequence[str]) -> list[int]:
        """The clubs of the place that all the words name, the last perhaps begun; best known first."""
        index = self._store.index
        telling = [word for word in words if self._lexicon.role(word) <= Role.COMMON]
        meant = [index.sure(word).keys() & index.places for word in telling]
        if telling and len(telling[-1]) >= _LEAST_OF_A_PLACE:
            meant[-1] |= index.begun(telling[-1]).keys() & index.places
        if not meant or not all(meant):
            return []
        around = self._store.around
        return [number for number in self._known if all(around[number].places & one for one in meant)]

    def of_place(self, numbers: Sequence[int], typed: str) -> list[Candidate]:
        """Clubs that are shown for their place alone."""
        clubs = (self._store.clubs[number] for number in numbers)
        return [Candidate(club, 0.0, club.name, (f"place: {typed}",)) for club in clubs]

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
        """What the words may become: as they stand, then with slips, then parted in other ways."""
        index = self._store.index
        tokens = with_beginning(read_words(words, index, self._lexicon), index)
        found = self._ranked(tokens, WELL_EXPLAINED, daring=False)
        if found:
            return tokens, found
        for way in (words, *other_readings(words, index)):
            tokens = with_beginning(guess(read_words(way, index, self._lexicon), index, self._lexicon), index)
            found = self._ranked(tokens, LEAST_MISTYPED, daring=True)
            if found:
                return tokens, found
        return tokens, []

    def _ranked(self, tokens: list[Token], least: float, daring: bool) -> list[Ranked]:
        store = self._store
        fits = []
        for number in store.candidates(tokens, most=256):
            name = store.names[number]
            one = fit(tokens, name, store.around[name.club], store.index, daring)
            if one is not None and one.explained >= least:
                fits.append(one)
        return best_of_each(fits)

    def _order(self, entry: Ranked, typed: str) -> tuple[int, float, float, tuple[int, int, str]]:
        """Whole names first, then names that begin so, names with such a word; then aliases likewise."""
        name, club = entry.fit.name, self._store.clubs[entry.club]
        if name.text == typed:
            tier = 0
        elif name.text.startswith(typed):
            tier = 1 if name.spelling else 3
        else:
            tier = 2 if name.spelling else 4
        return tier, -round(entry.fit.explained, 1), -round(entry.fit.score, 1), best_known(club)
