"""Records of seasons: biggest wins, most goals, rounds, attacks, defences and unbeaten runs."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

from bot.model import Match, MatchStatus, Season, Source, Team
from bot.tournament.round_robins import MatchSet
from bot.tournament.tally import Tally, by_club, clubs_in, goals, margin, pair, tally

TOP = 5
"""Results of a ranking."""
LEAST_MATCHES = 3
"""Matches of each team that a round robin must have for its best attack and defence to say anything."""
LEAST_RUN = 2
"""Matches that make a run."""

_NEVER_ENDED = (
    MatchStatus.POSTPONED,
    MatchStatus.NOT_PLAYED,
    MatchStatus.ANNULLED,
    MatchStatus.ABANDONED,
)


@dataclass(frozen=True, slots=True)
class RoundGoals:
    """The goals and draws of a round with the number of its matches; `source` is its first match's."""

    season: int
    stage: str | None
    group: str | None
    round: str
    matches: int
    goals: int
    drawn: int
    source: Source


@dataclass(frozen=True, slots=True)
class TeamGoals:
    """A team's record in a complete round robin."""

    season: int
    stage: str | None
    group: str | None
    club: Team
    tally: Tally


@dataclass(frozen=True, slots=True)
class Run:
    """A club's matches of one season, one after the other, without a defeat: how many, and how many won.

    `first` and `last` are the dates of its ends, None where either has none; `sources` are the matches'.
    """

    season: int
    club: Team
    played: int
    won: int
    first: datetime.date | None
    last: datetime.date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The records of one season or of several, the seasons in the order in which they were given.

    Each has the TOP ones, and all that are level with the last of them; `wins` and `goals` rank match lines
    and results that an infobox alone states. Awarded matches count in tables and runs, not among wins and
    goals: `matches` were counted, `awarded` left out. `leagues` is the number of complete round robins from
    which attacks and defences are.
    """

    matches: int = 0
    awarded: int = 0
    leagues: int = 0
    wins: tuple[Match, ...] = ()
    goals: tuple[Match, ...] = ()
    rounds: tuple[RoundGoals, ...] = ()
    attacks: tuple[TeamGoals, ...] = ()
    defences: tuple[TeamGoals, ...] = ()
    runs: tuple[Run, ...] = ()


def season_records(season: Season, sets: Iterable[MatchSet]) -> RecordTable:
    """Return the records of a season; `sets` are its round robins."""
    lines = [match for match in season.matches if match.origin == "line"]
    counted = [match for match in lines if match.scored and match.status is MatchStatus.PLAYED]
    results = [*counted, *(match for match in season.infobox_matches if match.scored)]
    leagues = [members for members in sets if is_complete(members.matches)]
    teams = [team for members in leagues for team in _teams(season.year, members)]
    return RecordTable(
        matches=len(counted),
        awarded=sum(match.scored and match.status is MatchStatus.AWARDED for match in lines),
        leagues=len(leagues),
        wins=_top((match for match in results if margin(match)), _by_margin),
        goals=_top((match for match in results if goals(match)), _by_goals),
        rounds=_top(rounds_of(season.year, counted), _mean),
        attacks=_top(teams, _attack),
        defences=_top(teams, _defence),
        runs=_top(_runs(season.year, lines), _length),
    )


def best_of(records: Sequence[RecordTable]) -> RecordTable:
    """Return the records of several seasons together."""
    return RecordTable(
        matches=sum(season.matches for season in records),
        awarded=sum(season.awarded for season in records),
        leagues=sum(season.leagues for season in records),
        wins=_top((match for season in records for match in season.wins), _by_margin),
        goals=_top((match for season in records for match in season.goals), _by_goals),
        rounds=_top((round_ for season in records for round_ in season.rounds), _mean),
        attacks=_top((team for season in records for team in season.attacks), _attack),
        defences=_top((team for season in records for team in season.defences), _defence),
        runs=_top((run for season in records for run in season.runs), _length),
    )


_T = TypeVar("_T")
Measure = Any
"""A number, or several of which the first counts most."""


def _top(items: Iterable[_T], measure: Callable[[_T], Measure]) -> tuple[_T, ...]:
    """Return the TOP items that measure most, the first of their kind first, with all level with the last."""
    ranked = sorted([(measure(item), item) for item in items], key=itemgetter(0), reverse=True)
    least = ranked[:TOP][-1][0] if ranked else 0
    return tuple([item for value, item in ranked if value >= least])


def _by_margin(match: Match) -> tuple[int, int]:
    return margin(match), goals(match)


def _by_goals(match: Match) -> tuple[int, int]:
    return goals(match), margin(match)


def _mean(round_: RoundGoals) -> float:
    return round_.goals / round_.matches


def _attack(team: TeamGoals) -> float:
    return team.tally.goals_for / team.tally.played


def _defence(team: TeamGoals) -> float:
    return -team.tally.goals_against / team.tally.played


def _length(run: Run) -> int:
    return run.played


def rounds_of(season: int, counted: Iterable[Match]) -> list[RoundGoals]:
    """Return the rounds of more than one match; a play-off is none."""
    rounds: dict[tuple[str | None, str | None, str], list[Match]] = defaultdict(list)
    for match in counted:
        if match.round is not None and not match.play_off:
            rounds[match.stage, match.group, match.round].append(match)
    return [
        RoundGoals(
            season,
            *place,
            matches=len(matches),
            goals=sum(map(goals, matches)),
            drawn=sum(not margin(match) for match in matches),
            source=matches[0].source,
        )
        for place, matches in rounds.items()
        if len(matches) > 1
    ]


def _teams(season: int, members: MatchSet) -> list[TeamGoals]:
    clubs = {club.key: club for match in members.matches for club in (match.home, match.away)}
    own = by_club(members.matches)
    return [
        TeamGoals(season, members.stage, members.group, club, tally(key, own[key]))
        for key, club in clubs.items()
    ]


def is_complete(matches: Iterable[Match]) -> bool:
    """Tell whether every pair met equally often, with a score each time, and each team has enough matches."""
    matches = tuple(matches)
    pairs = Counter(map(pair, matches))
    clubs = frozenset[str]().union(*pairs)
    each = max(pairs.values(), default=0) * (len(clubs) - 1)
    whole = len(matches) == each * len(clubs) // 2 and all(match.scored for match in matches)
    return whole and each >= LEAST_MATCHES


def _run(season: int, club: Team, unbeaten: list[Match]) -> Run:
    first, last = (unbeaten[0].date, unbeaten[-1].date) if unbeaten else (None, None)
    return Run(
        season=season,
        club=club,
        played=len(unbeaten),
        won=tally(club.key, unbeaten).won,
        first=first if last else None,
        last=last if first else None,
        sources=tuple([match.source for match in unbeaten]),
    )


def _runs(season: int, lines: Iterable[Match]) -> list[Run]:
    """Return the unbeaten runs of each club.

    A match whose score is not known ends a run; one that never came to an end is as if it were not there.
    """
    ended = [match for match in lines if match.status not in _NEVER_ENDED]
    clubs = clubs_in(ended)
    runs: list[Run] = []
    for key, matches in by_club(ended).items():
        unbeaten: list[Match] = []
        for match in in_order(matches):
            if match.scored and not tally(key, [match]).lost:
                unbeaten.append(match)
            else:
                runs.append(_run(season, clubs[key], unbeaten))
                unbeaten = []
        runs.append(_run(season, clubs[key], unbeaten))
    return [run for run in runs if run.played >= LEAST_RUN]


def in_order(matches: list[Match]) -> list[Match]:
    """Return a club's matches by date; as they stand in the document where one has no date."""
    if any(match.date is None for match in matches):
        return matches
    return sorted(matches, key=lambda match: match.date or datetime.date.min)
