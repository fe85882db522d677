"""What a table or knock-out shows, in a sentence: who came first, how far ahead, by what."""

from bot.model import Criterion, Team
from bot.queries.standings import PrintedTable, StandingsAnswer
from bot.replies import phrases
from bot.replies.how_won import dated_scores, decision_line
from bot.replies.language import Language, Marked
from bot.replies.standings_pictures import Shown, decides
from bot.replies.standings_rules import completeness_line
from bot.replies.standings_views import stage_name
from bot.tournament.brackets import Bracket
from bot.tournament.decision import Decision
from bot.tournament.table import PLAY_OFF, Table


def lead_lines(first: Shown | None, answer: StandingsAnswer, t: Language) -> list[Marked]:
    """Return who won the season, where the answer is of all of it or of what decided it, and who is first."""
    decision = answer.decision
    doubts = [
        phrases.champion_in_doubt(honour, answer.season, t) for honour in answer.champions if honour.in_doubt
    ]
    if decision is not None and not doubts:
        if first is not None and decides(first, answer):
            return [_deciding_line(first, decision, t)]
        if answer.stage is None:
            return [decision_line(decision, t), *_first_line(first, t)]
    if answer.stage is not None:
        return _first_line(first, t)
    return [*champion_lines(answer, t), *_first_line(first, t)]


def champion_lines(answer: StandingsAnswer, t: Language) -> list[Marked]:
    """Return champion and runner-up as they are stated."""
    lines = []
    for honour in answer.champions:
        if honour.in_doubt:
            lines.append(phrases.champion_in_doubt(honour, answer.season, t))
        else:
            club = t.bold(phrases.club(honour.club, t))
            lines.append(t.say("🏆 Champion: {club}.", club=club))
    lists = [ref.document for ref in answer.season.all if ref.of_list]
    for honour in answer.runners_up:
        club = t.bold(phrases.club(honour.club, t))
        if honour.source.document in lists:
            lines.append(t.say("🥈 Runner-up, by the list of champions: {club}.", club=club))
        else:
            lines.append(t.say("🥈 Runner-up: {club}.", club=club))
    return lines


def _deciding_line(first: Shown, decision: Decision, t: Language) -> Marked:
    """Return who won the season by what is shown."""
    if decision.how == PLAY_OFF and decision.rows and decision.runner_up is not None:
        return t.say(
            "🏆 {club} won the play-off against {other} ({scores}) after both finished on {points}.",
            club=t.bold(decision.champion.name),
            other=t.bold(decision.runner_up.name),
            scores=dated_scores(decision, t),
            points=_points(decision.rows[0].points, t),
        )
    if isinstance(first, Bracket):
        return decision_line(decision, t)
    if isinstance(first, PrintedTable):
        points = (first.table.points_at(1), first.table.points_at(2))
        line = _ahead(decision.champion, decision.runner_up, points, decision.parted_by, t)
    else:
        own, *others = [row.points for row in decision.rows]
        points = (own, others[0] if others else None)
        line = _ahead(decision.champion, decision.runner_up, points, decision.parted_by, t)
    return Marked(f"🏆 {line}")


def _first_line(first: Shown | None, t: Language) -> list[Marked]:
    """Return who is first in a table, or what a knock-out is made of; headed by stage and group."""
    if first is None:
        return []
    if isinstance(first, Bracket):
        rounds = t.join([phrases.heading(round_.name, t) for round_ in first.rounds if round_.name])
        ties = sum(len(round_.nodes) for round_ in first.rounds)
        if not rounds:
            return [t.count("{n} tie.", "{n} ties.", ties)]
        return [t.count("{n} tie: {rounds}.", "{n} ties: {rounds}.", ties, rounds=rounds)]
    table = first.table if isinstance(first, PrintedTable) else first
    name = stage_name(table.stage, table.group, t)
    line = _first_of_printed(first, t) if isinstance(first, PrintedTable) else _first_of_table(first, t)
    if line is None:
        return []
    return [t.say("{stage}: {sentence}", stage=name, sentence=line) if name else line]


def _first_of_printed(printed: PrintedTable, t: Language) -> Marked | None:
    table = printed.table
    club = table.at(1)
    if table.is_empty or club is None:
        return None
    return _ahead(club, table.at(2), (table.points_at(1), table.points_at(2)), None, t)


def _first_of_table(table: Table, t: Language) -> Marked:
    if not table.complete:
        return completeness_line(table, t)
    first, second = table.rows[:2]
    if first.shared:
        clubs = t.join([t.bold(row.club.name) for row in table.rows if row.position == first.position])
        return t.say("{clubs} share first place with {points}.", clubs=clubs, points=_points(first.points, t))
    parted_by = table.levels[0].by if table.levels and table.levels[0].upper is first else None
    other = None if second.shared else second.club
    return _ahead(first.club, other, (first.points, second.points), parted_by, t)


def _ahead(
    club: Team,
    other: Team | None,
    points: tuple[int | None, int | None],
    parted_by: str | None,
    t: Language,
) -> Marked:
    """Return who finished first and how far ahead of the second, as far as the points are known."""
    own, others = points
    names = {"club": t.bold(club.name), "other": t.bold(other.name) if other else Marked()}
    if own is None:
        if other is None:
            return t.say("{club} finished first.", **names)
        return t.say("{club} finished first, ahead of {other}.", **names)
    names["points"] = _points(own, t)
    if other is None or others is None or others > own:
        return t.say("{club} finished first with {points}.", **names)
    if others < own:
        return t.count(
            "{club} finished first with {points}, {n} ahead of {other}.",
            "{club} finished first with {points}, {n} ahead of {other}.",
            own - others,
            **names,
        )
    if parted_by == Criterion.GOAL_DIFFERENCE:
        return t.say("{club} finished first on goal difference, level with {other} on {points}.", **names)
    if parted_by == Criterion.GOALS_SCORED:
        return t.say("{club} finished first on goals scored, level with {other} on {points}.", **names)
    if parted_by == PLAY_OFF:
        return t.say("{club} finished first by the play-off, level with {other} on {points}.", **names)
    return t.say("{club} finished first, level with {other} on {points}.", **names)


def _points(n: int, t: Language) -> Marked:
    return t.count("{n} point", "{n} points", n)
