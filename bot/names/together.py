"""Whether one club may have all of some words: a look at the words alone, before any name is fitted."""

import itertools
from collections.abc import Iterable, Sequence

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
    telling = [token for token in store.reader.read(words) if _tells(token)]
    if _have_all((token.readings for token in telling), store):
        return True
    joined = {word for pair in itertools.pairwise(words) if store.index.sure("".join(pair)) for word in pair}
    alone = (token for token in telling if token.text not in joined)
    return _have_all((_widest(token, store.index) for token in alone), store)


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


def _tells(token: Token) -> bool:
    """Whether a word is known and tells of a club, so that it has to be explained."""
    return token.known and len(token.text) > 1 and token.role <= Role.COMMON


def _widest(token: Token, index: WordIndex) -> Readings:
    """All that a known word may be: itself, what sounds so, what begins so, and what is a slip away."""
    return token.readings | index.begun(token.text) | index.slips(token.text)


def _have_all(meant: Iterable[Readings], store: NameStore) -> bool:
    """Whether a club has a word of each of these, in its names or places."""
    found: set[int] | None = None
    for readings in meant:
        clubs = store.clubs_of(readings)
        found = clubs if found is None else found & clubs
        if not found:
            return False
    return True
