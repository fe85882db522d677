"""Who won a season and how, in one sentence."""

from collections.abc import Iterable, Mapping, Sequence

from bot.cache import SeasonRef
from bot.model import Criterion, Honour, Match, SeasonStatus, Team
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.tables import signed
from bot.tournament.decision import BY_FINAL, BY_STATED_TABLE, Decision
from bot.tournament.table import PLAY_OFF


def winner_lines(
    season: SeasonRef,
    champions: Sequence[Honour],
    decision: Decision | None,
    status: SeasonStatus,
    homes: Mapping[str, Sequence[str]],
    t: Language,
) -> list[Marked]:
    """Return who won a season and how, a sentence each, or why nobody did."""
    lines = [_champion(honour, season, decision, homes, t) for honour in champions]
    certain = [honour.club.key for honour in champions if not honour.in_doubt]
    if decision and decision.champion.key not in certain:
        line = t.say(
            "🥇 By the results I know, {club} won the {season} Copa Perú: {how}.",
            club=t.bold(phrases.club(decision.champion, t)),
            season=season.year,
            how=how_won(decision, t),
        )
        return [*lines, line]
    lines = lines or phrases.season_status(status, season.year, t)
    return lines or [
        t.say("I do not know who won the {season} Copa Perú: my source does not say.", season=season.year)
    ]


def other_runners_up(
    champions: Iterable[Honour],
    runners_up: Iterable[Honour],
    decision: Decision | None,
    homes: Mapping[str, Sequence[str]],
    t: Language,
) -> list[Marked]:
    """Return the runners-up of whom the sentence on the champion does not tell."""
    told = {honour.club.key for honour in champions}
    if decision and decision.runner_up:
        told.add(decision.runner_up.key)
    seconds = [honour.club for honour in runners_up if honour.club.key not in told]
    return [t.say("🥈 Runner-up: {club}", club=with_home(club, homes, t)) for club in seconds]


def _champion(
    honour: Honour,
    season: SeasonRef,
    decision: Decision | None,
    homes: Mapping[str, Sequence[str]],
    t: Language,
) -> Marked:
    if honour.in_doubt:
        return phrases.champion_in_doubt(honour, season, t)
    club = with_home(honour.club, homes, t)
    if decision and decision.champion.key == honour.club.key:
        how = how_won(decision, t)
        line = t.say("🏆 {club} won the {season} Copa Perú: {how}.", club=club, season=season.year, how=how)
    else:
        line = t.say("🏆 {club} won the {season} Copa Perú.", club=club, season=season.year)
    if honour.title is None:
        return line
    title = t.say("It was its {ordinal} title.", ordinal=t.ordinal(honour.title))
    return Marked(line + " " + title)


def with_home(club: Team, homes: Mapping[str, Sequence[str]], t: Language) -> Marked:
    """Return a club with its towns and its department, as far as they are known."""
    places = homes.get(club.key, ())
    if tuple(places) in ((), (club.department,)):
        return t.bold(phrases.club(club, t))
    home = Marked(", ".join([t.text(place) for place in places]))
    return t.say("{club} ({home})", club=t.bold(club.name), home=home)


def decision_line(decision: Decision, t: Language) -> Marked:
    """Return who won the season and by what."""
    club = t.bold(phrases.club(decision.champion, t))
    return t.say("🏆 {club} became champion: {how}.", club=club, how=how_won(decision, t))


def how_won(decision: Decision, t: Language) -> Marked:
    """Return by what the champion won, and who was second, as the end of a sentence about the champion."""
    other = t.bold(phrases.club(decision.runner_up, t)) if decision.runner_up else None
    if decision.how == PLAY_OFF and other is not None:
        return _by_play_off(decision, other, t)
    if decision.how == BY_FINAL and other is not None:
        if _beaten(decision):
            [match] = decision.matches
            score = _score(match, decision, t)
            if match.date is None:
                return t.say("it beat {other} {score} in the final", other=other, score=score)
            return t.say(
                "it beat {other} {score} in the final ({date})", other=other, score=score, date=match.date
            )
        return t.say(
            "it won the final against {other}, {scores}", other=other, scores=dated_scores(decision, t)
        )
    if decision.parted_by in (Criterion.GOAL_DIFFERENCE, Criterion.GOALS_SCORED) and other is not None:
        return _level(decision, other, t)
    first, second = _points(decision)
    if other is None:
        if first is None:
            return t.say("it finished first in the table")
        return t.count("it finished first with {n} point", "it finished first with {n} points", first)
    if first is None or second is None:
        return t.say("it finished first in the table, ahead of {other}", other=other)
    return t.count(
        "it finished first with {n} point, ahead of {other} on {second}",
        "it finished first with {n} points, ahead of {other} on {second}",
        first,
        other=other,
        second=second,
    )


def _points(decision: Decision) -> tuple[int | None, int | None]:
    """Return the points of champion and runner-up in the table that decided."""
    if decision.how == BY_STATED_TABLE or not decision.rows:
        return decision.points
    return decision.rows[0].points, decision.rows[1].points if len(decision.rows) > 1 else None


def _by_play_off(decision: Decision, other: Marked, t: Language) -> Marked:
    scores = dated_scores(decision, t)
    if not decision.rows:
        return t.say("it won the play-off against {other}, {scores}", other=other, scores=scores)
    return t.count(
        "it finished level with {other} on {n} point and won the play-off ({scores})",
        "it finished level with {other} on {n} points and won the play-off ({scores})",
        decision.rows[0].points,
        other=other,
        scores=scores,
    )


def _level(decision: Decision, other: Marked, t: Language) -> Marked:
    """Return what put the champion above the second on the same points."""
    first, second = decision.rows
    if decision.parted_by == Criterion.GOAL_DIFFERENCE:
        return t.count(
            "it finished level with {other} on {n} point, ahead on goal difference ({more} to {less})",
            "it finished level with {other} on {n} points, ahead on goal difference ({more} to {less})",
            first.points,
            other=other,
            more=signed(first.tally.goal_difference),
            less=signed(second.tally.goal_difference),
        )
    return t.count(
        "it finished level with {other} on {n} point, ahead on goals scored ({more} to {less})",
        "it finished level with {other} on {n} points, ahead on goals scored ({more} to {less})",
        first.points,
        other=other,
        more=first.tally.goals_for,
        less=second.tally.goals_for,
    )


def _beaten(decision: Decision) -> bool:
    """Tell whether the final was one match that the champion won by its goals."""
    if len(decision.matches) != 1:
        return False
    match = phrases.seen_from(decision.matches[0], decision.champion.key)
    return match.scored and (match.home_goals or 0) > (match.away_goals or 0)


def dated_scores(decision: Decision, t: Language) -> Marked:
    """Return the scores of the matches that decided, the champion's goals first, with their dates."""
    return Marked("; ".join([_dated(match, decision, t) for match in decision.matches]))


def _dated(match: Match, decision: Decision, t: Language) -> str:
    score = _score(match, decision, t)
    return f"{score}, {t.date(match.date)}" if match.date else score


def _score(match: Match, decision: Decision, t: Language) -> Marked:
    """Return the score with the champion's goals first, as a sentence about the champion wants it."""
    return phrases.marked_score(phrases.seen_from(match, decision.champion.key), t)
