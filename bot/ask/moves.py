"""Replies whose query follows from the answer's own: the same answer, another place, order or round of it."""

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import Literal

from bot.ask.answered import PLACES, place_of
from bot.ask.built import Built
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in
from bot.ask.relative_years import ORDINALS
from bot.ask.slots import Slots
from bot.ask.vocabulary import NEIGHBOURS
from bot.cache import Snapshot
from bot.errors import QuestionError
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.highlight import matches_in, matches_meant
from bot.queries.interpretation import Point, Turn
from bot.queries.match_place import same_place
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
from bot.queries.today import Today
from bot.queries.versus import Versus
from bot.text import fold

SAID_ANYWAY = PLAIN | {"who", "when", "versus", "match", "play", "region", "department"}
"""Concepts that a reply may contain besides the slot that it changes."""
_WHEN = frozenset({"whatabout", "when", "play", "match", "edition", "round_word", "overview"})
_NUMBER = frozenset({"how_many", "when", "years", "who", "identity", "whatabout"})
_TOLD: tuple[tuple[type[Query] | tuple[type[Query], ...], frozenset[str]], ...] = (
    (
        Scorers,
        _NUMBER | {"goals", "scored", "who_scored", "play", "team", "home", "more", "whom", "that_club"},
    ),
    (Ranking, _NUMBER | {"following", "below", "title", "last_time", "latest", "edition", "team"}),
    (
        Records,
        _WHEN | {"who", "whom", "lose", "win", "versus", "identity", "result", "team", "scored", "goals"},
    ),
    (Champions, _NUMBER | {"title", "champion", "edition", "team", "qualified"}),
    (Seasons, _NUMBER | {"title", "champion", "edition", "team", "qualified"}),
)
"""What an answer of these kinds holds itself, so that a reply that asks for it gets the same answer."""
_CLUBS = frozenset({"club", "clubes", "clubs", "equipo", "equipos", "team", "teams"})
_NUMBERS_OF_CLUBS = frozenset({"two", "three", "four", "dos", "tres", "cuatro", "2", "3", "4"})
_OF_MATCH = frozenset({"when", "who", "whom", "versus", "result", "scored", "edition", "years"})
"""What is told of each match that an answer is about."""
_OF_ONE_MATCH = frozenset({"first", "last", "round", "day", "biggest", "most_goals"})
_SAID_OF_ROUND = frozenset(
    {"round_word", "whatabout", "match", "result", "next_match", "play", "versus", "whom"}
)
_COUNTED_OF_MATCHES = {"goals": "goals", "draw": "drawn", "match": "played"}
"""Numbers of the matches of an edition or a stage, by the concept that asks for them."""
_FEWER = frozenset({"menos", "fewest", "least", "less", "fewer"})
_ABOUT_PLACE = frozenset({"who", "whatabout", "place", "identity", "team"})
_ABOUT_TITLE = frozenset({"when", "title", "champion", "edition", "last_time", "first_time", "win"}) | {
    "second_time", "third_time", "fourth_time",
}  # fmt: skip
_ENDS: dict[int, Literal["first", "last"]] = {0: "first", -1: "last"}
_SEVERAL = ("s", "campeonato", "runner up")
"""Ends of words that tell of second places, not of who was second once."""
_YEAR_OR_EDITION = frozenset({"ano", "year", "edicion", "edition", "season", "temporada"})
_SECOND = re.compile(r"(?:sub|vice|runner|final)|segundos$|placed$")


