"""Clubs described by their place: "the team from Tacna", "los de Tacna", "el equipo de Iquitos"."""

import dataclasses

from bot.ask.context import number_of
from bot.ask.gazetteer import Gazetteer
from bot.ask.slots import CHAMPIONS, Slots
from bot.ask.vocabulary import NEIGHBOURS
from bot.cache import Snapshot
from bot.model import Club, Team
from bot.names import Outcome, Resolution
from bot.names.resolution import Candidate
from bot.queries.champions import Champions
from bot.queries.facts import met_by, season_parts
from bot.queries.match_place import same_place
from bot.queries.query import Query
from bot.queries.ranking import seconds
from bot.text import fold

_OF_ONE = frozenset({"result", "win", "lose", "draw", "points", "place", "goals", "conceded", "scored"}) | {
    "unbeaten", "clean_sheet", "whom", "opponents", "difference", "last_match", "first_match", "nickname",
}  # fmt: skip
"""Concepts that ask something of one club."""
_OF_MANY = frozenset({"champion", "title", "winner", "ever", "how_many_clubs", "qualified", "promoted"}) | {
    "runner_up", "more", "all", "record", "most_titles", "department", "repeated", "how_many", "identity",
}  # fmt: skip
"""Concepts of a question about all clubs of a place."""
_TITLES = frozenset({"champion", "title", "winner", "win", "runner_up", "ever"})
_OF_TITLE = _TITLES | {"team", "edition", "who", "identity"}
"""Concepts of a question about who won an edition."""
_OF_TITLES = _OF_TITLE - {"runner_up"} | {
    "when", "years", "how_many", "how_many_clubs", "all", "more", "champion_list", "latest", "earliest",
    "first_time", "second_time", "third_time", "fourth_time", "last_time",
}  # fmt: skip
"""Concepts of a question about all titles of a place."""
_ONE = frozenset({"equipo", "club", "cuadro", "conjunto", "escuadra", "team", "side", "that team"})
_MOST = 5


_OF_MATCHES = frozenset(
    {"match", "play", "result", "versus", "draw", "goals", "scored", "conceded", "points"}
)
_WON = frozenset({"champion", "title", "winner", "win"})
_TAKEN_FOR_GRANTED = frozenset({"first_time", "second_time", "third_time", "fourth_time", "last_time"}) | {
    "when", "years", "earliest", "latest", "that_season", "waited", "how_came", "champion_path", "whom",
    "birth",
}  # fmt: skip
"""Concepts of a question that takes it for granted that a club won: "when did Huracán win it?"."""
_SCORED = frozenset({"scored", "conceded", "versus", "goals", "win", "lose"})
_NO_MATCH = frozenset({"how_many", "title", "champion", "points"})
_SECONDS = frozenset({"runner up", "runners up", "runnerup", "subcampeon"})
_BETWEEN = ("match", "goals", "more", "who", "whom")
"""Concepts whose words may stand between a champion and what it did: "el campeón, ¿con quién perdió?"."""
_DONE = ("victory", "lose", "draw", "scored", "conceded")
"""Concepts of what a club did, or what was done to it, in its matches."""


async def with_club_of_title(slots: Slots, snapshot: Snapshot, known: Gazetteer) -> Slots:
    """Return "who beat the champion of 1967" with the club that is meant, or its runner-up."""
    year = slots.title_of
    if year in snapshot.editions and _is_elsewhere(slots):
        (other,) = {*slots.seasons} - {year}
        won = [honour.club for honour in (await snapshot.season(year)).champions]
        return _of_champion(dataclasses.replace(slots, seasons=(other,)), won, known)
    texts = [*dict.fromkeys(text for concept, text in slots.said if concept not in _BETWEEN)]
    at = next((n for n, text in enumerate(texts) if text in CHAMPIONS | _SECONDS), None)
    if at is not None and len(slots.clubs) == 1 and texts[at] in CHAMPIONS:
        return await _against_champion(slots, snapshot, known)
    if at is None or slots.season is None or slots.clubs:
        return slots
    beside = {*texts[max(at - 1, 0) : at + 2]}
    of_points = slots.title_of is not None and {"how_many", "points"} <= slots.concepts
    if not of_points and not any(concept in _DONE and text in beside for concept, text in slots.said):
        return slots
    if (
        slots.concepts & {"negation", "denial", "exception", "scorer", "who_scored"}
        or slots.ranking is not None
    ):
        return slots
    if {*texts} & CHAMPIONS and {*texts} & _SECONDS and not of_points:
        return slots.turned_by(texts[at])  # who beat both of them
    if slots.season not in snapshot.seasons:
        return slots
    parts = await season_parts(snapshot, slots.season)
    first = [honour.club for honour in parts.season.champions]
    meant = seconds(parts) if texts[at] in _SECONDS else first
    return _of_champion(slots, meant, known)


