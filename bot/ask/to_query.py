"""Intent and slots → query, with defaults for missing slots."""

import contextlib
import dataclasses
import datetime

from bot.ask.answered import is_last_but_one
from bot.ask.built import (
    MOST_SEASONS,
    MOST_TOGETHER,
    Builder,
    Built,
    count_point,
    is_champion,
    is_of_lists,
    is_stage,
    needed,
    played,
    seasons_of,
    span,
    stage_of,
)
from bot.ask.club_queries import ends_of, results, versus
from bot.ask.dates_played import matches_of_day
from bot.ask.headings import is_final
from bot.ask.honours_queries import champions, ranking, seasons
from bot.ask.slots import Slots
from bot.ask.table_queries import compare, gap, place
from bot.ask.title_queries import around_titles, beside_title, final, team, titles, years_between
from bot.cache import Snapshot
from bot.errors import QuestionError
from bot.queries.about import About
from bot.queries.champion import Champion
from bot.queries.facts import season_parts
from bot.queries.help import Help
from bot.queries.highlight import ADDED_UP
from bot.queries.interpretation import Point
from bot.queries.matches import Matches
from bot.queries.query import Query
from bot.queries.quiz import Quiz
from bot.queries.ranking import MEASURES, Ranking
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.today import Today

_TWICE = 2
_LISTED = frozenset({"who", "team", "qualified"})
_OF_FINALISTS = frozenset({"team", "qualified", "edition", "who", "identity", "play"})


