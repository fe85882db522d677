"""The part of an answer that a question in free text is about: matches, a place of a table, a comparison."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.cache import Snapshot
from bot.model import Honour, Match, Team
from bot.queries.champion import ChampionAnswer
from bot.queries.champions import ChampionsAnswer
from bot.queries.facts import clubs_from_town, seasons_naming, seasons_of
from bot.queries.interpretation import Point
from bot.queries.match_heading import in_round, of_stage
from bot.queries.match_place import same_place
from bot.queries.matches import MatchesAnswer
from bot.queries.ranking import RankingAnswer
from bot.queries.results import Results, ResultsAnswer
from bot.queries.season import SeasonAnswer
from bot.queries.seasons import SeasonsAnswer
from bot.queries.standings import StandingsAnswer
from bot.queries.team import TeamAnswer
from bot.queries.teams import AllTeams, DepartmentTeams, TeamsAnswer
from bot.queries.versus import VersusAnswer
from bot.text import fold
from bot.tournament.decision import runners_up
from bot.tournament.ranking import Ranked
from bot.tournament.table import Row, Table
from bot.tournament.tally import Tally, goals, margin, winner

Number = Literal["points", "position", "difference", "scored", "conceded", "won", "played", "titles"]
_OUTCOMES = ("won", "lost", "drawn")
ADDED_UP = frozenset({"goals", "conceded", "won", "drawn", "lost", "played", "difference", "clean_sheets"})
"""What is counted in a season that adds up over several; a team may be in two of them."""
_LESS_IS_BETTER = {"conceded", "position"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A number of two clubs; `best` is the better one, None where they are equal."""

    what: Number
    values: tuple[int, ...]

    @property
    def best(self) -> int | None:
        """The better of the values."""
        if len(set(self.values)) < 2:
            return None
        return min(self.values) if self.what in _LESS_IS_BETTER else max(self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The numbers of two clubs side by side, of a season or of all where that is None."""

    season: int | None
    clubs: tuple[Team, ...]
    numbers: tuple[Compared, ...]


def matches_in(answer: object) -> list[Match] | None:
    """Return the matches of an answer, None where it is of a kind that has none."""
    if isinstance(answer, ResultsAnswer):
        return [match for season in answer.seasons for match in season.matches]
    if isinstance(answer, MatchesAnswer):
        return [*answer.matches, *answer.infobox]
    return list(answer.matches) if isinstance(answer, VersusAnswer) else None


def matches_meant(point: Point, matches: list[Match]) -> list[Match]:
    """Return the matches that a point is about: of a day, a month, a round, a score, or the first or last."""
    if point.what in _OUTCOMES and point.clubs:
        matches = [match for match in matches if _outcome(match, point.clubs[0]) == point.what]
    if point.clubs[1:] and point.aim in _OUTCOMES:
        left = {*point.clubs[1:]}
        matches = [match for match in matches if left.isdisjoint((match.home.key, match.away.key))]
    match point.aim:
        case "not_won" | "not_lost":
            return _without_outcome(point.clubs[0], matches, point.aim.removeprefix("not_"))
        case "drawn" if not point.clubs:
            return [match for match in matches if match.scored and not margin(match)]
        case "won" | "lost" | "drawn":
            return [match for match in matches if _outcome(match, point.clubs[0]) == point.aim]
        case "day":
            return [match for match in matches if match.date and match.date == point.day]
        case "month":
            return [m for m in matches if m.date and (m.date.year, m.date.month) == point.month]
        case "most_goals":
            most = max([goals(match) for match in matches if match.scored], default=0)
            return [match for match in matches if match.scored and goals(match) == most]
        case "last" | "first":
            return _end(matches, latest=point.aim == "last")
        case "score":
            return [m for m in matches if m.score and sorted(m.score) == sorted(point.score or ())]
        case "round" | "stage" if point.round is not None:
            return _of_round(point.round, matches, stage=point.aim == "stage")
    return []


def _without_outcome(club: str, matches: list[Match], outcome: str) -> list[Match]:
    """Return the matches with the opponents that a club never beat, or that never beat it."""
    known = [match for match in matches if match.score is not None]
    met = [match for match in known if _outcome(match, club) == outcome]
    others = {team.key for match in met for team in (match.home, match.away)} - {club}
    return [match for match in known if others.isdisjoint((match.home.key, match.away.key))]


def is_from(point: Point, answer: ChampionAnswer, snapshot: Snapshot) -> bool | None:
    """Return whether the champion, or the runner-up, is from a place; None where that is not known.

    A club of unknown towns is from none of another department.
    """
    champions = [honour.club for honour in answer.champions]
    clubs = second_of(answer) if point.what == "runner_up" else champions
    found = [_is_club_from(club, point.home or "", snapshot) for club in clubs]
    if any(found):
        return True
    return False if found and None not in found else None


def _is_club_from(club: Team, place: str, snapshot: Snapshot) -> bool | None:
    """Return whether a champion is from a place, as far as its own towns and department tell."""
    known = snapshot.index.club(club.key)
    towns = {fold(town) for town in known.towns} if known else set()
    home, later = club.department, known.department if known else None
    if home is not None and same_place(home, place):
        return True
    if home is not None and later is not None and not same_place(home, later):
        # It played for another department than its own.
        return None if fold(place) in towns or same_place(later, place) else False
    if fold(place) in towns:
        return True
    there = clubs_from_town(snapshot, place)
    if there and towns:
        return False
    elsewhere = {other.department for other in there if other.department} if there else {place}
    if home is None or not elsewhere or any(same_place(home, other) for other in elsewhere):
        return None
    return False


def _outcome(match: Match, club: str) -> str | None:
    """Return how a match ended for a club, None without a result."""
    if match.score is None:
        return None
    first = winner(match)
    return "drawn" if first is None else "won" if first.key == club else "lost"


def counted(what: str | None, answer: object) -> float | None:
    """Return the number of an answer that was asked for, None where it does not hold it."""
    numbers: dict[str, float]
    if isinstance(answer, RankingAnswer):
        numbers = {f"{answer.thing}s": len(answer.rows)}
    elif isinstance(answer, TeamAnswer):
        numbers = {
            "titles": _certain(answer.titles),
            "runner_up": len(answer.runners_up),
            "editions": len(answer.appearances) + len(answer.listed),
            **numbers_of(answer.tally),
        }
    elif isinstance(answer, ResultsAnswer):
        numbers = {"editions": len(answer.took_part), **numbers_of(answer.tally)}
        if answer.season is not None:
            numbers["titles"] = sum(_certain(season.titles) for season in answer.seasons)
    elif isinstance(answer, VersusAnswer):
        numbers = numbers_of(answer.tally)
    elif isinstance(answer, TeamsAnswer):
        departments = {entry.department for entry in answer.entries if entry.department}
        numbers = {"teams": len(answer.entries), "departments": len(departments)}
        numbers["regions"] = len(answer.regions)
    elif isinstance(answer, DepartmentTeams):
        numbers = {"teams": len(answer.teams)}
    elif isinstance(answer, AllTeams):
        numbers = {"teams": answer.teams, "departments": len(answer.departments)}
    elif isinstance(answer, SeasonAnswer):
        numbers = {"teams": answer.teams, "departments": answer.departments}
        rounds = {(match.stage, match.round) for match in answer.facts.matches if match.round}
        numbers |= {"rounds": len(rounds)} if rounds else {}
        numbers["regions"] = len(answer.facts.regions)
        if answer.matches:
            numbers["drawn"] = sum(match.scored and not margin(match) for match in answer.facts.matches)
            numbers["mean"] = answer.goals / answer.matches
            numbers |= {"played": answer.matches, "goals": answer.goals}
    elif isinstance(answer, MatchesAnswer):
        scored = [match for match in answer.matches if match.scored]
        total = sum(map(goals, scored))
        numbers = {"played": len(answer.matches)}
        numbers["rounds"] = len({(match.stage, match.round) for match in answer.matches if match.round})
        numbers["teams"] = len({team.key for match in answer.matches for team in (match.home, match.away)})
        numbers = {what: number for what, number in numbers.items() if number}
        if scored:
            drawn = sum(not margin(match) for match in scored)
            numbers |= {"drawn": drawn, "goals": total, "mean": total / len(scored)}
    elif isinstance(answer, SeasonsAnswer):
        numbers = {"editions": len(answer.editions), "titles": len(answer.editions)}
    else:
        return None
    return numbers.get(what or "")


def _certain(titles: Iterable[Honour]) -> int:
    """Return how many titles are not in doubt."""
    return sum(not honour.in_doubt for honour in titles)


def numbers_of(tally: Tally) -> dict[str, float]:
    """Return what a club's matches add up to; nothing where no match is known."""
    if not tally.played:
        return {}
    return {
        "played": tally.played,
        "won": tally.won,
        "drawn": tally.drawn,
        "lost": tally.lost,
        "goals": tally.goals_for,
        "conceded": tally.goals_against,
        "difference": tally.goal_difference,
        "clean_sheets": tally.clean_sheets,
        "mean": tally.goals_for / tally.played,
    }


def _end(matches: list[Match], *, latest: bool) -> list[Match]:
    """Return the last or first match: by date, in a season without dates as the document has them."""
    if not matches:
        return []
    season = (max if latest else min)(match.season for match in matches)
    inside = [match for match in matches if match.season == season]
    dates = [match.date for match in inside if match.date]
    if not dates:
        return [inside[-1 if latest else 0]]
    day = max(dates) if latest else min(dates)
    return [match for match in inside if match.date == day]


def _of_round(name: str, matches: list[Match], *, stage: bool) -> list[Match]:
    of_round = [match for match in matches if in_round(match, name)]
    inside = of_stage(matches, name)
    if stage or len({(match.season, match.round) for match in inside}) == 1:
        return of_round or inside
    return of_round


def rows_meant(point: Point, answer: StandingsAnswer) -> list[tuple[Row, Table]]:
    """Return the rows of the clubs asked for in all tables, else those of the place in the first.

    Above or below a club they are the others', its own if there are none.
    """

    def is_meant(row: Row, table: Table) -> bool:
        if point.clubs:
            return row.club.key in point.clubs
        place = point.place or 1
        if place < 0:
            return len(table.rows) >= -place and row.position == table.rows[place].position
        return row.position == place

    tables = answer.leading_tables if point.clubs else answer.leading_tables[:1]
    rows = [(row, table) for table in tables for row in table.rows if is_meant(row, table)]
    if point.what not in ("above", "below"):
        return rows
    sign = -1 if point.what == "above" else 1
    beside = [
        (row, table) for own, table in rows for row in table.rows if sign * row.position > sign * own.position
    ]
    return beside or rows


def ranked_meant(point: Point, answer: RankingAnswer) -> list[Ranked]:
    """Return the rows at a place of a ranking, -1 for the last; equal numbers share a place."""
    place = point.place or 1
    if not answer.rows or abs(place) > len(answer.rows):
        return []
    value = answer.rows[place if place < 0 else place - 1].value
    return [row for row in answer.rows if row.value == value]


def title_meant(point: Point, answer: object) -> tuple[int, Team] | None:
    """Return the year and the club of the title, or second place, that was asked for: the first, the last."""
    won = sorted(_titles_told(point, answer), key=lambda title: title[0])
    place = point.place or 1
    if not won or abs(place) > len(won):
        return None
    return won[place] if place < 0 else won[place - 1]


def _titles_told(point: Point, answer: object) -> list[tuple[int, Team]]:
    """Return the years and clubs of the titles, or second places, that an answer holds."""
    if isinstance(answer, ChampionsAnswer):
        return [(year, honours.club) for honours in answer.clubs for year in honours.titles]
    if isinstance(answer, TeamAnswer):
        told = answer.runners_up if point.what == "runner_up" else answer.titles
    elif isinstance(answer, SeasonsAnswer):
        told = tuple([honour for edition in answer.editions for honour in edition.champions])
    else:
        return []
    return [(honour.season, honour.club) for honour in told if not honour.in_doubt]


def second_of(answer: ChampionAnswer) -> list[Team]:
    """Return who was second: stated, or shown by the table, the play-off or the final."""
    return runners_up(answer.runners_up, answer.decision)


def scored_most(club: str, matches: list[Match]) -> tuple[int, list[Team], list[Match]]:
    """Return the most goals of a club against one opponent, against whom, and in which matches."""
    scored: dict[str, int] = {}
    met: dict[str, Team] = {}
    for match in matches:
        if match.score is not None:
            at_home = match.home.key == club
            other = match.away if at_home else match.home
            met[other.key] = other
            scored[other.key] = scored.get(other.key, 0) + match.score[0 if at_home else 1]
    most = max(scored.values(), default=0)
    best = [key for key in scored if scored[key] == most]
    meant = [match for match in matches if match.home.key in best or match.away.key in best]
    return most, [met[key] for key in best], meant


async def compared(point: Point, answer: object, snapshot: Snapshot) -> Comparison | None:
    """Return the numbers of the two clubs of a point, of the answer's season or of all."""
    if len(point.clubs) != 2:
        return None
    season = None
    if isinstance(answer, StandingsAnswer | ResultsAnswer) and answer.season:
        season = answer.season.year
    results = [await Results(key, season).answer(snapshot) for key in point.clubs]
    tallies = [result.tally for result in results]
    titles = tuple([_certain(await _titles(key, season, snapshot)) for key in point.clubs])
    return Comparison(
        season,
        tuple([result.club for result in results]),
        (
            *(_of_table(answer, point.clubs) if isinstance(answer, StandingsAnswer) else ()),
            Compared("scored", tuple([tally.goals_for for tally in tallies])),
            Compared("conceded", tuple([tally.goals_against for tally in tallies])),
            Compared("won", tuple([tally.won for tally in tallies])),
            Compared("played", tuple([tally.played for tally in tallies])),
            Compared("titles", titles),
        ),
    )


async def _titles(club: str, season: int | None, snapshot: Snapshot) -> list[Honour]:
    """Return the titles of a club, in a season or in all, also those that only a list of editions tells."""
    seasons = await (seasons_naming(snapshot, club) if season is None else seasons_of(snapshot, [season]))
    return [honour for found in seasons for honour in found.champions if honour.club.key == club]


def _of_table(answer: StandingsAnswer, clubs: tuple[str, ...]) -> tuple[Compared, ...]:
    """Return the points and places of both in the first table that has them both."""
    for table in answer.leading_tables:
        rows = {row.club.key: row for row in table.rows}
        if all(key in rows for key in clubs):
            return (
                Compared("points", tuple([rows[key].points for key in clubs])),
                Compared("position", tuple([rows[key].position for key in clubs])),
                Compared("difference", tuple([rows[key].tally.goal_difference for key in clubs])),
            )
    return ()
