"""The profile of a club: where it is from, when it took part, what it won, whom it met, what it is called."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import ClubName, Entry, Honour, Match, Problem, Season, Team, TeamChange
from bot.queries.facts import (
    club_of,
    listed_years,
    matches_of,
    of_season,
    opponent_of,
    season_parts,
    seasons_naming,
    seasons_of,
    unread_lines,
    years_of,
)
from bot.queries.query import Query
from bot.queries.standings import ClubPlace
from bot.tournament.records import in_order
from bot.tournament.table import Table
from bot.tournament.tally import Tally, goals_of, tally

_FORM = 5
"""Matches by which a club's form is told."""


@dataclass(frozen=True, slots=True)
class Opponent:
    """A club met in match lines, and the record against it."""

    club: Team
    tally: Tally


@dataclass(frozen=True, slots=True)
class Appearance:
    """A season whose document names the club; `entries` is empty where its list of teams does not."""

    season: SeasonRef
    entries: tuple[Entry, ...]
    matches: int
    unread: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the load found unclear or contradictory about the club in a season's document."""

    season: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """All that the documents tell of a club.

    `tally`, `wins`, `losses` and `opponents` are worked out from match lines; `infobox_only` are scores that
    stand in an infobox alone. `wins` and `losses` are the biggest, more than one where they are equal.
    `places` are its positions in complete tables, worked out from the matches, newest season first; `best`
    are the highest of them, `finishes` those in a table that decided its season. `form` are its last matches
    with a score in one season. `appearances` and `titles` are newest first, `opponents` the most met first.
    `namesakes` are other clubs that the documents call the same. `listed` are the seasons in which only a
    list of editions names it.
    """

    club: Team
    departments: tuple[str, ...]
    towns: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    titles: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    places: tuple[ClubPlace, ...]
    tally: Tally
    wins: tuple[Match, ...]
    losses: tuple[Match, ...]
    opponents: tuple[Opponent, ...]
    infobox_only: tuple[Match, ...]
    names: tuple[ClubName, ...]
    changes: tuple[TeamChange, ...]
    doubts: tuple[Doubt, ...]
    namesakes: tuple[Team, ...]
    listed: tuple[SeasonRef, ...] = ()
    form: tuple[Match, ...] = ()
    finishes: tuple[ClubPlace, ...] = ()

    @property
    def best(self) -> tuple[ClubPlace, ...]:
        """The highest of its positions."""
        highest = min((place.position for place in self.places), default=None)
        return tuple([place for place in self.places if place.position == highest])


@dataclass(frozen=True, slots=True)
class TeamProfile(Query):
    """The profile of a club (a key)."""

    kind: ClassVar[str] = "team"
    summary: ClassVar[str] = "The profile of a club: seasons, titles, record, opponents, names"
    club_fields: ClassVar[tuple[str, ...]] = ("team",)

    team: str

    async def answer(self, snapshot: Snapshot) -> TeamAnswer:
        """Return the profile."""
        key = self.team
        club = snapshot.index.club(key)
        seasons = await seasons_of(snapshot, years_of(snapshot, key))
        listed = listed_years(snapshot, key)
        honours = await seasons_naming(snapshot, key)
        matches = [match for season in seasons for match in await matches_of(snapshot, season.year, key)]
        lines = [match for match in matches if match.origin == "line"]
        entries = [entry for season in seasons for entry in season.entries if entry.club.key == key]
        own = club_of(snapshot, key)
        return TeamAnswer(
            club=own,
            departments=tuple(dict.fromkeys(entry.department for entry in entries if entry.department)),
            towns=club.towns if club else (),
            appearances=tuple(
                [
                    Appearance(
                        snapshot.refs[season.year],
                        tuple([entry for entry in entries if entry.season == season.year]),
                        sum(match.season == season.year for match in lines),
                        len(unread_lines(season)),
                    )
                    for season in seasons
                ]
            ),
            titles=tuple([won for season in honours for won in season.champions if won.club.key == key]),
            runners_up=tuple([won for season in honours for won in season.runners_up if won.club.key == key]),
            places=tuple([place for season in seasons for place in await _places(snapshot, season, key)]),
            tally=tally(key, lines),
            wins=biggest(key, lines),
            losses=biggest(key, lines, lost=True),
            opponents=_opponents(snapshot, key, lines),
            infobox_only=tuple([match for match in matches if match.origin == "infobox"]),
            names=_other_names(club.name, club.names) if club else (),
            changes=tuple(
                [
                    change
                    for season in seasons
                    for change in season.changes
                    if key in (team.key for team in change.teams)
                ]
            ),
            doubts=tuple([doubt for season in seasons for doubt in await _doubts(snapshot, season, key)]),
            namesakes=tuple([other for other in snapshot.namesakes.get(own.name, ()) if other.key != key]),
            listed=tuple([snapshot.refs[year] for year in reversed(listed)]),
            form=_form(lines),
            finishes=tuple([place for season in seasons for place in await _finish(snapshot, season, key)]),
        )


