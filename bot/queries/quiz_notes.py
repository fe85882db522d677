"""What the notes of a list of editions leave open: who won and was second, or where a club is from.

A sentence that is not understood completely leaves open who won.
"""

import re
from collections.abc import Iterable

from bot.text import fold
from bot.vocabulary import numbers, words

HONOURS, HOME = "honours", "home"

_SENTENCES = re.compile(r"(?<=[.;!?])\s+")
_MOST = 99
"""The largest number that counts teams, points or goals; a greater one is a year, which may be another."""
_LONGEST = 200
"""Letters of a sentence that may be understood."""
_SHARED = re.compile(r"\b(?:won|gano|ganaron|ganado) (?:by|por) (?:both|two|three|\d|ambos|dos|tres|los)\b")
_NAMED = re.compile(
    r"(?:.+ )?(?:calls?|spells?) (?:the (?:champions?|runners? up|club)|it) .+"
    r"|(?:.+ )?also (?:called|known as) .+"
    r"|(?:.+ )?llaman? (?!campeon).+ al (?:sub)?campeon|(?:.+ )?l[oa] llaman? .+|.+ escriben? .+"
    r"|(?:.+ )?tambien (?:llamad[oa]|conocid[oa] como) .+"
)
"""Another name or spelling of a club."""
_PROMOTED = re.compile(
    r"(?:nobody|no one|no club|(?:the )?champion|both finalists|\w+ (?:clubs?|teams?)) (?:was|were)"
    r" (?:not )?promoted(?: to .+)?|nadie ascendio|(?:el campeon )?(?:no )?ascendi(?:o|eron)(?: .+)?"
)
_SPONSORED = re.compile(r".*\b(?:sponsor|auspici|patrocin)\w*.*")
_OF_HONOURS = re.compile(r"\b(?:champions?|titles?|winners?|campeon(?:es)?|titulos?|ganador(?:es)?)\b")
_FROM = re.compile(
    r".*\b(?:department|departamento)|.+ places? (?:the (?:champion|club)|it) in .+"
    r"|.+ ubican? al (?:campeon|club) en .+|.*\b(?:moved to|se mudo a) .+"
)
"""Where a club is from."""


def left_open(notes: Iterable[str]) -> frozenset[str]:
    """Return what notes leave open: HONOURS, HOME, both or nothing."""
    sentences = [sentence for note in notes for sentence in _SENTENCES.split(note.partition(" // ")[0])]
    return frozenset([kind for sentence in sentences if (kind := _left_open(fold(sentence)))])


def _left_open(sentence: str) -> str | None:
    """Return what a folded sentence leaves open."""
    if len(sentence) > _LONGEST:
        return HONOURS
    sponsored = _SPONSORED.fullmatch(sentence) and not _OF_HONOURS.search(sentence)
    if sponsored or _NAMED.fullmatch(sentence) or _PROMOTED.fullmatch(sentence):
        return None
    if _FROM.match(sentence):
        return HOME
    said = sentence.split()
    how = words("edition_notes", "how") | numbers("numbers").keys()
    known = all(word in how or (word.isdecimal() and int(word) <= _MOST) for word in said)
    return None if known and not _SHARED.search(sentence) else HONOURS
