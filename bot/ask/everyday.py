"""Everyday words, which carry no meaning, and operators that only count before what they change."""

from collections.abc import Iterator

from bot.ask.gazetteer import Gazetteer
from bot.ask.tokens import Token
from bot.ask.vocabulary import NEIGHBOURS, Vocabulary
from bot.ask.years import Span
from bot.names.lexicon import Role, common_words, lexicon
from bot.names.sounds import sound

_GOVERNING = {"denial": 2, "since": 2, "before": 3, "after": 3, "previous": 3, "following": 3}
"""Concepts that only count if something they change follows within this many words: "no me digas"."""
_ASKING = frozenset({"who", "when", "how_many", "identity", "all", "edition"})


def everyday(
    tokens: list[Token], taken: dict[int, str], words: Vocabulary, known: Gazetteer
) -> Iterator[int]:
    """Yield the positions of everyday words that are not names.

    Such a word may be an unknown name next to a part of a club's name ("Sporting Cristal"), and after a
    word such as "of" or "against" once something else was said ("results of blanco").
    """
    heard = {sound(word) for phrase in known.departments for word in phrase}
    for at, token in enumerate(tokens):
        if token.kind != "word" or at in taken or token.text in words.ignored or token.text in words.between:
            continue
        if token.text.endswith("est") and token.text[:-3] in common_words():
            continue  # a superlative changes the question: "the youngest champion"
        name = common_words().get(token.text, True) or token.text in known.words or sound(token.text) in heard
        if not (name or _in_place_of_name(tokens, at, taken, words, known)):
            yield at


def _in_place_of_name(
    tokens: list[Token], at: int, taken: dict[int, str], words: Vocabulary, known: Gazetteer
) -> bool:
    for beside in (at - 1, at + 1):
        text = tokens[beside].text if 0 <= beside < len(tokens) else ""
        # A verb may come before a name, "se comió Gálvez", but not within one: "Sporting Cristal".
        names = text in known.words and beside not in taken and text not in words.ignored
        if names and (beside < at or lexicon().role(text) is not Role.RARE):
            return True
    before = at - 1
    while before >= 0 and tokens[before].text in words.articles:
        before -= 1
    if before < 0 or tokens[before].text not in words.before_name:
        return False
    if tokens[before].text in words.between:
        return before > 0 and (taken.get(before - 1) == "club" or tokens[before - 1].text in known.words)
    return tokens[before].text not in words.of or before - 1 in taken


def governs(concept: str, span: Span, spans: list[Span], tokens: list[Token], words: Vocabulary) -> bool:
    """Return whether a concept counts in its position: "did not win" negates, "do not know" does not."""
    reach = _GOVERNING.get(concept)
    if reach is None:
        return True
    if concept in NEIGHBOURS and not any(other.kind == "season" for other in spans):
        return True
    return any(
        span.stop <= other.start <= span.stop + reach
        and (other.kind != "concept" or (concept == "denial" and not other.value <= _ASKING))  # type: ignore[operator]
        and _lead_on([token.text for token in tokens[span.stop : other.start]], words)
        for other in spans
        if other is not span
    )


def _lead_on(between: list[str], words: Vocabulary) -> bool:
    """Return whether the words after a denial lead to what it denies; in "no se el resultado" they do not."""
    return words.leading.issuperset(between) and not (len(between) > 1 and between[0] == "se")
