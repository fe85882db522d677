"""A second half that leaves words out: "who won the year before UTC, and who the year after"."""

import re
from dataclasses import replace

from bot.ask.clauses import JOINING, QUESTION_WORDS
from bot.ask.tokens import Token, line_of

_OPPOSITES = {
    one: other
    for pair in (("antes", "despues"), ("before", "after"), ("anterior", "siguiente"), ("previous", "next"))
    for one, other in (pair, pair[::-1])
}
_DIGITS = (2, 4)
_LONGEST = 6
_THE = frozenset({"el", "la", "los", "the"})
_ENDS = {"last": "first", "ultimo": "primer", "ultima": "primera", "latest": "earliest"}
"""Ends of a list, of which the second half names the other: "the last before … and the first after"."""
_LEFT = frozenset(
    {
        "first",
        "primer",
        "primero",
        "primera",
        "inmediatamente",
        "justo",
        "right",
        "just",
        "el",
        "la",
        "los",
        "the",
        "ano",
        "year",
        "edicion",
        "edition",
        "season",
        "temporada",
        "one",
        "del",
        "de",
        "that",
    }
)
"""Words that a half may have that leaves the rest out."""


_YEAR_WANTED = re.compile(
    r"(?:(?<=\| )|(?<!\S)(?:(?:also|plus|and also|y tambien|tambien|ademas|y ademas|y) "
    r"|(?:dime|dame|digame|tell me|give me|i want|i need|quiero|necesito) (?:saber )?(?:also |tambien )?))"
    r"(?P<the>the year (?:that |when |in which )?|el ano (?:en )?que )(?P<rest>[^|]+)(?=$|\|)"
)
"""A year that is asked for without a question word, behind another question: "also the year Grau won"."""


def _with_year_asked(tokens: list[Token]) -> list[Token]:
    """Return the tokens with "also the year Grau won" as "also in what year Grau won"."""
    line = line_of(tokens)
    asked = [match for match in _YEAR_WANTED.finditer(line) if "?" in _break_before(tokens, line, match)]
    if not asked or not QUESTION_WORDS.isdisjoint(asked[0]["rest"].split()):
        return tokens
    start, stop = (len(line[:at].split()) for at in asked[0].span("the"))
    words = ("en", "que", "ano") if asked[0]["the"].startswith("el") else ("in", "what", "year")
    return [*tokens[:start], *map(Token, words), *tokens[stop:]]


def _break_before(tokens: list[Token], line: str, match: re.Match[str]) -> str:
    before = tokens[: len(line[: match.start()].split())]
    return next((token.text for token in reversed(before) if token.kind == "break"), "")


_BACK = frozenset({"antes", "before", "anterior", "previous"})
_ROUNDS = frozenset({"fecha", "jornada", "ronda", "round", "matchday"})
_BESIDE = frozenset({"antes", "despues", "before", "after"})
_OF_MATCHES = frozenset(
    {"fecha", "jornada", "ronda", "round", "matchday", "partido", "partidos", "match", "game"}
)
"""Words with which "the next" is a round or a match, and no edition."""


def _is_year(token: Token) -> bool:
    in_digits = token.kind == "word" and token.text.isdigit() and len(token.text) in _DIGITS
    return token.kind == "year" or in_digits


def completed(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the words that the second half leaves out."""
    tokens = _with_year_asked(tokens)
    for at in range(1, len(tokens) - 2):
        asks = tokens[at + 1].text in QUESTION_WORDS
        if tokens[at].text not in JOINING or not (asks or tokens[at + 1].text in _THE):
            continue
        rest = [token for token in tokens[at + 1 + asks :] if token.kind != "break"]
        ways = [token for token in rest if token.text in _OPPOSITES]
        first = tokens[:at]
        begins = max([n + 1 for n, token in enumerate(first[:-1]) if token.kind == "break"], default=0)
        half = [token for token in first[begins:] if token.kind != "break"]
        opposite = _OPPOSITES[ways[0].text] if len(ways) == 1 else ""
        years = [n for n, token in enumerate(half) if _is_year(token)]
        texts = {token.text for token in half}
        left = bool(ways) and len(ways) == 1 and all(t in ways or t.text in _LEFT for t in rest)
        if left and len(years) == 1 and opposite not in texts and texts.isdisjoint(_OF_MATCHES):
            # "who won in 1997 and the one before"
            beside = [Token("edicion"), *ways] if ways[0].text in _BESIDE else ways
            other = [*half[: years[0]], *beside, *half[years[0] :]]
            return [*first, tokens[at], *other, *tokens[-1:][: tokens[-1].kind == "break"]]
        rounds = [n for n, t in enumerate(half) if n and t.text.isdigit() and half[n - 1].text in _ROUNDS]
        if left and len(rounds) == 1 and opposite not in texts:
            # "round 3 of 1997 and the next"
            number = int(half[rounds[0]].text) + (-1 if ways[0].text in _BACK else 1)
            other = [*half[: rounds[0]], Token(str(number)), *half[rounds[0] + 1 :]]
            return [*first, tokens[at], *other, *tokens[-1:][: tokens[-1].kind == "break"]]
        at_end = ways and ways[0] is rest[-1] and ways[0].text not in _BESIDE
        if (
            asks
            and at_end
            and len(ways) == len(years) == 1
            and not texts & _OF_MATCHES
            and len(rest) < _LONGEST
        ):
            # "why was there no cup in 2020 and who won the next"
            end = tokens[-1:][: tokens[-1].kind == "break"]
            return [*first, *tokens[at : at + 2], *rest, half[years[0]], *end]
        if opposite in [token.text for token in half] and all(t in ways or t.text in _LEFT for t in rest):
            ends = _ENDS if any(t.text in _ENDS.values() for t in rest) else {}
            swapped = {opposite: ways[0].text, **ends}
            other = [replace(t, text=swapped.get(t.text, t.text)) for t in half]
            return [*first, tokens[at], *other, *tokens[-1:][: tokens[-1].kind == "break"]]
    return tokens