def moved(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return what a reply without a name or season of its own makes of the answer's query, if anything."""
    if turn.query.open_field is not None:
        return None
    if found_in(slots):
        (found, *others) = found_in(slots)
        if (
            found == "ranking"
            and not others
            and isinstance(turn.query, Matches)
            and _is_on_match(slots, said)
        ):
            same = Point("most_goals") if turn.query.round is not None else None
            return (
                Built(turn.query, same)
                if same
                else Built(Ranking("goals", "match", season=turn.query.season))
            )
        if found == "ranking" and not others and isinstance(turn.query, Ranking):
            return _among(slots, turn, known) or _other_measure(slots, turn.query, said)
        if found == "round" and not others:
            return _lost_final(slots, turn)
        named = {"date": _of_day, "club": _more_than, "department": _with_another, "ranking": _among}
        return named[found](slots, turn, known) if not others and found in named else None
    moves: tuple[Callable[[Slots, Turn, Gazetteer, frozenset[str]], Built | None], ...] = (
        _how_decided, _turned, _without_title, _counted_too, _record_of_round, _next_round, _of_all_matches,
        _nth, _same,
        _other_order, _by_department, _before_title, _seconds, _beaten, _who_won, _end_of_all,
    )  # fmt: skip
    return next((built for move in moves if (built := move(slots, turn, known, said)) is not None), None)


def _is_on_match(slots: Slots, said: frozenset[str]) -> bool:
    """Return whether "cuál fue el más goleado" is a match, of an answer that lists matches."""
    ranking = slots.ranking
    of_goals = ranking is not None and ranking.measure in ("goals", "conceded") and not ranking.fewest
    return of_goals and not (said & _CLUBS or slots.strange or slots.concepts - PLAIN - {"match"})


_OF_NONE = frozenset({"negation", "denial", "not_held"})
_SAID_OF_NONE = frozenset({"who", "title", "win", "champion", "ever", "department", "champion_list"})
"""Concepts that say none, and those of a reply that asks which departments have none."""


def _without_title(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the departments without a title, after those with the most: "and which have none?"."""
    query = turn.query
    ranked = isinstance(query, Ranking) and query.ranked == ("department", "titles")
    of_all = ranked and not (getattr(query, "since", None) or getattr(query, "until", None))
    of_none = slots.concepts & _OF_NONE and slots.concepts <= PLAIN | _OF_NONE | _SAID_OF_NONE
    return Built(Champions(), Point("without_title")) if of_all and of_none and not slots.strange else None


def _turned(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the same of "the other one" of two clubs."""
    if "other" not in slots.concepts or slots.concepts - PLAIN - {"other", "who"}:
        return None
    opponent, team = (
        getattr(turn.query, "opponent", None),
        known.index.club(str(getattr(turn.query, "team", ""))),
    )
    if opponent is None and team is not None:
        name = _without_place(team.name)
        alike = [c for c in known.index.clubs if _without_place(c.name) == name and c.key != team.key]
        return Built(turn.query.with_values(team=alike[0].key), turn.point) if len(alike) == 1 else None
    if opponent is None:
        return None
    return Built(turn.query.with_values(team=opponent, opponent=getattr(turn.query, "team", None)))


def _without_place(name: str) -> str:
    """Return a club's name without the place that tells it from others: "José Olaya (Paita)"."""
    return name.partition(" (")[0]


def _of_day(slots: Slots, turn: Turn, known: Gazetteer) -> Built | None:
    """Return another day of the year: "y el 12 de enero"."""
    day = slots.day
    if not isinstance(turn.query, Today) or day is None or day.day is None or day.year is not None:
        return None
    return Built(Today(f"{day.day}-{day.month}"))


def _more_than(slots: Slots, turn: Turn, known: Gazetteer) -> Built | None:
    """Return who has more titles than the club of the answer, or which of two: "compared to Torino?"."""
    point, name = turn.point, slots.clubs[0].club
    team = getattr(turn.query, "team", None)
    compared = any(text.startswith("compar") for concept, text in slots.said if concept == "more")
    if compared and isinstance(turn.query, TeamProfile) and name is not None and name.key != team:
        alone = slots.concepts <= PLAIN | {"more", "versus", "title"} and not slots.strange
        keys = (turn.query.team, name.key)
        of_titles = "title" in slots.concepts or (point is not None and point.what == "titles")
        what = "titles" if of_titles else None
        return Built(Versus(*keys), Point("compare", keys, what=what)) if alone else None
    if "more" not in slots.concepts:
        return _with_another(slots, turn, known)
    counts = point is not None and point.aim == "count" and point.what == "titles"
    if not counts or name is None or name.key != team or slots.strange:
        return None
    more = slots.concepts <= PLAIN | {"more", "who", "team", "win", "title"}
    return Built(Ranking("titles", "club")) if more else None


def _with_another(slots: Slots, turn: Turn, known: Gazetteer) -> Built | None:
    """Return the titles of the clubs, or departments, that the answer compares, and of one more."""
    query, point = turn.query, turn.point
    if point is None or point.aim != "compare" or point.what not in (None, "titles"):
        return None
    if slots.strange or slots.concepts - SAID_ANYWAY:
        return None
    club = slots.clubs[0].club if slots.clubs else None
    added = club.key if club is not None else slots.department
    thing = query.ranked[0] if isinstance(query, Ranking) else "club" if isinstance(query, Versus) else None
    if added is None or thing != ("club" if slots.clubs else "department"):
        return None
    return Built(Ranking("titles", thing), Point("compare", (*point.clubs, added)))


def _among(slots: Slots, turn: Turn, known: Gazetteer) -> Built | None:
    """Return which of the clubs of the answer has more titles: "who of them has more titles?"."""
    query, ranking = turn.query, slots.ranking
    if ranking is None or ranking.measure != "titles":
        return None
    if (
        isinstance(query, Seasons)
        and not slots.strange
        and not slots.concepts - PLAIN - {"who", "win", "team"}
    ):
        order = FEWEST if ranking.fewest else None
        return Built(Ranking("titles", ranking.thing, order, None, query.since, query.until))
    if ranking.thing != "club":
        return None
    if not {*slots.strange} <= _NUMBERS_OF_CLUBS or slots.concepts - PLAIN:
        return None
    if isinstance(query, Versus):
        keys = (str(query.team), str(query.opponent))
        return Built(query, Point("compare", keys, what="titles"))
    compares = turn.point is not None and turn.point.aim == "compare"
    return Built(query, turn.point) if compares and isinstance(query, Ranking) else None


def _other_measure(slots: Slots, query: Ranking, said: frozenset[str]) -> Built | None:
    """Return a ranking by another measure: "y más subcampeonatos?", "y el mejor ataque?"."""
    ranking = slots.ranking
    if ranking is None or slots.strange or slots.concepts - PLAIN or ranking.top or ranking.exactly:
        return None
    thing = ranking.thing
    if thing == "club" and not said & _CLUBS and ranking.measure in MEASURES[query.ranked[0]]:
        thing = query.ranked[0]
    other = query.with_values(measure=ranking.measure, thing=thing, order=FEWEST if ranking.fewest else None)
    return Built(other.with_values(season=None) if ranking.measure in ("titles", "runner_up") else other)


def _of_all_matches(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return which match of an answer had most goals, or was won by most; a round tells that itself."""
    query = turn.query
    if not isinstance(query, Matches) or slots.strange:
        return None
    of_one = slots.concepts - PLAIN - {"match", "scored"}
    if {"win", "more"} <= of_one <= {"win", "more", "who"} and said & {"por", "by"}:
        return Built(query if query.round is not None else Records(query.season))
    if of_one == {"most_goals"} or (of_one == {"record"} and "scoring" in said):
        if query.round is not None:
            return Built(query, Point("most_goals"))
        return Built(Ranking("goals", "match", season=query.season))
    return None


def _next_round(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the round after or before that of the answer, or that of a bare number: "y la quinta"."""
    query = turn.query
    number = re.search(r"\d+", getattr(query, "round", None) or "")
    if number is None:
        return None
    told = [word for word in said if word.isdigit() or word in ORDINALS]
    rest = slots.concepts - PLACES.keys() - {"whatabout", "round_word"}
    if len(told) == 1 and not rest and {*slots.strange} <= {*told}:
        meant = told[0] if told[0].isdigit() else str(ORDINALS[told[0]])
        return Built(query.with_values(round=number.string.replace(number[0], meant)))
    step = step_of(slots)
    around = {"round_word", "whatabout", "match", "result"}
    goals = Point("count", what="goals") if "goals" in slots.concepts else None
    around |= {"goals", "how_many", "sum"} if goals is not None else set()
    if step and slots.concepts <= NEIGHBOURS.keys() | around and not slots.strange:
        meant = str(int(number[0]) + step)
        return Built(query.with_values(round=number.string.replace(number[0], meant)), goals)
    return None


def _same(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the answer again where it holds what is asked: "cuándo fue", "how many", "who lost?"."""
    query, point = turn.query, turn.point
    if slots.strange or found_in(slots) or not slots.concepts - PLAIN:
        return None
    did_it = slots.concepts <= {"champion", "who", "whatabout"}
    did_it = did_it and any(text.endswith(("la hizo", "la hicieron")) for _, text in slots.said)
    if did_it and (isinstance(query, Records) or (isinstance(query, Ranking) and query.ranked[0] == "match")):
        return Built(query, point)  # "quién la hizo", of the biggest win
    told: frozenset[str] = next((told for kinds, told in _TOLD if isinstance(query, kinds)), frozenset())
    one = not any(text.endswith("s") for concept, text in slots.said if concept in ("team", "qualified"))
    if (
        isinstance(query, Scorers)
        and slots.concepts & {"team", "home", "department", "whom"}
        and slots.concepts <= told | ({"qualified"} if one else set())  # "en qué club estaba"
    ):
        return Built(query, Point("scorer_club"))
    how = slots.concepts in ({"place"}, {"table"}) and any(text.startswith("como") for _, text in slots.said)
    of_match = (
        isinstance(query, Results | Versus | Matches) and point is not None and point.aim in _OF_ONE_MATCH
    )
    if how and (of_match or getattr(query, "opponent", None)):
        return Built(query, point)  # "cómo quedaron", of their match
    most = slots.concepts & {"more", "most_goals"}
    if isinstance(query, Scorers) and most and slots.concepts - {"most_goals"} <= told:
        return Built(Scorers())  # "who had more?", of those of several seasons
    if "se" in said and isinstance(query, Scorers):
        return None  # "cuántos goles se hicieron" are all goals
    if (isinstance(query, Matches | Results | Versus) and point is not None) or getattr(query, "round", None):
        asks = slots.concepts & ({"when", "result"} if point is None else {"when", "whom", "result"})
        told = (
            _WHEN | {"result", "how_many"} | (_OF_MATCH if point is not None else set())
            if asks
            else frozenset()
        )
    elif isinstance(query, TeamProfile) and point is not None and point.what in ("titles", "runner_up"):
        told = frozenset({"when", "years", "edition", "whatabout"})
    elif isinstance(query, Teams) and "how_many" in slots.concepts <= {"how_many", "team", "identity"}:
        return Built(query, Point("count", what="teams"))
    return Built(query, point) if slots.concepts <= told else None


def _counted_too(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return another number of the matches that the answer counts: "y goles?"."""
    query, point = turn.query, turn.point
    counts = point is not None and point.aim == "count" and isinstance(query, Matches | SeasonOverview)
    counts = counts or (isinstance(query, Matches) and "sum" in slots.concepts)
    asked = slots.concepts - {"whatabout", "how_many", "sum", "all"}
    if isinstance(query, Matches) and point is not None and point.aim in ("day", "month"):
        asked = asked - {"scored"} if "goals" in asked else asked
        if slots.strange or not slots.concepts & {"how_many", "sum"} or asked not in ({"goals"}, {"match"}):
            return None
        return Built(query, dataclasses.replace(point, what="goals" if "goals" in asked else None))
    what = _COUNTED_OF_MATCHES.get(next(iter(asked), "")) if len(asked) == 1 else None
    if not counts or what is None or slots.strange or "menos" in said:
        return None
    return Built(query, Point("count", what=what))


_SECONDS = frozenset({"segundos", "seconds"})


def _record_of_round(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the matches of a round again where the biggest win of them is asked for."""
    query = turn.query
    asks = slots.concepts - {"whatabout", "more", "identity", "match", "result"} == {"record"}
    asks = asks and any(concept == "record" and _BIG_WIN.search(text) for concept, text in slots.said)
    return Built(query) if asks and not slots.strange and getattr(query, "round", None) else None


_BIG_WIN = re.compile(r"goleadas?$|paliza|wins?$|victor|triunfo|thrashing")
_FEMININE = frozenset({"primera", "ultima"})
"""What is first or last of matches is a "fecha" in Spanish, and no "partido"."""


def _nth(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return which place, match or title of an answer "the second" or "y el último?" means."""
    place = place_of(slots)
    told = [word for word in said if word in ORDINALS]
    if place is None and len(told) == 1:
        place = ORDINALS[told[0]] - 1
    if place is None or not {*slots.strange} <= {*told} or any(_SECOND.match(word) for word in said):
        return None
    if said & _SECONDS:
        return None  # "y los segundos?" are those of several editions
    query = turn.query
    of_title = isinstance(query, TeamProfile | Champions | Seasons)
    if of_title and {"who", "runner_up"} <= slots.concepts:
        return None  # "who was second the first time?"
    allowed = _ABOUT_PLACE | (_ABOUT_TITLE if of_title else frozenset({"when"}))
    if isinstance(query, Records):
        allowed = allowed | {"record", "more"}
    if slots.concepts - PLACES.keys() - allowed:
        return None
    nth = place if place < 0 else place + 1
    if isinstance(query, Records | Scorers):
        return Built(query)  # it stands in the same answer
    if isinstance(query, Ranking | Standings):
        return Built(query, Point("place", place=nth)) if "when" not in slots.concepts else None
    if of_title:
        what = turn.point.what if turn.point is not None and turn.point.what == "runner_up" else "titles"
        return Built(query, Point("title", place=nth, what=what))
    of_club = slots.concepts & {"who", "team", "top", "bottom"}  # "quién fue último", of the table
    if isinstance(query, Results | Versus) and place in _ENDS and not of_club:
        return Built(query, Point(_ENDS[place], (query.team,)))
    of_match = isinstance(query, Matches) and query.round is None and not of_club and not said & _FEMININE
    if of_match and place in _ENDS:
        return Built(query, Point(_ENDS[place]))
    return None


def _other_order(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return who has the most, or the fewest, of what the answer counts: "y quién menos", "who has more?"."""
    query, point = turn.query, turn.point
    compares = point is not None and point.aim == "compare"
    if compares and "most_goals" in slots.concepts <= PLAIN | {"who", "who_scored", "most_goals", "team"}:
        return Built(query, point) if not slots.strange else None  # "who scored more?", of those two
    if not "more" in slots.concepts <= PLAIN | {"more", "who", "team", "scored", "win"}:
        return None
    if point is not None and point.aim == "compare" and {*slots.strange} <= _NUMBERS_OF_CLUBS:
        return Built(query, point)  # "who of the three has most?"
    if slots.strange or slots.passed:  # "the newest of those"
        return None
    order = FEWEST if said & _FEWER else None
    if isinstance(query, Ranking):
        of_club = "team" in slots.concepts and query.ranked[1] in MEASURES["club"]
        return Built(query.with_values(order=order, **({"thing": "club"} if of_club else {})))
    if isinstance(query, Champions | Seasons):
        home = getattr(query, "department", None)
        if home and not slots.concepts & {"who", "team"}:
            return Built(Ranking("titles", "department", order, None, query.since, query.until))
        return Built(Ranking("titles", "club", order, None, query.since, query.until, home))
    team = getattr(query, "team", None)
    if team and point is not None and point.aim == "count" and point.what in MEASURES["club"]:
        return Built(Ranking(point.what, "club", order, getattr(query, "season", None)))
    return None


def _by_department(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    query = turn.query
    plain = slots.concepts <= {"department", "region", "who", "whatabout"} and not slots.strange
    if not isinstance(query, Ranking) or not plain or not slots.concepts & {"department", "region"}:
        return None
    if query.ranked[1] not in MEASURES["department"]:
        return None
    return Built(query.with_values(thing="department", department=None))


def _before_title(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return a club's titles before the one that the answer confirms or denies: "and before that?"."""
    point, season = turn.point, getattr(turn.query, "season", None)
    of_club = point is not None and point.aim == "won_it" and len(point.clubs) == 1 and season is not None
    alone = slots.concepts - {"whatabout", "that_season"} in (
        {"before"},
        {"previous"},
        {"before", "previous"},
    )
    if not of_club or not alone or slots.strange or said & _YEAR_OR_EDITION:
        return None
    return Built(Champions(team=turn.point.clubs[0], until=season - 1))  # type: ignore[union-attr,operator]


def _seconds(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the runners-up where the answer tells champions: "y subcampeones?"."""
    if not "runner_up" in slots.concepts <= {"runner_up", "whatabout", "how_many", "who"} or slots.strange:
        return None
    query = turn.query
    if isinstance(query, TeamProfile):
        own = "who" not in slots.concepts and any(text.endswith(_SEVERAL) for _, text in slots.said)
        return Built(query, Point("count", what="runner_up")) if own else None
    if isinstance(query, Ranking):
        return Built(query.with_values(measure="runner_up")) if query.ranked[1] == "titles" else None
    if isinstance(query, Standings) and "how_many" not in slots.concepts:
        return Built(query, Point("place", place=2))
    if isinstance(query, Champions) and not query.team:
        return Built(Ranking("runner_up", "club", None, None, query.since, query.until, query.department))
    return Built(query, Point("second")) if isinstance(query, Seasons) else None


def _beaten(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return who was second where the answer tells a champion: "y el segundo?", "who lost?"."""
    asked = slots.concepts - {"who", "whatabout", "that_season", "identity", "victory"}
    season = getattr(turn.query, "season", None)
    if asked == {"whom", "win"} and season is not None and season not in known.documented:
        asked = frozenset({"runner_up"})  # of its matches nothing is known
    if asked == {"whom"} and "versus" not in slots.concepts:
        asked = frozenset({"runner_up"})  # "against who?"
    if asked - {"place"} in ({"below"}, {"above"}) and season is not None and season not in known.documented:
        asked = frozenset({"runner_up"})  # "who did they finish ahead of?"
    lost = asked == {"lose"} and "who" in slots.concepts
    if asked == {"runner_up", "place"}:
        asked = frozenset({"runner_up"})  # "y segundo quién quedó"
    if (
        slots.strange
        or not (lost or asked == {"runner_up"})
        or not isinstance(turn.query, Champion | SeasonOverview)
    ):
        return None
    return Built(Champion(turn.query.season), Point("second"))


def _lost_final(slots: Slots, turn: Turn) -> Built | None:
    """Return who was second: "a quién le ganó la final?", "who lost the final?"."""
    asked = slots.concepts - {"whatabout", "victory", "identity", "versus"}
    final = fold(slots.round or "").startswith("final")
    if not final or slots.strange or not isinstance(turn.query, Champion):
        return None
    lost = asked in ({"whom", "win"}, {"whom"}, {"who", "lose"}, {"who", "whom", "win"})
    return Built(Champion(turn.query.season), Point("second")) if lost else None


def _how_decided(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the champion, with how it was decided, where the answer tells one: "by how many points?"."""
    query, asked = turn.query, slots.concepts - {"how_many", "runner_up", "versus", "points", "whatabout"}
    if not isinstance(query, Champion) or not {*slots.strange} <= _NUMBERS_OF_CLUBS:
        return None
    of_list = query.season is not None and query.season not in known.documented
    of_points = asked <= {"gap"} and bool(slots.concepts & {"gap", "points"})
    return Built(query) if (asked and asked <= {"decided", "penalties"}) or (of_points and of_list) else None


def _who_won(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the champion where the answer tells a club's season: "and who won?", not "who beat them?"."""
    query = turn.query
    if not isinstance(query, Results) or query.season is None or query.opponent or turn.point is not None:
        return None
    asks = slots.concepts - {"whatabout", "edition", "that_season", "identity", "winner"} == {"who", "win"}
    asks = asks and not said.isdisjoint({"who", "quien", "quienes"})
    return Built(Champion(query.season)) if asks and not slots.strange else None


def _end_of_all(slots: Slots, turn: Turn, known: Gazetteer, said: frozenset[str]) -> Built | None:
    """Return the first or last edition if the reply says nothing else: "en la primera copa"."""
    query = turn.query
    end = slots.concepts & {"earliest", "latest"}
    more = slots.concepts - end - {"edition", "whatabout", "all"}
    if not end or more or slots.strange or getattr(query, "round", None) is not None:
        return None
    if isinstance(query, Matches) and "edition" not in slots.concepts:
        return None  # "y la última?" may be a round
    seasons: Sequence[int] = known.seasons if query.of_honours else known.documented
    if not seasons or getattr(query, "season", None) is None:
        return None
    last = (min if "earliest" in end else max)(seasons)
    return Built(query.with_values(season=last, **({"stage": None} if hasattr(query, "stage") else {})))


def step_of(slots: Slots) -> int:
    """Return 1 where the words lead to the next season or round, -1 to the one before, else 0."""
    return next((step for concept, step in NEIGHBOURS.items() if concept in slots.concepts), 0)


async def following_match(slots: Slots, turn: Turn, snapshot: Snapshot) -> Built | None:
    """Return a club's match in the round after or before that of the match that an answer tells."""
    query, point = turn.query, turn.point
    if not isinstance(query, Results):
        return None
    step = 1 if "next_match" in slots.concepts else step_of(slots)
    asks = slots.concepts - NEIGHBOURS.keys() - _SAID_OF_ROUND
    if slots.concepts & {"whom", "victory"}:
        asks = asks - {"who", "win", "victory", "lose"}  # "who beat them right after?"
    own = [name.club for name in slots.clubs if name.club is not None and name.club.key != query.team]
    if not step or asks or own or found_in(slots) - {"club"} or slots.strange:
        return None
    try:
        matches = matches_in(await query.answer(snapshot)) or []
    except QuestionError:  # of the season the honours alone are known
        return None
    told = matches_meant(point, matches) if point is not None else matches
    number = re.search(r"\d+", told[0].round or "") if len(told) == 1 else None
    if number is None:
        return None
    round_ = str(told[0].round).replace(number[0], str(int(number[0]) + step))
    alone = query.with_values(opponent=None, season=told[0].season)
    return Built(alone, Point("round", (str(query.team),), round=round_))


def at_end_of_rounds(slots: Slots, turn: Turn) -> Slots:
    """Return "la última" after a round as a question on the last round."""
    if getattr(turn.query, "round", None) is None or found_in(slots) or slots.strange:
        return slots
    place = place_of(slots)
    ends = {-1: "last_round", 0: "first_round"}
    if place not in ends or slots.concepts - PLACES.keys() - {"whatabout"}:
        return slots
    return dataclasses.replace(slots, concepts=frozenset({ends[place]}))


def chosen(slots: Slots, turn: Turn, known: Gazetteer) -> Query | None:
    """Return the query with the club of an open choice that a reply names: "el de Ica", "the second"."""
    field = turn.query.open_field
    if (
        field is None
        or not turn.choices
        or not slots.concepts <= SAID_ANYWAY | PLACES.keys() | {"other", "denial"}
    ):
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
    elif slots.seasons and not slots.concepts - PLAIN - {"who", "play"}:
        meant = [club for club in clubs if set(slots.seasons) <= set(club.seasons)]
    else:
        place = place_of(slots)
        if place is None or found_in(slots) or place >= len(clubs):
            return None
        meant = [clubs[place]]
    if slots.concepts & {"other", "denial"} and 0 < len(meant) < len(clubs):
        meant = [club for club in clubs if club not in meant]  # "el de Sechura no, el otro"
    return turn.query.with_values(**{field: meant[0].key}) if len(meant) == 1 else None
