"""Lines of text into the draft: dates and matches, lists, sentences."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, replace

from bot.model import Entry, Paragraph, Region, StatedRow, Team
from bot.reader.builder import Draft
from bot.reader.clubs import Clubs
from bot.reader.dates import DateText, read_date
from bot.reader.document_text import split_outside
from bot.reader.headings import group_name, is_label, place
from bot.reader.infobox import infobox_blocks, read_scorers
from bot.reader.line_tokens import LONGEST, has_score, has_verb, looks_like_match, tokens
from bot.reader.match_line import Fixture, read_fixture
from bot.reader.match_notes import ABOUT, is_note
from bot.reader.outline import Block, Kind, Line, Outline, is_section
from bot.reader.printed_table import looks_like_row, read_text_row
from bot.reader.prose import RegionText, read_region, sentences
from bot.text import fold
from bot.vocabulary import department, words

_LISTED = re.compile(
    r"^(?P<team>.{2,60}\S)\s*\((?:(?P<town>[^(),]{2,40}),\s*)?(?P<department>[^(),]{2,40})\)\s*$"
)
_TIME = re.compile(
    r"\d{1,2}(?::|\.|h)\d{2}\s?"
    r"(?:h|hrs?\.?|[ap]\.?m\.?|pet|utc\s?[-–−+]\s?\d{1,2}(?::?\d{2})?|\s|local time)*",
    re.IGNORECASE,
)
_MINUTE = re.compile(r"(?<![\w.,:])\d{1,3}(?:\+\d{1,2})?\s?['’′]")
_PLACED = re.compile(r"(?P<department>[^:]{2,60}):\s+(?P<teams>\S.*)")
_DOT = re.compile(r"(?<=[^\W\d_]{3})\.$")
_JOINED = re.compile(r"\s+(?:y|and|e)\s+")
_VERSUS = re.compile(r"\s(?:vs?\.?|x|[-–—])\s")
_DATE_LABEL = re.compile(r"(?:date|fecha|d[ií]a)\s?:\s*", re.IGNORECASE)
_FEWEST_WORDS = 4
_MOST_REMARKS = 20
"""Lines that are said of one match; a document with more of them means something else."""


def _lists_teams(block: Block) -> bool:
    """Tell whether each item of a list is a department with its teams: "Ica: Santos and Sport Victoria"."""
    found = [_PLACED.match(line.text) for line in block.lines if line.bullet and not has_score(line.text)]
    return len(found) > 1 and all(one and department(one.group("department")) for one in found)


def _teams_in(text: str) -> list[str]:
    """Return the teams of an enumeration; "Unión y Progreso" is one name, "Melgar y Aurora" are two."""
    teams: list[str] = []
    for part in split_outside(_DOT.sub("", text)):
        pieces = _JOINED.split(part.removeprefix("and ").removeprefix("y "))
        apart = all(
            not fold(piece) or set(fold(piece).split()) - words("names", "generic") for piece in pieces
        )
        teams += [piece for piece in pieces if piece] if apart else [part]
    return teams


@dataclass(slots=True)
class Above:
    """The date that stands above the next match, its line and place, and whether a match has taken it."""

    date: DateText
    line: Line
    block: Block
    used: bool = False
    about: tuple[Line, ...] = ()
    """Lines under the date that say more of the match to come."""


class TextReader:
    """Reads the lines of text of one document in order."""

    def __init__(self, draft: Draft, clubs: Clubs) -> None:
        self.draft = draft
        self.clubs = clubs
        self.fixture: Fixture | None = None
        """The match read last."""
        self.above: Above | None = None
        self.match_above = False
        self.goals_behind = False
        """Whether most matches of the document have the goals behind each name."""
        self.remarks = 0
        self.label: Line | None = None
        self.label_used = False
        self.listing: Block | None = None

    def read(self, outline: Outline) -> None:
        """Read every block of text of a document."""
        infobox = infobox_blocks(outline)
        texts = [block for block in outline.blocks if block.kind is Kind.TEXT and block not in infobox]
        self.know_sides([line for block in texts for line in block.lines])
        headings: tuple[str, ...] = ()
        for block in outline.blocks:
            if block.headings != headings or block.kind is not Kind.TEXT or (self.above and self.above.used):
                self.drop_date()
            if block.headings != headings:
                self.drop_label()
            headings = block.headings
            if block.kind is Kind.TEXT and block not in infobox:
                self.match_above = False
                self.listing = block if _lists_teams(block) else None
                for line in block.lines:
                    self.line(line, block)
        self.drop_date()
        self.drop_label()

    def know_sides(self, lines: list[Line]) -> None:
        """Take the sides of lines with a score for clubs; with the goals behind, those that come twice."""
        scored: list[str] = []
        behind: list[str] = []
        for line in lines:
            fixture = read_fixture(line.text, self.clubs, awaited=True, season=self.draft.year)
            if fixture:
                (behind if fixture.goals_behind else scored).extend((fixture.home, fixture.away))
        self.goals_behind = len(behind) > len(scored)
        sides, certain = Counter((*scored, *behind)), set(scored)
        known = (side for side, count in sides.items() if count > 1 or side in certain)
        for side in sorted(known, key=lambda name: (len(name.split()), name)):
            if sides[side] > 1 or not self.clubs.joins(side):
                self.clubs.add(side)

    def drop_label(self) -> None:
        """Let go of the round named above; one that no match took was not understood."""
        if self.label and not self.label_used:
            self.draft.refuse("too-short", self.label)
        self.label = None

    def drop_date(self) -> None:
        """Let go of the date above; one that no match took was not understood."""
        if self.above and not self.above.used:
            if self.above.date.impossible:
                self.draft.day(self.above.date, self.above.line)
            else:
                self.draft.refuse("date-alone", self.above.line)
            for line in self.above.about:
                self.draft.refuse("too-short", line)
        self.above = None

    def line(self, line: Line, block: Block) -> None:
        """Read one line."""
        headings = block.headings
        if not any(letter.isalnum() for letter in line.text):
            self.draft.refuse("no-words", line)
        elif is_section(headings, "see_also"):
            self.draft.source(line, headings)
            self.draft.see_also.append(line.text)
        elif is_section(headings, "references"):
            self.paragraph(line.text, line, headings)
        elif self.row(line, headings):
            self.drop_date()
        elif self.match(line, block):
            pass
        elif is_label(line.text):
            self.drop_date()
            self.drop_label()
            self.label, self.label_used = line, False
        elif not any(read(line, block) for read in (self.item, self.date, self.about_coming)):
            if self.about_match(line):
                return
            # Whatever else stands here may be a date: the one above holds no longer.
            self.drop_date()
            self.match_above = False
            self.prose(line, headings)

    def row(self, line: Line, headings: tuple[str, ...]) -> bool:
        """Read a row of standings that is no row of a table but a line of text."""
        row = read_text_row(line.text)
        if row is None:
            return False
        source = self.draft.source(line, headings)
        self.draft.standings.append(
            StatedRow(row.position, Team(row.team), **row.numbers, note=row.note, source=source)
        )
        return True

    def match(self, line: Line, block: Block) -> bool:
        """Read a match, with the date above it if there is one."""
        above = self.match_above or (self.above is not None and self.above.block is block)
        awaited = above or self.label is not None or place(block.headings).round is not None
        # Under another match, two unknown names with numbers are scorers.
        awaited = awaited and self.goals_behind and not self.match_above
        fixture = read_fixture(line.text, self.clubs, awaited=awaited, season=self.draft.year)
        if fixture is None:
            return False
        if fixture.score.only_shoot_out:
            if not self.shoot_out(fixture, line):
                self.drop_date()
                self.draft.refuse("score", line)
            return True
        date: tuple[datetime.date | None, str | None] = (None, None)
        if self.above:
            self.above.used = True
            self.draft.read.add(self.above.line.number)
            day, text = self.draft.day(self.above.date, self.above.line)
            venue = self.above.date.rest
            date = (day, "; ".join(filter(None, (text, venue))) or None)
        if self.label:
            self.label_used = True
            self.draft.read.add(self.label.number)
        label = self.label.text if self.label else None
        if fixture.label and is_label(fixture.label):
            label = fixture.label
        elif fixture.label:
            fixture = replace(
                fixture, score=replace(fixture.score, notes=(fixture.label, *fixture.score.notes))
            )
        self.draft.add_match(fixture, line, block.headings, date, label=label)
        self.match_above, self.remarks, self.fixture = True, 0, fixture
        return True

    def date(self, line: Line, block: Block) -> bool:
        """Read a line that is a date, with the venue behind it or in front: "Estadio Uno, 22 May"."""
        text = _DATE_LABEL.sub("", line.text)
        date = None if line.text in self.clubs else read_date(text, self.draft.year)
        if date is None and ABOUT.match(line.text):
            date = self.date_behind(line.text)
        if date is None or len(date.rest) > 60 or len(date.rest.split()) > 8 or has_score(date.rest):
            return False
        if date.rest and line.text.endswith("."):
            return False
        self.drop_date()
        self.draft.read.add(line.number)
        self.above = Above(date, line, block)
        self.match_above = False
        return True

    def date_behind(self, text: str) -> DateText | None:
        """Return the date that ends a line on the venue, with the venue as its rest."""
        found = [token for token in tokens(text[:LONGEST], self.draft.year) if token.kind == "date"]
        date = read_date(found[0].text, self.draft.year) if len(found) == 1 else None
        return replace(date, rest=text[: found[0].start].strip(" ,;:–—-(")) if date else None

    def item(self, line: Line, block: Block) -> bool:
        """Read an item of a list of scorers or teams, or of any other list."""
        headings = block.headings
        if not line.bullet:
            return False
        placed = _PLACED.match(line.text) if block is self.listing else None
        if placed:
            source = self.draft.source(line, headings)
            for team in _teams_in(placed.group("teams")):
                self.draft.entries.append(Entry(Team(team), placed.group("department"), None, source))
            return True
        if is_section(headings, "scorers"):
            source = self.draft.source(line, headings)
            self.draft.scorers += read_scorers(line.text, source)
            return True
        listed = _LISTED.match(line.text) if is_section(headings, "teams") else None
        if listed and department(listed.group("department")):
            source = self.draft.source(line, headings)
            entry = Entry(
                Team(listed.group("team")), listed.group("department"), listed.group("town"), source
            )
            self.draft.entries.append(entry)
            return True
        return False

    def about_coming(self, line: Line, block: Block) -> bool:
        """Add time, venue and the like that stand between a date and its match to what the date says."""
        if (
            not self.above
            or self.above.used
            or self.above.block is not block
            or not self.says_about(line.text)
        ):
            return False
        if len(self.above.about) >= _MOST_REMARKS:
            return False
        rest = "; ".join(filter(None, (self.above.date.rest, line.text)))
        self.above.date = replace(self.above.date, rest=rest)
        self.above.about += (line,)
        self.draft.read.add(line.number)
        return True

    def about_match(self, line: Line) -> bool:
        """Give the match above what a line under it says of it: shoot-out, extra time, end, venue …"""
        if not self.match_above or self.remarks >= _MOST_REMARKS:
            return False
        match = self.draft.matches[-1]
        if not (
            self.says_about(line.text)
            or is_note(line.text, (match.home.name, match.away.name), self.draft.year)
        ):
            return False
        told = len(self.draft.problems)
        self.draft.note_last_match(line)
        if self.draft.matches[-1] == match and len(self.draft.problems) == told:
            return False  # A word such as "pen" alone says nothing.
        self.draft.read.add(line.number)
        self.remarks += 1
        if self.draft.matches[-1].date != match.date:
            self.drop_date()
        return True

    def shoot_out(self, fixture: Fixture, line: Line) -> bool:
        """Give the match above the shoot-out of a line of its own: "Melgar 4-3 UTC (pen)"."""
        match, goals = self.draft.matches[-1] if self.match_above else None, fixture.score.goals
        sides = [fold(side) for side in (fixture.home, fixture.away)]
        if match is None or goals is None or goals[0] == goals[1] or match.penalties:
            return False
        if match.home_goals != match.away_goals and match.leg != 2:
            return False
        above = [fold(match.home.name), fold(match.away.name)]
        if sides not in (above, above[::-1]):
            return False
        self.draft.read.add(line.number)
        self.draft.matches[-1] = replace(match, penalties=goals if sides == above else goals[::-1])
        return True

    def prose(self, line: Line, headings: tuple[str, ...]) -> None:
        """Read sentences; what is too short for one, or looks like a match, is not understood."""
        text = line.text
        whole = text.endswith((".", ":", "!", "?", ".)", '."', ".”"))
        count = len(text.split(maxsplit=12))
        scored = looks_like_match(text) or self.names_clubs(text)
        torn = (
            scored
            and (not whole or text.endswith(":"))
            and (count <= 12 or len(self.clubs.named_in(text)) > 1)
        )
        if torn or (scored and not has_verb(text)):
            self.draft.refuse("score", line)
        elif looks_like_row(line.raw, text):
            self.draft.refuse("row", line)
        elif not whole and count < _FEWEST_WORDS and not line.bullet:
            self.draft.refuse("too-short", line)
        else:
            self.sentences(line, headings)

    def says_about(self, text: str) -> bool:
        """Tell whether a line says more of a match: venue, people, time of day, scorers with minutes."""
        about = ABOUT.match(text) or _TIME.fullmatch(text) or _MINUTE.search(text)
        named = self.clubs.named_in(text) if about else set()
        return len(text) <= 200 and about is not None and len(named) < (1 if looks_like_match(text) else 2)

    def names_clubs(self, text: str) -> bool:
        """Tell whether a line names a club of the document beside a dash or "vs"."""
        parts = _VERSUS.split(text)
        return len(parts) > 1 and any(part in self.clubs for part in parts)

    def sentences(self, line: Line, headings: tuple[str, ...]) -> None:
        """Read the facts of sentences; those of a region leave the rest of the line as a paragraph."""
        rest: list[str] = []
        for sentence in sentences(line.text):
            region = read_region(sentence)
            if region and self.region(region, line, headings):
                continue
            rest.append(sentence)
        if rest:
            self.paragraph(" ".join(rest), line, headings)

    def region(self, text: RegionText, line: Line, headings: tuple[str, ...]) -> bool:
        """Add a region under the name that the sentence or the heading gives it, if either does."""
        above = next((name for h in reversed(headings) if (name := group_name(h))), None)
        name = text.name or above
        if name is None:
            return False
        if above and fold(above) == fold(name):
            name = above
        source = self.draft.source(line, headings)
        self.draft.regions.append(Region(name, text.departments, source))
        if text.unknown:
            self.draft.refuse("region", line, names=", ".join(text.unknown))
        return True

    def paragraph(self, text: str, line: Line, headings: tuple[str, ...]) -> None:
        """Keep a text as it stands."""
        self.draft.paragraphs.append(Paragraph(text, self.draft.source(line, headings)))
