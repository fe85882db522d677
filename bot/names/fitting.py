"""How well a name of a club explains what was typed, and how much of the name was typed."""

from dataclasses import dataclass

from bot.names.lexicon import Role
from bot.names.question import Token
from bot.names.spelling import likeness
from bot.names.weights import (
    COVER_QUALIFIER,
    COVER_SHARE,
    FREE_SLIP,
    INITIAL,
    LEAST_BESIDE,
    LEAST_PLACE,
    LEAST_PLACED,
    OTHER_KIND,
    OTHER_NAME,
    PLACE,
)
from bot.names.words import WordIndex


@dataclass(slots=True)
class Name:
    """A name of a club by numbers: club, folded text, words, which are qualifiers, own weight, its kind's."""

    club: int
    text: str
    shown: str
    words: tuple[int, ...]
    qualifiers: tuple[bool, ...]
    total: float
    worth: float
    spelling: bool


@dataclass(slots=True)
class Fit:
    """A name beside what was typed. `pairs`: token to word of the name; `placed`: tokens that the club's
    places or other names explain. All shares are between 0 and 1.
    """

    name: Name
    score: float
    explained: float
    covered: float
    evidence: float
    letters: float
    whole: bool
    qualified: bool
    core: bool
    kinds_only: bool
    places_only: bool
    begun: bool
    sure: bool
    strange: float
    pairs: list[tuple[int, int]]
    placed: list[int]


def _pairs(
    tokens: list[Token], name: Name, index: WordIndex
) -> tuple[list[tuple[int, int, float]], list[int], list[int]]:
    """Tokens paired with words of the name (likest first come, first served), tokens and words left over."""
    pairs: list[tuple[int, int, float]] = []
    free = list(range(len(name.words)))
    left: list[int] = []
    for at, token in enumerate(tokens):
        best, best_word = 0.0, -1
        readings = token.readings
        for word in free:
            alike = readings.get(name.words[word], 0.0)
            if alike > best:
                best, best_word = alike, word
        if best_word < 0 and token.initial:
            for word in free:
                number = name.words[word]
                if index.roles[number] < Role.FORM and index.words[number].startswith(token.text):
                    best, best_word = INITIAL, word
                    break
        if best_word < 0:
            left.append(at)
        else:
            free.remove(best_word)
            pairs.append((at, best_word, best))
    return pairs, left, free


def _pairs_beside(
    tokens: list[Token], name: Name, index: WordIndex, left: list[int], free: list[int]
) -> list[tuple[int, int, float]]:
    """Pairs among what is left over, more daring, since other words of the name were found."""
    pairs: list[tuple[int, int, float]] = []
    for at in list(left):
        token = tokens[at]
        if token.role is Role.NOISE or len(token.text) < 2 or token.text in index.ids:
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


def fit(
    tokens: list[Token],
    name: Name,
    own: frozenset[int],
    main: Name,
    shared: frozenset[int],
    index: WordIndex,
    daring: bool,
) -> Fit | None:
    """Return how `name` fits, None where no word of it was typed.

    `own` holds the words of the club's places and of all its names, `main` is the name it goes by,
    `shared` the words of places that more than one club has.
    """
    pairs, left, free = _pairs(tokens, name, index)
    if all(tokens[at].initial and alike < 1.0 for at, _, alike in pairs):
        return None
    if daring and left and free:
        pairs += _pairs_beside(tokens, name, index, left, free)

    explained = total = evidence = letters = 0.0
    covered = 0.0
    kinds_only, begun, sure, whole_words = True, False, True, True
    for at, word, alike in pairs:
        token, number = tokens[at], name.words[word]
        size = len(token.text)
        weight = index.weight[number]
        is_begun = number in token.begun or (size == 1 and alike == INITIAL)
        if is_begun:
            weight *= min(1.0, size / 4)
            begun = begun or number in token.begun
        total += weight
        explained += weight * alike
        role = index.roles[number]
        if role <= Role.COMMON:
            evidence += weight * alike
            letters += size * alike if alike < 0.9 else max(size, 4)
            if role is Role.RARE and not name.qualifiers[word]:
                kinds_only = False
        elif alike >= 0.999:
            letters += size
        cover = index.cover[number] * (COVER_QUALIFIER if name.qualifiers[word] else 1.0)
        covered += cover * alike
        sure = sure and alike >= 0.999
        whole_words = whole_words and alike >= 0.9
        # What was not typed as it stands tells a little of another club.
        if not is_begun and alike < 1.0:
            total += max(0.0, token.missing - weight) * max(0.0, 1 - alike - FREE_SLIP)

    placed = []
    other_kind, strange = False, 0.0
    for at in left:
        token = tokens[at]
        hits = token.readings.keys() & own
        if hits and (alike := max(token.readings[number] for number in hits)) >= LEAST_PLACED and len(token.text) > 1:
            placed.append(at)
            letters += len(token.text)
            alike *= OTHER_NAME
            weight = min(PLACE, token.missing) if token.role is not Role.RARE else PLACE
            total += weight
            explained += weight * alike
            sure = False
            continue
        total += token.missing
        strange = max(strange, token.missing)
        other_kind = other_kind or token.role in (Role.KIND, Role.COMMON)
        if token.role is not Role.NOISE:
            sure = False

    telling = [(word, alike) for _, word, alike in pairs if index.roles[name.words[word]] <= Role.COMMON]
    places_only = bool(telling) and all(
        name.qualifiers[word] and (name.words[word] in shared or alike < LEAST_PLACE)
        for word, alike in telling
    )
    core_left = any(index.roles[name.words[word]] is Role.RARE and not name.qualifiers[word] for word in free)
    if other_kind and (core_left or _kind_untyped(tokens, main, index)):
        total += OTHER_KIND
    share = explained / total if total else 0.0
    cover_share = min(1.0, covered / name.total) if name.total else 1.0
    loose = all(index.roles[name.words[word]] in (Role.FORM, Role.STOP) for word in free)
    whole = loose and not begun
    qualified = not begun and all(
        name.qualifiers[word] or index.roles[name.words[word]] in (Role.FORM, Role.STOP) for word in free
    )
    score = share * (1 - COVER_SHARE + COVER_SHARE * cover_share) * (1.0 if whole else name.worth)
    return Fit(
        name,
        score,
        share,
        cover_share,
        evidence,
        letters,
        whole,
        qualified,
        not core_left and whole_words and not begun,
        kinds_only,
        places_only,
        begun,
        sure,
        strange,
        [(at, word) for at, word, _ in pairs],
        placed,
    )


def _kind_untyped(tokens: list[Token], main: Name, index: WordIndex) -> bool:
    """Whether the name that the club goes by says a kind of club that was not typed."""
    return any(
        index.roles[number] in (Role.KIND, Role.COMMON)
        and not any(number in token.readings for token in tokens)
        for number in main.words
    )
