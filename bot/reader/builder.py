"""A season in the making: the facts read so far, and which lines they came from."""

import bisect
import datetime
from dataclasses import dataclass, field, fields, replace
from typing import Any

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
    Source,
    Stated,
    StatedRow,
    Team,
    TeamChange,
)
from bot.problems import not_understood, problem
from bot.reader.dates import DateText, complete, read_date
from bot.reader.headings import place
from bot.reader.match_line import Fixture
from bot.reader.match_notes import Score, read_note
from bot.reader.outline import Line
from bot.text import fold
from bot.vocabulary import mentions, words

_PLACE = ("stage", "group", "round", "leg", "play_off", "of_tie")
"""What a match has from where it stands."""


@dataclass(slots=True)
class Draft:
    """The facts of one document; every line that gave one, or has a problem, is in `read`."""

    document: str
    year: int
    read: set[int] = field(default_factory=set)
    infobox: list[InfoboxField] = field(default_factory=list)
    champions: list[Honour] = field(default_factory=list)
    runners_up: list[Honour] = field(default_factory=list)
    scorers: list[Scorer] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    stated_matches: Stated | None = None
    stated_goals: Stated | None = None
    previous: int | None = None
    next: int | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    changes: list[TeamChange] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    promotions: list[Promotion] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    standings: list[StatedRow] = field(default_factory=list)
    adjustments: list[PointsAdjustment] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    lost_tables: list[LostTable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubtful_dates: set[int] = field(default_factory=set)
    text: tuple[Line, ...] = ()
    """The lines of the document, among which the days that stand near are looked for."""
    _days: list[tuple[int, datetime.date]] | None = None
    _sides: dict[tuple[str, str], int] = field(default_factory=dict)
    """The last match of two sides, by their folded names."""
    status: SeasonStatus = SeasonStatus.PLAYED
    instead_of_champion: str | None = None
    """What the value of "Winners" says where it names no club, see `honours`."""

    def facts(self) -> dict[str, Any]:
        """Return the facts by the names of a season's fields."""
        names = [each.name for each in fields(Season) if hasattr(self, each.name)]
        values = {name: getattr(self, name) for name in names}
        return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}

    def source(self, line: Line, headings: tuple[str, ...]) -> Source:
        """Return the source of a fact on `line`, which counts as read from now on."""
        self.read.add(line.number)
        return Source(self.document, headings, line.number, self.year)

    def refuse(self, reason: str, line: Line, **values: str | int) -> None:
        """Note that `line` was not understood, and why."""
        self.read.add(line.number)
        self.problems.append(not_understood(reason, line.number, line.raw.strip(), **values))

    def warn(self, kind: str, line: Line, **values: str | int) -> None:
        """Note a problem of another kind on `line`."""
        self.problems.append(problem(kind, line.number, line.raw.strip(), **values))

    def day(self, date: DateText | None, line: Line) -> tuple[datetime.date | None, str | None]:
        """Return the day of a date, and its text where no day follows from it; tell what is doubtful."""
        if date is None:
            return None, None
        day = date.day or complete(date, self.year, self.near(line.number))
        if date.impossible:
            self.doubt_date("date-impossible", date, line)
            return None, None
        if day is None and date.partial:
            self.doubt_date("date-year", date, line)
        elif day and date.weekday not in (None, day.weekday()):
            self.doubt_date("date-weekday", date, line)
        return day, None if day else date.text

    def doubt_date(self, kind: str, date: DateText, line: Line) -> None:
        """Note a problem of a date, once for its line."""
        if line.number not in self.doubtful_dates:
            self.doubtful_dates.add(line.number)
            self.warn(kind, line, date=date.text)

    def near(self, number: int) -> datetime.date | None:
        """Return the day that a line at or above line `number` begins with, else one below."""
        if self._days is None:
            self._days = self._dated_lines()
        above = bisect.bisect_right(self._days, number, key=lambda dated: dated[0])
        nearest = self._days[max(above - 1, 0) : max(above, 1)]
        return nearest[0][1] if nearest else None

    def _dated_lines(self) -> list[tuple[int, datetime.date]]:
        """Return the lines that begin with a day; one without a year follows from the day above it."""
        dates = [(line.number, date) for line in self.text if (date := read_date(line.text, self.year))]
        first = next((date.day for _, date in dates if date.day), None)
        days: list[tuple[int, datetime.date]] = []
        for number, date in dates:
            day = date.day or complete(date, self.year, days[-1][1] if days else first)
            if day:
                days.append((number, day))
        return days

    def add_match(
        self,
        fixture: Fixture,
        line: Line,
        headings: tuple[str, ...],
        date: tuple[datetime.date | None, str | None] = (None, None),
        leg: int | None = None,
        round_name: str | None = None,
        label: str | None = None,
        *,
        of_tie: bool = False,
    ) -> None:
        """Add a match read on `line`; `date` is one that stands elsewhere, its own goes before it.

        `label` is a line that names round or leg below the headings, `round_name` a cell that does; `of_tie`
        if the line is a row of a tie.
        """
        where = place((*headings, label) if label else headings)
        if fixture.score.date:
            date = self.day(fixture.score.date, line)
        elif date == (None, None) and where.date:
            # Headings are read without the season, whose year two digits need.
            date = self.day(read_date(where.date.text, self.year) or where.date, line)
        round_name = where.round or round_name
        leg = leg or where.leg
        fixture = replace(fixture, score=self.with_bare_numbers(fixture, leg))
        notes = [note for note in (date[1], fixture.note) if note]
        match = self.match(fixture, self.source(line, headings), date[0])
        self._sides[fold(match.home.name), fold(match.away.name)] = len(self.matches)
        self.matches.append(
            replace(
                match,
                of_tie=of_tie,
                stage=where.stage,
                group=where.group,
                round=round_name,
                leg=leg,
                play_off=mentions(fold(round_name or ""), words("headings", "play_off")),
                note="; ".join(notes) or None,
            )
        )
        for note in fixture.score.doubts:
            self.warn("note-unclear", line, note=note)
        if match.home_goals is None and match.status is MatchStatus.PLAYED:
            self.warn("score-missing", line, home=match.home.name, away=match.away.name)

    def with_bare_numbers(self, fixture: Fixture, leg: int | None) -> Score:
        """Return the score with what two numbers without a word are: half-time, aggregate or shoot-out.

        "1–1 (4–3)" is a shoot-out; "1–1 (1–2)" after a first leg of 1–0 is the aggregate.
        """
        score = fixture.score
        goals, bare = score.goals, score.bare
        if bare is None:
            return score
        noted = replace(score, bare=None, notes=(f"{bare[0]}–{bare[1]}", *score.notes))
        if goals is None or (bare[0] <= goals[0] and bare[1] <= goals[1]):
            return noted
        before = self._sides.get((fold(fixture.away), fold(fixture.home)))
        first = None if before is None else self.matches[before]
        total = goals
        if first and first.score:
            total = (goals[0] + first.score[1], goals[1] + first.score[0])
            if bare in (total, total[::-1]):
                return replace(score, bare=None, aggregate=total)
        level = goals[0] == goals[1] or total[0] == total[1]
        if level and bare[0] != bare[1] and max(bare) > 2 and (leg != 2 or first):
            return replace(score, bare=None, penalties=bare)
        return replace(noted, doubts=(*score.doubts, f"{bare[0]}–{bare[1]}"))

    @staticmethod
    def match(fixture: Fixture, source: Source, date: datetime.date | None) -> Match:
        """Return a match outside stages, as the infobox states them."""
        score = fixture.score
        home, away = Team(fixture.home), Team(fixture.away)
        home_goals, away_goals = score.goals or (None, None)
        return Match(
            home=home,
            away=away,
            home_goals=home_goals,
            away_goals=away_goals,
            date=date,
            stage=None,
            group=None,
            round=None,
            source=source,
            status=score.status,
            extra_time=score.extra_time,
            penalties=score.penalties,
            note=fixture.note,
            played_score=score.played,
            through={"home": home, "away": away}.get(score.through or ""),
            aggregate=score.aggregate,
            settled_by=score.settled_by,
        )

    def note_last_match(self, line: Line) -> None:
        """Read a note that stands on a line under the match read last."""
        last = self.matches[-1]
        score = Score(
            last.score,
            last.penalties,
            last.extra_time,
            last.status,
            (last.note,) if last.note else (),
            played=last.played_score,
            aggregate=last.aggregate,
            settled_by=last.settled_by,
            through=None if last.through is None else "home" if last.through == last.home else "away",
        )
        sides = (last.home.name, last.away.name)
        score = read_note(line.text, score, sides, self.year).settled()
        day = self.day(score.date, line)[0] if score.date else last.date
        score = self.with_bare_numbers(Fixture(*sides, score), last.leg)
        match = self.match(Fixture(*sides, score), last.source, day)
        place = {name: getattr(last, name) for name in _PLACE}
        self.matches[-1] = replace(match, **place)
        for note in score.doubts:
            self.warn("note-unclear", line, note=note)
