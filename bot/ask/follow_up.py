"""Follow-ups: slots that a reply leaves out are taken from the answer's query."""

import dataclasses
import re
from dataclasses import dataclass

from bot.ask.built import Built, span
from bot.ask.context import OF_ANSWERED_CLUB, ever_before, is_on_club
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in
from bot.ask.moves import SAID_ANYWAY, at_end_of_rounds, chosen, moved, step_of
from bot.ask.relative_years import FIRST, LAST
from bot.ask.restated import (
    MET,
    from_there,
    of_history,
    of_later_editions,
    of_lost_finals,
    of_neighbors,
    of_own_matches,
    of_place_before,
    of_same_again,
)
from bot.ask.slots import Slots
from bot.ask.vocabulary import NEIGHBOURS, vocabulary
from bot.names import Resolution
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Point, Turn
from bot.queries.matches import Matches
from bot.queries.query import UNCHOSEN, Query
from bot.queries.ranking import Ranking
from bot.queries.results import Results
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus

_LAST_DAY = 31
_EVERY_SEASON = PLAIN | {"all", "years"}
_OF_ROUND = frozenset({"goals", "how_many", "draw", "win", "lose", "result", "match", "scored"})
_OF_SEASON = frozenset({"champion", "title", "table", "scorer", "points", "place", "top", "bottom"}) | {
    "edition", "team", "overview", "most_goals", "promoted", "runner_up", "record", "qualified", "ever",
    "all", "more",
}  # fmt: skip
"""Concepts of a reply on the matches of the answer's round, and those that lead beyond it."""
_THOSE = frozenset({"those", "these", "esos", "estos"})
_OF_THEM = re.compile(r"(?<!\S)(?:de|entre|of|among) (?:ellos|them)(?!\S)")
_OF_THOSE = _THOSE | {"them", "ellos"}
_OF_ANY_CLUB = frozenset({"que", "quien", "quienes", "cual", "cuales", "equipo", "equipos", "club"}) | {
    "clubes", "who", "which", "team", "teams", "clubs", "mas", "menos", "most", "fewest",
}  # fmt: skip
_DOUBTING = frozenset({"seguro", "segura", "seguros", "segurazo", "lei", "leido", "oi", "escuche"}) | {
    "crei", "creia", "pense", "dice", "dicen", "dijo", "dijeron", "entendido", "sure", "read", "heard",
    "thought", "saw", "written", "remember", "says",
}  # fmt: skip
_SAID_IN_DOUBT = SAID_ANYWAY | {"identity", "win", "champion", "title", "winner", "denial", "victory"}
"""Words that doubt an answer, and concepts of a reply that does so."""
_WHOSE = frozenset({"su", "sus", "their", "its"})
_NOT = frozenset({"no", "not", "wasnt", "werent", "didnt"})
_WAS = frozenset({"fue", "era", "fueron", "habia", "was", "were", "wasnt", "werent"})
_LOWER = frozenset({"third", "fourth", "fifth", "sixth", "bottom"})
_UNCHANGEABLE = frozenset({"date", "month", "score", "player", "clubs", "ranking"})


@dataclass(frozen=True, slots=True)
class Continued:
    """A completed reply: its slots, which of them were filled, and its query if it is obvious."""

    ways: list[Slots]
    inherited: frozenset[str] = frozenset()
    plain: Built | None = None


def those_told(said: list[str]) -> str:
    """Return the word of a reply for several that the answer named, such as "esos" or "of them", else ""."""
    of_them = _OF_THEM.search(" ".join(said))
    return next((word for word in said if word in _THOSE), of_them[0] if of_them else "")


