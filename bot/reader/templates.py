"""Templates of Wikipedia into lines of the outline, by the roles and parameters of templates.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bot.reader.inline_markup import words
from bot.reader.outline import Kind, Line, UnknownTemplate
from bot.reader.template_names import Family, family_of, template_name

_LONGEST_TEXT = 20_000
_BOLD = re.compile(r"'''|<(?:b|strong)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """A template as a document uses it: name, parameters in wikitext, its line and those of parameters."""

    name: str
    parameters: Mapping[str, str]
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one kind that a template stands for, under a header where they are rows."""

    kind: Kind
    lines: tuple[Line, ...]
    header: tuple[str, ...] = ()


class TemplateReader:
    """Reads the templates of one document in their order, since a row depends on the head above it."""

    def __init__(self) -> None:
        self.unknown: dict[str, list[Call]] = {}
        """The calls of each template that is not known, by its name."""

    def read(self, call: Call) -> list[Piece]:
        """Return what a template says; nothing for one that is dropped or not known."""
        family = family_of(call.name)
        if family is None:
            self.note(call)
            return []
        reader = _READERS.get(family.role)
        return reader(_Reading(call, family)) if reader else []

    def note(self, call: Call) -> None:
        """Keep a template that could not be read where it stands."""
        self.unknown.setdefault(template_name(call.name), []).append(call)

    def unknown_templates(self) -> tuple[UnknownTemplate, ...]:
        """Return the templates that were not read, each name once."""
        return tuple(
            UnknownTemplate(name, tuple(call.line for call in calls), _text_of(calls))
            for name, calls in self.unknown.items()
        )


def _text_of(calls: list[Call]) -> str:
    values = [words(value, "; ") for call in calls[:100] for value in call.parameters.values()]
    return "; ".join(values)[:_LONGEST_TEXT]


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with those that follow each other under one header made one."""
    done: list[Piece] = []
    for (kind, header), group in groupby(pieces, lambda piece: (piece.kind, piece.header)):
        first, *others = group
        rows = (line for piece in others for line in piece.lines[bool(header) :])
        done.append(Piece(kind, (*first.lines, *rows), header))
    return done


@dataclass(frozen=True, slots=True)
class _Reading:
    """A call with the roles of its parameters."""

    call: Call
    family: Family

    def raw(self, role: str) -> str:
        """Return the wikitext of the first filled parameter of a role, empty without one."""
        names = self.family.parameters.get(role, ())
        return next((value for name in names if (value := self.call.parameters.get(name, "").strip())), "")

    def text(self, role: str) -> str:
        """Return the words of a role's parameter."""
        return " ".join(words(self.raw(role)).replace("'''", "").replace("''", "").split())

    def rows(self, header: tuple[str, ...], *rows: tuple[str, ...]) -> list[Piece]:
        """Return rows under their header, all on the line of the template."""
        number, raw = self.call.line, f"{{{{{self.call.name.strip()}}}}}"
        head = Line(number, raw, " | ".join(header), cells=header, header=True)
        lines = (Line(number, raw, " | ".join(row), cells=row) for row in rows)
        return [Piece(Kind.TABLE, (head, *lines), header)]


def _infobox(reading: _Reading) -> list[Piece]:
    call = reading.call
    lines = []
    for name, value in call.parameters.items():
        text = " ".join(words(value, ", ").split()).strip(" ,")
        if text and not name.isdigit():
            label = name.strip().replace("_", " ")
            lines.append(
                Line(call.lines.get(name, call.line), f"| {name} = {value}", f"{label}: {text}", True)
            )
    return [Piece(Kind.INFOBOX, tuple(lines))] if lines else []


def _match(reading: _Reading) -> list[Piece]:
    score = reading.text("score")
    if not score and reading.text("home_goals") and reading.text("away_goals"):
        score = f"{reading.text('home_goals')}–{reading.text('away_goals')}"
    if reading.family.options.get("brackets") == "half time":
        score = re.sub(r"\((?=\d)", "(HT ", score)
    if reading.text("extra_time").casefold() not in ("", "no", "n"):
        score += " (aet)"
    if reading.text("penalties"):
        # With a colon it would be a time of day: "11:10".
        score += f" ({reading.text('penalties').replace(':', '–')} pen)"
    header = ("Date", "Round", "Home", "Score", "Away")
    row = (reading.text("date"), reading.text("round"), reading.text("home"), score, reading.text("away"))
    return reading.rows(header, row)


def _tie(reading: _Reading) -> list[Piece]:
    header = ("Team 1", "Agg.", "Team 2", "1st leg", "2nd leg", "Winner")
    roles = ("home", "aggregate", "away", "leg_1", "leg_2")
    return reading.rows(header, (*map(reading.text, roles), _winner(reading)))


def _leg(reading: _Reading) -> list[Piece]:
    row = (*map(reading.text, ("home", "score", "away")), _winner(reading))
    return reading.rows(("Team 1", "Score", "Team 2", "Winner"), row)


def _winner(reading: _Reading) -> str:
    """Return the name of the team in bold, or of the one that a parameter numbers."""
    number = reading.text("winner")
    if number in ("1", "2"):
        return reading.text("home" if number == "1" else "away")
    bold = [role for role in ("home", "away") if _BOLD.search(reading.raw(role))]
    return reading.text(bold[0]) if len(bold) == 1 else ""


_READERS = {"infobox": _infobox, "match": _match, "tie": _tie, "leg": _leg}
