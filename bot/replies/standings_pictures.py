"""What the pictures of a season's tables show: their values in the reader's words, and their descriptions."""

from collections.abc import Sequence

from bot.model import Team
from bot.pictures import (
    Box,
    BracketPicture,
    Cell,
    CrossPicture,
    Drawing,
    KnockoutRound,
    PointsLine,
    PointsPicture,
    Side,
    TablePicture,
    TableRow,
)
from bot.queries.standings import BRACKET, CROSS, POINTS, PrintedTable, StandingsAnswer
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Part, Picture
from bot.replies.standings_views import stage_name, view_name, view_title
from bot.replies.tables import (
    adjusted_name,
    heads,
    joined,
    numbers,
    position,
    short_names,
    stated_numbers,
    stated_position,
)
from bot.tournament.brackets import Bracket, Node, Round, make_bracket
from bot.tournament.decision import BY_STATED_TABLE
from bot.tournament.progress import Result, progress, results_against
from bot.tournament.table import Table
from bot.tournament.tie import Tie

_MOST_ROWS, _ROWS_OF_MORE, _MOST_CROSSED, _MOST_TIES = 12, 11, 16, 8
"""Rows and lines that are legible on a phone, and those that are shown of more."""
_DESCRIBED_IN_FULL = 10
"""Clubs of a table of which a description has all numbers: it must not be longer than Discord takes."""

Shown = Table | PrintedTable | Bracket
"""What a picture can show."""


def shown(answer: StandingsAnswer) -> Shown | None:
    """Return what stands first: what decided the season, else what the document has last."""
    bracket = make_bracket(answer.ties)
    if answer.view == BRACKET:
        return bracket
    parts: list[Shown] = [*answer.leading_tables]
    if answer.view is None:
        parts = [*answer.printed_alone, *parts, *([bracket] if bracket else [])]
    if not parts:
        return None
    last = max(parts, key=_line)
    of_last_stage = (part for part in parts if type(part) is type(last) and _stage(part) == _stage(last))
    return next((part for part in parts if decides(part, answer)), next(of_last_stage))


def _stage(part: Shown) -> str | None:
    return part.table.stage if isinstance(part, PrintedTable) else part.stage


def _line(part: Shown) -> int:
    """Return the line where a part ends."""
    if isinstance(part, PrintedTable):
        return part.table.line
    if isinstance(part, Table):
        return part.line
    return max(leg.source.order for node in part.rounds[-1].nodes for leg in node.tie.legs)


def decides(part: Shown, answer: StandingsAnswer) -> bool:
    """Tell whether a table or knock-out shows how the season was decided."""
    decision = answer.decision
    if decision is None:
        return False
    if isinstance(part, PrintedTable):
        leads = part.leads or decision.how == BY_STATED_TABLE
        return leads and part.table.stage == decision.stage and decision.champion.key in part.table.clubs
    if isinstance(part, Table):
        return any(row in part.rows for row in decision.rows)
    return any(leg in decision.matches for node in part.rounds[-1].nodes for leg in node.tie.matches)


def marked_clubs(part: Table | PrintedTable, answer: StandingsAnswer) -> tuple[str | None, frozenset[str]]:
    """Return the keys of champion and promoted clubs, where it is this table that decided."""
    if answer.decision is None or not decides(part, answer):
        return None, frozenset()
    table = part.table if isinstance(part, PrintedTable) else part
    return answer.decision.champion.key, table.clubs.intersection(answer.promoted)


def has_cross(table: Table) -> bool:
    """Tell whether there is a result to show in a cross-table."""
    return table.played > 0


def has_points(table: Table, answer: StandingsAnswer) -> bool:
    """Tell whether a table's matches are parted into rounds."""
    return answer.rule is not None and progress(table, answer.rule) is not None


def picture(part: Shown, answer: StandingsAnswer, text: Sequence[Part], t: Language) -> Picture | None:
    """Return the picture of a table, of a view of it or of a knock-out; None where it would be too large."""
    plain = t.plain
    kind, drawn = "table", None
    if isinstance(part, Bracket):
        kind, drawn = "knock-out", _bracket(part, answer, plain)
    elif isinstance(part, PrintedTable):
        drawn = _table(part, _stated_rows(part, answer), answer, plain)
    elif answer.view == CROSS:
        kind, drawn = "cross-table", _cross(part, answer, plain)
    elif answer.view == POINTS:
        kind, drawn = "points", _points(part, answer, plain)
    else:
        drawn = _table(part, _rows(part, answer), answer, plain)
    if drawn is None:
        return None
    drawing, description = drawn
    return Picture(f"{kind}-{answer.season.year}-{t.code}.png", description, drawing, tuple(text))


