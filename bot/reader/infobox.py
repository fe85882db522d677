"""The infobox into the draft: fields, and the facts that known labels state."""

import re
from dataclasses import replace

from bot.model import Honour, InfoboxField, Record, Scorer, Source, Stated, Team
from bot.reader.builder import Draft
from bot.reader.clubs import Clubs, Names
from bot.reader.document_text import blank, split_outside
from bot.reader.honours import read_honours, split_outside_brackets
from bot.reader.line_tokens import has_score
from bot.reader.match_line import Fixture, read_fixture
from bot.reader.outline import Block, Kind, Line, Outline, is_field_label, year_in
from bot.text import fold
from bot.vocabulary import roles, says_nobody, words

_EACH = r"(?:\s+(?:each|apiece|cada uno|c/u))?"
_GOALS = rf"(\d{{1,3}})\s*(?:goals?|gols?|goles|g\.?)?{_EACH}"
_GOALS_ALONE = re.compile(rf"(?:with |con )?{_GOALS}", re.IGNORECASE)
_GOALS_AT_END = (
    re.compile(rf"[(\[]\s*{_GOALS}\s*[)\]]\s*$", re.IGNORECASE),
    re.compile(rf"[\s,:–—-]+(?:with |con )?(\d{{1,3}})\s*(?:goals?|gol(?:es)?){_EACH}\s*$", re.IGNORECASE),
    re.compile(r"\s*[:–—-]\s*(\d{1,3})\s*$"),
    re.compile(r"(?<=[^\W\d_])\s+(\d{1,2})\s*$"),
)
_CLUB_AND_GOALS = re.compile(rf"\(([^()]+?)[,;–-]\s*{_GOALS}\)\s*$", re.IGNORECASE)
_GOALS_FIRST = re.compile(r"\s*(\d{1,3})\s*(?:goals?|gol(?:es)?)?\s*:\s*(?=\D)", re.IGNORECASE)
_CLUB = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]\s*$")
_AND = re.compile(r"^(?:and|y|&)\s+|\s+(?:and|y|&)\s+|\s*[;/]\s*")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+")
_LONGEST_LABEL = 60
_LONGEST_VALUE = 2000


def fields(outline: Outline) -> list[tuple[str, str, Line, tuple[Line, ...]]]:
    """Return label, value, line and further lines of each field; label "" for a line without one."""
    fields: list[list[Line]] = []
    blocks = infobox_blocks(outline)
    bulleted = any(line.bullet for block in blocks for line in block.lines)
    for block in blocks:
        for line in block.lines:
            below_label = bool(fields) and is_field_label(fields[-1][0].text) and not line.bullet
            below_label = below_label and not is_field_label(line.text.partition(":")[0])
            if fields and ((bulleted and not line.bullet) or below_label):
                fields[-1].append(line)
            else:
                fields.append([line])
    return [_field(lines) for lines in fields]


def _field(lines: list[Line]) -> tuple[str, str, Line, tuple[Line, ...]]:
    label, colon, value = lines[0].text.partition(":")
    more = tuple(lines[1:])
    if is_field_label(label):
        colon = ":"
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
    """Return the year that the infobox gives as its season, else in the name of the competition."""
    known, names = roles("labels"), words("season_titles", "labels")
    years: dict[str | None, int] = {}
    for label, value, *_ in fields(outline):
        if year := year_in(value):
            years.setdefault("name" if fold(label) in names else known.get(fold(label)), year)
    return years.get("season") or years.get("name")


def read_infobox(draft: Draft, outline: Outline, names: Names, clubs: Clubs) -> None:
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
            add_honours(draft, role, value, source, line, names)
        elif value and role == "scorers":
            draft.scorers += read_scorers(value, source)
        elif value and role == "records":
            _read_records(draft, field, line, clubs)
        elif value and role in ("matches", "goals"):
            _read_total(draft, role, field, line)
        elif role in ("previous", "next"):
            setattr(draft, role, year_in(value, draft.year))


def add_honours(draft: Draft, role: str, value: str, source: Source, line: Line, names: Names) -> None:
    """Add the clubs of a value to champions or runners-up; what is not clear becomes a problem."""
    read = read_honours(value, names)
    first = role == "champions"
    honours = [Honour(Team(team), title, source, first) for team, title in read.clubs]
    (draft.champions if first else draft.runners_up).extend(honours)
    for doubt in read.doubts:
        draft.warn("honour-unclear", line, words=doubt)
    if role == "champions" and read.instead:
        draft.instead_of_champion = read.instead


