"""Everyday words, which carry no meaning, and operators that only count before what they change."""

import re
from collections.abc import Iterator

from bot.ask.clauses import QUESTION_WORDS
from bot.ask.gazetteer import Gazetteer
from bot.ask.tokens import Token
from bot.ask.vocabulary import NEIGHBOURS, Vocabulary
from bot.ask.years import Span
from bot.names import Outcome
from bot.names.lexicon import Role, common_words, lexicon
from bot.names.spelling import sound

_GOVERNING = {"denial": 4, "since": 2, "before": 3, "after": 3, "previous": 3, "following": 3}
"""Concepts that only count if something they change follows within this many words: "no me digas"."""
_CONJUNCTIONS = frozenset({"que", "that", "si"})
"""A word before one of these is a verb: "mi viejo jura que"."""
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_FORMS = [
    (re.compile(pattern), ends)
    for pattern, ends in (
        (r"(\w{3,})(?:s|es|d|ed|ing|ly)", ("", "e")),
        (r"(\w{3,})(?:as?|os)", ("o",)),
        (r"(\w{3,}?)c?(?:it|azo|ot|isim)(?:[oa]s?|e|es)?", ("", "o", "a", "e")),
        (r"(\w{2,}[aeiour])n?(?:me|te|se|nos|les?|l[oa]s?)", ("", "n")),
    )
]
"""Endings of plurals, verbs, diminutives and pronouns, and what the word has without them."""
_ASKING = frozenset({"who", "when", "how_many", "identity", "all", "edition"})
_WITHIN = frozenset({"en", "durante", "in", "during"})
_HAVING = frozenset({"have", "has", "had", "ha", "han", "haya", "hayan", "habia", "habian"})
_ADVERBS = frozenset({"ever", "never", "actually", "also", "once", "already", "alguna", "vez", "nunca", "ya"})
_ONESELF = frozenset({"i", "we", "you", "me", "nos", "yo"})
_ARTICLES = frozenset({"la", "el", "los", "las", "the"})
_WHICH = frozenset({"que", "cual", "cuales", "cuantos", "which", "what", "many", "any", "algun", "ningun"})
_CLUBS = (
    frozenset({"equipo", "equipos", "club", "clubes", "cuadro", "cuadros", "conjunto", "conjuntos"})
    | {"team", "teams", "clubs"}
)  # fmt: skip
_EACH = frozenset({"other", "separate", "individual", "single"})
"""Words between "which" and the clubs that leave none out."""
_ADJECTIVE = re.compile(r"\w{2,}(?:[aei]ro|[aiu]no|[aiu]to|al|ar|il|ico|ivo|oso|ista|ense|nte)s?(?<!mente)")
"""Endings of Spanish adjectives that no form of a verb of questions shares."""


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
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if after in _CONJUNCTIONS and token.text in common_words() and token.text not in known.words:
            yield at
            continue
        if token.text.endswith("est") and token.text[:-3] in common_words():
            continue  # a superlative changes the question: "the youngest champion"
        if _narrows(tokens, at):
            continue
        name = _may_be_name(token.text, known, heard)
        if name and at and tokens[at - 1].text in words.before_plain:
            name = not known.words.isdisjoint({token.text, after} - words.ignored)
        if not (name or in_place_of_name(tokens, at, taken, words, known)):
            yield at


def _narrows(tokens: list[Token], at: int) -> bool:
    """Return whether a word says which clubs are meant: "qué equipo militar", "which university team"."""
    back, before, after = (
        tokens[beside].text if 0 <= beside < len(tokens) else "" for beside in (at - 2, at - 1, at + 1)
    )
    if before in _WHICH and after in _CLUBS:
        return tokens[at].text not in _EACH
    return back in _WHICH and before in _CLUBS and _ADJECTIVE.fullmatch(tokens[at].text) is not None


def unstretched(word: str) -> list[str]:
    """Return a word without letters that were stretched, first with two of each: "pleaseee", "goool"."""
    if _STRETCHED.search(word) is None:
        return []
    return [_STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)]


def _may_be_name(word: str, known: Gazetteer, heard: set[str]) -> bool:
    """Return whether a word may be a name; `heard` are the sounds of the departments' words."""
    common = common_words()
    if word in known.words:
        # Such as "madre", which is a part of a place's name and no club.
        return (
            common.get(word, True)
            or lexicon().role(word) is not Role.RARE
            or known.index.resolve(word).outcome is not Outcome.NONE
        )
    if sound(word) in heard:
        return True
    return common[word] if word in common else not _is_form(word, known)


def _is_form(word: str, known: Gazetteer) -> bool:
    """Return whether a word is a form of a common word, such as a plural or "indicarme"."""
    matches = ((pattern.fullmatch(word), ends) for pattern, ends in _FORMS)
    plain = {match[1] + end for match, ends in matches if match is not None for end in ends}
    return plain.isdisjoint(known.words) and not all(common_words().get(each, True) for each in plain)


