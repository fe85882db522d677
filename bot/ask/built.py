"""Queries with the point of their question, and what their builders share."""

import dataclasses
import datetime
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.ask.headings import FINAL_STAGE, is_final
from bot.ask.relative_years import FIRST, LAST, ORDINALS
from bot.ask.slots import Slots
from bot.cache import Snapshot
from bot.errors import ClubChoiceError, QuestionError
from bot.names import Resolution
from bot.queries.facts import years_in
from bot.queries.heading_words import meaning, meanings_of
from bot.queries.interpretation import Point
from bot.queries.match_heading import of_stage
from bot.queries.matches import Matches
from bot.queries.query import UNCHOSEN, Query
from bot.queries.ranking import Ranking
from bot.queries.records import Records
from bot.text import fold

MOST_SEASONS = 5
MOST_TOGETHER = 3
"""Maximum number of seasons that are answered together."""
_COUNTED = (
    ({"difference"}, "difference"),
    ({"mean"}, "mean"),
    ({"clean_sheet"}, "clean_sheets"),
    ({"conceded"}, "conceded"),
    ({"goals", "scored"}, "goals"),
    ({"runner_up"}, "runner_up"),
    ({"champion", "title"}, "titles"),
    ({"finals"}, "finals"),
    ({"win"}, "won"),
    ({"lose"}, "lost"),
    ({"draw"}, "drawn"),
    ({"team", "qualified"}, "teams"),
    ({"department"}, "departments"),
    ({"region"}, "regions"),
    ({"round_word"}, "rounds"),
    ({"match", "play", "versus"}, "played"),
    ({"edition", "years"}, "editions"),
)
"""What a question with "how many" counts, by the first of these concepts that it has."""


_NUMBERS = frozenset({"how_many", "sum", "goals", "scored", "conceded", "difference", "mean", "clean_sheet"})
_OUTCOMES = frozenset({"win", "lose", "draw"})
_DEFEATS = frozenset({"derrota", "derrotas", "defeats", "loss", "losses"})
_LAST_ROUNDS = frozenset({"final", "final round", "ronda final", "liguilla final"})
_OF_TABLE = frozenset(
    {"table", "points", "place", "bottom", "top", "third", "fourth", "fifth", "sixth", "gap"}
)
_OF_LISTS = frozenset({"regional", "departmental", "departamental"})
"""Words of the stages whose teams the lists of teams are."""
TIMES = {"second_time": 2, "third_time": 3, "fourth_time": 4}


@dataclass(frozen=True, slots=True)
class Built:
    """A query with the point of the question; `choices` if a name fits several clubs."""

    query: Query
    point: Point | None = None
    choices: tuple[tuple[str, Resolution], ...] = ()

    @property
    def error(self) -> ClubChoiceError | None:
        """The choice that the user must make first, or None."""
        return ClubChoiceError(self.query, self.choices) if self.choices else None


Builder = Callable[[Slots, Snapshot], Awaitable[list[Built]]]


def seasons_of(slots: Slots, known: Sequence[int]) -> list[int | None]:
    """Return which of the known seasons the question may mean, [None] if it names none."""
    if slots.seasons:
        return [*slots.seasons]
    if slots.range is not None:
        first, last = slots.range
        inside = [year for year in known if first <= year <= last]
        return [*inside] or ([first] if first == last else [])
    if "earliest" in slots.concepts and known:
        return [min(known)]
    if "latest" in slots.concepts and known:
        return [max(known)]
    return [None]


def needed(slots: Slots, known: Sequence[int]) -> list[int]:
    """Return the seasons meant; the newest ones if none is named."""
    years = seasons_of(slots, known)
    if years == [None]:
        return sorted(known, reverse=True)[:MOST_SEASONS]
    return [year for year in years if year is not None]


def club_key(name: Resolution) -> str:
    """Return the key of the club that a name denotes, UNCHOSEN if it fits several."""
    return name.club.key if name.club is not None else UNCHOSEN


def choices_of(**names: Resolution) -> tuple[tuple[str, Resolution], ...]:
    """Return the names that fit several clubs, by the field that they fill."""
    return tuple((field, name) for field, name in names.items() if name.club is None)


def span(slots: Slots) -> dict[str, int | None]:
    """Return the range of seasons meant, open ends as None."""
    first, last = slots.range or (FIRST, LAST)
    return {"since": first if first > FIRST else None, "until": last if last < LAST else None}


