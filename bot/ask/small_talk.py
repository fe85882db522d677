"""Greetings, thanks, and what the Copa Perú is and how it is played."""

import re

from bot.queries.interpretation import Reason
from bot.text import fold

_WORD = re.compile(r"\w+")
_GREETINGS = frozenset(
    [
        "hola",
        "holi",
        "holis",
        "buenas",
        "buenos",
        "dias",
        "tardes",
        "noches",
        "saludos",
        "que",
        "tal",
        "como",
        "estas",
        "hi",
        "hello",
        "hey",
        "good",
        "morning",
        "afternoon",
        "evening",
        "there",
        "causa",
        "bot",
        "amigo",
        "everyone",
    ]
)
_OPENINGS = frozenset(["hola", "holi", "holis", "buenas", "buenos", "saludos", "hi", "hello", "hey", "good"])
_THANKS = re.compile(r"(?:muchas |mil |many )?(?:gracias|thanks|thank you|thx)\b.{0,40}")
_CHAT = re.compile(
    r"(?:(?:oye|oe|hey|ey|hola|y|bot|tu|vos|amigo|causa) )*"
    r"(?:(?:eres|sos|are you|you re|youre) (?:mejor|mas|un bot|una ia|un robot|real|human[oa]?|"
    r"inteligente|hincha|de|peruan[oa]|a bot|"
    r"an ai|a robot|better|smart|ok)|te crees|do you like|te gusta|tienes novia|como te llamas|"
    r"cuantos anos tienes|how old are you|what s your name|whats your name|de que equipo eres|"
    r"de quien eres hincha|quien es mejor tu|who do you support|do you support)\b.{0,60}"
)
"""Questions on the bot itself."""
_CUP = r"(?:the |la |esta |this |el )?(?:copa peru|copa|cup|tournament|torneo|competition|it)"
_WHAT = re.compile(
    rf"(?:what s|what is|what was|whats|tell me about|explain|que es|que era|que cosa es|que significa|"
    rf"explicame|cuentame de|hablame de|de que trata|en que consiste) {_CUP}"
)
_HOW = re.compile(
    rf"(?:how (?:does|do|is|was|did) {_CUP} (?:work|played|organised|organized|run|go)|how it works|"
    rf"como (?:se juega|se jugaba|funciona|funcionaba|es|se organiza)(?: {_CUP})?|"
    rf"(?:cual es )?(?:el )?(?:formato|sistema)(?: de {_CUP})?|(?:what is )?the format(?: of {_CUP})?)"
)


def small_talk(text: str) -> Reason | None:
    """Return what a message is that asks of no edition, club or match; None for any other.

    Thanks may stand before a question.
    """
    words = [fold(word) for word in _WORD.findall(text)]
    said = " ".join(words)
    if _WHAT.fullmatch(said):
        return Reason.WHAT_IT_IS
    if _HOW.fullmatch(said):
        return Reason.HOW_IT_WORKS
    if words and words[0] in _OPENINGS and _GREETINGS.issuperset(words):
        return Reason.GREETING
    if _CHAT.fullmatch(said):
        return Reason.GREETING
    return Reason.THANKS if _THANKS.fullmatch(said) else None
