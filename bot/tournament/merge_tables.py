"""Printed tables of two documents of a season: one that only the other has is added, never mixed into one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.model import Match, Problem, Season, StatedRow
from bot.tournament.merge_matches import FAR, difference
from bot.tournament.printed import NUMBERS, StatedTable, printed_tables
from bot.tournament.repeats import also
from bot.tournament.round_robins import MatchSet, divide


def fill_tables(
    leader: Season, other: Season, matches: Sequence[Match]
) -> tuple[tuple[StatedRow, ...], list[Problem]]:
    """Return the rows of all printed tables, and where the two documents differ; `matches` are the season's.

    Where both print a table of the same clubs, the leader's counts, unless that alone does not add up.
    """
    problems: list[Problem] = []
    own = {table.clubs: table for table in printed_tables(leader.standings)}
    theirs = printed_tables(other.standings)
    sets = {members.clubs: members for members in divide(matches).sets} if theirs else {}
    holding: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for clubs in own:
        for club in clubs:
            holding[club].add(clubs)
    added: list[StatedRow] = []
    for table in theirs:
        mine = own.get(table.clubs)
        if mine is None:
            beside = {clubs for club in table.clubs for clubs in holding[club]}
            if not any(2 * len(table.clubs & clubs) > len(clubs) for clubs in beside):
                added += _added(table, sets.get(table.clubs), alone=not leader.matches and not own)
            continue
        row = _differing(mine, table)
        if row is None:
            own[table.clubs] = _agreed(mine, table)
            continue
        line = row.source.line
        if table.adds_up and not mine.adds_up:
            own[table.clubs] = _instead(mine, table)
            problems.append(difference("table-sums", other, line, team=row.club.name))
        else:
            problems.append(difference("table", other, line, team=row.club.name))
    rows = [row for table in own.values() for row in table.rows]
    return tuple(sorted([*rows, *added], key=lambda row: row.source.order)), problems


def _added(table: StatedTable, members: MatchSet | None, *, alone: bool) -> Iterable[StatedRow]:
    """Return the rows of a table that the leader lacks: with its matches where these are, else before all."""
    if alone:
        return table.rows
    if members is None:
        return [replace(r, source=replace(r.source, place=r.source.order - FAR)) for r in table.rows]
    place = max(match.source.order for match in members.matches)
    return [
        replace(row, stage=members.stage, group=members.group, source=replace(row.source, place=place))
        for row in table.rows
    ]


def _differing(own: StatedTable, other: StatedTable) -> StatedRow | None:
    """Return the first row of another table that has another number; a number that one lacks is none."""
    rows = {row.club.key: row for row in own.rows}
    for row in other.rows:
        pairs = ((getattr(row, name), getattr(rows[row.club.key], name)) for name in NUMBERS)
        if any(None not in both and both[0] != both[1] for both in pairs):
            return row
    return None


def _agreed(own: StatedTable, other: StatedTable) -> StatedTable:
    sources = {row.club.key: row.source for row in other.rows}
    rows = [replace(row, source=also(row.source, sources[row.club.key])) for row in own.rows]
    return replace(own, rows=tuple(rows))


def _instead(own: StatedTable, other: StatedTable) -> StatedTable:
    place = own.rows[0].source.order
    rows = [
        replace(row, stage=own.stage, group=own.group, source=replace(row.source, place=place))
        for row in other.rows
    ]
    return replace(own, rows=tuple(rows))
