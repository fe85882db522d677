"""Cells that hold several names run together, told apart by the names known from the document."""

import re

from bot.reader.document_text import split_outside
from bot.reader.moves import Named
from bot.text import fold

_POSITION = re.compile(
    r"\s*\(\s*(?:\d{1,2}\s?\.?(?:st|nd|rd|th|er|ro|do|to|mo|vo|no|[º°ª])|champions?|runners?-up"
    r"|(?:sub)?campe[oó]n)"
    r"\.?[^()]{0,30}\)\s*",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\w[\w.'’&-]*")
_AND = re.compile(r"\s+(?:and|y|&)\s+")
_LONGEST_CELL = 5000
_LONGEST_NAME = 10


class Names:
    """The names that a document knows, found again in a text where several run together."""

    def __init__(self, names: list[str]) -> None:
        self._known = {tuple(folded.split()) for name in names if (folded := fold(name[:100]))}
        self._longest = min(max(map(len, self._known), default=0), _LONGEST_NAME)

    def __contains__(self, name: str) -> bool:
        return len(name) <= 100 and tuple(fold(name).split()) in self._known

    def named_in(self, text: str) -> list[Named]:
        """Return the names that a text holds, the longest at each place, where they start with a capital."""
        tokens = [(token, fold(token[0])) for token in _TOKEN.finditer(text)]
        named: list[Named] = []
        at = 0
        while at < len(tokens):
            token = tokens[at][0]
            sizes = range(min(self._longest, len(tokens) - at), 0, -1) if not token[0][0].islower() else ()
            for size in sizes:
                name = " ".join(folded for _, folded in tokens[at : at + size])
                if tuple(name.split()) in self._known:
                    end = tokens[at + size - 1][0].end()
                    end += "(" in text[token.start() : end] and text[end : end + 1] == ")"
                    end -= text[end - 1] == "." and "." not in text[token.start() : end - 1]
                    named.append(Named(token.start(), end, text[token.start() : end]))
                    at += size - 1
                    break
            at += 1
        return named

    def split(self, cell: str) -> tuple[list[str], list[str]]:
        """Return the names in `cell`, in order, and what is left that could be one name or several."""
        if len(cell) > _LONGEST_CELL:
            return [], [cell]
        names: list[str] = []
        left: list[str] = []
        marked = bool(_POSITION.search(cell))
        for part in split_outside(_POSITION.sub(";", cell), ",;"):
            pieces = [part] if part in self else _AND.split(part)
            alone = marked or len(pieces) > 1 or part != cell
            for piece in pieces:
                found, rest = self._tell_apart(piece)
                if not found and (alone or len(piece.split()) == 1):
                    found, rest = [piece], []
                names += found
                left += rest
        return names, left

    def _tell_apart(self, text: str) -> tuple[list[str], list[str]]:
        """Return the names that a text holds, and what stands between them."""
        named = self.named_in(text)
        cuts = [0, *(place for name in named for place in (name.start, name.end)), len(text)]
        between = [text[cuts[n] : cuts[n + 1]].strip() for n in range(0, len(cuts), 2)]
        return [name.team for name in named], [rest for rest in between if rest]
