"""Templates of Wikipedia into lines of the outline, by the roles and parameters of templates.toml."""

import re
from collections.abc import Callable

from bot.reader.inline_markup import words
from bot.reader.match_tables import MATCH_HEADER
from bot.reader.outline import Kind, Line, UnknownTemplate
from bot.reader.template_call import Call, Piece, TemplateReading, merged
from bot.reader.template_names import family_of, template_name
from bot.reader.template_tables import (
    TableState,
    bracket,
    cross_cell,
    cross_foot,
    cross_head,
    cross_row,
    sports_results,
    sports_table,
    standings_head,
    standings_row,
)

__all__ = ["Call", "Piece", "TemplateReader", "merged"]

_LONGEST_TEXT = 20_000
_ITEM = re.compile(r"\n\s*\*+|^\s*\*+")
_IN_BRACKETS = re.compile(r"\(\d[^()]*\)")
_MARKED = re.compile(r"^\(([a-z]{1,3})\)\s*(.+)$", re.IGNORECASE)


class TemplateReader:
    """Reads the templates of one document in their order, since a row depends on the head above it."""

    def __init__(self) -> None:
        self.unknown: dict[str, list[Call]] = {}
        """The calls of each template that is not known, by its name."""
        self.state = TableState()

    def read(self, call: Call) -> list[Piece]:
        """Return what a template says; nothing for one that is dropped or not known."""
        family = family_of(call.name)
        if family is None:
            self.note(call)
            return []
        reader = _READERS.get(family.role)
        return reader(TemplateReading(call, family), self.state) if reader else []

    def note(self, call: Call) -> None:
        """Keep a template that could not be read where it stands."""
        self.unknown.setdefault(template_name(call.name), []).append(call)

    def unknown_templates(self) -> tuple[UnknownTemplate, ...]:
        """Return the templates that were not read, each name once."""
        self.state.end_cross()
        for call in self.state.doubtful:
            self.note(call)
        self.state.doubtful = []
        return tuple(
            UnknownTemplate(
                name, tuple(call.line for call in calls), _text_of(calls), family_of(name) is not None
            )
            for name, calls in self.unknown.items()
        )


def _text_of(calls: list[Call]) -> str:
    values = [(name, words(value, "; ")) for call in calls[:100] for name, value in call.parameters.items()]
    return "; ".join(f"{name} = {text}" for name, text in values)[:_LONGEST_TEXT]


def _infobox(reading: TemplateReading, _: TableState) -> list[Piece]:
    call = reading.call
    lines = []
    for name, value in call.parameters.items():
        text = " ".join(words(_ITEM.sub("<br>", value), ", ").split()).strip(" ,")
        if name in reading.family.parameters["champion"] and reading.text("titles").isdecimal():
            text += f" ({reading.text('titles')})"
        if text and not name.isdigit():
            label = name.strip().replace("_", " ")
            lines.append(
                Line(call.lines.get(name, call.line), f"| {name} = {value}", f"{label}: {text}", True)
            )
    return [Piece(Kind.INFOBOX, tuple(lines))] if lines else []


def _match(reading: TemplateReading, _: TableState) -> list[Piece]:
    score = _turned(reading.text("score"))
    goals = reading.text("home_goals"), reading.text("away_goals")
    if not score and all(goals):
        score = "–".join(goals)
    if "half_time" in reading.family.options:
        score = _IN_BRACKETS.sub("", score).strip()
    if reading.text("extra_time").casefold() not in ("", "no", "n"):
        score += " (aet)"
    if reading.text("penalties"):
        # With a colon it would be a time of day: "11:10".
        score += f" ({reading.text('penalties').replace(':', '–')} pen)"
    if note := reading.text("note"):
        score = f"{score} ({note.strip('()')})" if score else note
    number = reading.text("round")
    round_name = f"{reading.family.options['round_word']} {number}" if number.isdecimal() else number
    row = (reading.text("date"), round_name, reading.text("home"), score, reading.text("away"))
    return reading.call.table(MATCH_HEADER, [reading.call.row(row)])


def _tie(reading: TemplateReading, _: TableState) -> list[Piece]:
    call, home, away = reading.call, reading.text("home"), reading.text("away")
    legs = reading.text("leg_1"), reading.text("leg_2")
    row = call.row((home, _turned(reading.text("aggregate")), away, *legs, _winner(reading)))
    pieces = call.table(("Team 1", "Agg.", "Team 2", "1st leg", "2nd leg", "Winner"), [row])
    if third := reading.text("leg_3"):
        row = call.row((reading.family.options["third"], home, third, away))
        pieces += call.table(("Round", "Team 1", "Score", "Team 2"), [row])
    return pieces


def _leg(reading: TemplateReading, _: TableState) -> list[Piece]:
    row = (reading.text("home"), _turned(reading.text("score")), reading.text("away"), _winner(reading))
    return reading.call.table(("Team 1", "Score", "Team 2", "Winner"), [reading.call.row(row)])


def _winner(reading: TemplateReading) -> str:
    """Return the name of the team in bold, or of the one that a parameter numbers."""
    number = reading.text("winner")
    if number in ("1", "2"):
        return reading.text("home" if number == "1" else "away")
    bold = [role for role in ("home", "away") if reading.is_bold(role)]
    return reading.text(bold[0]) if len(bold) == 1 else ""


def _turned(score: str) -> str:
    """Return a score with the mark in front of it behind: "(a) 2–2" → "2–2 (a)"."""
    return _MARKED.sub(r"\2 (\1)", score)


def _champion(reading: TemplateReading, _: TableState) -> list[Piece]:
    title = reading.text("title")
    row = f"{reading.text('team')} {title} Title" if title else reading.text("team")
    return reading.call.table(("Champion",), [reading.call.row((row,))] if reading.text("team") else [])


_READERS: dict[str, Callable[[TemplateReading, TableState], list[Piece]]] = {
    "infobox": _infobox,
    "match": _match,
    "tie": _tie,
    "leg": _leg,
    "standings": sports_table,
    "results": sports_results,
    "standings head": standings_head,
    "standings row": standings_row,
    "cross head": cross_head,
    "cross row": cross_row,
    "cross cell": cross_cell,
    "cross foot": cross_foot,
    "champion": _champion,
    "bracket": bracket,
}
