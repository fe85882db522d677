"""What the questions share: the seasons asked for, what is worked out of them, and a club's part in them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Concatenate, ParamSpec, TypeVar

from bot.cache import SeasonRef, Snapshot
from bot.errors import OnlyHonoursError, UnknownSeasonError
from bot.model import Club, Match, Problem, Season, Team
from bot.problems import NOT_UNDERSTOOD, TEMPLATE_UNREAD
from bot.text import fold
from bot.tournament.parts import SeasonParts
from bot.tournament.table import rule_of
from bot.tournament.tally import by_club

_T = TypeVar("_T")
_P = ParamSpec("_P")


def season_ref(snapshot: Snapshot, year: int | None) -> SeasonRef:
    """Return the season asked for, which has a document of its own; the latest such if None.

    Raises UnknownSeasonError, and OnlyHonoursError for a season that only a list of editions has.
    """
    if year is None and snapshot.seasons:
        year = snapshot.seasons[-1]
    if year not in snapshot.refs:
        raise UnknownSeasonError(year, snapshot.seasons)
    if snapshot.refs[year].of_list:
        raise OnlyHonoursError(year, snapshot.seasons)
    return snapshot.refs[year]


def edition_ref(snapshot: Snapshot, year: int | None) -> SeasonRef:
    """Return the edition asked for, the latest if None; raises UnknownSeasonError."""
    if year is None and snapshot.editions:
        year = snapshot.editions[-1]
    if year not in snapshot.refs:
        raise UnknownSeasonError(year, snapshot.editions)
    return snapshot.refs[year]


def years_in(
    snapshot: Snapshot,
    season: int | None = None,
    since: int | None = None,
    until: int | None = None,
    *,
    honours: bool = False,
) -> tuple[int, ...]:
    """Return the seasons with a document from `since` to `until`, or the one asked for.

    With `honours` all editions are meant. Raises UnknownSeasonError and OnlyHonoursError.
    """
    if season is not None:
        return ((edition_ref if honours else season_ref)(snapshot, season).year,)
    known = snapshot.editions if honours else snapshot.seasons
    first, last = since or 0, until or max(known, default=0)
    return tuple([year for year in known if first <= year <= last])


async def kept(
    snapshot: Snapshot,
    work: Callable[Concatenate[Snapshot, _P], Awaitable[_T]],
    *values: _P.args,
    **named: _P.kwargs,
) -> _T:
    """Return what a function makes of a snapshot, worked out once and kept as long as it."""
    key = (work, *values, *named.items())
    if key not in snapshot.worked_out:
        snapshot.worked_out[key] = await work(snapshot, *values, **named)
    result: _T = snapshot.worked_out[key]
    return result


async def season_parts(snapshot: Snapshot, year: int) -> SeasonParts:
    """Return a season with what is worked out of it, which is kept as long as the snapshot."""
    return await kept(snapshot, _season_parts, year)


async def _season_parts(snapshot: Snapshot, year: int) -> SeasonParts:
    return SeasonParts(await snapshot.season(year), rule_of(snapshot.rules, year))


async def of_season(snapshot: Snapshot, work: Callable[[Season], _T], year: int) -> _T:
    """Return what a function makes of a season, worked out once and kept as long as the snapshot."""
    return await kept(snapshot, _worked_out, work, year)


async def _worked_out(snapshot: Snapshot, work: Callable[[Season], _T], year: int) -> _T:
    result = work(await snapshot.season(year))
    await asyncio.sleep(0)  # as in `Snapshot.season`
    return result


def problems_with(season: Season, subject: str) -> tuple[Problem, ...]:
    """Return the problems of a season that have to do with something: "champion", "record"."""
    return tuple([problem for problem in season.problems if subject in problem.kind])


def unread_lines(season: Season) -> tuple[int, ...]:
    """Return the lines of a document that could not be read."""
    lines: list[int] = []
    for problem in season.problems:
        if problem.kind == NOT_UNDERSTOOD:
            lines.append(problem.line)
        elif problem.kind == TEMPLATE_UNREAD:
            lines += map(int, str(dict(problem.values)["lines"]).split(", "))
    return tuple(lines)


def club_of(snapshot: Snapshot, key: str) -> Team:
    """Return a club by key, under its own name."""
    return snapshot.clubs.get(key) or Team(key, key)


def homes_of(snapshot: Snapshot, season: Season) -> Mapping[str, tuple[str, ...]]:
    """Return the towns and the department of the first and the second of a season, as far as they are known.

    The season's list of teams leads; a club that played for another department has no towns here.
    """
    listed = {entry.club.key: (entry.location, entry.department) for entry in season.entries}
    homes: dict[str, tuple[str, ...]] = {}
    for honour in (*season.champions, *season.runners_up):
        club, known = honour.club, snapshot.index.club(honour.club.key)
        at_home = known is not None and known.department == club.department
        towns = known.towns if known is not None and at_home else ()
        of_list = [place for place in listed.get(club.key, ()) if place]
        known_for = (*towns, club.department) if club.department else towns
        homes[club.key] = tuple(dict.fromkeys(of_list or known_for))
    return homes


def clubs_from_town(snapshot: Snapshot, place: str) -> list[Club]:
    """Return the clubs that are known to be from a town."""
    return [club for club in snapshot.index.clubs if fold(place) in map(fold, club.towns)]


def years_of(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    """Return the seasons whose own documents name a club, in their order."""
    club = snapshot.index.club(key)
    return club.seasons if club else ()


def listed_years(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    """Return the seasons in which only a list of editions names a club, in their order."""
    club = snapshot.index.club(key)
    return club.listed if club else ()


async def seasons_naming(snapshot: Snapshot, key: str) -> list[Season]:
    """Return the seasons that name a club, those that only a list of editions tells of too, newest first."""
    return await seasons_of(snapshot, (*years_of(snapshot, key), *listed_years(snapshot, key)))


async def seasons_of(snapshot: Snapshot, years: Iterable[int]) -> list[Season]:
    """Return the seasons of some years, the newest first."""
    return [await snapshot.season(year) for year in sorted(years, reverse=True)]


async def years_with_matches(snapshot: Snapshot) -> tuple[int, ...]:
    """Return the seasons of which a match is known, in their order."""
    return await kept(snapshot, _years_with_matches)


async def _years_with_matches(snapshot: Snapshot) -> tuple[int, ...]:
    rows = await snapshot.rows("SELECT DISTINCT season FROM match ORDER BY season")
    return tuple([row["season"] for row in rows])


async def matches_of(
    snapshot: Snapshot, year: int, club: str, opponent: str | None = None
) -> tuple[Match, ...]:
    """Return a club's matches of a season, as written; those of the infobox alone come last."""
    matches = (await of_season(snapshot, _matches_by_club, year)).get(club, ())
    return tuple([match for match in matches if opponent in (None, opponent_of(match, club).key)])


async def met_by(snapshot: Snapshot, club: str) -> frozenset[str]:
    """Return the keys of all clubs that a club has a match against."""
    years = years_of(snapshot, club)
    return frozenset(
        [opponent_of(match, club).key for year in years for match in await matches_of(snapshot, year, club)]
    )


def _matches_by_club(season: Season) -> dict[str, list[Match]]:
    return by_club(season.all_matches)


def opponent_of(match: Match, club: str) -> Team:
    """Return the other side of a club's match."""
    return match.away if match.home.key == club else match.home
