"""Other views of a table: each team's results against each other, and its points after each round."""

import re
from collections import defaultdict
from dataclasses import dataclass

from bot.model import Match
from bot.tournament.table import Rule, Table
from bot.tournament.tally import points_of

_NUMBER = re.compile(r"\d+")
_MOST_NUMBERS = 10_000
"""Points that are worth showing: many times those of a league, few enough to be worked out at once."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result as one of the two teams sees it; goals are None where there is no score.

    `corrected` tells that it is the moderators' score.
    """

    own: int | None
    other: int | None
    at_home: bool
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Points of each row of a table after each round; the rounds in order, as the document calls them.

    A round without name in the document is a day of play, as ISO date. Adjustments are not in the points:
    the document does not tell after which round they were made.
    """

    rounds: tuple[str, ...]
    points: tuple[tuple[int, ...], ...]


def results_against(table: Table) -> dict[tuple[str, str], tuple[Result, ...]]:
    """Return the results of each club (a key) against each other, the home match first."""
    results: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for match in table.matches:
        home, away = match.home.key, match.away.key
        corrected = match.score_corrected
        results[home, away].append(Result(match.home_goals, match.away_goals, True, corrected))
        results[away, home].append(Result(match.away_goals, match.home_goals, False, corrected))
    return {clubs: tuple(sorted(own, key=lambda r: not r.at_home)) for clubs, own in results.items()}


def progress(table: Table, rule: Rule) -> Progress | None:
    """Return the points by round; None where there are not two rounds, or more than anybody reads."""
    rounds = _rounds(table)
    if rounds is None or len(rounds) * len(table.rows) > _MOST_NUMBERS:
        return None
    totals = {row.club.key: 0 for row in table.rows}
    columns = []
    for _, matches in rounds:
        for match in matches:
            for key in {match.home.key, match.away.key} & totals.keys():
                totals[key] += points_of(key, (match,), rule.win_points)
        columns.append(tuple(totals.values()))
    return Progress(tuple(name for name, _ in rounds), tuple(zip(*columns, strict=True)))


def _rounds(table: Table) -> list[tuple[str, list[Match]]] | None:
    scored = [match for match in table.matches if match.scored]
    rounds: dict[tuple[str | None, str], list[Match]] = defaultdict(list)
    if all(match.round for match in scored):
        for match in scored:
            rounds[match.group, match.round or ""].append(match)
    elif all(match.date for match in scored):
        for match in scored:
            rounds[None, match.date.isoformat() if match.date else ""].append(match)
    if len(rounds) < 2:
        return None
    halves = {group for group, _ in rounds}
    numbered = len(halves) == 1 and all(_NUMBER.search(name) for _, name in rounds)
    dated = None in halves and not any(match.round for match in scored)

    def place(item: tuple[tuple[str | None, str], list[Match]]) -> tuple[int, str]:
        (_, name), matches = item
        number = _NUMBER.search(name)
        if dated:
            return (0, name)
        if numbered and number:
            return (int(number[0]), name)
        return (min(match.source.order for match in matches), name)

    return [(name, matches) for (_, name), matches in sorted(rounds.items(), key=place)]
