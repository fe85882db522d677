"""What the pictures of a season's tables show: their values in the reader's words, and their descriptions."""

from bot.model import Team
from bot.pictures import (
    Box,
    BracketPicture,
    Cell,
    Column,
    CrossPicture,
    PointsLine,
    PointsPicture,
    Side,
    TablePicture,
    TableRow,
)
from bot.queries.standings import BRACKET, CROSS, POINTS, StandingsAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Picture
from bot.replies.standings_views import stage_name, view_title
from bot.replies.tables import adjusted_name, heads, numbers, position
from bot.tournament.brackets import Bracket, Node, make_bracket
from bot.tournament.progress import Result, progress, results_against
from bot.tournament.table import Row, Table
from bot.tournament.tie import Tie

_MOST_ROWS, _MOST_CROSSED, _MOST_BOXES = 30, 20, 16


def picture(answer: StandingsAnswer, t: Language) -> Picture | None:
    """Return the picture of an answer: of its deciding or only table, or of its knock-out."""
    plain = t.plain
    if answer.view == BRACKET or not answer.tables:
        return _bracket(answer, plain)
    table = _shown_table(answer)
    if table is None:
        return None
    if answer.view == CROSS:
        return _cross(table, answer, plain)
    if answer.view == POINTS:
        return _points(table, answer, plain)
    return _table(table, answer, plain)


def _shown_table(answer: StandingsAnswer) -> Table | None:
    tables = answer.leading_tables
    if len(tables) == 1:
        return tables[0]
    return next((table for table in tables if _decides(table, answer)), None)


def _decides(table: Table, answer: StandingsAnswer) -> bool:
    return answer.decision is not None and any(row in table.rows for row in answer.decision.rows)


def marked_clubs(table: Table, answer: StandingsAnswer) -> tuple[str | None, frozenset[str]]:
    """Return the keys of champion and promoted clubs, where it is this table that decided."""
    if answer.decision is None or not _decides(table, answer):
        return None, frozenset()
    clubs = frozenset(row.club.key for row in table.rows)
    return answer.decision.champion.key, clubs.intersection(answer.promoted)


def has_cross(table: Table) -> bool:
    """Tell whether there is a result to show in a cross-table."""
    return table.played > 0


def has_points(table: Table, answer: StandingsAnswer) -> bool:
    """Tell whether a table's matches are parted into rounds."""
    return answer.rule is not None and progress(table, answer.rule) is not None


def has_bracket(answer: StandingsAnswer) -> bool:
    """Tell whether there are ties for a bracket."""
    return make_bracket(answer.ties) is not None


def _table(table: Table, answer: StandingsAnswer, t: Language) -> Picture | None:
    if len(table.rows) > _MOST_ROWS:
        return None
    title = view_title(None, answer.season.year, t)
    champion, promoted = marked_clubs(table, answer)
    drawing = TablePicture(
        title=title,
        subtitle=_subtitle(table, answer, t),
        club_head=t.say("Club"),
        heads=heads(t),
        rows=tuple(
            TableRow(
                position(row),
                adjusted_name(row),
                numbers(row),
                champion=row.club.key == champion,
                promoted=row.club.key in promoted,
            )
            for row in table.rows
        ),
        champion=t.say("Champion"),
        promoted=t.say("Promoted"),
        footer=_footer(answer, t),
    )
    rows = [_described(row, drawn, t) for row, drawn in zip(table.rows, drawing.rows, strict=True)]
    description = f"{title}, {drawing.subtitle}: {'; '.join(rows)}."
    return Picture(_name("table", answer, t), description, drawing)


def _described(row: Row, drawn: TableRow, t: Language) -> Marked:
    points = t.count("{n} point", "{n} points", row.points)
    marks = [t.say("champion")] if drawn.champion else []
    marks += [t.say("promoted")] if drawn.promoted else []
    text = t.say("{place}. {club}, {points}", place=row.position, club=row.club.name, points=points)
    return Marked(f"{text} ({', '.join(marks)})") if marks else text


def _subtitle(table: Table, answer: StandingsAnswer, t: Language) -> str:
    parts = [stage_name(table.stage, table.group, t)]
    if answer.outranked(table):
        parts.append(t.say("worked out from the matches"))
    if not table.complete:
        parts.append(
            t.count(
                "incomplete: {found} of {n} match",
                "incomplete: {found} of {n} matches",
                table.needed,
                found=t.number(table.played),
            )
        )
    if answer.rule:
        parts.append(t.count("{n} point a win", "{n} points a win", answer.rule.win_points))
    return " · ".join(part for part in parts if part)


