"""Three example questions that can be answered and relate to the user's words."""

from collections.abc import Sequence

from bot.ask.gazetteer import Gazetteer
from bot.ask.slots import Slots
from bot.queries.champion import Champion
from bot.queries.query import Query
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams

_COUNT = 3


def examples(ways: Sequence[Slots], known: Gazetteer, before: Query | None = None) -> tuple[Query, ...]:
    """Return three examples: of the club, place or thing named, then of the season, then general ones.

    After a reply that names nothing the answer `before` it comes first: a further reply goes on from it.
    """
    queries: dict[Query, None] = {}
    if before is not None and not any(_names_other(slots, before) for slots in ways):
        queries[before] = None
    for slots in ways:
        named = slots.season if slots.season in known.seasons else None
        held = named if named in known.documented else None
        for name in slots.clubs:
            if name.club is not None:
                inside = named if named in name.club.seasons else None
                if name.club.seasons:
                    queries[Results(name.club.key, inside)] = None
                queries[TeamProfile(name.club.key)] = None
        if slots.department is not None and len(queries) < _COUNT:
            queries[Teams(held, slots.department)] = None
        for concepts, query in _by_concept(named, held):
            if slots.concepts & concepts:
                queries[query] = None
        if named is not None:
            queries.update(dict.fromkeys([Champion(named), SeasonOverview(named)]))
        if held is not None:
            queries[Standings(held)] = None
    queries.update(dict.fromkeys([Champion(), Records(), Scorers()]))
    return tuple(queries)[:_COUNT]


def _names_other(slots: Slots, before: Query) -> bool:
    """Return whether the words name another season, club or department than the query before."""
    clubs = {name.club.key for name in slots.clubs if name.club is not None}
    clubs -= {getattr(before, field) for field in before.club_fields}
    seasons = {*slots.seasons} - {getattr(before, "season", None)}
    return bool(clubs or seasons or slots.department not in (None, getattr(before, "department", None)))


def _by_concept(edition: int | None, season: int | None) -> list[tuple[frozenset[str], Query]]:
    return [
        (frozenset({"champion", "win", "title", "promoted", "runner_up"}), Champion(edition)),
        (frozenset({"scorer", "goals", "scored", "most_goals"}), Scorers(season)),
        (frozenset({"table", "points", "place", "top", "bottom"}), Standings(season)),
        (frozenset({"team", "qualified", "department", "region"}), Teams(season)),
        (frozenset({"record", "best", "unbeaten"}), Records(season)),
    ]
