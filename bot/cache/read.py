"""A whole season of the cache as it was read: all facts of its document as values of the model."""

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from bot.cache.versions import Document, State, problems_from_json
from bot.model import (
    Entry,
    Honour,
    InfoboxField,
    LostTable,
    Match,
    MatchStatus,
    Paragraph,
    PointsAdjustment,
    Problem,
    Promotion,
    Record,
    Region,
    Scorer,
    Season,
    SeasonStatus,
    Section,
    Severity,
    Source,
    Stated,
    StatedRow,
    Team,
    TeamChange,
)


def read_season(db: sqlite3.Connection, clubs: Mapping[str, Team], year: int, document: str) -> Season:
    """Return a season of the cache; `clubs` are all clubs, whose departments its facts take."""
    return _Reading(db, clubs, year, document).season()


def read_documents(db: sqlite3.Connection) -> dict[str, Document]:
    """Return the documents of a cache by name, without facts and problems."""
    query = "SELECT name, sha256, fingerprint, added, year, state, reason, held FROM document"
    return {
        name: Document(
            name, sha256, fingerprint, added, year, None, (), State(state), reason, problems_from_json(held)
        )
        for name, sha256, fingerprint, added, year, state, reason, held in db.execute(query)
    }


def with_facts(db: sqlite3.Connection, documents: Mapping[str, Document]) -> dict[str, Document]:
    """Return these documents of a cache with their seasons and problems."""
    db.row_factory = sqlite3.Row
    clubs = {row["key"]: Team(row["name"], row["key"], row["department"]) for row in db.execute(_CLUBS)}
    problems: dict[str, list[Problem]] = {name: [] for name in documents}
    for row in db.execute("SELECT * FROM problem ORDER BY document, position"):
        problems[row["document"]].append(_problem(row))
    used = {row["document"]: row["year"] for row in db.execute("SELECT document, year FROM season")}
    return {
        name: replace(
            document,
            season=read_season(db, clubs, used[name], name) if name in used else None,
            problems=tuple(problems[name]),
        )
        for name, document in documents.items()
    }


_CLUBS = "SELECT key, name, department FROM club"


def _problem(row: sqlite3.Row) -> Problem:
    severity, values = Severity(row["severity"]), tuple(json.loads(row["values"]).items())
    return Problem(row["kind"], severity, row["line"], row["text"], row["message"], values)


