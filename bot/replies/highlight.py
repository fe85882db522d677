"""The point of a question in free text, said before the whole answer: one match, place, comparison."""

import itertools
from collections.abc import Iterable

from bot.cache import Snapshot
from bot.model import Match
from bot.queries.champion import ChampionAnswer
from bot.queries.highlight import (
    Compared,
    Comparison,
    compared,
    counted,
    matches_in,
    matches_meant,
    rows_meant,
    second_of,
)
from bot.queries.interpretation import Point
from bot.queries.standings import StandingsAnswer
from bot.queries.team import biggest
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.ranking import number_in_words
from bot.tournament.table import Row, Table

_MOST = 8


async def point_lines(point: Point, answer: object, snapshot: Snapshot, t: Language) -> tuple[Marked, ...]:
    """Return the lines that say the point of the question from the answer's facts."""
    if point.aim == "compare":
        comparison = await compared(point, answer, snapshot)
        return _comparison(comparison, t) if comparison else ()
    if point.aim == "second" and isinstance(answer, ChampionAnswer):
        return (_second(answer, t),)
    if point.aim == "count":
        return _counted(point, answer, t)
    if point.aim == "gap" and isinstance(answer, StandingsAnswer):
        return _behind(point, answer, t)
    if point.aim == "no_round":
        return (t.say("No match stands there as “{round}” of its own.", round=point.round),)
    if point.aim == "place" and isinstance(answer, StandingsAnswer):
        return _placed(point, answer, t)
    matches = matches_in(answer)
    if matches is None:
        return ()
    if point.aim == "biggest":
        return _biggest(point, matches, t)
    return _of_matches(point, matches_meant(point, matches), t)


def _counted(point: Point, answer: object, t: Language) -> tuple[Marked, ...]:
    """Return the number that was asked for, of the club if it is one's."""
    number = counted(point.what, answer)
    if number is None or point.what is None:
        return ()
    words = t.bold(number_in_words(number, point.what, t))
    club = getattr(answer, "club", None)
    return (
        t.say("{club}: {number}.", club=phrases.club(club, t), number=words) if club else Marked(words + "."),
    )


def _behind(point: Point, answer: StandingsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return how many points lie between clubs of a table, or between a club and the first."""
    for table in answer.leading_tables:
        rows = [row for row in table.rows if row.club.key in point.clubs]
        if len(point.clubs) < 2:
            rows = [*table.rows[: 1 if rows and rows[0] is not table.rows[0] else 2], *rows][:2]
        if len(rows) == 2:
            ahead, behind = sorted(rows, key=lambda row: -row.points)
            return (
                t.count(
                    "{first} {points}, {second} {others}: {n} point apart.",
                    "{first} {points}, {second} {others}: {n} points apart.",
                    ahead.points - behind.points,
                    first=t.bold(phrases.club(ahead.club, t)),
                    points=ahead.points,
                    second=t.bold(phrases.club(behind.club, t)),
                    others=behind.points,
                ),
            )
    return ()


def _listed(heading: Marked, matches: Iterable[Match], t: Language) -> tuple[Marked, ...]:
    return (heading, *[Marked("➡️ " + _line(match, t)) for match in itertools.islice(matches, _MOST)])


def _line(match: Match, t: Language) -> Marked:
    """Return a match on one line; the season stands there where no date tells it."""
    line = phrases.match_line(match, t)
    return line if match.date else Marked(f"{line} · {match.season}")


def _of_matches(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    """Return the matches that are meant, or that there is none."""
    heading, none = _heading(point, len(matches), t)
    if matches and heading:
        return _listed(heading, matches, t)
    return (none,) if none else ()


def _heading(point: Point, n: int, t: Language) -> tuple[Marked | None, Marked | None]:
    """Return what stands above the matches that are meant, and what is said where there is none."""
    if point.aim == "day" and point.day:
        day = t.date(point.day, length="long")
        return t.say("On {day}:", day=day), t.say("The documents hold no such match on {day}.", day=day)
    if point.aim == "month":
        return t.count("{n} match in that month:", "{n} matches in that month:", n), None
    if point.aim == "last":
        return t.say("The last that the documents hold:"), None
    if point.aim == "first":
        return t.say("The first that the documents hold:"), None
    if point.aim == "won":
        return t.count("{n} win:", "{n} wins:", n), t.say("No win that the documents hold.")
    if point.aim == "lost":
        return t.count("{n} defeat:", "{n} defeats:", n), t.say("No defeat that the documents hold.")
    if point.aim == "drawn":
        return t.count("{n} draw:", "{n} draws:", n), t.say("No draw that the documents hold.")
    if point.aim == "score" and point.score:
        score = f"{max(point.score)}–{min(point.score)}"
        none = t.say("None of these matches ended {score}.", score=score)
        return t.say("Ended {score}:", score=score), none
    if point.aim in ("round", "stage") and point.round is not None:
        none = t.say("The documents hold no match of the club in “{round}”.", round=point.round)
        return t.say("In “{round}”:", round=point.round), none
    return None, None


def _biggest(point: Point, matches: list[Match], t: Language) -> tuple[Marked, ...]:
    club = point.clubs[0] if point.clubs else ""
    wins, losses = biggest(club, matches), biggest(club, matches, lost=True)
    lines = _listed(t.say("Its biggest win:"), wins, t) if wins else ()
    return (*lines, *(_listed(t.say("Its biggest defeat:"), losses, t) if losses else ()))


def _placed(point: Point, answer: StandingsAnswer, t: Language) -> tuple[Marked, ...]:
    rows = rows_meant(point, answer)
    if not rows and point.clubs:
        return (t.say("No table of this season can be worked out for the club."),)
    return tuple([line for row, table in rows for line in _place_line(row, table, t)])


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


def _second(answer: ChampionAnswer, t: Language) -> Marked:
    clubs = second_of(answer)
    if not clubs:
        return t.say("The document does not tell who was second.")
    return t.say("Second: {club}.", club=t.join([t.bold(phrases.club(club, t)) for club in clubs]))


def _comparison(comparison: Comparison, t: Language) -> tuple[Marked, ...]:
    """Return the numbers of two clubs side by side; the better is bold."""
    heading = t.say("All seasons of the documents:")
    if comparison.season is not None:
        heading = t.say("Season {season}:", season=comparison.season)
    names = [t.text(club.name) for club in comparison.clubs]
    return (heading, *[_side_by_side(number, names, t) for number in comparison.numbers])


def _side_by_side(number: Compared, names: list[Marked], t: Language) -> Marked:
    titles = {
        "points": t.say("points"),
        "position": t.say("place in the table"),
        "scored": t.say("goals scored"),
        "conceded": t.say("goals conceded"),
        "won": t.say("matches won"),
        "played": t.say("matches played"),
        "titles": t.say("titles"),
    }
    first, second = [
        Marked(f"{name} {t.bold(value) if value == number.best else value}")
        for name, value in zip(names, number.values, strict=True)
    ]
    return t.say("{what}: {one} · {other}", what=titles[number.what], one=first, other=second)
