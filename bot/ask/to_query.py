"""Intent and slots → query, with defaults for missing slots."""

import contextlib
import datetime
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.ask.dates_played import matches_of_day, seasons_of_day
from bot.ask.relative_years import FIRST, LAST
from bot.ask.slots import Slots
from bot.ask.vocabulary import NEIGHBOURS
from bot.cache import Snapshot
from bot.errors import ClubChoiceError, QuestionError
from bot.names import Resolution
from bot.queries.about import About
from bot.queries.champion import Champion
from bot.queries.facts import years_in
from bot.queries.help import Help
from bot.queries.interpretation import Point
from bot.queries.matches import Matches
from bot.queries.query import UNCHOSEN, Query
from bot.queries.ranking import FEWEST, MEASURES, Ranking
from bot.queries.records import Records
from bot.queries.resolve import met_club
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus

MOST_SEASONS = 5
_DONE = frozenset({"win", "lose", "draw", "play", "match", "goals", "scored", "conceded"})
"""Concepts whose last occurrence need not be in the last season: "when did they last win"."""


_COUNTED = (
    ({"difference"}, "difference"),
    ({"mean"}, "mean"),
    ({"conceded"}, "conceded"),
    ({"goals", "scored"}, "goals"),
    ({"runner_up"}, "runner_up"),
    ({"champion", "title"}, "titles"),
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


async def build(intent: str, slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the queries of the intent with these slots: none if one is missing, several if ambiguous."""
    return await _BUILDERS[intent](slots, snapshot)


def seasons_of(slots: Slots, known: Sequence[int]) -> list[int | None]:
    """Return which of the known seasons the question may mean, [None] if it names none."""
    if slots.seasons:
        return [*slots.seasons]
    if slots.range is not None:
        first, last = slots.range
        inside = [year for year in known if first <= year <= last]
        return [*inside] or [first]
    if "earliest" in slots.concepts and known:
        return [min(known)]
    if "latest" in slots.concepts and known:
        return [max(known)]
    return [None]


def _needed(slots: Slots, known: Sequence[int]) -> list[int]:
    """Return the seasons meant; the newest ones if none is named."""
    years = seasons_of(slots, known)
    if years == [None]:
        return sorted(known, reverse=True)[:MOST_SEASONS]
    return [year for year in years if year is not None]


def _club(name: Resolution) -> str:
    return name.club.key if name.club is not None else UNCHOSEN


def _choices(**names: Resolution) -> tuple[tuple[str, Resolution], ...]:
    return tuple((field, name) for field, name in names.items() if name.club is None)


def _span(slots: Slots) -> dict[str, int | None]:
    """Return the range of seasons meant, open ends as None."""
    first, last = slots.range or (FIRST, LAST)
    return {"since": first if first > FIRST else None, "until": last if last < LAST else None}


def _count(slots: Slots, *clubs: str) -> Point | None:
    """Return the point of a question that asks for a number."""
    said = slots.concepts
    if "result" in said or not said & {"how_many", "goals", "scored", "conceded", "difference", "mean"}:
        return None
    what = next((what for concepts, what in _COUNTED if said & concepts), None)
    return Point("count", clubs, what=what) if what else None


async def _champion(slots: Slots, snapshot: Snapshot) -> list[Built]:
    years = seasons_of(slots, snapshot.editions)
    if "latest" in slots.concepts and not slots.seasons:
        years = [None]
    point = Point("second") if "runner_up" in slots.concepts else None
    return [Built(Champion(year), point) for year in years]


async def _champion_club(slots: Slots, snapshot: Snapshot) -> list[Built]:
    return await _champion(slots, snapshot) if slots.seasons else []


async def _beside_title(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the champion before or after an edition that a club won: the first, the last, the only one."""
    said = slots.concepts
    step = next((step for concept, step in NEIGHBOURS.items() if concept in said), 0)
    if not step or len(slots.clubs) != 1 or slots.clubs[0].club is None:
        return []
    key = slots.clubs[0].club.key
    won = [
        year
        for year in snapshot.editions
        if key in [honour.club.key for honour in (await snapshot.season(year)).champions]
    ]
    won = [year for year in won if not slots.seasons or year in slots.seasons]
    if said & {"first_time", "earliest"}:
        won = won[:1]
    elif said & {"last_time", "latest"}:
        won = won[-1:]
    known = [y for y in snapshot.editions if y in snapshot.champions or y in snapshot.seasons]
    places = [known.index(year) + step for year in won]
    return [Built(Champion(known[place])) for place in places if 0 <= place < len(known)]


async def _titles(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if slots.range is not None and len(slots.clubs) == 1:
        name = slots.clubs[0]
        query = Seasons(team=_club(name)).with_values(**_span(slots))
        return [Built(query, None, _choices(team=name))]
    what = "runner_up" if "runner_up" in slots.concepts else "titles"
    return [
        Built(built.query, Point("count", what=what), built.choices) for built in await _team(slots, snapshot)
    ]


async def _team(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if len(slots.clubs) != 1:
        return []
    name = slots.clubs[0]
    return [Built(TeamProfile(_club(name)), _count(slots), _choices(team=name))]


async def _results(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if len(slots.clubs) != 1:
        return []
    name = slots.clubs[0]
    years = _club_seasons(slots, snapshot, name)
    point = _point_of_results(slots, name)
    if slots.round is not None and slots.day is None:
        grouped = [year for year in _years_of(name, years) if await _is_stage(snapshot, year, slots.round)]
        if grouped and len(grouped) == len(_years_of(name, years)):
            # "The final" was a group in that season, so answer with how the title was decided.
            return [Built(Champion(year), Point("no_round", round=slots.round)) for year in grouped]
    if slots.day is not None:
        years = [*await seasons_of_day(snapshot, slots.day, slots.season)]
    elif slots.range is not None and not slots.seasons:
        query = Results(_club(name)).with_values(**_span(slots))
        return [Built(query, point, _choices(team=name))]
    return [Built(Results(_club(name), year), point, _choices(team=name)) for year in years]


def _years_of(name: Resolution, years: list[int | None]) -> list[int]:
    """Return the seasons meant, all of the club's if none is named."""
    if years == [None]:
        return [*name.club.seasons] if name.club is not None else []
    return [year for year in years if year is not None]


async def _is_stage(snapshot: Snapshot, season: int, round_: str) -> bool:
    """Return whether the round is a stage of several rounds in the season."""
    try:
        meant = await Matches(season, round_).resolve_texts(snapshot)
    except QuestionError:
        return False
    return meant.round is None and meant.stage is not None


def _club_seasons(slots: Slots, snapshot: Snapshot, name: Resolution) -> list[int | None]:
    """Return the seasons meant; "first" and "last" refer to the club's own seasons."""
    own = name.club.seasons if name.club is not None else ()
    if not slots.seasons and slots.range is None and own:
        if slots.concepts & _DONE:
            return [None]
        if "latest" in slots.concepts and "last_match" not in slots.concepts:
            return [max(own)]
        if "earliest" in slots.concepts and "first_match" not in slots.concepts:
            return [min(own)]
        if slots.concepts & {"latest", "earliest"}:
            return [None]
    return seasons_of(slots, snapshot.seasons)


def _point_of_results(slots: Slots, name: Resolution) -> Point | None:
    clubs = (_club(name),)
    if slots.day is not None and slots.day.year is not None and slots.day.day is not None:
        return Point("day", clubs, day=datetime.date(slots.day.year, slots.day.month, slots.day.day))
    if slots.score is not None:
        return Point("score", clubs, score=slots.score)
    if slots.round is not None:
        return Point("round", clubs, round=slots.round)
    if slots.stage is not None:
        return Point("stage", clubs, round=slots.stage)
    said = slots.concepts
    what = _outcome(slots)
    if said & {"last_match", "last_time", "latest"} and (what or "last_match" in said):
        return Point("last", clubs, what=what)
    if said & {"first_match", "first_time", "earliest"} and (what or "first_match" in said):
        return Point("first", clubs, what=what)
    if "record" in said or ("more" in said and what in ("won", "lost")):
        return Point("biggest", clubs)
    count = _count(slots, *clubs)
    if count is not None:
        return count
    return Point(what, clubs) if what else None


def _outcome(slots: Slots) -> Literal["won", "lost", "drawn"] | None:
    """Return which matches of a club are meant; who beat it are its defeats, whom it beat its wins."""
    said = slots.concepts
    if "draw" in said:
        return "drawn"
    if "lose" in said:
        return "won" if "who" in said and "whom" not in said else "lost"
    if "win" in said or "winner" in said:
        return "lost" if "who" in said and "whom" not in said else "won"
    return None


async def _versus(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if len(slots.clubs) != 2:
        return []
    first, other = slots.clubs
    if first.club is not None:
        other = await met_club(other, first.club.key, snapshot)
    elif other.club is not None:
        first = await met_club(first, other.club.key, snapshot)
    choices = _choices(team=first, opponent=other)
    point = _point_of_results(slots, first) if slots.round is None else None
    if slots.seasons:
        return [Built(Results(_club(first), year, _club(other)), point, choices) for year in slots.seasons]
    if slots.range is not None:
        both = Results(_club(first), None, _club(other)).with_values(**_span(slots))
        return [Built(both, point, choices)]
    return [Built(Versus(_club(first), _club(other)), point, choices)]


async def _compare(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if len(slots.clubs) != 2:
        return []
    first, other = slots.clubs
    choices = _choices(team=first, opponent=other)
    keys = (_club(first), _club(other))
    if slots.seasons and not choices:
        built = []
        for year in slots.seasons:
            both = all([await _played(snapshot, key, year) for key in keys])
            query = Standings(year) if both else Results(keys[0], year, keys[1])
            built.append(Built(query, Point("compare", keys)))
        return built
    return [Built(Versus(*keys), Point("compare", keys), choices)]


async def _gap(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the tables in which points lie between two clubs, or between a club and the first."""
    if any(name.club is None for name in slots.clubs) or len(slots.clubs) > 2:
        return []
    keys = tuple(_club(name) for name in slots.clubs)
    years = seasons_of(slots, snapshot.seasons)
    if years == [None]:
        both = [
            year for year in snapshot.seasons if all([await _played(snapshot, key, year) for key in keys])
        ]
        years = [*both] if keys and len(both) == 1 else []
    return [Built(Standings(year, slots.stage), Point("gap", keys)) for year in years]


async def _played(snapshot: Snapshot, club: str, season: int) -> bool:
    if season not in snapshot.seasons:
        return False
    matches = (await snapshot.season(season)).matches
    return any(club in (match.home.key, match.away.key) for match in matches)


def _stage(slots: Slots) -> str | None:
    """Return the stage, with its region if one is named: "region 2 group c"."""
    parts = [f"region {slots.region}" if slots.region else None, slots.stage]
    return " ".join(part for part in parts if part) or None


async def _standings(slots: Slots, snapshot: Snapshot) -> list[Built]:
    stage = _stage(slots)
    positions = {"bottom": -1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "top": 1, "runner_up": 2}
    place = next((n for concept, n in positions.items() if concept in slots.concepts), None)
    point = Point("place", place=place) if place is not None else None
    return [Built(Standings(year, stage), point) for year in seasons_of(slots, snapshot.seasons)]


async def _place(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if len(slots.clubs) != 1:
        return []
    name = slots.clubs[0]
    years = _club_seasons(slots, snapshot, name)
    if name.club is None or years == [None]:
        return await _place_of_any(name, slots, snapshot)
    return [Built(Standings(year, slots.stage), Point("place", (name.club.key,))) for year in years]


async def _place_of_any(name: Resolution, slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return queries for a club's position in each of its seasons, since a table covers one season."""
    if name.club is None:
        return [Built(TeamProfile(UNCHOSEN), None, _choices(team=name))] if not slots.seasons else []
    played = [year for year in reversed(name.club.seasons) if await _played(snapshot, name.club.key, year)]
    if "points" not in slots.concepts and len(played) > 1:
        return []
    years = (played or [*reversed(name.club.seasons)])[:MOST_SEASONS]
    return [Built(Standings(year), Point("place", (name.club.key,))) for year in years]


async def _matches(slots: Slots, snapshot: Snapshot) -> list[Built]:
    stage = _stage(slots)
    point = Point("score", score=slots.score) if slots.score is not None else _count(slots)
    aim = "last" if slots.concepts & {"last_match", "last_round"} else None
    aim = "first" if slots.concepts & {"first_match", "first_round"} else aim
    built = []
    years = _needed(slots, snapshot.seasons)
    if seasons_of(slots, snapshot.seasons) == [None]:
        if slots.score is not None:
            years = await _seasons_of_score(snapshot, slots.score) or years
        elif slots.round or stage:
            years = await _seasons_with(snapshot, slots.round, stage) or years
    for year in years:
        won = slots.concepts & {"win", "winner", "title"}
        if won and slots.round is not None and await _is_stage(snapshot, year, slots.round):
            # Who won "the final" of a season that ended with a table.
            built.append(Built(Champion(year), Point("no_round", round=slots.round)))
        elif aim is not None and slots.round is None:
            query = await _end_of_season(snapshot, year, stage, last=aim == "last")
            built.append(Built(query, Point("last") if aim == "last" else Point("first")))
        else:
            built.append(Built(Matches(year, slots.round, stage), point))
    return built


async def _seasons_with(snapshot: Snapshot, round_: str | None, stage: str | None) -> list[int]:
    """Return the seasons with such a round or stage, newest first."""
    seasons: list[int] = []
    for year in sorted(snapshot.seasons, reverse=True):
        with contextlib.suppress(QuestionError):
            await Matches(year, round_, stage).resolve_texts(snapshot)
            seasons.append(year)
        if len(seasons) == MOST_SEASONS:
            break
    return seasons


async def _seasons_of_score(snapshot: Snapshot, score: tuple[int, int]) -> list[int]:
    """Return the seasons with a match of this score, for either side, newest first."""
    seasons = []
    for year in sorted(snapshot.seasons, reverse=True):
        facts = await snapshot.season(year)
        matches = (*facts.matches, *facts.infobox_matches)
        if any({match.home_goals, match.away_goals} == {*score} for match in matches):
            seasons.append(year)
    return seasons[:MOST_SEASONS]


async def _end_of_season(snapshot: Snapshot, season: int, stage: str | None, *, last: bool) -> Matches:
    """Return the round of the season's last or first match, the whole season if no match has a date."""
    matches = (await snapshot.season(season)).matches if season in snapshot.seasons else ()
    dated = [match for match in matches if match.date]
    dated.sort(key=lambda match: match.date or datetime.date.min)
    match = dated[-1 if last else 0] if dated else None
    if match is None or not match.round:
        return Matches(season, None, stage)
    return Matches(season, match.round, match.stage)


async def _date(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if slots.day is None:
        return []
    rounds = await matches_of_day(snapshot, slots.day, slots.season)
    return [Built(query, point) for query, point in rounds]


async def _teams(slots: Slots, snapshot: Snapshot) -> list[Built]:
    region = None if slots.department else slots.region
    if slots.department and slots.region:
        return []
    years = seasons_of(slots, snapshot.seasons)
    return [Built(Teams(year, slots.department, region), _count(slots)) for year in years]


async def _records(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if slots.range is not None:
        return [Built(Records().with_values(**_span(slots)))]
    return [Built(Records(year)) for year in seasons_of(slots, snapshot.seasons)]


async def _scorers(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if slots.players is not None and not slots.seasons:
        return [Built(Scorers(year)) for year in slots.players]
    if slots.range is not None:
        return [Built(Scorers().with_values(**_span(slots)))]
    return [Built(Scorers(year)) for year in seasons_of(slots, snapshot.seasons)]


async def _season(slots: Slots, snapshot: Snapshot) -> list[Built]:
    years = seasons_of(slots, snapshot.editions)
    if years == [None]:
        years = [*_needed(slots, snapshot.editions)]
    return [Built(SeasonOverview(year), _count(slots)) for year in years]


async def _seasons(slots: Slots, snapshot: Snapshot) -> list[Built]:
    return [Built(Seasons(department=slots.department).with_values(**_span(slots)))]


async def _ranking(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if slots.departments[1:] and slots.ranking is None:
        return [Built(Ranking("titles", "department").with_values(**_span(slots)))]
    if slots.ranking is None:
        thing = "department" if "department" in slots.concepts else "club"
        query = Ranking("titles", thing).with_values(season=slots.season, **_span(slots))
        counts = "how_many" in slots.concepts
        return [Built(query, Point("count", what=f"{thing}s") if counts else None)]
    thing, measure = slots.ranking.thing, slots.ranking.measure
    if slots.departments[1:] and measure in MEASURES["department"]:
        thing = "department"
    name = slots.clubs[0] if slots.clubs else None
    query = Ranking(
        measure,
        thing,
        FEWEST if slots.ranking.fewest else None,
        slots.season,
        department=slots.department if thing in ("club", "campaign") else None,
        team=_club(name) if name else None,
    ).with_values(**_span(slots))
    if len(slots.seasons) > 1:
        first, last = min(slots.seasons), max(slots.seasons)
        if thing != "edition" or [y for y in snapshot.seasons if first < y < last]:
            return []
        query = query.with_values(since=first, until=last)
    if slots.stage is not None and not await _is_all(slots.stage, query, snapshot):
        return []
    return [Built(query, None, _choices(team=name) if name else ())]


async def _is_all(stage: str, query: Ranking, snapshot: Snapshot) -> bool:
    """Return whether all matches in the seasons of a ranking are of a stage."""
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


async def _help(slots: Slots, snapshot: Snapshot) -> list[Built]:
    return [Built(Help())]


async def _about(slots: Slots, snapshot: Snapshot) -> list[Built]:
    return [Built(About())]


_BUILDERS: dict[str, Builder] = {
    "champion": _champion,
    "champion_club": _champion_club,
    "beside_title": _beside_title,
    "titles": _titles,
    "results": _results,
    "team": _team,
    "versus": _versus,
    "compare": _compare,
    "standings": _standings,
    "place": _place,
    "gap": _gap,
    "matches": _matches,
    "date": _date,
    "teams": _teams,
    "records": _records,
    "scorers": _scorers,
    "season": _season,
    "seasons": _seasons,
    "ranking": _ranking,
    "help": _help,
    "about": _about,
}
