"""Words that say nothing: slang, and words that nothing explains and that stand where no name would."""

import re
from collections.abc import Iterator

from bot.ask.club_names import Way
from bot.ask.everyday import everyday, in_place_of_name
from bot.ask.gazetteer import Gazetteer
from bot.ask.relative_years import with_number
from bot.ask.slots_finder import names_between, runs_of
from bot.ask.spans import mended_with_spans
from bot.ask.superlatives import superlative
from bot.ask.tokens import Token
from bot.ask.vocabulary import Vocabulary
from bot.names import Outcome
from bot.names.lexicon import common_words, lexicon

_MOST = 3
_LETTER, _FEWEST_INITIALS = re.compile("[a-z]"), 3
_BEHIND_DETERMINER = (
    frozenset({"el", "la", "los", "las", "un", "una", "mi", "mis", "tu", "su", "sus", "ese", "este"})
    | {"que", "muy", "tan", "so", "very", "the", "a", "an", "my", "your", "his", "her", "our", "their"}
    | {"that", "this"}
)  # fmt: skip
"""Words behind which a word is part of the sentence: "mi primo", but "primo, dime"."""


def without_slang(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> list[Token]:
    """Return the tokens without slang that is no part of a sentence or of a name; initials as one word."""
    slang, kept = lexicon().slang, list[Token]()
    for token in _with_letters_joined(tokens, known):
        before = kept[-1] if kept else None
        said = token.text in slang and token.text not in known.words and token.text not in words.of_phrases
        governed = before is not None and before.text in _BEHIND_DETERMINER | words.before_name
        if not said or governed:
            # Slang between commas leaves one of them.
            if (
                token.kind == "break"
                and before is not None
                and before.text.strip() == token.text.strip() == ","
            ):
                kept.pop()
            kept.append(token)
    return kept


def _with_letters_joined(tokens: list[Token], known: Gazetteer) -> Iterator[Token]:
    """Yield the tokens, initials of a club that stand apart as one word: "u t c", "i m i"."""
    at = 0
    while at < len(tokens):
        stop = at
        while stop < len(tokens) and tokens[stop].kind == "word" and _LETTER.fullmatch(tokens[stop].text):
            stop += 1
        name = "".join(token.text for token in tokens[at:stop])
        if stop - at >= _FEWEST_INITIALS and known.index.resolve(name).outcome is Outcome.EXACT:
            yield Token(name)
            at = stop
        else:
            yield tokens[at]
            at += 1


def strays(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> frozenset[int]:
    """Return the positions of the stray words; none if there are too many for one question."""
    if all(_is_explained(token, words, known) for token in tokens):
        return frozenset()
    tokens, spans = mended_with_spans((*tokens,), words, known)
    taken = {at: span.kind for span in spans for at in range(span.start, span.stop)}
    ranking = superlative([with_number(token, words) for token in tokens])
    taken |= dict.fromkeys(ranking.tokens if ranking is not None else (), "ranking")
    passed = set(everyday(tokens, taken, words, known))
    runs: dict[tuple[int, int], list[int]] = {}
    for start, stop in runs_of(tokens, spans, words, passed):
        unknown = [
            at
            for at in range(start, stop)
            if tokens[at].text not in known.words
            and at not in taken
            and not in_place_of_name(tokens, at, taken, words, known)
        ]
        if unknown:
            runs[start, stop] = unknown
    if sum(map(len, runs.values())) > _MOST:
        return frozenset()
    return frozenset(
        at
        for run, unknown in runs.items()
        if _names_nothing(names_between(*run, tokens, spans, known, None))
        for at in unknown
    )


def _is_explained(token: Token, words: Vocabulary, known: Gazetteer) -> bool:
    """Return whether a token is a word of questions, of names or of every day."""
    text = token.text
    return (
        token.kind != "word" or text in words.words or text in known.words or text in words.numbers
        or text.isdigit() or not common_words().get(text, True)
    )  # fmt: skip


def _names_nothing(ways: list[Way]) -> bool:
    return not any(
        name.department is not None
        or (name.resolution is not None and name.resolution.outcome is not Outcome.NONE)
        for names, _ in ways
        for name in names
    )
