"""The names of all clubs, indexed by word."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Club
from bot.names.fit import ClubText, Fit, Surroundings, fit
from bot.names.lexicon import Lexicon, Role
from bot.names.typed import Typed, WordReader
from bot.names.weights import COVER_QUALIFIER, FULL_NAME, NICKNAME, SPELLING
from bot.names.word_index import WordIndex
from bot.text import fold

_WORTH = {"spelling": SPELLING, "full": FULL_NAME, "former": FULL_NAME, "moderator": FULL_NAME}
_NO_NAME = ClubText(-1, "", "", (), (), 0.0, 0.0, "")
_MOST_NAMES = 48
_FEW_NAMES = 12
_MOST_OF_A_TOWN = 2
_ARTICLES = frozenset({"el", "la", "los", "las"})


@dataclass(frozen=True, slots=True)
class _Text:
    """A club's name before its words are numbered; `core` words precede its parenthesis."""

    club: int
    folded: str
    shown: str
    kind: str
    core: int


def best_known(club: Club) -> tuple[int, int, int, int, str]:
    """Sort key of how well known a club is: by titles, matches, seasons, the latest season, then by name."""
    latest = max(club.seasons, default=0)
    return (-club.titles, -club.matches, -len(club.seasons), -latest, fold(club.name))


def ways_to_say(alias: str) -> tuple[str, ...]:
    """Return a moderator's folded alias with and without its article: "del equipo del pueblo"."""
    article, _, rest = alias.partition(" ")
    return (alias, rest) if article in _ARTICLES and " " in rest else (alias,)


def _place_words(*places: str | None) -> list[str]:
    return [word for place in places if place for word in fold(place).split() if len(word) > 2]


def _texts(number: int, club: Club, lexicon: Lexicon) -> Iterable[_Text]:
    """Return the distinct names of a club, also with abbreviations expanded."""
    seen: set[str] = set()
    for written, kind in ((club.name, "spelling"), *((name.text, name.kind) for name in club.names)):
        folded = fold(written)
        before, parenthesis, _ = written.partition("(")
        core = len(fold(before).split()) if parenthesis else len(folded.split())
        for text in (folded, _in_full(folded, lexicon)):
            if text and text not in seen:
                seen.add(text)
                yield _Text(number, text, written, kind, core)


def _in_full(folded: str, lexicon: Lexicon) -> str:
    """Return a name of several words with its abbreviations expanded ("dep municipal")."""
    words = folded.split()
    if len(words) < 2:
        return folded
    return " ".join(
        lexicon.abbreviations[word][0] if len(word) > 2 and word in lexicon.abbreviations else word
        for word in words
    )


def _clubs_of_words(texts: Iterable[_Text], places: Sequence[Sequence[str]]) -> dict[str, set[int]]:
    """Return the clubs by each word of their names and places."""
    clubs: dict[str, set[int]] = {}
    for text in texts:
        for word in text.folded.split():
            clubs.setdefault(word, set()).add(text.club)
    for number, words in enumerate(places):
        for word in words:
            clubs.setdefault(word, set()).add(number)
    return clubs


