"""Follow-ups: slots that a reply leaves out are taken from the answer's query."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask.built import Built, span
from bot.ask.context import OF_ANSWERED_CLUB, ever_before, is_on_club
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in
from bot.ask.slots import Slots
from bot.ask.vocabulary import NEIGHBOURS, vocabulary
from bot.cache import Snapshot
from bot.model import Team
from bot.names import Resolution
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.facts import season_parts
from bot.queries.highlight import rows_meant
from bot.queries.interpretation import Turn
from bot.queries.match_place import same_place
from bot.queries.matches import Matches
from bot.queries.query import UNCHOSEN, Query
from bot.queries.ranking import FEWEST, Ranking, seconds
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.text import fold

_SAID_ANYWAY = PLAIN | {"who", "when", "versus", "match", "play", "region", "department"}
"""Concepts that a reply may contain besides the slot that it changes."""
_OF_SCORER = PLAIN | {"goals", "scored", "how_many", "who_scored", "play"}
_PLACES = {
    "ordinal": 0,
    "top": 0,
    "earliest": 0,
    "runner_up": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "latest": -1,
}
"""Which of several is meant by "the first", "el segundo", "the last"."""
_WHEN_IT_WAS = frozenset({"whatabout", "when", "play", "match", "edition", "round_word"})
"""Concepts of a reply that asks when the match of the answer was, whose date the answer holds."""
_LAST_DAY = 31
_EVERY_SEASON = PLAIN | {"all", "years"}
_UNCHANGEABLE = frozenset({"date", "month", "score", "player", "clubs"})


@dataclass(frozen=True, slots=True)
class Continued:
    """A completed reply: its slots, which of them were filled, and its query if it is obvious."""

    ways: list[Slots]
    inherited: frozenset[str] = frozenset()
    plain: Built | None = None


async def subject_of(turn: Turn, snapshot: Snapshot) -> str | None:
    """Return the club (a key) that an answer is about, None if there is none or several."""
    query = turn.query
    clubs = [str(key) for key in (getattr(query, name) for name in query.club_fields) if key]
    if turn.point is not None and turn.point.aim in ("place", "gap"):
        clubs = [*turn.point.clubs]
        if isinstance(query, Standings) and not clubs:
            clubs = [row.club.key for row, _ in rows_meant(turn.point, await query.answer(snapshot))]
    if isinstance(query, Champion | SeasonOverview):
        year = query.season if query.season is not None else max(snapshot.seasons, default=None)
        if year in snapshot.refs:
            parts = await season_parts(snapshot, int(str(year)))
            second = turn.point is not None and turn.point.aim == "second"
            named = seconds(parts) if second else [honour.club for honour in parts.season.champions]
            clubs = [club.key for club in named]
    if isinstance(query, Ranking) and not clubs:
        rows = (await query.answer(snapshot)).rows
        best = [row.subject for row in rows if row.value == rows[0].value]
        clubs = [club.key for club in best if isinstance(club, Team)]
    return clubs[0] if len(clubs) == 1 and clubs[0] != UNCHOSEN else None


def continued(
    ways: list[Slots], turn: Turn, known: Gazetteer, subject: str | None, said: frozenset[str]
) -> Continued:
    """Return a reply to an answer, with missing slots filled; `subject` is the club it is about.

    A reply that only names another season, club, round or place repeats the question with it.
    """
    slots, previous = ways[0], turn.query
    plain = _obvious(slots, turn, known, said)
    if plain is not None:
        return Continued(ways, plain=plain)
    if not found_in(slots) and slots.concepts <= PLAIN - NEIGHBOURS.keys():
        return Continued(ways)
    day = {word for word in said if word.isdigit() and int(word) <= _LAST_DAY}
    if day and isinstance(previous, Matches) and slots.season not in (None, *known.documented):
        return Continued([_with_strange(way, frozenset(day)) for way in ways])  # "y del 21" is a day
    if slots.concepts <= _SAID_ANYWAY and not slots.strange:
        plain = _changed(slots, previous)
        placed = _placed(slots, turn) if plain is None else None
        if plain is not None:
            return Continued(ways, plain=_with_point(plain, turn))
        if placed is not None:
            return Continued(ways, plain=placed)
    if "all" in slots.concepts <= _EVERY_SEASON and not found_in(slots) and _may_lack_season(previous):
        return Continued(ways, plain=Built(previous.with_values(season=None)))
    inherited: set[str] = set()
    of_table = turn.point is not None and turn.point.aim in ("place", "gap")
    about = subject if of_table or getattr(previous, "team", None) is None else None
    if about is not None and is_on_club(ways[0], said):
        names = (known.index.resolve(about),)
        ways = [ever_before(way) for way in ways]
        ways = [way if way.clubs else dataclasses.replace(way, clubs=names) for way in ways]
        inherited.add("club")
    elif (
        ways[0].concepts & OF_ANSWERED_CLUB and not ways[0].clubs and getattr(previous, "team", None) is None
    ):
        # "How did they do" after an answer on several clubs: which of them?
        ways = [_with_strange(way, vocabulary().pronouns & said) for way in ways]
    filled = [_filled(way, previous, known, inherited, said) for way in ways]
    return Continued(filled, frozenset(inherited))


def _obvious(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the query of a reply if it is obvious: a choice, or the earlier one with one thing changed."""
    previous = turn.query
    chosen = _chosen(slots, turn, known)
    if chosen is not None:
        return Built(chosen, turn.point)
    other = getattr(previous, "opponent", None)
    if "other" in slots.concepts and other is not None and not found_in(slots):
        turned = previous.with_values(team=other, opponent=getattr(previous, "team", None))
        return Built(turned)
    of_scorer = bool(slots.concepts - PLAIN) and slots.concepts <= _OF_SCORER
    if isinstance(previous, Scorers) and of_scorer and not (found_in(slots) or slots.strange):
        return Built(previous)
    of_place = _PLACES.keys() | {"who", "whatabout", "ordinal", "place", "identity"}
    if (
        isinstance(previous, Ranking | Records)
        and slots.concepts
        and slots.concepts <= of_place
        and not found_in(slots)
    ):
        return Built(previous)  # "and the second?" stands in the same answer
    of_order = "more" in slots.concepts <= PLAIN | {"more", "who"}
    if isinstance(previous, Ranking) and of_order and not found_in(slots):
        order = FEWEST if said & {"menos", "fewest", "least", "less"} else None
        return Built(previous.with_values(order=order))
    of_match = isinstance(previous, Matches | Results | Versus) and turn.point is not None
    of_match = of_match or isinstance(previous, Records) or bool(getattr(previous, "round", None))
    if of_match and "when" in slots.concepts <= _WHEN_IT_WAS and not (found_in(slots) or slots.strange):
        return Built(previous, turn.point)
    round_ = _next_round(slots, previous)
    if round_ is not None:
        return Built(previous.with_values(round=round_))
    season = _end_of_all(slots, known.seasons if previous.of_honours else known.documented)
    of_round = getattr(previous, "round", None) is not None
    if season is not None and getattr(previous, "season", None) is not None and not of_round:
        return Built(previous.with_values(season=season))
    return None


