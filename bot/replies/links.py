"""Buttons and menus that the answers of several families share."""

import bisect
from collections.abc import Callable, Iterable, Sequence

from bot.model import Club, Team
from bot.queries import Query
from bot.queries.matches import Matches
from bot.queries.results import Results
from bot.queries.season import SeasonOverview
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.replies import phrases
from bot.replies.language import Language
from bot.replies.reply import Link, LinkMenu


def beside(question: Callable[[int], Query], year: int, known: Sequence[int]) -> list[Link]:
    """Return a question of the seasons before and after a year, of those known, which are in order."""
    before = bisect.bisect_left(known, year)
    after = bisect.bisect_right(known, year)
    links = [Link(f"‹ {earlier}", question(earlier)) for earlier in known[:before][-1:]]
    return links + [Link(f"{later} ›", question(later)) for later in known[after : after + 1]]


def season_link(year: int, t: Language) -> Link:
    """Return the link to an edition."""
    return Link(t.plain.say("Season {season}", season=year), SeasonOverview(year))


def results_link(club: Team | Club, t: Language, year: int | None = None) -> Link:
    """Return the link to a club's matches, of a season if one is given."""
    return Link(t.plain.say("Results of {club}", club=club.name), Results(club.key, year))


def path_link(club: Team, year: int, t: Language) -> Link:
    """Return the link to a champion's matches of the season that it won."""
    return Link(t.plain.say("Path of the champion"), Results(club.key, year))


def profile_link(club: Team | Club, t: Language) -> Link:
    """Return the link to a club's profile."""
    return Link(t.plain.say("Profile of {club}", club=club.name), TeamProfile(club.key))


def matches_link(year: int, t: Language) -> Link:
    """Return the link to all matches of a season."""
    return Link(t.plain.say("All matches of {season}", season=year), Matches(year))


def club_season_link(club: Team, year: int) -> Link:
    """Return the link to a club's matches of a season: "CNI 2012"."""
    return Link(f"{club.name} {year}", Results(club.key, year))


def season_menu(club: Team, years: Iterable[int], t: Language) -> tuple[LinkMenu, ...]:
    """Return the menu of a club's seasons with matches, where there are several."""
    links = tuple([club_season_link(club, year) for year in years])
    return (LinkMenu(t.plain.say("Another season of {club}…", club=club.name), links),) if links[1:] else ()


def opponent_menu(club: Team, opponents: Iterable[Team], t: Language) -> tuple[LinkMenu, ...]:
    """Return the menu of the clubs that a club met, where there are several."""
    links = tuple(
        [
            Link(
                t.plain.say("{club} vs {opponent}", club=club.name, opponent=phrases.club(opponent, t.plain)),
                Versus(club.key, opponent.key),
            )
            for opponent in opponents
        ]
    )
    return (LinkMenu(t.plain.say("{club} against…", club=club.name), links),) if links[1:] else ()
