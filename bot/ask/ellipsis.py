"""A second half that leaves words out: "who won the year before UTC, and who the year after"."""

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


def completed(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the words that the second half leaves out."""
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
