"""Scoring: how well a club's name explains the typed text, and how much of the name was typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.names.lexicon import Role, common_words
from bot.names.spelling import likeness
from bot.names.typed import Typed
from bot.names.weights import (
    COVER_QUALIFIER,
    COVER_SHARE,
    FREE_SLIP,
    INITIAL,
    LEAST_BESIDE,
    LEAST_PLACE,
    OTHER_KIND,
    OTHER_NAME,
    PERHAPS_THERE,
    PLACE,
    PLACED,
)
from bot.names.word_index import WordIndex

_RARE, _KIND, _COMMON, _FORM, _STOP, _NOISE = Role
_CLEAR = 0.9
_WORD = 5
"""Letters from which an everyday word is unlikely to be the beginning of a name."""
_THE_WORD = 0.999

Pair = tuple[int, int, float]
"""Index of a typed word, index of a word of the name, and their similarity."""


@dataclass(slots=True)
class ClubText:
    """A club's name as word numbers.

    `words` are numbers of the word index, `qualifiers` marks those that only name a place; `total` is the
    weight of the full name, `worth` the factor of its kind if it was typed partially.
    """

    club: int
    text: str
    shown: str
    words: tuple[int, ...]
    qualifiers: tuple[bool, ...]
    total: float
    worth: float
    kind: str

    @property
    def spelling(self) -> bool:
        """Whether a document uses this spelling."""
        return self.kind == "spelling"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The context of a club: the words of its places and of all its names.

    `perhaps` are the towns of its department, if the club's own town is unknown. `kinds` are the words for
    a kind of club, or common words, in its main name.
    """

    places: frozenset[int]
    perhaps: frozenset[int]
    own: frozenset[int]
    kinds: tuple[int, ...]
    shared_places: frozenset[int]


@dataclass(init=False)
class Fit:
    """A club's name compared with the typed text. Shares and sums are of the words' weights.

    explained: share of the typed text that the club explains. covered: share of the name that was typed.
    evidence: weight that identifies this club. letters: number of letters behind that evidence.
    clearest: similarity of the best matching word. strange: the weight of the heaviest typed
    unexplained word. whole: no word of the name is missing. qualified: only the place is missing.
    core: no rare word is missing. kinds_only: no rare word was typed. places_only: only a place was typed.
    at_place: a place word of the name was typed. begun: a word was read as a beginning; ordinary: it was
    an everyday word.
    sure: everything is spelt exactly. slips: number of words if all are mistyped. placed: words that the
    club's places or other names explain.
    """

    name: ClubText
    pairs: list[Pair]
    placed: list[int]
    explained: float = 0.0
    typed: float = 0.0
    covered: float = 0.0
    score: float = 0.0
    evidence: float = 0.0
    letters: float = 0.0
    clearest: float = 0.0
    strange: float = 0.0
    whole: bool = False
    qualified: bool = False
    core: bool = False
    kinds_only: bool = True
    places_only: bool = True
    begun: bool = False
    sure: bool = True
    slips: int = 0
    other_kind: bool = False
    perhaps_there: bool = False
    mixed: bool = False
    at_place: bool = False
    ordinary: bool = False

    def __init__(self, name: ClubText, pairs: list[Pair]) -> None:
        # Hundreds are created per key press and keep most of the class's default values.
        self.name = name
        self.pairs = pairs
        self.placed = []


def fit(
    tokens: list[Typed], name: ClubText, around: Surroundings, index: WordIndex, daring: bool
) -> Fit | None:
    """Return how `name` fits the typed words, None if no word does; `daring` also pairs dissimilar words."""
    pairs, left, free, letters = _pairs(tokens, name, index)
    if not pairs or (letters and not _more_than_letters(tokens, name, pairs, index)):
        return None
    if daring and left and free:
        pairs += _pairs_beside(tokens, name, index, left, free)
    result = Fit(name, pairs)
    _add_pairs(result, tokens, around.shared_places, index)
    _note_untyped(result, free, index)
    if left:
        _add_left_over(result, tokens, left, around)
        if result.other_kind and not (result.core and _all_typed(around.kinds, tokens)):
            result.typed += OTHER_KIND
    _weigh(result)
    return result


