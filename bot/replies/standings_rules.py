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
            "⚠️ {found} of {n} match known, so this is not the final table.",
            "⚠️ {found} of {n} matches known, so this is not the final table.",
            table.needed,
            found=t.number(table.played),
        )
    matches = phrases.matches(table.played, t)
    if table.legs == 1:
        return t.say(
            "Full table ({matches}, everyone played everyone once), worked out from the results.",
            matches=matches,
        )
    if table.legs == 2:
        return t.say(
            "Full table ({matches}, everyone played everyone home and away), worked out from the results.",
            matches=matches,
        )
    return t.say(
        "Full table ({matches}, everyone played everyone {times} times), worked out from the results.",
        matches=matches,
        times=table.legs,
    )


def small_line(table: Table, rule: Rule | None, t: Language) -> Marked:
    """Return what a table goes by: its matches, points for a win."""
    parts = []
    if table.complete and table.play_offs:
        parts.append(t.say("From all {n} matches, without the play-off", n=t.number(table.played)))
    elif table.complete:
        parts.append(t.say("From all {n} matches", n=t.number(table.played)))
    if rule:
        parts.append(t.count("{n} point for a win", "{n} points for a win", rule.win_points))
    return Marked(" · ".join(parts))


def play_off_line(table: Table, t: Language) -> Marked:
    """Return the play-offs that decided, which do not count in a table."""
    matches = t.join([phrases.match_line(match, t) for match in table.play_offs])
    return t.say("Play-off, not counted in the table: {matches}.", matches=matches)


def level_line(level: Level, t: Language) -> Marked:
    """Return what put one of two clubs on the same points above the other."""
    upper, lower = level.upper, level.lower
    clubs = {"upper": upper.club.name, "lower": lower.club.name}
    if level.by == Criterion.GOAL_DIFFERENCE:
        return t.say(
            "{upper} finished ahead of {lower} on goal difference ({more} to {less}).",
            more=signed(upper.tally.goal_difference),
            less=signed(lower.tally.goal_difference),
            **clubs,
        )
    if level.by == Criterion.GOALS_SCORED:
        return t.say(
            "{upper} finished ahead of {lower} on goals scored ({more} to {less}).",
            more=upper.tally.goals_for,
            less=lower.tally.goals_for,
            **clubs,
        )
    if level.by is not None:
        return t.say("{upper} finished ahead of {lower} by winning the play-off.", **clubs)
    return t.say("{upper} and {lower} are tied on every criterion and share the place.", **clubs)


def rule_line(rule: Rule, t: Language) -> Marked:
    """Return the rule by which a table is made."""
    names = {
        Criterion.POINTS: t.say("points"),
        Criterion.GOAL_DIFFERENCE: t.say("goal difference"),
        Criterion.GOALS_SCORED: t.say("goals scored"),
    }
    order = Marked(", ".join([names[criterion] for criterion in rule.order]))
    return t.count(
        "{n} point for a win, 1 for a draw. Order: {order}.",
        "{n} points for a win, 1 for a draw. Order: {order}.",
        rule.win_points,
        order=order,
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
