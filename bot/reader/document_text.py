"""Bytes to text, text to lines, and the tidying of what stands in a line or a cell."""

import contextlib
import re
import unicodedata
from collections.abc import Iterator

from bot.errors import DocumentError
from bot.text import clean

_REFERENCE = re.compile(r"\[(?:\d{1,3}|[a-z]|note \d{1,3}|nota \d{1,3}|citation needed|cita requerida)\]")
_PICTURE = re.compile(r"(?<!\S)\d{1,3}px(?!\S)")
_CHARSET = re.compile(rb"<meta\b[^<>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CHARSETS = dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii"), "cp1252")
_CHARSETS |= dict.fromkeys(("iso-8859-15", "latin-9"), "iso-8859-15")
"""Browsers read Latin-1 as Windows-1252."""
_HEAD = 4096
"""The bytes at the start of a web page among which its charset stands."""
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_MOST_MARKS = 8
"""Combining marks that a letter keeps; no written language needs as many."""
_DASHES = "-–—−‐‑‒"


def decode(data: bytes, document: str) -> str:
    """Return the text of a document: UTF-8, else the charset that a web page names; else DocumentError.

    A letter keeps its first accents alone: normalisation takes quadratic time in a run of them.
    """
    text = _decode(data, document)
    return text if text.isascii() else "".join(_with_few_marks(text))


def _with_few_marks(text: str) -> Iterator[str]:
    """Yield the characters of a text without the combining marks that stand behind many others."""
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            yield letter


def _decode(data: bytes, document: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        named = _CHARSET.search(data[:_HEAD])
        charset = _CHARSETS.get(named[1].decode().lower()) if named else None
        with contextlib.suppress(UnicodeError):
            if charset:
                return data.decode(charset)
        raise DocumentError(document, f"not UTF-8 text (byte {error.start + 1})") from error


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` without their ends (LF, CRLF or CR), counted as an editor counts them.

    Accents are joined to their letters and full-width letters, digits and signs made the usual ones.
    """
    text = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines


def tidy(text: str) -> str:
    """Return `text` without reference marks, picture sizes, bold marks, controls and needless spaces."""
    text = clean(text).replace("'''", "").replace("''", "")
    if "[" in text:
        text = _REFERENCE.sub("", text)
    if "px" in text:
        text = _PICTURE.sub("", text)
    return " ".join(text.split())


def blank(cell: str) -> bool:
    """Tell whether a cell says nothing: empty or dashes alone."""
    return not cell.strip(_DASHES + " .")


def split_outside(text: str, separators: str = ",;") -> list[str]:
    """Return the parts of `text` between `separators`, those inside brackets not counting."""
    parts: list[str] = []
    depth = start = 0
    for place, letter in enumerate(text):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter in separators and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]