async def _against_champion(slots: Slots, snapshot: Snapshot, known: Gazetteer) -> Slots:
    """Return "did UPAO beat the 1997 champions?" as a question on the match of both."""
    met = slots.concepts & {"victory", "lose", "draw", "versus", "result"} and "who" not in slots.concepts
    if not met or slots.title_of is None or slots.season not in snapshot.seasons or slots.ranking is not None:
        return slots
    won = [honour.club.key for honour in (await snapshot.season(slots.season)).champions]
    club = slots.clubs[0].club
    if len(won) != 1 or club is None or club.key == won[0]:
        return slots
    concepts = slots.concepts - {"champion", "winner", "place", "how_many"} | {"versus"}
    clubs = (*slots.clubs, known.index.resolve(won[0]))
    return dataclasses.replace(slots, clubs=clubs, concepts=concepts, title_of=None)


async def with_score_told_by_half(slots: Slots, snapshot: Snapshot) -> Slots:
    """Return "whom did Melgar put eight past?" with the score of the club's matches that has eight goals.

    Where none or several have it, the number stays unexplained.
    """
    said, club = slots.concepts, slots.clubs[0].club if len(slots.clubs) == 1 else None
    asks = said & {"who", "whom"} and said & _SCORED and not said & _NO_MATCH
    number = number_of(slots.strange[0]) if len(slots.strange) == 1 else None
    if club is None or number is None or slots.score is not None or not asks or slots.ranking is not None:
        return slots
    years = slots.seasons or snapshot.seasons
    matches = [m for year in years if year in snapshot.seasons for m in (await snapshot.season(year)).matches]
    scores = set()
    for match in matches:
        sides = (match.home.key, match.away.key)
        if match.score is None or club.key not in sides:
            continue
        own, other = match.score if sides[0] == club.key else match.score[::-1]
        if number == (own if said & {"whom", "conceded"} else other):
            scores.add((max(own, other), min(own, other)))
    return dataclasses.replace(slots, score=scores.pop(), strange=()) if len(scores) == 1 else slots


def _is_elsewhere(slots: Slots) -> bool:
    """Return whether it asks of a season's champion in another: "did the champions of 97 play in 67"."""
    asked = slots.concepts & {"play", "qualified", "result", "place", "points", "lose"}
    both = slots.concepts & {"who", "versus", "runner_up"}
    return bool(
        asked and not both and slots.title_of in slots.seasons and len(slots.seasons) == 2 and not slots.clubs
    )


def _of_champion(slots: Slots, meant: list[Team], known: Gazetteer) -> Slots:
    if len(meant) != 1:
        return slots
    concepts = slots.concepts - {"champion", "winner", "runner_up"}
    return dataclasses.replace(slots, clubs=(known.index.resolve(meant[0].key),), concepts=concepts)


async def with_titled_club(slots: Slots, snapshot: Snapshot) -> Slots:
    """Return a question that takes a title for granted with the one of several clubs that won it.

    "When did Huracán win the cup?" is about the only Huracán that ever did.
    """
    said, names = slots.concepts, slots.clubs
    if len(names) != 1 or names[0].club is not None or not said & _TITLES or said & _OF_MATCHES:
        return slots
    beside = said & NEIGHBOURS.keys() or slots.steps is not None
    if not (slots.seasons or beside or said & _TAKEN_FOR_GRANTED) or said & {"ever", "negation"}:
        return slots
    first: set[str] = set()
    second: set[str] = set()
    for year in slots.seasons or snapshot.editions:
        if year in snapshot.editions:
            parts = await season_parts(snapshot, year)
            first |= {honour.club.key for honour in parts.season.champions}
            second |= {club.key for club in seconds(parts)}
    lost = said & {"runner_up", "lose"}
    ends = first | second if lost and said & _WON else second if lost else first
    meant = [each.club for each in names[0].candidates if each.club.key in ends]
    return dataclasses.replace(slots, clubs=(choice_of(meant, names[0].text),)) if len(meant) == 1 else slots


async def without_restated_champion(slots: Slots, snapshot: Snapshot) -> Slots:
    """Return "who won after 87 (the cup of Libertad)?" without the club, which tells the edition twice."""
    club = slots.clubs[0].club if len(slots.clubs) == 1 else None
    asks = {"who", "champion"} <= slots.concepts or {"team", "champion"} <= slots.concepts
    if club is None or slots.title_of is None or not asks or slots.title_of not in snapshot.editions:
        return slots
    won = [honour.club.key for honour in (await snapshot.season(slots.title_of)).champions]
    return dataclasses.replace(slots, clubs=()) if won == [club.key] else slots


