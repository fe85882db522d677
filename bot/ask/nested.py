"""Questions on a club that another question tells: "who beat the team that beat Melgar in 1967?"."""

import re
from typing import NamedTuple

from bot.ask.clauses import QUESTION_WORDS
from bot.ask.tokens import Token

_DONE = (
    r"(?:gano|ganaron|vencio|vencieron|derroto|derrotaron|goleo|golearon|empato|empataron|perdio|perdieron"
    r"|metio|metieron|hizo|hicieron|clavo|elimino|eliminaron)"
)
_WITH = r"(?:a|al|con|contra|ante|to|with|by|against)"
_DID_TO = (
    rf"(?:(?:le|les) {_DONE}|{_DONE} {_WITH}"
    r"|(?:beat|defeated|thrashed|hammered|eliminated|drew with|lost to|was beaten by|were beaten by))"
)
_NUMBERS = (
    r"(?:puesto|lugar|puntos|goles|partidos|place|position|points|goals|games|matches|finish|finished|come"
    r"|resultados|results)"
)
_THE_ONE = (
    rf"(?:(?P<with>{_WITH} |del |of )?(?:el |la |los |the )?"
    r"(?:equipos?|club|clubes|cuadro|teams?|clubs?|sides?|ones?)?"
    r" ?(?:que|that|who|which|those who|those that))"
)
_NESTED = re.compile(
    rf"(?<!\S)(?P<outer>[^|]*(?<!\S)(?:{_DID_TO}|{_DONE}|{_NUMBERS})(?: [^|]*?)?) (?P<one>{_THE_ONE}) "
    rf"(?P<inner>{_DID_TO} [^|]+)"
)
_LONGEST = 40
"""Maximum number of words, since the pattern takes long on many verbs."""
_OF = {"al": "a", "del": "de"}


class Nested(NamedTuple):
    """A question with another one in it: its words before the club, and the question that tells the club."""

    outer: list[Token]
    inner: list[Token]
    one: str
    """The words for the club: "al que", "the team that"."""


def nested(tokens: list[Token]) -> Nested | None:
    """Return a question on a club that is told by what it did to another, None if it is none."""
    if len(tokens) > _LONGEST:
        return None
    line = " ".join({"word": t.text, "break": "|", "year": str(t.value)}.get(t.kind, "#") for t in tokens)
    match = _NESTED.search(line)
    if match is None or QUESTION_WORDS.isdisjoint(match["outer"].split()):
        return None
    first, stop, start, end = (
        len(line[:at].split())
        for at in (match.start(), match.start("one"), match.start("inner"), match.end())
    )
    outer, inner = tokens[first:stop], tokens[start:end]
    if match["with"]:
        word = match["with"].strip()
        outer = [*outer, Token(_OF.get(word, word))]
    spanish = re.match(rf"(?:le|les|{_DONE})(?!\S)", match["inner"]) is not None
    return Nested(outer, [Token("quien" if spanish else "who"), *inner], match["one"])