def names_first(slots: Slots) -> bool:
    """Tell whether the first of several is asked for: "el primer título", "the first edition"."""
    return "ordinal" in slots.concepts and any(text.startswith(("primer", "first")) for _, text in slots.said)


def which_first(slots: Slots) -> str | None:
    """Return which titles tell whom of several a question means: the first of each, or the last."""
    said = slots.concepts
    later = said & {"last_time", "latest"} and said & {"champion", "title", "win", "winner"}
    return "first" if "sooner" in said else "last" if later else None


def which_title(slots: Slots) -> int | None:
    """Return which title is meant: 1 for the first, -1 for the last; None for all."""
    said = slots.concepts
    if {"latest", "earliest"} <= said:
        return None
    if said & {"last_time", "latest"}:
        return -1
    if said & {"first_time", "earliest"}:
        return 1
    return next((n for concept, n in TIMES.items() if concept in said), None)


def count_point(slots: Slots, *clubs: str) -> Point | None:
    """Return the point of a question that asks for a number."""
    said = slots.concepts
    of_result = "result" in said and not {"goals", "how_many"} <= said
    if of_result or not said & _NUMBERS:
        return None
    if len(said & _OUTCOMES) > 1:
        return None
    if len(slots.clubs) == 1:
        said = said - {"team", "qualified"}
        if said & {"edition", "years"} and not (slots.seasons or "match" in said):
            said = said - {"play"}  # "how many editions did Melgar play"
    after = [concept for concept, text in slots.said if concept in ("match", "round_word")]
    if {"match", "round_word"} <= said and after[0] == "match":
        said = said - {"round_word"}  # "how many matches in round 3"
    what = next((what for concepts, what in _COUNTED if said & concepts), None)
    if "object" in said and what in ("won", "lost"):
        what = outcome(slots)  # "how many beat them"
    return Point("count", clubs, what=what, place=slots.claim) if what else None


def is_of_lists(stage: str) -> bool:
    """Return whether the lists of teams are those of a stage: who qualified for it, or through it."""
    return not _OF_LISTS.isdisjoint(fold(stage).split())


async def is_all_of(stage: str, query: Ranking | Records, snapshot: Snapshot) -> bool:
    """Return whether all matches in the seasons of a ranking, or of records, are of a stage."""
    if set(meaning(stage)) <= meanings_of("kinds"):
        stage = FINAL_STAGE  # "la liguilla"
    for year in years_in(snapshot, query.season, query.since, query.until):
        matches = (await snapshot.season(year)).matches
        if matches:
            try:
                meant = await Matches(year, None, stage).resolve_texts(snapshot)
            except QuestionError:
                return False
            if len((await meant.answer(snapshot)).matches) != len(matches):
                return False
    return True


async def is_stage(snapshot: Snapshot, season: int, round_: str) -> bool:
    """Return whether the round is a stage of several rounds in the season."""
    try:
        meant = await Matches(season, round_).resolve_texts(snapshot)
    except QuestionError:
        return False
    return meant.round is None and meant.stage is not None


async def with_round_as_stage(slots: Slots, snapshot: Snapshot) -> Slots:
    """Return a question on a table with "the final" as its stage: "who came last in the final".

    "The final round" of a club is a stage, too. One that holds all matches says nothing of records, one that
    holds all those of two clubs nothing of them.
    """
    slots = await _with_table_of_final(slots, snapshot)
    years = [year for year in seasons_of(slots, snapshot.seasons) if year is not None]
    if slots.stage is None or not years:
        return slots
    whole = False
    if len(slots.clubs) > 1:
        whole = all([await is_all(slots.stage, name, [*years], snapshot) for name in slots.clubs])
    elif "record" in slots.concepts and not slots.clubs and not slots.ranking:
        whole = all([await is_all_of(slots.stage, Records(year), snapshot) for year in years])
    return dataclasses.replace(slots, stage=None) if whole else slots


