"""Tokens → spans: which words mean a concept, a name, a season, a date, a round or a stage."""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any

from rapidfuzz.distance import OSA

from bot.ask.everyday import unstretched
from bot.ask.gazetteer import Gazetteer, heard_as
from bot.ask.headings import is_place_word, places
from bot.ask.relative_years import with_relatives
from bot.ask.tokens import Token, line_of
from bot.ask.vocabulary import Phrase, Vocabulary
from bot.ask.years import Span, date_at, with_ranges, year_at
from bot.names.lexicon import common_words
from bot.text import fold

_KEPT = frozenset({"who", "how_many", "when", "all", "edition"})
"""Concepts that count even within a longer phrase."""
_RANK = dict.fromkeys(("club", "department", "date", "player", "score"), 0) | dict.fromkeys(
    ("round", "stage", "region"), 1
)
"""Priority of the meanings of the same words; concepts come last."""
_LAST = 2
_WITH_PRONOUN = re.compile(r"(\w+[aei](?:r|ndo))(?:me|te|se|nos|les?|l[oa]s?)")
"""A verb with its object: "ganarle" asks who won."""
_SUPERLATIVE = re.compile(r"(\w{4,})est")
"""An English superlative, which is no typo where the word is none: "quietest"."""
_OF_MATCHES = re.compile(r"(?<!\S)(?:partidos?|encuentros?|match(?:es)?|games?)(?!\S)")
_NO_GOALS = re.compile(
    r"(?<!\S)(?:(?:did )?(?:nobody|no one|noone|neither (?:side|team)) scored?"
    r"|(?:had|saw|without) (?:no|any) goals"
    r"|(?:no (?:hubo|tuvo|tuvieron|cayeron|se (?:metieron|hicieron))|sin)(?: (?:ni un|ningun))? gol(?:es)?"
    r"|(?:nadie|ninguno) (?:metio|hizo|anoto|marco)(?: (?:un |ningun )?gol(?:es)?)?)(?!\S)"
)
"""Words of a match without goals: "in which match did nobody score"."""
_ASKED = frozenset({"que", "cual", "which", "what"})
_CUP = ("copa", "peru")
_MOST_GOALS = 20
"""The most goals that are told in words."""
_OF_SCORE = frozenset(
    {"score", "scores", "scoreline", "scorelines", "win", "wins", "victory", "draw", "draws"}
)
"""Words behind a score in words: "a three-one win"."""


@functools.lru_cache(16)
def mended_with_spans(
    tokens: tuple[Token, ...], words: Vocabulary, known: Gazetteer
) -> tuple[list[Token], list[Span]]:
    """Return the tokens with typos corrected, and their spans; a question is looked at several times."""
    better = mended([*tokens], words, known)
    return better, spans_of(better, words, known)


