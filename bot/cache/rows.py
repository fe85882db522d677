"""A season as rows of the cache: which club each written name denotes, and one tuple for each row."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.cache.places import Where, held_places
from bot.cache.stages import Heading, stages_of
from bot.model import Honour, Match, Problem, Record, Season, Section, Source
from bot.names import Identities
from bot.reader import Linker
from bot.reader.headings import Place, is_knockout, place
from bot.reader.outline import is_section
from bot.text import fold
from bot.vocabulary import department as named_department

Row = tuple[str | int | None, ...]


@dataclass(slots=True)
class SeasonRows:
    """The rows of one season by table, and its clubs: key → name and department."""

    clubs: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


class _Writer:
    """Turns one season into rows; keeps the clubs met on the way."""

    def __init__(self, season: Season, identities: Identities) -> None:
        self.season = season
        self.identities = identities
        self.linker = Linker(season)
        self.rows = SeasonRows()
        self.known: dict[tuple[str, str | None], str] = {}
        self.spelled: set[tuple[str, str]] = set()
        self.headings = [(section, _stands(section)) for section in season.sections]
        """Each heading with where a match would stand under it."""

    def club(self, name: str, opponent: str | None = None) -> str:
        """Return the key of the club that a name denotes in this season."""
        found = self.known.get((name, opponent))
        if found is None:
            found = self.known[name, opponent] = self._find_club(name, opponent)
        return found

    def _find_club(self, name: str, opponent: str | None) -> str:
        entry = self.linker.link(name, opponent)
        if entry is None:
            return self.meet(name, None, name)
        # A short form ("Grau") denotes the club on its line; it is no name of the club elsewhere.
        spelled = name if fold(name) == fold(entry.team) else entry.team
        return self.meet(entry.team, entry.department, spelled)

    def meet(self, team: str, department: str | None, spelled: str) -> str:
        """Return the key of a club of the season and keep the club with this spelling."""
        department = _department(department)
        key = self.identities.key(team, department, self.season.year)
        self.rows.clubs.setdefault(key, (team, department))
        if (spelled, key) not in self.spelled:
            self.spelled.add((spelled, key))
            self.add("spelling", spelled, key)
        return key

    def add(self, table: str, *values: str | int | None) -> None:
        """Add a row of this season to a table, its values in the schema's order."""
        self.rows.tables[table].append((self.season.year, *values))


def _department(text: str | None) -> str | None:
    """Return a department under its one name: "Cuzco" and "Cusco" are the same place of the same clubs."""
    known = named_department(text) if text else None
    return known.name if known else text


def season_rows(season: Season, identities: Identities) -> SeasonRows:
    """Return all rows of a season; club keys are the same whatever other seasons there are."""
    writer = _Writer(season, identities)
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
    )


def _outline(writer: _Writer) -> None:
    season = writer.season
    for item in season.infobox:
        writer.add("infobox", item.source.line, item.label, item.value)
    for section, stands in writer.headings:
        writer.add("section", *_section(section, stands))
    for paragraph in dict.fromkeys(season.paragraphs):
        headings, line = _place(paragraph.source)
        writer.add("paragraph", line, paragraph.text, headings)
    for i, text in enumerate(season.see_also):
        writer.add("see_also", i, text)
    for lost in season.lost_tables:
        headings, line = _place(lost.source)
        writer.add("lost_table", line, headings)
    for i, promotion in enumerate(one for one in season.promotions if not one.denied):
        writer.add(
            "promotion",
            i,
            promotion.who,
            promotion.count,
            promotion.to,
            promotion.direction,
            promotion.sentence,
            *_place(promotion.source),
        )


_NO_PLACES = ("see_also", "references", "changes", "teams", "scorers")


def _section(section: Section, stands: Place) -> Row:
    headings = _json(section.parents)
    is_stage = int(_is_stage(section, stands))
    return (section.line, section.level, section.title, headings, is_stage, *_where(stands))


def _is_stage(section: Section, stands: Place) -> bool:
    """Tell whether a heading names a stage of the competition."""
    return stands != Place() and place((section.title,)).stage is not None


def _stands(section: Section) -> Place:
    """Return where a match would stand under a heading."""
    path = (*section.parents, section.title)
    return Place() if any(is_section(path, role) for role in _NO_PLACES) else place(path)


def _where(placed: Place | Match) -> Where:
    return placed.stage, placed.group, placed.round


