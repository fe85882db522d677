"""Whether the club of a question beat or was beaten: "le ganaron a Melgar", "smashed by Melgar"."""

import dataclasses
import re

from bot.ask.slots import Slots
from bot.ask.tokens import Token

_BY_WHOM = re.compile(
    r"(?<!\S)(?:by|por) (?:who|whom|quien|quienes"
    r"|(?:which|what|que|cual) (?:team|side|equipo|club)(?:e?s)?)(?!\S)"
)
_BY_AT_END = re.compile(r" by(?= \||$| in | at )")
_BEING = r"(?:was|were|been|being|be|get|gets|got|getting) (?:\S+ ){0,4}?"
_BEAT = "beat|beats|defeated|thrashed|hammered|battered|smashed|overcame"
_TO_BEAT = "(?:ganar|vencer|derrotar|golear|bajar|tumbar)"
_OF_CUP = ("won", "win", "gan")
"""How words begin that are done to a cup, not to a club: "was it won by Torino"."""


def with_side(slots: Slots, tokens: list[Token]) -> Slots:
    """Return the slots with concepts that say whether their club, or the first of two, beat or was beaten."""
    said = slots.concepts
    if len(slots.clubs) > 2 or not said & {"win", "lose"}:
        return slots
    line = " ".join(token.text for token in tokens)
    name = re.escape(slots.clubs[-1].text) if slots.clubs else "(?:them|it|ellos)"
    verbs = [text for concept, text in slots.said if concept in ("win", "lose")]
    verb = f"(?:{'|'.join(re.escape(text) for text in verbs if not text.startswith(_OF_CUP)) or '(?!)'})"
    others, several = bool(said & {"who", "whom", "team"}), len(slots.clubs) > 1
    passive = re.search(rf"(?<!\S){verb}(?: \S+)? (?:by|por)(?!\S)", line)
    if not several and (_BY_WHOM.search(line) or (passive and _BY_AT_END.search(line))):
        return _with(slots, said - {"lose", "whom"} | {"who", "win"})  # "smashed by whom": who beat it
    if passive and re.search(rf"(?<!\S)(?:by|por) (?:the |el |los )?{name}(?!\S)", line):
        if "how_many" in said and not others:
            return _with(slots, said - {"lose"} | {"win"})
        if others or several:
            return _with(slots, said - {"win", "victory"} | {"lose"})
    if "win" in said and not others and re.search(rf"(?<!\S){_BEING}{verb}(?!\S)", line):
        return _with(slots, said - {"win", "victory"} | {"lose"})  # "was Melgar beaten"
    if "win" not in said or len(slots.clubs) != 1:
        return slots
    if re.search(rf"(?<!\S)who (?:the )?{name} (?:{_BEAT})(?!\S)", line):
        return _with(slots, said - {"who"} | {"whom"})
    opponents = r"(?:which|what|que|cuales) (?:opponents?|rivals?|rivales?)"
    if re.search(rf"(?<!\S){opponents} {verb} (?:(?:a|al) (?:\S+ ){{0,2}}?)?{name}(?!\S)", line):
        return _with(slots, said - {"opponents", "whom"} | {"who"})  # "which opponents beat Melgar"
    done_to = re.search(
        rf"(?<!\S)(?:les? (?:\S+ ){{1,3}}|en {_TO_BEAT}(?:les?)? )(?:a|al) (?:\S+ ){{0,2}}{name}(?!\S)", line
    )
    return _with(slots, said | {"object"}) if done_to else slots


def _with(slots: Slots, concepts: frozenset[str]) -> Slots:
    return dataclasses.replace(slots, concepts=concepts)
