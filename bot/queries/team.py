"""The profile of a club: where it is from, when it took part, what it won, whom it met, what it is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from bot.cache import Snapshot
from bot.model import ClubName, Problem, Source
from bot.queries.facts import (
    ClubRef,
    Honour,
    MatchFact,
    Participation,
    SeasonRef,
    Tally,
    by_season,
    club_ref,
    honours,
    in_json,
    newest,
    participations,
    problem_of,
    season_refs,
    source_of,
)
from bot.queries.played import matches, matches_of, records_of
from bot.queries.query import LINES, Examples, Query, Window, register
from bot.queries.standings import ClubPlace, places

MOST_MET = 5
"""Opponents that a profile names."""


@dataclass(frozen=True, slots=True)
class Opponent:
    """A club met in match lines, and the record against it."""

    club: ClubRef
    tally: Tally


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """That a document lists the club under a title such as "Relegated from 1966 Primera División"."""

    season: int
    title: str
    source: Source


@dataclass(frozen=True, slots=True)
class Appearance:
    """A season whose document names the club; `entries` is empty where its list of teams does not."""

    season: SeasonRef
    entries: tuple[Participation, ...]
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

    For a `page` there are only the appearances that it can hold, of all `seasons`, `before` of which are
    newer, and MOST_MET of the clubs `met`.
    """

    club: ClubRef
    departments: tuple[str, ...]
    towns: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    before: int
    seasons: int
    titles: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    best: tuple[ClubPlace, ...]
    tally: Tally
    wins: tuple[MatchFact, ...]
    losses: tuple[MatchFact, ...]
    opponents: tuple[Opponent, ...]
    met: int
    infobox_only: tuple[MatchFact, ...]
    names: tuple[ClubName, ...]
    changes: tuple[ChangeFact, ...]
    doubts: tuple[Doubt, ...]
    namesakes: tuple[ClubRef, ...]
    page: int | None


@register
@dataclass(frozen=True, slots=True)
class Team(Query):
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
        return await self._answer(snapshot, 1, None)

    async def answer_page(self, snapshot: Snapshot, page: int) -> TeamAnswer:
        """Return the profile with the seasons that a page can hold, and the opponents met most."""
        return await self._answer(snapshot, page, LINES)

    async def _answer(self, snapshot: Snapshot, page: int, most: int | None) -> TeamAnswer:
        key = self.team
        club = snapshot.index.club(key)
        seasons = club.seasons if club else ()
        # Whatever page is asked for, there is none behind that of the last season but those without seasons.
        shown = Window.at(page, len(seasons), most).part(most) if most else range(len(seasons))
        titles, runners_up = await _honours(snapshot, key)
        records = await records_of(snapshot, key)
        in_lines = "line" in records
        return TeamAnswer(
            club=club_ref(snapshot, key),
            departments=tuple([row["department"] for row in await snapshot.rows(_DEPARTMENTS, (key,))]),
            towns=club.towns if club else (),
            appearances=await _appearances(snapshot, key, newest(seasons, shown)),
            before=shown.start,
            seasons=len(seasons),
            titles=titles,
            runners_up=runners_up,
            best=await places(snapshot, key) if in_lines else (),
            tally=records.get("line", Tally()),
            wins=await _biggest(snapshot, key, "DESC") if in_lines else (),
            losses=await _biggest(snapshot, key, "ASC") if in_lines else (),
            opponents=await _opponents(snapshot, key, MOST_MET if most else -1) if in_lines else (),
            met=await _number_met(snapshot, key) if in_lines else 0,
            infobox_only=await matches_of(snapshot, key, origin="infobox") if "infobox" in records else (),
            names=_other_names(club.name, club.names) if club else (),
            changes=await _changes(snapshot, key),
            doubts=await _doubts(snapshot, key),
            namesakes=await _namesakes(snapshot, key),
            page=page if most else None,
        )


def biggest(club: str, found: Iterable[MatchFact], *, lost: bool = False) -> tuple[MatchFact, ...]:
    """Return the wins of a club by the most goals, or its losses; among equals those with the most goals."""
    margins = [(_margin(club, match) * (-1 if lost else 1), match) for match in found if match.scored]
    ahead = [((margin, _goals(match)), match) for margin, match in margins if margin > 0]
    best = max((size for size, _ in ahead), default=None)
    return tuple(match for size, match in ahead if size == best)


def _margin(club: str, match: MatchFact) -> int:
    margin = (match.home_goals or 0) - (match.away_goals or 0)
    return margin if match.home.key == club else -margin


def _goals(match: MatchFact) -> int:
    return (match.home_goals or 0) + (match.away_goals or 0)


_DEPARTMENTS = """
    SELECT department, max(season) AS latest
      FROM entry
     WHERE club = ? AND department IS NOT NULL
     GROUP BY department
     ORDER BY latest DESC, position
"""


