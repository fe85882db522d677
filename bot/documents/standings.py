"""Tables of standings that a document itself prints."""

import re
from dataclasses import dataclass

from bot.documents.scores import has_score
from bot.documents.text import blank
from bot.documents.vocabulary import roles
from bot.folding import fold

_WHOLE = re.compile(r"[+−–-]?\s?(\d{1,4})\b")
_MARK = re.compile(r"\s*\(([A-Z](?:, ?[A-Z])*)\)\s*$")
_NUMBERS = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A row of standings: team, position, the numbers by name, note, and cells of a cross table beside it."""

    team: str
    position: int | None
    numbers: dict[str, int | None]
    note: str | None
    crossed: bool


def standings_columns(header: tuple[str, ...]) -> tuple[str | None, ...] | None:
    """Return the role of each column of a table of standings, None for another kind of table."""
    if not 4 <= len(header) <= _MOST_COLUMNS:
        return None
    known = roles("standings")
    folded = [fold(cell) for cell in header]
    found: list[str | None] = [known.get(word) for word in folded]
    if "p" in folded:
        found[folded.index("p")] = "lost" if {"pj", "j", "e", "pe"} & set(folded) else "played"
    for n, role in enumerate(found):
        if role is not None and role in found[:n]:
            found[n] = None
    if "team" not in found or not ({"points", "played"} & set(found)):
        return None
    return tuple(found) if sum(role in _NUMBERS for role in found) >= 3 else None


def read_row(cells: tuple[str, ...], columns: tuple[str | None, ...]) -> Row | None:
    """Return the row of standings that `cells` are, None if they do not fit."""

    def cell(role: str) -> str:
        column = columns.index(role) if role in columns else -1
        return cells[column] if 0 <= column < len(cells) else ""

    team = cell("team")
    if blank(team) or _number(team) is not None:
        return None
    numbers = {role: _number(cell(role)) for role in _NUMBERS}
    if all(number is None for number in numbers.values()):
        return None
    marked = _MARK.search(team)
    notes = [] if blank(cell("note")) or has_score(cell("note")) else [cell("note")]
    if marked:
        team, notes = team[: marked.start()], [marked.group(1), *notes]
    spare = [text for n, text in enumerate(cells) if n >= len(columns) or columns[n] is None]
    return Row(team, _number(cell("position")), numbers, "; ".join(notes) or None, any(map(has_score, spare)))


def _number(cell: str) -> int | None:
    found = _WHOLE.match(cell)
    return int(found.group(1)) if found else None