def _with_strange(slots: Slots, words: frozenset[str]) -> Slots:
    return dataclasses.replace(slots, strange=(*slots.strange, *sorted(words)))


def _chosen(slots: Slots, turn: Turn, known: Gazetteer) -> Query | None:
    """Return the query with the club of an open choice that a reply names: "el de Ica", "the second"."""
    field = next((name for name in turn.query.club_fields if getattr(turn.query, name) == UNCHOSEN), None)
    if field is None or not turn.choices or not slots.concepts <= _SAID_ANYWAY | _PLACES.keys():
        return None
    clubs = [club for key in turn.choices if (club := known.index.club(key)) is not None]
    meant = clubs
    if slots.department is not None:
        meant = [club for club in clubs if club.department and same_place(club.department, slots.department)]
    elif slots.clubs or slots.unknown is not None:
        names = [*slots.clubs, *([slots.unknown] if slots.unknown else [])]
        near = {candidate.club.key for name in names for candidate in name.candidates}
        words = {word for name in names for word in fold(name.text).split()}
        meant = [club for club in clubs if club.key in near]
        towns = [club for club in clubs if words & {w for town in club.towns for w in fold(town).split()}]
        meant = meant if len(meant) == 1 else towns
    elif slots.seasons and not slots.concepts - PLAIN:
        meant = [club for club in clubs if set(slots.seasons) <= set(club.seasons)]
    else:
        place = next((n for concept, n in _PLACES.items() if concept in slots.concepts), None)
        if place is None or found_in(slots) or place >= len(clubs):
            return None
        meant = [clubs[place]]
    return turn.query.with_values(**{field: meant[0].key}) if len(meant) == 1 else None


