"""A season as rows of the cache: which club each written name denotes, and one tuple for each row."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.cache.places import Where, held_places
from bot.cache.stages import Heading, stages_of
from bot.model import Honour, Match, Problem, Season, Section, Source, Team

Row = tuple[str | int | None, ...]


@dataclass(slots=True)
class SeasonRows:
    """The rows of one season by table, and its clubs: key → name and department."""

    season: Season
    clubs: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


class _Writer:
    """Turns one linked season into rows."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.rows = SeasonRows(season)
        for team in season.spellings:
            self.rows.clubs.setdefault(team.key, (team.name, team.department))
            self.add("spelling", team.name, team.key)

    def add(self, table: str, *values: str | int | None) -> None:
        """Add a row of this season to a table, its values in the schema's order."""
        self.rows.tables[table].append((self.season.year, *values))


def season_rows(season: Season) -> SeasonRows:
    """Return all rows of a linked season."""
    writer = _Writer(season)
    _season(writer)
    _outline(writer)
    _teams(writer)
    _honours(writer)
    _matches(writer, _places(writer))
    _glance(writer)
    return writer.rows


def problem_rows(document: str, problems: tuple[Problem, ...]) -> list[Row]:
    """Return the rows of a document's problems."""
    return [
        (document, i, p.kind, p.severity.value, p.line, p.text, p.message, json.dumps(dict(p.values)))
        for i, p in enumerate(problems)
    ]


def _place(source: Source) -> tuple[str, int]:
    return _json(source.headings), source.line


def _json(found: Sequence[object]) -> str:
    return json.dumps(found, ensure_ascii=False)


def _season(writer: _Writer) -> None:
    season = writer.season
    matches, goals = season.stated_matches, season.stated_goals
    writer.add(
        "season",
        season.document,
        season.title,
        season.lines,
        season.previous,
        season.next,
        matches.value if matches else None,
        matches.source.line if matches else None,
        goals.value if goals else None,
        goals.source.line if goals else None,
        season.status.value,
    )


def _outline(writer: _Writer) -> None:
    season = writer.season
    for item in season.infobox:
        writer.add("infobox", item.source.line, item.label, item.value)
    for section in season.sections:
        headings = _json(section.parents)
        where = (section.stage, section.group, section.round)
        writer.add(
            "section", section.line, section.level, section.title, headings, int(section.is_stage), *where
        )
    for paragraph in dict.fromkeys(season.paragraphs):
        headings, line = _place(paragraph.source)
        writer.add("paragraph", line, paragraph.text, headings)
    for i, text in enumerate(season.see_also):
        writer.add("see_also", i, text)
    for lost in season.lost_tables:
        headings, line = _place(lost.source)
        writer.add("lost_table", line, headings, lost.stage, lost.group)
    for i, adjustment in enumerate(season.adjustments):
        place = _place(adjustment.source)
        writer.add("points_adjustment", i, *_named(adjustment.club), adjustment.points, *place)
    for i, promotion in enumerate(season.promotions):
        writer.add(
            "promotion",
            i,
            promotion.who,
            promotion.count,
            promotion.to,
            promotion.direction,
            promotion.sentence,
            *_named(promotion.club),
            int(promotion.denied),
            *_place(promotion.source),
        )


def _named(club: Team | None) -> tuple[str | None, str | None]:
    return (club.key, club.name) if club else (None, None)


def _where(placed: Section | Match) -> Where:
    return placed.stage, placed.group, placed.round


def _teams(writer: _Writer) -> None:
    season = writer.season
    for i, entry in enumerate(season.entries):
        club = entry.club
        writer.add("entry", i, club.key, club.name, entry.department, entry.location, *_place(entry.source))
    for i, region in enumerate(season.regions):
        writer.add("region", i, region.name, _json(region.departments), *_place(region.source))
        for department in region.departments:
            writer.add("region_department", i, department)
    changed = [(change, team) for change in season.changes for team in change.teams]
    for i, (change, team) in enumerate(changed):
        writer.add("change", i, change.title, team.key, team.name, *_place(change.source))


