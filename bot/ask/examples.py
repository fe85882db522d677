"""Questions that can be answered and relate to the user's words."""

from collections.abc import Sequence

from bot.ask.built import span
from bot.ask.gazetteer import Gazetteer
from bot.ask.slots import Slots
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.matches import Matches
from bot.queries.query import Query
from bot.queries.ranking import FEWEST, MEASURES, Ranking
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus

_COUNT = 3
_RANKED = frozenset({"more", "most_goals", "most_titles", "best", "worst"})
_FEWEST = frozenset(
    {"menos", "menor", "menores", "minimo", "minima", "peor", "peores", "fewest", "fewer", "least", "less"}
    | {"lowest", "worst", "smallest"}
)
_THINGS = (
    ("round", frozenset({"round_word"})),
    ("department", frozenset({"department", "region"})),
    ("player", frozenset({"who_scored", "scorer"})),
    ("match", frozenset({"match"})),
    ("edition", frozenset({"edition", "years"})),
)
"""What is ranked by the concepts that name it, the first that fits its measure; else clubs."""
_USUAL = {"match": "goals"}
_TOOK_PART = frozenset({"qualified", "play", "years"})
_MEASURES = (
    ("mean", frozenset({"mean"})),
    ("conceded", frozenset({"conceded"})),
    ("goals", frozenset({"goals", "scored", "most_goals"})),
    ("drawn", frozenset({"draw"})),
    ("lost", frozenset({"lose"})),
    ("runner_up", frozenset({"runner_up"})),
    ("titles", frozenset({"title", "champion", "most_titles"})),
    ("won", frozenset({"win", "victory"})),
    ("teams", frozenset({"team", "qualified"})),
)


def examples(ways: Sequence[Slots], known: Gazetteer, before: Query | None = None) -> tuple[Query, ...]:
    """Return three examples: of what the words name, then general ones.

    After a reply that names nothing the answer `before` it comes first: a further reply goes on from it.
    """
    general = (Champion(), Records(), Scorers())
    return tuple(dict.fromkeys((*related(ways, known, before), *general)))[:_COUNT]


def related(
    ways: Sequence[Slots], known: Gazetteer, before: Query | None = None, season: int | None = None
) -> tuple[Query, ...]:
    """Return the answers on what the words name: clubs, places and things, then the season.

    What a reply does not name it has from the answer `before` it, which is about `season`.
    """
    queries: dict[Query, None] = {}
    if before is not None and not any(_names_other(slots, before) for slots in ways):
        queries[before] = None
    for slots in ways:
        clubs = [name.club for name in slots.clubs if name.club is not None]
        if before is not None and not (clubs or slots.departments):
            keys = [getattr(before, name) for name in before.club_fields]
            clubs = [club for key in keys if key and (club := known.index.club(key)) is not None]
        seasons = [year for year in slots.seasons or (season,) if year in known.seasons]
        years: list[int | None] = [*seasons] or [None]
        if not slots.clubs:
            queries.update(dict.fromkeys(_rankings(slots, seasons[0] if seasons else None)))
        if len(clubs) > 1:
            queries[Versus(clubs[0].key, clubs[1].key)] = None
        for club in clubs:
            if club.seasons:
                inside: list[int | None] = [year for year in seasons if year in club.seasons]
                queries.update(dict.fromkeys(Results(club.key, year) for year in inside or [None]))
            queries[TeamProfile(club.key)] = None
        if slots.range is not None and any(year in range(*slots.range) for year in known.seasons):
            queries[Seasons().with_values(**span(slots))] = None
        for edition in years:
            held = edition if edition in known.documented else None
            for department in slots.departments:
                queries[Teams(held, department)] = None
            for concepts, pages in _by_concept(edition, held):
                if slots.concepts & concepts:
                    queries.update(dict.fromkeys(pages))
        queries.update(dict.fromkeys(Champions(department) for department in slots.departments))
        queries.update(dict.fromkeys(Champion(year) for year in seasons))
        for year in seasons:
            queries[SeasonOverview(year)] = None
            if year in known.documented:
                queries[Standings(year)] = None
    return (*queries,)


def _rankings(slots: Slots, season: int | None) -> list[Query]:
    """Return the ranking that a "most" or "fewest" may ask for, by the thing and the measure named."""
    said = slots.concepts
    if slots.ranking is not None:
        thing, measure, fewest = slots.ranking.thing, slots.ranking.measure, slots.ranking.fewest
        if season is not None and (thing, measure) == ("club", "titles"):
            measure = "won"  # in one edition nobody wins twice
    elif said & _RANKED:
        measures = [measure for measure, concepts in _MEASURES if said & concepts]
        if {"whom", "win"} <= said:
            measures = ["conceded"]  # "a quién golearon más"
        elif season is not None and "win" in said:
            measures = [measure for measure in measures if measure != "titles"]
        named = [thing for thing, concepts in _THINGS if said & concepts]
        if season is not None and "edition" in named:
            named.remove("edition")  # "the most goals in the 1997 edition" are those of a club
        things = [*named, "club", *(["edition"] if season is None else [])]
        fit = [
            (thing, measure)
            for thing in things
            for measure in measures
            if measure in MEASURES[thing] and (measure != "teams" or thing in named)
        ]
        if not fit and not named:
            took_part = season is None and said & _TOOK_PART and said & {"team", "who"}
            return [Ranking("editions", "club")] if took_part else []
        thing, measure = fit[0] if fit else (things[0], _USUAL.get(things[0], MEASURES[things[0]][0]))
        fewest = any(_FEWEST & {*text.split()} for concept, text in slots.said if concept in _RANKED)
    else:
        return []
    in_all = thing == "edition" or measure in ("titles", "runner_up", "editions")
    return [Ranking(measure, thing, FEWEST if fewest else None, None if in_all else season)]


def _names_other(slots: Slots, before: Query) -> bool:
    """Return whether the words name another season, club or department than the query before."""
    clubs = {name.club.key for name in slots.clubs if name.club is not None}
    clubs -= {getattr(before, field) for field in before.club_fields}
    seasons = {*slots.seasons} - {getattr(before, "season", None)}
    return bool(clubs or seasons or slots.department not in (None, getattr(before, "department", None)))


def _by_concept(edition: int | None, season: int | None) -> list[tuple[frozenset[str], tuple[Query, ...]]]:
    """Return the answers that go with each thing asked: of an edition, of all where none is named."""
    won: tuple[Query, ...] = (Champion(edition),) if edition else (Seasons(), Champions())
    matches = (Matches(season),) if season else ()
    return [
        (frozenset({"champion", "win", "title", "most_titles", "promoted", "runner_up", "not_held"}), won),
        (frozenset({"scorer", "who_scored", "goals", "scored", "most_goals"}), (Scorers(season),)),
        (frozenset({"table", "points", "place", "top", "bottom"}), (Standings(season),)),
        (frozenset({"team", "qualified", "department", "region"}), (Teams(season),)),
        (frozenset({"record", "best", "unbeaten"}), (Records(season),)),
        (frozenset({"match", "result", "goals", "play", "versus"}), matches),
    ]