def _teams(writer: _Writer) -> None:
    season = writer.season
    for i, entry in enumerate(season.entries):
        key = writer.meet(entry.team, entry.department, entry.team)
        writer.add(
            "entry", i, key, entry.team, _department(entry.department), entry.location, *_place(entry.source)
        )
    for i, region in enumerate(season.regions):
        departments = sorted({_department(name) or name for name in region.departments})
        writer.add("region", i, region.name, _json(departments), *_place(region.source))
        for department in departments:
            writer.add("region_department", i, department)
    changed = [(change, team) for change in season.changes for team in change.teams]
    for i, (change, team) in enumerate(changed):
        writer.add("change", i, change.title, writer.club(team), team, *_place(change.source))


def _honours(writer: _Writer) -> None:
    season = writer.season

    def add(place: str, honours: tuple[Honour, ...]) -> None:
        for i, honour in enumerate(honours):
            key = writer.club(honour.team)
            writer.add("honour", place, i, key, honour.team, honour.title, *_place(honour.source))

    add("champion", season.champions)
    add("runner-up", season.runners_up)
    for i, scorer in enumerate(season.scorers):
        club = writer.club(scorer.team) if scorer.team else None
        writer.add("scorer", i, scorer.player, scorer.goals, club, scorer.team, *_place(scorer.source))
    for i, row in enumerate(season.standings):
        writer.add(
            "stated_row",
            i,
            row.position,
            writer.club(row.team),
            row.team,
            row.played,
            row.won,
            row.drawn,
            row.lost,
            row.goals_for,
            row.goals_against,
            row.points,
            row.note,
            *_place(row.source),
        )


def _places(writer: _Writer) -> dict[Where, int]:
    """Add the places of the season and return the number of each."""
    season = writer.season
    headings = [(section.line, _where(stands)) for section, stands in writer.headings]
    matches = [(match.source.line, _where(match)) for match in season.matches]
    found = held_places(headings, matches, [table.source.line for table in season.lost_tables])
    for number, (where, held) in enumerate(found.items()):
        writer.add("place", number, *where, held.line, held.matches, held.lost_tables)
    return {where: number for number, where in enumerate(found)}


def _matches(writer: _Writer, places: Mapping[Where, int]) -> None:
    found: list[tuple[str, Match]] = [("line", match) for match in writer.season.matches]
    numbers: dict[Row, int] = {}
    for number, (_, match) in enumerate(found):
        numbers.setdefault(_pairing(writer, match), number)
    stated: dict[int, list[Record]] = defaultdict(list)
    for i, record in enumerate(writer.season.records):
        number = numbers.setdefault(_pairing(writer, record.match), len(found))
        if number == len(found):
            # No line has this result: it stands in the infobox alone and counts in no table.
            found.append(("infobox", record.match))
        stated[number].append(record)
        writer.add("record", i, record.label, number, record.match.note, *_place(record.match.source))
    for number, (origin, match) in enumerate(found):
        place = places.get(_where(match)) if origin == "line" else None
        writer.add("match", number, origin, place, *_match(writer, match), *_stated(stated[number]))


def _stated(records: list[Record]) -> tuple[str | None, str | None]:
    """Return the labels under which the infobox states a result, and the first note on it."""
    labels = _json([record.label for record in records]) if records else None
    return labels, next((record.match.note for record in records if record.match.note is not None), None)


def _pairing(writer: _Writer, match: Match) -> Row:
    home = writer.club(match.home, match.away)
    away = writer.club(match.away, match.home)
    return (home, away, match.home_goals, match.away_goals)


def _match(writer: _Writer, match: Match) -> Row:
    """Return a row of `match` from its clubs on to its line."""
    home_penalties, away_penalties = match.penalties or (None, None)
    return (
        writer.club(match.home, match.away),
        writer.club(match.away, match.home),
        match.home,
        match.away,
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
        int(is_knockout(match.round)),
        match.note,
        *_place(match.source),
    )


def _glance(writer: _Writer) -> None:
    """Add what is told of the season at a glance."""
    season = writer.season
    scores = [(match.home_goals, match.away_goals) for match in season.matches]
    goals = [home + away for home, away in scores if home is not None and away is not None]
    headings = [Heading(s.line, s.level, s.title, _is_stage(s, stands)) for s, stands in writer.headings]
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