def _rows(table: Table, answer: StandingsAnswer) -> list[TableRow]:
    champion, promoted = marked_clubs(table, answer)
    return [
        TableRow(
            position(row),
            adjusted_name(row),
            joined(numbers(row)),
            champion=row.club.key == champion,
            promoted=row.club.key in promoted,
        )
        for row in table.rows
    ]


def _stated_rows(printed: PrintedTable, answer: StandingsAnswer) -> list[TableRow]:
    champion, promoted = marked_clubs(printed, answer)
    return [
        TableRow(
            stated_position(row),
            row.club.name,
            joined(stated_numbers(row)),
            champion=row.club.key == champion,
            promoted=row.club.key in promoted,
        )
        for row in printed.table.rows
    ]


def _table(
    part: Table | PrintedTable, rows: Sequence[TableRow], answer: StandingsAnswer, t: Language
) -> tuple[Drawing, str] | None:
    first = rows if len(rows) <= _MOST_ROWS else rows[:_ROWS_OF_MORE]
    left = len(rows) - len(first)
    drawing = TablePicture(
        title=_title(answer, t),
        subtitle=_subtitle(part, answer, t),
        club_head=t.say("Club"),
        heads=joined(heads(t)),
        rows=tuple(first),
        champion=t.say("Champion"),
        promoted=t.say("Promoted"),
        more=_more(left, t),
    )
    described = [_described(row, in_full=len(rows) <= _DESCRIBED_IN_FULL, t=t) for row in rows]
    return drawing, f"{_named(drawing.subtitle, answer, t)}: {'; '.join(described)}."


def _more(left: int, t: Language) -> str:
    """Return how many clubs are told in the picture's text alone."""
    return t.count("{n} more club: as text", "{n} more clubs: as text", left) if left else ""


def _described(row: TableRow, *, in_full: bool, t: Language) -> Marked:
    """Return what a row says: "1. José Gálvez (champion): 13 points, 4 won, 1 drawn, 0 lost, goals 15:4"."""
    _, won, drawn, lost, goals, _, points = row.numbers
    marks = [t.say("champion")] if row.champion else []
    marks += [t.say("promoted")] if row.promoted else []
    club = Marked(f"{row.club} ({', '.join(marks)})") if marks else row.club
    if not in_full:
        return t.say("{place}. {club}: {points} points", place=row.place, club=club, points=points)
    return t.say(
        "{place}. {club}: {points} points, {won} won, {drawn} drawn, {lost} lost, goals {goals}",
        place=row.place,
        club=club,
        points=points,
        won=won,
        drawn=drawn,
        lost=lost,
        goals=goals,
    )


def _title(answer: StandingsAnswer, t: Language) -> str:
    return t.say("Copa Perú {season}", season=answer.season.year)


def _named(subtitle: str, answer: StandingsAnswer, t: Language) -> str:
    """Return what a picture is of, as its description begins."""
    title = view_title(answer.view, answer.season.year, t)
    return f"{title}, {subtitle}" if subtitle else title


def _subtitle(part: Table | PrintedTable, answer: StandingsAnswer, t: Language) -> str:
    table = part.table if isinstance(part, PrintedTable) else part
    parts = [stage_name(table.stage, table.group, t)]
    if isinstance(part, Table) and answer.outranked(part):
        parts.append(t.say("from the results"))
    if isinstance(part, Table) and not part.complete:
        parts.append(
            t.count(
                "incomplete: {found} of {n} match",
                "incomplete: {found} of {n} matches",
                part.needed,
                found=t.number(part.played),
            )
        )
    return " · ".join(words for words in parts if words)


def _cross(table: Table, answer: StandingsAnswer, t: Language) -> tuple[Drawing, str] | None:
    if not 3 <= len(table.rows) <= _MOST_CROSSED:
        return None
    results = results_against(table)
    at_home = table.legs > 1
    clubs = [row.club for row in table.rows]
    names = tuple([club.name for club in clubs])
    note = t.say("Read along the row: green won, yellow drawn, red lost.")
    if at_home:
        note = t.say("Along the row, the club's home matches: green won, yellow drawn, red lost.")
    subtitle = _subtitle(table, answer, t)
    drawing = CrossPicture(
        title=_title(answer, t),
        subtitle=_with_view(subtitle, answer, t),
        clubs=names,
        short_names=short_names(names),
        cells=tuple(
            tuple(_cell(results.get((club.key, other.key), ()), at_home=at_home) for other in clubs)
            for club in clubs
        ),
        note=note,
    )
    lines = [_cross_line(i, drawing, t) for i in range(len(clubs))]
    return drawing, f"{_named(subtitle, answer, t)}. {' '.join(lines)}"


def _with_view(subtitle: str, answer: StandingsAnswer, t: Language) -> str:
    return " · ".join(part for part in (subtitle, view_name(answer.view, t)) if part)


