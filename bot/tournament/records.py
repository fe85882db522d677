"""Records that match lines give when they are counted: wins, goals, rounds, attacks, defences, runs."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from bot.model import Match, MatchStatus, Source, Team
from bot.tournament.round_robins import divide
from bot.tournament.tally import Tally, goals, margin, tally

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
    """The goals of a round with the number of its matches; `source` is its first match's."""

    season: int
    stage: str | None
    group: str | None
    round: str
    matches: int
    goals: int
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
class Worked:
    """Records worked out from match lines: all holders of each, the order of the documents kept.

    Awarded matches count in tables and runs, not among wins and goals. `matches` were counted, `awarded` left
    out; `leagues` is the number of complete round robins from which attacks and defences are.
    """

    matches: int
    awarded: int
    leagues: int
    wins: tuple[Match, ...]
    goals: tuple[Match, ...]
    rounds: tuple[RoundGoals, ...]
    attacks: tuple[TeamGoals, ...]
    defences: tuple[TeamGoals, ...]
    runs: tuple[Run, ...]


def work_out(lines: Iterable[Match]) -> Worked:
    """Return the records of match lines, of one season or of several."""
    lines = tuple(lines)
    counted = tuple(m for m in lines if m.scored and m.status is MatchStatus.PLAYED)
    decided = [match for match in counted if match.home_goals != match.away_goals]
    leagues = _leagues(lines)
    teams = [team for league in leagues for team in league]
    return Worked(
        matches=len(counted),
        awarded=sum(m.scored and m.status is MatchStatus.AWARDED for m in lines),
        leagues=len(leagues),
        wins=_most(decided, margin),
        goals=_most((match for match in counted if goals(match)), goals),
        rounds=_most(_rounds(counted), lambda round_: round_.goals),
        attacks=_most(teams, lambda team: Fraction(team.tally.goals_for, team.tally.played)),
        defences=_most(teams, lambda team: -Fraction(team.tally.goals_against, team.tally.played)),
        runs=tuple([_run(*run) for run in _most(_runs(lines), lambda run: len(run[1]))]),
    )


_T = TypeVar("_T")


def _most(items: Iterable[_T], measure: Callable[[_T], int | Fraction]) -> tuple[_T, ...]:
    """Return all items that measure most, in their order; none of none."""
    measured = [(measure(item), item) for item in items]
    most = max((value for value, _ in measured), default=None)
    return tuple(item for value, item in measured if value == most)


def _rounds(counted: Iterable[Match]) -> list[RoundGoals]:
    """Return the rounds of more than one match; a play-off is none."""
    rounds: dict[tuple[int, str | None, str | None, str], list[Match]] = defaultdict(list)
    for match in counted:
        if match.round is not None and not match.play_off:
            rounds[match.season, match.stage, match.group, match.round].append(match)
    return [
        RoundGoals(*place, len(found), sum(map(goals, found)), found[0].source)
        for place, found in rounds.items()
        if len(found) > 1
    ]


def _leagues(lines: Iterable[Match]) -> list[list[TeamGoals]]:
    """Return the complete round robins, each as the record of its teams."""
    seasons: dict[int, list[Match]] = defaultdict(list)
    for match in lines:
        seasons[match.season].append(match)
    found = []
    for season, its_lines in seasons.items():
        for one in divide(its_lines).sets:
            clubs = {club.key: club for match in one.matches for club in (match.home, match.away)}
            if is_complete(one.matches):
                teams = [(club, tally(key, _of(key, one.matches))) for key, club in clubs.items()]
                found.append([TeamGoals(season, one.stage, one.group, *team) for team in teams])
    return found


def is_complete(set_: Iterable[Match]) -> bool:
    """Tell whether every pair met equally often, with a score each time, and each team has enough matches."""
    pairs: dict[frozenset[str], int] = defaultdict(int)
    for match in set_:
        if not match.scored:
            return False
        pairs[frozenset((match.home.key, match.away.key))] += 1
    clubs = frozenset().union(*pairs)
    legs = max(pairs.values(), default=0)
    each = legs * (len(clubs) - 1)
    return each >= LEAST_MATCHES and sum(pairs.values()) == each * len(clubs) // 2


def _of(club: str, found: Iterable[Match]) -> list[Match]:
    return [match for match in found if club in (match.home.key, match.away.key)]


def _run(club: Team, unbeaten: list[Match]) -> Run:
    first, last = unbeaten[0].date, unbeaten[-1].date
    return Run(
        season=unbeaten[0].season,
        club=club,
        played=len(unbeaten),
        won=tally(club.key, unbeaten).won,
        first=first if last else None,
        last=last if first else None,
        sources=tuple([match.source for match in unbeaten]),
    )


def _runs(lines: Iterable[Match]) -> list[tuple[Team, list[Match]]]:
    """Return the unbeaten runs of each club within each season.

    A match whose score is not known ends a run; one that never came to an end is as if it were not there.
    """
    played: dict[tuple[int, str], list[Match]] = defaultdict(list)
    clubs: dict[str, Team] = {}
    for match in lines:
        if match.status not in _NEVER_ENDED:
            for club in (match.home, match.away):
                clubs.setdefault(club.key, club)
                played[match.season, club.key].append(match)
    runs: list[tuple[Team, list[Match]]] = []
    for (_, key), found in played.items():
        unbeaten: list[Match] = []
        for match in _in_order(found):
            if match.scored and not tally(key, [match]).lost:
                unbeaten.append(match)
            else:
                runs.append((clubs[key], unbeaten))
                unbeaten = []
        runs.append((clubs[key], unbeaten))
    return [run for run in runs if len(run[1]) >= LEAST_RUN]


def _in_order(found: list[Match]) -> list[Match]:
    """Return a club's matches by date; as they stand in the document where one has no date."""
    if any(match.date is None for match in found):
        return found
    return sorted(found, key=lambda match: match.date or datetime.date.min)
