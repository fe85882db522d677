"""What a table goes by, in words: its matches, its rule, and what put one club above another."""

from bot.model import Criterion
from bot.replies.language import Language, Marked
from bot.replies.tables import signed
from bot.tournament.table import Level, Rule, Table


def completeness_line(table: Table, words: Language) -> Marked:
    """Return how many matches a table is worked out from, and whether they are all."""
    if not table.complete:
        return words.count(
            "⚠️ Incomplete: {found} of {n} match. This is not a final table.",
            "⚠️ Incomplete: {found} of {n} matches. This is not a final table.",
            table.needed,
            found=words.number(table.played),
        )
    found = words.count("{n} match", "{n} matches", table.played)
    if table.legs == 1:
        return words.say("Complete, worked out from {matches}: each met each once.", matches=found)
    if table.legs == 2:
        return words.say("Complete, worked out from {matches}: each met each twice.", matches=found)
    return words.say(
        "Complete, worked out from {matches}: each met each {times} times.", matches=found, times=table.legs
    )


def level_line(level: Level, words: Language) -> Marked:
    """Return what put one of two clubs on the same points above the other."""
    upper, lower = level.upper, level.lower
    clubs = {"upper": upper.club.name, "lower": lower.club.name}
    if level.by == Criterion.GOAL_DIFFERENCE:
        return words.say(
            "{upper} is above {lower} on goal difference ({more} to {less}).",
            more=signed(upper.tally.goal_difference),
            less=signed(lower.tally.goal_difference),
            **clubs,
        )
    if level.by == Criterion.GOALS_SCORED:
        return words.say(
            "{upper} is above {lower} on goals scored ({more} to {less}).",
            more=upper.tally.goals_for,
            less=lower.tally.goals_for,
            **clubs,
        )
    if level.by is not None:
        return words.say("{upper} is above {lower} by the play-off.", **clubs)
    return words.say("{upper} and {lower} are level in everything and share the place.", **clubs)


def rule_line(rule: Rule, words: Language) -> Marked:
    """Return the rule by which a table is made."""
    names = {
        Criterion.POINTS: words.say("points"),
        Criterion.GOAL_DIFFERENCE: words.say("goal difference"),
        Criterion.GOALS_SCORED: words.say("goals scored"),
    }
    order = [names[criterion] for criterion in rule.order]
    return words.count(
        "Rule of that season: {n} point a win, 1 a draw; order by {order}.",
        "Rule of that season: {n} points a win, 1 a draw; order by {order}.",
        rule.win_points,
        order=Marked(", ".join(order)),
    )
