"""Parts of a text that may contain the question: clauses, and the text from a question word on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.ask.tokens import Token

QUESTION_WORDS = frozenset(
    {"quien", "quienes", "kien", "que", "cual", "cuales", "cuantos", "cuantas", "cuanto", "como", "cuando"}
    | {"donde", "dime", "digame", "dame", "pasame", "muestrame"}
    | {"who", "whos", "what", "which", "how", "when", "where", "whose", "tell", "show", "give"}
)
_SURELY_ASKING = frozenset(
    {"quien", "quienes", "cual", "cuales", "cuantos", "cuantas", "dime", "who", "whose"}
)
_WANTING = frozenset(
    {"saber", "dice", "dicen", "diga", "digan", "decirme", "decir", "averiguar", "pregunta", "recuerdo"}
    | {"acuerdo", "es", "era", "know", "wonder", "wondering", "remember", "tell", "ask", "question", "is"}
)
"""Words after which a question word asks: "I need to know who …"."""
_BEFORE_ASKING = frozenset({"a", "en", "de", "con", "contra", "por", "in", "at", "of", "against", "y", "and"})
JOINING = frozenset({"y", "e", "and"})
_LEAST_LEAD = 10
"""Number of words before a question word that make them a story rather than part of the question."""
FEW_CLAUSES = 3
"""Number of clauses up to which each that begins with a question word asks."""
_MOST_STARTS = 4
"""Number of last question words of a clause from which it is read."""
_MOST_CLAUSES = 12
"""Number of last clauses of a long text to read; the question is usually at the end."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text; `asks` if it ends with a question mark or begins like a question."""

    tokens: list[Token]
    asks: bool = False


def clauses(tokens: list[Token]) -> list[Clause]:
    """Return the parts between breaks; of a long text the first and the last ones."""
    parts: list[Clause] = []
    part: list[Token] = []
    after = False
    for at, token in enumerate([*tokens, Token("", "break")]):
        joined = token.text in JOINING and at + 1 < len(tokens) and tokens[at + 1].text in QUESTION_WORDS
        if token.kind == "break" or (joined and part):
            if part:
                marked = "?" in token.text or (joined and "?" in _next_break(tokens, at))
                marked = marked or ((joined or after) and part[0].text in QUESTION_WORDS)
                parts.append(Clause(part, marked or _begins(part)))
            part, after = [], joined
        else:
            part.append(token)
    if len(parts) <= FEW_CLAUSES:
        parts = [replace(part, asks=part.asks or _opens(part.tokens)) for part in parts]
    return parts if len(parts) <= _MOST_CLAUSES else [parts[0], *parts[1 - _MOST_CLAUSES :]]


def _opens(part: list[Token]) -> bool:
    """Return whether a clause begins with a question word, behind "and" if there is one."""
    rest = [token.text for token in part if token.text not in JOINING]
    return bool(rest) and rest[0] in QUESTION_WORDS


def _begins(part: list[Token]) -> bool:
    """Return whether a clause begins like a question, or says that one follows."""
    if part[0].text in _SURELY_ASKING:
        return True
    return any(
        token.text in _WANTING and any(after.text in QUESTION_WORDS for after in part[at + 1 : at + 5])
        for at, token in enumerate(part)
    )


def _next_break(tokens: list[Token], at: int) -> str:
    return next((token.text for token in tokens[at:] if token.kind == "break"), "")


def questions(clause: list[Token], least_lead: int = _LEAST_LEAD) -> Iterator[list[Token]]:
    """Yield the possible questions of a clause, starting with the whole clause."""
    yield clause
    asking = [at for at, token in enumerate(clause) if at >= least_lead and token.text in QUESTION_WORDS]
    for at in asking[-_MOST_STARTS:]:
        start = at - 1 if clause[at - 1].text in _BEFORE_ASKING and at - 1 >= least_lead else at
        yield clause[start:]