def _honours(writer: _Writer) -> None:
    season = writer.season

    def add(place: str, honours: tuple[Honour, ...]) -> None:
        for i, honour in enumerate(honours):
            club = honour.club
            writer.add("honour", place, i, club.key, club.name, honour.title, *_place(honour.source))

    add("champion", season.champions)
    add("runner-up", season.runners_up)
    for i, scorer in enumerate(season.scorers):
        writer.add("scorer", i, scorer.player, scorer.goals, *_named(scorer.club), *_place(scorer.source))
    for i, row in enumerate(season.standings):
        writer.add(
            "stated_row",
            i,
            row.position,
            row.club.key,
            row.club.name,
            row.played,
            row.won,
            row.drawn,
            row.lost,
            row.goals_for,
            row.goals_against,
            row.points,
            row.note,
            row.stage,
            row.group,
            row.adjustment,
            row.goal_difference,
            *_place(row.source),
        )


def _places(writer: _Writer) -> dict[Where, int]:
    """Add the places of the season and return the number of each."""
    season = writer.season
    headings = [(section.line, _where(section)) for section in season.sections]
    matches = [(match.source.line, _where(match)) for match in season.matches]
    found = held_places(headings, matches, [table.source.line for table in season.lost_tables])
    for number, (where, held) in enumerate(found.items()):
        writer.add("place", number, *where, held.line, held.matches, held.lost_tables)
    return {where: number for number, where in enumerate(found)}


def _matches(writer: _Writer, places: Mapping[Where, int]) -> None:
    season = writer.season
    matches = (*season.matches, *season.infobox_matches)
    numbers = {match: number for number, match in enumerate(matches) if match.labels}
    for i, record in enumerate(season.records):
        writer.add("record", i, record.label, numbers[record.match], record.note, *_place(record.source))
    for number, match in enumerate(matches):
        place = places.get(_where(match)) if match.origin == "line" else None
        labels = _json(match.labels) if match.labels else None
        more = (*(match.played_score or (None, None)), *_named(match.through))
        writer.add("match", number, match.origin, place, *_match(match), labels, match.record_note, *more)


def _match(match: Match) -> Row:
    """Return a row of `match` from its clubs on to its line."""
    home_penalties, away_penalties = match.penalties or (None, None)
    return (
        match.home.key,
        match.away.key,
        match.home.name,
        match.away.name,
        match.home_goals,
        match.away_goals,
        match.date.isoformat() if match.date else None,
        match.stage,
        match.group,
        match.round,
        match.leg,
        match.status.value,
        int(match.extra_time),
        home_penalties,
        away_penalties,
        int(match.play_off),
        int(match.knockout),
        match.note,
        *_place(match.source),
    )


def _glance(writer: _Writer) -> None:
    """Add what is told of the season at a glance."""
    season = writer.season
    scores = [(match.home_goals, match.away_goals) for match in season.matches]
    goals = [home + away for home, away in scores if home is not None and away is not None]
    headings = [Heading(s.line, s.level, s.title, s.is_stage) for s in season.sections]
    entries = writer.rows.tables["entry"]
    matches = [match.source.line for match in season.matches]
    stages = stages_of(headings, matches, [table.source.line for table in season.lost_tables])
    regions = [region.name for region in season.regions]
    writer.add(
        "glance",
        len({row[_ENTRY_CLUB] for row in entries}),
        len({row[_ENTRY_DEPARTMENT] for row in entries} - {None}),
        len(goals),
        sum(goals),
        len(season.changes),
        *[_json(found) for found in (regions, stages, season.see_also)],
    )


_ENTRY_CLUB, _ENTRY_DEPARTMENT = 2, 4
"""Columns of `entry`."""