def continued(
    ways: list[Slots],
    turn: Turn,
    known: Gazetteer,
    subject: str | None,
    season: int | None,
    said: frozenset[str],
) -> Continued:
    """Return a reply to an answer, with missing slots filled; `subject` and `season` are what it is about.

    A reply that only names another season, club, round or place repeats the question with it.
    """
    slots, previous = ways[0], turn.query
    ways = [of_neighbors(way, previous, known, said) for way in ways]
    if ways[0].department != slots.department:
        return Continued([_of_that_season_too(way, season) for way in ways])
    if "there" in slots.concepts:
        return Continued([from_there(way, previous, known, subject) for way in ways])
    doubted = _doubted(slots, turn, said)
    if doubted is not None:
        return Continued(ways, plain=doubted)
    choice = chosen(slots, turn, known)
    plain = Built(choice, turn.point) if choice is not None else moved(slots, turn, known, said)
    if plain is not None:
        return Continued(ways, plain=plain)
    if getattr(previous, "team", None) or subject is not None:
        ways = [of_lost_finals(of_later_editions(way)) for way in ways]
    ways = [of_place_before(way, season) for way in ways]
    ways = [of_same_again(way, turn.point, previous, said) for way in ways]
    of_place = ways[0].range is not None and ways[0].department is not None
    ways = [of_own_matches(at_end_of_rounds(way, turn), previous, said) for way in ways]
    slots = ways[0]
    if not found_in(slots) and slots.concepts <= PLAIN - NEIGHBOURS.keys():
        return Continued(ways)
    day = {word for word in said if word.isdigit() and int(word) <= _LAST_DAY}
    if day and isinstance(previous, Matches) and slots.season not in (None, *known.documented):
        return Continued([way.turned_by(*sorted(day)) for way in ways])  # "y del 21" is a day
    anyway = SAID_ANYWAY | ({"round_word"} if getattr(previous, "round", None) else set())
    counts = turn.point is not None and turn.point.aim == "count"
    if isinstance(previous, Champions) and slots.department is not None and "when" in slots.concepts:
        anyway = anyway | {"team"}  # "and Ica? which team and when?"
    anyway = anyway | ({"how_many"} if counts or isinstance(previous, Champions | Seasons | Teams) else set())
    own_matches = subject is not None and "match" in slots.concepts and not _WHOSE.isdisjoint(said)
    if slots.concepts <= anyway and not slots.strange and not own_matches:
        built = _changed(slots, previous, said)
        plain = _with_point(built, turn) if built is not None else _of_club_there(slots, turn, known)
        if plain is not None and isinstance(plain.query, Teams) and "how_many" in slots.concepts:
            plain = Built(plain.query, Point("count", what="teams"))  # "and Arequipa had how many?"
        if plain is not None:
            return Continued(ways, plain=plain)
    if "all" in slots.concepts <= _EVERY_SEASON and not found_in(slots) and _may_lack_season(previous):
        return Continued(ways, plain=Built(previous.with_values(season=None)))
    if subject is not None and not said & _OF_ANY_CLUB:
        ways = [_of_own_outcome(way) for way in ways]
    inherited: set[str] = set()
    own = getattr(previous, "team", None) if said & _OWN and slots.concepts & {"match", "result"} else None
    if own is not None and not slots.clubs:
        ways = [_with_first(way, (known.index.resolve(own),), beside=False) for way in ways]
        ways = [dataclasses.replace(way, concepts=way.concepts | {"own_club"}) for way in ways]
    of_table = turn.point is not None and turn.point.aim in ("place", "gap")
    about = subject if of_table or getattr(previous, "team", None) is None else None
    beside = _is_beside(ways[0], said)
    if about is not None and not of_place and (beside or is_on_club(ways[0], said)):
        names = (known.index.resolve(about),)
        ways = [of_history(ever_before(way, season, said), previous) for way in ways]
        ways = [_with_first(way, names, beside=beside) for way in ways]
        inherited.add("club")
    elif about is None and getattr(previous, "team", None) and is_on_club(ways[0], said):
        ways = [ever_before(way, season, said) for way in ways]
    elif not ways[0].clubs and (ways[0].concepts & OF_ANSWERED_CLUB or "they" in said):
        # "How did they do" after an answer on several clubs: which of them?
        ways = [way.turned_by(*sorted(vocabulary().pronouns & said)) for way in ways]
    ways = [_of_that_season(way, previous, season) for way in ways]
    filled = [_filled(way, previous, known, inherited, said) for way in ways]
    return Continued(filled, frozenset(inherited))


