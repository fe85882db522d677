"""Tables of standings that a document itself prints."""

import re
from dataclasses import dataclass, replace
from typing import Any

from bot.model import StatedRow
from bot.reader.adjustments import adjustment_of_note
from bot.reader.document_text import blank
from bot.reader.line_tokens import has_score, has_verb
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
_SIGNED = re.compile(r"([+−–-])?\s?(\d{1,3})\b")
_LEADERS = re.compile(r"[\w)]\s?(?:(?:\.\s?){4,}|…{2,}|_{3,})|(?:\.{3,}|[-·–]{3,})\s*[(+−–-]*\d")
_PARTED = re.compile(
    r"(?:[^;]+;){2,}[^;.]+|(?:\S.{0,60}? [·•/] ){2,}.+|[^\s,]+(?: [^\s,]+)*,(?:[^\s,][^,]*,)+[^\s,][^,.]*"
)
"""Cells with semicolons, dots or slashes between, or with commas that no blank follows."""
_COLUMNS = re.compile(r"[^\s.!?:;,](?= {2,}\S)")
_FIGURE = re.compile(r"[(+−–-]{0,2}\d{1,4}(?:[-–:]\d{1,3})?[.)%]?")
_FEWEST_COLUMNS, _FEWEST_FIGURES, _FEWEST_AT_END = 2, 4, 3
_WIN_POINTS = (3, 2)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of standings: team, position, the numbers by name, note, and cells of a cross table beside it."""

    team: str
    position: int | None
    numbers: dict[str, Any]
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


def read_row(cells: tuple[str, ...], columns: tuple[str | None, ...]) -> PrintedRow | None:
    """Return the row of standings that `cells` are, None if they do not fit."""

    def cell(role: str) -> str:
        column = columns.index(role) if role in columns else -1
        return cells[column] if 0 <= column < len(cells) else ""

    team = cell("team")
    if blank(team) or _WHOLE.fullmatch(team):
        return None
    numbers = {role: _number(cell(role)) for role in _NUMBERS}
    numbers |= {role: _signed(cell(role)) for role in ("points", "goal_difference", "adjustment")}
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
    return PrintedRow(
        team, _number(cell("position")), numbers, "; ".join(notes) or None, any(map(has_score, spare))
    )


def read_text_row(text: str) -> PrintedRow | None:
    """Return the row of standings that a line of text is: "1. UTC 3 2 1 0 7-2 5", the draws behind the wins.

    None where the numbers do not make a row: wins, draws and losses must be the matches.
    """
    found = _TEXT_ROW.fullmatch(text) if len(text) <= _LONGEST_ROW else None
    if not found:
        return None
    place, team, *counted, note = found.groups()
    numbers = dict(zip(_NUMBERS, map(int, counted), strict=True))
    if numbers["won"] + numbers["drawn"] + numbers["lost"] != numbers["played"]:
        return None
    return PrintedRow(team, int(place), {**numbers}, note, False)


def looks_like_row(raw: str, text: str) -> bool:
    """Tell whether a line is the row of a table rather than a sentence: columns, leaders or mostly numbers.

    `text` is the line without markup, whose bars are no columns.
    """
    bare = raw.strip()
    if "|" in text or "\t" in bare or _LEADERS.search(bare):
        return True
    if text.endswith(".") or len(text) > _LONGEST_ROW:
        return False
    parts = text.split()
    figures = [_FIGURE.fullmatch(part) is not None for part in parts]
    columns = roles("standings").keys() | roles("headers").keys()
    return (
        len(_COLUMNS.findall(bare)) >= _FEWEST_COLUMNS
        or (len(text) < _LONGEST_ROW // 2 and _PARTED.fullmatch(text) is not None)
        or (sum(figures) >= _FEWEST_FIGURES and sum(figures) * 2 >= len(parts))
        or all(figures[-_FEWEST_AT_END:])
        or all(fold(part) in columns for part in parts)
        or (any(re.fullmatch(r"[(\[]?\d{1,3}[)\]]?", part) for part in parts) and not has_verb(text))
    )


def settled(rows: list[StatedRow]) -> tuple[list[StatedRow], list[StatedRow]]:
    """Return the rows of a table with the points taken and given, and those whose points are not clear.

    What a note says counts; else what the points differ from those of the wins, where most rows tell how many
    points a win has. A table of zeros has no numbers yet.
    """
    if all(not getattr(row, name) for row in rows for name in _NUMBERS):
        return [_emptied(row) for row in rows], []
    fits = {win: sum(_over(row, win) == 0 for row in rows) for win in _WIN_POINTS}
    win = max(_WIN_POINTS, key=lambda points: fits[points])
    known = fits[win] * 2 >= len(rows) and fits[win] > 1
    done: list[StatedRow] = []
    unclear: list[StatedRow] = []
    for row in rows:
        told = row.adjustment
        if told is None and row.note:
            told = adjustment_of_note(row.note)
        over = _over(row, win)
        if told is None and over and known:
            told = over
        elif told is None and all(_over(row, points) for points in _WIN_POINTS):
            unclear.append(row)
        done.append(replace(row, adjustment=told))
    return done, unclear


def _emptied(row: StatedRow) -> StatedRow:
    return StatedRow(row.position, row.club, None, None, None, None, None, None, None, row.note, row.source)


def _over(row: StatedRow, win: int) -> int | None:
    """Return by how much the points of a row exceed those of its matches, `win` points for a win."""
    if row.won is None or row.drawn is None or row.points is None:
        return None
    return row.points - (row.won * win + row.drawn)


def _signed(cell: str) -> int | None:
    found = _SIGNED.match(cell)
    return int(found[2]) * (-1 if found[1] and found[1] != "+" else 1) if found else None


def _number(cell: str) -> int | None:
    found = _WHOLE.match(cell)
    return int(found.group(1)) if found else None
