"""What an answer is about: its season, its club, and the clubs of its places."""

import contextlib
import dataclasses
import re

from bot.ask.built import played
from bot.ask.gazetteer import Gazetteer
from bot.ask.headings import is_final
from bot.ask.intents import PLAIN, found_in
from bot.ask.slots import Slots
from bot.cache import Snapshot
from bot.errors import QuestionError
from bot.model import Team
from bot.names.lexicon import Role, lexicon
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.facts import season_parts
from bot.queries.highlight import matches_in, matches_meant, ranked_meant, rows_meant, title_meant
from bot.queries.interpretation import Point, Turn
from bot.queries.match_place import same_place
from bot.queries.query import UNCHOSEN, Query
from bot.queries.ranking import Ranking, seconds
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamAnswer
from bot.queries.versus import Versus
from bot.text import fold

PLACES = {
    "ordinal": 0,
    "top": 0,
    "earliest": 0,
    "runner_up": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "sixth": 5,
    "latest": -1,
    "bottom": -1,
}
"""Which of several is meant by "the first", "el segundo", "the last"."""
FINALS = re.compile(r"\b(?:finals|finales|una final|a final)")
"""Words of lost finals, however many they are."""
_LAST_BUT_ONE = re.compile(r"\bpenultim|second|last but one|next to")
"""Words of the place before the last of a table."""
_OF_NO_SEASON = frozenset({"home", "nickname", "title"})
_FIRST = ("first", "primer")
_THE_ONE = ("el que", "el q", "los que", "the one", "those who", "loser", "losing", "perdedor")
"""Words of "who" that ask nothing: "el que quedó segundo"."""
_OF_CLUB = frozenset({"result", "home", "points", "goals", "scored", "conceded", "lose", "draw"}) | {
    "difference", "clean_sheet", "play",
    "title", "whom", "unbeaten", "profile", "match", "opponents", "nickname", "years",
}  # fmt: skip
"""Concepts that ask something of the club at a place: "cuántos puntos hizo el segundo"."""


async def season_of(turn: Turn, snapshot: Snapshot) -> int | None:
    """Return the season that an answer is about, also that of the title or the match that it names first.

    A query that means the latest is what was offered, not answered: answers name their season.
    """
    query = turn.query
    season: int | None = getattr(query, "season", None)
    if query.means_latest:
        return None
    if season is not None or query.open_field is not None:
        return season
    with contextlib.suppress(QuestionError):
        return _season_told(turn, await query.answer(snapshot))
    return None


def _season_told(turn: Turn, answer: object) -> int | None:
    """Return the only season of the titles, or of the matches, that an answer over all editions is about."""
    point = turn.point
    if point is not None and point.aim == "title":
        title = title_meant(point, answer)
        return title[0] if title is not None else None
    years: set[int] = set()
    if isinstance(answer, TeamAnswer):
        years = {honour.season for honour in answer.titles}
    else:
        matches = matches_in(answer) or []
        years = {match.season for match in (matches_meant(point, matches) if point else matches)}
    return years.pop() if len(years) == 1 else None


def place_of(slots: Slots) -> int | None:
    """Return which of several is meant, -1 for the last, -2 for the one before; "the only" is none."""
    said = {concept for concept, text in slots.said if concept != "ordinal" or text.startswith(_FIRST)}
    if any(concept == "runner_up" and FINALS.search(text) for concept, text in slots.said):
        said.discard("runner_up")  # "lost finals" are no place, who "lost the final" is
    place = next((n for concept, n in PLACES.items() if concept in said), None)
    return -2 if place == -1 and is_last_but_one(slots) else place


def is_last_but_one(slots: Slots) -> bool:
    """Return whether the place before the last of a table is meant."""
    return any(concept == "bottom" and _LAST_BUT_ONE.search(text) for concept, text in slots.said)


