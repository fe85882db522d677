"""Tables of a document: what a table is, its header says; a table cut in two keeps the header above."""

from dataclasses import dataclass, field

from bot.model import LostTable, Paragraph
from bot.reader.builder import Draft
from bot.reader.document_text import blank
from bot.reader.headings import is_label, place
from bot.reader.honours import read_title
from bot.reader.line_tokens import has_score, has_verb
from bot.reader.match_tables import match_columns
from bot.reader.outline import Block, Kind, Line, Outline, is_section, titled
from bot.reader.printed_table import standings_columns
from bot.reader.team_list import Columns, Listed, TeamRow, read_list, team_columns
from bot.text import fold
from bot.vocabulary import mentions, roles, words

_WIDEST = 64
_BRACKET = 6
"""The columns of a bracket."""
_FEWEST_COLUMNS = 3
_CUT_IN_TWO = ("teams", "matches", "standings")


@dataclass(slots=True)
class DocumentTable:
    """A table with its header line (None if it has none) and the rows under it."""

    header: Line | None
    rows: list[Line]
    headings: tuple[str, ...]

    @property
    def kind(self) -> str | None:
        """What the table holds, by its header."""
        return _kind(self.header.cells, self.rows, self.headings) if self.header else None


@dataclass(slots=True)
class TeamList:
    """A list of teams under one heading, in one table or several."""

    headings: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    rows: list[TeamRow] = field(default_factory=list)

    def listed(self, played: frozenset[str] = frozenset()) -> list[Listed]:
        """Return the team of each row."""
        return read_list(self.rows, played)


def read_marks(draft: Draft, outline: Outline) -> None:
    """Read the leftovers of lost tables: one lost table for each group of marks."""
    for block in outline.blocks:
        if block.kind is Kind.MARKS:
            draft.lost_tables.append(LostTable(draft.source(block.lines[0], block.headings)))
            draft.read.update(line.number for line in block.lines)


def tables(draft: Draft, outline: Outline) -> list[DocumentTable]:
    """Return the tables of a document; marks and empty rows between rows count as read."""
    found: list[DocumentTable] = []
    for block in outline.blocks:
        if block.kind is not Kind.TABLE:
            continue
        rows: list[Line] = []
        title = ""
        for line in block.lines:
            if all(blank(cell) for cell in line.cells):
                draft.read.add(line.number)
            elif line.cells[0].startswith("+") and not rows:
                title = line.cells[0].lstrip("+ ")
                draft.read.add(line.number)
            elif len(line.cells) > _WIDEST:
                draft.refuse("table-wide", line)
            else:
                rows.append(line)
        above = _above_header(rows, block.headings)
        draft.read.update(line.number for line in rows[:above])
        titles = [title, *(line.cells[0] for line in rows[:above] if len(line.cells) == 1)]
        if rows:
            found += _parts(draft, _with_header(rows[above:], block, found), list(filter(_is_label, titles)))
    return found


def _above_header(rows: list[Line], headings: tuple[str, ...]) -> int:
    """Return how many rows stand over the header: titles, and heads of which the next row has the parts."""
    titles = next((n for n, line in enumerate(rows) if len(line.cells) > 1), 0)
    if titles and (_kind(rows[0].cells, rows[1:], headings) or not _is_known(rows, titles, headings)):
        titles = 0
    heads = rows[titles : titles + 2]
    in_two = len(heads) > 1 and all(line.header for line in heads) and heads[0].cells != heads[1].cells
    return titles + (in_two and _is_known(rows, titles + 1, headings))


def _is_known(rows: list[Line], place: int, headings: tuple[str, ...]) -> bool:
    return _kind(rows[place].cells, rows[place + 1 :], headings) is not None


