"""What a table goes by, in words: its matches, its rule, and what put one club above another."""

from collections.abc import Iterable

from bot.model import Criterion, Match
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.tables import signed
from bot.tournament.table import Level, Row, Rule, Table


def completeness_line(table: Table, t: Language) -> Marked:
    """Return how many matches a table is worked out from, and whether they are all."""
    if not table.complete:
        return t.count(
            "⚠️ Incomplete: {found} of {n} match. This is not a final table.",
            "⚠️ Incomplete: {found} of {n} matches. This is not a final table.",
            table.needed,
            found=t.number(table.played),
        )
    matches = phrases.matches(table.played, t)
    if table.legs == 1:
        return t.say("Complete, worked out from {matches}: each met each once.", matches=matches)
    if table.legs == 2:
        return t.say("Complete, worked out from {matches}: each met each twice.", matches=matches)
    return t.say(
        "Complete, worked out from {matches}: each met each {times} times.", matches=matches, times=table.legs
    )


def level_line(level: Level, t: Language) -> Marked:
    """Return what put one of two clubs on the same points above the other."""
    upper, lower = level.upper, level.lower
    clubs = {"upper": upper.club.name, "lower": lower.club.name}
    if level.by == Criterion.GOAL_DIFFERENCE:
        return t.say(
            "{upper} is above {lower} on goal difference ({more} to {less}).",
            more=signed(upper.tally.goal_difference),
            less=signed(lower.tally.goal_difference),
            **clubs,
        )
    if level.by == Criterion.GOALS_SCORED:
        return t.say(
            "{upper} is above {lower} on goals scored ({more} to {less}).",
            more=upper.tally.goals_for,
            less=lower.tally.goals_for,
            **clubs,
        )
    if level.by is not None:
        return t.say("{upper} is above {lower} by the play-off.", **clubs)
    return t.say("{upper} and {lower} are level in everything and share the place.", **clubs)


def rule_line(rule: Rule, t: Language) -> Marked:
    """Return the rule by which a table is made."""
    names = {
        Criterion.POINTS: t.say("points"),
        Criterion.GOAL_DIFFERENCE: t.say("goal difference"),
        Criterion.GOALS_SCORED: t.say("goals scored"),
    }
    order = [names[criterion] for criterion in rule.order]
    return t.count(
        "Rule of that season: {n} point a win, 1 a draw; order by {order}.",
        "Rule of that season: {n} points a win, 1 a draw; order by {order}.",
        rule.win_points,
        order=Marked(", ".join(order)),
    )


def adjustment_line(row: Row, t: Language) -> Marked:
    """Return the points that were taken from a club or given to it, which its points in the table have."""
    if row.adjustment < 0:
        return t.count(
            "➖ {club}: {n} point deducted.",
            "➖ {club}: {n} points deducted.",
            -row.adjustment,
            club=row.club.name,
        )
    return t.count(
        "➕ {club}: {n} point added.", "➕ {club}: {n} points added.", row.adjustment, club=row.club.name
    )


def void_line(matches: Iterable[Match], t: Language) -> Marked:
    """Return the matches that were awarded without a score, so that the table gives nobody their points."""
    lines = t.join([phrases.match_line(match, t) for match in matches])
    return t.say("⚠️ Awarded without a score, no points in this table: {matches}.", matches=lines)
