"""Whether a question wants yes or no: "did Gálvez beat UTC?", "¿Cienciano ganó alguna vez?"."""

import re

from bot.text import fold

_WORD = re.compile(r"\w+")
_ASKING = frozenset(
    [
        "who",
        "whom",
        "whose",
        "what",
        "which",
        "when",
        "where",
        "why",
        "how",
        "many",
        "much",
        "quien",
        "quienes",
        "que",
        "cual",
        "cuales",
        "cuando",
        "donde",
        "cuanto",
        "cuanta",
        "cuantos",
        "cuantas",
        "como",
    ]
)
"""Words of a question that wants more than yes or no."""
_ENGLISH = frozenset(["did", "do", "does", "has", "have", "had", "was", "were", "is", "are"])
_SPANISH = frozenset(
    [
        "gano",
        "ganaron",
        "ha",
        "han",
        "fue",
        "fueron",
        "salio",
        "salieron",
        "es",
        "tiene",
        "tuvo",
        "perdio",
        "perdieron",
        "empato",
        "empataron",
        "campeono",
        "ascendio",
        "subio",
        "jugo",
        "jugaron",
    ]
)


def wants_yes_or_no(text: str) -> bool:
    """Return whether a question asks if something is so."""
    words = [fold(word) for word in _WORD.findall(text)]
    if not words or _ASKING.intersection(words):
        return False
    if words[0] in _ENGLISH:
        return True
    return words[0] in _SPANISH or ("?" in text and not _SPANISH.isdisjoint(words))