def _with_point(built: Built, turn: Turn) -> Built:
    """Return a changed query with the point of the answer before, of the club that it now names."""
    point, team = turn.point, getattr(built.query, "team", None)
    if point is None or built.point is not None or point.aim in ("place", "gap", "compare"):
        return built
    clubs = (str(team),) if team and point.clubs else point.clubs
    return dataclasses.replace(built, point=dataclasses.replace(point, clubs=clubs))


def _placed(slots: Slots, turn: Turn) -> Built | None:
    """Return the same table with the place of the club that a reply names."""
    point = turn.point
    name = slots.clubs[0].club if len(slots.clubs) == 1 else None
    if point is None or point.aim not in ("place", "gap") or name is None:
        return None
    season = slots.season if slots.season is not None else getattr(turn.query, "season", None)
    query = turn.query.with_values(season=season)
    return Built(query, dataclasses.replace(point, clubs=(name.key,)))


def _next_round(slots: Slots, previous: Query) -> str | None:
    """Return the round after or before that of the earlier query, or that of a bare number: "y la 5"."""
    number = re.search(r"\d+", getattr(previous, "round", None) or "")
    if number is None or found_in(slots):
        return None
    words = number.string
    if slots.concepts <= {"whatabout"} and len(slots.strange) == 1 and slots.strange[0].isdigit():
        return words.replace(number[0], slots.strange[0])
    step = _step(slots)
    if step and slots.concepts <= NEIGHBOURS.keys() and not slots.strange:
        return words.replace(number[0], str(int(number[0]) + step))
    return None


def _end_of_all(slots: Slots, known: Sequence[int]) -> int | None:
    """Return the first or last edition if the reply says nothing else: "en la primera copa"."""
    end = slots.concepts & {"earliest", "latest"}
    more = slots.concepts - end - {"edition", "whatabout"}
    if not end or more or found_in(slots) or slots.strange or not known:
        return None
    return (min if "earliest" in end else max)(known)


def _may_lack_season(query: Query) -> bool:
    return any(f.name == "season" and f.default is None for f in dataclasses.fields(query))


def _changed(slots: Slots, previous: Query) -> Built | None:
    """Return the earlier query with the slots of the reply, None if it cannot use them."""
    filled = found_in(slots)
    season = _season(slots, previous)
    if not (filled or season is not None) or filled & _UNCHANGEABLE:
        return None
    query = previous
    if "range" in filled:
        if getattr(previous, "season", None) is not None or not hasattr(previous, "since"):
            return None
        query = previous.with_values(**{"since": None, "until": None, **span(slots)})
    if isinstance(previous, Seasons) and filled == {"department"}:
        return Built(Champions(slots.department, since=previous.since, until=previous.until))
    choices: tuple[tuple[str, Resolution], ...] = ()
    if "club" in filled:
        with_club = _with_club(slots, query)
        if with_club is None:
            return None
        query, field = with_club
        if slots.clubs[0].club is None:
            choices = ((field, slots.clubs[0]),)
    values: dict[str, str | int | None] = {"season": season, **_texts(slots)}
    values = {name: value for name, value in values.items() if value is not None}
    if isinstance(query, Versus) and set(values) == {"season"}:
        return Built(Results(query.team, season, query.opponent), None, choices)
    fields = {field.name for field in dataclasses.fields(query)}
    if not set(values) <= fields:
        return None
    if {"department", "region"} & set(values):
        values = {**dict.fromkeys({"department", "region"} & fields), **values}
    if "round" in values and "stage" in fields:
        values = {"stage": None, **values}
    return Built(query.with_values(**values), None, choices)