class NameStore:
    """Names by full text and by word, numbered by length, so that the shortest come first."""

    def __init__(self, clubs: Sequence[Club], lexicon: Lexicon) -> None:
        self.clubs = clubs
        places = [_place_words(club.department, *club.towns) for club in clubs]
        texts = [text for number, club in enumerate(clubs) for text in _texts(number, club, lexicon)]
        texts.sort(key=lambda text: (text.folded.count(" "), len(text.folded), text.folded, text.club))
        counts = {word: len(numbers) for word, numbers in _clubs_of_words(texts, places).items()}
        self.index = WordIndex(counts, {word for words in places for word in words}, len(clubs), lexicon)
        self.reader = WordReader(self.index, lexicon)
        self._places = [frozenset(self.index.ids[word] for word in words) for words in places]
        self.names: list[ClubText] = []
        self.by_text: dict[str, list[int]] = {}
        self.by_word: dict[int, list[int]] = {}
        of_club: list[list[ClubText]] = [[] for _ in clubs]
        for text in texts:
            of_club[text.club].append(self._add(text))
        self.given = self._given()
        shared = self._shared_places()
        towns = self._towns_of_departments()
        self.around = [
            Surroundings(
                places=self._places[number],
                perhaps=frozenset() if club.towns else towns[fold(club.department or "")],
                own=self._places[number].union(*(name.words for name in of_club[number])),
                kinds=self._kinds(_main(club, of_club[number])),
                shared_places=shared,
            )
            for number, club in enumerate(clubs)
        ]
        self.perhaps = frozenset[int]().union(*towns.values())

    def _add(self, text: _Text) -> ClubText:
        """Number the words of a name and list it under each."""
        words = tuple(self.index.ids[word] for word in text.folded.split())
        qualifiers = self._qualifiers(words, self._places[text.club], text.core)
        total = sum(
            self.index.cover[word] * (COVER_QUALIFIER if apart else 1.0)
            for word, apart in zip(words, qualifiers, strict=True)
        )
        worth = _WORTH.get(text.kind, NICKNAME)
        name = ClubText(text.club, text.folded, text.shown, words, qualifiers, total, worth, text.kind)
        number = len(self.names)
        self.names.append(name)
        self.by_text.setdefault(text.folded, []).append(number)
        for word in dict.fromkeys(words):
            self.by_word.setdefault(word, []).append(number)
        return name

    def _given(self) -> dict[str, tuple[int, ...]]:
        """Return clubs by moderator's alias: its own, and those with the same name apart from the place."""
        aliases = [name for name in self.names if name.kind == "moderator" and name.text == fold(name.shown)]
        if not aliases:
            return {}
        clubs_of: defaultdict[tuple[int, ...] | str, set[int]] = defaultdict(set)
        for name in self.names:
            clubs_of[name.text].add(name.club)
            clubs_of[self._core(name)].add(name.club)
        found: dict[str, tuple[int, ...]] = {}
        for name in aliases:
            core = self._core(name)
            named = clubs_of[name.text] | (clubs_of[core] if core else set())
            for text in ways_to_say(name.text):
                clubs = named | set(found.get(text, ())) | clubs_of.get(text, set())
                found[text] = tuple(sorted(clubs, key=lambda number: best_known(self.clubs[number])))
        return found

    def _core(self, name: ClubText) -> tuple[int, ...]:
        """Return the words of a name that are neither a club form nor a place."""
        return tuple(
            word
            for word, apart in zip(name.words, name.qualifiers, strict=True)
            if not apart and self.index.roles[word] < Role.FORM
        )

    def _qualifiers(self, words: tuple[int, ...], places: frozenset[int], core: int) -> tuple[bool, ...]:
        """Return which words only name a place: in parentheses, or the club's place after a rarer word."""
        bracketed = [at >= core > 0 for at in range(len(words))]
        apart = [bracketed[at] or (at > 0 and word in places) for at, word in enumerate(words)]
        left = (word for word, is_apart in zip(words, apart, strict=True) if not is_apart)
        identified = any(self.index.roles[word] <= Role.KIND for word in left)
        return tuple(apart if identified else bracketed)

    def _kinds(self, name: ClubText) -> tuple[int, ...]:
        """Return the words of a name that are the kind of club, or very common."""
        return tuple([word for word in name.words if self.index.roles[word] in (Role.KIND, Role.COMMON)])

    def _shared_places(self) -> frozenset[int]:
        """Return place words that do not identify a club: departments, and towns with many clubs."""
        clubs = Counter(word for words in self._places for word in words)
        departments = {self.index.ids[word] for club in self.clubs for word in _place_words(club.department)}
        return frozenset(departments | {word for word, count in clubs.items() if count > _MOST_OF_A_TOWN})

    def _towns_of_departments(self) -> defaultdict[str, frozenset[int]]:
        """Return the words of the clubs' towns by department."""
        towns: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
        for club in self.clubs:
            words = (self.index.ids[word] for word in _place_words(*club.towns))
            if club.department:
                towns[fold(club.department)] |= frozenset(words)
        return towns

    def candidates(self, tokens: Sequence[Typed], most: int = _MOST_NAMES) -> list[int]:
        """Return the numbers of names sharing the most distinctive words with the text, at most `most`."""
        telling = [token for token in tokens if token.role <= Role.COMMON or _in_a_name(token)]
        postings = [best for token in telling if (best := self._names_with(token))]
        if len(postings) <= 1:
            return sorted(set().union(*postings))[:most]
        postings.sort(key=len)
        shared: defaultdict[int, float] = defaultdict(float)
        for best in postings:
            for number, weight in best.items():
                shared[number] += weight
        # If some names have all the words, drop names that lack more than one of the two commonest.
        sets = [set(best) for best in postings]
        whole = set.intersection(*sets)
        among: Iterable[int] = whole or shared
        if 0 < len(whole) < _FEW_NAMES:
            among = set.intersection(*sets[:-1]) | set.intersection(*sets[:-2], sets[-1])
        return heapq.nsmallest(most, among, key=lambda number: (-round(shared[number], 6), number))

    def fits(self, tokens: list[Typed], *, daring: bool, most: int = _MOST_NAMES) -> list[Fit]:
        """Return how the likeliest names fit the typed words."""
        names = (self.names[number] for number in self.candidates(tokens, most))
        return [
            result
            for name in names
            if (result := fit(tokens, name, self.around[name.club], self.index, daring)) is not None
        ]

    def _names_with(self, token: Typed) -> dict[int, float]:
        """Return the numbers of the names that have a word, each with the word's weight there."""
        weights: dict[int, float] = {}
        for word, alike in token.readings.items():
            weight = alike * self.index.weight[word]
            for number in self.by_word.get(word, ()):
                weights[number] = max(weight, weights.get(number, 0.0))
        return weights


def _in_a_name(token: Typed) -> bool:
    """Return whether a word that is noise in most questions occurs in a name."""
    return token.role is Role.NOISE and bool(token.readings)


def _main(club: Club, names: list[ClubText]) -> ClubText:
    """Return the club's main name."""
    folded = fold(club.name)
    return next((name for name in names if name.text == folded), names[0] if names else _NO_NAME)