def _parts(draft: Draft, table: DocumentTable, titles: list[str]) -> list[DocumentTable]:
    """Return a table in parts, each under the titles and the row that name its round, group or day."""
    header = table.header
    if header is None:
        return [table]
    above = (*table.headings, *titles)
    part = DocumentTable(header, [], above)
    parts = [part]
    for line in table.rows:
        if len(line.cells) == 1 and len(header.cells) > 2 and _is_label(line.cells[0]):
            label = line.cells[0]
            where = place((label,))
            # A day stands under the round that was named before it, a round in the place of one.
            within = part.headings if where.date and part.headings != above else above
            if where.round and place(tuple(titles)).round:
                within = table.headings
            part = DocumentTable(header, [], (*within, label))
            parts.append(part)
            draft.read.add(line.number)
        elif (len(parts) > 1 and _repeats_header(line, header)) or _is_foot(draft, line, table):
            draft.read.add(line.number)
        else:
            part.rows.append(line)
    return [part for part in parts if part.rows] or [table]


def _is_foot(draft: Draft, line: Line, table: DocumentTable) -> bool:
    """Tell whether a row over the whole width names the table's source, or is a sentence, which is kept."""
    if len(line.cells) > 1 or table.header is None or len(table.header.cells) < _FEWEST_COLUMNS:
        return False
    text = line.cells[0]
    if text.endswith(".") and has_verb(text) and not has_score(text):
        draft.paragraphs.append(Paragraph(text, draft.source(line, table.headings)))
        return True
    return fold(text[:_WIDEST]).partition(" ")[0] in words("titles", "table_foot")


def _is_label(text: str) -> bool:
    where = place((text,))
    return is_label(text) or where.group is not None or where.date is not None


def _with_header(rows: list[Line], block: Block, before: list[DocumentTable]) -> DocumentTable:
    if _kind(rows[0].cells, rows[1:], block.headings):
        return DocumentTable(rows[0], rows[1:], block.headings)
    last = before[-1] if before else None
    header = last.header if last and last.headings == block.headings else None
    goes_on = header is not None and not block.lines[0].text.startswith("{|")
    if last and header and goes_on and _kind(header.cells, last.rows, last.headings) in _CUT_IN_TWO:
        return DocumentTable(header, rows, block.headings)
    return DocumentTable(None, rows, block.headings)


def _kind(header: tuple[str, ...], rows: list[Line], headings: tuple[str, ...]) -> str | None:
    below = [row.cells for row in rows]
    first = roles("headers")
    if standings_columns(header):
        return "standings"
    if match_columns(header):
        return "matches"
    if team_columns(header, below):
        return "teams"
    found = {first.get(fold(cell)) for cell in header if len(cell) < 60}
    if "bracket" in found and len(header) == _BRACKET:
        return "bracket"
    if "goals" in found and ("player" in found or is_section(headings, "scorers")):
        return "scorers"
    if _is_changes(header, headings):
        return "changes"
    folded = fold(header[0][:120])
    if len(header) > 1:
        return None
    season = words("season_titles", "needed") <= set(folded.split())
    if mentions(folded, words("titles", "champion_box")) or (season and _numbers_title(rows)):
        return "champion"
    return None


def _numbers_title(rows: list[Line]) -> bool:
    return len(rows) == 1 and read_title(rows[0].cells[0])[1] is not None


def _is_changes(header: tuple[str, ...], headings: tuple[str, ...]) -> bool:
    if any(len(cell) > 120 for cell in header):
        return False
    titles = sum(mentions(fold(cell), words("titles", "change_column")) for cell in header)
    return titles > 0 or (is_section(headings, "changes") and fold(titled(headings)) != "")


def team_lists(draft: Draft, found: list[DocumentTable]) -> list[TeamList]:
    """Return the lists of teams; tables under the same heading make one list."""
    lists: dict[tuple[str, ...], TeamList] = {}
    for number, table in enumerate(found):
        columns = _team_columns(table)
        if columns is None or table.header is None:
            continue
        draft.read.add(table.header.number)
        team_list = lists.setdefault(table.headings, TeamList(table.headings))
        for line in table.rows:
            if _repeats_header(line, table.header):
                draft.read.add(line.number)
                continue
            team_list.lines.append(line)
            team_list.rows.append(TeamRow(line.cells, columns, number))
    return list(lists.values())


def _team_columns(table: DocumentTable) -> Columns | None:
    if table.header is None or table.kind != "teams":
        return None
    return team_columns(table.header.cells, [row.cells for row in table.rows])


def _repeats_header(line: Line, header: Line) -> bool:
    return [fold(cell) for cell in line.cells] == [fold(cell) for cell in header.cells]