class _Reading:
    def __init__(self, db: sqlite3.Connection, clubs: Mapping[str, Team], year: int, document: str) -> None:
        self.db, self.clubs, self.year, self.document = db, clubs, year, document
        [self.head] = self.rows("SELECT * FROM season WHERE year = ?")

    def rows(self, query: str) -> list[sqlite3.Row]:
        return self.db.execute(query, (self.year,)).fetchall()

    def table(self, name: str, order: str = "position") -> list[sqlite3.Row]:
        return self.rows(f'SELECT * FROM "{name}" WHERE season = ? ORDER BY {order}')

    def source(self, row: sqlite3.Row) -> Source:
        return Source(self.document, tuple(json.loads(row["headings"])), row["line"], self.year)

    def in_infobox(self, line: int) -> Source:
        return Source(self.document, (), line, self.year)

    def team(self, key: str, name: str) -> Team:
        """Return a club under the name that the document gives it."""
        club = self.clubs.get(key)
        return club if club and club.name == name else Team(name, key, club.department if club else None)

    def season(self) -> Season:
        head = self.head
        stated = self.table("record")
        matches = [
            self.match(row, [record for record in stated if record["number"] == row["number"]])
            for row in self.table("match", "number")
        ]
        champions, runners_up = (tuple(self.honours(place)) for place in ("champion", "runner-up"))
        return Season(
            year=self.year,
            title=head["title"],
            document=self.document,
            lines=head["lines"],
            infobox=tuple(
                [
                    InfoboxField(row["label"], row["value"], self.in_infobox(row["line"]))
                    for row in self.table("infobox", "line")
                ]
            ),
            champions=champions,
            runners_up=runners_up,
            scorers=tuple([self.scorer(row) for row in self.table("scorer")]),
            records=tuple(
                [
                    Record(row["label"], matches[row["number"]], row["note"], self.source(row))
                    for row in stated
                ]
            ),
            stated_matches=self.stated("stated_matches"),
            stated_goals=self.stated("stated_goals"),
            previous=head["previous"],
            next=head["next"],
            sections=tuple([self.section(row) for row in self.table("section", "line")]),
            paragraphs=tuple(
                [Paragraph(row["text"], self.source(row)) for row in self.table("paragraph", "line")]
            ),
            entries=tuple([self.entry(row) for row in self.table("entry")]),
            changes=tuple(self.changes()),
            regions=tuple(
                [
                    Region(row["name"], tuple(json.loads(row["departments"])), self.source(row))
                    for row in self.table("region")
                ]
            ),
            promotions=tuple([self.promotion(row) for row in self.table("promotion")]),
            matches=tuple([match for match in matches if match.origin == "line"]),
            standings=tuple([self.stated_row(row) for row in self.table("stated_row")]),
            see_also=tuple([row["text"] for row in self.table("see_also")]),
            lost_tables=tuple(
                [
                    LostTable(self.source(row), row["stage"], row["group"])
                    for row in self.table("lost_table", "line")
                ]
            ),
            problems=tuple(self.problems()),
            status=SeasonStatus(head["status"]),
            adjustments=tuple(
                [
                    PointsAdjustment(self.team(row["club"], row["name"]), row["points"], self.source(row))
                    for row in self.table("points_adjustment")
                ]
            ),
            spellings=tuple(
                [self.team(row["club"], row["name"]) for row in self.table("spelling", "name, club")]
            ),
        )

    def honours(self, place: str) -> Iterator[Honour]:
        for row in self.table("honour"):
            if row["place"] == place:
                club = self.team(row["club"], row["name"])
                yield Honour(club, row["title"], self.source(row), place == "champion")

    def changes(self) -> Iterator[TeamChange]:
        lines = groupby(self.table("change"), key=lambda row: (row["title"], self.source(row)))
        for (title, source), rows in lines:
            yield TeamChange(title, tuple([self.team(row["club"], row["team"]) for row in rows]), source)

    def scorer(self, row: sqlite3.Row) -> Scorer:
        club = self.team(row["club"], row["team"]) if row["club"] else None
        return Scorer(row["player"], row["goals"], club, self.source(row))

    def stated(self, name: str) -> Stated | None:
        value, line = self.head[name], self.head[f"{name}_line"]
        return None if value is None or line is None else Stated(value, self.in_infobox(line))

    def section(self, row: sqlite3.Row) -> Section:
        parents = tuple(json.loads(row["headings"]))
        place = (row["stage"], row["group"], row["round"])
        return Section(row["level"], row["title"], parents, row["line"], *place, bool(row["is_stage"]))

    def entry(self, row: sqlite3.Row) -> Entry:
        club = self.team(row["club"], row["name"])
        return Entry(club, row["department"], row["location"], self.source(row))

    def promotion(self, row: sqlite3.Row) -> Promotion:
        return Promotion(
            row["who"],
            row["count"],
            row["target"],
            row["direction"],
            row["sentence"],
            self.source(row),
            club=self.team(row["club"], row["name"]) if row["club"] else None,
            denied=bool(row["denied"]),
        )

    def match(self, row: sqlite3.Row, stated: list[sqlite3.Row]) -> Match:
        return Match(
            self.team(row["home"], row["home_name"]),
            self.team(row["away"], row["away_name"]),
            row["home_goals"],
            row["away_goals"],
            datetime.date.fromisoformat(row["date"]) if row["date"] else None,
            row["stage"],
            row["group"],
            row["round"],
            self.source(row),
            leg=row["leg"],
            status=MatchStatus(row["status"]),
            extra_time=bool(row["extra_time"]),
            penalties=_pair(row["home_penalties"], row["away_penalties"]),
            play_off=bool(row["play_off"]),
            note=row["note"],
            knockout=bool(row["knockout"]),
            origin=row["origin"],
            labels=tuple([record["label"] for record in stated]),
            record_note=next((record["note"] for record in stated if record["note"] is not None), None),
            played_score=_pair(row["played_home"], row["played_away"]),
            through=self.team(row["through"], row["through_name"]) if row["through"] else None,
        )

    def stated_row(self, row: sqlite3.Row) -> StatedRow:
        numbers = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
        return StatedRow(
            row["place"],
            self.team(row["club"], row["name"]),
            **{name: row[name] for name in numbers},
            note=row["note"],
            source=self.source(row),
            stage=row["stage"],
            group=row["group"],
            adjustment=row["adjustment"],
            goal_difference=row["goal_difference"],
        )

    def problems(self) -> Iterator[Problem]:
        query = "SELECT * FROM problem WHERE document = (SELECT document FROM season WHERE year = ?)"
        for row in self.rows(f"{query} ORDER BY line, position"):
            yield _problem(row)


def _pair(home: Any, away: Any) -> tuple[int, int] | None:
    return None if home is None or away is None else (home, away)
