"""The profile of a club: where it is from, when it took part, what it won, whom it met, what it is called."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from bot.cache import Snapshot
from bot.model import ClubName, Entry, Honour, Match, Problem, Team, TeamChange
from bot.queries.facts import SeasonRef, Tally, club_ref, honours, participation, problem_of, source_in
from bot.queries.played import matches_at_places, matches_of
from bot.queries.query import Examples, Query
from bot.queries.standings import ClubPlace


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
    `best` are its highest positions in complete tables, worked out from the matches, too.
    `appearances` and `titles` are newest first, `opponents` the most met first. `namesakes` are other clubs
    that the documents call the same.
    """

    club: Team
    departments: tuple[str, ...]
    towns: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    titles: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    best: tuple[ClubPlace, ...]
    tally: Tally
    wins: tuple[Match, ...]
    losses: tuple[Match, ...]
    opponents: tuple[Opponent, ...]
    infobox_only: tuple[Match, ...]
    names: tuple[ClubName, ...]
    changes: tuple[TeamChange, ...]
    doubts: tuple[Doubt, ...]
    namesakes: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class TeamProfile(Query):
    """The profile of a club (a key)."""

    kind: ClassVar[str] = "team"
    summary: ClassVar[str] = "The profile of a club: seasons, titles, record, opponents, names"
    club_fields: ClassVar[tuple[str, ...]] = ("team",)

    team: str

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the profile of a club."""
        return cls(examples.team) if examples.team else None

    async def answer(self, snapshot: Snapshot) -> TeamAnswer:
        """Return the profile."""
        key = self.team
        club = snapshot.index.club(key)
        seasons = club.seasons if club else ()
        found = await _profile(snapshot, key)
        wins, losses = await _matches(snapshot, json.loads(found.wins), json.loads(found.losses))
        titles, runners_up = await _honours(snapshot, key) if found.honours else ((), ())
        own = club_ref(snapshot, key)
        return TeamAnswer(
            club=own,
            departments=tuple(json.loads(found.departments)),
            towns=club.towns if club else (),
            appearances=await _appearances(snapshot, key, seasons[::-1]),
            titles=titles,
            runners_up=runners_up,
            best=tuple([ClubPlace(*place) for place in json.loads(found.best)]),
            tally=Tally(*json.loads(found.record)),
            wins=wins,
            losses=losses,
            opponents=_opponents(snapshot, await snapshot.rows(_MET, (key,))),
            infobox_only=await matches_of(snapshot, key, origin="infobox") if found.in_infobox else (),
            names=_other_names(club.name, club.names) if club else (),
            changes=await _changes(snapshot, key) if found.changes else (),
            doubts=await _doubts(snapshot, key) if found.doubts else (),
            namesakes=tuple([other for other in snapshot.namesakes.get(own.name, ()) if other.key != key]),
        )


def biggest(club: str, found: Iterable[Match], *, lost: bool = False) -> tuple[Match, ...]:
    """Return the wins of a club by the most goals, or its losses; among equals those with the most goals."""
    margins = [(_margin(club, match) * (-1 if lost else 1), match) for match in found if match.scored]
    ahead = [((margin, _goals(match)), match) for margin, match in margins if margin > 0]
    best = max((size for size, _ in ahead), default=None)
    return tuple(match for size, match in ahead if size == best)


def _margin(club: str, match: Match) -> int:
    margin = (match.home_goals or 0) - (match.away_goals or 0)
    return margin if match.home.key == club else -margin


def _goals(match: Match) -> int:
    return (match.home_goals or 0) + (match.away_goals or 0)


class _Profile(NamedTuple):
    """A row of `profile` after the club, that of a club of which there is none by default."""

    departments: str = "[]"
    record: str = "[]"
    wins: str = "[]"
    losses: str = "[]"
    best: str = "[]"
    most_met: str = "[]"
    met: int = 0
    in_infobox: int = 0
    honours: int = 0
    changes: int = 0
    doubts: int = 0


async def _profile(snapshot: Snapshot, key: str) -> _Profile:
    row = await snapshot.row("SELECT * FROM profile WHERE club = ?", (key,))
    return _Profile(*row[1:]) if row else _Profile()


async def _honours(snapshot: Snapshot, key: str) -> tuple[tuple[Honour, ...], tuple[Honour, ...]]:
    """Return the titles and the second places."""
    found = await honours(snapshot, "honour.club = ?", [key])
    return tuple([h for h in found if h.is_title]), tuple([h for h in found if not h.is_title])


async def _appearances(snapshot: Snapshot, key: str, years: tuple[int, ...]) -> tuple[Appearance, ...]:
    """Return a club's appearances in these of its seasons, one after the other, the newest first."""
    if not years:
        return ()
    matches: dict[int, int] = {}
    entries: dict[int, list[Entry]] = {year: [] for year in years}
    for played, year, *entry in await snapshot.rows(_APPEARANCES, (key, years[-1], years[0])):
        matches[year] = played
        if entry[0] is not None:
            entries[year].append(participation(snapshot, year, *entry))
    return tuple(
        [Appearance(snapshot.refs[year], tuple(entries[year]), matches.get(year, 0)) for year in years]
    )