async def build(intent: str, slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the queries of the intent with these slots: none if one is missing, several if ambiguous."""
    return await BUILDERS[intent](slots, snapshot)


async def _champion(slots: Slots, snapshot: Snapshot) -> list[Built]:
    years = seasons_of(slots, snapshot.editions)
    if "latest" in slots.concepts and not slots.seasons:
        years = [None]
    point = Point("second") if "runner_up" in slots.concepts else None
    if slots.home is not None:
        what = "runner_up" if "runner_up" in slots.concepts else "titles"
        point = Point("won_it", what=what, home=slots.home)
    elif "home" in slots.concepts:
        point = Point("home", what="runner_up" if "runner_up" in slots.concepts else None)
    return [Built(Champion(year), point) for year in years]


async def _champion_path(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return the champion's matches of a season; who won where none is known."""
    club = slots.clubs[0].club if slots.clubs else None
    if slots.clubs and club is None:
        return []
    built: dict[int, list[Query]] = {}
    for year in [*slots.seasons] or reversed(snapshot.editions):
        facts = await snapshot.season(year) if year in snapshot.editions else None
        winners = [honour.club.key for honour in facts.champions] if facts else []
        if club is None or club.key in winners:
            with_matches = [key for key in winners if await played(snapshot, key, year)]
            built[year] = [*(Results(key, year) for key in with_matches)] or [Champion(year)]
    if not slots.seasons:
        # Without a season the latest is meant whose champion has matches, else the latest of all.
        known = next((year for year in built if isinstance(built[year][0], Results)), next(iter(built), None))
        built = {year: queries for year, queries in built.items() if year == known}
    return [Built(query) for queries in built.values() for query in queries]


async def _champion_club(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if not slots.seasons or any(text.endswith("que fecha") for _, text in slots.said):
        return []  # in which round a title was sure nothing tells
    if slots.concepts & {"home", "department"}:
        return await _home_then(slots, snapshot)
    what = "runner_up" if "runner_up" in slots.concepts else "titles"
    names = slots.clubs[:1]
    clubs = [name.club.key if name.club else other.club.key for name in names for other in name.candidates]
    point = Point("won_it", tuple(dict.fromkeys(clubs)), what=what)
    if {"who", "runner_up"} <= slots.concepts:
        point = Point("second")  # "who came second the year that they won"
    if (
        "penalties" in slots.concepts
        and len(slots.clubs) > 1
        and not await _were_first_and_second(slots, snapshot)
    ):
        return []
    if slots.concepts & {"promoted", "lose", "penalties"} or len(slots.clubs) != 1:
        return await _champion(slots, snapshot)
    return [Built(built.query, point) for built in await _champion(slots, snapshot)]


async def _were_first_and_second(slots: Slots, snapshot: Snapshot) -> bool:
    """Return whether the clubs that are named are the champion and the runner-up of the season."""
    if slots.season not in snapshot.editions:
        return False
    ends = {*await ends_of(snapshot, slots.season)}
    return all(ends & {candidate.club.key for candidate in name.candidates} for name in slots.clubs)


async def _home_then(slots: Slots, snapshot: Snapshot) -> list[Built]:
    """Return where a champion was from when it won, which may be another place than today."""
    name = slots.clubs[0].club if len(slots.clubs) == 1 else None
    if name is None or slots.season not in snapshot.editions:
        return []
    won = await is_champion(snapshot, name.key, slots.season)
    return [Built(Champion(slots.season), Point("home"))] if won else [Built(TeamProfile(name.key))]


async def _standings(slots: Slots, snapshot: Snapshot) -> list[Built]:
    stage = stage_of(slots)
    positions = {"bottom": -1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "top": 1, "runner_up": 2}
    place = next((n for concept, n in positions.items() if concept in slots.concepts), None)
    if place == -1 and is_last_but_one(slots):
        place = -2
    point = Point("place", place=place) if place is not None else None
    years = seasons_of(slots, snapshot.seasons)
    if years == [None] and not await _has_table(snapshot, max(snapshot.seasons, default=None)):
        years = [*sorted(snapshot.seasons, reverse=True)[:MOST_SEASONS]]
        years = [year for year in years if await _has_table(snapshot, year)] or [None]
    if stage is None and place in (1, 2):
        # Of an edition that only the list tells, who was first and second is known, but no table.
        second = Point("second") if place == 2 else None
        listed = [year for year in years if year in snapshot.editions and year not in snapshot.seasons]
        if listed == years:
            return [Built(Champion(year), second) for year in years]
    if "team" in slots.concepts and place is None:
        # The teams of a stage are those of its table.
        latest = max(snapshot.seasons, default=None)
        years = [year for year in years if await _has_table(snapshot, year or latest)]
    return [Built(Standings(year, stage), point) for year in years]


async def _has_table(snapshot: Snapshot, season: int | None) -> bool:
    if season is None:
        return False
    parts = await season_parts(snapshot, season)
    return bool(parts.tables or parts.printed)


async def _matches(slots: Slots, snapshot: Snapshot) -> list[Built]:
    stage = stage_of(slots)
    point = Point("score", score=slots.score) if slots.score is not None else count_point(slots)
    if point is None and "draw" in slots.concepts:
        point = Point("drawn")
    ranking = slots.ranking
    if ranking is not None:
        of_match = (ranking.thing, ranking.measure) == ("match", "goals") and not (
            ranking.fewest or ranking.drawn
        )
        of_end = slots.concepts & {"last_round", "first_round"}
        if not of_match or ranking.top or not (slots.round or of_end) or slots.season is None:
            return []
        point = Point("most_goals")
    if stage is not None and point == Point("count", what="teams") and is_of_lists(stage):
        return []  # its teams are in the list of teams
    of_round = point if point is not None and point.aim in ("count", "drawn", "most_goals") else None
    aim = "last" if slots.concepts & {"last_match", "last_round"} else None
    aim = "first" if slots.concepts & {"first_match", "first_round"} else aim
    built = []
    years = needed(slots, snapshot.seasons)
    if seasons_of(slots, snapshot.seasons) == [None]:
        if slots.score is not None:
            years = await _seasons_of_score(snapshot, slots.score) or years
        elif slots.round or stage:
            years = await _seasons_with(snapshot, slots.round, stage) or years
    known = snapshot.editions if slots.round == "final" and slots.seasons else ()
    years = [*years, *(year for year in slots.seasons if year in known and year not in years)]
    if "latest" in slots.concepts and slots.round is not None and is_final(slots.round) and not slots.seasons:
        # "The last final" is none of which nothing is known.
        years = [year for year in years if not await _is_final_unknown(snapshot, year, slots.round)]
    if "which_month" in slots.concepts:
        # Without matches nothing tells when they were.
        years = [y for y in years if y in snapshot.seasons and (await snapshot.season(y)).matches]
    for year in years:
        won = slots.concepts & {"win", "winner", "title", "lose"}
        listed = year in snapshot.editions and year not in snapshot.seasons
        if won and slots.round == "final" and listed:
            built.append(Built(Champion(year), Point("second") if "lose" in slots.concepts else None))
        elif won and slots.round is not None and await is_stage(snapshot, year, slots.round):
            # Who won or lost "the final" of a season that ended with a table.
            if slots.concepts & {"how_many", "goals"}:
                continue  # how many goals the losers scored it does not tell
            lost = Point("second") if "lose" in slots.concepts else None
            built.append(Built(Champion(year), lost or Point("no_round", round=slots.round)))
        elif slots.concepts <= _OF_FINALISTS and await _is_final_unknown(snapshot, year, slots.round):
            built.append(Built(Champion(year)))
        elif (
            slots.concepts & _LISTED
            and slots.concepts <= _OF_FINALISTS
            and slots.score is None
            and (table := await _table_of(snapshot, year, slots.round, stage))
        ):
            built.append(Built(table))
        elif aim is not None and (slots.round is None or await is_stage(snapshot, year, slots.round)):
            query = await _end_of_season(snapshot, year, stage, last=aim == "last")
            counts = of_round if slots.concepts & {"last_round", "first_round"} else None
            built.append(Built(query, counts or (Point("last") if aim == "last" else Point("first"))))
        else:
            built.append(Built(Matches(year, slots.round, stage), point))
    return built


async def _table_of(snapshot: Snapshot, year: int, round_: str | None, stage: str | None) -> Query | None:
    """Return the table of a stage, which lists who played it: "the six that played the final group"."""
    if round_ is not None and not (is_final(round_) and await is_stage(snapshot, year, round_)):
        return None
    table = Standings(year, stage)
    with contextlib.suppress(QuestionError):
        answer = await (await table.resolve_texts(snapshot)).answer(snapshot)
        return table if (round_ or stage) and len(answer.leading_tables) == 1 else None
    return None


async def _is_final_unknown(snapshot: Snapshot, season: int, round_: str | None) -> bool:
    """Return whether of a final no match is known, but who was first and second: "the finalists of 2012"."""
    if round_ is None or not is_final(round_) or len(await ends_of(snapshot, season)) < _TWICE:
        return False
    with contextlib.suppress(QuestionError):
        query = await Matches(season, round_).resolve_texts(snapshot)
        return not (await query.answer(snapshot)).matches
    return True


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
        matches = (await snapshot.season(year)).all_matches
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
    if "goals" in slots.concepts:  # only how many they were can be told
        rounds = [(query, dataclasses.replace(point, what="goals")) for query, point in rounds]
    return [Built(query, point) for query, point in rounds]


async def _teams(slots: Slots, snapshot: Snapshot) -> list[Built]:
    region = None if slots.department else slots.region
    if slots.department and slots.region:
        return []
    if slots.stage is not None and not is_of_lists(slots.stage):
        return []
    if slots.department and len(slots.seasons) > MOST_TOGETHER and {*slots.seasons} == {*snapshot.seasons}:
        return [Built(Teams(None, slots.department))]  # all that there are
    years = seasons_of(slots, snapshot.seasons)
    return [Built(Teams(year, slots.department, region), count_point(slots)) for year in years]


async def _records(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if slots.range is not None:
        return [Built(Records().with_values(**span(slots)))]
    return [Built(Records(year)) for year in seasons_of(slots, snapshot.seasons)]


async def _scorers(slots: Slots, snapshot: Snapshot) -> list[Built]:
    if len(slots.seasons) > 1 and "most_goals" in slots.concepts and not slots.concepts & {"who", "scorer"}:
        return []  # "were there more goals in 1996 or in 1997?"
    of_club = bool({"team", "play"} & slots.concepts)  # "who did he play for"
    club = Point("scorer_club") if of_club else None
    if slots.players is not None and (not slots.seasons or set(slots.seasons).isdisjoint(slots.players)):
        # Of a season in which another one was the top scorer it is not known what a player scored.
        return [Built(Scorers(year), club) for year in (*slots.players, *slots.seasons)]
    if slots.range is not None:
        return [Built(Scorers().with_values(**span(slots)), club)]
    return [Built(Scorers(year), club) for year in seasons_of(slots, snapshot.seasons)]


async def _season(slots: Slots, snapshot: Snapshot) -> list[Built]:
    point = Point("relegated") if "relegated" in slots.concepts else count_point(slots)
    of_all = slots.range is not None or ("all" in slots.concepts and not slots.seasons)
    if of_all or len(slots.seasons) > MOST_TOGETHER:
        return await _sum_of_editions(slots, point, snapshot)
    years = seasons_of(slots, snapshot.editions)
    if years == [None] and slots.clubs:
        return []  # "how many draws" after a club's matches is about those
    if years == [None]:
        years = [*needed(slots, snapshot.editions)]
    return [Built(SeasonOverview(year), point) for year in years]


async def _sum_of_editions(slots: Slots, point: Point | None, snapshot: Snapshot) -> list[Built]:
    """Return the editions of a range, or many, by a number of theirs that adds up."""
    what = point.what if point is not None and point.aim == "count" else None
    if what not in ADDED_UP or what not in MEASURES["edition"]:
        return []
    ends = {"since": min(slots.seasons), "until": max(slots.seasons)} if slots.seasons else span(slots)
    query = Ranking(what, "edition").with_values(**ends)
    years = slots.seasons or [row.years[0] for row in (await query.answer(snapshot)).rows]
    return [Built(query, Point("sum", tuple(map(str, sorted(years)))))]


async def _on_this_day(slots: Slots, snapshot: Snapshot) -> list[Built]:
    day = slots.day
    if day is None:
        return [Built(Today())]
    return [Built(Today(f"{day.day}-{day.month}"))] if day.day and day.year is None else []


async def _quiz(slots: Slots, snapshot: Snapshot) -> list[Built]:
    return [Built(Quiz(year)) for year in seasons_of(slots, snapshot.editions)]


async def _help(slots: Slots, snapshot: Snapshot) -> list[Built]:
    return [Built(Help())]


async def _about(slots: Slots, snapshot: Snapshot) -> list[Built]:
    return [Built(About())]


BUILDERS: dict[str, Builder] = {
    "champion": _champion,
    "champion_club": _champion_club,
    "champion_path": _champion_path,
    "champions": champions,
    "beside_title": beside_title,
    "final": final,
    "titles": titles,
    "results": results,
    "team": team,
    "versus": versus,
    "years_between": years_between,
    "around_titles": around_titles,
    "compare": compare,
    "standings": _standings,
    "place": place,
    "gap": gap,
    "matches": _matches,
    "date": _date,
    "teams": _teams,
    "records": _records,
    "scorers": _scorers,
    "season": _season,
    "seasons": seasons,
    "ranking": ranking,
    "today": _on_this_day,
    "quiz": _quiz,
    "help": _help,
    "about": _about,
}
