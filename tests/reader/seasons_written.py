"""Seasons as plain facts and the documents that different authors would write of them.

`written_seasons()` gives both: what a document says, and its text in one of many styles: English or Spanish,
rounds as headings or lines, dates above, before, behind or in a table, dashes and brackets of all kinds,
tables flat as the shipped documents have them or in wiki markup.
"""

import datetime
import itertools
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from bot.model import MatchStatus
from bot.text import fold
from tests.reader.authors import (
    DEPARTMENTS,
    ENDED,
    EXTRA_TIME,
    GIVEN,
    GOALS,
    KNOCKOUTS,
    NAMES,
    PLAY_OFFS,
    PLAYERS,
    ROUND_WORDS,
    STAGES,
    TOWNS,
    UNDER,
    UNPLAYED,
    Style,
    day_in,
    styles,
)

YEAR = 1998


@dataclass(frozen=True)
class Played:
    """A match: where it stands, who played, what became of it."""

    stage: str | None
    group: str | None
    round: str | None
    home: str
    away: str
    goals: tuple[int, int] | None
    date: datetime.date | None = None
    leg: int | None = None
    status: MatchStatus = MatchStatus.PLAYED
    penalties: tuple[int, int] | None = None
    extra_time: bool = False
    play_off: bool = False


@dataclass
class Written:
    """What a season is, and the lines of its document."""

    lines: list[str] = field(default_factory=list)
    champion: tuple[str, int | None] = ("", None)
    runner_up: str | None = None
    scorers: list[tuple[str, int]] = field(default_factory=list)
    entries: list[tuple[str, str, str | None]] = field(default_factory=list)
    regions: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    matches: list[Played] = field(default_factory=list)
    standings: list[tuple[int, str, int, int, int, int, int, int, int]] = field(default_factory=list)
    totals: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The document."""
        return "\n".join(self.lines) + "\n"


class _Author:
    """Writes a season in one style, and keeps what was written."""

    def __init__(self, draw: st.DrawFn, style: Style) -> None:
        self.draw = draw
        self.style = style
        self.season = Written()
        self.day = datetime.date(YEAR, 3, 1) + datetime.timedelta(draw(st.integers(0, 200)))

    def one(self, choices: tuple[str, ...]) -> str:
        return self.draw(st.sampled_from(choices))

    def write(self, *lines: str) -> None:
        self.season.lines += lines

    def heading(self, level: int, title: str) -> None:
        marks = "=" * level
        inner = f" {title} " if self.style.spaced else title
        self.write(f"{marks}{inner}{marks}")

    def table(self, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """Write a table in the author's markup."""
        if self.style.tables == "flat":
            self.write(*(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in (header, *rows)))
        elif self.style.tables == "bare":
            self.write(*(f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows)))
        elif self.style.tables == "one line a row":
            self.write('{| class="wikitable"', "|-", f"! {' !! '.join(header)}")
            for row in rows:
                self.write("|-", f"| {' || '.join(row)}")
            self.write("|}")
        else:
            self.write('{| class="wikitable sortable"', *(f"! {cell}" for cell in header))
            for row in rows:
                self.write("|-", *(f"| {cell}" for cell in row))
            self.write("|}")
        self.write("")

    def result(self, match: Played) -> list[str]:
        """Return the line of a match, and what stands under it."""
        spanish, under = self.style.spanish, []
        if match.goals is None and match.status in UNPLAYED:
            return [f"{match.home} {self.one(UNPLAYED[match.status])} {match.away}"]
        goals = match.goals if match.goals is not None else self.draw(GOALS)
        marks = []
        if match.extra_time:
            marks.append(self.one(EXTRA_TIME[spanish]))
        if match.penalties and self.style.penalties == "under":
            home, away = match.penalties
            won = match.home if home > away else match.away
            under = [UNDER[spanish].format(max(home, away), min(home, away), team=won)]
        elif match.penalties and self.style.penalties == "inside":
            home, away = match.penalties
            return [
                " ".join([f"{match.home} {goals[0]} ({home}) - ({away}) {goals[1]} {match.away}", *marks])
            ]
        elif match.penalties:
            home, away = match.penalties
            won = match.home if home > away else match.away
            marks.append(self.style.penalties.format(home, away, max(home, away), min(home, away), team=won))
        if match.status is MatchStatus.AWARDED and goals[0] != goals[1] and self.draw(st.booleans()):
            won = match.home if goals[0] > goals[1] else match.away
            marks.append(self.one(GIVEN[spanish]).format(max(goals), min(goals), team=won))
            goals = self.draw(GOALS)
        elif match.status in ENDED:
            marks.append(self.one(ENDED[match.status][spanish]))
        # "10:10" is a time of day.
        dash = " : " if self.style.dash == ":" and goals[0] > 7 and goals[1] == 10 else self.style.dash
        score = f"{goals[0]}{dash}{goals[1]}"
        if self.style.scores == "behind both" and not marks:
            return [f"{match.home} - {match.away} {score}", *under]
        if self.style.scores == "behind each" and not marks:
            return [f"{match.home} {goals[0]} {match.away} {goals[1]}", *under]
        between = self.draw(st.booleans()) and len(marks) == 1 and match.status is MatchStatus.PLAYED
        if between:
            return [f"{match.home} {score} {marks[0]} {match.away}", *under]
        return [" ".join([f"{match.home} {score} {match.away}", *marks]), *under]

    def matches(self, found: list[Played], level: int, title: str | None) -> None:
        """Write the matches of one round under its title, each with its date."""
        style = self.style
        dates = style.dates
        one_day = len({match.date for match in found}) == 1
        if dates in ("above all", "heading") and not one_day:
            dates = "above each"
        if dates == "none":
            found = [replace(match, date=None) for match in found]
        elif found[0].date is None:
            dates = "none"
        if title is not None:
            named = title
            if dates == "heading":
                named = style.dated.format(title, day_in(found[0].date, style))
            if style.rounds == "headings":
                self.heading(level, named)
            else:
                self.write(f"'''{named}'''" if style.rounds == "bold lines" else named)
        elif dates == "heading":
            dates = "above each"
        if dates == "above all":
            self.write(day_in(found[0].date, style))
        for match in found:
            first, *under = self.result(match)
            if dates == "above each":
                self.write(day_in(match.date, style))
            if dates == "before":
                first = f"{day_in(match.date, style)}: {first}"
            if dates == "behind":
                first = f"{first} ({day_in(match.date, style)})"
            if style.linked:
                first = first.replace(match.home, f"[[{match.home}]]", 1)
            if style.apart:
                under = [*under, *style.said]
            self.write(f"* {first}" if style.bullets else first, *under)
            if style.apart and dates not in ("above all",):
                self.write("")
            self.season.matches.append(match)
        self.write("")

    def status(self) -> tuple[MatchStatus, bool]:
        """Choose what became of a match, mostly that it was played; and whether it has a score."""
        chosen = self.draw(st.sampled_from([MatchStatus.PLAYED] * 8 + [*UNPLAYED, *ENDED]))
        return chosen, chosen in (MatchStatus.PLAYED, MatchStatus.AWARDED)

    def league(self, teams: list[str], stage: str | None, group: str | None, level: int) -> None:
        """Write a round robin by rounds, and its table before or behind."""
        word = self.one(ROUND_WORDS[self.style.spanish])
        rounds: dict[int, list[Played]] = {}
        circle = [*teams, *([""] if len(teams) % 2 else [])]
        dated = self.draw(st.integers(0, 4)) > 0
        for number in range(1, len(circle)):
            self.day += datetime.timedelta(7)
            for home, away in zip(circle[: len(circle) // 2], reversed(circle), strict=False):
                if home and away:
                    status, scored = self.status()
                    goals = self.draw(GOALS) if scored else None
                    day = self.day if dated else None
                    title = word.format(n=number)
                    match = Played(stage, group, title, home, away, goals, day, status=status)
                    rounds.setdefault(number, []).append(match)
            circle.insert(1, circle.pop())
        found = list(itertools.chain(*rounds.values()))
        where = self.draw(st.sampled_from(("before", "behind", "none")))
        if where == "before":
            self.standings(teams, found)
        for number, played in rounds.items():
            self.matches(played, level, word.format(n=number))
        if where == "behind":
            if self.style.rounds == "headings":
                self.heading(level, "Tabla de posiciones" if self.style.spanish else "Standings")
            self.standings(teams, found)

    def standings(self, teams: list[str], found: list[Played]) -> None:
        """Write the table that the matches make."""
        rows = []
        for team in teams:
            own = [
                (match.goals if match.home == team else match.goals[::-1])
                for match in found
                if match.goals and team in (match.home, match.away)
            ]
            won, drawn = sum(a > b for a, b in own), sum(a == b for a, b in own)
            scored, taken = sum(a for a, _ in own), sum(b for _, b in own)
            rows.append((team, len(own), won, drawn, len(own) - won - drawn, scored, taken, 3 * won + drawn))
        rows.sort(key=lambda row: (-row[7], row[6] - row[5], row[0]))
        # A table of zeros has no numbers yet.
        empty = all(not any(row[1:]) for row in rows)
        self.season.standings += [
            (place, row[0], *([None] * 7 if empty else row[1:])) for place, row in enumerate(rows, 1)
        ]
        english = ("Pos", "Team", "Pld", "W", "D", "L", "GF", "GA", "GD", "Pts")
        spanish = self.draw(st.sampled_from((
            ("Pos", "Equipo", "PJ", "PG", "PE", "PP", "GF", "GC", "DG", "Pts"),
            ("Puesto", "Club", "J", "G", "E", "P", "GF", "GC", "Dif", "Puntos"),
            ("#", "Equipos", "PJ", "G", "E", "P", "GF", "GC", "+/-", "Ptos"),
        )))  # fmt: skip
        shown = []
        for place, row in enumerate(rows, 1):
            team, *numbers, goals, against, points = map(str, row)
            difference = f"{row[5] - row[6]:+d}".replace("-", "−").replace("+0", "0")
            shown.append((str(place), team, *numbers, goals, against, difference, points))
        if self.draw(st.integers(0, 3)) == 0 and not any(team[0].isdigit() for team in teams):
            self.write(*(f"{row[0]}. {' '.join(row[1:6])}  {row[6]}-{row[7]}  {row[9]}" for row in shown), "")
            return
        self.table(spanish if self.style.spanish else english, shown)

    def knockout(
        self, pairs: list[tuple[str, str]], stage: str | None, group: str | None, level: int
    ) -> None:
        """Write ties over two legs: legs of a tie in a row of a table, or under headings or lines."""
        title = self.one(KNOCKOUTS[self.style.spanish])
        ties = [(home, away, self.draw(GOALS), self.draw(GOALS)) for home, away in pairs]
        self.heading(level, title)
        if self.style.knockouts == "legs in a row":
            header = ("Team 1", "Agg.", "Team 2", "1st leg", "2nd leg")
            if self.style.spanish:
                header = ("Equipo 1", "Global", "Equipo 2", "Ida", "Vuelta")
            dash = self.style.dash.strip()
            rows = []
            for home, away, one, two in ties:
                scores = ((one[0] + two[0], one[1] + two[1]), one, two)
                total, first, second = (f"{a}{dash}{b}" for a, b in scores)
                rows.append((home, total, away, first, second))
                self.season.matches += [
                    Played(stage, group, title, home, away, one, leg=1),
                    Played(stage, group, title, away, home, two[::-1], leg=2),
                ]
            self.table(header, rows)
            return
        names = ("Ida", "Vuelta") if self.style.spanish else ("First leg", "Second leg")
        for leg, name in enumerate(names, 1):
            self.day += datetime.timedelta(7)
            found = []
            for home, away, one, two in ties:
                sides, goals = ((home, away), one) if leg == 1 else ((away, home), two)
                match = Played(stage, group, title, *sides, goals, self.day, leg=leg)
                found.append(match)
            if self.style.knockouts == "leg headings":
                self.heading(level + 1, name)
                self.matches(found, level, None)
            else:
                self.write(name)
                self.matches(found, level, None)

    def single(
        self, title: str, sides: tuple[str, str], stage: str | None, level: int, **facts: bool
    ) -> None:
        """Write a final or a decider, perhaps with extra time and a shoot-out."""
        goals = self.draw(GOALS)
        extra_time, penalties = self.draw(st.booleans()), None
        if goals[0] == goals[1]:
            penalties = self.draw(st.sampled_from(((4, 3), (2, 4), (11, 10), (5, 6))))
        self.day += datetime.timedelta(7)
        match = Played(
            stage, None, title, *sides, goals, self.day, None, MatchStatus.PLAYED, penalties, extra_time
        )
        self.heading(level, title)
        self.matches([replace(match, **facts)], level, None)


@st.composite
def written_seasons(draw: st.DrawFn) -> Written:
    """Give a season's facts with its document."""
    author = _Author(draw, draw(styles()))
    season, style = author.season, author.style
    names = draw(st.lists(st.sampled_from(NAMES), min_size=6, max_size=9, unique_by=fold))
    season.champion = (names[0], draw(st.none() | st.integers(2, 9)))
    season.runner_up = draw(st.none() | st.just(names[1]))
    season.scorers = (
        [(draw(st.sampled_from(PLAYERS)), draw(st.integers(1, 30)))] if draw(st.booleans()) else []
    )
    places = sorted(
        draw(st.lists(st.sampled_from(DEPARTMENTS), min_size=3, max_size=4, unique=True)), key=fold
    )
    body = _Author(draw, style)
    body.season = season
    if style.listed != "no":
        _list_teams(body, names, places)
    _regional(body, names, places)
    _deciding(body, names)
    told, season.lines = season.lines, []
    season.totals = (
        len(season.matches),
        sum(sum(match.goals) for match in season.matches if match.goals),
    ) if draw(st.booleans()) else None  # fmt: skip
    _head(author)
    season.lines += told
    return season


def _head(author: _Author) -> None:
    season, spanish = author.season, author.style.spanish
    team, title = season.champion
    numbered = f" ({title}{'º título' if spanish else 'th Title'})" if title else ""
    author.write(*(("= Copa Perú 1998 =",) if spanish else ("= 1998 Copa Perú =",)), "")
    author.write("Ficha" if spanish else "Infobox")
    labels = ("Temporada", "Campeón", "Subcampeón", "Goleador", "Partidos", "Goles") if spanish else (
        "Season", "Winners", "Runners-up", "League Topscorer", "Matches", "Total Goals",
    )  # fmt: skip
    scorers = ", ".join(f"{player} ({goals})" for player, goals in season.scorers)
    totals = season.totals or (None, None)
    values = (YEAR, f"{team}{numbered}", season.runner_up, scorers or None, *totals)
    author.write(
        *(f"- {label}: {value}" for label, value in zip(labels, values, strict=True) if value is not None)
    )
    author.write("")
    if author.draw(st.booleans()):
        author.write(
            "La Copa Perú 1998 fue el torneo de ascenso del fútbol peruano."
            if spanish
            else "The 1998 Copa Perú season is the promotion tournament of Peruvian football."
        )
        author.write("")


def _list_teams(author: _Author, names: list[str], places: list[str]) -> None:
    spanish = author.style.spanish
    author.heading(2, "Etapa Departamental" if spanish else "Departmental Stage")
    if author.style.listed != "table":
        _list_items(author, names, places)
        return
    towns = author.draw(st.booleans())
    shifted = towns and author.style.tables == "flat" and author.draw(st.booleans())
    header = ("Departamento", "Equipo", "Localidad") if spanish else ("Department", "Team", "Location")
    rows, before = [], None
    for number, name in enumerate(names):
        place = places[number * len(places) // len(names)]
        town = author.one(TOWNS) if towns else None
        author.season.entries.append((place, name, town))
        row = (place, name, *([town] if town else []))
        rows.append((name, town, "") if shifted and place == before else row)
        before = place
    author.table(header if towns else header[:2], rows)


def _list_items(author: _Author, names: list[str], places: list[str]) -> None:
    """Write the teams as items of a list: one a line with its place, or one department a line."""
    found: dict[str, list[str]] = {}
    for number, name in enumerate(names):
        found.setdefault(places[number * len(places) // len(names)], []).append(name)
    author.season.entries += [(place, name, None) for place, own in found.items() for name in own]
    if author.style.listed == "departments":
        author.write(*(f"* {place}: {', '.join(own)}" for place, own in found.items()), "")
        return
    author.heading(3, "Equipos participantes" if author.style.spanish else "Teams")
    author.write(*(f"- {name} ({place})" for place, own in found.items() for name in own), "")


def _regional(author: _Author, names: list[str], places: list[str]) -> None:
    spanish = author.style.spanish
    stage = "Etapa Regional" if spanish else "Regional Stage"
    author.heading(2, stage)
    region = "Región I" if spanish else "Region I"
    author.heading(3, region)
    joined = f"{', '.join(places[:-1])} {'y' if spanish else 'and'} {places[-1]}"
    author.write(
        f"La Región I está conformada por los departamentos de {joined}."
        if spanish
        else f"Region I includes qualified teams from {joined} region."
    )
    author.write("")
    author.season.regions.append(("I", tuple(places)))
    if author.draw(st.booleans()):
        group = "Grupo A" if spanish else "Group A"
        author.heading(4, group)
        author.league(names[:3], stage, f"{region}, {group}", 5)
    if author.draw(st.booleans()):
        author.knockout([(names[0], names[2]), (names[3], names[1])], stage, region, 4)


def _deciding(author: _Author, names: list[str]) -> None:
    spanish = author.style.spanish
    stage = author.one(STAGES[spanish])
    author.heading(2, stage)
    if author.draw(st.booleans()):
        author.league(names[: author.draw(st.integers(3, 6))], stage, None, 3)
        if author.draw(st.booleans()):
            title = author.one(PLAY_OFFS[spanish])
            author.single(title, (names[0], names[1]), stage, 3, play_off=True)
        return
    author.knockout([(names[0], names[2]), (names[4], names[1])], stage, None, 3)
    author.single("Final", (names[0], names[1]), stage, 3)
