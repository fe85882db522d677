"""Buttons that the answers of several families share."""

import bisect
from collections.abc import Sequence

from bot.model import Club, Team
from bot.queries import Query
from bot.queries.matches import Matches
from bot.queries.results import Results
from bot.queries.season import SeasonOverview
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.replies.language import Language
from bot.replies.reply import Link


def beside(query: Query, year: int, known: Sequence[int]) -> list[Link]:
    """Return the same question of the seasons before and after a year, of those known, which are in order."""
    before = bisect.bisect_left(known, year)
    after = bisect.bisect_right(known, year)
    links = [Link(f"◀ {known[before - 1]}", query.with_values(season=known[before - 1]))] if before else []
    return links + [Link(f"{later} ▶", query.with_values(season=later)) for later in known[after : after + 1]]


def season_link(year: int, t: Language) -> Link:
    """Return the link to an edition."""
    return Link(t.plain.say("Season {season}", season=year), SeasonOverview(year))


def results_link(club: Team | Club, t: Language, year: int | None = None) -> Link:
    """Return the link to a club's matches, of a season if one is given."""
    return Link(t.plain.say("Results of {club}", club=club.name), Results(club.key, year))


def profile_link(club: Team | Club, t: Language) -> Link:
    """Return the link to a club's profile."""
    return Link(t.plain.say("Profile of {club}", club=club.name), TeamProfile(club.key))


def against_link(club: str, opponent: Team, t: Language) -> Link:
    """Return the link to the matches of a club (a key) against another."""
    return Link(t.plain.say("Against {opponent}", opponent=opponent.name), Versus(club, opponent.key))


def matches_link(year: int, t: Language) -> Link:
    """Return the link to all matches of a season."""
    return Link(t.plain.say("All matches of {season}", season=year), Matches(year))