_OF_HISTORY = frozenset({"title", "ever", "years", "last_time", "first_time", "second_time", "repeated"}) | {
    "in_a_row",
}  # fmt: skip
"""Concepts of a reply on a club over all editions, not on the season of the answer."""
_OF_EDITION = frozenset({"that_season", "runner_up", "third", "fourth", "fifth", "sixth", "bottom"}) | {
    "scorer", "table", "decided", "promoted", "whom",
}  # fmt: skip
"""Concepts of a reply on the edition of the title or match that an answer names."""
_OWN = frozenset({"su", "sus", "their", "its"})
_AGAINST = frozenset({"con", "contra", "ante", "against", "with"})
_BEFORE_OPPONENT = _AGAINST | {"to", "beat", "beating"}


def _is_beside(slots: Slots, said: frozenset[str]) -> bool:
    """Return whether the club that a reply names is an opponent: "contra cni", "perdió con gálvez"."""
    if len(slots.clubs) != 1 or slots.concepts & {"who", "whom", "team"}:
        return False
    if "versus" in slots.concepts:
        return True
    own = (
        vocabulary().pronouns & said
        or _BEFORE_OPPONENT & said
        or ("win" in slots.concepts and {"a", "al"} & said)
    )
    return bool(slots.concepts & MET and own)


def _of_that_season(slots: Slots, previous: Query, season: int | None) -> Slots:
    """Return "who was second then?" after a club's title or match as a question on its season."""
    named = slots.seasons or slots.range or slots.day or getattr(previous, "season", None) is not None
    of_history = slots.concepts & _OF_HISTORY or {"how_many", "runner_up"} <= slots.concepts
    if named or not slots.concepts & _OF_EDITION or of_history:
        return slots
    if season is None:
        # "Who came second?" after several titles is not about the latest edition.
        of_club = isinstance(previous, TeamProfile) and not slots.clubs and "who" in slots.concepts
        return dataclasses.replace(slots, concepts=slots.concepts | {"that_season"}) if of_club else slots
    return dataclasses.replace(slots, seasons=(season,), concepts=slots.concepts - {"that_season"})


def _with_first(slots: Slots, names: tuple[Resolution, ...], *, beside: bool) -> Slots:
    """Return the slots with the club of the answer, before the opponent that they name."""
    other = slots.clubs[:1] if beside and slots.clubs[0].club != names[0].club else ()
    return slots if slots.clubs and not other else dataclasses.replace(slots, clubs=(*names, *other))


def _with_point(built: Built, turn: Turn) -> Built:
    """Return a changed query with the point of the answer before, of the club that it now names."""
    point, team = turn.point, getattr(built.query, "team", None)
    if point is None or built.point is not None or point.aim in ("gap", "compare"):
        return built
    if point.aim == "place":
        return dataclasses.replace(built, point=point) if isinstance(built.query, Standings) else built
    clubs = (str(team),) if team and point.clubs else point.clubs
    return dataclasses.replace(built, point=dataclasses.replace(point, clubs=clubs))