def _pairs(
    tokens: list[Typed], name: ClubText, index: WordIndex
) -> tuple[list[Pair], list[int], list[int], bool]:
    """Pair typed words with the most similar words of the name; return pairs and unpaired words of both.

    Also returns whether a word of one letter was paired.
    """
    letters = False
    pairs: list[Pair] = []
    words = name.words
    free = list(range(len(words)))
    left: list[int] = []
    for at, token in enumerate(tokens):
        best, best_word = 0.0, -1
        readings = token.readings
        for word in free:
            number = words[word]
            if number in readings and readings[number] > best:
                best, best_word = readings[number], word
        if best_word < 0 and token.initial:
            best, best_word = INITIAL, _begun_by(token.text, name, free, index)
        if best_word < 0:
            left.append(at)
        else:
            free.remove(best_word)
            pairs.append((at, best_word, best))
            letters = letters or len(token.text) == 1
    return pairs, left, free, letters


def _begun_by(letter: str, name: ClubText, free: list[int], index: WordIndex) -> int:
    """Return the first unpaired word that an initial may stand for, or -1."""
    for word in free:
        number = name.words[word]
        if index.roles[number] < _FORM and index.words[number].startswith(letter):
            return word
    return -1


def _more_than_letters(tokens: list[Typed], name: ClubText, pairs: list[Pair], index: WordIndex) -> bool:
    """Return whether the match has more than single letters, and more than common words next to initials."""
    initials = longer = telling = begun = False
    for at, word, alike in pairs:
        token, number = tokens[at], name.words[word]
        if len(token.text) > 1:
            longer = True
            telling = telling or index.roles[number] <= _KIND
        elif alike == INITIAL and token.initial:
            initials = True
        begun = begun or number in token.begun
    return telling if initials else longer or begun


def _may_be_unlike(token: Typed) -> bool:
    """Return whether a word may be paired with a less similar one, next to other words of the name."""
    return not token.known and token.role is not _NOISE and len(token.text) > 1


def pairs_unlike(tokens: list[Typed], names: Iterable[ClubText], index: WordIndex) -> bool:
    """Return whether any of the names has a word that only `daring` would pair."""
    unlike = [token.text for token in tokens if _may_be_unlike(token)]
    words = {index.words[number] for name in names for number in name.words} if unlike else ()
    return any(likeness(text, word) >= LEAST_BESIDE for text in unlike for word in words)


def _pairs_beside(
    tokens: list[Typed], name: ClubText, index: WordIndex, left: list[int], free: list[int]
) -> list[Pair]:
    """Pair unpaired words at a lower similarity, since other words of the name matched."""
    pairs: list[Pair] = []
    for at in list(left):
        token = tokens[at]
        if not _may_be_unlike(token):
            continue
        best, best_word = LEAST_BESIDE, -1
        for word in free:
            alike = likeness(token.text, index.words[name.words[word]])
            if alike >= best:
                best, best_word = alike, word
        if best_word >= 0:
            free.remove(best_word)
            left.remove(at)
            pairs.append((at, best_word, best))
    return pairs


