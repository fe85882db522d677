"""Tables into the draft: what a table is, its header says; a table cut in two keeps the header above."""

from dataclasses import dataclass, field

from bot.model import Entry, LostTable, Scorer, StatedRow, Team, TeamChange
from bot.reader.brackets import read_brackets
from bot.reader.builder import Draft
from bot.reader.document_text import blank
from bot.reader.headings import is_label, place
from bot.reader.honours import read_title
from bot.reader.infobox import add_honours, read_number
from bot.reader.match_line import Fixture, read_score
from bot.reader.match_tables import Leg, MatchColumns, match_columns, read_matches, read_plain
from bot.reader.outline import Block, Kind, Line, Outline, is_section, titled
from bot.reader.printed_table import read_row, standings_columns
from bot.reader.run_together_names import Names
from bot.reader.team_list import Columns, Listed, TeamRow, read_list, team_columns
from bot.text import fold, same_words
from bot.vocabulary import department, mentions, near_department, roles, says_nobody, words

_WIDEST = 64
_BRACKET = 6
"""The columns of a bracket."""
_FEWEST_TEAMS = 3
_CUT_IN_TWO = ("teams", "matches", "standings")


@dataclass(slots=True)
class Table:
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


def tables(draft: Draft, outline: Outline) -> list[Table]:
    """Return the tables of a document; marks and empty rows between rows count as read."""
    found: list[Table] = []
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


def _parts(draft: Draft, table: Table, titles: list[str]) -> list[Table]:
    """Return a table in parts, each under the titles and the row that name its round, group or day."""
    header = table.header
    if header is None:
        return [table]
    above = (*table.headings, *titles)
    part = Table(header, [], above)
    parts = [part]
    for line in table.rows:
        if len(line.cells) == 1 and len(header.cells) > 2 and _is_label(line.cells[0]):
            label = line.cells[0]
            where = place((label,))
            # A day stands under the round that was named before it, a round in the place of one.
            within = part.headings if where.date and part.headings != above else above
            if where.round and place(tuple(titles)).round:
                within = table.headings
            part = Table(header, [], (*within, label))
            parts.append(part)
            draft.read.add(line.number)
        elif len(parts) > 1 and _repeats_header(line, header):
            draft.read.add(line.number)
        else:
            part.rows.append(line)
    return [part for part in parts if part.rows] or [table]


def _is_label(text: str) -> bool:
    where = place((text,))
    return is_label(text) or where.group is not None or where.date is not None


def _with_header(rows: list[Line], block: Block, before: list[Table]) -> Table:
    if _kind(rows[0].cells, rows[1:], block.headings):
        return Table(rows[0], rows[1:], block.headings)
    last = before[-1] if before else None
    header = last.header if last and last.headings == block.headings else None
    goes_on = header is not None and not block.lines[0].text.startswith("{|")
    if last and header and goes_on and _kind(header.cells, last.rows, last.headings) in _CUT_IN_TWO:
        return Table(header, rows, block.headings)
    return Table(None, rows, block.headings)


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


def team_lists(draft: Draft, found: list[Table]) -> list[TeamList]:
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


def _team_columns(table: Table) -> Columns | None:
    if table.header is None or table.kind != "teams":
        return None
    return team_columns(table.header.cells, [row.cells for row in table.rows])


def _repeats_header(line: Line, header: Line) -> bool:
    return [fold(cell) for cell in line.cells] == [fold(cell) for cell in header.cells]


def read_entries(draft: Draft, lists: list[TeamList], played: frozenset[str]) -> None:
    """Read the lists of teams."""
    for team_list in lists:
        above = next((h for h in reversed(team_list.headings) if department(h)), None)
        for line, row in zip(team_list.lines, team_list.listed(played), strict=True):
            source = draft.source(line, team_list.headings)
            if row.team is None:
                draft.refuse("team-missing", line)
                continue
            place = row.department or above
            if place and department(place) is None:
                place = near_department(place) or place
            if place is None and any(row.columns.department is not None for row in team_list.rows[:1]):
                draft.warn("department-missing", line, team=row.team)
            elif place and department(place) is None:
                draft.warn("department-unknown", line, department=place)
            for team, location in _each(row.team, row.location):
                draft.entries.append(Entry(Team(team), place, location, source))


def _each(team: str, location: str | None) -> list[tuple[str, str | None]]:
    """Return the teams of a cell that names several ("Sport Boys; ADT"), each with its place."""
    teams = [part.strip() for part in team.split(";") if part.strip()]
    places = [part.strip() for part in (location or "").split(";")]
    if len(teams) < 2:
        return [(team, location)]
    if len(places) == 1:
        return [(one, location) for one in teams]
    return list(zip(teams, places if len(places) == len(teams) else [None] * len(teams), strict=True))


def read_standings(draft: Draft, found: list[Table]) -> None:
    """Read the tables of standings."""
    for table in found:
        if table.kind == "standings":
            _read_standings(draft, table)


