"""Notes of documents on a match or a club ("abandoned at 60 minutes"), in the reader's language."""

import functools
import re

from bot.replies.language import Language, Marked

_NUMBER = re.compile(r"\d+(?:[–-]\d+)?")
_KEPT = 1024


@functools.lru_cache(_KEPT)
def note(text: str, t: Language) -> Marked:
    """Return a note in the reader's words where all of it is known, else as a quotation."""
    if t.code == "en":
        return t.text(text)
    clauses = [_clause(clause, t) for clause in text.split("; ")]
    known = [clause for clause in clauses if clause is not None]
    if len(known) == len(clauses):
        return t.text("; ".join(known))
    return t.say("“{title}”", title=text)


def _clause(text: str, t: Language) -> str | None:
    """Return a clause with its numbers kept, None where the catalogue lacks it; a mere number as it is."""
    if not any(sign.isalpha() for sign in text):
        return text
    pattern = " ".join(_NUMBER.sub("#", text).lower().strip(" .").split())
    if not t.has(pattern, "note"):
        return None
    first, *pieces = t.term("note", pattern).split("#")
    numbers = _NUMBER.findall(text)
    return first + "".join([number + piece for number, piece in zip(numbers, pieces, strict=False)])
