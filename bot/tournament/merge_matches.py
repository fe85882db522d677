"""Matches and printed tables of two documents of a season: which are the same, which fill what is lacking."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.model import DIFFERS, Criterion, Match, OtherScore, Problem, Season
from bot.problems import problem
from bot.tournament.parts import SeasonParts
from bot.tournament.printed import differences
from bot.tournament.repeats import also
from bot.tournament.table import Rule

_RULE = Rule(3, (Criterion.POINTS,))


def matches_that_add_up(season: Season) -> int:
    """Return how many matches have a score, without those that contradict the document's own tables."""
    parts = SeasonParts(season, _RULE)
    tables = {table.clubs: table for table in parts.tables if table.complete}
    contradicted = 0
    for printed in parts.printed:
        table = tables.pop(printed.clubs, None)
        if table and any(found.number != "points" for found in differences(printed, [table])):
            contradicted += len(table.matches)
    return sum(match.scored for match in season.matches) - contradicted


def difference(kind: str, other: Season, line: int, **values: str | int) -> Problem:
    """Return the problem of two documents that differ; `other` is the one that does not lead."""
    values |= {"document": other.document, "title": other.title, "season": other.year}
    return problem(DIFFERS + kind, line, other.title, **values)


def fill_matches(leader: Season, other: Season) -> tuple[dict[str, Any], list[Problem]]:
    """Return the fields of matches and tables as both documents tell them, and where these differ."""
    fields: dict[str, Any] = {}
    if not leader.standings:
        fields["standings"] = other.standings
    if not leader.matches and other.matches:
        fields |= {name: getattr(other, name) for name in ("matches", "sections", "lost_tables")}
        fields["adjustments"] = leader.adjustments or other.adjustments
        return fields, []
    own = list(leader.matches)
    problems = []
    for theirs, mine in _twins(own, other.matches):
        own[mine], differing = _together(own[mine], theirs)
        if differing:
            problems.append(_score_differs(own[mine], theirs, other))
    return fields | {"matches": tuple(own)}, problems


def _twins(own: Sequence[Match], others: Sequence[Match]) -> list[tuple[Match, int]]:
    """Return the matches of another document with the numbers of the same matches in the leading one.

    Two are the same where the same team is at home and no date contradicts it, the date or the score being
    equal, or where no other match of the two teams comes into question.
    """
    by_teams: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, match in enumerate(own):
        by_teams[match.home.key, match.away.key].append(number)
    twins = []
    for match in others:
        numbers = by_teams.get((match.home.key, match.away.key), [])
        likely = [n for n in numbers if not (own[n].date and match.date) or own[n].date == match.date]
        best = sorted(likely, key=lambda n: (own[n].date != match.date, _goals(own[n]) != _goals(match)))
        if best:
            numbers.remove(best[0])
            twins.append((match, best[0]))
    return twins


def _goals(match: Match) -> tuple[int | None, int | None]:
    return match.home_goals, match.away_goals


def _together(match: Match, other: Match) -> tuple[Match, bool]:
    """Return a match with what another document says of it, and whether their scores differ."""
    if not other.scored:
        return match, False
    if not match.scored:
        place = match.source.order
        source = replace(other.source, place=place, also=(*other.source.also, *match.source.all))
        where: dict[str, Any] = {name: getattr(match, name) for name in ("stage", "group", "round", "leg")}
        return replace(other, source=source, date=other.date or match.date, **where), False
    if _goals(match) != _goals(other):
        score = OtherScore((other.home_goals or 0, other.away_goals or 0), other.source)
        return replace(match, other_scores=(*match.other_scores, score)), True
    return replace(
        match,
        source=also(match.source, other.source),
        date=match.date or other.date,
        penalties=match.penalties or other.penalties,
        extra_time=match.extra_time or other.extra_time,
    ), False


def _score_differs(match: Match, other: Match, document: Season) -> Problem:
    return difference(
        "match",
        document,
        other.source.line,
        home=match.home.name,
        away=match.away.name,
        stated=f"{match.home_goals}–{match.away_goals}",
        found=f"{other.home_goals}–{other.away_goals}",
    )