def _cell(results: tuple[Result, ...], *, at_home: bool) -> Cell:
    seen = [r for r in results if r.own is not None and r.other is not None and (r.at_home or not at_home)]
    margin = sum((r.own or 0) - (r.other or 0) for r in seen)
    outcome = "won" if margin > 0 else "lost" if margin < 0 else "drawn"
    corrected = any(r.corrected for r in seen)
    return Cell(tuple(f"{r.own}–{r.other}" for r in seen), outcome if seen else "", corrected)


def _cross_line(i: int, drawing: CrossPicture, t: Language) -> Marked:
    cells = [
        f"{club} {phrases.marked(Marked(' / '.join(cell.scores)), corrected=cell.corrected)}"
        for club, cell in zip(drawing.clubs, drawing.cells[i], strict=True)
        if cell.scores
    ]
    return t.say("{club}: {results}.", club=drawing.clubs[i], results=Marked(", ".join(cells)))


def _points(table: Table, answer: StandingsAnswer, t: Language) -> tuple[Drawing, str] | None:
    by_round = progress(table, answer.rule) if answer.rule else None
    if by_round is None:
        return None
    first = len(table.rows) if len(table.rows) <= _MOST_ROWS else _ROWS_OF_MORE
    subtitle = _subtitle(table, answer, t)
    drawing = PointsPicture(
        title=_title(answer, t),
        subtitle=_with_view(subtitle, answer, t),
        rounds=tuple(str(n) for n in range(1, len(by_round.rounds) + 1)),
        lines=tuple(
            PointsLine(row.club.name, points)
            for row, points in [*zip(table.rows, by_round.points, strict=True)][:first]
        ),
        axis=" · ".join(filter(None, (t.say("Round"), _more(len(table.rows) - first, t)))),
    )
    lines = [
        t.say("{club}: {points}.", club=line.club, points=", ".join(map(str, line.points)))
        for line in drawing.lines
    ]
    return drawing, f"{_named(subtitle, answer, t)}. {' '.join(lines)}"


def last_rounds(bracket: Bracket) -> tuple[Round, ...]:
    """Return the last rounds of a knock-out, as many as a picture shows legibly on a phone."""
    rounds = bracket.rounds
    while sum(len(round_.nodes) for round_ in rounds) > _MOST_TIES:
        rounds = rounds[1:]
    return rounds


def _bracket(bracket: Bracket, answer: StandingsAnswer, t: Language) -> tuple[Drawing, str] | None:
    rounds = last_rounds(bracket)
    if len(rounds) < 2:
        return None
    subtitle = stage_name(bracket.stage, bracket.group, t)
    drawing = BracketPicture(
        title=_title(answer, t),
        subtitle=subtitle,
        rounds=tuple(
            KnockoutRound(_round_name(round_, t), tuple(map(_box, round_.nodes))) for round_ in rounds
        ),
        note=t.say("First leg first. In bold: who went through. Earlier rounds: as text.")
        if len(rounds) < len(bracket.rounds)
        else t.say("First leg first. In bold: who went through."),
    )
    title = view_title(BRACKET, answer.season.year, t)
    described = [_described_round(round_, t) for round_ in rounds]
    return drawing, f"{title}{f', {subtitle}' if subtitle else ''}. {' '.join(described)}"


def _round_name(round_: Round, t: Language) -> str:
    return phrases.heading(round_.name, t) if round_.name else ""


def _box(node: Node) -> Box:
    tie = node.tie
    corrected = tuple([leg.score_corrected for leg in tie.legs])
    return Box(_side(tie, tie.first), _side(tie, tie.second), corrected)


def _side(tie: Tie, club: Team) -> Side:
    seen = [phrases.seen_from(leg, club.key) for leg in tie.legs]
    scores = [_goals(leg.home_goals, leg.penalties[0] if leg.penalties else None) for leg in seen]
    return Side(club.name, tuple(scores), through=tie.through is not None and club.key == tie.through.key)


def _goals(goals: int | None, penalties: int | None) -> str:
    if goals is None:
        return "–"
    return str(goals) if penalties is None else f"{goals} ({penalties})"


def _described_round(round_: Round, t: Language) -> str:
    ties = "; ".join(_described_tie(node.tie, t) for node in round_.nodes)
    name = _round_name(round_, t)
    return f"{name}: {ties}." if name else f"{ties}."


def _described_tie(tie: Tie, t: Language) -> str:
    legs = (phrases.marked_score(phrases.seen_from(leg, tie.first.key), t) for leg in tie.legs)
    text = f"{tie.first.name} – {tie.second.name} {', '.join(legs)}"
    return t.say("{tie} ({club} through)", tie=text, club=tie.through.name) if tie.through else text
