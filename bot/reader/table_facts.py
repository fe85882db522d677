"""The rows of tables into the draft, by what each table holds."""

import re
from collections import defaultdict
from dataclasses import replace

from bot.model import Entry, Match, Scorer, StatedRow, Team, TeamChange
from bot.reader.builder import Draft
from bot.reader.clubs import Names
from bot.reader.document_text import blank
from bot.reader.headings import is_knockout
from bot.reader.honours import read_title
from bot.reader.infobox import add_honours, read_number
from bot.reader.match_line import Fixture, read_score
from bot.reader.match_tables import Leg, MatchColumns, match_columns, read_matches, read_plain
from bot.reader.outline import Line
from bot.reader.printed_table import read_row, standings_columns
from bot.reader.tables import DocumentTable, TeamList
from bot.text import fold, same_words
from bot.vocabulary import department, near_department, roles, says_nobody

_FEWEST_TEAMS = 3
_GOALS = re.compile(r"(?<![\w(])\d{1,2}(?![\w)])")


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


def read_standings(draft: Draft, found: list[DocumentTable]) -> None:
    """Read the tables of standings."""
    for table in found:
        if table.kind == "standings":
            _read_standings(draft, table)


def read_other_tables(draft: Draft, found: list[DocumentTable], names: Names) -> None:
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
    _read_brackets(draft, brackets)


def _read_standings(draft: Draft, table: DocumentTable) -> None:
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


def _read_matches(draft: Draft, table: DocumentTable, _: Names) -> None:
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


def _read_changes(draft: Draft, table: DocumentTable, names: Names) -> None:
    titles = table.header.cells if table.header else ()
    for line in table.rows:
        left: list[str] = []
        for title, cell in zip(titles, line.cells, strict=False):
            if blank(cell) or says_nobody(cell):
                continue
            teams, over = names.split(cell)
            left += over
            draft.changes.append(
                TeamChange(title, tuple(map(Team, teams)), draft.source(line, table.headings))
            )
        left += [cell for cell in line.cells[len(titles) :] if not blank(cell)]
        if left:
            draft.refuse("names", line, names="; ".join(left))
        draft.read.add(line.number)


def _read_champion(draft: Draft, table: DocumentTable, names: Names) -> None:
    for line in table.rows:
        team, title = read_title(line.cells[0])
        source = draft.source(line, table.headings)
        if not team:
            continue
        if not draft.champions:
            add_honours(draft, "champions", line.cells[0], source, line, names)
        elif title and not any(same_words(team, honour.club.name) for honour in draft.champions):
            draft.warn("champion-box", line, champion=draft.champions[0].club.name, first=team)


def _read_scorers(draft: Draft, table: DocumentTable, _: Names) -> None:
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


def _read_unknown(draft: Draft, table: DocumentTable) -> None:
    """Read rows of matches that need no header; refuse the others."""
    if table.header:
        draft.refuse("table-header", table.header)
    for line in table.rows:
        fixture = read_plain(line.cells, draft.year)
        if fixture:
            draft.add_match(fixture, line, table.headings)
        else:
            draft.refuse("table-header", line)


def _read_brackets(draft: Draft, rows: list[Line]) -> None:
    """Give the matches of each pair the one that went on, and tell results that differ or stand alone.

    Nobody is at home in a bracket.
    """
    if not rows:
        return
    pairs: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, match in enumerate(draft.matches):
        pairs[frozenset((fold(match.home.name), fold(match.away.name)))].append(place)
    for line in rows:
        _, one, first, other, second, winner = line.cells
        places = pairs.get(frozenset((fold(one), fold(other))), [])
        knockout = [place for place in places if _is_of_tie(draft.matches[place])] or places
        stated = list(zip(_goals(first), _goals(second), strict=False))
        if not places:
            draft.warn("bracket-alone", line, one=one, other=other)
            continue
        played = [_seen_from(one, draft.matches[place]) for place in knockout]
        scored = [goals for goals in played if goals]
        # A match may be told more than once.
        once = list(dict.fromkeys(scored))
        if stated and len(scored) == len(played) and not (_fits(stated, scored) or _fits(stated, once)):
            found = "; ".join(f"{a}–{b}" for a, b in once)
            told = "; ".join(f"{a}–{b}" for a, b in stated)
            draft.warn("bracket-differs", line, one=one, other=other, stated=told, found=found)
        last = draft.matches[knockout[-1]]
        if winner and not any(draft.matches[place].through for place in knockout):
            through = last.home if fold(last.home.name) == fold(winner) else last.away
            draft.matches[knockout[-1]] = replace(last, through=through)


def _is_of_tie(match: Match) -> bool:
    return match.of_tie or is_knockout(match.round)


def _goals(cell: str) -> list[int]:
    return [int(number) for number in _GOALS.findall(cell)]


def _seen_from(team: str, match: Match) -> tuple[int, int] | None:
    at_home = fold(match.home.name) == fold(team)
    return match.score if at_home or match.score is None else match.score[::-1]


def _fits(stated: list[tuple[int, int]], played: list[tuple[int, int]]) -> bool:
    """Tell whether the numbers of a bracket are those of the matches, or what they add up to."""
    total = (sum(own for own, _ in played), sum(other for _, other in played))
    if len(stated) == 1:
        return stated[0] == total or stated[0] in played
    sums = (sum(own for own, _ in stated[:-1]), sum(other for _, other in stated[:-1]))
    # The last number may be the aggregate of those before it.
    return sorted(stated) == sorted(played) or (stated[-1] == sums and sorted(stated[:-1]) == sorted(played))


_READERS = {
    "matches": _read_matches,
    "changes": _read_changes,
    "champion": _read_champion,
    "scorers": _read_scorers,
}