def _texts(slots: Slots) -> dict[str, str | None]:
    return {
        "round": slots.round,
        "stage": slots.stage,
        "department": slots.department,
        "region": slots.region,
    }


def _goes_on(said: frozenset[str]) -> bool:
    return bool({"y", "and", "also", "tambien"} & said)


def _season(slots: Slots, previous: Query) -> int | None:
    if slots.season is not None:
        return slots.season
    before = getattr(previous, "season", None)
    if before is not None and _step(slots):
        return int(before) + _step(slots)
    return None


def _step(slots: Slots) -> int:
    """Return 1 where the words lead to the next season or round, -1 to the one before, else 0."""
    return next((step for concept, step in NEIGHBOURS.items() if concept in slots.concepts), 0)


def _with_club(slots: Slots, previous: Query) -> tuple[Query, str] | None:
    """Return the query about another club, or against it if the reply says so, and the changed field."""
    club = slots.clubs[0].club
    key = club.key if club is not None else UNCHOSEN
    fields = {field.name for field in dataclasses.fields(previous)}
    team = getattr(previous, "team", None)
    if isinstance(previous, Versus):
        return previous.with_values(opponent=key), "opponent"
    if "versus" not in slots.concepts:
        return (previous.with_values(team=key), "team") if "team" in fields else None
    if isinstance(previous, TeamProfile):
        return Versus(str(team), key), "opponent"
    return (previous.with_values(opponent=key), "opponent") if "opponent" in fields else None


def _filled(
    slots: Slots, previous: Query, known: Gazetteer, inherited: set[str], said: frozenset[str]
) -> Slots:
    """Return the slots with season and clubs of the earlier query if the reply names none."""
    season = _season(slots, previous) or getattr(previous, "season", None)
    without = not slots.seasons and slots.range is None and slots.day is None
    if season is not None and without and not slots.concepts & {"latest", "earliest", "all", "ever"}:
        slots = dataclasses.replace(slots, seasons=(int(season),))
        inherited.add("season")
    if "that_club" in slots.concepts and (slots.clubs or getattr(previous, "team", None)):
        slots = dataclasses.replace(slots, concepts=slots.concepts - {"that_club"})
    if slots.season is not None and any(name.club is None for name in slots.clubs):
        # Of the clubs of a name the one that played in that season is meant.
        meant = [known.index.resolve(name.text, season=slots.season) for name in slots.clubs]
        slots = dataclasses.replace(
            slots,
            clubs=tuple(
                name if name.club is not None or other.club is None else other
                for name, other in zip(slots.clubs, meant, strict=True)
            ),
        )
    home = getattr(previous, "department", None)
    if home and _goes_on(said) and not (slots.department or slots.clubs or slots.seasons or slots.region):
        slots = dataclasses.replace(slots, department=home, departments=(home,))
        inherited.add("department")
    keys = [getattr(previous, field) for field in previous.club_fields]
    names = tuple(known.index.resolve(str(key)) for key in keys if key and key != UNCHOSEN)
    if names and not slots.clubs:
        slots = dataclasses.replace(slots, clubs=names)
        inherited |= {"club", "clubs"}
    elif names and len(slots.clubs) == 1 and "versus" in slots.concepts:
        slots = dataclasses.replace(slots, clubs=(names[0], *slots.clubs))
        inherited.add("clubs")
    return slots