_APPEARANCES = """
    SELECT matches, club_season.season, entry.club, name, department, location, headings, line
      FROM club_season
      LEFT JOIN entry ON entry.club = club_season.club AND entry.season = club_season.season
     WHERE club_season.club = ? AND club_season.season BETWEEN ? AND ?
     ORDER BY club_season.season DESC, position
"""


async def _matches(snapshot: Snapshot, *places: list[tuple[int, int]]) -> tuple[tuple[Match, ...], ...]:
    """Return the matches of each list of seasons and numbers."""
    found = await matches_at_places(snapshot, {(year, number) for each in places for year, number in each})
    return tuple([tuple([found[year, number] for year, number in each]) for each in places])


def _opponents(snapshot: Snapshot, found: Iterable[Iterable[Any]]) -> tuple[Opponent, ...]:
    return tuple([Opponent(club_ref(snapshot, key), Tally(*numbers)) for key, *numbers in found])


_MET = """
    SELECT opponent, played, won, drawn, lost, goals_for, goals_against
      FROM met
     WHERE club = ?
     ORDER BY matches DESC, latest DESC, first
"""


def _other_names(own: str, names: Iterable[ClubName]) -> tuple[ClubName, ...]:
    """Return the names that are not the one shown; a text that has a kind of its own is no mere spelling."""
    special = {name.text for name in names if name.kind != "spelling"}
    return tuple(
        name for name in names if name.text != own and not (name.kind == "spelling" and name.text in special)
    )


async def _changes(snapshot: Snapshot, key: str) -> tuple[TeamChange, ...]:
    rows = await snapshot.rows(_CHANGES, (key,))
    club = (club_ref(snapshot, key),)
    return tuple([TeamChange(title, club, source_in(snapshot, year, *at)) for year, title, *at in rows])


_CHANGES = "SELECT season, title, headings, line FROM change WHERE club = ? ORDER BY season DESC, position"


async def _doubts(snapshot: Snapshot, key: str) -> tuple[Doubt, ...]:
    """Return the problems of documents whose sentences name the club as the document spells it."""
    rows = await snapshot.rows(_DOUBTS, (key,))
    return tuple([Doubt(season, problem_of(*problem)) for season, *problem in rows])


_DOUBTS = """
    SELECT doubt.season, kind, severity, problem.line, text, message, "values"
      FROM doubt
      JOIN season ON season.year = doubt.season
      JOIN problem ON problem.document = season.document AND problem.position = doubt.problem
     WHERE doubt.club = ?
     ORDER BY doubt.season DESC, problem.line, problem.position
"""