def in_place_of_name(
    tokens: list[Token], at: int, taken: dict[int, str], words: Vocabulary, known: Gazetteer
) -> bool:
    """Return whether a word stands beside a part of a club's name, or behind a word such as "against"."""
    for beside in (at - 1, at + 1):
        text = tokens[beside].text if 0 <= beside < len(tokens) else ""
        # A verb may come before a name, "se comió Gálvez", but not within one: "Sporting Cristal".
        names = text in known.words and beside not in taken and text not in words.ignored
        if names and (
            (beside < at and not _names_a_club(text, known)) or lexicon().role(text) is not Role.RARE
        ):
            return True
    before = at - 1
    while before >= 0 and tokens[before].text in words.articles:
        before -= 1
    if before < 0 or tokens[before].text not in words.before_name:
        return False
    if tokens[before].text in words.between:
        return before > 0 and (taken.get(before - 1) == "club" or tokens[before - 1].text in known.words)
    return tokens[before].text not in words.of or before - 1 in taken


def _names_a_club(word: str, known: Gazetteer) -> bool:
    """Return whether a word alone names one club: an everyday word behind it is no part of its name."""
    return lexicon().role(word) is Role.RARE and known.index.resolve(word).club is not None


_TO_ONE = frozenset({"a", "que", "one", "that", "which", "when"})
_OF_TITLES = frozenset({"win", "champion", "title", "edition", "winner"})
_OF_EDITIONS = frozenset({"ano", "temporada", "edicion", "year", "season", "edition"})
_THEM = frozenset({"them", "ellos", "ellas"})


def governs(
    concept: str, span: Span, spans: list[Span], tokens: list[Token], words: Vocabulary, known: Gazetteer
) -> bool:
    """Return whether a concept counts in its position: "did not win" negates, "do not know" does not."""
    reach = _GOVERNING.get(concept)
    if reach is None:
        return True
    if concept in NEIGHBOURS and not any(other.kind == "season" for other in spans):
        return True
    if concept in NEIGHBOURS and _THEM & {token.text for token in tokens[span.stop : span.stop + 1]}:
        return True
    if concept in NEIGHBOURS and _leads_to_name(span, spans, tokens, words, known):
        return True
    if concept in NEIGHBOURS and _OF_EDITIONS & {token.text for token in tokens[span.start : span.stop]}:
        return True  # "al año siguiente", of whichever
    if concept == "denial" and _denies_name(span, tokens, words, known):
        return True
    if concept == "since" and _leads_to_name(span, spans, tokens, words, known):
        return True  # "since ADT's last title"
    if concept == "since" and [token.text for token in tokens[span.stop : span.stop + 1]] == ["que"]:
        # "desde que ganó Total Clean"
        return any(other.start == span.stop + 1 and other.value == {"win"} for other in spans)
    return any(
        span.stop <= other.start <= span.stop + reach
        and (other.kind != "concept" or (concept == "denial" and not other.value <= _ASKING))  # type: ignore[operator]
        and _lead_on([token.text for token in tokens[span.stop : other.start]], words)
        for other in spans
        if other is not span
    )


def _leads_to_name(
    span: Span, spans: list[Span], tokens: list[Token], words: Vocabulary, known: Gazetteer
) -> bool:
    """Return whether a part of a club's name follows: "after Torino in 82", "after the one that UTC won"."""
    told = {
        at
        for other in spans
        if other.kind == "concept" and other.value <= _OF_TITLES  # type: ignore[operator]
        for at in range(other.start, other.stop)
    }
    at, small = span.stop, words.articles | words.of | _TO_ONE
    while at < len(tokens) and (tokens[at].text in small or at in told):
        at += 1
    text = tokens[at].text if at < len(tokens) else ""
    return text in known.words and text not in words.words and not text.isdigit()


def _denies_name(span: Span, tokens: list[Token], words: Vocabulary, known: Gazetteer) -> bool:
    """Return whether a denial stands before a part of a club's name: "not Aurich", "no el de Gálvez"."""
    at, small = span.stop, words.articles | words.of
    while at < len(tokens) and tokens[at].text in small:
        at += 1
    text = tokens[at].text if at < len(tokens) else ""
    return text in known.words and text not in words.words and text not in common_words()


def _lead_on(between: list[str], words: Vocabulary) -> bool:
    """Return whether the words after a denial lead to what it denies; in "no se el resultado" they do not."""
    if between[:1] and between[0] in _HAVING and not (_CONJUNCTIONS | QUESTION_WORDS) & {*between}:
        return True  # "no han sacado un campeón"
    return words.leading.issuperset(between) and not (len(between) > 1 and between[0] == "se")


def unread_verb(tokens: list[Token], passed: set[int]) -> str | None:
    """Return a verb that others have done and nothing explains: "which clubs have boycotted it"."""
    for at in sorted(passed):
        before = at - 1
        while before > 0 and tokens[before].text in _ADVERBS:
            before -= 1
        if before >= 1 and tokens[before].text in _HAVING and tokens[before - 1].text not in _ONESELF:
            return tokens[at].text
    return None


def time_at_end(tokens: list[Token], passed: set[int]) -> str | None:
    """Return an everyday word that may tell when, or where, at the end: "who won in the war"."""
    words = [at for at, token in enumerate(tokens) if token.kind == "word"]
    last, before = words[-1:], [tokens[at].text for at in words[-3:-1]]
    if not last or last[0] not in passed:
        return None
    told = len(before) == 2 and before[0] in _WITHIN and before[1] in _ARTICLES
    return tokens[last[0]].text if told else None
