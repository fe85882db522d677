"""From what was typed to a query: the names of clubs become keys, or choices, or an honest "none"."""

from dataclasses import dataclass

from bot.cache import Snapshot
from bot.errors import ClubChoiceError, UnknownClubError, UnknownSeasonError
from bot.names import Outcome, Resolution
from bot.queries.query import HOLE, Query

_NAMES, _MOST_NAMES, _LONGEST_KEPT = "names", 4096, 80


@dataclass(frozen=True, slots=True)
class Understood:
    """A query whose clubs are keys, and how each name was understood, by field."""

    query: Query
    names: tuple[tuple[str, Resolution], ...] = ()

    @property
    def likely(self) -> tuple[tuple[str, Resolution], ...]:
        """The names that were understood but not exactly as typed; their answers say so."""
        return tuple((field, name) for field, name in self.names if name.outcome is Outcome.LIKELY)


def understand(query: Query, snapshot: Snapshot) -> Understood:
    """Turn the typed names of a query into clubs' keys.

    The season asked for, if any, restricts among several clubs that fit; it never swaps a club for another.
    One that was typed with a name is asked for where the query has room for a season and none was given.
    Raises UnknownClubError for the first name that fits none, else ClubChoiceError where several fit.
    """
    season = getattr(query, "season", None)
    names: list[tuple[str, Resolution]] = []
    for field in query.club_fields:
        typed = getattr(query, field)
        if typed is None:
            continue
        name = _resolved(snapshot, typed, season)
        club = name.club
        query = query.with_values(**{field: club.key if club else HOLE})
        names.append((field, name))
    years = {name.year for _, name in names if name.year is not None}
    if season is None and len(years) == 1 and hasattr(query, "season"):
        query = query.with_values(season=years.pop())
    for field, name in names:
        if name.outcome is Outcome.NONE:
            raise UnknownClubError(query, field, name)
    choices = tuple((field, name) for field, name in names if name.outcome is Outcome.SEVERAL)
    if choices:
        raise ClubChoiceError(query, choices)
    return Understood(query, tuple(names))


def _resolved(snapshot: Snapshot, typed: str, season: int | None) -> Resolution:
    """Return what a name means, which is worked out once: many ask for the same few clubs."""
    if len(typed) > _LONGEST_KEPT:
        return snapshot.index.resolve(typed, season=season)
    known = snapshot.memory(_NAMES, _MOST_NAMES)
    found: Resolution | None = known.get((typed, season))
    if found is None:
        found = known[typed, season] = snapshot.index.resolve(typed, season=season)
    return found


async def settled(query: Query, snapshot: Snapshot) -> Understood:
    """Return the query with clubs' keys for names and the documents' own words for other texts."""
    understood = understand(query, snapshot)
    try:
        return Understood(await understood.query.settle(snapshot), understood.names)
    except UnknownSeasonError as error:
        error.query = understood.query
        raise