async def subject_of(turn: Turn, snapshot: Snapshot) -> str | None:
    """Return the club (a key) that an answer is about, None if there is none or several."""
    query = turn.query
    clubs = [str(key) for key in (getattr(query, name) for name in query.club_fields) if key]
    if turn.point is not None and turn.point.aim in ("place", "gap"):
        clubs = [*turn.point.clubs]
        if isinstance(query, Standings) and not clubs:
            clubs = [row.club.key for row, _ in rows_meant(turn.point, await query.answer(snapshot))]
    if isinstance(query, Champion | SeasonOverview):
        point = turn.point
        second = point is not None and (point.aim == "second" or point.what == "runner_up")
        clubs = await _at_place(query, 1 if second else 0, snapshot)
        if point is not None and point.aim == "won_it":
            # Where the claim is false, the club named and the one that won may be meant.
            clubs = [*dict.fromkeys((*point.clubs, *clubs))]
    if isinstance(query, Champions | Seasons) and turn.point is not None and turn.point.aim == "title":
        title = title_meant(turn.point, await query.answer(snapshot))
        clubs = [title[1].key] if title is not None else []
    if isinstance(query, Ranking) and not clubs:
        point = (
            turn.point if turn.point is not None and turn.point.aim == "place" else Point("place", place=1)
        )
        best = [row.subject for row in ranked_meant(point, await query.answer(snapshot))]
        clubs = [club.key for club in best if isinstance(club, Team)]
    return clubs[0] if len(clubs) == 1 and clubs[0] != UNCHOSEN else None


async def with_club_of_place(
    ways: list[Slots], turn: Turn, season: int | None, known: Gazetteer, snapshot: Snapshot
) -> list[Slots]:
    """Return a reply on a place of the answer as one on its club: "cuántos puntos hizo el segundo".

    `season` is the one that the answer is about.
    """
    query, told = turn.query, ways
    if isinstance(query, Champion | SeasonOverview):
        ways = [_of_loser(way) for way in ways]
    slots = ways[0]
    place = place_of(slots)
    if (
        place is None
        or found_in(slots)
        or not slots.concepts & _OF_CLUB
        or slots.concepts & {"gap", "more"}
        or _asks_who(slots)
    ):
        return told
    if not isinstance(query, Champion | SeasonOverview | Standings):
        return told
    clubs = await _at_place(query, place, snapshot)
    if not clubs and isinstance(query, Champion):
        # Who was second there is not known; the champion is not meant.
        second = tuple([text for concept, text in slots.said if concept in PLACES])
        return [way.turned_by(*second) for way in told]
    if len(clubs) != 1:
        return told
    names = (known.index.resolve(clubs[0]),)
    of_season = isinstance(query, Champion) or await played(snapshot, clubs[0], season or 0)
    of_season = of_season and not slots.concepts & _OF_NO_SEASON
    seasons = (season,) if season is not None and of_season else ()
    return [
        dataclasses.replace(way, clubs=names, seasons=seasons, concepts=way.concepts - PLACES.keys())
        for way in ways
    ]


def _asks_who(slots: Slots) -> bool:
    """Return whether a question asks who, not only of "the one who"."""
    texts = [text for concept, text in slots.said if concept == "who"]
    of_one = [word for text in texts if text.startswith(_THE_ONE) for word in text.split()]
    return any(not text.startswith(_THE_ONE) and text not in of_one for text in texts)


def _of_loser(slots: Slots) -> Slots:
    """Return "the one that lost the final, where is it from?" as a question on the runner-up."""
    named = any(concept == "who" and text.startswith(_THE_ONE) for concept, text in slots.said)
    final = slots.round is None or is_final(slots.round)
    if not named or not final or "lose" not in slots.concepts or not slots.concepts & _OF_CLUB - {"lose"}:
        return slots
    said = tuple([("runner_up" if concept == "lose" else concept, text) for concept, text in slots.said])
    return dataclasses.replace(
        slots, concepts=slots.concepts - {"lose"} | {"runner_up"}, said=said, round=None
    )


