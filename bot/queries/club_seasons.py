"""What the season documents hold of a club: its seasons, matches and entries, and what could not be read."""

from collections.abc import Iterable

from bot.cache import SeasonRef, Snapshot
from bot.errors import UnknownSeasonError
from bot.model import Match, Season, Team
from bot.problems import NOT_UNDERSTOOD


def club_of(snapshot: Snapshot, key: str) -> Team:
    """Return a club by key, under its own name."""
    return snapshot.clubs.get(key) or Team(key, key)


def years_of(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    """Return the seasons whose documents name a club, in their order."""
    club = snapshot.index.club(key)
    return club.seasons if club else ()


async def seasons_of(snapshot: Snapshot, years: Iterable[int]) -> list[Season]:
    """Return the seasons of some years, the newest first."""
    return [await snapshot.season(year) for year in sorted(years, reverse=True)]


def matches_of(season: Season, club: str, opponent: str | None = None) -> tuple[Match, ...]:
    """Return a club's matches of a season, as written; those of the infobox alone come last."""
    matches = [m for m in (*season.matches, *season.infobox_matches) if club in (m.home.key, m.away.key)]
    return tuple([m for m in matches if opponent in (None, opponent_of(m, club).key)])


def opponent_of(match: Match, club: str) -> Team:
    """Return the other side of a club's match."""
    return match.away if match.home.key == club else match.home


def unread_lines(season: Season) -> tuple[int, ...]:
    """Return the lines of a document that could not be read."""
    return tuple([problem.line for problem in season.problems if problem.kind == NOT_UNDERSTOOD])


def season_ref(snapshot: Snapshot, year: int | None) -> SeasonRef:
    """Return the season asked for, the latest if None; raises UnknownSeasonError."""
    if year is None and snapshot.seasons:
        year = snapshot.seasons[-1]
    if year not in snapshot.refs:
        raise UnknownSeasonError(year, snapshot.seasons)
    return snapshot.refs[year]
