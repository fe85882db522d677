"""A season as rows of the cache, one tuple for each row; `read.py` makes the season of them again."""

import json
from collections import defaultdict
from collections.abc import Sequence

from bot.model import Honour, Match, Season, Source, Team

Row = tuple[str | int | None, ...]


class _Writer:
    """Turns one linked season into rows."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.tables: defaultdict[str, list[Row]] = defaultdict(list)

    def add(self, table: str, *values: str | int | None) -> None:
        """Add a row of this season to a table, its values in the schema's order."""
        self.tables[table].append((self.season.year, *values))


def season_rows(season: Season) -> dict[str, list[Row]]:
    """Return all rows of a linked season by table, their values in the schema's order."""
    writer = _Writer(season)
    for part in (_season, _outline, _teams, _honours, _matches):
        part(writer)
    return dict(writer.tables)


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
    for name, key in dict.fromkeys((team.name, team.key) for team in season.spellings):
        writer.add("spelling", name, key)
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


def _teams(writer: _Writer) -> None:
    season = writer.season
    for i, entry in enumerate(season.entries):
        club = entry.club
        writer.add("entry", i, club.key, club.name, entry.department, entry.location, *_place(entry.source))
    for i, region in enumerate(season.regions):
        writer.add("region", i, region.name, _json(region.departments), *_place(region.source))
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


def _matches(writer: _Writer) -> None:
    season = writer.season
    matches = (*season.matches, *season.infobox_matches)
    numbers = {match: number for number, match in enumerate(matches) if match.labels}
    for i, record in enumerate(season.records):
        writer.add("record", i, record.label, numbers[record.match], record.note, *_place(record.source))
    for number, match in enumerate(matches):
        played, through = match.played_score or (None, None), _named(match.through)
        writer.add("match", number, match.origin, *_match(match), *played, *through)


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
