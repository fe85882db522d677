"""Parts of a text that may hold the question: clauses, and what stands from a question word on."""

from collections.abc import Iterator

from bot.ask.tokens import Token

QUESTION_WORDS = frozenset(
    {"quien", "quienes", "kien", "que", "cual", "cuales", "cuantos", "cuantas", "cuanto", "como", "cuando"}
    | {"donde", "dime", "digame", "dame", "pasame", "muestrame"}
    | {"who", "whos", "what", "which", "how", "when", "where", "whose", "tell", "show", "give"}
)
_LEAST_LEAD = 10
"""Words before a question word from which on they are a story rather than a part of the question."""
_MOST_CLAUSES = 12
"""The last clauses of a long text; the question stands at its end, seldom at its beginning."""


def clauses(tokens: list[Token]) -> list[list[Token]]:
    """Return the parts between breaks: the first and the last of a long text."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "break":
            parts.append([])
        else:
            parts[-1].append(token)
    parts = [part for part in parts if part]
    return parts if len(parts) <= _MOST_CLAUSES else [parts[0], *parts[1 - _MOST_CLAUSES :]]


def questions(clause: list[Token]) -> Iterator[list[Token]]:
    """Yield what may be the question of a clause, the whole of it first."""
    yield clause
    for at, token in enumerate(clause):
        if at >= _LEAST_LEAD and token.text in QUESTION_WORDS:
            yield clause[at:]
