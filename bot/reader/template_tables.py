"""Templates of standings, cross-tables and brackets into rows."""

import re
from dataclasses import dataclass, field

from bot.reader.document_text import blank
from bot.reader.outline import Line
from bot.reader.template_call import BOLD, Call, Piece, TemplateReading, whole
from bot.reader.template_names import Family

_STANDINGS = ("Pos", "Team", "Pld", "W", "D", "L", "GF", "GA", "Adj", "Pts", "Notes")
_MATCHES = ("Home", "Score", "Away")
_BRACKET = ("Bracket", "Side 1", "Goals 1", "Side 2", "Goals 2", "Winner")
_TEAM = re.compile(r"team(\d{1,3})")
_MATCH = re.compile(r"match_(.+)")
_VERSUS = {"v", "vs", "x", "null", "—"}
_WON = re.compile(
    r"\s*(?:\((?:p|pen|a|aet|pp|ts|t\.\s?s)\.?\)|\b(?:p\.|pen\.|a\.\s?e\.\s?t\.|t\.\s?s\.))$", re.IGNORECASE
)
"""How the one that won on penalties, away goals or in extra time is marked behind its name."""
_STROKES = 10
_PLACES = 64
_ROUNDS = 8


@dataclass(slots=True)
class TableState:
    """What the head of a table says of the rows under it."""

    win: str = ""
    """The points of a win, empty where the rows themselves tell them."""
    cross: list[tuple[str, list[TemplateReading]]] = field(default_factory=list)
    """The teams of an open cross-table, each with its cells."""
    doubtful: list[Call] = field(default_factory=list)
    """Known templates whose meaning is not certain."""

    def end_cross(self) -> None:
        """Leave a cross-table whose end or order is not certain."""
        self.doubtful += [cell.call for _, cells in self.cross for cell in cells]
        self.cross = []


def sports_results(reading: TemplateReading, _: TableState) -> list[Piece]:
    """Read the module that prints a cross-table alone."""
    return reading.call.table(_MATCHES, _matrix(reading.call, _names(reading.call)))


def sports_table(reading: TemplateReading, _: TableState) -> list[Piece]:
    """Read the module that prints standings, and the results in its match columns."""
    call = reading.call
    names = _names(call)
    codes = list(names)
    counted = {
        code: [whole(call.text(f"{name}_{code}")) for name in ("win", "draw", "loss", "gf", "ga")]
        for code in codes
    }
    begun = any(any(counts) for counts in counted.values())
    per_win, per_draw, per_loss = (
        whole(call.text(name)) if call.text(name) else usual
        for name, usual in (("winpoints", 3), ("drawpoints", 1), ("losspoints", 0))
    )
    rows = []
    for place, code in enumerate(codes, 1):
        won, drawn, lost, scored, taken = (count or 0 for count in counted[code])
        adjustment = sum(whole(call.text(f"{name}_{code}")) or 0 for name in ("adjust_points", "startpoints"))
        points = won * (per_win or 0) + drawn * (per_draw or 0) + lost * (per_loss or 0) + adjustment
        note = call.text(f"text_{call.text(f'result{place}')}") if begun else ""
        numbers = (won + drawn + lost, won, drawn, lost, scored, taken, adjustment or "", points)
        cells = (str(place), names[code], *map(str, numbers), note)
        rows.append(call.row(cells, f"name_{code}"))
    return [*call.table(_STANDINGS, rows), *call.table(_MATCHES, _matrix(call, names))]


def _names(call: Call) -> dict[str, str]:
    """Return the teams by their codes, in their order."""
    order = [code.strip() for code in call.text("team_order").split(",") if code.strip()]
    numbered = sorted((int(found[1]), name) for name in call.parameters if (found := _TEAM.fullmatch(name)))
    codes = order or [code for _, name in numbered if (code := call.text(name))]
    return {code: call.text(f"name_{code}") or code for code in codes}


def _matrix(call: Call, names: dict[str, str]) -> list[Line]:
    """Return the results in the columns beside the standings; the row's team is at home."""
    rows = []
    for name in call.parameters:
        found = _MATCH.fullmatch(name)
        sides = found[1].split("_") if found else []
        # A code may have a stroke of its own.
        cuts = [("_".join(sides[:cut]), "_".join(sides[cut:])) for cut in range(1, min(len(sides), _STROKES))]
        pair = next(((one, other) for one, other in cuts if one in names and other in names), None)
        score = call.text(name)
        if pair and not blank(score) and score.casefold() not in _VERSUS:
            rows.append(call.row((names[pair[0]], score, names[pair[1]]), name))
    return rows


