"""A list of editions → a season of honours alone for each: one row of a table an edition."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.model import Honour, InfoboxField, Paragraph, Problem, Season, SeasonStatus, Source, Team
from bot.problems import not_understood, problem
from bot.reader.document_text import blank
from bot.reader.honours import Honours, read_honours, says_instead
from bot.reader.outline import Kind, Line, Outline
from bot.reader.status import read_status
from bot.text import fold
from bot.vocabulary import department, near_department, roles

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[-–—]\s?((?:19|20)?\d\d))?(?!\d)")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_PLACED = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_NOT_HELD = re.compile(
    r"\bnot (?:held|played|contested)|\bno (?:\w+ )?(?:tournament|edition|competition)\b|\bdid not take place"
    r"|\bno (?:se|fue|hubo) (?!final)|\bsin (?:torneo|edici[oó]n|competencia)",
    re.IGNORECASE,
)
_FEWEST = 3
"""As many editions make a list: a season's document may name the one before and the one after."""


def read_editions(shape: Outline, document: str) -> tuple[tuple[Season, ...], tuple[Problem, ...]]:
    """Return the editions that a document lists, and the problems; none of another document."""
    reader = _Reader(shape, document)
    reader.run()
    return (
        (tuple(reader.seasons.values()), reader.all_problems())
        if len(reader.seasons) >= _FEWEST
        else ((), ())
    )


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    """Return the column of each role, empty where season or champion has none."""
    known = roles("headers") | roles("labels") | roles("edition_headers")
    columns: dict[str, int] = {}
    for place, cell in enumerate(header):
        if len(cell) < 60 and (role := known.get(fold(_BRACKETS.sub("", cell)))):
            columns.setdefault(role, place)
    for role, other in (("season", "edition"), ("department", "region")):
        if other in columns:
            columns.setdefault(role, columns[other])
    return columns if {"season", "champions"} <= columns.keys() else {}


class _Reader:
    def __init__(self, shape: Outline, document: str) -> None:
        self.shape = shape
        self.document = document
        self.title = shape.title.text if shape.title else document
        self.seasons: dict[int, Season] = {}
        self.problems: list[Problem] = []
        self.read: set[int] = set(shape.structure)

    def run(self) -> None:
        columns: dict[str, int] = {}
        header: tuple[str, ...] = ()
        above: tuple[str, ...] | None = None
        for block in self.shape.blocks:
            if block.kind is not Kind.TABLE or block.headings != above:
                columns = {}
            above = block.headings
            for line in block.lines if block.kind is Kind.TABLE else ():
                if found := _columns(line.cells):
                    columns, header = found, line.cells
                    self.read.add(line.number)
                elif columns and not all(map(blank, line.cells)):
                    self.read.add(line.number)
                    self.row(line, header, columns, block.headings)

    def row(
        self, line: Line, header: tuple[str, ...], columns: dict[str, int], headings: tuple[str, ...]
    ) -> None:
        def cell(role: str) -> str:
            place = columns.get(role, -1)
            value = line.cells[place] if 0 <= place < len(line.cells) else ""
            return "" if blank(value) else value

        years = _years(cell("season"))
        won = read_honours(cell("champions"))
        if not years or (won.clubs and len(years) > 1):
            self.problems.append(not_understood("edition-year", line.number, line.raw.strip()))
            return
        status = _status(cell("champions"), cell("note"))
        if not won.clubs and status is SeasonStatus.PLAYED:
            self.problems.append(not_understood("edition-champion", line.number, line.raw.strip()))
            return
        # A cell that spans the columns says nothing of the others.
        beside = {
            role: cell(role) for role in ("runners_up", "department") if cell(role) != cell("champions")
        }
        second = read_honours(beside.get("runners_up", ""))
        for words in (*won.doubts, *second.doubts):
            self.problems.append(problem("honour-unclear", line.number, line.raw.strip(), words=words))
        home = self.department(beside.get("department", ""), line)
        for year in years:
            source = Source(self.document, headings, line.number, year)
            self.add(
                Season(
                    year=year,
                    title=self.title,
                    document=self.document,
                    lines=self.shape.count,
                    infobox=tuple(
                        InfoboxField(label, value, source)
                        for label, value in zip(header, line.cells, strict=False)
                        if not blank(value)
                    ),
                    champions=tuple(_honours(won, source, home if len(won.clubs) == 1 else None)),
                    runners_up=tuple(_honours(second, source, None, is_title=False)),
                    paragraphs=(Paragraph(cell("note"), source),) if cell("note") else (),
                    status=SeasonStatus.PLAYED if won.clubs else status,
                    of_list=True,
                ),
                line,
            )

    def department(self, text: str, line: Line) -> str | None:
        if not text:
            return None
        known = department(text)
        if known is None and (near := near_department(text)):
            known = department(near)
        if known is None:
            self.problems.append(
                problem("department-unknown", line.number, line.raw.strip(), department=text)
            )
        return known.name if known else None

    def add(self, season: Season, line: Line) -> None:
        """Add an edition; a further row of the same year fills what the first one lacks."""
        first = self.seasons.setdefault(season.year, season)
        names = [{fold(honour.club.name) for honour in each.champions} for each in (first, season)]
        if names[0] != names[1] or first.status is not season.status:
            values = {"season": season.year, "first": first.infobox[0].source.line}
            self.problems.append(problem("edition-twice", line.number, line.raw.strip(), **values))
        elif not first.runners_up:
            self.seasons[season.year] = replace(first, runners_up=season.runners_up)

    def all_problems(self) -> tuple[Problem, ...]:
        """Return the problems, and how many lines are of no edition."""
        rest = [line for block in self.shape.blocks for line in block.lines if line.number not in self.read]
        if rest:
            first = rest[0]
            self.problems.append(problem("list-rest", first.number, first.raw.strip(), lines=len(rest)))
        return tuple(sorted(self.problems, key=lambda found: found.line))


def _years(text: str) -> tuple[int, ...]:
    """Return the year of "1999" or "1999 Copa Perú", the years of "1988–1992"; none where several stand."""
    found = _YEARS.findall(text)
    if len(found) != 1:
        return ()
    first, last = found[0]
    until = int(first[: 4 - len(last)] + last) if last else int(first)
    return tuple(range(int(first), until + 1))


def _status(champion: str, note: str) -> SeasonStatus:
    """Return the status of an edition whose champion's cell names no club."""
    if _NOT_HELD.search(champion):
        return SeasonStatus.NOT_HELD
    told = [champion] if champion else [note]
    return read_status(told, says_instead(champion), champion=False, others_up=False)


def _honours(
    honours: Honours, source: Source, home: str | None, *, is_title: bool = True
) -> Iterable[Honour]:
    """Yield the honours of a cell; "Alfonso Ugarte (Puno)" is the club with its department."""
    for name, title in honours.clubs:
        placed = _PLACED.fullmatch(name)
        if placed and (known := department(placed[2])):
            yield Honour(Team(placed[1], department=known.name), title, source, is_title)
        else:
            yield Honour(Team(name, department=home), title, source, is_title)
