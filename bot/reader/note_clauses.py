"""A clause of a note as a string of letters, one a word of a known class.

"UTC 5–4 pen" becomes "ASp": away side, score, penalties; the rules of `match_notes` are patterns of them.
"""

import functools
import re
from dataclasses import dataclass

from bot.reader.dates import CLOCK, DateText, read_date
from bot.text import fold
from bot.vocabulary import words

DASH = r"[-–—−‐‑‒:]"
SCORE = re.compile(rf"(?<![\w/:.–-])(\d{{1,3}})\s{{0,3}}{DASH}\s{{0,3}}(\d{{1,3}})(?![\w/]|{DASH}\d|[.,]\d)")
_MOST_WORDS = 40
_LETTERS = {
    "awarded": "a", "walkover": "k", "absent": "n", "forfeited": "F", "abandoned": "b", "annulled": "v",
    "postponed": "t", "not_played": "u", "extra_time": "x", "penalties": "p", "won": "w", "lost": "l",
    "stood": "s", "original": "r", "aggregate": "g", "away_goals": "G", "half_time": "h", "regular_time": "h",
    "both": "B", "nobody": "N", "points": "i", "against": "d", "not": "q", "to": "c", "by": "y", "from": "D",
    "because": "z", "protest": "P", "ruling": "X", "rejected": "R", "filling": "", "harmless": "_",
}  # fmt: skip
"""The letter of each class of words of words.toml. H and A are the sides, O another name, S two numbers with
a dash, M a minute, T a date, J "played on", # another number, ? another word."""
_PIECE = re.compile(
    rf"(?P<clock>{CLOCK})|(?P<pair>{SCORE.pattern})|(?P<minute>\d{{1,3}}(?:\+\d{{1,2}})?\s?['’′])"
    r"|(?P<word>[^\s()\[\],;]+)"
)
_PLAYED_ON = re.compile(r"(?:played|jugado|disputado|se (?:jug|disput)[oó]) (?:on |el )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteClause:
    """A clause: the letters of its words, the pairs of numbers in it, and the date that it is."""

    letters: str
    pairs: tuple[tuple[int, int], ...] = ()
    date: DateText | None = None

    @property
    def pair(self) -> tuple[int, int] | None:
        """Its two numbers, None if it has none or more."""
        return self.pairs[0] if len(self.pairs) == 1 else None


@functools.cache
def phrases() -> dict[tuple[str, ...], str]:
    """Return the letter of each phrase of the section `notes` of words.toml."""
    return {
        tuple(phrase.split()): letter for role, letter in _LETTERS.items() for phrase in words("notes", role)
    }


def note_clause(text: str, sides: tuple[str, str], season: int | None) -> NoteClause:
    """Return a clause in letters, read from left to right: a side, the longest phrase, or another word."""
    played = _PLAYED_ON.match(text)
    date = read_date(text[played.end() :] if played else text, season)
    if date and not date.rest and (date.day or date.partial):
        return NoteClause("JT" if played else "T", date=date)
    pieces: list[tuple[str, str]] = []  # folded word and its first letter as written, or "" and its class
    pairs: list[tuple[int, int]] = []
    for found in _PIECE.finditer(text):
        if found["pair"]:
            first, second = map(int, re.findall(r"\d+", found["pair"]))
            pairs.append((first, second))
            pieces.append(("", "S"))
        elif found["minute"] or found["clock"]:
            pieces.append(("", "M" if found["minute"] else ""))
        else:
            pieces += [(word, found["word"].lstrip("¡¿\"'“")[:1]) for word in fold(found["word"]).split()]
    letters = _letters(pieces[:_MOST_WORDS], [fold(side).split() for side in sides])
    if len(pieces) > _MOST_WORDS:
        letters += "?"
    return NoteClause(letters, tuple(pairs))


def _letters(pieces: list[tuple[str, str]], sides: list[list[str]]) -> str:
    letters, place = "", 0
    folded = [word for word, _ in pieces]
    while place < len(pieces):
        word, first = pieces[place]
        if not word:
            letters, place = letters + first, place + 1
            continue
        phrase = next((n for n in range(6, 0, -1) if tuple(folded[place : place + n]) in phrases()), 0)
        runs = [_run(own, folded[place:]) for own in sides]
        size = max(runs)
        if size and size >= phrase:
            whole = any(run == size == len(own) for run, own in zip(runs, sides, strict=True))
            side = "O" if runs[0] == runs[1] else "HA"[runs.index(size)]
            # "Juan Pérez" is not Juan Aurich: a part of a name stands alone.
            part_of_another = not whole and (
                letters[-1:] == "O" or _is_name(pieces[place + size : place + size + 1])
            )
            letter = "O" if part_of_another else side
        elif phrase and not (len(word) == 1 and first.isupper() and _is_name(pieces[place + 1 : place + 2])):
            letter, size = phrases()[tuple(folded[place : place + phrase])], phrase
        else:
            letter, size = ("#" if word.isdigit() else "O" if first.isupper() else "?"), 1
        letters += "" if letter == "O" == letters[-1:] else letter
        place += size
    return letters


def _is_name(pieces: list[tuple[str, str]]) -> bool:
    return any(word and first.isupper() and (word,) not in phrases() for word, first in pieces)


def _run(own: list[str], folded: list[str]) -> int:
    """Return how many words from the first on are a part of a side's name that tells it from others."""
    best = 0
    for start in range(len(own)):
        size = 0
        while size < len(folded) and start + size < len(own) and folded[size] == own[start + size]:
            size += 1
        best = max(best, size)
    telling = best == len(own) or any(
        len(word) > 1 and word not in words("names", "generic") for word in folded[:best]
    )
    return best if telling else 0
