"""The point of a question in free text, said before the whole answer: one match, place, comparison."""

import itertools
from collections.abc import Callable, Iterable

from bot.cache import Snapshot
from bot.model import Match
from bot.queries.champion import ChampionAnswer
from bot.queries.interpretation import Point
from bot.queries.match_heading import in_round, in_stage
from bot.queries.matches import MatchesAnswer
from bot.queries.results import Results, ResultsAnswer
from bot.queries.standings import StandingsAnswer
from bot.queries.team import biggest
from bot.queries.versus import VersusAnswer
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.tournament.table import Row, Table

_MOST = 8


async def point_lines(point: Point, answer: object, snapshot: Snapshot, t: Language) -> tuple[Marked, ...]:
    """Return the lines that say the point of the question from the answer's facts."""
    if point.aim == "compare":
        return await _compared(point, answer, snapshot, t)
    if point.aim == "second" and isinstance(answer, ChampionAnswer):
        return _second(answer, t)
    if point.aim == "no_round":
        return (t.say("No match stands there as “{round}” of its own.", round=point.round),)
    if point.aim == "place" and isinstance(answer, StandingsAnswer):
        return _placed(point, answer, t)
    matches = _matches(answer)
    if matches is None:
        return ()
    return _AIMS[point.aim](point, matches, t) if point.aim in _AIMS else ()


def _matches(answer: object) -> list[Match] | None:
    if isinstance(answer, ResultsAnswer):
        return [match for season in answer.seasons for match in season.matches]
    if isinstance(answer, MatchesAnswer):
        return [*answer.matches, *answer.infobox]
    return list(answer.matches) if isinstance(answer, VersusAnswer) else None


def _listed(heading: Marked, matches: Iterable[Match], t: Language) -> tuple[Marked, ...]:
    return (heading, *[Marked("➡️ " + _line(match, t)) for match in itertools.islice(matches, _MOST)])


def _line(match: Match, t: Language) -> Marked:
    """Return a match on one line; the season stands there where no date tells it."""
    line = phrases.match_line(match, t)
    return line if match.date else Marked(f"{line} · {match.season}")


