"""A document's text into a `Season`: every line becomes a fact, or a problem that says why it did not."""

from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from bot.errors import DocumentError
from bot.model import (
    Entry,
    Honour,
    LostTable,
    Match,
    PointsAdjustment,
    Problem,
    Promotion,
    Region,
    Scorer,
    Season,
    SeasonStatus,
    Section,
    Source,
    StatedRow,
    Team,
)
from bot.problems import TEMPLATE_UNREAD, problem
from bot.reader.adjustments import read_adjustments
from bot.reader.article import WHOLE_COMPETITION, lead_year, refusal
from bot.reader.builder import Draft
from bot.reader.clubs import Clubs, Names
from bot.reader.document_text import decode
from bot.reader.editions import read_editions
from bot.reader.form import form_of, outline
from bot.reader.headings import HeadingPlace, is_knockout, place
from bot.reader.infobox import read_infobox, season_year
from bot.reader.line_tokens import has_score
from bot.reader.moves import Move, places_of, read_move_of_row, read_moves
from bot.reader.outline import Line, Outline, is_section, named_year, year_in
from bot.reader.printed_table import settled
from bot.reader.prose import sentences
from bot.reader.status import read_status
from bot.reader.table_facts import read_entries, read_other_tables, read_standings
from bot.reader.tables import read_marks, tables, team_lists
from bot.reader.text_lines import TextReader
from bot.text import fold
from bot.tournament.checks import check
from bot.tournament.printed import parted
from bot.vocabulary import department


def read_season(text: str, document: str) -> Season:
    """Return the season that the text of `document` (its file name) tells.

    Raises DocumentError only if nothing can be made of it: empty, NUL bytes, or no year in title, infobox and
    file name.
    """
    return read_draft(text, document)[0]


def read_and_check(data: bytes, document: str) -> tuple[Season, tuple[Problem, ...]]:
    """Return the season of a document (its bytes, its file name) and the problems of reading and of checks.

    Raises DocumentError where `decode` or `read_season` does.
    """
    season = read_season(decode(data, document), document)
    return season, (*season.problems, *check(season))


def read_seasons(data: bytes, document: str) -> tuple[tuple[Season, ...], tuple[Problem, ...]]:
    """Return the seasons that a document tells, and all its problems; raises DocumentError likewise.

    A list of editions tells several; every other document is of one season.
    """
    shape, reason = _shape(decode(data, document), document)
    title = _title(shape)
    of_season = season_year(shape) or (title and year_in(title.text))
    if not of_season and reason in (None, WHOLE_COMPETITION):
        editions, problems = read_editions(shape, document)
        if editions:
            return editions, problems
    season = _draft(shape, reason, document)[0]
    return (season,), (*season.problems, *check(season))


def year_of(text: str, document: str) -> int:
    """Return the year of the season without reading more than its shape; raises DocumentError likewise."""
    return _years(*_shape(text, document), document)[-1]


def read_draft(text: str, document: str) -> tuple[Season, frozenset[int]]:
    """Return the season and the numbers of the lines that gave a fact, carry a problem or are mere shape."""
    return _draft(*_shape(text, document), document)


def _draft(shape: Outline, reason: str | None, document: str) -> tuple[Season, frozenset[int]]:
    title, titled, stated, named, year = _years(shape, reason, document)
    lines = tuple(line for block in shape.blocks for line in block.lines)
    # Each line that is refused is a problem too.
    _refuse_more(document, "lines", len(lines) + len(shape.refused))
    _refuse_more(document, "headings", len(shape.sections))
    draft = Draft(document, year, text=lines)
    draft.read.update(shape.structure)
    if title:
        draft.read.add(title.number)
        if titled and stated and titled != stated:
            draft.warn("season-differs", title, title=titled, infobox=stated)
        if titled and named and titled != named:
            draft.warn("season-file", title, title=titled, file=named)
    _read(draft, shape, title)
    _refuse_more(document, "matches", len(draft.matches))
    _refuse_more(document, "teams", len(draft.entries) + len(draft.standings))
    _tell_unread(draft, shape)
    return _season(draft, shape, title), frozenset(draft.read)


_MOST = {"lines": 40_000, "headings": 12_000, "matches": 12_000, "teams": 12_000}
"""What no season comes near; everything up to here is read and answered in reasonable time."""


def _refuse_more(document: str, things: str, count: int) -> None:
    if count > _MOST[things]:
        raise DocumentError(document, f"has more than {_MOST[things]} {things}, which no season has")


def _shape(text: str, document: str) -> tuple[Outline, str | None]:
    """Return the shape of a document, and why it is no article on a season, if it is an article."""
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError(document, "empty")
    if "\0" in text:
        raise DocumentError(document, "not a text: it holds NUL bytes")
    shape = outline(text, document)
    return shape, refusal(shape) if form_of(text) != "plain" else None