def _of_club_there(slots: Slots, turn: Turn, known: Gazetteer) -> Built | None:
    """Return the club that a reply names in the season of the answer: its place, or its matches."""
    query, point = turn.query, turn.point
    name = slots.clubs[0].club if len(slots.clubs) == 1 else None
    if name is None or "versus" in slots.concepts or hasattr(query, "team"):
        return None
    season = slots.season if slots.season is not None else getattr(query, "season", None)
    if season is None or found_in(slots) - {"club", "season"}:
        return None
    if isinstance(query, Standings):
        aim = point if point is not None and point.aim == "gap" else Point("place")
        return Built(
            query.with_values(season=season), dataclasses.replace(aim, clubs=(name.key,), place=None)
        )
    if isinstance(query, Champion) and point is not None and point.aim == "won_it":
        point = dataclasses.replace(point, clubs=(name.key,), home=None)
        return Built(query.with_values(season=season), point)
    if isinstance(query, Champion) and season not in known.documented:
        return Built(query.with_values(season=season), Point("won_it", (name.key,), what="titles"))
    round_ = getattr(query, "round", None)
    return Built(Results(name.key, season), Point("round", (name.key,), round=round_) if round_ else None)


def _doubted(slots: Slots, turn: Turn, said: frozenset[str]) -> Built | None:
    """Return whether another club won, or the answer again: "are you sure? I read it was Stein"."""
    query, found = turn.query, found_in(slots)
    doubts = said & _DOUBTING or (said & _NOT and said & _WAS and slots.clubs)
    if not doubts or slots.strange or slots.concepts - _SAID_IN_DOUBT:
        return None
    of_titles = isinstance(query, TeamProfile | Champions) and found <= {"season"}
    if (not found or of_titles) and query.open_field is None:
        return Built(query, turn.point)
    club = slots.clubs[0].club if len(slots.clubs) == 1 else None
    if not isinstance(query, Champion) or club is None or found - {"club", "season"}:
        return None
    season = slots.season if slots.season is not None else query.season
    return Built(Champion(season), Point("won_it", (club.key,), what="titles"))


def _of_own_outcome(slots: Slots) -> Slots:
    """Return "did they lose every match?" after an answer on a club as a question on its matches."""
    ranking = slots.ranking
    if ranking is None or ranking.thing != "club" or ranking.measure not in ("won", "lost", "drawn"):
        return slots
    return dataclasses.replace(slots, ranking=None, concepts=slots.concepts | {"result", "match"})


def _of_that_season_too(slots: Slots, season: int | None) -> Slots:
    return slots if slots.seasons or season is None else dataclasses.replace(slots, seasons=(season,))


def _may_lack_season(query: Query) -> bool:
    return any(f.name == "season" and f.default is None for f in dataclasses.fields(query))


def _changed(slots: Slots, previous: Query, said: frozenset[str]) -> Built | None:
    """Return the earlier query with the slots of the reply, None if it cannot use them."""
    filled = found_in(slots)
    season = _season(slots, previous)
    if not (filled or season is not None) or filled & _UNCHANGEABLE:
        return None
    query = previous
    if "range" in filled and isinstance(previous, TeamProfile) and filled == {"range"}:
        return Built(Results(previous.team).with_values(**span(slots)))
    if "range" in filled:
        if getattr(previous, "season", None) is not None or not hasattr(previous, "since"):
            return None
        query = previous.with_values(**{"since": None, "until": None, **span(slots)})
    of_places = isinstance(previous, Ranking) and previous.ranked[0] == "department"
    lists = of_places or isinstance(previous, Seasons)
    if isinstance(previous, Ranking | Seasons) and lists and filled == {"department"}:
        return Built(Champions(slots.department, since=previous.since, until=previous.until))
    choices: tuple[tuple[str, Resolution], ...] = ()
    if "club" in filled:
        with_club = _with_club(slots, query, against=bool(said & _AGAINST))
        if with_club is None:
            return None
        query, field = with_club
        if slots.clubs[0].club is None:
            choices = ((field, slots.clubs[0]),)
    values: dict[str, str | int | None] = {"season": season, **_texts(slots)}
    values = {name: value for name, value in values.items() if value is not None}
    if isinstance(query, Versus | TeamProfile) and set(values) == {"season"}:
        return Built(Results(query.team, season, getattr(query, "opponent", None)), None, choices)
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