def mended(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> list[Token]:
    """Return the tokens with typos in words of questions corrected."""
    better: dict[str, str] = {}
    for text in {token.text for token in tokens if token.kind == "word"}:
        small = words.without_diminutive(text) if text not in words.words | known.words else None
        if small is not None:
            better[text] = small
            continue
        verb = _WITH_PRONOUN.fullmatch(text)
        if verb is not None and (verb[1],) in words.phrases and (text,) not in words.phrases:
            better[text] = verb[1]
        elif text not in common_words() and not _is_known(text, words, known):
            plain = (
                word for word in unstretched(text) if word in common_words() or _is_known(word, words, known)
            )
            meant = next(plain, None) or words.mended(text) or heard_as(text, known)
            if meant is not None and not _is_club(text, known):
                better[text] = meant
    for cup in itertools.pairwise(token.text for token in tokens if token.kind == "word"):
        if cup != _CUP and all(
            word == meant or (word not in common_words() and word not in words.words and _nearly(word, meant))
            for word, meant in zip(cup, _CUP, strict=True)
        ):
            better |= dict(zip(cup, _CUP, strict=True))
    return [Token(better[t.text]) if t.kind == "word" and t.text in better else t for t in tokens]


def _nearly(word: str, meant: str) -> bool:
    return OSA.distance(word, meant, score_cutoff=1) == 1


def _is_known(word: str, words: Vocabulary, known: Gazetteer) -> bool:
    return (
        word in words.words or word in known.words or word in words.numbers or word in words.decades
        or word.isdigit() or is_place_word(word)
        or ((root := _SUPERLATIVE.fullmatch(word)) is not None and root[1] in common_words())
    )  # fmt: skip


def _is_club(word: str, known: Gazetteer) -> bool:
    name = known.index.resolve(word)
    return (
        name.club is not None
        and name.candidates[0].score >= 75
        and not any(why.startswith("begins") for why in name.candidates[0].why)
    )


def spans_of(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> list[Span]:
    """Return the meanings of the tokens: spans suppress shorter ones inside, names also equal ones."""
    dates = (date_at(tokens, at, words) for at in range(len(tokens)))
    kept = _outermost(
        [
            *_special(tokens, words),
            *_phrases(tokens, words, known),
            *(span for span in dates if span is not None),
            *places(tokens, words),
        ]
    )
    taken = {place for span in kept if span.kind != "concept" for place in range(span.start, span.stop)}
    at = 0
    while at < len(tokens):
        span = year_at(tokens, at, words, known.seasons) if at not in taken else None
        if span is not None and not taken & set(range(span.start, span.stop)):
            kept.append(span)
            at = span.stop
        else:
            at += 1
    return with_relatives(with_ranges(kept, tokens), tokens, words, known.seasons, known.won)


def _special(tokens: list[Token], words: Vocabulary) -> Iterator[Span]:
    """Yield the scores, in digits or words: "8-0", "ocho a cero", "seven nil", "goalless"."""
    line = line_of(tokens)
    none = _NO_GOALS.search(line) if _OF_MATCHES.search(line) else None
    if none is not None:
        first, stop = (len(line[:at].split()) for at in none.span())
        yield Span(first, stop, "score", (0, 0))
    for at, token in enumerate(tokens):
        if token.kind == "score":
            yield Span(at, at + 1, "score", token.value)
        elif token.text in words.scoreless:
            yield Span(at, at + 1, "score", (0, 0))
        elif _in_digits(token) and at + 1 < len(tokens) and tokens[at + 1].text in words.zero:
            yield Span(at, at + 2, "score", (int(token.text), 0))
        elif _goals(token, words) is not None and (at == 0 or _goals(tokens[at - 1], words) is None):
            to = at + 1 < len(tokens) and tokens[at + 1].text in ("a", "to")
            stop = at + 2 + to
            other = _goals(tokens[stop - 1], words) if stop <= len(tokens) else None
            from_ = at > 0 and tokens[at - 1].text in ("de", "del", "from")
            noun = any(after.text in _OF_SCORE for after in tokens[stop : stop + 1])
            if other is not None and (other == 0 or (to and not from_) or (not to and noun)):
                yield Span(at, stop, "score", (_goals(token, words), other))


def _in_digits(token: Token) -> bool:
    return token.kind == "word" and token.text.isdigit() and int(token.text) <= _MOST_GOALS


def _goals(token: Token, words: Vocabulary) -> int | None:
    """Return the goals that a word may tell."""
    if token.kind != "word" or token.text.isdigit():
        return None
    number = 0 if token.text in words.zero else words.numbers.get(token.text, _MOST_GOALS + 1)
    return number if number <= _MOST_GOALS else None


def _phrases(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> Iterator[Span]:
    for start, token in enumerate(tokens):
        longest = max(words.longest.get(token.text, 0), known.longest.get(token.text, 0))
        longest = max(longest, token.text in words.demonyms)
        phrase: Phrase = ()
        for stop in range(start + 1, min(start + longest, len(tokens)) + 1):
            if tokens[stop - 1].kind != "word":
                break
            phrase = (*phrase, tokens[stop - 1].text)
            if phrase in words.phrases:
                yield Span(start, stop, "concept", words.phrases[phrase])
            if phrase in known.clubs:
                yield Span(start, stop, "club", phrase)
            if phrase in known.departments:
                first, last = _with_region(tokens, start, stop)
                yield Span(first, last, "department", known.departments[phrase])
            home = words.demonyms.get(token.text) if len(phrase) == 1 else None
            if home is not None and phrase not in known.clubs and fold(home) in known.homes:
                yield Span(start, stop, "department", known.homes[fold(home)])
            if phrase in known.players:
                yield Span(start, stop, "player", known.players[phrase])
            if phrase in known.regions and len(phrase) > 1:
                yield Span(start, stop, "region", known.regions[phrase])


def _with_region(tokens: list[Token], start: int, stop: int) -> tuple[int, int]:
    """Return where "la región de Puno", "the Puno region" begins and ends, not "which region Puno was in"."""
    before = [token.text for token in tokens[:start]]
    joined = len(before) - (before[-1:] in (["de"], ["of"]))
    if before[joined - 1 : joined] == ["region"] and _ASKED.isdisjoint(before[joined - 2 : joined - 1]):
        return joined - 1, stop
    if [token.text for token in tokens[stop : stop + 1]] == ["region"] and "the" in before[-1:]:
        return start, stop + 1
    return start, stop


def _outermost(spans: list[Span]) -> list[Span]:
    """Return the outermost spans, and the kept concepts within them."""
    spans.sort(key=lambda span: (span.start - span.stop, _RANK.get(span.kind, _LAST)))
    kept: list[Span] = []
    for span in spans:
        around = [other for other in kept if other.start <= span.start and span.stop <= other.stop]
        same = [other for other in around if (other.start, other.stop) == (span.start, span.stop)]
        if not around or (len(same) == len(around) and _both(span, same)):
            kept.append(span)
        elif span.kind == "concept" and all(other.kind == "concept" for other in around):
            value: Any = span.value
            outer: list[Any] = [other.value for other in around]
            left = value & _KEPT
            # "Los que perdió" are matches, "los que perdieron" are clubs.
            if any("match" in concepts for concepts in outer):
                left = left - {"who"}
            if left and {"courtesy"} not in outer:
                kept.append(Span(span.start, span.stop, "concept", left))
    return kept


def _both(span: Span, same: list[Span]) -> bool:
    """Return whether two meanings of the same words coexist: a club's name and a place or date."""
    kinds = {span.kind, *(other.kind for other in same)}
    return len(kinds) == len(same) + 1 and kinds <= {"club", "department", "date"}
