"""How a season was decided, worked out when its document is loaded: a row of `decision`."""

import bisect
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from bot.cache.rows import Row
from bot.model import Match, Source, StatedRow, Team
from bot.tournament.decision import Decision, Later, decide, endings_of
from bot.tournament.facts import Tally
from bot.tournament.printed import StatedTable
from bot.tournament.table import Table
from bot.tournament.ties import Tie

Facts = Mapping[str, list[Row]]
_Place = tuple[str | None, str | None, str | None]

_SECTION = ("season", "line", "level", "title", "headings", "is_stage", "stage", "group", "round")
_HONOUR = ("season", "place", "position", "club")
_LOST = ("season", "line", "headings")
_NUMBERS = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
_STATED = ("season", "number", "position", "club", "name", *_NUMBERS, "note", "headings", "line")
"""The columns of tables, or the first of them."""


def decision_row(
    tables: Iterable[Table],
    ties: Iterable[Tie],
    lines: Iterable[Match],
    facts: Facts,
    numbers: Mapping[int, int],
) -> Iterator[Row]:
    """Give the row of `decision` after the season, none where the document does not show how it was decided.

    `facts` are the rows of the season by table, `numbers` those of the matches by their identity.
    """
    sections = sorted(_rows(facts, "section", _SECTION), key=lambda section: section["line"])
    champions = [row["club"] for row in _rows(facts, "honour", _HONOUR) if row["place"] == "champion"]
    later = [
        Later(row["line"], _above(sections, row["line"])["stage"], True)
        for row in _rows(facts, "lost_table", _LOST)
    ]
    later += [Later(line, stage, False) for (stage, _, _), line in _places(sections, lines).items() if stage]
    stated = list(_stated(sections, _rows(facts, "stated_row", _STATED)))
    found = decide(endings_of(tables, ties, stated), later, champions)
    if found is not None:
        yield _row(found, numbers)


def _rows(facts: Facts, table: str, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=False)) for row in facts.get(table, ())]


def _above(sections: list[dict[str, Any]], line: int) -> dict[str, Any]:
    """Return the heading under which a line stands, without stage and group where there is none."""
    place = bisect.bisect_left([section["line"] for section in sections], line) - 1
    return sections[place] if place >= 0 else {"stage": None, "group": None}


def _places(sections: list[dict[str, Any]], lines: Iterable[Match]) -> dict[_Place, int]:
    """Return the places of headings and matches with the first line of each."""
    found: dict[_Place, int] = {}
    placed = [((row["stage"], row["group"], row["round"]), row["line"]) for row in sections]
    placed += [((match.stage, match.group, match.round), match.source.line) for match in lines]
    for place, line in placed:
        found[place] = min(line, found.get(place, line))
    return found


def _stated(sections: list[dict[str, Any]], rows: list[dict[str, Any]]) -> Iterator[StatedTable]:
    """Give the tables that the document prints."""

    def table_of(row: dict[str, Any]) -> tuple[Any, ...]:
        above = _above(sections, row["line"])
        return above["stage"], above["group"], row["headings"]

    for (stage, group, _), found in groupby(rows, key=table_of):
        yield StatedTable(stage, group, tuple([_stated_row(row) for row in found]))


def _stated_row(row: dict[str, Any]) -> StatedRow:
    club = Team(row["name"], row["club"])
    numbers = {name: row[name] for name in _NUMBERS}
    return StatedRow(row["position"], club, **numbers, note=row["note"], source=Source("", (), row["line"]))


def _row(found: Decision, numbers: Mapping[int, int]) -> Row:
    second = found.runner_up
    rows = [
        [row.position, row.shared, row.club.key, row.club.name, row.points, *_numbers(row.tally)]
        for row in found.rows
    ]
    return (
        found.how,
        found.champion.key,
        found.champion.name,
        second.key if second else None,
        second.name if second else None,
        int(found.stated),
        found.stage,
        json.dumps(rows, ensure_ascii=False),
        json.dumps([numbers[id(match)] for match in found.matches]),
    )


def _numbers(t: Tally) -> list[int]:
    return [t.played, t.won, t.drawn, t.lost, t.goals_for, t.goals_against]
