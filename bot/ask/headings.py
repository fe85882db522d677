"""Rounds, stages, groups and regions in a question; the queries map them to the document's headings."""

import functools
from collections.abc import Iterator

from bot.ask.tokens import Token
from bot.ask.vocabulary import Vocabulary
from bot.ask.years import Span
from bot.queries.heading_words import knows, meaning, meanings_of, said_alone

FINAL_STAGE = "final stage"
_LONGEST = 4
_MOST_ROUNDS = 60
_ROUNDS = meanings_of("rounds")
_STAGES = meanings_of("levels") | {"final", "preliminary"}
_KINDS = meanings_of("kinds")
_AROUND = frozenset({"national", "regional", "departmental", "group", "stage", "final", "preliminary"})
_REGION = frozenset({"region", "regions", "regiones", "zona", "zone", "regional"})
_COMPASS = meanings_of("compass")
_LETTERS = frozenset("abcdefgh")
_SEVERAL = frozenset({"stages", "etapas", "liguillas", "fases", "finals", "finales", "groups", "grupos"})
"""Words before which a number says how many there are."""
_INSIDE = frozenset({"en", "in"})
"""Words between two parts of a question, not within a heading: "third in the final group"."""
_SAID = _KINDS | _ROUNDS | _STAGES | _AROUND | _REGION | _COMPASS | _LETTERS
_PLACE_WORDS = _KINDS | _ROUNDS | _STAGES | _COMPASS


def places(tokens: list[Token], words: Vocabulary) -> Iterator[Span]:
    """Yield the longest rounds, stages and regions that begin at each token."""
    said = [_of_a_place(token, words) for token in tokens]
    for at, token in enumerate(tokens[1:]):
        if token.text == "mil" and tokens[at].text in words.numbers:
            said[at] = None  # "la regional del dos mil seis"
    for at, begins in enumerate(said):
        if begins is None:
            continue
        texts: list[str] = []
        for text in said[at : at + _LONGEST]:
            if text is None:
                break
            texts.append(text)
        span = _longest(texts, at, words)
        if span is not None:
            yield span


def is_final(round_: str) -> bool:
    """Return whether a round is "the final", which may be a group of several rounds."""
    return set(meaning(round_)) - _KINDS == {"final"}


def is_decider(round_: str) -> bool:
    """Return whether a round is a play-off after a table."""
    return bool({*meaning(round_)} & {"playoff", "decider", "tiebreaker"})


def _of_a_place(token: Token, words: Vocabulary) -> str | None:
    """Return the word if a round, stage or region may contain it, otherwise None."""
    if (
        token.kind != "word"
        or token.text in _INSIDE
        or (token.text.isdigit() and int(token.text) > _MOST_ROUNDS)
    ):
        return None
    text = _digits(token.text, words)
    return text if _may_be_of_a_place(text) else None


@functools.lru_cache(4096)
def _may_be_of_a_place(word: str) -> bool:
    return knows(word) or all(said in _SAID or said.isdigit() for said in meaning(word))


def _longest(texts: list[str], at: int, words: Vocabulary) -> Span | None:
    """Return the round, stage or region that covers most of these words from a token on."""
    while texts:
        # "the six of the final stage", "the three final stages", "four group games"
        counts = len(texts) > 1 and texts[0].isdigit()
        of_group = "group" in meaning(" ".join(texts[1:]))
        counts = counts and (texts[1] in words.of or texts[-1] in _SEVERAL or of_group)
        if (
            not counts
            and not _says_more(texts)
            and not any(_is_small(end, words) for end in (texts[0], texts[-1]))
        ):
            kind = _kind(texts)
            if kind is not None:
                return Span(at, at + len(texts), kind, _text(texts, kind))
        texts.pop()
    return None


def _is_small(word: str, words: Vocabulary) -> bool:
    """Return whether a word is a filler; "vi" is also a number."""
    return word in words.small and word not in _LETTERS and not any(said.isdigit() for said in meaning(word))


def is_place_word(word: str) -> bool:
    """Return whether a word belongs to rounds, stages or groups."""
    return _PLACE_WORDS.issuperset(meaning(word))


def _digits(word: str, words: Vocabulary) -> str:
    """Return "3" for "tres" and "three" but not for an article, and the round for its participants."""
    word = words.rounds.get(word, word)
    number = words.numbers.get(word)
    return word if number is None or number > _MOST_ROUNDS or word == "un" else str(number)


def _says_more(texts: list[str]) -> bool:
    """Return whether the first or last word is not part of the heading: "matches of the final"."""
    return len(texts) > 1 and () in (meaning(texts[0]), meaning(texts[-1]))


def _kind(texts: list[str]) -> str | None:
    if len(texts) == 1 and texts[0] in said_alone():
        return "stage"
    means = meaning(" ".join(texts))
    kinds = set(means)
    numbers = {word for word in means if word.isdigit()}
    rest = kinds - numbers - _KINDS
    if len(numbers) > 1:
        return None
    if set(texts) & _REGION:
        named = rest - {"regional"}
        compass = named - _LETTERS
        if (numbers and not named) or (compass and compass <= _COMPASS):
            return "region"
        if "regional" not in texts:
            return None
    if numbers and {"round", "stage"} <= kinds:
        return None  # "the fifth round of the hexagonal" is both
    if "round" in kinds:
        return "round" if (numbers and not rest) or (rest and rest <= _ROUNDS) else None
    if "stage" in kinds:
        return "stage" if (rest and rest <= _STAGES) or (numbers and not rest) else None
    if "group" in kinds:
        return "stage" if len(texts) > 1 and rest <= _LETTERS and (numbers or rest) else None
    if rest & _ROUNDS and rest <= _ROUNDS | _AROUND and not numbers:
        return "round"
    return None


def _text(texts: list[str], kind: str) -> str:
    """Return the text; for a region without the word "region"."""
    if kind != "region":
        return " ".join(texts)
    left = [text for text in texts if text not in _REGION]
    number = next((word for word in meaning(" ".join(left)) if word.isdigit()), None)
    return number or " ".join(left)