def _on_day(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    if point.day is None:
        return ()
    day = t.date(point.day, length="long")
    there = [match for match in matches if match.date == point.day]
    if not there:
        return (t.say("The documents hold no such match on {day}.", day=day),)
    return _listed(t.say("On {day}:", day=day), there, t)


def _in_month(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    there = [m for m in matches if m.date and (m.date.year, m.date.month) == point.month]
    heading = t.count("{n} match in that month:", "{n} matches in that month:", len(there))
    return _listed(heading, there, t) if there else ()


def _end(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    """Return the last or first match: by date, in a season without dates as the document has them."""
    latest = point.aim == "last"
    if not matches:
        return ()
    season = (max if latest else min)(match.season for match in matches)
    inside = [match for match in matches if match.season == season]
    dates = [match.date for match in inside if match.date]
    ends = [inside[-1 if latest else 0]]
    if dates:
        day = max(dates) if latest else min(dates)
        ends = [match for match in inside if match.date == day]
    heading = (
        t.say("The last that the documents hold:") if latest else t.say("The first that the documents hold:")
    )
    return _listed(heading, ends, t)


def _of_score(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    if point.score is None:
        return ()
    goals = sorted(point.score)
    there = [m for m in matches if m.scored and sorted((m.home_goals or 0, m.away_goals or 0)) == goals]
    score = f"{max(goals)}–{min(goals)}"
    if not there:
        return (t.say("None of these matches ended {score}.", score=score),)
    return _listed(t.say("Ended {score}:", score=score), there, t)


def _of_round(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    if point.round is None:
        return ()
    there = [match for match in matches if in_round(match, point.round)]
    staged = [match for match in matches if in_stage(match, point.round)]
    if point.aim == "stage" or len({(match.season, match.round) for match in staged}) == 1:
        there = there or staged
    if not there:
        return (t.say("The documents hold no match of the club in “{round}”.", round=point.round),)
    return _listed(t.say("In “{round}”:", round=point.round), there, t)


def _biggest(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    club = point.clubs[0] if point.clubs else ""
    lines: tuple[Marked, ...] = ()
    wins, losses = biggest(club, matches), biggest(club, matches, lost=True)
    if wins:
        lines += _listed(t.say("Its biggest win:"), wins, t)
    if losses:
        lines += _listed(t.say("Its biggest defeat:"), losses, t)
    return lines


_AIMS: dict[str, Callable[[Point, list[Match], Language], tuple[Marked, ...]]] = {
    "day": _on_day,
    "month": _in_month,
    "last": _end,
    "first": _end,
    "score": _of_score,
    "round": _of_round,
    "stage": _of_round,
    "biggest": _biggest,
}


def _placed(point: Point, answer: StandingsAnswer, t: Language) -> tuple[Marked, ...]:
    lines = [
        line
        for table in (answer.tables if point.clubs else answer.tables[:1])
        for row in table.rows
        if _is_asked(row, point, table)
        for line in _place_line(row, table, t)
    ]
    if not lines and point.clubs:
        return (t.say("No table of this season can be worked out for the club."),)
    return tuple(lines)


def _is_asked(row: Row, point: Point, table: Table) -> bool:
    if point.clubs:
        return row.club.key in point.clubs
    place = table.rows[-1].position if point.place == -1 else point.place
    return row.position == place


def _place_line(row: Row, table: Table, t: Language) -> tuple[Marked, ...]:
    line = t.count(
        "{club}: {place} of {teams}, {n} point.",
        "{club}: {place} of {teams}, {n} points.",
        row.points,
        club=t.bold(phrases.club(row.club, t)),
        place=t.ordinal(row.position),
        teams=len(table.rows),
    )
    if table.complete:
        return (line,)
    missing = t.say(
        "That table is not complete: {played} of {needed} matches.",
        played=table.played,
        needed=table.needed,
    )
    return (line, missing)


def _second(answer: ChampionAnswer, t: Language) -> tuple[Marked, ...]:
    """Return who was second: stated, or shown by the table, the play-off or the final."""
    clubs = [honour.club for honour in answer.runners_up]
    if not clubs and answer.decision is not None and answer.decision.runner_up is not None:
        clubs = [answer.decision.runner_up]
    if not clubs:
        return (t.say("The document does not tell who was second."),)
    names = t.join([t.bold(phrases.club(club, t)) for club in clubs])
    return (t.say("Second: {club}.", club=names),)


async def _compared(point: Point, answer: object, snapshot: Snapshot, t: Language) -> tuple[Marked, ...]:
    """Return the numbers of two clubs side by side, of the season asked for or of all; the better is bold."""
    season = (
        answer.season.year if isinstance(answer, StandingsAnswer | ResultsAnswer) and answer.season else None
    )
    answers = [await Results(key, season).answer(snapshot) for key in point.clubs]
    if len(answers) != 2:
        return ()
    heading = t.say("All seasons of the documents:")
    if season is not None:
        heading = t.say("Season {season}:", season=season)
    tallies = [results.tally for results in answers]
    titles = [sum(len(season.titles) for season in results.seasons) for results in answers]
    rows: list[_Row] = [
        (t.say("goals scored"), [tally.goals_for for tally in tallies], max),
        (t.say("goals conceded"), [tally.goals_against for tally in tallies], min),
        (t.say("matches won"), [tally.won for tally in tallies], max),
        (t.say("matches played"), [tally.played for tally in tallies], max),
        (t.say("titles"), titles, max),
    ]
    if isinstance(answer, StandingsAnswer):
        rows[:0] = _points(answer, point.clubs, t)
    names = [t.text(results.club.name) for results in answers]
    return (heading, *(_side_by_side(*row, names, t) for row in rows))


_Row = tuple[Marked, list[int], Callable[[list[int]], int]]
"""What is compared, both numbers, and which of them is the better."""


def _points(answer: StandingsAnswer, clubs: tuple[str, ...], t: Language) -> list[_Row]:
    """Return the points and places of both in the first table that has them both."""
    for table in answer.tables:
        rows = {row.club.key: row for row in table.rows}
        if all(key in rows for key in clubs):
            return [
                (t.say("points"), [rows[key].points for key in clubs], max),
                (t.say("place in the table"), [rows[key].position for key in clubs], min),
            ]
    return []


def _side_by_side(
    what: Marked, values: list[int], better: Callable[[list[int]], int], names: list[Marked], t: Language
) -> Marked:
    best = better(values) if len(set(values)) > 1 else None
    sides = [
        Marked(f"{name} {t.bold(value) if value == best else value}")
        for name, value in zip(names, values, strict=True)
    ]
    return t.say("{what}: {one} · {other}", what=what, one=sides[0], other=sides[1])
