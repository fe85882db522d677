"""Tables of standings that a document itself prints."""

import re
from dataclasses import dataclass

from bot.reader.document_text import blank
from bot.reader.match_line import has_score
from bot.text import fold
from bot.vocabulary import roles

_WHOLE = re.compile(r"[+−–-]?\s?(\d{1,4})\b")
_BOTH_GOALS = re.compile(r"(\d{1,3})\s?[-:–/]\s?(\d{1,3})")
_MARK = re.compile(r"\s*\(([A-Z](?:, ?[A-Z])*)\)\s*$")
_NUMBERS = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
_MOST_COLUMNS = 40
_TEXT_ROW = re.compile(
    r"(\d{1,2})\s?[.)º°-]?\s*([^\W\d_]\S*(?: \S+){0,8}?) (\d{1,2}) (\d{1,2}) (\d{1,2}) (\d{1,2})"
    r" (\d{1,3})\s?[-:–]?\s?(\d{1,3}) (?:[+−–-]\d{1,3} )?(\d{1,3})(?: (\D.*))?"
)
_LONGEST_ROW = 200


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
    if blank(team) or _WHOLE.fullmatch(team):
        return None
    numbers = {role: _number(cell(role)) for role in _NUMBERS}
    both = _BOTH_GOALS.fullmatch(cell("goals"))
    if both:
        numbers |= {"goals_for": int(both.group(1)), "goals_against": int(both.group(2))}
    if all(number is None for number in numbers.values()):
        return None
    marked = _MARK.search(team)
    notes = [] if blank(cell("note")) or has_score(cell("note")) else [cell("note")]
    if marked:
        team, notes = team[: marked.start()], [marked.group(1), *notes]
    spare = [text for n, text in enumerate(cells) if n >= len(columns) or columns[n] is None]
    return Row(team, _number(cell("position")), numbers, "; ".join(notes) or None, any(map(has_score, spare)))


def read_text_row(text: str) -> Row | None:
    """Return the row of standings that a line of text is: "1. UTC 3 2 1 0 7-2 5", the draws behind the wins.

    None where the numbers do not make a row: wins, draws and losses must be the matches, and two or three
    points a win the points.
    """
    found = _TEXT_ROW.fullmatch(text) if len(text) <= _LONGEST_ROW else None
    if not found:
        return None
    place, team, *counted, note = found.groups()
    numbers = dict(zip(_NUMBERS, map(int, counted), strict=True))
    played, won, drawn, lost, _, _, points = numbers.values()
    if won + drawn + lost != played or points not in (2 * won + drawn, 3 * won + drawn):
        return None
    return Row(team, int(place), {**numbers}, note, False)


def _number(cell: str) -> int | None:
    found = _WHOLE.match(cell)
    return int(found.group(1)) if found else None