def standings_head(reading: TemplateReading, state: TableState) -> list[Piece]:
    """Keep the points of a win for the rows to come."""
    state.win = reading.text("win") or reading.family.options.get("default_win", "")
    return []


def standings_row(reading: TemplateReading, state: TableState) -> list[Piece]:
    """Read one team of a table; its points follow from those of a win."""
    win = whole(reading.text("win") or reading.family.options.get("win") or state.win)
    counts = [reading.number(role) for role in ("won", "drawn", "lost")]
    counted = any(reading.text(role) for role in ("won", "drawn", "lost"))
    adjustment = reading.number("given") - abs(reading.number("taken"))
    points = reading.text("points")
    if not points and win is not None and counted:
        points = str(counts[0] * win + counts[1] + adjustment)
    numbers = map(str, (sum(counts), *counts)) if counted else ("", "", "", "")
    goals = (reading.text("goals_for"), reading.text("goals_against"))
    cells = (reading.text("position"), reading.text("team"), *numbers, *goals, str(adjustment or ""), points)
    return reading.call.table(_STANDINGS, [reading.call.row((*cells, reading.text("note")))])


def cross_head(_: TemplateReading, state: TableState) -> list[Piece]:
    """Begin a cross-table."""
    state.end_cross()
    return []


def cross_row(reading: TemplateReading, state: TableState) -> list[Piece]:
    """Begin the row of one team."""
    state.cross.append((reading.text("team"), []))
    return []


def cross_cell(reading: TemplateReading, state: TableState) -> list[Piece]:
    """Add a result to the row of the team at home."""
    if state.cross:
        state.cross[-1][1].append(reading)
    return []


def cross_foot(reading: TemplateReading, state: TableState) -> list[Piece]:
    """Read the matches of a cross-table whose columns stand in the order of its rows.

    The cell of a team against itself has no goals; where it has, nobody knows whose column it is.
    """
    teams = state.cross
    if not all(
        len(cells) == len(teams) and not _score(cells[place]) for place, (_, cells) in enumerate(teams)
    ):
        state.end_cross()
        return []
    state.cross = []
    rows = [
        cell.call.row((home, score, away))
        for home, cells in teams
        for cell, (away, _) in zip(cells, teams, strict=True)
        if (score := _score(cell))
    ]
    return reading.call.table(_MATCHES, rows)


def _score(cell: TemplateReading) -> str:
    goals = cell.text("goals_for"), cell.text("goals_against")
    return "–".join(goals) if all(goals) else ""


def bracket(reading: TemplateReading, _: TableState) -> list[Piece]:
    """Read the pairs of a bracket: nobody is at home, the one in bold went on."""
    call = reading.call
    bracket = _Bracket(call, reading.family, {name.casefold(): name for name in call.parameters})
    rows = []
    for number in range(1, _ROUNDS):
        for place in range(1, _PLACES, 2):
            one, other = bracket.side(number, place), bracket.side(number, place + 1)
            if not one.parameter and not other.parameter:
                break
            if one.team and other.team:
                winner = (one if one.marked else other).team if one.marked != other.marked else ""
                cells = (bracket.round(number), one.team, one.goals, other.team, other.goals, winner)
                rows.append(call.row(cells, one.parameter))
    return call.table(_BRACKET, rows)


@dataclass(frozen=True, slots=True)
class _Side:
    team: str
    goals: str
    marked: bool
    """Whether the bracket marks the team as the one that went on."""
    parameter: str


@dataclass(frozen=True, slots=True)
class _Bracket:
    call: Call
    family: Family
    names: dict[str, str]
    """Each parameter by its name in small letters."""

    def name(self, role: str, number: int, place: int = 0, more: str = "") -> str:
        """Return the parameter of a role in a round and a place, which may be written with two digits."""
        forms = self.family.parameters[role]
        written = (
            form.format(round=number, place=text) + more for form in forms for text in (place, f"{place:02}")
        )
        return next((self.names[name] for name in written if name in self.names), "")

    def side(self, number: int, place: int) -> _Side:
        team = self.name("team", number, place)
        legs = [self.call.text(self.name("score", number, place, f"-{leg}")) for leg in (1, 2, 3)]
        goals = self.call.text(self.name("score", number, place)) or " ".join(filter(None, legs))
        name = _WON.sub("", self.call.text(team))
        marked = name != self.call.text(team) or BOLD.search(self.call.parameters.get(team, "")) is not None
        return _Side(name, goals, marked, team)

    def round(self, number: int) -> str:
        return self.call.text(self.name("round", number))
