"""A season of the cache as one object of the model: what `rows` wrote, read back."""

import bisect
import datetime
import functools
import itertools
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.model import (
    Entry,
    Honour,
    InfoboxField,
    LostTable,
    Match,
    MatchStatus,
    Paragraph,
    Problem,
    Promotion,
    Record,
    Region,
    Scorer,
    Season,
    Section,
    Severity,
    Source,
    Stated,
    StatedRow,
    Team,
    TeamChange,
)

if TYPE_CHECKING:
    from bot.cache.snapshot import Snapshot

_SEASON = """
    SELECT title, document, lines, previous, next,
           stated_matches, stated_matches_line, stated_goals, stated_goals_line
      FROM season
     WHERE year = ?
"""
_SECTIONS = 'SELECT level, title, headings, line, stage, "group", round, is_stage FROM section'
_MATCHES = """
    SELECT home, home_name, away, away_name, home_goals, away_goals, date, stage, "group", round, leg, status,
           extra_time, home_penalties, away_penalties, play_off, note, knockout, origin, labels, record_note,
           headings, line
      FROM match
"""
_STATED_ROWS = """
    SELECT place, club, name, played, won, drawn, lost, goals_for, goals_against, points, note, headings, line
      FROM stated_row
"""
_PROBLEMS = """
    SELECT kind, severity, line, text, message, "values"
      FROM problem
     WHERE document = ?
     ORDER BY line, position
"""


async def read_season(snapshot: "Snapshot", year: int) -> Season:
    """Return all facts of a season; raises KeyError for one that the cache does not hold."""
    return await _Reader(snapshot, year).read()