async def _with_table_of_final(slots: Slots, snapshot: Snapshot) -> Slots:
    years = [year for year in seasons_of(slots, snapshot.seasons) if year is not None]
    of_table = slots.ranking is not None or slots.concepts & (_OF_TABLE | {"record"})
    if slots.round is not None and is_final(slots.round) and "apart" in slots.concepts and not slots.clubs:
        return dataclasses.replace(slots, round=None, stage=slots.stage or slots.round)
    if of_table and slots.stage is not None and slots.round in _LAST_ROUNDS and is_final(slots.stage):
        return dataclasses.replace(slots, round=None)  # "the finalists … in the final stage"
    of_clubs = bool(slots.clubs) and slots.round != "final"
    if len(slots.clubs) == 2 and slots.concepts & _OF_TABLE == {"place"} and not of_clubs:
        return slots  # "cómo quedó la final entre …" is a match
    last = _LAST_ROUNDS | ({"finals", "finales"} if slots.ranking is not None else set())
    if not (of_table or of_clubs) or slots.stage is not None or slots.round not in last or not years:
        return slots
    if not all([await is_stage(snapshot, year, slots.round) for year in years]):
        return slots
    return dataclasses.replace(slots, round=None, stage=slots.round)


def outcome(slots: Slots) -> Literal["won", "lost", "drawn"] | None:
    """Return which matches of a club are meant; who beat it are its defeats, whom it beat its wins."""
    said = slots.concepts
    others = bool(said & {"who", "team", "qualified"}) and "whom" not in said
    others = others or ("object" in said and len(slots.clubs) == 1)
    if len(said & _OUTCOMES) > 1:
        return None
    if "draw" in said:
        return "drawn"
    if _DEFEATS & {word for concept, text in slots.said if concept == "lose" for word in text.split()}:
        return "lost"  # "who inflicted their only defeat"
    if "lose" in said:
        return "won" if others else "lost"
    if "win" in said or "winner" in said:
        return "lost" if others else "won"
    return None


async def is_champion(snapshot: Snapshot, club: str, season: int) -> bool:
    """Return whether a club is the champion of an edition."""
    return club in [honour.club.key for honour in (await snapshot.season(season)).champions]


async def played(snapshot: Snapshot, club: str, season: int) -> bool:
    """Return whether a club has a match in a season."""
    if season not in snapshot.seasons:
        return False
    matches = (await snapshot.season(season)).matches
    return any(club in (match.home.key, match.away.key) for match in matches)


async def round_meant(slots: Slots, club: str, season: int, snapshot: Snapshot) -> str | None:
    """Return the round of a club's second match, or the last numbered one; None if the dates do not tell."""
    matches = (await snapshot.season(season)).matches if season in snapshot.seasons else ()
    own = [match for match in matches if club in (match.home.key, match.away.key)]
    own.sort(key=lambda match: match.date or datetime.date.max)
    if "nth_match" in slots.concepts:
        word = next(text for concept, text in slots.said if concept == "nth_match").split()
        place = -2 if word[0].startswith("pen") or "last" in word else ORDINALS[word[0]] - 1
        meant = own[place] if place < len(own) and abs(place) <= len(own) else None
    else:
        last = "last_round" in slots.concepts
        numbers = [int(number[0]) for match in matches if (number := re.search(r"\d+", match.round or ""))]
        end = str((max if last else min)(numbers, default=0))
        meant = next((match for match in own if end in (match.round or "").split()), None)
    if meant is None or not meant.round or not all(match.date for match in own):
        return None
    return meant.round if [match.round for match in own].count(meant.round) == 1 else None


def stage_of(slots: Slots) -> str | None:
    """Return the stage, with its region if one is named: "region 2 group c"."""
    parts = [f"region {slots.region}" if slots.region else None, slots.stage]
    return " ".join(part for part in parts if part) or None


async def is_all(stage: str, name: Resolution, years: list[int | None], snapshot: Snapshot) -> bool:
    """Return whether all matches of a club in some seasons are of a stage."""
    if name.club is None:
        return False
    matches = [
        match
        for year in years_of(name, years)
        if year in snapshot.seasons
        for match in (await snapshot.season(int(str(year)))).matches
        if name.club.key in (match.home.key, match.away.key)
    ]
    return bool(matches) and len(of_stage(matches, stage)) == len(matches)


def years_of(name: Resolution, years: list[int | None]) -> list[int]:
    """Return the seasons meant, all of the club's if none is named."""
    if years == [None]:
        return [*name.club.seasons] if name.club is not None else []
    return [year for year in years if year is not None]