def _cross(table: Table, answer: StandingsAnswer, t: Language) -> Picture | None:
    if not 3 <= len(table.rows) <= _MOST_CROSSED:
        return None
    results = results_against(table)
    at_home = table.legs > 1
    clubs = [row.club for row in table.rows]
    title = view_title(CROSS, answer.season.year, t)
    note = t.say("A row is a club's results against the clubs of the columns.")
    if at_home:
        note = t.say("A row is a club's home matches against the clubs of the columns.")
    drawing = CrossPicture(
        title=title,
        subtitle=_subtitle(table, answer, t),
        clubs=tuple(club.name for club in clubs),
        cells=tuple(
            tuple(_cell(results.get((club.key, other.key), ()), at_home=at_home) for other in clubs)
            for club in clubs
        ),
        note=note,
        footer=_footer(answer, t),
    )
    lines = [_cross_line(i, drawing, t) for i in range(len(clubs))]
    return Picture(
        _name("cross-table", answer, t), f"{title}, {drawing.subtitle}. {' '.join(lines)}", drawing
    )


def _cell(results: tuple[Result, ...], *, at_home: bool) -> Cell:
    seen = [r for r in results if r.own is not None and r.other is not None and (r.at_home or not at_home)]
    margin = sum((r.own or 0) - (r.other or 0) for r in seen)
    outcome = "won" if margin > 0 else "lost" if margin < 0 else "drawn"
    return Cell(tuple(f"{r.own}–{r.other}" for r in seen), outcome if seen else "")


def _cross_line(i: int, drawing: CrossPicture, t: Language) -> Marked:
    cells = [
        f"{club} {' / '.join(cell.scores)}"
        for club, cell in zip(drawing.clubs, drawing.cells[i], strict=True)
        if cell.scores
    ]
    return t.say("{club}: {results}.", club=drawing.clubs[i], results=Marked(", ".join(cells)))


def _points(table: Table, answer: StandingsAnswer, t: Language) -> Picture | None:
    by_round = progress(table, answer.rule) if answer.rule else None
    if by_round is None or len(table.rows) > _MOST_ROWS:
        return None
    title = view_title(POINTS, answer.season.year, t)
    drawing = PointsPicture(
        title=title,
        subtitle=_subtitle(table, answer, t),
        rounds=tuple(str(n) for n in range(1, len(by_round.rounds) + 1)),
        lines=tuple(
            PointsLine(row.club.name, points) for row, points in zip(table.rows, by_round.points, strict=True)
        ),
        axis=t.say("Round of matches"),
        footer=_footer(answer, t),
    )
    lines = [
        t.say("{club}: {points}.", club=line.club, points=", ".join(map(str, line.points)))
        for line in drawing.lines
    ]
    return Picture(_name("points", answer, t), f"{title}, {drawing.subtitle}. {' '.join(lines)}", drawing)


def _bracket(answer: StandingsAnswer, t: Language) -> Picture | None:
    bracket = make_bracket(answer.ties)
    if bracket is None or max(len(round_.nodes) for round_ in bracket.rounds) > _MOST_BOXES:
        return None
    title = view_title(BRACKET, answer.season.year, t)
    drawing = BracketPicture(
        title=title,
        subtitle=stage_name(bracket.stage, bracket.group, t),
        columns=tuple(
            Column(
                phrases.heading(round_.name, t) if round_.name else "",
                tuple(_box(node) for node in round_.nodes),
            )
            for round_ in bracket.rounds
        ),
        note=t.say("Goals in each match, the first leg first. In bold: who went through."),
        footer=_footer(answer, t),
    )
    return Picture(_name("knock-out", answer, t), _bracket_text(title, bracket, t), drawing)


def _box(node: Node) -> Box:
    tie = node.tie
    return Box(_side(tie, tie.first, node), _side(tie, tie.second, node), node.feeds)


def _side(tie: Tie, club: Team, node: Node) -> Side:
    seen = [phrases.seen_from(leg, club.key) for leg in tie.legs]
    scores = [_goals(leg.home_goals, leg.penalties[0] if leg.penalties else None) for leg in seen]
    return Side(club.name, tuple(scores), through=tie.through is not None and club.key == tie.through.key)


def _goals(goals: int | None, penalties: int | None) -> str:
    if goals is None:
        return "–"
    return str(goals) if penalties is None else f"{goals} ({penalties})"


def _bracket_text(title: str, bracket: Bracket, t: Language) -> str:
    rounds = []
    for round_ in bracket.rounds:
        ties = []
        for node in round_.nodes:
            tie = node.tie
            legs = (phrases.score(phrases.seen_from(leg, tie.first.key), t) for leg in tie.legs)
            ties.append(f"{tie.first.name} – {tie.second.name} {', '.join(legs)}")
        name = phrases.heading(round_.name, t) if round_.name else ""
        rounds.append(f"{name}: {'; '.join(ties)}." if name else f"{'; '.join(ties)}.")
    return f"{title}. {' '.join(rounds)}"


def _footer(answer: StandingsAnswer, t: Language) -> str:
    if answer.season.article:
        revision = citations.revision(answer.season.article, t)
        return t.say("Source: Wikipedia (CC BY-SA 4.0), {places}", places=revision)
    if answer.season.added:
        added = answer.season.added
        return t.say("From “{title}”, added by a moderator on {date}", title=answer.season.title, date=added)
    return t.say("From the matches of “{title}”, Wikipedia, CC BY-SA 4.0", title=answer.season.title)


def _name(kind: str, answer: StandingsAnswer, t: Language) -> str:
    return f"{kind}-{answer.season.year}-{t.code}.png"