async def with_described_club(slots: Slots, known: Gazetteer, snapshot: Snapshot) -> Slots:
    """Return a question on "the team of Tacna" with the club that is meant, or those it may be.

    An opponent of a place is the club from there that the other club met.
    """
    place = _place(slots, known)
    if place is None or slots.ranking is not None or len(slots.clubs) > 1:
        return slots
    one = "team" in slots.concepts and _ONE & {text for concept, text in slots.said if concept == "team"}
    clubs = [club for club in known.index.clubs if _is_from(club, place)]
    if slots.clubs:
        first = slots.clubs[0].club
        if (
            first is None
            or "how_many" in slots.concepts
            or not slots.concepts & {"versus", "whom", "win", "lose", "draw"}
        ):
            return slots
        met = await met_by(snapshot, first.key)
        clubs = [club for club in clubs if club.key in met and club.key != first.key]
    elif one and slots.season is not None and _is_of_town(slots, place, known):
        pass  # "which Huamachuco side got through in 2012"
    elif not one or not slots.concepts & _OF_ONE or slots.concepts & _OF_MANY - {"how_many"}:
        return slots
    if slots.season is not None and not slots.clubs:
        clubs = [club for club in clubs if slots.season in club.all_seasons]
    if not clubs or len(clubs) > _MOST:
        return slots
    name = choice_of(clubs, place, slots.season)
    strange = tuple(text for text in slots.strange if fold(text) != place)
    return dataclasses.replace(
        slots,
        clubs=(*slots.clubs, name),
        department=None,
        departments=(),
        unknown=None,
        strange=strange,
        concepts=slots.concepts - {"team"},
    )


def _is_of_town(slots: Slots, place: str, known: Gazetteer) -> bool:
    """Return whether a question asks which club of a town took part in a season."""
    asked = slots.concepts <= {"team", "qualified", "play", "who", "edition", "region"}
    return asked and place in known.towns and place not in known.homes


def choice_of(clubs: list[Club], text: str = "", season: int | None = None) -> Resolution:
    """Return a name that means one of these clubs."""
    return Resolution(
        text or clubs[0].name,
        Outcome.EXACT if len(clubs) == 1 else Outcome.SEVERAL,
        tuple(Candidate(club, 100.0, club.name, ()) for club in clubs),
        100.0 if len(clubs) == 1 else 0.0,
        season,
    )


def _place(slots: Slots, known: Gazetteer) -> str | None:
    """Return the folded department or town that a question names."""
    if slots.department is not None and len(slots.departments) == 1:
        return fold(slots.department)
    if slots.unknown is not None and slots.strange == (slots.unknown.text,):
        text = fold(slots.unknown.text)
        if text in known.towns:
            return text
    return None


def with_home_of_champion(slots: Slots, known: Gazetteer) -> Slots:
    """Return "a team from Talara won in 1975", or "teams from Talara that won", with the place as a place.

    A town means all clubs that are known to be from there, and a champion may be from there unknown to us.
    """
    said = slots.concepts
    if slots.ranking is not None or slots.day or slots.score or slots.players or not said & _TITLES:
        return slots
    place = _home(slots, known)
    if place is None:
        return slots
    rest = tuple(text for text in slots.strange if fold(text) != place)
    alone = dataclasses.replace(slots, clubs=(), unknown=None, strange=rest, named=False)
    if slots.seasons and slots.range is None:
        if said - _OF_TITLE or ("who" in said and "champion" not in said):
            return slots
        concepts = said - _TITLES - {"team"} | {"champion"} | (said & {"runner_up"})
        return dataclasses.replace(alone, department=None, departments=(), home=place, concepts=concepts)
    if slots.department is not None or said - _OF_TITLES:
        return slots
    # How many there are, their list tells.
    town, concepts = known.towns[place], said - {"how_many", "how_many_clubs"}
    return dataclasses.replace(alone, department=town, departments=(town,), concepts=concepts)


def has_its_place(query: Query, known: Gazetteer) -> bool:
    """Return whether a query can be about its place: of a town only the champions can be asked for."""
    place = fold(getattr(query, "department", None) or "")
    return isinstance(query, Champions) or place not in known.towns or place in known.homes


def _home(slots: Slots, known: Gazetteer) -> str | None:
    """Return the folded department or town that a question names beside no club."""
    if not slots.clubs:
        return _place(slots, known)
    [name, *others] = slots.clubs
    text = fold(name.text)
    if others or slots.department is not None or text not in known.towns:
        return None
    spelt = {
        word
        for candidate in name.candidates
        for written in candidate.club.names
        if written.kind == "spelling"
        for word in fold(written.text).split()
    }
    return text if "team" in slots.concepts or spelt.isdisjoint(text.split()) else None


def _is_from(club: Club, place: str) -> bool:
    home = fold(club.department or "")
    return bool(home and same_place(home, place)) or any(fold(town) == place for town in club.towns)
