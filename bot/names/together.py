"""Which clubs may have all of some words: a look at the words alone, before any name is fitted."""

import functools
import itertools
from collections.abc import Iterable, Sequence

from bot.names.lexicon import Lexicon, Role
from bot.names.name_table import NameStore
from bot.names.typed import MOST_LETTERS, Token
from bot.names.weights import COMPLETE, PERHAPS_THERE, PLACE, SAME_EXPLANATION


class Together:
    """Words in a row, and which parts of the row some club may explain as one name.

    Words that say nothing, that no name has or that may be one word with the next need not be explained.
    """

    def __init__(self, words: Sequence[str], store: NameStore, lexicon: Lexicon) -> None:
        self._words = words
        self._store = store
        self._versus = lexicon.versus
        self._tokens = store.reader.read(words)
        self._clubs: dict[int, set[int]] = {}

    def may_be_one(self, start: int, stop: int) -> bool:
        """Whether one club may explain the words from `start` to before `stop`: no is sure, yes is not."""
        words = self._words[start:stop]
        text = " ".join(words)
        if text in self._store.by_text or text in self._store.given or len(text) > MOST_LETTERS:
            return True
        if not self._versus.isdisjoint(words):
            return True
        telling = [at for at in range(start, stop) if _tells(self._tokens[at])]
        if _meet(self._store.clubs_of(self._tokens[at].readings) for at in telling):
            return True
        joined = [at for at in range(start, stop - 1) if self._may_be_joined[at]]
        return _meet(self._widest(at) for at in telling if at not in joined and at - 1 not in joined)

    @functools.cached_property
    def _may_be_joined(self) -> list[bool]:
        """Whether each word and the next may be one that was written apart."""
        return [bool(self._store.index.sure("".join(pair))) for pair in itertools.pairwise(self._words)]

    def _widest(self, at: int) -> set[int]:
        """The clubs that have what a word may be: itself, what begins so, or what is a slip away."""
        if at not in self._clubs:
            token, index = self._tokens[at], self._store.index
            readings = token.readings.keys() | index.begun(token.text).keys() | index.slips(token.text).keys()
            self._clubs[at] = self._store.clubs_of(readings)
        return self._clubs[at]


def _tells(token: Token) -> bool:
    """Whether a word is known and tells of a club, so that it has to be explained."""
    return token.known and len(token.text) > 1 and token.role <= Role.COMMON


def _meet(sets: Iterable[set[int]]) -> bool:
    """Whether all the sets have something in common."""
    found: set[int] | None = None
    for each in sets:
        found = each if found is None else found & each
        if not found:
            return False
    return True


def nearly_all(tokens: Sequence[Token], store: NameStore) -> set[int] | None:
    """The clubs among which are all that are as good as one that explains everything.

    None for any club. Those are left out that lack a word without which too little would be explained.
    """
    most = [max([PLACE, *[store.index.weight[word] for word in token.readings]]) for token in tokens]
    whole = sum(most)
    sets = []
    for token, weight in zip(tokens, most, strict=True):
        missing = token.missing if token.near.isdisjoint(store.perhaps) else min(token.missing, PERHAPS_THERE)
        rest = whole - weight
        if not token.initial and rest < (COMPLETE - SAME_EXPLANATION) * (rest + missing):
            sets.append(store.clubs_of(token.readings))
    return set.intersection(*sets) if sets else None
