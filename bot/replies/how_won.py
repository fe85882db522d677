"""How a season was decided, in one sentence."""

from bot.model import Match
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.tournament.decision import BY_FINAL, BY_STATED_TABLE, Decision
from bot.tournament.table import PLAY_OFF


def decision_line(decision: Decision, t: Language, *, again: bool = False) -> Marked:
    """Return who won the season and by what; `again` where the line above says already who won."""
    club = t.bold(phrases.club(decision.champion, t))
    other = t.bold(phrases.club(decision.runner_up, t)) if decision.runner_up else None
    if again and other is not None and decision.how in (BY_FINAL, PLAY_OFF) and not decision.rows:
        matches = dated_scores(decision, t)
        if decision.how == BY_FINAL:
            return t.say("📊 In the final against {other}: {matches}.", other=other, matches=matches)
        return t.say("📊 In the play-off against {other}: {matches}.", other=other, matches=matches)
    if decision.how == PLAY_OFF and other is not None:
        return _by_play_off(decision, club, other, t)
    if decision.how == BY_FINAL and other is not None:
        return t.say(
            "🏆 {club} won the title in the final against {other}: {matches}.",
            club=club,
            other=other,
            matches=dated_scores(decision, t),
        )
    if decision.how == BY_STATED_TABLE:
        return t.say("🏆 {club} is first in the table that the document prints.", club=club)
    first = t.say("🏆 {club} won the title, first in the table.", club=club)
    if other is None:
        return first
    return Marked(f"{first} {t.say('Second: {club}.', club=other)}")


def _by_play_off(decision: Decision, club: Marked, other: Marked, t: Language) -> Marked:
    matches = dated_scores(decision, t)
    if not decision.rows:
        return t.say(
            "🏆 {club} won the title in the play-off against {other}: {matches}.",
            club=club,
            other=other,
            matches=matches,
        )
    if len(decision.matches) == 1 and decision.matches[0].date:
        return t.count(
            "🏆 {club} won. Level with {other} on {n} point: the play-off of {date} ({score}) decided.",
            "🏆 {club} won. Level with {other} on {n} points: the play-off of {date} ({score}) decided.",
            decision.rows[0].points,
            club=club,
            other=other,
            date=t.date(decision.matches[0].date, length="long"),
            score=_score(decision.matches[0], decision, t),
        )
    return t.count(
        "🏆 {club} won. Level with {other} on {n} point, the play-off decided: {matches}.",
        "🏆 {club} won. Level with {other} on {n} points, the play-off decided: {matches}.",
        decision.rows[0].points,
        club=club,
        other=other,
        matches=matches,
    )


def dated_scores(decision: Decision, t: Language) -> Marked:
    """Return the scores of the matches that decided, the champion's goals first, with their dates."""
    return Marked("; ".join(_dated(match, decision, t) for match in decision.matches))


def _dated(match: Match, decision: Decision, t: Language) -> str:
    score = _score(match, decision, t)
    return f"{score}, {t.date(match.date)}" if match.date else score


def _score(match: Match, decision: Decision, t: Language) -> Marked:
    """Return the score with the champion's goals first, as a sentence about the champion wants it."""
    return phrases.score(phrases.seen_from(match, decision.champion.key), t)