def _years(
    shape: Outline, reason: str | None, document: str
) -> tuple[Line | None, int | None, int | None, int | None, int]:
    """Return the title, the years of title, infobox and file name, and the one that counts."""
    if reason:
        raise DocumentError(document, reason)
    title = _title(shape)
    titled, stated, named = year_in(title.text) if title else None, season_year(shape), year_in(document)
    year = titled or stated or lead_year(shape) or named or (named_year(title.text) if title else None)
    if year is None:
        raise DocumentError(document, "no year in title, infobox or file name")
    return title, titled, stated, named, year


def _title(shape: Outline) -> Line | None:
    """Return the line of the title: the heading of level 1, else a short first line with a year."""
    if shape.title:
        return shape.title
    if not shape.blocks or shape.blocks[0].headings:
        return None
    first = shape.blocks[0].lines[0]
    if first.bullet or first.cells or len(first.text) > 60 or first.text.endswith("."):
        return None
    alone = len(shape.blocks[0].lines) == 1 and year_in(first.text)
    return first if alone or named_year(first.text) else None


def _read(draft: Draft, shape: Outline, title: Line | None) -> None:
    for reason, line in shape.refused:
        draft.refuse(reason, line)
    read_marks(draft, shape)
    found = tables(draft, shape)
    lists = team_lists(draft, found)
    listed = [row for team_list in lists for row in team_list.listed() if row.team]
    clubs = Clubs(
        (name, (row.department, *(row.location or "").split(";")))
        for row in listed
        for name in (row.team or "").split(";")
    )
    rest = shape
    if title and title.number not in shape.structure:
        first, *others = shape.blocks
        below = (replace(first, lines=first.lines[1:]),) if len(first.lines) > 1 else ()
        rest = replace(shape, blocks=(*below, *others))
    TextReader(draft, clubs).read(rest)
    played = frozenset(fold(team.name) for match in draft.matches for team in (match.home, match.away))
    read_entries(draft, lists, played)
    read_standings(draft, found)
    read_infobox(draft, rest, Names(_clubs(draft)), clubs)
    read_other_tables(draft, found, Names(_clubs(draft)))
    names = Names(_clubs(draft))
    _settle_standings(draft)
    draft.status = _read_sentences(draft, names)
    _spell_departments(draft)
    _tell_templates(draft, shape, names)


def _clubs(draft: Draft) -> list[str]:
    """Return the names of clubs read so far."""
    names = [entry.club.name for entry in draft.entries] + [row.club.name for row in draft.standings]
    names += [honour.club.name for honour in (*draft.champions, *draft.runners_up)]
    return names + [team.name for match in draft.matches for team in (match.home, match.away)]


def _settle_standings(draft: Draft) -> None:
    """Give the rows of each printed table the points taken and given."""
    done: list[StatedRow] = []
    of_headings = groupby(draft.standings, key=lambda row: row.source.headings)
    for rows in (rows for _, under in of_headings for rows in parted(under)):
        table, unclear = settled(rows)
        done += table
        for row in unclear:
            values = {"points": row.points or 0, "won": row.won or 0, "drawn": row.drawn or 0}
            draft.problems.append(
                problem("row-points", row.source.line, row.club.name, team=row.club.name, **values)
            )
    draft.standings = done


def _read_sentences(draft: Draft, names: Names) -> SeasonStatus:
    """Read who goes up and down, whose points were taken, and what became of the season."""
    told = [
        (sentence, paragraph.source)
        for paragraph in draft.paragraphs
        if not is_section(paragraph.source.headings, "references")
        for sentence in sentences(paragraph.text)
    ]
    adjusted: set[tuple[str, int]] = set()
    for sentence, source in told:
        named = names.named_in(sentence)
        for move in read_moves(sentence, named):
            draft.promotions.append(_promotion(draft, move, sentence, source))
        for team, points in read_adjustments(sentence, named):
            if team is None:
                draft.problems.append(problem("adjustment-unclear", source.line, sentence, points=points))
            elif (fold(team), points) not in adjusted:
                adjusted.add((fold(team), points))
                draft.adjustments.append(PointsAdjustment(Team(team), points, source))
    _honours_of_sentences(draft, told, names)
    stated = {(told.who, told.to, told.direction, told.denied) for told in draft.promotions}
    for row in draft.standings:
        if row.note and (move_of_row := read_move_of_row(row.note, row.club.name)):
            promotion = _promotion(draft, move_of_row, row.note, row.source)
            said = (promotion.who, promotion.to, promotion.direction, promotion.denied)
            # A sentence may have said the same of the place.
            if not promotion.who or said not in stated:
                stated.add(said)
                draft.promotions.append(promotion)
    others_up = any(p.direction == "up" and not p.denied and p.who is None for p in draft.promotions)
    return read_status(
        (sentence for sentence, _ in told),
        draft.instead_of_champion,
        champion=bool(draft.champions),
        others_up=others_up,
    )


