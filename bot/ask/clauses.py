"""Parts of a text that may contain the question: clauses, and the text from a question word on."""

from collections.abc import Iterator

from bot.ask.tokens import Token

QUESTION_WORDS = frozenset(
    {"quien", "quienes", "kien", "que", "cual", "cuales", "cuantos", "cuantas", "cuanto", "como", "cuando"}
    | {"donde", "dime", "digame", "dame", "pasame", "muestrame"}
    | {"who", "whos", "what", "which", "how", "when", "where", "whose", "tell", "show", "give"}
)
_LEAST_LEAD = 10
"""Number of words before a question word that make them a story rather than part of the question."""
_MOST_CLAUSES = 12
"""Number of last clauses of a long text to read; the question is usually at the end."""


def clauses(tokens: list[Token]) -> list[list[Token]]:
    """Return the parts between breaks; of a long text the first and the last ones."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "break":
            parts.append([])
        else:
            parts[-1].append(token)
    parts = [part for part in parts if part]
    return parts if len(parts) <= _MOST_CLAUSES else [parts[0], *parts[1 - _MOST_CLAUSES :]]


def questions(clause: list[Token]) -> Iterator[list[Token]]:
    """Yield the possible questions of a clause, starting with the whole clause."""
    yield clause
    for at, token in enumerate(clause):
        if at >= _LEAST_LEAD and token.text in QUESTION_WORDS:
            yield clause[at:]
