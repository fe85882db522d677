"""Brackets against the matches of a document: they name who went on, and nobody is at home in them."""

import re
from collections import defaultdict
from dataclasses import replace

from bot.model import Match
from bot.reader.builder import Draft
from bot.reader.headings import is_knockout
from bot.reader.outline import Line
from bot.text import fold

_GOALS = re.compile(r"(?<![\w(])\d{1,2}(?![\w)])")


def read_brackets(draft: Draft, rows: list[Line]) -> None:
    """Give the matches of each pair the one that went on, and tell results that differ or stand alone."""
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
    if match.home_goals is None or match.away_goals is None:
        return None
    goals = (match.home_goals, match.away_goals)
    return goals if fold(match.home.name) == fold(team) else goals[::-1]


def _fits(stated: list[tuple[int, int]], played: list[tuple[int, int]]) -> bool:
    """Tell whether the numbers of a bracket are those of the matches, or what they add up to."""
    total = (sum(own for own, _ in played), sum(other for _, other in played))
    if len(stated) == 1:
        return stated[0] == total or stated[0] in played
    sums = (sum(own for own, _ in stated[:-1]), sum(other for _, other in stated[:-1]))
    # The last number may be the aggregate of those before it.
    return sorted(stated) == sorted(played) or (stated[-1] == sums and sorted(stated[:-1]) == sorted(played))