def _add_pairs(fit: Fit, tokens: list[Typed], shared_places: frozenset[int], index: WordIndex) -> None:
    """Add the typed words that belong to the name."""
    words, qualifiers = fit.name.words, fit.name.qualifiers
    typed = explained = covered = evidence = letters = clearest = 0.0
    for at, word, alike in fit.pairs:
        token, number, qualifier = tokens[at], words[word], qualifiers[word]
        size, weight, role = len(token.text), index.weight[number], index.roles[number]
        if number in token.begun:
            weight *= min(1.0, size / 4)
            fit.begun = True
            fit.ordinary = fit.ordinary or (size >= _WORD and token.text in common_words())
        elif size == 1 and alike == INITIAL:
            weight /= 4
        elif alike < 1.0:
            # A common word that only resembles the typed one may hide a rare word of another club.
            typed += max(0.0, token.missing - weight) * max(0.0, 1 - alike - FREE_SLIP)
        counted = weight * alike
        typed += weight
        explained += counted
        covered += index.cover[number] * alike * (COVER_QUALIFIER if qualifier else 1.0)
        if alike < _THE_WORD:
            fit.sure = False
        if token.role is _NOISE:
            continue
        if role <= _COMMON:
            evidence += counted
            if alike > clearest:
                clearest = alike
            letters += size * alike if alike < _CLEAR else max(size, 4)
            if qualifier:
                fit.at_place = True
            else:
                fit.places_only = False
                if role is _RARE:
                    fit.kinds_only = False
            if qualifier and alike >= LEAST_PLACE and number not in shared_places:
                fit.places_only = False
        elif alike >= _THE_WORD:
            letters += size
    fit.slips = len(fit.pairs) if clearest < _CLEAR else 0
    fit.typed, fit.explained, fit.covered = typed, explained, covered
    fit.evidence, fit.letters, fit.clearest = evidence, letters, clearest


def _add_left_over(fit: Fit, tokens: list[Typed], left: list[int], around: Surroundings) -> None:
    """Add the other typed words: from the club's places or other names, or unexplained."""
    frame = _frame(fit, tokens) if fit.whole and fit.sure else 0
    for at in left:
        token = tokens[at]
        role = token.role
        if at < frame and role is _RARE and not token.known:
            fit.sure = False
        elif role is not _STOP and not token.near.isdisjoint(around.own) and len(token.text) > 1:
            _add_placed(fit, token, at, around)
        elif not token.near.isdisjoint(around.perhaps):
            fit.typed += PERHAPS_THERE
            fit.perhaps_there, fit.sure = True, False
        else:
            fit.typed += token.missing
            if token.missing > fit.strange:
                fit.strange = token.missing
            if role is not _NOISE:
                fit.sure = False
            if role is _KIND or role is _COMMON:
                fit.other_kind = True


def _add_placed(fit: Fit, token: Typed, at: int, around: Surroundings) -> None:
    """Add a typed word that the club's places or other names explain."""
    hits = token.readings.keys() & around.own
    alike = max(token.readings[number] for number in hits)
    weight = PLACE if token.role is _RARE else min(PLACE, token.missing)
    at_place = not hits.isdisjoint(around.places)
    fit.placed.append(at)
    fit.letters += len(token.text)
    fit.typed += weight
    fit.mixed = fit.mixed or not at_place
    fit.explained += weight * alike * (PLACED if at_place else OTHER_NAME)
    fit.sure = False


def _frame(fit: Fit, tokens: list[Typed]) -> int:
    """Return the number of words before a full name in a sentence such as "los rivales de …". Unknown words
    among them are ignored. 0 if the name does not follow a word such as "de".
    """
    first = min(at for at, *_ in fit.pairs)
    return 0 if first == 0 or tokens[first - 1].role < _STOP else first


def _note_untyped(fit: Fit, free: list[int], index: WordIndex) -> None:
    """Set the flags for words of the name that were not typed."""
    whole = qualified = core = True
    words, qualifiers = fit.name.words, fit.name.qualifiers
    for word in free:
        role = index.roles[words[word]]
        if role >= _FORM:
            continue
        whole = False
        if not qualifiers[word]:
            qualified = False
            if role is _RARE:
                core = False
    fit.whole = whole and not fit.begun
    fit.qualified = qualified and not fit.begun
    fit.core = core


def _all_typed(kinds: tuple[int, ...], tokens: list[Typed]) -> bool:
    """Return whether all kind words of the club's main name were typed."""
    for number in kinds:
        for token in tokens:
            if number in token.readings:
                break
        else:
            return False
    return True


def _weigh(fit: Fit) -> None:
    """Turn sums into shares, and the shares into the score."""
    fit.explained = fit.explained / fit.typed if fit.typed else 0.0
    fit.covered = min(1.0, fit.covered / fit.name.total) if fit.name.total else 1.0
    worth = 1.0 if fit.whole else fit.name.worth
    fit.score = fit.explained * (1 - COVER_SHARE + COVER_SHARE * fit.covered) * worth