class _Reader:
    """Reads the rows of one season."""

    def __init__(self, snapshot: "Snapshot", year: int) -> None:
        self.snapshot, self.year = snapshot, year
        self.document = snapshot.refs[year].document

    async def read(self) -> Season:
        [row] = await self.snapshot.tuples(_SEASON, (self.year,))
        title, document, lines, previous, following, matches, matches_line, goals, goals_line = row
        self.sections = [
            Section(level, heading, _texts(parents), line, stage, group, round_, bool(is_stage))
            for level, heading, parents, line, stage, group, round_, is_stage in await self.rows(_SECTIONS)
        ]
        numbered = [self.match(*row) for row in await self.rows(_MATCHES, "number")]
        honours = "SELECT club, name, title, headings, line FROM honour"
        problems = await self.snapshot.tuples(_PROBLEMS, (document,))
        return Season(
            year=self.year,
            title=title,
            document=document,
            lines=lines,
            infobox=tuple(
                [
                    InfoboxField(label, value, Source(document, (), line, self.year))
                    for label, value, line in await self.rows("SELECT label, value, line FROM infobox")
                ]
            ),
            champions=self.honours(await self.rows(honours, "position", "place = 'champion'"), is_title=True),
            runners_up=self.honours(
                await self.rows(honours, "position", "place = 'runner-up'"), is_title=False
            ),
            scorers=tuple(
                [
                    Scorer(player, scored, self.team(club, team) if club else None, self.source(*place))
                    for player, scored, club, team, *place in await self.rows(
                        "SELECT player, goals, club, team, headings, line FROM scorer", "position"
                    )
                ]
            ),
            records=tuple(
                [
                    Record(label, numbered[number], note, self.source(*place))
                    for label, number, note, *place in await self.rows(
                        "SELECT label, number, note, headings, line FROM record", "position"
                    )
                ]
            ),
            stated_matches=self.stated(matches, matches_line),
            stated_goals=self.stated(goals, goals_line),
            previous=previous,
            next=following,
            sections=tuple(self.sections),
            paragraphs=tuple(
                [
                    Paragraph(text, self.source(*place))
                    for text, *place in await self.rows("SELECT text, headings, line FROM paragraph")
                ]
            ),
            entries=tuple(
                [
                    Entry(self.team(club, name), department, location, self.source(*place))
                    for club, name, department, location, *place in await self.rows(
                        "SELECT club, name, department, location, headings, line FROM entry", "position"
                    )
                ]
            ),
            changes=self.changes(
                await self.rows("SELECT title, headings, line, club, team FROM change", "position")
            ),
            regions=tuple(
                [
                    Region(name, _texts(departments), self.source(*place))
                    for name, departments, *place in await self.rows(
                        "SELECT name, departments, headings, line FROM region", "position"
                    )
                ]
            ),
            promotions=tuple(
                [
                    Promotion(who, count, to, direction, sentence, self.source(*place))
                    for who, count, to, direction, sentence, *place in await self.rows(
                        "SELECT who, count, target, direction, sentence, headings, line FROM promotion",
                        "position",
                    )
                ]
            ),
            matches=tuple([match for match in numbered if match.origin == "line"]),
            standings=tuple([self.stated_row(*row) for row in await self.rows(_STATED_ROWS, "position")]),
            see_also=tuple([text for (text,) in await self.rows("SELECT text FROM see_also", "position")]),
            lost_tables=tuple(
                [
                    LostTable(self.source(*place), *self.above(place[-1]))
                    for place in await self.rows("SELECT headings, line FROM lost_table")
                ]
            ),
            problems=tuple([_problem(*row) for row in problems]),
            spellings=tuple(
                [
                    self.team(club, name)
                    for club, name in await self.rows("SELECT club, name FROM spelling", "name")
                ]
            ),
        )

    async def rows(self, query: str, order: str = "line", where: str = "TRUE") -> list[tuple[Any, ...]]:
        """Return the rows of the season of a query on one table."""
        return await self.snapshot.tuples(
            f"{query} WHERE season = ? AND {where} ORDER BY {order}", (self.year,)
        )

    def team(self, key: str, name: str) -> Team:
        club = self.snapshot.clubs.get(key)
        return Team(name, key, club.department if club else None)

    def source(self, headings: str, line: int) -> Source:
        return Source(self.document, _texts(headings), line, self.year)

    def above(self, line: int) -> tuple[str | None, str | None]:
        """Return the stage and group of the heading above a line."""
        place = bisect.bisect_left([section.line for section in self.sections], line) - 1
        return (self.sections[place].stage, self.sections[place].group) if place >= 0 else (None, None)

    def stated(self, value: int | None, line: int | None) -> Stated | None:
        if value is None or line is None:
            return None
        return Stated(value, Source(self.document, (), line, self.year))

    def honours(self, rows: Iterable[tuple[Any, ...]], *, is_title: bool) -> tuple[Honour, ...]:
        return tuple(
            [
                Honour(self.team(club, name), title, self.source(*place), is_title)
                for club, name, title, *place in rows
            ]
        )

    def changes(self, rows: Iterable[tuple[Any, ...]]) -> tuple[TeamChange, ...]:
        """Return the changes, the teams of one line of the document together."""
        return tuple(
            [
                TeamChange(
                    title,
                    tuple([self.team(club, name) if club else Team(name) for *_, club, name in teams]),
                    self.source(*place),
                )
                for (title, *place), teams in itertools.groupby(rows, key=lambda row: row[:3])
            ]
        )

    def match(
        self,
        home: str,
        home_name: str,
        away: str,
        away_name: str,
        home_goals: int | None,
        away_goals: int | None,
        date: str | None,
        stage: str | None,
        group: str | None,
        round_: str | None,
        leg: int | None,
        status: str,
        extra_time: int,
        home_penalties: int | None,
        away_penalties: int | None,
        play_off: int,
        note: str | None,
        knockout: int,
        origin: str,
        labels: str | None,
        record_note: str | None,
        headings: str,
        line: int,
    ) -> Match:
        penalties = None
        if home_penalties is not None and away_penalties is not None:
            penalties = (home_penalties, away_penalties)
        return Match(
            home=self.team(home, home_name),
            away=self.team(away, away_name),
            home_goals=home_goals,
            away_goals=away_goals,
            date=datetime.date.fromisoformat(date) if date else None,
            stage=stage,
            group=group,
            round=round_,
            source=self.source(headings, line),
            leg=leg,
            status=_STATUS[status],
            extra_time=bool(extra_time),
            penalties=penalties,
            play_off=bool(play_off),
            note=note,
            knockout=bool(knockout),
            origin=origin,
            labels=_texts(labels) if labels else (),
            record_note=record_note,
        )

    def stated_row(self, position: int | None, club: str, name: str, *cells: Any) -> StatedRow:
        *numbers, note, headings, line = cells
        stage, group = self.above(line)
        source = self.source(headings, line)
        counts = dict(zip(_NUMBERS, numbers, strict=True))
        return StatedRow(
            position, self.team(club, name), **counts, note=note, source=source, stage=stage, group=group
        )


_NUMBERS = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
_STATUS = {status.value: status for status in MatchStatus}
_SEVERITY = {severity.value: severity for severity in Severity}


def _problem(kind: str, severity: str, line: int, text: str, message: str, values: str) -> Problem:
    return Problem(kind, _SEVERITY[severity], line, text, message, tuple(json.loads(values).items()))


@functools.lru_cache(4096)
def _texts(found: str) -> tuple[str, ...]:
    """Return a JSON list of texts; the same headings stand above many lines."""
    return tuple(json.loads(found))