_OTHER = frozenset({"otro", "otra", "other"})
_WITH_THOSE = re.compile(
    r"\b(?:con|with) (?:los|las|el|la|those|the (?:team|side|club|ones?)) (?:de|del|from)\b"
)
_THAT_ONE = frozenset({"ese", "esos", "aquel", "aquellos"})
_NO_NOUN = frozenset({"de", "despues", "ya", "es", "era", "son", "eran", "fue", "fueron", "tambien"}) | {
    "gano", "ganaron", "salio", "salieron", "llego", "quedo", "cuantos", "cuantas", "que", "alguna", "jugo",
    "nunca", "no",
}  # fmt: skip
"""Words before which "ese" stands for a club: "ese de dónde es"."""


def of_that_one(slots: Slots, turn: Turn, said: list[str]) -> Slots:
    """Return a reply on "ese", "the other, from Puno", "with those of Tacna" as one on that club."""
    if isinstance(turn.query, Results | Versus) and _WITH_THOSE.search(" ".join(said)):
        slots = dataclasses.replace(slots, concepts=slots.concepts | {"versus"})
    other = next((at for at, word in enumerate(said) if word in _OTHER), None)
    if other is not None and "other" in slots.concepts and {"de", "del", "from"} & {*said[other:]}:
        return dataclasses.replace(slots, concepts=slots.concepts - {"other"})
    words = said[1:] if said[:1] in (["y"], ["e"], ["pero"]) else said
    bare = len(words) > 1 and words[0] in _THAT_ONE and words[1] in _NO_NOUN
    bare = bare and not isinstance(turn.query, Scorers)
    return dataclasses.replace(slots, concepts=slots.concepts | {"that_club"}) if bare else slots


async def told_by(turn: Turn, snapshot: Snapshot) -> str | None:
    """Return the club (a key) that an answer tells of another's match, None if there is none or several.

    After "whom did Melgar beat 8-0?" it is CNI that "that club" means.
    """
    query, point = turn.query, turn.point
    own = getattr(query, "team", None)
    if own is None or point is None or not isinstance(query, Results):
        return None
    try:
        matches = matches_meant(point, matches_in(await query.answer(snapshot)) or [])
    except QuestionError:  # of the season the honours alone are known
        return None
    met = {team.key for match in matches for team in (match.home, match.away)} - {own}
    return met.pop() if len(met) == 1 else None


async def with_side_of_record(
    ways: list[Slots], turn: Turn, known: Gazetteer, snapshot: Snapshot
) -> list[Slots]:
    """Return a reply on the winner or the loser of the biggest win as one on that club."""
    slots, said = ways[0], ways[0].concepts
    asks = said & _OF_CLUB - {"lose", "conceded"}
    if not isinstance(turn.query, Records) or not asks or found_in(slots) - {"score"}:
        return ways
    sides = (await turn.query.answer(snapshot)).sides_of_biggest_win()
    lost = bool(said & {"lose", "conceded"})
    if sides is None or lost == bool(said & {"win", "winner", "victory"}):
        return ways
    names = (known.index.resolve(sides[lost].key),)
    taken = {"lose", "conceded", "win", "winner", "victory", "who", "scored"}
    strange = tuple(word for word in slots.strange if not word.isdigit())  # the goals
    return [
        dataclasses.replace(
            way,
            clubs=names,
            concepts=way.concepts - taken,
            strange=strange,
        )
        for way in ways
    ]


def with_other_of_name(ways: list[Slots], turn: Turn, subject: str | None, known: Gazetteer) -> list[Slots]:
    """Return "the other Garcilaso" as the only other club with that word in its name; when it won, too.

    "No, the one from Puno" is the only one from there with a name like that of the answer's club.
    """
    if subject is not None and ways[0].department and not ways[0].clubs:
        return _with_namesake_of_place(ways, subject, known)
    name = ways[0].clubs[0] if len(ways[0].clubs) == 1 else None
    if "other" not in ways[0].concepts or name is None or name.club is None or name.club.key != subject:
        return ways
    words = {*fold(name.text).split()}
    others = [
        club for club in known.index.clubs if words <= {*fold(club.name).split()} and club.key != subject
    ]
    if len(others) != 1:
        return ways
    names = (known.index.resolve(others[0].key),)
    taken: set[str] = {"other"}
    won: set[str] = set()
    if isinstance(turn.query, Champion) and ways[0].concepts <= PLAIN | {"other", "when", "win", "champion"}:
        taken, won = {"other", "win", "champion"}, {"title", "when"}
    return [dataclasses.replace(way, clubs=names, concepts=way.concepts - taken | won) for way in ways]


