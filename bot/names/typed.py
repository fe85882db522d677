"""Typed text as words: without markup and years, each word with its possible readings."""

import re
from collections.abc import Iterable

from bot.names.lexicon import Lexicon, Role, common_words
from bot.names.weights import (
    FORM,
    LEAST_PLACED,
    LETTER,
    MISSING_BY_LENGTH,
    MISSING_COMMON,
    MISSING_KIND,
    MISSING_KNOWN,
    MISSING_PLACE,
    SLIP_OF_KNOWN,
    STOP,
)
from bot.names.word_index import Readings, WordIndex
from bot.text import fold, without_markup

MOST_LETTERS = 240
MOST_WORDS = 10
MOST_PARTED = 7

_YEAR = re.compile(r"(?:19|20)\d\d")


class Typed:
    """A typed word: its role, its readings, and its weight if nothing explains it.

    initial: it is one letter that may stand for a word. known: it occurs in a name or place.
    near: readings close enough to count as a place or as a word of another name.
    """

    __slots__ = ("begun", "initial", "known", "missing", "near", "readings", "role", "text")

    def __init__(
        self,
        text: str,
        role: Role,
        missing: float,
        readings: Readings,
        known: bool,
        begun: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.role = role
        self.missing = missing
        self.readings = readings
        self.known = known
        self.begun = begun
        self.initial = len(text) == 1 and text.isalpha()
        self.near = frozenset([number for number in readings if readings[number] >= LEAST_PLACED])


def plain(text: str) -> str:
    """Return `text` folded, without Discord markup, mentions, emoji and links; long input is truncated."""
    return fold(without_markup(text[:MOST_LETTERS]))


def _few(words: list[str]) -> list[str]:
    """Return the words of a short text, or the first distinct words of a long one."""
    return words if len(words) <= MOST_WORDS else list(dict.fromkeys(words))[:MOST_WORDS]


def words_and_year(folded: str, index: WordIndex) -> tuple[list[str], int | None]:
    """Return the typed words without years that no name has, and the year if there is exactly one."""
    words, years = [], []
    for word in _few(folded.split()):
        if _YEAR.fullmatch(word) and not index.known(word):
            years.append(int(word))
        else:
            words.append(word)
    return words, years[0] if len(years) == 1 else None


def _missing(word: str, role: Role, index: WordIndex) -> float:
    """Return the weight of an unexplained word: unknown and rare words suggest another club."""
    if role is Role.NOISE:
        return 0.0
    if role is Role.STOP:
        return STOP
    if role is Role.FORM:
        return FORM
    if role in (Role.COMMON, Role.KIND):
        return MISSING_COMMON if role is Role.COMMON else MISSING_KIND
    number = index.ids.get(word)
    if number in index.places:
        return MISSING_PLACE
    length = MISSING_BY_LENGTH[min(len(word), len(MISSING_BY_LENGTH) - 1)]
    return length if number is None else max(index.weight[number], MISSING_KNOWN) * max(length, 0.4)


def _role(word: str, sure: Readings, index: WordIndex, lexicon: Lexicon) -> Role:
    """Return the role of a typed word; an abbreviation has that of its expansion."""
    role = lexicon.role(word)
    if role is Role.RARE and word not in index.ids:
        expanded = [lexicon.role(full) for full in lexicon.abbreviations.get(word, ())]
        if expanded:
            return max(expanded)
        if sure:
            return min(index.roles[number] for number in sure)
    return role


class WordReader:
    """Turns words into tokens without guessing: exact words, abbreviations, same sound."""

    def __init__(self, index: WordIndex, lexicon: Lexicon) -> None:
        self._index = index
        self._lexicon = lexicon
        self._known: dict[str, Typed] = {}
        """Cache of tokens for words of names and places, bounded by their number."""

    def read(self, words: Iterable[str]) -> list[Typed]:
        """Return a token for each word; an article after a word of questions is ignored."""
        tokens: list[Typed] = []
        for word in words:
            if tokens and tokens[-1].role is Role.NOISE and self._lexicon.role(word) is Role.STOP:
                tokens.append(Typed(word, Role.NOISE, 0.0, {}, self._index.known(word)))
            else:
                tokens.append(self._known.get(word) or self._token(word))
        return tokens

    def _token(self, word: str) -> Typed:
        index = self._index
        sure = index.sure(word)
        role = _role(word, sure, index, self._lexicon)
        if role is Role.NOISE:
            sure = {number: alike for number, alike in sure.items() if index.words[number] == word}
        token = Typed(word, role, _missing(word, role, index), sure, index.known(word))
        if token.known:
            self._known[word] = token
        return token


def settled(tokens: list[Typed]) -> bool:
    """Return whether the last word is complete, neither an abbreviation nor a possible beginning."""
    if not tokens or not tokens[-1].readings:
        return True
    return len(tokens[-1].text) > 1 and max(tokens[-1].readings.values()) >= 1.0


def guess(tokens: list[Typed], index: WordIndex, lexicon: Lexicon) -> list[Typed]:
    """Return the words with guesses added: typos and beginnings of words."""
    guessed = []
    telling = [token for token in tokens if token.role <= Role.COMMON]
    ordinary = all(token.text in common_words() and token.text not in index.ids for token in telling)
    for place, token in enumerate(tokens):
        if token.role > Role.COMMON and token.text in lexicon.roles:
            guessed.append(token)
            continue
        last = place == len(tokens) - 1
        if (len(token.text) >= 3 and (last or not token.known)) or (
            last and (len(token.text) == 2 or len(tokens) > 1)
        ):
            token = _beginning(token, index, short=last, alone=len(tokens) == 1, exact=ordinary)
        # Everyday words alone are not typos of names: "control" is not "Central".
        guessed.append(token if ordinary else _with_slips(token, index))
    return guessed


def _with_slips(token: Typed, index: WordIndex) -> Typed:
    """Return the word with readings one or two typos away, unchanged if there are none."""
    nearer: Readings = {}
    for number, alike in index.slips(token.text).items():
        if token.known:
            alike *= SLIP_OF_KNOWN
        if alike > token.readings.get(number, 0.0):
            nearer[number] = alike
    if not nearer:
        return token
    begun = token.begun - nearer.keys()
    return Typed(token.text, token.role, token.missing, token.readings | nearer, token.known, begun)


def _beginning(token: Typed, index: WordIndex, short: bool, alone: bool, exact: bool = False) -> Typed:
    """Return the word also read as a beginning; with `short`, abbreviations count as beginnings too.

    `exact` excludes beginnings that contain a typo.
    """
    beginnings = index.begun(token.text, alone)
    if exact:
        beginnings = {at: alike for at, alike in beginnings.items() if index.words[at].startswith(token.text)}
    further = {number: beginnings[number] for number in beginnings.keys() - token.readings.keys()}
    begun = further.keys() - token.begun
    if short and (len(token.text) == 1 or max(token.readings.values(), default=0.0) < 1.0):
        begun.update(number for number in token.readings if index.words[number].startswith(token.text))
    if not further and not begun:
        return token
    readings = token.readings | further
    if token.initial:
        # A letter counts no more as a word than as a beginning: "la U" may be many clubs.
        readings = {number: min(alike, LETTER) for number, alike in readings.items()}
    return Typed(token.text, token.role, token.missing, readings, token.known, token.begun | begun)


def with_beginning(tokens: list[Typed], index: WordIndex) -> list[Typed]:
    """Return the words, the last also read as the beginning of a word."""
    last = _beginning(tokens[-1], index, short=True, alone=len(tokens) == 1)
    if len(tokens) == 1:
        last = Typed(last.text, Role.RARE, last.missing, last.readings, last.known, last.begun)
    return [*tokens[:-1], last]


def only_begun(tokens: list[Typed], index: WordIndex) -> list[Typed]:
    """Return a lone word of questions as the beginning of a name ("una" → "UNAP"), else the same words."""
    least = 2 if tokens[0].role is Role.FORM else 3
    if len(tokens) != 1 or len(tokens[0].text) < least:
        return tokens
    lone = _beginning(tokens[0], index, short=True, alone=True)
    exact = {
        number: alike for number, alike in lone.readings.items() if index.words[number].startswith(lone.text)
    }
    return [Typed(lone.text, Role.RARE, lone.missing, exact, lone.known, lone.begun)]


def other_readings(words: list[str], index: WordIndex) -> list[list[str]]:
    """Yield other word boundaries: letters or words joined, a long word split."""
    ways: list[list[str]] = []
    if len(words) > MOST_PARTED:
        return ways
    for at in range(len(words)):
        for size in (2, 3, 4, 5, 6):
            run = words[at : at + size]
            if len(run) < size:
                break
            joined = "".join(run)
            letters = all(len(word) == 1 for word in run)
            if (size == 2 or letters) and len(joined) >= 3 and index.sure(joined):
                ways.append([*words[:at], joined, *words[at + size :]])
    apart: list[str] = []
    for word in words:
        parts = None
        if not index.known(word):
            alone = len(words) == 1
            initials = alone and len(word) == 2 and word.isalpha()
            parts = list(word) if initials else index.parts(word, alone)
        apart.extend(parts or [word])
    if apart != words:
        ways.append(apart)
    return ways[:4]