def _honours_of_sentences(draft: Draft, told: list[tuple[str, Source]], names: Names) -> None:
    """Take the runner-up out of the sentences where nothing else names one, and they name one alone."""
    found = {
        fold(team): Honour(Team(team), None, source, is_title=False)
        for sentence, source in told
        for place, team in places_of(sentence, names.named_in(sentence))
        if place == "runner-up"
    }
    champions = {fold(honour.club.name) for honour in draft.champions}
    if not draft.runners_up and len(found) == 1 and found.keys().isdisjoint(champions):
        draft.runners_up += found.values()


def _promotion(draft: Draft, move: Move, sentence: str, source: Source) -> Promotion:
    who = move.who
    if move.team and not who:
        # The only champion is the champion by whichever name.
        for place, honours in (("champion", draft.champions), ("runner-up", draft.runners_up)):
            if [fold(honour.club.name) for honour in honours] == [fold(move.team)]:
                who = place
    club = Team(move.team) if move.team else None
    return Promotion(who, move.count, move.to, move.direction, sentence, source, club, move.denied)


def _spell_departments(draft: Draft) -> None:
    """Give the departments of the regions the spelling of the list of teams, else the usual one."""
    exact: dict[str, str] = {}
    usual: dict[str, str] = {}
    for entry in draft.entries:
        if entry.department and (known := department(entry.department)):
            exact.setdefault(fold(entry.department), entry.department)
            usual.setdefault(known.name, entry.department)

    def spell(name: str) -> str:
        known = department(name)
        return exact.get(fold(name)) or (usual.get(known.name, known.name) if known else name)

    draft.regions = [Region(r.name, tuple(map(spell, r.departments)), r.source) for r in draft.regions]


def _tell_unread(draft: Draft, shape: Outline) -> None:
    """Note lines that no part of the reader took, so that nothing is dropped in silence."""
    for block in shape.blocks:
        for line in block.lines:
            if line.number not in draft.read:
                draft.refuse("unread", line)


def _tell_templates(draft: Draft, shape: Outline, names: Names) -> None:
    """Note each template that is not known, once; one that holds scores or clubs is an error."""
    for template in shape.templates:
        draft.read.update(template.lines)
        clubs = {fold(club.team) for club in names.named_in(template.text)}
        facts = template.known or has_score(template.text) or len(clubs) > 1
        kind = TEMPLATE_UNREAD if facts else "template-unknown"
        lines = ", ".join(map(str, dict.fromkeys(template.lines)))
        count = len(template.lines)
        draft.problems.append(
            problem(kind, template.lines[0], template.name, name=template.name, count=count, lines=lines)
        )


_NO_PLACES = ("see_also", "references", "changes", "teams", "scorers")


def _where(headings: tuple[str, ...]) -> HeadingPlace:
    """Return where a match stands under headings; nowhere under those of other things."""
    return HeadingPlace() if any(is_section(headings, role) for role in _NO_PLACES) else place(headings)


def _placed(section: Section) -> Section:
    where = _where((*section.parents, section.title))
    is_stage = where != HeadingPlace() and place((section.title,)).stage is not None
    return replace(section, stage=where.stage, group=where.group, round=where.round, is_stage=is_stage)


def _season(draft: Draft, shape: Outline, title: Line | None) -> Season:
    season = Season(
        title=title.text if title else str(draft.year),
        lines=shape.count,
        sections=tuple(map(_placed, shape.sections)),
        **draft.facts(),
    )
    return replace(
        season,
        scorers=_by_line(season.scorers),
        entries=_by_line(season.entries),
        matches=tuple(replace(m, knockout=is_knockout(m.round)) for m in _by_line(season.matches)),
        standings=tuple(map(_under_heading, _by_line(season.standings))),
        lost_tables=tuple(map(_under_heading, season.lost_tables)),
        problems=tuple(sorted(season.problems, key=lambda problem: problem.line)),
    )


_Fact = TypeVar("_Fact", Scorer, Entry, Match, StatedRow)
_OfPart = TypeVar("_OfPart", StatedRow, LostTable)


def _by_line(facts: tuple[_Fact, ...]) -> tuple[_Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: fact.source.line))


def _under_heading(fact: _OfPart) -> _OfPart:
    where = _where(fact.source.headings)
    return replace(fact, stage=where.stage, group=where.group)
