"""Checks of the match lines among themselves: twice, impossible, too few."""

import datetime
from collections.abc import Iterator

from bot.model import Match, Problem, Season
from bot.problems import problem
from bot.text import fold
from bot.tournament.check_lists import match_text
from bot.tournament.check_sets import match_sets

_MOST_GOALS = 50


def check_matches(season: Season) -> Iterator[Problem]:
    """Tell impossible scores and dates, and matches that stand twice."""
    matches = [*season.matches, *(record.match for record in season.records)]
    for match in matches:
        yield from _check_match(match, season.year)
    yield from _check_twice(season)
    yield from _check_days(season)


def _check_match(match: Match, year: int) -> Iterator[Problem]:
    line, text = match.source.line, match_text(match)
    goals = max(match.home_goals or 0, match.away_goals or 0, *(match.penalties or (0, 0)))
    if goals > _MOST_GOALS:
        yield problem("score-impossible", line, text, goals=goals)
    if fold(match.home.name) == fold(match.away.name):
        yield problem("match-itself", line, text, team=match.home.name)
    if match.date and abs(match.date.year - year) > 1:
        yield problem("date-far", line, text, date=match.date.isoformat(), season=year)


def _check_twice(season: Season) -> Iterator[Problem]:
    """Tell a pairing that stands twice on one day, or twice in one round with one score and no two dates."""
    days: dict[tuple[datetime.date, frozenset[str]], Match] = {}
    rounds: dict[tuple[object, ...], Match] = {}
    for match in season.matches:
        teams = frozenset((fold(match.home.name), fold(match.away.name)))
        place = (match.stage, match.group, match.round, match.leg)
        same_round = (
            *place,
            fold(match.home.name),
            fold(match.away.name),
            match.home_goals,
            match.away_goals,
        )
        first = days.get((match.date, teams)) if match.date else None
        twin = rounds.get(same_round)
        if first is None and twin and (match.date is None or twin.date is None or match.date == twin.date):
            first = twin
        if first:
            yield problem(
                "match-twice",
                match.source.line,
                match_text(match),
                home=match.home.name,
                away=match.away.name,
                first=first.source.line,
            )
        if match.date:
            days.setdefault((match.date, teams), match)
        rounds.setdefault(same_round, match)


def _check_days(season: Season) -> Iterator[Problem]:
    """Tell a team that plays two different opponents on one day."""
    days: dict[tuple[datetime.date, str], Match] = {}
    for match in season.matches:
        for team, opponent in ((match.home.name, match.away.name), (match.away.name, match.home.name)):
            if match.date is None:
                continue
            first = days.setdefault((match.date, fold(team)), match)
            if first is not match and fold(opponent) not in (fold(first.home.name), fold(first.away.name)):
                yield problem(
                    "team-twice-a-day",
                    match.source.line,
                    match_text(match),
                    team=team,
                    date=match.date.isoformat(),
                    first=first.source.line,
                )


def check_completeness(season: Season) -> Iterator[Problem]:
    """Tell sets of matches too few for a round robin of their teams, and lost tables."""
    for one in match_sets(season.matches):
        needed, found = one.needed(), len(one.matches)
        if found < needed:
            first = one.matches[0].source
            values = {"teams": len(one.teams), "needed": needed, "found": found}
            yield problem("set-incomplete", first.line, one.title, stage=one.title, **values)
    for table in season.lost_tables:
        heading = " > ".join(table.source.headings) or season.title
        yield problem("lost-table", table.source.line, heading, heading=heading)


def check_rows(season: Season) -> Iterator[Problem]:
    """Tell rows of printed standings whose numbers do not add up."""
    for row in season.standings:
        parts = (row.won, row.drawn, row.lost)
        if row.played is None or any(part is None for part in parts):
            continue
        won, drawn, lost = (part or 0 for part in parts)
        if won + drawn + lost != row.played:
            values = {"won": won, "drawn": drawn, "lost": lost, "played": row.played}
            yield problem("row-sum", row.source.line, row.club.name, team=row.club.name, **values)
