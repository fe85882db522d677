"""Tables of matches: one match a row, or a tie over two legs a row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.model import AWAY_GOALS, PENALTIES, aggregate_kind
from bot.reader.dates import read_date
from bot.reader.document_text import blank
from bot.reader.grid import TableCell, expand
from bot.reader.match_line import Fixture, read_score
from bot.reader.match_notes import Score
from bot.text import fold, same_words
from bot.vocabulary import roles, words

MATCH_HEADER = ("Date", "Round", "Home", "Score", "Away")
"""The header over the match of a box or a template."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A match of a table with its leg (None for a single match) and whether the order of goals is certain.

    `of_tie` if the row is of a tie and not of one match with its date.
    """

    fixture: Fixture
    leg: int | None = None
    round: str | None = None
    sure: bool = True
    of_tie: bool = False


@dataclass(frozen=True, slots=True)
class MatchColumns:
    """Role of each column of a table of matches, None for one without a role."""

    roles: tuple[str | None, ...]

    def place(self, role: str) -> int | None:
        """Return the column of a role, None without it."""
        return self.roles.index(role) if role in self.roles else None


def match_columns(header: tuple[str, ...]) -> MatchColumns | None:
    """Return the columns of a table of matches, None for another kind of table."""
    known = roles("headers")
    found = tuple(known.get(fold(cell)) for cell in header)
    if found.count("team") == 2 and "home" not in found:
        first = found.index("team")
        found = (*found[:first], "home", *found[first + 1 :])
        second = found.index("team")
        found = (*found[:second], "away", *found[second + 1 :])
    if found.count("home") != 1 or found.count("away") != 1:
        return None
    if not {"score", "aggregate", "leg_1", "leg_2"} & set(found):
        return None
    return MatchColumns(found)


def is_of_ties(header: tuple[str, ...]) -> bool:
    """Tell whether a header is that of ties or of single legs, where a team in bold went on."""
    columns = match_columns(header)
    ties = {"aggregate", "leg_1"} & set(columns.roles) if columns else ()
    return bool(ties) or tuple(map(fold, header)) == ("team 1", "score", "team 2")


def with_winners(rows: Sequence[Sequence[TableCell]]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the texts of each row of a table, spans repeated, and whether it is a header.

    In a table of ties a further column has the only text of a row that stands in bold and is no score.
    """
    of_tie = False
    for cells in expand(rows):
        texts = tuple(cell.text for cell in cells)
        header = bool(cells) and all(cell.header for cell in cells)
        if header and len(texts) > 1:
            of_tie = is_of_ties(texts)
        if of_tie and len(texts) > 1:
            bold = [cell.text for cell in cells if cell.bold and read_score(cell.text) is None]
            texts = (*texts, "Winner" if header else bold[0] if len(bold) == 1 else "")
        yield texts, header


def read_matches(
    cells: tuple[str, ...], columns: MatchColumns, season: int, above: Leg | None = None
) -> list[Leg]:
    """Return the matches of a row, none if it does not fit.

    A date or round may be lost at its left, where a cell spanned rows; then that of the row `above` holds.
    """
    most = min(columns.place("home") or 0, len(columns.roles))
    for shift in range(most + 1):
        legs = _read(cells, columns, shift, season, above)
        if legs:
            return legs
    return []


def read_plain(cells: tuple[str, ...], season: int) -> Fixture | None:
    """Return the match of a row that needs no header: team, score, team; date before, venue behind."""
    filled = [cell for cell in cells if cell]
    date = read_date(filled[0], season) if len(filled) > 3 else None
    if date and not date.rest:
        filled = filled[1:]
    if len(filled) != 3 and not (date and len(filled) in (4, 5)):
        return None
    home, between, away, *notes = filled
    score = read_score(between)
    if score is None or read_score(home) or read_score(away):
        return None
    return Fixture(home, away, replace(score, date=date or score.date, notes=(*score.notes, *notes)))