def biggest(club: str, matches: Iterable[Match], *, lost: bool = False) -> tuple[Match, ...]:
    """Return the wins of a club by the most goals, or its losses; among equals those with the most goals."""
    sizes: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        if match.scored:
            own, other = goals_of(club, match)
            sizes.setdefault((other - own if lost else own - other, own + other), []).append(match)
    best = max(sizes, default=(0, 0))
    return tuple(sizes[best]) if best[0] > 0 else ()


async def _places(snapshot: Snapshot, season: Season, key: str) -> list[ClubPlace]:
    """Return the club's positions in the complete tables of a season."""
    parts = await season_parts(snapshot, season.year)
    return _places_in(parts.tables, season.year, key)


async def _finish(snapshot: Snapshot, season: Season, key: str) -> list[ClubPlace]:
    """Return the club's position in the complete table that decided a season."""
    parts = await season_parts(snapshot, season.year)
    first = parts.decision.rows[:1] if parts.decision else ()
    return _places_in([table for table in parts.tables if table.rows[:1] == first], season.year, key)


def _places_in(tables: Iterable[Table], year: int, key: str) -> list[ClubPlace]:
    return [
        ClubPlace(year, ", ".join(filter(None, (table.stage, table.group))) or None, row.position)
        for table in tables
        for row in table.rows
        if row.club.key == key and table.complete
    ]


def _form(lines: list[Match]) -> tuple[Match, ...]:
    """Return the last matches with a score of the newest season that has some, in their order."""
    scored = [match for match in lines if match.scored]
    newest = [match for match in scored if match.season == scored[0].season]
    return tuple(in_order(newest)[-_FORM:])


def _opponents(snapshot: Snapshot, key: str, matches: list[Match]) -> tuple[Opponent, ...]:
    """Return the clubs met, the most frequent first, among equals the latest."""
    met: dict[str, list[Match]] = {}
    for match in matches:
        met.setdefault(opponent_of(match, key).key, []).append(match)
    frequency = Counter({opponent: len(together) for opponent, together in met.items()})
    return tuple(
        [
            Opponent(club_of(snapshot, opponent), tally(key, met[opponent]))
            for opponent, _ in frequency.most_common()
        ]
    )


def _other_names(own: str, names: Iterable[ClubName]) -> tuple[ClubName, ...]:
    """Return the names that are not the one shown; a text that has a kind of its own is no mere spelling."""
    special = {name.text for name in names if name.kind != "spelling"}
    return tuple(
        name for name in names if name.text != own and not (name.kind == "spelling" and name.text in special)
    )


async def _doubts(snapshot: Snapshot, season: Season, key: str) -> list[Doubt]:
    """Return the problems of a document whose sentences name the club as the document spells it."""
    spellings = {team.name for team in season.spellings if team.key == key}
    named = await of_season(snapshot, _names_in_problems, season.year)
    pairs = zip(season.problems, named, strict=True)
    return [Doubt(season.year, problem) for problem, names in pairs if not spellings.isdisjoint(names)]


def _names_in_problems(season: Season) -> list[set[str]]:
    """Return the names that the sentences of each problem may hold."""
    return [
        {name for _, value in problem.values for name in _names(str(value))} for problem in season.problems
    ]


def _names(value: str) -> list[str]:
    """Return the names that a value of a problem may hold: itself, or a list "A (Ica), B (Puno)"."""
    return [value, *(item.rpartition(" (")[0] or item for item in value.split(", "))]
