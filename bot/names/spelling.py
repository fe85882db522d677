"""Similarity of written words: by sound, as Spanish is spoken in Peru, and by edits; typos cost less."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from bot.names.weights import EDIT, MAX_EDITS, SAME_SOUND

# The order matters: later rules must not undo earlier ones. Capitals are sounds of two letters.
_SOUNDS = (
    ("tch", "C"),
    ("cch", "C"),
    ("cci", "Ci"),
    ("cce", "Ce"),
    ("ch", "C"),
    ("sh", "C"),
    ("ph", "f"),
    ("gn", "n"),
    ("nia", "na"),
    ("nie", "ne"),
    ("nio", "no"),
    ("qu", "k"),
    ("q", "k"),
    ("gue", "Ge"),
    ("gui", "Gi"),
    ("gua", "wa"),
    ("hua", "wa"),
    ("hue", "we"),
    ("hui", "wi"),
    ("ge", "je"),
    ("gi", "ji"),
    ("G", "g"),
    ("ce", "se"),
    ("ci", "si"),
    ("z", "s"),
    ("c", "k"),
    ("x", "j"),
    ("ll", "y"),
    ("v", "b"),
    ("h", ""),
    ("mb", "nb"),
    ("mp", "np"),
)
_VOWEL_Y = re.compile(r"y(?![aeiou])")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Return the key of a folded word; words with the same key sound alike ("cienciano", "siensiano")."""
    for letters, heard in _SOUNDS:
        word = word.replace(letters, heard)
    return _DOUBLED.sub(r"\1", _VOWEL_Y.sub("i", word))


_LETTERS = {
    "a": "a", "b": "be", "c": "ce", "d": "de", "e": "e", "f": "efe", "g": "ge", "h": "hache", "i": "i",
    "j": "jota", "k": "ka", "l": "ele", "m": "eme", "n": "ene", "o": "o", "p": "pe", "q": "cu", "r": "ere",
    "s": "ese", "t": "te", "u": "u", "v": "ve", "x": "equis", "y": "ye", "z": "zeta",
}  # fmt: skip
"""The Spanish names of the letters."""


def spelt_out(abbreviation: str) -> str:
    """Return a folded abbreviation as it is spoken: "utece" for "utc", nothing where a sign has no name."""
    names = [_LETTERS.get(letter, "") for letter in abbreviation]
    return "".join(names) if all(names) else ""


_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75), ("1234567890", -0.5))
_VOWELS = frozenset("aeiou")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Return the pairs of adjacent keys on the keyboard, in both orders."""
    place = {
        key: (column + shift, row)
        for row, (keys, shift) in enumerate(_ROWS[:3])
        for column, key in enumerate(keys)
    }
    place |= {key: (column + _ROWS[3][1], -1) for column, key in enumerate(_ROWS[3][0])}
    return frozenset(
        (a, b)
        for a, (x, y) in place.items()
        for b, (u, v) in place.items()
        if a != b and abs(x - u) <= 1 and abs(y - v) <= 1
    )


_TOUCHING = _neighbours()


def _swapped(typed: str, meant: str) -> bool:
    """Return whether the words differ only by two swapped letters."""
    if len(typed) != len(meant):
        return False
    at = next(i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b)
    return typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]


def _cost(typed: str, meant: str) -> float:
    """Return the cost of the edits between two words; a plain one costs 1."""
    total = 0.0
    for edit in Levenshtein.editops(typed, meant):
        if edit.tag == "replace":
            a, b = typed[edit.src_pos], meant[edit.dest_pos]
            if (a, b) in _TOUCHING:
                total += EDIT.touching
            else:
                total += EDIT.vowel if a in _VOWELS and b in _VOWELS else EDIT.plain
        else:
            word, at = (typed, edit.src_pos) if edit.tag == "delete" else (meant, edit.dest_pos)
            total += (
                EDIT.doubled if word[at] in word[max(0, at - 1) : at] + word[at + 1 : at + 2] else EDIT.plain
            )
    return total


def _near(typed: str, meant: str) -> float:
    """Return the similarity of two different strings from their edits, 0 if there are too many."""
    longer = max(len(typed), len(meant))
    edits = OSA.distance(typed, meant, score_cutoff=MAX_EDITS)
    if edits > MAX_EDITS:
        return 0.0
    if edits == 1 and _swapped(typed, meant):
        return 1 - EDIT.swapped / longer
    return max(0.0, 1 - min(_cost(typed, meant), edits) / longer)


@lru_cache(maxsize=8192)
def likeness(typed: str, meant: str) -> float:
    """Return the similarity of two folded words, from 0 (more than two edits) to 1 (the same)."""
    if typed == meant:
        return 1.0
    as_heard, heard = sound(typed), sound(meant)
    if as_heard == heard:
        return SAME_SOUND
    return max(_near(typed, meant), SAME_SOUND * _near(as_heard, heard))
