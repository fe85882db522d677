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
_EXPECTING = frozenset(["didn", "doesn", "hasn", "haven", "wasn", "weren", "isn", "didnt", "wasnt", "isnt"])
"""First words of a question that expects a yes: "didn't they win?"."""
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


_QUANTIFIED = frozenset(
    [
        "everyone",
        "everybody",
        "every",
        "all",
        "always",
        "only",
        "both",
        "todos",
        "todas",
        "siempre",
        "solo",
        "ambos",
        "never",
        "nunca",
        "jamas",
    ]
)
"""Words of a claim that an answer with some matches does not bear out."""
_TOLD = re.compile(
    r"(?<!\S)(?:cierto|verdad|dice|dicen|dijo|dijeron|jura|juran|juro|cree|creen|creo|seguro|parece|conto"
    r"|contaron|sabias|posible|says|said|swears|claims|true|certain|sure) (?:de )?(?:que|how) "
)
"""A relative clause: "is it true that", "mi primo dice que"."""
_TAG = re.compile(
    r" (?:cierto|verdad|true|right|correct|no|o no|si o no|o si|or not|yes or no|es verdad|es cierto"
    r"|is that (?:true|right)|es asi|o me equivoco|o miento"
    r"|(?:did|was|is|has|were|have|does)n ?t (?:it|he|she|they|we))$"
)
"""What asks for a yes at the end: "Torino won in 1996, true?"."""


def wants_yes_or_no(text: str) -> bool:
    """Return whether a question asks if something is so."""
    said = _TOLD.sub(" ", " ".join(fold(word) for word in _WORD.findall(text)))
    words = said.split()
    said = re.sub(r" (?:or|o) (?:not|no|si)(?!\S)", " ", said)
    if not words or (_ASKING | _QUANTIFIED).intersection(words) or re.search(r" (?:or|o) ", said):
        return False
    if words[0] in _ENGLISH | _EXPECTING or _TAG.search(said):
        return True
    return words[0] in _SPANISH or ("?" in text and not _SPANISH.isdisjoint(words))
