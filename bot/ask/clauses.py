"""Parts of a text that may contain the question: clauses, and the text from a question word on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.ask.tokens import ACCENTED, Token

QUESTION_WORDS = frozenset(
    {"quien", "quienes", "kien", "que", "cual", "cuales", "cuantos", "cuantas", "cuanto", "como", "cuando"}
    | {"donde", "dime", "digame", "dame", "pasame", "muestrame"}
    | {"who", "whos", "whom", "what", "which", "how", "when", "where", "whose", "tell", "show", "give"}
)
_SURELY_ASKING = frozenset(
    {"quien", "quienes", "cual", "cuales", "cuantos", "cuantas", "dime", "who", "whose"}
)
_WANTING = frozenset(
    {
        "saber",
        "falta",
        "faltaba",
        "dice",
        "dicen",
        "diga",
        "digan",
        "decirme",
        "decir",
        "averiguar",
        "pregunta",
        "recuerdo",
    }
    | {"acuerdo", "es", "era", "know", "wonder", "wondering", "remember", "tell", "ask", "question", "is"}
)
"""Words after which a question word asks: "I need to know who …"."""
_NEEDING = frozenset({"necesito", "busco", "need"})
"""Words near the begin of a clause that asks without a question word: "necesito los años en que …"."""
_EXCLAIMED = frozenset(
    {
        "lindo",
        "linda",
        "lindos",
        "bonito",
        "bonita",
        "bueno",
        "buena",
        "buenos",
        "bien",
        "mal",
        "pena",
        "lastima",
    }
    | {
        "risa",
        "chevere",
        "bacan",
        "tiempos",
        "recuerdos",
        "nostalgia",
        "alegria",
        "orgullo",
        "emocion",
        "golazo",
    }
)
"""Words after "qué" that exclaim: "qué lindo recuerdo"."""
_TELLING = frozenset({"dice", "dicen", "diga", "digan", "es", "era", "recuerdo", "acuerdo"})
_BEFORE_ASKING = frozenset({"a", "en", "de", "con", "contra", "por", "para", "desde", "y", "and"}) | {
    "in", "at", "of", "against", "by", "with", "to", "for", "from",
}  # fmt: skip
_JOINING_TOO = frozenset({"que", "como", "cuando", "donde", "cual", "when", "where", "which", "what"})
_NEAR_BEGIN = 3
_NAMING = frozenset({"the", "me", "all", "every", "el", "la", "los", "las"})
AS = frozenset({"como", "as"})
"""Words with which a clause begins that tells who asks: "como buen chimbotano"."""
JOINING = frozenset({"y", "e", "and"})
_JOIN = re.compile(
    r"(?:(?:y|e|and|n|oh|ah)(?: and| y)? )?"
    r"(?:(?:tambien|(?:ademas|aparte|encima)(?! del? )|de paso|por cierto|ya que estamos"
    r"|also|plus|by the way|btw|while youre at it|on top of that)(?: |$))+"
    r"|(?:y |and |)(?:luego|despues|then|next) (?=dime|dame|quiero|tell|show|give)"
    r"|(?:oh |ah )?(?:y|e|and|n) "
)
"""Words that say that another question follows."""
_LONGEST_JOIN = 5
_WANTED = frozenset({"dime", "tell", "quiero", "quisiera", "necesito", "i", "can", "could", "show", "give"})
"""Words that begin a request."""
YES_OR_NO = frozenset({"is", "are", "was", "were", "did", "do", "does", "has", "have", "es"})
"""Words that begin a question that wants yes or no."""
_LEAST_LEAD = 10
"""Number of words before a question word that make them a story rather than part of the question."""
_NAMED_BY_QUE = frozenset(
    {"ano", "equipo", "equipos", "club", "clubes", "cuadro", "puesto", "lugar", "posicion", "resultado"}
    | {"marcador", "partido", "rival", "departamento", "edicion", "temporada", "fecha", "paso"}
)
"""Words behind "que" where it asks: "que año fue", but "que le ganaron"."""
_AFTERTHOUGHT = 3
"""Most words of a clause behind the question: "gracias", "invito yo"."""
FEW_CLAUSES = 3
"""Number of clauses up to which each that begins with a question word asks."""
_MOST_STARTS = 4
"""Number of last question words of a clause from which it is read."""
_ENDS = frozenset(".?!\n…")
_MOST_CLAUSES = 12
"""Number of clauses of a long text to read: those that ask, and those next to them."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text; `asks` if it ends with a question mark or begins like a question.

    `sentence` is the number of the sentence that it is in.
    """

    tokens: list[Token]
    asks: bool = False
    sentence: int = 0


def clauses(tokens: list[Token]) -> list[Clause]:
    """Return the parts between breaks; of a long text those that ask and their neighbours."""
    parts: list[Clause] = []
    part: list[Token] = []
    after, sentence = False, 0
    few = sum(token.kind == "break" for token in tokens) <= FEW_CLAUSES
    for at, token in enumerate([*tokens, Token("", "break")]):
        joined = token.text in JOINING and at + 1 < len(tokens) and tokens[at + 1].text in QUESTION_WORDS
        if token.kind == "break" or (joined and part):
            if part:
                marked = "?" in token.text or (joined and "?" in _next_break(tokens, at))
                marked = marked or ((joined or after) and _asks(part[0], few=few))
                parts.append(Clause(part, marked or _begins(part), sentence))
            part, after = [], joined
            sentence += not joined and not _ENDS.isdisjoint(token.text)
        else:
            part.append(token)
    if len(parts) <= FEW_CLAUSES:
        parts = [replace(part, asks=part.asks or _opens(part.tokens, at)) for at, part in enumerate(parts)]
        if parts and not any(part.asks for part in parts):
            parts[-1] = replace(parts[-1], asks=opens_like_question(parts[-1].tokens))
        if len(parts) == 1 and len([*questions(parts[0].tokens)]) > 1:
            parts = [replace(parts[0], asks=True)]  # a dictated story
    elif not any(part.asks and not _is_afterthought(part) for part in parts[-2:]):
        last = -2 if _is_afterthought(parts[-1]) else -1
        parts[last] = replace(parts[last], asks=parts[last].asks or opens_like_question(parts[last].tokens))
    if len(parts) <= _MOST_CLAUSES:
        return parts
    asking = [at for at, part in enumerate(parts) if part.asks][-_MOST_STARTS:] or [len(parts) - 1]
    nearest = sorted(range(len(parts)), key=lambda at: min(abs(at - other) for other in asking))
    return [parts[at] for at in sorted(nearest[:_MOST_CLAUSES])]


def joined_questions(tokens: list[Token]) -> list[Clause]:
    """Return the sentences of a text, divided where another question is joined: "who won, and who lost".

    A part `asks` if it ends with a question mark, begins like a question, or stands beside a joined one.
    """
    parts: list[Clause] = []
    part: list[Token] = []
    skip, adds = 0, False
    for at, token in enumerate([*tokens, Token("", "break")]):
        if skip:
            skip -= 1
            continue
        joins = _joins(tokens, at, part)
        ends = at == len(tokens) or (token.kind == "break" and _ends_question(tokens, at))
        if not (ends or joins):
            part += [token] if part or token.kind != "break" else []
            continue
        more = joins > 1 or (joins == 1 and token.text not in JOINING)
        if more and not part and parts:
            parts[-1] = replace(parts[-1], asks=True)
        if part:
            asks = "?" in _next_break(tokens, at) or adds or more or opens_like_question(part)
            asks = (
                asks or (_begins(part) and _has_question_word(part)) or (bool(joins) and _asks_inside(part))
            )
            parts.append(Clause(part, asks and not _exclaims(part)))
            adds = False
        part, skip, adds = [], max(joins - 1, 0), adds or more
    return parts


def _ends_question(tokens: list[Token], at: int) -> bool:
    """Return whether a break ends a sentence, or a part of it before another question."""
    return not _ENDS.isdisjoint(tokens[at].text) or bool(
        _joins(tokens, at + 1, []) or opens_like_question(tokens[at + 1 :])
    )


def _asks_inside(part: list[Token]) -> bool:
    """Return whether a part asks behind what it names: "Melgar contra CNI en el 67 cómo quedó"."""
    return any(
        token.text in _SURELY_ASKING or (token.text in QUESTION_WORDS and token.value == ACCENTED)
        for token in part
    )


def _has_question_word(part: list[Token]) -> bool:
    return any(token.text in QUESTION_WORDS for token in part)


def _joins(tokens: list[Token], at: int, before: list[Token]) -> int:
    """Return how many words at a place join another question: "and" before "who", "y además", "also"."""
    texts = [token.text for token in tokens[at : at + _LONGEST_JOIN + 2]]
    found = _JOIN.match(" ".join(texts))
    if found is None or any(token.kind == "break" for token in tokens[at : at + 1]):
        return 0
    number = len(found[0].split())
    rest = tokens[at + number :]
    adds = not JOINING.issuperset(found[0].split())
    if not rest or rest[0].kind == "break":
        return 0
    asks = opens_like_question(rest) or rest[0].text in _WANTED
    asks = asks or any(
        one.text in YES_OR_NO and rest[0].text in YES_OR_NO | {"that", "que"} for one in before[:1]
    )
    return number if asks or (adds and (not before or texts[0] in JOINING)) else 0


def _asks(token: Token, *, few: bool) -> bool:
    """Return whether a question word asks; in a long text "que" and "when" often join clauses."""
    sure = few or token.value == ACCENTED or token.text not in _JOINING_TOO
    return token.text in QUESTION_WORDS and sure


def _opens(part: list[Token], at: int) -> bool:
    """Return whether a clause of a few begins with a question word, behind "and" if there is one.

    A "que" of a later clause goes on: "dice que ganaron, que perdieron con Aurich".
    """
    rest = [token for token in part if token.text not in JOINING]
    goes_on = at > 0 and [token.text for token in rest[:1]] == ["que"]
    return bool(rest) and rest[0].text in QUESTION_WORDS and not (goes_on and not opens_like_question(part))


def _is_afterthought(part: Clause) -> bool:
    """Return whether a few words merely stand behind a question: "gracias", "invito yo"."""
    return len(part.tokens) <= _AFTERTHOUGHT and not opens_like_question(part.tokens)


def opens_like_question(part: list[Token]) -> bool:
    """Return whether the end of a story asks without signs: "como quedo", "en que año fue"."""
    words = [token for token in part if token.text not in JOINING]
    if words and words[0].text in _BEFORE_ASKING:
        return len(words) > 1 and words[1].text in QUESTION_WORDS
    if [token.text for token in words[:1]] == ["que"]:
        return words[0].value == ACCENTED or any(token.text in _NAMED_BY_QUE for token in words[1:2])
    return bool(words) and words[0].text in QUESTION_WORDS


def _exclaims(part: list[Token]) -> bool:
    return part[0].text == "que" and any(token.text in _EXCLAIMED for token in part[1:2])


def _begins(part: list[Token]) -> bool:
    """Return whether a clause begins like a question, or says that one follows."""
    if _exclaims(part):
        return False
    if part[0].text in _SURELY_ASKING or any(token.value == ACCENTED for token in part[:_NEAR_BEGIN]):
        return True
    if part[0].text in ("name", "nombra", "nombrame") and len(part) > 1 and part[1].text in _NAMING:
        return True
    if any(token.text in _NEEDING for token in part[:_NEAR_BEGIN]):
        return True
    return any(_wants(part, at) for at in range(len(part)))


def wished(clause: list[Token]) -> list[Token]:
    """Return what follows the last "I want to know" of a clause, or all of it."""
    for at in reversed(range(len(clause))):
        if _wants(clause, at):
            return clause[at + 1 :]
    return clause


def _wants(clause: list[Token], at: int) -> bool:
    """Return whether a word such as "know" stands at a place, and a question word that asks soon after it."""
    return clause[at].text in _WANTING and any(
        _wanted(clause[at], token) for token in clause[at + 1 : at + 5]
    )


def _wanted(wanting: Token, token: Token) -> bool:
    """Return whether a question word behind "know", "dice" asks: "dice que" tells, "dice qué" asks."""
    if token.text not in QUESTION_WORDS:
        return False
    return token.text != "que" or token.value == ACCENTED or wanting.text not in _TELLING


def _next_break(tokens: list[Token], at: int) -> str:
    return next((token.text for token in tokens[at:] if token.kind == "break"), "")


def _may_ask(clause: list[Token], at: int) -> bool:
    """Return whether a question may begin at a word: "que año", "que es", but not "que le ganaron"."""
    token, after = clause[at], clause[at + 1 : at + 2]
    plain = token.text != "que" or token.value == ACCENTED or at < _LEAST_LEAD
    return token.text in QUESTION_WORDS and (plain or any(other.text in _NAMED_BY_QUE for other in after))


def questions(clause: list[Token], least_lead: int = _LEAST_LEAD) -> Iterator[list[Token]]:
    """Yield the possible questions of a clause, starting with the whole clause."""
    yield clause
    asking = [at for at in range(least_lead, len(clause)) if _may_ask(clause, at)]
    for at in asking[-_MOST_STARTS:]:
        start = at - 1 if clause[at - 1].text in _BEFORE_ASKING else at
        if start >= least_lead:
            yield clause[start:]
