"""The names of all the clubs, found by their words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.folding import fold
from bot.model import Club
from bot.names.fitting import Name
from bot.names.lexicon import Lexicon, Role
from bot.names.question import Token
from bot.names.weights import COVER_QUALIFIER, FULL_NAME, NICKNAME, SPELLING
from bot.names.words import WordIndex

_WORTH = {"spelling": SPELLING, "full": FULL_NAME, "former": FULL_NAME, "moderator": FULL_NAME}
_MOST_NAMES = 64
_LONG_LIST = 3000


class NameStore:
    """Names by whole text and by word; numbers of names grow with their length, so the shortest come first."""

    def __init__(self, clubs: Sequence[Club], lexicon: Lexicon) -> None:
        self.clubs = clubs
        texts = sorted(
            self._texts(lexicon), key=lambda entry: (entry[1].count(" "), len(entry[1]), entry[1], entry[0])
        )
        places = [self._place_words(club) for club in clubs]
        self.index = WordIndex(*self._words(texts, places), len(clubs), lexicon)
        ids = self.index.ids
        self.names: list[Name] = []
        self.by_text: dict[str, list[int]] = {}
        self.by_word: dict[int, set[int]] = {}
        self.of_club: list[list[int]] = [[] for _ in clubs]
        own: list[set[int]] = [{ids[word] for word in words} for words in places]
        place_ids = [frozenset(words) for words in own]
        for number, (club, folded, shown, kind, marked) in enumerate(texts):
            words = tuple(ids[word] for word in folded.split())
            qualifiers = self._qualifiers(words, place_ids[club], marked)
            total = sum(
                self.index.cover[word] * (COVER_QUALIFIER if apart else 1.0)
                for word, apart in zip(words, qualifiers, strict=True)
            )
            self.names.append(
                Name(
                    club,
                    folded,
                    shown,
                    words,
                    qualifiers,
                    total,
                    _WORTH.get(kind, NICKNAME),
                    kind == "spelling",
                )
            )
            self.by_text.setdefault(folded, []).append(number)
            self.of_club[club].append(number)
            own[club].update(words)
            for word in words:
                self.by_word.setdefault(word, set()).add(number)
        self.own = [frozenset(words) for words in own]
        self.places = place_ids
        there = Counter(word for words in place_ids for word in words)
        self.shared_places = frozenset(word for word, count in there.items() if count > 1)
        self.main = [self._main(club, numbers) for club, numbers in zip(clubs, self.of_club, strict=True)]

    def _texts(self, lexicon: Lexicon) -> Iterable[tuple[int, str, str, str, int]]:
        """(club, folded name, name, kind, words before a parenthesis) for each name, abbreviations also in full."""
        for number, club in enumerate(self.clubs):
            seen: set[str] = set()
            for shown, kind in ((club.name, "spelling"), *((name.text, name.kind) for name in club.names)):
                folded = fold(shown)
                marked = len(fold(shown.partition("(")[0]).split()) if "(" in shown else len(folded.split())
                full = " ".join(
                    lexicon.abbreviations[word][0]
                    if len(word) > 2
                    and word in lexicon.abbreviations
                    and not word.isdigit()
                    and " " in folded
                    else word
                    for word in folded.split()
                )
                for text in (folded, full):
                    if text and text not in seen:
                        seen.add(text)
                        yield number, text, shown, kind, marked

    @staticmethod
    def _place_words(club: Club) -> list[str]:
        return [
            word
            for place in (club.department or "", *club.towns)
            for word in fold(place).split()
            if len(word) > 2
        ]

    @staticmethod
    def _words(
        texts: Sequence[tuple[int, str, str, str, int]], places: Sequence[Sequence[str]]
    ) -> tuple[list[str], dict[str, int]]:
        """All words, and of how many clubs each belongs to name or place."""
        of_club: dict[str, set[int]] = {}
        for club, folded, *_ in texts:
            for word in folded.split():
                of_club.setdefault(word, set()).add(club)
        for club, words in enumerate(places):
            for word in words:
                of_club.setdefault(word, set()).add(club)
        return list(of_club), {word: len(numbers) for word, numbers in of_club.items()}

    def _qualifiers(self, words: tuple[int, ...], places: frozenset[int], marked: int) -> tuple[bool, ...]:
        """Which words only say where: those in parentheses, and the club's own place after a rarer word."""
        roles = self.index.roles
        apart = [at >= marked > 0 or (word in places and at > 0) for at, word in enumerate(words)]
        rest = any(
            roles[word] is Role.RARE or roles[word] is Role.KIND
            for word, is_apart in zip(words, apart, strict=True)
            if not is_apart
        )
        if not rest:
            apart = [at >= marked > 0 for at in range(len(words))]
        return tuple(apart)

    def _main(self, club: Club, numbers: list[int]) -> Name:
        folded = fold(club.name)
        return next(
            (self.names[number] for number in numbers if self.names[number].text == folded),
            self.names[numbers[0]] if numbers else Name(-1, "", "", (), (), 0.0, 0.0, False),
        )

    def candidates(self, tokens: Sequence[Token], most: int = _MOST_NAMES) -> list[int]:
        """Numbers of the names that share the most telling words with what was typed, at most a few dozen.

        From each word a chain: the names that have it, then those of them that also have the next rarest, as
        long as any is left. So the cost follows the rarest words, not the number of names.
        """
        lists = [self._lists(token) for token in tokens if token.role <= Role.COMMON or self._telling(token)]
        lists = sorted((entry for entry in lists if entry[1]), key=lambda entry: entry[0])
        found: dict[int, None] = {}
        for at, (size, sets) in enumerate(lists):
            if found and size > _LONG_LIST:
                break
            current = sets[0] if len(sets) == 1 else set().union(*sets)
            wider = current
            for other in lists[:at] + lists[at + 1 :]:
                narrower = self._both(current, other[1])
                if narrower:
                    wider, current = current, narrower
            found.update(dict.fromkeys(self._shortest(current, most)))
            if len(current) < _MOST_NAMES // 4 and wider is not current and len(wider) <= _LONG_LIST:
                found.update(dict.fromkeys(self._shortest(wider, most)))
        return list(found)[: 4 * most]

    @staticmethod
    def _both(current: set[int], sets: list[set[int]]) -> set[int]:
        if len(sets) == 1:
            return current & sets[0]
        return set().union(*(current & names for names in sets))

    @staticmethod
    def _shortest(numbers: set[int], most: int) -> list[int]:
        return sorted(numbers)[:most]

    def _telling(self, token: Token) -> bool:
        """Whether a word that is noise in most questions stands in a name and may tell one."""
        return token.role is Role.NOISE and bool(token.readings)

    def _lists(self, token: Token) -> tuple[int, list[set[int]]]:
        sets = [self.by_word[word] for word in token.readings if word in self.by_word]
        return sum(map(len, sets)), sets
