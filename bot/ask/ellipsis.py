"""A second half that leaves words out: "who won the year before UTC, and who the year after"."""

import re
from dataclasses import replace

from bot.ask.clauses import JOINING, QUESTION_WORDS
from bot.ask.tokens import Token

_OPPOSITES = {
    one: other
    for pair in (("antes", "despues"), ("before", "after"), ("anterior", "siguiente"), ("previous", "next"))
    for one, other in (pair, pair[::-1])
}
_LEFT = frozenset(
    {
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
    line = " ".join(token.text if token.kind == "word" else "|" for token in tokens)
    asked = [match for match in _YEAR_WANTED.finditer(line) if "?" in _break_before(tokens, line, match)]
    if not asked or not QUESTION_WORDS.isdisjoint(asked[0]["rest"].split()):
        return tokens
    start, stop = (len(line[:at].split()) for at in asked[0].span("the"))
    words = ("en", "que", "ano") if asked[0]["the"].startswith("el") else ("in", "what", "year")
    return [*tokens[:start], *map(Token, words), *tokens[stop:]]


def _break_before(tokens: list[Token], line: str, match: re.Match[str]) -> str:
    before = tokens[: len(line[: match.start()].split())]
    return next((token.text for token in reversed(before) if token.kind == "break"), "")


def completed(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the words that the second half leaves out."""
    tokens = _with_year_asked(tokens)
    for at in range(1, len(tokens) - 2):
        if tokens[at].text not in JOINING or tokens[at + 1].text not in QUESTION_WORDS:
            continue
        rest = [token for token in tokens[at + 2 :] if token.kind != "break"]
        ways = [token for token in rest if token.text in _OPPOSITES]
        first = tokens[:at]
        begins = max([n + 1 for n, token in enumerate(first) if token.kind == "break"], default=0)
        half = [token for token in first[begins:] if token.kind != "break"]
        opposite = _OPPOSITES[ways[0].text] if len(ways) == 1 else ""
        if opposite in [token.text for token in half] and all(t in ways or t.text in _LEFT for t in rest):
            other = [replace(t, text=ways[0].text) if t.text == opposite else t for t in half]
            return [*first, tokens[at], *other, *tokens[-1:][: tokens[-1].kind == "break"]]
    return tokens