def read_other_tables(draft: Draft, found: list[Table], names: Names) -> None:
    """Read every table that is neither a list of teams nor of standings; brackets come last."""
    brackets: list[Line] = []
    for table in found:
        kind = table.kind
        if kind in ("teams", "standings"):
            continue
        if table.header:
            draft.read.add(table.header.number)
        reader = _READERS.get(kind or "")
        if kind == "bracket":
            draft.read.update(line.number for line in table.rows)
            brackets += table.rows
        elif reader:
            reader(draft, table, names)
        else:
            _read_unknown(draft, table)
    read_brackets(draft, brackets)


def _read_standings(draft: Draft, table: Table) -> None:
    if table.header:
        draft.read.add(table.header.number)
    columns = standings_columns(table.header.cells if table.header else ()) or ()
    rows = [(line, read_row(line.cells, columns)) for line in table.rows]
    teams = [(line, row.team) for line, row in rows if row]
    crossed = _read_cross(draft, teams, columns, table.headings)
    for line, row in rows:
        if row is None:
            draft.refuse("table-row", line)
            continue
        source = draft.source(line, table.headings)
        draft.standings.append(
            StatedRow(row.position, Team(row.team), **row.numbers, note=row.note, source=source)
        )
        if row.crossed and not crossed:
            draft.refuse("cross-table", line)


def _read_cross(
    draft: Draft,
    teams: list[tuple[Line, str]],
    columns: tuple[str | None, ...],
    headings: tuple[str, ...],
) -> bool:
    """Read the results beside standings, a column for each team in the order of the rows; the row is at home.

    Return whether they stand in that order: where no team has a result against itself.
    """
    first = len(columns) - len(teams)
    if len(teams) < _FEWEST_TEAMS or first < 0 or any(columns[first:]):
        return False
    results = [[read_score(cell) for cell in line.cells[first:]] for line, _ in teams]
    if any(len(row) != len(teams) or row[place] for place, row in enumerate(results)):
        return False
    for (line, home), row in zip(teams, results, strict=True):
        for (_, away), score in zip(teams, row, strict=True):
            if score:
                draft.add_match(Fixture(home, away, score), line, headings)
    return any(map(any, results))


def _read_matches(draft: Draft, table: Table, _: Names) -> None:
    columns = match_columns(table.header.cells if table.header else ()) or MatchColumns(())
    legs: list[Leg] = []
    for line in table.rows:
        legs = read_matches(line.cells, columns, draft.year, legs[-1] if legs else None)
        if not legs:
            draft.refuse("table-row", line)
        for leg in legs:
            draft.add_match(
                leg.fixture, line, table.headings, leg=leg.leg, round_name=leg.round, of_tie=leg.of_tie
            )
            if not leg.sure:
                draft.warn("leg-order", line, home=leg.fixture.home, away=leg.fixture.away)


def _read_changes(draft: Draft, table: Table, names: Names) -> None:
    titles = table.header.cells if table.header else ()
    for line in table.rows:
        left: list[str] = []
        for title, cell in zip(titles, line.cells, strict=False):
            if blank(cell) or says_nobody(cell):
                continue
            teams, over = names.split(cell)
            left += over
            draft.changes.append(
                TeamChange(title, tuple(map(Team, teams)), draft.source(line, table.headings), tuple(over))
            )
        left += [cell for cell in line.cells[len(titles) :] if not blank(cell)]
        if left:
            draft.refuse("names", line, names="; ".join(left))
        draft.read.add(line.number)


def _read_champion(draft: Draft, table: Table, names: Names) -> None:
    for line in table.rows:
        team, title = read_title(line.cells[0])
        source = draft.source(line, table.headings)
        if not team:
            continue
        if not draft.champions:
            add_honours(draft, "champions", line.cells[0], source, line, names)
        elif title and not any(same_words(team, honour.club.name) for honour in draft.champions):
            draft.warn("champion-box", line, champion=draft.champions[0].club.name, first=team)


def _read_scorers(draft: Draft, table: Table, _: Names) -> None:
    known = roles("headers")
    found = [known.get(fold(cell)) for cell in table.header.cells] if table.header else []
    for line in table.rows:
        row = {role: cell for role, cell in zip(found, line.cells, strict=False) if role}
        player = row.get("player", "")
        if blank(player):
            draft.refuse("table-row", line)
            continue
        goals, team = read_number(row.get("goals", "")), row.get("team") or None
        draft.scorers.append(
            Scorer(player, goals, Team(team) if team else None, draft.source(line, table.headings))
        )


def _read_unknown(draft: Draft, table: Table) -> None:
    """Read rows of matches that need no header; refuse the others."""
    if table.header:
        draft.refuse("table-header", table.header)
    for line in table.rows:
        fixture = read_plain(line.cells, draft.year)
        if fixture:
            draft.add_match(fixture, line, table.headings)
        else:
            draft.refuse("table-header", line)


_READERS = {
    "matches": _read_matches,
    "changes": _read_changes,
    "champion": _read_champion,
    "scorers": _read_scorers,
}
