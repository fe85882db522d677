"""How a season was decided, worked out when its document is loaded: a row of `decision`."""

import json
from collections.abc import Mapping

from bot.cache.rows import Row
from bot.tournament.decision import Decision
from bot.tournament.tally import Tally


def decision_row(found: Decision, numbers: Mapping[int, int]) -> Row:
    """Return the row of `decision` after the season; `numbers` are those of the matches by identity."""
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
