"""Seasons as rows of the cache and back: a table for each kind of fact, one column or two a field."""

import datetime
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from bot.model import (
    DIFFERS,
    Article,
    Correction,
    Criterion,
    Entry,
    Honour,
    InfoboxField,
    LostTable,
    Match,
    MatchStatus,
    OtherScore,
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
from bot.tournament.corrections import by_season
from bot.tournament.table import Rule, Rules

Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """How a field of a fact stands in `width` columns; what is read may depend on the season read."""

    width: int
    write: Callable[[Any], Row]
    read: Callable[..., Any]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


_PLAIN = _Column(1, lambda value: (value,), lambda _, value: value)
_FLAG = _Column(1, lambda value: (int(value),), lambda _, value: bool(value))
_LIST = _Column(1, lambda values: (_json(values),), lambda _, text: tuple(json.loads(text)))
_STATUS = _Column(1, lambda status: (status.value,), lambda _, text: MatchStatus(text))
_PLACE = _Column(
    1,
    lambda is_title: ("champion" if is_title else "runner-up",),
    lambda _, place: place == "champion",
)
_DATE = _Column(
    1,
    lambda day: (day.isoformat() if day else None,),
    lambda _, text: datetime.date.fromisoformat(text) if text else None,
)
_PAIR = _Column(
    2,
    lambda pair: pair or (None, None),
    lambda _, home, away: None if home is None or away is None else (home, away),
)
_CLUB = _Column(
    2,
    lambda club: (club.key, club.name) if club else (None, None),
    lambda season, key, name: season.team(key, name) if key else None,
)
_HOME_CLUB = _Column(
    3,
    lambda club: (club.key, club.name, club.department),
    lambda season, key, name, department: season.team(key, name, department),
)
_CLUBS = _Column(
    1,
    lambda clubs: (_json([(club.key, club.name) for club in clubs]),),
    lambda season, text: tuple([season.team(key, name) for key, name in json.loads(text)]),
)
_SOURCE = _Column(
    2,
    lambda source: (_json(source.headings), source.line),
    lambda season, headings, line: season.source(json.loads(headings), line),
)
_SOURCES = _Column(
    3,
    lambda source: (*_SOURCE.write(source), _json([(also.headings, also.line) for also in source.also])),
    lambda season, headings, line, also: season.source(
        json.loads(headings), line, [season.source(*place) for place in json.loads(also)]
    ),
)
_OTHER_SCORES = _Column(
    1,
    lambda scores: (_json([(*s.goals, s.source.headings, s.source.line) for s in scores]),),
    lambda season, text: tuple(
        [
            OtherScore((home, away), season.source(headings, line))
            for home, away, headings, line in json.loads(text)
        ]
    ),
)


def _plain(*names: str) -> dict[str, _Column]:
    return dict.fromkeys(names, _PLAIN)


_FACTS: dict[str, tuple[str, type, dict[str, _Column]]] = {
    "infobox": ("infobox", InfoboxField, {**_plain("label", "value"), "source": _SOURCE}),
    "section": (
        "sections",
        Section,
        {
            **_plain("line", "level", "title"),
            "parents": _LIST,
            "is_stage": _FLAG,
            **_plain("stage", "group", "round"),
        },
    ),
    "paragraph": ("paragraphs", Paragraph, {"text": _PLAIN, "source": _SOURCE}),
    "entry": ("entries", Entry, {"club": _CLUB, **_plain("department", "location"), "source": _SOURCE}),
    "region": ("regions", Region, {"name": _PLAIN, "departments": _LIST, "source": _SOURCE}),
    "honour": (
        "",
        Honour,
        {"is_title": _PLACE, "club": _HOME_CLUB, "title": _PLAIN, "unlisted": _FLAG, "source": _SOURCE},
    ),
    "scorer": ("scorers", Scorer, {**_plain("player", "goals"), "club": _CLUB, "source": _SOURCE}),
    "change": ("changes", TeamChange, {"title": _PLAIN, "teams": _CLUBS, "source": _SOURCE}),
    "promotion": (
        "promotions",
        Promotion,
        {
            **_plain("who", "count", "to", "direction", "sentence"),
            "club": _CLUB,
            "denied": _FLAG,
            "source": _SOURCE,
        },
    ),
    "points_adjustment": (
        "adjustments",
        PointsAdjustment,
        {"club": _CLUB, "points": _PLAIN, "source": _SOURCE},
    ),
    "match": (
        "",
        Match,
        {
            "origin": _PLAIN,
            "home": _CLUB,
            "away": _CLUB,
            **_plain("home_goals", "away_goals"),
            "date": _DATE,
            **_plain("stage", "group", "round", "leg"),
            "status": _STATUS,
            "extra_time": _FLAG,
            "penalties": _PAIR,
            "play_off": _FLAG,
            "knockout": _FLAG,
            "note": _PLAIN,
            "source": _SOURCES,
            "labels": _LIST,
            "record_note": _PLAIN,
            "played_score": _PAIR,
            "through": _CLUB,
            "aggregate": _PAIR,
            "settled_by": _PLAIN,
            "other_scores": _OTHER_SCORES,
        },
    ),
    "stated_row": (
        "standings",
        StatedRow,
        {
            "position": _PLAIN,
            "club": _CLUB,
            **_plain("played", "won", "drawn", "lost", "goals_for", "goals_against", "points", "note"),
            **_plain("stage", "group", "adjustment", "goal_difference"),
            "source": _SOURCE,
        },
    ),
    "lost_table": ("lost_tables", LostTable, {"source": _SOURCE, **_plain("stage", "group")}),
}
"""By table: the field of a season with its facts, their class, their fields in the order of its columns.

Before these stand season, document and position. Honours and matches are of two fields each.
"""


def season_rows(season: Season, position: int = 0) -> dict[str, list[Row]]:
    """Return all rows of a linked season by table, their values in the schema's order.

    `position` is its document's among those of the season.
    """
    of_two = {"honour": (*season.champions, *season.runners_up), "match": season.all_matches}
    of = (season.year, season.document)
    rows: dict[str, list[Row]] = {"season": [_season_row(season, position)]}
    for table, (field_name, _, fields) in _FACTS.items():
        of_table = getattr(season, field_name) if field_name else of_two[table]
        rows[table] = [
            (
                *of,
                number,
                *(value for name, column in fields.items() for value in column.write(getattr(fact, name))),
            )
            for number, fact in enumerate(of_table)
        ]
    numbers = {match: number for number, match in enumerate(season.all_matches) if match.labels}
    rows["record"] = [
        (
            *of,
            number,
            record.label,
            numbers[record.match],
            record.note,
            *_SOURCE.write(record.source),
        )
        for number, record in enumerate(season.records)
    ]
    spellings = dict.fromkeys((team.name, team.key) for team in season.spellings)
    rows["spelling"] = [(*of, name, key) for name, key in spellings]
    return rows


def _season_row(season: Season, position: int) -> Row:
    stated = [
        (number.value, number.source.line) if number else (None, None)
        for number in (season.stated_matches, season.stated_goals)
    ]
    names = (season.year, season.document, position, int(season.of_list), season.title, season.lines)
    said = (season.previous, season.next, *stated[0], *stated[1], season.status.value)
    return (*names, *said, _json(season.see_also))


def read_season(db: sqlite3.Connection, clubs: Mapping[str, Team], year: int, document: str) -> Season:
    """Return a season of the cache as a document has it.

    `clubs` are all clubs, whose departments its facts take.
    """
    return _Reading(db, clubs, year, document).season()


@dataclass(frozen=True, slots=True)
class _Reading:
    db: sqlite3.Connection
    clubs: Mapping[str, Team]
    year: int
    document: str

    def rows(
        self, table: str, columns: str = "*", order: str = "position", season: str = "season"
    ) -> list[tuple[Any, ...]]:
        cursor = self.db.cursor()
        cursor.row_factory = None
        query = f'SELECT {columns} FROM "{table}" WHERE {season} = ? AND document = ? ORDER BY {order}'
        return cursor.execute(query, (self.year, self.document)).fetchall()

    def source(self, headings: Sequence[str], line: int, also: Sequence[Source] = ()) -> Source:
        return Source(self.document, tuple(headings), line, self.year, tuple(also))

    def team(self, key: str, name: str, department: str | None = None) -> Team:
        """Return a club under the name, and of the department, that the document gives it."""
        club = self.clubs.get(key)
        own = club.department if club else None
        if club and club.name == name and department in (None, own):
            return club
        return Team(name, key, department or own)

    def facts(self, table: str) -> tuple[Any, ...]:
        _, fact, fields = _FACTS[table]
        rows = self.rows(table, order="number" if table == "match" else "position")
        return tuple([fact(**dict(self.fields(fields, row[3:]))) for row in rows])

    def fields(self, fields: Mapping[str, _Column], row: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
        start = 0
        for name, column in fields.items():
            yield name, column.read(self, *row[start : start + column.width])
            start += column.width

    def season(self) -> Season:
        [(of_list, title, lines, previous, following, *stated, status, see_also)] = self.rows(
            "season", _SEASON, season="year"
        )
        matches, honours = self.facts("match"), self.facts("honour")
        if not of_list:
            # A document of one season says it in its list of teams.
            honours = tuple([replace(h, club=self.team(h.club.key, h.club.name)) for h in honours])
        return Season(
            year=self.year,
            title=title,
            document=self.document,
            lines=lines,
            champions=tuple([honour for honour in honours if honour.is_title]),
            runners_up=tuple([honour for honour in honours if not honour.is_title]),
            records=tuple(
                [
                    Record(label, matches[number], note, self.source(json.loads(headings), line))
                    for label, number, note, headings, line in self.rows(
                        "record", "label, number, note, headings, line"
                    )
                ]
            ),
            stated_matches=self.stated(*stated[:2]),
            stated_goals=self.stated(*stated[2:]),
            previous=previous,
            next=following,
            matches=tuple([match for match in matches if match.origin == "line"]),
            see_also=tuple(json.loads(see_also)),
            problems=() if of_list else tuple(read_problems(self.db, self.document)),
            status=SeasonStatus(status),
            spellings=tuple(
                [self.team(key, name) for key, name in self.rows("spelling", "club, name", "name, club")]
            ),
            of_list=bool(of_list),
            **{name: self.facts(table) for table, (name, *_) in _FACTS.items() if name},
        )

    def stated(self, value: int | None, line: int | None) -> Stated | None:
        return None if value is None or line is None else Stated(value, self.source((), line))


def rule_rows(rules: Rules) -> list[Row]:
    """Return the rules as rows of their table."""
    return [(since, rule.win_points, _json(rule.order)) for since, rule in rules]


def read_rules(db: sqlite3.Connection) -> Rules:
    """Return the rules of a cache, the earliest first."""
    rows = db.execute("SELECT since, win_points, criteria FROM rule ORDER BY since").fetchall()
    return tuple([(since, Rule(win, tuple(map(Criterion, json.loads(by))))) for since, win, by in rows])


def correction_rows(corrections: Sequence[Correction]) -> list[Row]:
    """Return corrections as rows of their table."""
    return [(number, *astuple(correction)) for number, correction in enumerate(corrections)]


def read_corrections(db: sqlite3.Connection) -> dict[int, tuple[Correction, ...]]:
    """Return the corrections of a cache by season."""
    cursor = db.cursor()
    cursor.row_factory = None
    rows = cursor.execute("SELECT * FROM correction ORDER BY position")
    return by_season(Correction(*values) for _, *values in rows)


def article_from_json(text: str | None) -> Article | None:
    """Return the article of a document from its column."""
    return Article(**json.loads(text)) if text else None


def read_problems(db: sqlite3.Connection, document: str, order: str = "line, position") -> Iterator[Problem]:
    """Give the problems of a document by itself, in the order of its lines."""
    cursor = db.cursor()
    cursor.row_factory = None
    query = f"""
        SELECT kind, severity, line, text, message, "values"
          FROM problem
         WHERE document = ? AND kind NOT LIKE '{DIFFERS}%'
         ORDER BY {order}
    """
    for kind, severity, line, text, message, values in cursor.execute(query, (document,)):
        yield Problem(kind, Severity(severity), line, text, message, tuple(json.loads(values).items()))


_SEASON = """
    of_list, title, lines, previous, next,
    stated_matches, stated_matches_line, stated_goals, stated_goals_line, status, see_also
"""
