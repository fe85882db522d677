"""The point of a question in free text, said before or instead of the whole answer."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.cache import Snapshot
from bot.model import Match, Team
from bot.queries.champion import ChampionAnswer
from bot.queries.champions import ChampionsAnswer
from bot.queries.highlight import (
    Compared,
    Comparison,
    compared,
    counted,
    matches_in,
    matches_meant,
    numbers_of,
    ranked_meant,
    rows_meant,
    scored_most,
    second_of,
)
from bot.queries.interpretation import Point
from bot.queries.ranking import RankingAnswer
from bot.queries.results import ResultsAnswer
from bot.queries.scorers import ScorersAnswer
from bot.queries.seasons import SeasonsAnswer
from bot.queries.standings import StandingsAnswer
from bot.queries.team import TeamAnswer, biggest
from bot.queries.versus import VersusAnswer
from bot.replies import phrases
from bot.replies.honours import (
    at_least_line,
    compared_line,
    editions_line,
    exactly_line,
    in_a_row_line,
    leaving_out_line,
    of_draws_line,
    second_line,
    summed_line,
    title_line,
    without_title_line,
    won_line,
    years_between_lines,
)
from bot.replies.how_won import with_home
from bot.replies.language import Language, Marked
from bot.replies.ranking import number_in_words, placed_line
from bot.replies.scorers import club_lines
from bot.replies.tables import signed
from bot.tournament.decision import BY_FINAL
from bot.tournament.table import Row, Table

_MOST = 15
_MOST_NAMED = 6
_OUTCOMES = ("won", "lost", "drawn")
_FINAL = "final"


@dataclass(frozen=True, slots=True)
class Highlight:
    """What is said of the point of a question: sentences, and the matches that it is about.

    With `alone` the rest of the answer is left out, for it tells the same again.
    """

    lines: tuple[Marked, ...] = ()
    matches: tuple[Marked, ...] = ()
    alone: bool = False


async def highlight(
    point: Point, answer: object, snapshot: Snapshot, t: Language, *, yes_or_no: bool = False
) -> Highlight:
    """Return what the answer says of the point of the question, with yes or no where that was asked."""
    if point.aim in ("compare", "sum") and isinstance(answer, RankingAnswer):
        each = compared_line(point, answer, snapshot, t)
        return Highlight((summed_line(point, answer, snapshot, t), each) if point.aim == "sum" else (each,))
    if point.aim in ("compare", "sum"):
        comparison = await compared(point, answer, snapshot)
        if comparison is not None and point.aim == "sum":
            return Highlight(_summed(comparison, point.what, t))
        return Highlight(_comparison(comparison, point.what, t) if comparison else ())
    if point.aim == "years_between" and isinstance(answer, TeamAnswer | ChampionsAnswer):
        return Highlight(years_between_lines(point, answer, t))
    if point.aim in ("title", "won_it", "editions", "at_least", "exactly", "in_a_row", "without_title"):
        return Highlight(_of_honours(point, answer, snapshot, t, yes_or_no=yes_or_no))
    if point.aim == "leaving_out":
        rest, is_all = leaving_out_line(point, answer, t)
        return Highlight((rest,) if rest is not None else (), alone=is_all)
    if point.aim == "drawn" and isinstance(answer, RankingAnswer):
        return Highlight((of_draws_line(answer, t),))
    if point.aim == "second" and isinstance(answer, SeasonsAnswer):
        line = second_line(answer, t)
        return Highlight((line,) if line is not None else ())
    if point.aim == "second" and isinstance(answer, ChampionAnswer):
        return Highlight((_second(answer, t),))
    if point.aim == "home" and isinstance(answer, ChampionAnswer):
        return Highlight(_homes(point, answer, t))
    if point.aim == "scorer_club" and isinstance(answer, ScorersAnswer):
        return Highlight(club_lines(answer, t))
    if point.aim == "count":
        return Highlight(_counted(point, answer, t, yes_or_no=yes_or_no))
    if point.aim == "gap" and isinstance(answer, StandingsAnswer):
        return Highlight(_behind(point, answer, t))
    if point.aim == "relegated":
        return Highlight((t.say("My sources do not say who was relegated."),))
    if point.aim == "no_round":
        return Highlight((_no_round(point, answer, t),))
    if point.aim == "place" and isinstance(answer, RankingAnswer):
        return Highlight(tuple(placed_line(ranked_meant(point, answer), answer, t)))
    if point.aim == "place" and isinstance(answer, StandingsAnswer):
        return Highlight(_placed(point, answer, t))
    matches = matches_in(answer)
    if matches is None:
        return Highlight()
    if not matches and point.aim in _OUTCOMES and isinstance(answer, ResultsAnswer):
        return Highlight()  # no result at all is no proof of no defeat
    if point.aim == "biggest":
        return _biggest(point, matches, t)
    if point.aim == "scored_most":
        return _scored_most(point, matches, t)
    return _of_matches(point, matches_meant(point, matches), t, yes_or_no=yes_or_no)


def _of_honours(
    point: Point, answer: object, snapshot: Snapshot, t: Language, *, yes_or_no: bool
) -> tuple[Marked, ...]:
    """Return what is said of titles and editions."""
    line: Marked | None = None
    if point.aim == "title":
        line = title_line(point, answer, t)
    elif point.aim == "won_it" and yes_or_no and isinstance(answer, ChampionAnswer):
        line = won_line(point, answer, snapshot, t)
    elif point.aim == "editions" and isinstance(answer, SeasonsAnswer):
        line = editions_line(point, answer, t)
    elif point.aim == "at_least" and isinstance(answer, RankingAnswer):
        line = at_least_line(point, answer, t)
    elif point.aim == "exactly" and isinstance(answer, RankingAnswer):
        line = exactly_line(point, answer, t)
    elif point.aim == "in_a_row" and isinstance(answer, ChampionsAnswer):
        line = in_a_row_line(point, answer, t)
    elif point.aim == "without_title" and isinstance(answer, ChampionsAnswer):
        line = without_title_line(point, answer, t)
    return (line,) if line is not None else ()


def _counted(point: Point, answer: object, t: Language, *, yes_or_no: bool) -> tuple[Marked, ...]:
    """Return the number that was asked for, of the club if it is one's."""
    if point.what == "finals" and isinstance(answer, TeamAnswer):
        numbers = {what: counted(what, answer) or 0 for what in ("titles", "runner_up")}
        told = t.join([t.bold(number_in_words(number, what, t)) for what, number in numbers.items()])
        return (t.say("{club}: {number}.", number=told, club=phrases.club(answer.club, t)),)
    number = counted(point.what, answer)
    if number is None or point.what is None:
        return ()
    of_match = isinstance(answer, VersusAnswer | ResultsAnswer) and not point.clubs and point.what == "goals"
    if of_match:
        number += counted("conceded", answer) or 0
    if point.place is not None and number > point.place:
        yes_or_no = False  # where five titles are four, neither yes nor no is the whole truth
    yes = number >= (1 if point.place is None else point.place)
    club = None if of_match else getattr(answer, "club", None)
    words = t.bold(number_in_words(number, point.what, t))
    if club is None:
        return (Marked(words + "."),)
    name = phrases.club(club, t)
    if point.what == "titles" and isinstance(answer, TeamAnswer):
        # The profile begins with the titles, of several also with their number.
        if yes_or_no:
            return (t.bold(t.say("Yes.") if yes else t.say("No.")),)
        if number != 1:
            return ()
    if point.what == "titles" and isinstance(answer, ResultsAnswer) and not number:
        line = t.say("{club} has no Copa Perú title in the editions that I know.", club=t.bold(name))
    else:
        line = t.say("{club}: {number}.", number=words, club=name)
    return (_with_yes_or_no(line, t, yes=yes) if yes_or_no else line,)


