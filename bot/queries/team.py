"""The profile of a club: where it is from, when it took part, what it won, whom it met, what it is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.model import ClubName, Problem, Source
from bot.queries.facts import (
    ClubRef,
    Honour,
    MatchFact,
    Participation,
    SeasonRef,
    Tally,
    club_ref,
    honours,
    matches_of,
    participations,
    problems,
    season_refs,
    source_of,
    tally,
)
from bot.queries.query import Examples, Query, register
from bot.queries.standings import ClubPlace, places


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
    """

    club: ClubRef
    departments: tuple[str, ...]
    towns: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    titles: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    best: tuple[ClubPlace, ...]
    tally: Tally
    wins: tuple[MatchFact, ...]
    losses: tuple[MatchFact, ...]
    opponents: tuple[Opponent, ...]
    infobox_only: tuple[MatchFact, ...]
    names: tuple[ClubName, ...]
    changes: tuple[ChangeFact, ...]
    doubts: tuple[Doubt, ...]
    namesakes: tuple[ClubRef, ...]


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
        key = self.team
        club = snapshot.index.club(key)
        entries = await participations(snapshot, "entry.club = ?", [key])
        found = await matches_of(snapshot, key)
        lines = tuple(match for match in found if match.origin == "line")
        seasons = club.seasons if club else ()
        return TeamAnswer(
            club=club_ref(snapshot, key),
            departments=tuple(dict.fromkeys(e.department for e in entries if e.department)),
            towns=club.towns if club else (),
            appearances=tuple(
                _appearance(season, entries, lines)
                for season in await season_refs(snapshot)
                if season.year in seasons
            ),
            titles=await honours(snapshot, "honour.club = ? AND place = 'champion'", [key]),
            runners_up=await honours(snapshot, "honour.club = ? AND place = 'runner-up'", [key]),
            best=_best(await places(snapshot, key)),
            tally=tally(key, lines),
            wins=biggest(key, lines),
            losses=biggest(key, lines, lost=True),
            opponents=_opponents(snapshot, key, lines),
            infobox_only=tuple(match for match in found if match.origin != "line"),
            names=_other_names(club.name, club.names) if club else (),
            changes=await _changes(snapshot, key),
            doubts=tuple([doubt for year in seasons[::-1] for doubt in await _doubts(snapshot, key, year)]),
            namesakes=await _namesakes(snapshot, key),
        )


def biggest(club: str, matches: Iterable[MatchFact], *, lost: bool = False) -> tuple[MatchFact, ...]:
    """Return the wins of a club by the most goals, or its losses; among equals those with the most goals."""
    margins = [(_margin(club, match) * (-1 if lost else 1), match) for match in matches if match.scored]
    ahead = [((margin, _goals(match)), match) for margin, match in margins if margin > 0]
    best = max((size for size, _ in ahead), default=None)
    return tuple(match for size, match in ahead if size == best)


def _best(found: tuple[ClubPlace, ...]) -> tuple[ClubPlace, ...]:
    highest = min((place.position for place in found), default=None)
    return tuple(place for place in found if place.position == highest)


def _margin(club: str, match: MatchFact) -> int:
    margin = (match.home_goals or 0) - (match.away_goals or 0)
    return margin if match.home.key == club else -margin


def _goals(match: MatchFact) -> int:
    return (match.home_goals or 0) + (match.away_goals or 0)


def _appearance(
    season: SeasonRef, entries: tuple[Participation, ...], lines: tuple[MatchFact, ...]
) -> Appearance:
    return Appearance(
        season=season,
        entries=tuple(entry for entry in entries if entry.season == season.year),
        matches=sum(match.season == season.year for match in lines),
    )


def _opponents(snapshot: Snapshot, key: str, lines: tuple[MatchFact, ...]) -> tuple[Opponent, ...]:
    met: dict[str, list[MatchFact]] = {}
    for match in lines:
        other = match.away.key if match.home.key == key else match.home.key
        met.setdefault(other, []).append(match)
    most_met = sorted(met.items(), key=lambda found: -len(found[1]))
    return tuple(Opponent(club_ref(snapshot, other), tally(key, found)) for other, found in most_met)


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


async def _doubts(snapshot: Snapshot, key: str, season: int) -> list[Doubt]:
    """Return the problems of a season's document whose sentences name the club as the document spells it."""
    rows = await snapshot.rows("SELECT name FROM spelling WHERE club = ? AND season = ?", (key, season))
    spellings = {row["name"] for row in rows}
    return [
        Doubt(season, problem)
        for problem in await problems(snapshot, season)
        if any(spellings & _named(value) for _, value in problem.values)
    ]


def _named(value: str | int) -> set[str]:
    """Return the names that a value of a problem may hold: itself, or a list "A (Ica), B (Puno)"."""
    text = str(value)
    return {text, *(item.rpartition(" (")[0] or item for item in text.split(", "))}


async def _namesakes(snapshot: Snapshot, key: str) -> tuple[ClubRef, ...]:
    query = """
        SELECT other.key
          FROM club
          JOIN club AS other ON other.name = club.name AND other.key != club.key
         WHERE club.key = ?
         ORDER BY other.key
    """
    return tuple(club_ref(snapshot, row["key"]) for row in await snapshot.rows(query, (key,)))