def _with_namesake_of_place(ways: list[Slots], subject: str, known: Gazetteer) -> list[Slots]:
    """Return "el de Puno" as the only club from there that shares a telling word with the answer's club."""
    club, place = known.index.club(subject), fold(ways[0].department or "")
    if club is None or ways[0].concepts - PLAIN - {"other", "denial"} or found_in(ways[0]) != {"department"}:
        return ways
    telling = {word for word in fold(club.name).split() if lexicon().role(word) is Role.RARE}
    meant = [
        other
        for other in known.index.clubs
        if other.key != subject
        and telling & {*fold(other.name).split()}
        and same_place(fold(other.department or ""), place)
    ]
    if len(meant) != 1:
        return ways
    names = (known.index.resolve(meant[0].key),)
    return [
        dataclasses.replace(
            way, clubs=names, department=None, departments=(), concepts=way.concepts - {"other", "denial"}
        )
        for way in ways
    ]


async def with_rival(ways: list[Slots], turn: Turn, known: Gazetteer, snapshot: Snapshot) -> list[Slots]:
    """Return a reply on "that opponent" as one on the only other club that the answer names."""
    if "that_rival" not in ways[0].concepts:
        return ways
    query = turn.query
    met = {str(getattr(query, "opponent", None) or "")} - {""}
    if isinstance(query, Champion):
        met = {*await _at_place(query, 1, snapshot)}
    elif not met and (told := await told_by(turn, snapshot)) is not None:
        met = {told}
    if len(met) != 1:
        return ways
    names, taken = (known.index.resolve(met.pop()),), {"that_rival", "versus"}
    ever = {"ever"} if "champion" in ways[0].concepts and not ways[0].seasons else frozenset()
    return [dataclasses.replace(way, clubs=names, concepts=way.concepts - taken | ever) for way in ways]


_BETWEEN_THEM = re.compile(
    r"(?<!\S)(?:entre (?:ellos|ellas|ambos|los dos|las dos)|between (?:them|the two|those two|both)"
    r"|each other)(?!\S)"
)


async def with_both_of_title(
    ways: list[Slots], turn: Turn, said: list[str], known: Gazetteer, snapshot: Snapshot
) -> list[Slots]:
    """Return "how did they end between them" after a champion as a question on the first and the second."""
    asks = ways[0].concepts & {"result", "score", "match", "play", "place", "how_many"} and not ways[0].clubs
    asks = asks and not ways[0].concepts & {"title", "goals"}
    if not isinstance(turn.query, Champion) or not asks or not _BETWEEN_THEM.search(" ".join(said)):
        return ways
    both = [*await _at_place(turn.query, 0, snapshot), *await _at_place(turn.query, 1, snapshot)]
    if len(both) != 2:
        return ways
    names = (known.index.resolve(both[0]), known.index.resolve(both[1]))
    between = {concept for concept, text in ways[0].said if _BETWEEN_THEM.search(text)}
    taken = between | {"sum", "place", "how_many", "that_club"}
    return [
        dataclasses.replace(way, clubs=names, concepts=way.concepts - taken | {"result"}, strange=())
        for way in ways
    ]


async def _at_place(query: Query, place: int, snapshot: Snapshot) -> list[str]:
    """Return the clubs at a place of an edition: as its table has them, or its first and second."""
    season = await season_of(Turn(query), snapshot)
    if season not in snapshot.refs:
        return []
    parts = await season_parts(snapshot, int(str(season)))
    if not isinstance(query, Standings) and place in (0, 1):
        named = [honour.club for honour in parts.season.champions] if place == 0 else seconds(parts)
        return [club.key for club in named]
    answer = await Standings(season, getattr(query, "stage", None)).answer(snapshot) if parts.tables else None
    if answer is None or len(answer.leading_tables) != 1:
        return []
    point = Point("place", place=place if place < 0 else place + 1)
    return [row.club.key for row, _ in rows_meant(point, answer)]
