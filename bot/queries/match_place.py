"""A typed department, region or the like → one of those that the documents name, or none."""

import functools
from collections.abc import Iterable

from bot.names.spelling import likeness, sound
from bot.text import fold, roman

MAX_LENGTH = 30
"""Characters of a settled text: a button holds 100 for the whole query."""

_AROUND = frozenset(
    {"region", "regional", "department", "departamento", "province", "provincia", "zone", "zona"}
    | {"de", "del", "la", "the", "of"}
)
_LEAST_LIKENESS, _LEAST_MARGIN = 0.7, 0.1
_SHORTEST_MISTYPED = 4
"""Letters; shorter words ("Ica", "VII") are one slip away from each other."""


def settle_text(text: str, choices: Iterable[str]) -> str | None:
    """Return the one of `choices` that `text` means, cut to MAX_LENGTH; None where none or several fit.

    Whole names go before names that share all words, these before names with a slip of the keyboard. What is
    settled settles to itself.
    """
    typed = _words(text)
    if not typed:
        return None
    choices = tuple(choices)
    for choice in choices:
        if _words_of_choice(choice) == typed:
            return _short(choice)
    known = [choice for choice in dict.fromkeys(map(_short, choices)) if _words(choice)]
    for fits in (_heard, _within):
        fitting = [choice for choice in known if fits(typed, _words(choice))]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return _likest(" ".join(typed), known)


class Completion:
    """Choices among which a text is completed as it is typed."""

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices = tuple(choices)
        self._folded = [(choice, f" {fold(choice)}") for choice in self.choices]

    def complete(self, text: str) -> list[str]:
        """Return the choices that `text` may become: those that begin so, hold it, else the one meant."""
        typed = f" {fold(text[:200])}"
        begun = [choice for choice, folded in self._folded if folded.startswith(typed)]
        words = [
            choice for choice, folded in self._folded if typed in folded and not folded.startswith(typed)
        ]
        if begun or words:
            return begun + words
        meant = settle_text(text, self.choices)
        return [choice for choice in self.choices if meant is not None and is_named(choice, meant)]


@functools.lru_cache(maxsize=4096)
def same_place(name: str, other: str) -> bool:
    """Tell whether two spellings name one department: "Cuzco" and "Cusco", "Lima" and "Lima region"."""
    a, b = _words(name), _words(other)
    return bool(a and b) and (_heard(a, b) or _within(a, b))


def is_named(name: str, settled: str) -> bool:
    """Tell whether `settled` is what `settle_text` makes of `name`."""
    return _words_of_choice(name) == _words(settled)


def _short(name: str) -> str:
    return name[:MAX_LENGTH].rstrip()


@functools.lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    words = fold(text[:200]).split()
    kept = [_roman(word) for word in words if word not in _AROUND]
    return tuple(kept or words)


@functools.lru_cache(maxsize=1024)
def _words_of_choice(name: str) -> tuple[str, ...]:
    return _words(_short(name))


def _roman(word: str) -> str:
    """Return "viii" for "8", as documents number their regions; any other word as it is."""
    is_number = word.isascii() and word.isdigit() and len(word) <= 2 and 0 < int(word) < 40
    return roman(int(word)) if is_number else word


def _heard(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    # Joined, since words are typed apart or together at will: "sur este", "sanmartin".
    return sound("".join(typed)) == sound("".join(name))


def _within(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    typed_words, name_words = set(typed), set(name)
    return typed_words <= name_words or name_words <= typed_words


def _likest(typed: str, known: list[str]) -> str | None:
    if len(typed) < _SHORTEST_MISTYPED:
        return None
    likest = sorted(((likeness(typed, " ".join(_words(choice))), choice) for choice in known), reverse=True)
    best = likest[0] if likest else (0.0, "")
    second = likest[1][0] if len(likest) > 1 else 0.0
    clear = best[0] >= _LEAST_LIKENESS and best[0] - second >= _LEAST_MARGIN
    return best[1] if clear else None
