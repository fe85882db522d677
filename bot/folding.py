"""Fold text for comparison: accents, case, punctuation. The one folding of the project."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return `text` without accents, case and punctuation, its words parted by single spaces.

    Folding twice changes nothing: `fold(fold(text)) == fold(text)`.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", bare.casefold().replace(".", "")).split())