async def _honours(snapshot: Snapshot, key: str) -> tuple[tuple[Honour, ...], tuple[Honour, ...]]:
    """Return the titles and the second places."""
    found = await honours(snapshot, "honour.club = ?", [key])
    return tuple([h for h in found if h.is_title]), tuple([h for h in found if not h.is_title])


async def _appearances(snapshot: Snapshot, key: str, years: tuple[int, ...]) -> tuple[Appearance, ...]:
    of_years = "season IN (SELECT value FROM json_each(?))"
    values = (key, in_json(years))
    listed = by_season(await participations(snapshot, f"entry.club = ? AND entry.{of_years}", values))
    query = f"SELECT season, matches FROM club_season WHERE club = ? AND {of_years}"
    played = {row["season"]: row["matches"] for row in await snapshot.rows(query, values)}
    refs = await season_refs(snapshot, years)
    return tuple([Appearance(ref, listed[ref.year], played.get(ref.year, 0)) for ref in refs])


async def _biggest(snapshot: Snapshot, key: str, order: Literal["ASC", "DESC"]) -> tuple[MatchFact, ...]:
    """Return the wins by the most goals, with ASC the losses; of equal ones those with the most goals."""
    ends = [
        await snapshot.row(_END.format(club, other, "<" if order == "ASC" else ">", order), (key,))
        for club, other in (("home", "away"), ("away", "home"))
    ]
    found = [(abs(row["margin"]), row["goals"]) for row in ends if row is not None]
    if not found:
        return ()
    margin, goals = max(found)
    margin = -margin if order == "ASC" else margin
    source = f"({_OF_SIZE.format('home', 'away')} UNION ALL {_OF_SIZE.format('away', 'home')}) AS match"
    return await matches(snapshot, "TRUE", [key, margin, goals], source=source)


_END = """
    SELECT {0}_goals - {1}_goals AS margin, home_goals + away_goals AS goals
      FROM match
     WHERE {0} = ? AND origin = 'line' AND {0}_goals - {1}_goals {2} 0
     ORDER BY margin {3}, goals DESC
     LIMIT 1
"""

_OF_SIZE = """
    SELECT *
      FROM match
     WHERE {0} = ?1 AND origin = 'line' AND {0}_goals - {1}_goals = ?2 AND home_goals + away_goals = ?3
"""


async def _opponents(snapshot: Snapshot, key: str, most: int) -> tuple[Opponent, ...]:
    return tuple(
        [
            Opponent(club_ref(snapshot, row["opponent"]), Tally(*tuple(row)[1:]))
            for row in await snapshot.rows(_MET, (key, most))
        ]
    )


_MET = """
    SELECT opponent, played, won, drawn, lost, goals_for, goals_against
      FROM met
     WHERE club = ?
     ORDER BY matches DESC, latest DESC, first
     LIMIT ?
"""


async def _number_met(snapshot: Snapshot, key: str) -> int:
    row = await snapshot.row("SELECT count(*) FROM met WHERE club = ?", (key,))
    return row[0] if row else 0


def _other_names(own: str, names: Iterable[ClubName]) -> tuple[ClubName, ...]:
    """Return the names that are not the one shown; a text that has a kind of its own is no mere spelling."""
    special = {name.text for name in names if name.kind != "spelling"}
    return tuple(
        name for name in names if name.text != own and not (name.kind == "spelling" and name.text in special)
    )


async def _changes(snapshot: Snapshot, key: str) -> tuple[ChangeFact, ...]:
    query = """
        SELECT change.*, season.document
          FROM change
          JOIN season ON season.year = change.season
         WHERE change.club = ?
         ORDER BY change.season DESC, change.position
    """
    rows = await snapshot.rows(query, (key,))
    return tuple(ChangeFact(row["season"], row["title"], source_of(row)) for row in rows)


async def _doubts(snapshot: Snapshot, key: str) -> tuple[Doubt, ...]:
    """Return the problems of documents whose sentences name the club as the document spells it."""
    return tuple([Doubt(row["season"], problem_of(row)) for row in await snapshot.rows(_DOUBTS, (key,))])


_DOUBTS = """
    SELECT problem.*, doubt.season
      FROM doubt
      JOIN season ON season.year = doubt.season
      JOIN problem ON problem.document = season.document AND problem.position = doubt.problem
     WHERE doubt.club = ?
     ORDER BY doubt.season DESC, problem.line, problem.position
"""


async def _namesakes(snapshot: Snapshot, key: str) -> tuple[ClubRef, ...]:
    query = """
        SELECT other.key
          FROM club
          JOIN club AS other ON other.name = club.name AND other.key != club.key
         WHERE club.key = ?
         ORDER BY other.key
    """
    return tuple(club_ref(snapshot, row["key"]) for row in await snapshot.rows(query, (key,)))