def _read_records(draft: Draft, field: InfoboxField, line: Line, clubs: Clubs) -> None:
    fixtures = read_records(field.value, clubs, draft.year)
    if fixtures is None:
        draft.refuse("record", line)
        return
    for fixture in fixtures:
        day, text = draft.day(fixture.score.date, line)
        match = Draft.match(fixture, field.source, day)
        if text:
            match = replace(match, note="; ".join(filter(None, (text, match.note))))
        draft.records.append(Record(field.label, match, match.note, match.source))


def _read_total(draft: Draft, role: str, field: InfoboxField, line: Line) -> None:
    number = read_number(field.value)
    if number is None:
        draft.refuse("number", line)
    elif role == "matches":
        draft.stated_matches = Stated(number, field.source)
    else:
        draft.stated_goals = Stated(number, field.source)


def read_number(value: str) -> int | None:
    """Return the whole number at the start of `value`: "48 (3.2 per match)" → 48, "1,240" → 1240."""
    found = _NUMBER.match(value.strip())
    if not found or len(found.group()) > 9:
        return None
    return int(re.sub(r"[.,]", "", found.group()))


def read_scorers(value: str, source: Source) -> list[Scorer]:
    """Return the scorers of a value, each with goals and club where given; goals at the end hold for all."""
    first = _GOALS_FIRST.match(value)
    shared = int(first.group(1)) if first else None
    parts = [
        piece
        for part in split_outside(value[first.end() if first else 0 :], ",;/")
        for piece in split_outside_brackets(part, _AND)
        if not blank(piece) and not says_nobody(piece)
    ]
    read: list[Scorer] = []
    for part in reversed(parts):
        name, goals, club = _scorer(part)
        if goals is not None:
            shared = goals
        if name:
            scored = goals if goals is not None else shared
            read.append(Scorer(name, scored, Team(club) if club else None, source))
    return read[::-1]


def _scorer(text: str) -> tuple[str, int | None, str | None]:
    if alone := _GOALS_ALONE.fullmatch(text):
        return "", int(alone.group(1)), None
    found = _CLUB_AND_GOALS.search(text)
    if found:
        return text[: found.start()].strip(), int(found.group(2)), found.group(1).strip()
    goals = None
    for form in _GOALS_AT_END:
        found = form.search(text)
        if found:
            goals, text = int(found.group(1)), text[: found.start()].strip()
            break
    club = _CLUB.match(text)
    return (club.group(1), goals, club.group(2).strip()) if club else (text.strip(), goals, None)


def read_records(value: str, clubs: Clubs, season: int) -> list[Fixture] | None:
    """Return the matches of a value such as "A 8–0 B, C 0–5 D, Only regional stage"; a note holds for all.

    None if a part of the value has a score but no match could be made out.
    """
    fixtures: list[Fixture] = []
    notes: list[str] = []
    for part in split_outside(value):
        first = _GOALS_FIRST.match(part)
        bare = part[first.end() :] if first else part
        fixture = read_fixture(bare, clubs, season=season)
        if fixture is None and has_score(bare):
            return None
        if fixture is None and fixtures and bare.startswith(("(", "[")):
            fixture = read_fixture(f"{_plain(fixtures.pop())} {bare}", clubs, season=season)
        if fixture:
            fixtures.append(_trimmed(fixture, clubs))
        elif not _GOALS_ALONE.fullmatch(part.rstrip(" :")):
            notes.append(part)
    if not notes:
        return fixtures
    return [replace(one, score=replace(one.score, notes=(*one.score.notes, *notes))) for one in fixtures]


def _plain(fixture: Fixture) -> str:
    goals = fixture.score.goals or (0, 0)
    return f"{fixture.home} {goals[0]}-{goals[1]} {fixture.away}"


def _trimmed(fixture: Fixture, clubs: Clubs) -> Fixture:
    """Return `fixture` without the sentence that ran into the name of its second team."""
    parts = fixture.away.split()
    if fixture.away in clubs or len(parts) < 4:
        return fixture
    for size in range(len(parts) - 1, 0, -1):
        name, rest = " ".join(parts[:size]), " ".join(parts[size:])
        if name in clubs and len(parts) - size > 2:
            score = replace(fixture.score, notes=(rest, *fixture.score.notes))
            return Fixture(fixture.home, name, score)
    return fixture
