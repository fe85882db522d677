"""Text normalisation: folding of accents, case, look-alike letters and punctuation; Roman numerals."""

import functools
import re
import unicodedata

_REMEMBERED, _SHORT = 8192, 60
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_LATIN_SIGN = re.compile(r"[0-9a-z]")
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff"
)
UNCLEAN = _CONTROLS + _UNSEEN
"""The characters that `clean` removes or replaces, as a regular expression class."""
_CONTROL, _INVISIBLE = re.compile(f"[{_CONTROLS}]"), re.compile(f"[{_UNSEEN}]")
_WORD = re.compile(r"[^\W\d_]+")
_ANY_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"(?<![0-9a-z])(?:[a-z]\.)+[a-z]?(?![0-9a-z])")
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_SIGNS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MARKUP = re.compile(
    r"`+"
    r"|<(?:@[!&]?|#|a?:\w+:|/[^:>]*:|t:)[^>\s]*>"  # mentions, channels, emoji, commands, times
    r"|\]\([^)\s]*\)"  # the URL of a link
    r"|\b\w{1,12}://\S+"
    r"|@(?:everyone|here)\b"
    r"|:[a-z0-9_+-]+:",
    re.IGNORECASE,
)
_HAS_MARKUP = re.compile(r"[`<@:]|\]\(")
_APOSTROPHE = re.compile(r"(?<=[0-9a-z])['’](?=[0-9a-z])")

# Latin letters without a Unicode decomposition.
_LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Cyrillic and Greek letters that look like Latin ones; mapped only in words made of these and Latin letters.
_LOOKALIKES = dict(zip("авеікмнорстухјѕԁһԛԝαβεηικμνορτυχϲ", "abeikmhopctyxjsdhqwabenikmvoptuxc", strict=True))


def _latin(match: re.Match[str]) -> str:
    """Map look-alike letters to Latin ones; leave a word with other foreign letters alone."""
    word = match[0]
    if word.isascii() or not all(c.isascii() or c in _LOOKALIKES for c in word):
        return word
    return "".join(_LOOKALIKES.get(c, c) for c in word)


def has_lookalikes(text: str) -> bool:
    """Tell whether a word reads as a Latin one though letters of it are of another alphabet."""
    return any(_latin(match) != match[0] for match in _WORD.finditer(text.casefold()))


_DRAWN_ALIKE = (("I", "l"), ("1", "l"), ("|", "l"), ("0", "O"), ("rn", "m"), ("vv", "w"))


def drawn(text: str) -> str:
    """Return a text with one spelling for what looks the same on a screen, such as I, l and 1."""
    for one, other in _DRAWN_ALIKE:
        text = text.replace(one, other)
    return text


_APART = re.compile(r"[\w\s.,;:'’`´\"“”()/_-]")


def signs(text: str) -> str:
    """Return the signs of a text that are no letters, digits or usual punctuation, such as "+"."""
    return _APART.sub("", clean(text))


def _bare(text: str) -> str:
    """Return `text` in lower case without accents and invisible characters, and with Latin letters."""
    decomposed = unicodedata.normalize("NFKD", text)
    visible = "".join(
        c for c in decomposed if c.isascii() or unicodedata.category(c) not in ("Mn", "Me", "Cf")
    )
    folded = unicodedata.normalize("NFKD", visible.casefold()).translate(_LATIN)
    return folded if folded.isascii() else _WORD.sub(_latin, folded)


def clean(text: str) -> str:
    """Return `text` without invisible characters, direction marks and half characters of UTF-16.

    Controls except LF become spaces.
    """
    return _CONTROL.sub(" ", _INVISIBLE.sub("", text))


def escaped(text: str) -> str:
    """Return a text whose control characters, but for line breaks, are written as escapes."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def fold(text: str) -> str:
    """Return `text` without accents, case and punctuation, its words separated by single spaces.

    Dotted letters are one word ("I.M.I." → "imi"); other dots separate words. Folding is idempotent:
    `fold(fold(text)) == fold(text)`.
    """
    # Names and headings are folded repeatedly; long texts are not worth the memory.
    return _remembered(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    plain = text.lower() if text.isascii() else _bare(text)
    if "." in plain:
        plain = _ACRONYM.sub(lambda match: match[0].replace(".", ""), plain)
    if "'" in plain or "’" in plain:
        plain = _APOSTROPHE.sub("", plain)
    if plain.isascii():
        return _NOT_WORD.sub(" ", plain).strip()
    # Keep words without a Latin letter, so that names in other scripts stay distinct.
    words = (
        w if w.isalpha() and not _LATIN_SIGN.search(w) else _NOT_WORD.sub(" ", w)
        for w in _ANY_WORD.findall(plain)
    )
    return " ".join(" ".join(words).split())


_remembered = functools.lru_cache(maxsize=_REMEMBERED)(_folded)


def same_words(name: str, other: str) -> bool:
    """Return whether two spellings can be the same name: one contains all words of the other."""
    words, others = set(fold(name).split()), set(fold(other).split())
    return words <= others or others <= words


def roman(number: int) -> str:
    """Return a number from 1 to 39 in lower-case Roman numerals: 8 → "viii"."""
    numeral = ""
    for value, sign in _ROMAN_SIGNS:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


def read_roman(word: str) -> int | None:
    """Return the value of lower-case Roman numerals up to 39 ("viii" → 8), None for other words."""
    numeral = _ROMAN.fullmatch(word)
    if numeral is None:
        return None
    ones = {"ix": 9, "iv": 4}.get(numeral[2], 5 * ("v" in numeral[2]) + numeral[2].count("i"))
    return 10 * len(numeral[1]) + ones


def without_markup(text: str) -> str:
    """Return a text without Discord markup, mentions, emoji and links."""
    return _MARKUP.sub(" ", text) if _HAS_MARKUP.search(text) else text
