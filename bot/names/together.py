"""Whether one club may have all of some words: a look at the words alone, before any name is fitted."""

import itertools
from collections.abc import Iterator, Sequence

from bot.names.lexicon import Lexicon, Role
from bot.names.question import MOST_LETTERS, Token
from bot.names.store import NameStore
from bot.names.weights import COMPLETE, PERHAPS_THERE, PLACE, SAME_EXPLANATION
from bot.names.words import Readings, WordIndex


def may_be_one(words: Sequence[str], store: NameStore, lexicon: Lexicon) -> bool:
    """Whether some club may explain each of the folded words; no is sure, yes is not.

    Words that say nothing, that no name has or that may be a part of another are not asked for.
    """
    text = " ".join(words)
    if text in store.by_text or text in store.given or len(text) > MOST_LETTERS:
        return True
    if not lexicon.versus.isdisjoint(words):
        return True
    telling = list(_telling(words, store.index, lexicon))
    return _have_all([store.index.sure(word) for word in telling], store) or _have_all(
        [_widest(word, store.index) for word in telling], store
    )


def nearly_all(tokens: Sequence[Token], store: NameStore) -> set[int] | None:
    """The clubs among which are all that are as good as one that explains everything.

    None for any club. Those are left out that lack a word without which too little would be explained.
    """
    most = [max(PLACE, *[store.index.weight[word] for word in token.readings]) for token in tokens]
    whole = sum(most)
    sets = []
    for token, weight in zip(tokens, most, strict=True):
        missing = token.missing if token.near.isdisjoint(store.perhaps) else min(token.missing, PERHAPS_THERE)
        rest = whole - weight
        if not token.initial and rest < (COMPLETE - SAME_EXPLANATION) * (rest + missing):
            sets.append(store.clubs_of(token.readings))
    return set.intersection(*sets) if sets else None


def _telling(words: Sequence[str], index: WordIndex, lexicon: Lexicon) -> Iterator[str]:
    """Yield the known words that have to be explained, without those that may be one with the next."""
    joined = [at for at, pair in enumerate(itertools.pairwise(words)) if index.sure("".join(pair))]
    for at, word in enumerate(words):
        if at in joined or at - 1 in joined:
            continue
        if len(word) > 1 and index.known(word) and lexicon.role(word) <= Role.COMMON:
            yield word


def _widest(word: str, index: WordIndex) -> Readings:
    """All that a known word may be: itself, what sounds so, what begins so, and what is a slip away."""
    return index.sure(word) | index.begun(word) | index.slips(word)


def _have_all(meant: Sequence[Readings], store: NameStore) -> bool:
    """Whether a club has a word of each of these, in its names or places."""
    sets = sorted((store.clubs_of(readings) for readings in meant), key=len)
    return not sets or bool(set.intersection(*sets))
