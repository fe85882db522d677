"""Matches and seasons in a few letters, for tests of the tournament's rules."""

from bot.model import Criterion, Match, Season, Source, Team
from bot.tournament.table import Rule

ORDER = (Criterion.POINTS, Criterion.GOAL_DIFFERENCE, Criterion.GOALS_SCORED)
TWO, THREE = Rule(2, ORDER), Rule(3, ORDER)


def club(name: str) -> Team:
    return Team(name, name.lower())


def match(text: str, **facts) -> Match:
    """Make a match of "A 2-1 B", or of "A - B" without a score."""
    home, score, away = text.split()
    home_goals, _, away_goals = score.partition("-")
    scored = bool(home_goals)
    line, headings = facts.pop("line", 1), facts.pop("headings", ("Final Stage",))
    known = {
        "home": club(home),
        "away": club(away),
        "home_goals": int(home_goals) if scored else None,
        "away_goals": int(away_goals) if scored else None,
        "date": None,
        "stage": "Final Stage",
        "group": None,
        "round": None,
        "source": Source("2001.txt", headings, line, 2001),
    }
    return Match(**{**known, **facts})


def matches(*texts: str, **facts) -> list[Match]:
    return [match(text, line=line, **facts) for line, text in enumerate(texts, 10)]


def season(*lines: Match, **facts) -> Season:
    return Season(
        year=2001, title="2001 Copa Perú", document="2001.txt", lines=99, matches=tuple(lines), **facts
    )
