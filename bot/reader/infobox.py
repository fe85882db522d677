"""The infobox into the draft: one field a line, and the facts that known labels state."""

from dataclasses import replace

from bot.model import Honour, InfoboxField, Record, Scorer, Stated
from bot.reader.builder import Draft
from bot.reader.infobox_values import read_honours, read_number, read_records, read_scorers
from bot.reader.match_line import Known
from bot.reader.outline import Block, Kind, Line, Outline, year_in
from bot.text import fold
from bot.vocabulary import roles

_LONGEST_LABEL = 60
_LONGEST_VALUE = 2000


def fields(outline: Outline) -> list[tuple[str, str, Line, tuple[Line, ...]]]:
    """Return label, value, line and further lines of each field; label "" for a line without one."""
    fields: list[list[Line]] = []
    for block in infobox_blocks(outline):
        bulleted = any(line.bullet for line in block.lines)
        for line in block.lines:
            if fields and bulleted and not line.bullet:
                fields[-1].append(line)
            else:
                fields.append([line])
    return [_field(lines) for lines in fields]


def _field(lines: list[Line]) -> tuple[str, str, Line, tuple[Line, ...]]:
    label, colon, value = lines[0].text.partition(":")
    more = tuple(lines[1:])
    if not colon or not label.strip() or len(label) > _LONGEST_LABEL:
        return "", lines[0].text, lines[0], more
    parts = filter(None, (value.strip(), *(line.text for line in more)))
    return label.strip(), ", ".join(parts), lines[0], more


def infobox_blocks(outline: Outline) -> list[Block]:
    """Return the blocks of the infobox; without its name, a list of "label: value" above all prose is one."""
    named = [block for block in outline.blocks if block.kind is Kind.INFOBOX]
    first = outline.blocks[0] if outline.blocks else None
    if named or first is None or first.kind is not Kind.TEXT or first.headings:
        return named
    known = roles("labels")
    labels = [fold(line.text.partition(":")[0]) if ":" in line.text else "" for line in first.lines]
    listed = all(line.bullet for line in first.lines)
    return [first] if all(labels) and sum(label in known for label in labels) > (not listed) else []


def season_year(outline: Outline) -> int | None:
    """Return the year that the infobox gives as its season."""
    known = roles("labels")
    return next(
        (
            year
            for label, value, *_ in fields(outline)
            if known.get(fold(label)) == "season" and (year := year_in(value))
        ),
        None,
    )


def read_infobox(draft: Draft, outline: Outline, known: Known) -> None:
    """Read the infobox into the draft."""
    labels = roles("labels")
    for label, value, line, more in fields(outline):
        if not label:
            for extra in (line, *more):
                draft.refuse("infobox", extra)
            continue
        source = draft.source(line, ())
        draft.read.update(extra.number for extra in more)
        field = InfoboxField(label, value, source)
        draft.infobox.append(field)
        role = labels.get(fold(label.replace("(s)", "s")))
        if role and len(value) > _LONGEST_VALUE:
            draft.refuse("value-long", line)
        elif value and role in ("champions", "runners_up"):
            honours = [Honour(team, title, source) for team, title in read_honours(value)]
            (draft.champions if role == "champions" else draft.runners_up).extend(honours)
        elif value and role == "scorers":
            draft.scorers += [Scorer(*scorer, source) for scorer in read_scorers(value)]
        elif value and role == "records":
            _read_records(draft, field, line, known)
        elif value and role in ("matches", "goals"):
            _read_total(draft, role, field, line)
        elif role in ("previous", "next"):
            setattr(draft, role, year_in(value, draft.year))


def _read_records(draft: Draft, field: InfoboxField, line: Line, known: Known) -> None:
    fixtures = read_records(field.value, known, draft.year)
    if fixtures is None:
        draft.refuse("record", line)
        return
    for fixture in fixtures:
        day, text = draft.day(fixture.score.date, line)
        match = Draft.match(fixture, field.source, day)
        if text:
            match = replace(match, note="; ".join(filter(None, (text, match.note))))
        draft.records.append(Record(field.label, match))


def _read_total(draft: Draft, role: str, field: InfoboxField, line: Line) -> None:
    number = read_number(field.value)
    if number is None:
        draft.refuse("number", line)
    elif role == "matches":
        draft.stated_matches = Stated(number, field.source)
    else:
        draft.stated_goals = Stated(number, field.source)