def _step_of_season(slots: Slots) -> int:
    """Return the step to the season that the words lead to; "the next round" leads to none."""
    return 0 if "round_word" in slots.concepts else step_of(slots)


def _season(slots: Slots, previous: Query) -> int | None:
    if slots.season is not None:
        return slots.season
    before = getattr(previous, "season", None)
    if before is not None and _step_of_season(slots):
        return int(before) + _step_of_season(slots)
    return None


def _with_club(slots: Slots, previous: Query, *, against: bool) -> tuple[Query, str] | None:
    """Return the query about another club, or against it if the reply says so, and the changed field."""
    club = slots.clubs[0].club
    against = against or "versus" in slots.concepts
    key = club.key if club is not None else UNCHOSEN
    fields = {field.name for field in dataclasses.fields(previous)}
    team = getattr(previous, "team", None)
    if isinstance(previous, Versus):
        if key in (previous.team, previous.opponent):
            return None
        return previous.with_values(opponent=key), "opponent"
    if isinstance(previous, Ranking):
        honours = previous.ranked[1] in ("titles", "runner_up") and not against
        return (TeamProfile(key), "team") if honours else None
    if not against:
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
    counts = {"how_many", "runner_up"} <= slots.concepts
    on_club = "club" in inherited or {"title", "when"} <= slots.concepts
    of_history = (counts or slots.concepts & _OF_HISTORY) and on_club
    with_all = slots.concepts & MET and said & (_BEFORE_OPPONENT | {"a"})  # "perdió con todos"
    all_editions = "all" in slots.concepts and not with_all
    if getattr(previous, "season", None) is not None and _step_of_season(slots) and without:
        slots = dataclasses.replace(slots, concepts=slots.concepts - NEIGHBOURS.keys())
    if (
        season is not None
        and without
        and not (of_history or slots.concepts & {"latest", "earliest", "ever"} or all_editions)
    ):
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
    since, until = getattr(previous, "since", None), getattr(previous, "until", None)
    if (since or until) and said & _OF_THOSE and not (slots.seasons or slots.range or slots.day):
        slots = dataclasses.replace(slots, range=(since or FIRST, until or LAST))
        inherited.add("range")
    home = getattr(previous, "department", None)
    if home and _goes_on(said) and not (slots.department or slots.clubs or slots.seasons or slots.region):
        slots = dataclasses.replace(slots, department=home, departments=(home,))
        inherited.add("department")
    round_ = getattr(previous, "round", None)
    of_round = slots.clubs or (slots.concepts & _OF_ROUND and not slots.concepts & _OF_SEASON)
    of_round = of_round and not slots.concepts & {"first_match", "last_match"}
    of_round = of_round and (slots.clubs or any(letter.isdigit() for letter in round_ or ""))
    if round_ and of_round and not (slots.round or slots.stage or slots.day or slots.ranking):
        slots = dataclasses.replace(slots, round=round_)
        inherited.add("round")
    keys = [getattr(previous, field) for field in previous.club_fields]
    names = tuple(known.index.resolve(str(key)) for key in keys if key and key != UNCHOSEN)
    if slots.concepts & _LOWER and slots.concepts <= SAID_ANYWAY | _LOWER | {"place", "team"}:
        names = ()  # "y el tercero?" is another club
    if names and not slots.clubs:
        slots = dataclasses.replace(slots, clubs=names)
        inherited |= {"club", "clubs"}
    elif names and len(slots.clubs) == 1:
        keys = [name.club.key for name in names if name.club is not None]
        own = slots.clubs[0].club
        if (
            own is not None
            and own.key in keys
            and len(names) > 1
            and not slots.concepts & {"who", "whom", "team"}
        ):
            slots = dataclasses.replace(slots, clubs=(*slots.clubs, *(n for n in names if n.club != own)))
            inherited.add("clubs")
        elif _is_beside(slots, said):
            slots = dataclasses.replace(slots, clubs=(names[0], *slots.clubs))
            inherited.add("clubs")
    return slots