def _with_yes_or_no(line: Marked, t: Language, *, yes: bool) -> Marked:
    return t.say("Yes. {sentence}", sentence=line) if yes else t.say("No. {sentence}", sentence=line)


def _behind(point: Point, answer: StandingsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return how many points lie between clubs of a table, or between a club and the first."""
    for table in answer.leading_tables:
        rows = [row for row in table.rows if row.club.key in point.clubs]
        if len(point.clubs) < 2:
            ends = [table.rows[0], table.rows[-1]] if point.place == -1 and table.rows[1:] else None
            rows = ends or [*table.rows[: 1 if rows and rows[0] is not table.rows[0] else 2], *rows][:2]
        if len(rows) == 2:
            ahead, behind = sorted(rows, key=lambda row: -row.points)
            return (
                t.count(
                    "{n} point: {first} had {points}, {second} {others}.",
                    "{n} points: {first} had {points}, {second} {others}.",
                    ahead.points - behind.points,
                    first=phrases.club(ahead.club, t),
                    points=ahead.points,
                    second=phrases.club(behind.club, t),
                    others=behind.points,
                ),
            )
    return ()


def _no_round(point: Point, answer: object, t: Language) -> Marked:
    """Return that there was no final or the like, and by what the title was decided instead."""
    decision = answer.decision if isinstance(answer, ChampionAnswer) else None
    if decision is not None and decision.how != BY_FINAL and point.round == _FINAL:
        return t.say("There was no final: the title was decided in a group.")
    return t.say("I know of no match called “{round}” there.", round=_round_name(point.round or "", t))


def _of_matches(point: Point, matches: list[Match], t: Language, *, yes_or_no: bool) -> Highlight:
    """Return the matches that are meant and what they say, or that there is none."""
    line = _sentence(point, matches, t) if matches else _none(point, t)
    if line is None:
        return Highlight()
    if yes_or_no and point.aim in (*_OUTCOMES, "score"):
        line = _with_yes_or_no(line, t, yes=bool(matches) != (point.what == "unbeaten"))
    if not matches:
        return Highlight((line,))
    listed = tuple([_line(match, t) for match in itertools.islice(matches, _MOST)])
    if len(matches) > _MOST:
        return Highlight((line,))
    return Highlight((line,), listed, alone=True)


def _line(match: Match, t: Language) -> Marked:
    """Return a match on one line; the season stands there where no date tells it."""
    line = phrases.match_line(match, t)
    return Marked(f"➡️ {line}" if match.date else f"➡️ {line} · {match.season}")


def _sentence(point: Point, matches: list[Match], t: Language) -> Marked | None:
    """Return what the matches that are meant say."""
    n = len(matches)
    goals = [sum(match.score) for match in matches if match.score is not None]
    match point.aim:
        case "day" if point.day:
            day = t.date(point.day, length="long")
            if point.what == "goals" and len(goals) == n:
                return t.count("{n} goal on {day}.", "{n} goals on {day}.", sum(goals), day=day)
            return t.count("{n} match on {day}.", "{n} matches on {day}.", n, day=day)
        case "month" if point.month:
            month = t.month(*point.month)
            if point.what == "goals" and len(goals) == n:
                return t.count("{n} goal in {month}.", "{n} goals in {month}.", sum(goals), month=month)
            return t.count("{n} match in {month}.", "{n} matches in {month}.", n, month=month)
        case "last":
            return t.count("The last one that I know:", "The last ones that I know:", n)
        case "first":
            return t.count("The first one that I know:", "The first ones that I know:", n)
        case "most_goals":
            return t.count("The match with most goals:", "The matches with most goals:", n)
        case "score" if point.score:
            score = f"{max(point.score)}–{min(point.score)}"
            return t.count("{n} match ended {score}.", "{n} matches ended {score}.", n, score=score)
        case "round" | "stage" if point.round is not None:
            return t.count(
                "{round}: {n} match.", "{round}: {n} matches.", n, round=_round_name(point.round, t)
            )
        case "won" | "lost" | "drawn" | "not_won" | "not_lost":
            return _outcome(point, matches, t)
    return None


def _round_name(typed: str, t: Language) -> Marked:
    """Return a round or stage in the reader's words, or as it was typed."""
    return phrases.heading(typed[:1].upper() + typed[1:], t)


def _outcome(point: Point, matches: Sequence[Match], t: Language) -> Marked:
    """Return whom a club beat, lost to or drew with; how many matches of a season were drawn."""
    if not point.clubs:
        return t.count("{n} draw.", "{n} draws.", len(matches))
    own = _own(point.clubs[0], matches[0])
    others = _others(point.clubs[0], matches)
    named = phrases.first_names([t.bold(other.name) for other in others], _MOST_NAMED, t)
    clubs = {"club": t.bold(own.name), "others": named}
    if point.aim == "not_won":
        return t.say("{club} did not beat {others}.", **clubs)
    if point.aim == "not_lost":
        return t.say("Did not beat {club}: {others}.", **clubs)
    if point.aim == "won":
        return t.say("{club} beat {others}.", **clubs)
    if point.aim == "lost":
        return t.say("{club} lost to {others}.", **clubs)
    return t.say("{club} drew with {others}.", **clubs)


def _own(club: str, match: Match) -> Team:
    return match.home if match.home.key == club else match.away


def _others(club: str, matches: Iterable[Match]) -> list[Team]:
    """Return the opponents of a club, each once."""
    teams = [match.away if match.home.key == club else match.home for match in matches]
    return [*{team.key: team for team in teams}.values()]


def _none(point: Point, t: Language) -> Marked | None:
    """Return that no match is meant."""
    match (point.what if point.aim in ("first", "last") else None) or point.aim:
        case "day" if point.day:
            return t.say("I know of no such match on {day}.", day=t.date(point.day, length="long"))
        case "month" if point.month:
            return t.say("I know of no match in {month}.", month=t.month(*point.month))
        case "score" if point.score:
            score = f"{max(point.score)}–{min(point.score)}"
            return t.say("There is no {score} in the results that I know.", score=score)
        case "round" | "stage" if point.round is not None:
            return t.say("I know of no match of the club in “{round}”.", round=_round_name(point.round, t))
        case "not_won":
            return t.say("It beat every opponent in the results that I know.")
        case "not_lost":
            return t.say("Every opponent beat it in the results that I know.")
        case "won" | "lost" | "drawn" if point.clubs[1:]:
            return t.say("Nobody else in the results that I know.")
        case "won":
            return t.say("There is no win in the results that I know.")
        case "lost":
            return t.say("There is no defeat in the results that I know.")
        case "drawn":
            return t.say("There is no draw in the results that I know.")
    return None


def _biggest(point: Point, matches: list[Match], t: Language) -> Highlight:
    """Return the biggest wins and defeats of a club."""
    club = point.clubs[0] if point.clubs else ""
    lines: list[Marked] = []
    wins, losses = biggest(club, matches), biggest(club, matches, lost=True)
    if wins:
        lines += [t.count("Biggest win:", "Biggest wins:", len(wins)), *[_line(match, t) for match in wins]]
    if losses:
        heading = t.count("Biggest defeat:", "Biggest defeats:", len(losses))
        lines += [heading, *[_line(match, t) for match in losses]]
    return Highlight(tuple(lines[:1]), tuple(lines[1:]), alone=bool(lines))


def _scored_most(point: Point, matches: list[Match], t: Language) -> Highlight:
    """Return the opponents against which a club scored most, with the matches."""
    most, others, meant = scored_most(point.clubs[0], matches)
    if not most:
        return Highlight()
    own = t.bold(_own(point.clubs[0], meant[0]).name)
    names = t.join([t.bold(other.name) for other in others])
    line = t.count(
        "{club} scored most against {others}: {n} goal.",
        "{club} scored most against {others}: {n} goals.",
        most,
        club=own,
        others=names,
    )
    return Highlight((line,), tuple([_line(match, t) for match in meant]), alone=True)


def _placed(point: Point, answer: StandingsAnswer, t: Language) -> tuple[Marked, ...]:
    rows = rows_meant(point, answer)
    if not rows and point.clubs:
        return (t.say("I have no table of that edition with the club."),)
    lines = []
    for row, table in rows:
        number = numbers_of(row.tally).get(point.what or "")
        if number is not None and point.what is not None:
            words = t.bold(number_in_words(number, point.what, t))
            lines.append(t.say("{club}: {number}.", number=words, club=phrases.club(row.club, t)))
        if point.what or not _is_told(row, table, answer):
            lines.append(_place_line(row, table, t))
    return tuple(lines)


def _is_told(row: Row, table: Table, answer: StandingsAnswer) -> bool:
    """Tell whether the table's own first sentence says the same: who came first."""
    return row.position == 1 and table.complete and len(answer.leading_tables) == 1


def _place_line(row: Row, table: Table, t: Language) -> Marked:
    values = {
        "club": t.bold(phrases.club(row.club, t)),
        "place": t.ordinal(row.position),
        "teams": len(table.rows),
    }
    if table.complete:
        return t.count(
            "{club} finished {place} of {teams} with {n} point.",
            "{club} finished {place} of {teams} with {n} points.",
            row.points,
            **values,
        )
    return t.count(
        "{club}: {place} of {teams} with {n} point, after {played} of {needed} matches.",
        "{club}: {place} of {teams} with {n} points, after {played} of {needed} matches.",
        row.points,
        played=table.played,
        needed=table.needed,
        **values,
    )


def _second(answer: ChampionAnswer, t: Language) -> Marked:
    clubs = second_of(answer)
    if not clubs:
        return t.say("I do not know who finished second.")
    return t.say(
        "{clubs} finished second.", clubs=t.join([with_home(club, answer.homes, t) for club in clubs])
    )


def _homes(point: Point, answer: ChampionAnswer, t: Language) -> tuple[Marked, ...]:
    """Return where the champion, or the runner-up, is from."""
    first = [honour.club for honour in answer.champions if not honour.in_doubt]
    lines = []
    for club in second_of(answer) if point.what == "runner_up" else first:
        home = ", ".join(answer.homes.get(club.key, ()))
        if home:
            lines.append(t.say("{club} is from {home}.", club=t.bold(club.name), home=t.bold(home)))
    return tuple(lines)


def _comparison(comparison: Comparison, what: str | None, t: Language) -> tuple[Marked, ...]:
    """Return the numbers of two clubs side by side, or the one asked for; the better is bold."""
    first, second = [t.text(club.name) for club in comparison.clubs]
    heading = t.say("{first} and {second} in all editions that I know:", first=first, second=second)
    if comparison.season is not None:
        heading = t.say(
            "{first} and {second} in {season}:", first=first, second=second, season=comparison.season
        )
    numbers = [number for number in comparison.numbers if number.what == what] or comparison.numbers
    if what is not None and len(numbers) == 1:
        [number] = numbers
        one, other = number.values
        both = _side_by_side(number, [first, second], t)
        return heading, Marked(f"{both} · {t.say('difference: {n}', n=t.bold(abs(one - other)))}")
    return (heading, *[_side_by_side(number, [first, second], t) for number in numbers])


def _summed(comparison: Comparison, what: str | None, t: Language) -> tuple[Marked, ...]:
    """Return what the numbers of two clubs add up to, and both."""
    number = next((number for number in comparison.numbers if number.what == what), None)
    if number is None:
        return ()
    names = t.join([t.bold(club.name) for club in comparison.clubs])
    words = t.bold(number_in_words(sum(number.values), number.what, t))
    heading = t.say("{names} together: {number}.", names=names, number=words)
    if comparison.season is not None:
        season = comparison.season
        heading = t.say("{names} together in {season}: {number}.", names=names, season=season, number=words)
    return heading, _side_by_side(number, [t.text(club.name) for club in comparison.clubs], t)


def _side_by_side(number: Compared, names: list[Marked], t: Language) -> Marked:
    titles = {
        "points": t.say("points"),
        "position": t.say("place in the table"),
        "difference": t.say("goal difference"),
        "scored": t.say("goals scored"),
        "conceded": t.say("goals conceded"),
        "won": t.say("matches won"),
        "played": t.say("matches played"),
        "titles": t.say("titles"),
    }
    shown = [signed(value) if number.what == "difference" else str(value) for value in number.values]
    first, second = [
        Marked(f"{name} {t.bold(text) if value == number.best else text}")
        for name, text, value in zip(names, shown, number.values, strict=True)
    ]
    return t.say("{what}: {one} · {other}", what=titles[number.what], one=first, other=second)