def _read(
    cells: tuple[str, ...], columns: MatchColumns, shift: int, season: int, above: Leg | None
) -> list[Leg]:
    def lost(role: str) -> bool:
        column = columns.place(role)
        return column is not None and column < shift

    def cell(role: str) -> str:
        column = columns.place(role)
        inside = column is not None and 0 <= column - shift < len(cells)
        return cells[column - shift] if column is not None and inside else ""

    home, away = cell("home"), cell("away")
    if blank(home) or blank(away) or read_score(home) or read_score(away):
        return []
    legs = _legs(home, away, cell)
    total = read_score(cell("aggregate"), (home, away))
    if not legs and {"leg_1", "leg_2"} <= set(columns.roles) and total and total.goals:
        return []  # The total of two matches is the result of neither.
    single = read_score(cell("score"), (home, away)) or (None if legs else total)
    if not legs and single is None and columns.place("score") is not None and _is_open(cell("score")):
        single = Score()
    if not legs and single is None:
        return []
    if not legs and single is not None:
        legs = [Leg(Fixture(home, away, single))]
    legs = [_marked(leg, cell("winner"), of_tie=not _OF_TIE.isdisjoint(columns.roles)) for leg in legs]
    date = read_date(cell("date"), season)
    round_name: str | None = cell("round") or (cell("date") if date is None else "")
    if above and lost("date"):
        date = above.fixture.score.date
    if above and lost("round"):
        round_name = above.round
    return [
        replace(
            leg,
            round=round_name or None,
            fixture=replace(
                leg.fixture, score=replace(leg.fixture.score, date=leg.fixture.score.date or date)
            ),
        )
        for leg in legs
    ]


_OF_TIE = {"winner", "aggregate", "leg_1", "leg_2"}


def _marked(leg: Leg, winner: str, *, of_tie: bool) -> Leg:
    """Return a match with the side that the row names as the winner of the tie."""
    fixture = leg.fixture
    sides = {"home": fixture.home, "away": fixture.away}
    side = next((side for side, team in sides.items() if winner and same_words(winner, team)), None)
    if side and fixture.score.through is None:
        fixture = replace(fixture, score=replace(fixture.score, through=side))
    return replace(leg, fixture=fixture, of_tie=of_tie)


def _is_open(score: str) -> bool:
    """Tell whether a cell has no score yet: it is empty or holds the word between two sides."""
    return blank(score) or fold(score) in ("v", "vs")


def _legs(home: str, away: str, cell: Callable[[str], str]) -> list[Leg]:
    first, second = read_score(cell("leg_1"), (home, away)), read_score(cell("leg_2"), (home, away))
    total = read_score(cell("aggregate"), (home, away))
    legs: list[Leg] = []
    if first:
        legs.append(Leg(Fixture(home, away, _noted(first, total)), 1))
    if second:
        turned, sure = _turned(first, second, total)
        if total and total.penalties and not turned.penalties:
            turned = replace(turned, penalties=(total.penalties[1], total.penalties[0]))
        legs.append(Leg(Fixture(away, home, _noted(turned, total, turned=True)), 2, sure=sure))
    return legs


def _noted(score: Score, total: Score | None, *, turned: bool = False) -> Score:
    """Return the score of a leg with what the row says of the tie; `turned` if its away team is first."""
    if total is None or total.goals is None:
        return score
    notes = [note for note in total.notes if fold(note) not in words("notes", "away_goals") | {"a", "gv"}]
    settled_by = AWAY_GOALS if len(notes) < len(total.notes) else PENALTIES if total.only_shoot_out else None
    aggregate = (total.goals[1], total.goals[0]) if turned else total.goals
    return replace(score, aggregate=aggregate, settled_by=settled_by, notes=(*score.notes, *notes))


def _turned(first: Score | None, second: Score, total: Score | None) -> tuple[Score, bool]:
    """Return the second leg with the goals of its home team first, and whether that is certain.

    Such tables put the goals of the first team first in both legs; the aggregate (goals or points) tells.
    """
    swapped = replace(
        second,
        goals=second.goals and (second.goals[1], second.goals[0]),
        penalties=second.penalties and (second.penalties[1], second.penalties[0]),
    )
    if second.goals is None or second.goals[0] == second.goals[1]:
        return swapped, True
    if first is None or first.goals is None or total is None or total.goals is None:
        return swapped, False
    if aggregate_kind([first.goals, second.goals], total.goals):
        return swapped, True
    reverse = (second.goals[1], second.goals[0])
    return (second, True) if aggregate_kind([first.goals, reverse], total.goals) else (swapped, False)
