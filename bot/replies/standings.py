"""The tables of a season in words, with what decided them and what is missing."""

from collections import Counter
from collections.abc import Sequence

from bot.model import Source, StatedRow
from bot.queries.champion import Champion
from bot.queries.standings import (
    BRACKET,
    CROSS,
    POINTS,
    PrintedTable,
    Standings,
    StandingsAnswer,
)
from bot.replies import citations, phrases
from bot.replies.how_won import decision_line
from bot.replies.language import Language, Marked
from bot.replies.links import season_link
from bot.replies.reply import Link, Part, Reply
from bot.replies.standings_pictures import has_bracket, has_cross, has_points, marked_clubs, picture
from bot.replies.standings_rules import adjustment_line, completeness_line, level_line, rule_line, void_line
from bot.replies.standings_views import cross_parts, points_parts, stage_name, tie_parts, view_title
from bot.replies.tables import TableLine, adjusted_name, block, number_name, numbers, position, signed
from bot.tournament.decision import BY_STATED_TABLE
from bot.tournament.table import Table

_STAGE_LINKS = 5


def standings_reply(answer: StandingsAnswer, t: Language) -> Reply:
    """Return the tables, or one view of them, with their rules; or why there is none."""
    parts = _parts(answer, t)
    return Reply(
        title=_title(answer, t),
        url=citations.article_url(answer.season),
        lead=tuple(_lead(answer, t) if parts else _without(answer, t)),
        parts=tuple(parts),
        notes=tuple(_notes(answer, t)) if parts else (),
        source=citations.source([answer.season], _sources(answer), t),
        links=tuple(_links(answer, t)),
        picture=picture(answer, t),
    )


def _title(answer: StandingsAnswer, t: Language) -> Marked:
    title = view_title(answer.view, answer.season.year, t)
    if answer.stage is None:
        return title
    titles = answer.stage_titles
    stage = " · ".join(phrases.heading(title, t) for title in titles) if titles else answer.stage
    return t.say("{title}: {stage}", title=title, stage=Marked(stage) if titles else stage)


def _parts(answer: StandingsAnswer, t: Language) -> list[Part]:
    if answer.view == CROSS:
        return cross_parts(answer.tables, t)
    if answer.view == POINTS:
        return points_parts(answer.tables, answer.rule, t)
    if answer.view == BRACKET:
        return tie_parts(answer.ties, t)
    parts: list[Part] = []
    for stage in _latest_first(answer):
        printed = [table for table in answer.printed if table.table.stage == stage]
        parts += [_printed_part(table, t) for table in printed if table.leads]
        parts += [_table_part(table, answer, t) for table in answer.tables if table.stage == stage]
        parts += [_printed_part(table, t) for table in printed if not table.leads]
        parts += tie_parts([tie for tie in answer.ties if tie.stage == stage], t)
    return parts


def _latest_first(answer: StandingsAnswer) -> list[str | None]:
    """Return the stages that have something to show, the one that the document has last first."""
    lines = [(table.matches[-1].source.order, table.stage) for table in answer.tables]
    lines += [(tie.legs[-1].source.order, tie.stage) for tie in answer.ties]
    lines += [(printed.table.rows[-1].source.order, printed.table.stage) for printed in answer.printed]
    return list(dict.fromkeys(stage for _, stage in sorted(lines, key=lambda place: -place[0])))


def _lead(answer: StandingsAnswer, t: Language) -> list[Marked]:
    if answer.decision is None:
        return _champions(answer, t) if answer.stage is None else []
    if answer.stage is None or _holds_decision(answer):
        doubts = [
            phrases.champion_in_doubt(honour, answer.season, t)
            for honour in answer.champions
            if honour.in_doubt
        ]
        if doubts:
            return doubts
        lines = [decision_line(answer.decision, t)]
        if not answer.decision.stated:
            lines.append(t.say("The document itself names no champion."))
        return lines
    return []


def _holds_decision(answer: StandingsAnswer) -> bool:
    """Tell whether what decided the season is in the stage that was asked for."""
    decision = answer.decision
    if decision is None:
        return False
    rows = [row for table in answer.tables for row in table.rows]
    matches = [leg for tie in answer.ties for leg in tie.legs]
    printed = [row.club for stated in answer.printed for row in stated.table.rows]
    if decision.how == BY_STATED_TABLE:
        return decision.champion in printed
    return any(row in rows for row in decision.rows) or any(match in matches for match in decision.matches)


def _champions(answer: StandingsAnswer, t: Language) -> list[Marked]:
    """Return the honours as the document states them, or a list of editions where it does not."""
    lines = []
    lists = [ref.document for ref in answer.season.all if ref.of_list]
    for honour in answer.champions:
        if honour.in_doubt:
            lines.append(phrases.champion_in_doubt(honour, answer.season, t))
            continue
        club = t.bold(phrases.club(honour.club, t))
        lines.append(t.say("🏆 Champion, as the document states it: {club}.", club=club))
    for honour in answer.runners_up:
        club = t.bold(phrases.club(honour.club, t))
        if honour.source.document in lists:
            lines.append(t.say("🥈 Runner-up, by the list of editions: {club}.", club=club))
        else:
            lines.append(t.say("🥈 Runner-up, as the document states it: {club}.", club=club))
    return lines


def _table_part(table: Table, answer: StandingsAnswer, t: Language) -> Part:
    name = stage_name(table.stage, table.group, t)
    heading = t.bold(name) if name else None
    outranked = answer.outranked(table)
    if outranked:
        heading = t.bold(_worked_out(name, t))
    lines = [completeness_line(table, t), block(_lines(table, answer, t), t)]
    legend = _legend(table, answer, t)
    lines += [legend] if legend else []
    lines += [adjustment_line(row, t) for row in table.rows if row.adjustment]
    lines += [void_line(table.void, t)] if table.void else []
    if not outranked or table.complete:
        lines += [level_line(level, t) for level in table.levels]
    lines += [_play_off_line(table, t)] if table.play_offs and not _is_in_lead(table, answer) else []
    lines += [rule_line(answer.rule, t)] if answer.rule else []
    return Part(heading, tuple(lines))


def _worked_out(name: Marked, t: Language) -> Marked:
    """Return the heading of a worked-out table beside a printed one that differs."""
    return (
        t.say("Worked out from the matches: {stage}", stage=name)
        if name
        else t.say("Worked out from the matches")
    )


def _is_in_lead(table: Table, answer: StandingsAnswer) -> bool:
    """Tell whether the lead already has all play-offs of the table."""
    return answer.decision is not None and answer.decision.matches == table.play_offs


def _play_off_line(table: Table, t: Language) -> Marked:
    matches = t.join([phrases.match_line(match, t) for match in table.play_offs])
    return t.say("Play-off, not counted in the table: {matches}.", matches=matches)


def _lines(table: Table, answer: StandingsAnswer, t: Language) -> list[TableLine]:
    return [
        TableLine(position(row), adjusted_name(row), numbers(row), _signs(row.club.key, table, answer, t))
        for row in table.rows
    ]


def _signs(club: str, table: Table, answer: StandingsAnswer, t: Language) -> str:
    champion, promoted = marked_clubs(table, answer)
    sign = t.plain.say("C") if club == champion else ""
    return sign + ("↑" if club in promoted else "")


def _legend(table: Table, answer: StandingsAnswer, t: Language) -> Marked | None:
    champion, promoted = marked_clubs(table, answer)
    signs = [t.say("{sign} champion", sign=t.say("C"))] if champion else []
    signs += [t.say("{sign} promoted", sign="↑")] if promoted else []
    return Marked(" · ".join(signs)) if signs else None


def _printed_part(printed: PrintedTable, t: Language) -> Part:
    table = printed.table
    name = stage_name(table.stage, table.group, t)
    heading = t.say("Printed in the document")
    if name:
        heading = t.say("Printed in the document: {stage}", stage=name)
    lines = [block([_printed_line(row) for row in table.rows], t)]
    notes = [t.say("{club}: {note}", club=row.club.name, note=row.note) for row in table.rows if row.note]
    differing = [
        t.say(
            "⚠️ {club}: {number} is {stated} in the document, {found} by the matches.",
            club=difference.club.name,
            number=number_name(difference.number, t),
            stated=difference.stated,
            found=difference.worked_out,
        )
        for difference in printed.differences
    ]
    empty = [t.say("The table has no numbers yet.")] if table.is_empty else []
    return Part(t.bold(heading), (*lines, *empty, *notes, *differing))


def _printed_line(row: StatedRow) -> TableLine:
    counts = (row.played, row.won, row.drawn, row.lost, row.goals_for, row.goals_against)
    cells = ["–" if count is None else str(count) for count in counts]
    difference = row.goal_difference
    if row.goals_for is not None and row.goals_against is not None:
        difference = row.goals_for - row.goals_against
    cells.append("–" if difference is None else signed(difference))
    cells.append("–" if row.points is None else str(row.points))
    return TableLine("–" if row.position is None else str(row.position), row.club.name, tuple(cells))


def _without(answer: StandingsAnswer, t: Language) -> list[Marked]:
    """Return why there is nothing to show, and what the document still tells."""
    year = answer.season.year
    if answer.view is not None and (answer.tables or answer.ties or answer.printed):
        lines = [t.say("The document of {season} holds no matches to show in this way.", season=year)]
    elif answer.rule is None:
        lines = [t.say("No table can be worked out: no rule of points is known for {season}.", season=year)]
    elif answer.unread:
        lines = [
            t.say("No table can be worked out: no match of it was read."),
            *phrases.unread_note(answer.unread, t),
        ]
    elif answer.stage is None:
        lines = [
            t.say("No table can be worked out: the document of {season} has no match line.", season=year)
        ]
    else:
        lines = [
            t.say("No table can be worked out: the document of {season} has no match of it.", season=year)
        ]
    lines += _lost(answer, t)
    if answer.infobox_scores:
        lines.append(
            t.count(
                "{n} score stands in the infobox alone; it counts in no table.",
                "{n} scores stand in the infobox alone; they count in no table.",
                answer.infobox_scores,
            )
        )
    return lines + _champions(answer, t)


def _lost(answer: StandingsAnswer, t: Language) -> list[Marked]:
    if not answer.lost:
        return []
    stages = Counter(part.stage for part in answer.lost)
    where = [
        t.say("{stage} ({n})", stage=phrases.heading(stage, t), n=n) for stage, n in stages.items() if stage
    ]
    [note] = phrases.tables_lost_note(len(answer.lost), t)
    return [note, t.say("They stood in {stages}.", stages=t.join(where))] if where else [note]


def _notes(answer: StandingsAnswer, t: Language) -> list[Marked]:
    notes = [*_lost(answer, t), *phrases.unread_note(answer.unread, t)] if answer.view is None else []
    unnamed = [
        fact for fact in answer.promotions if fact.direction == "up" and fact.who is None and fact.count
    ]
    for fact in unnamed if answer.decision and answer.view is None else []:
        notes.append(
            t.count(
                "⬆️ {n} club went up to {target}; the document does not say which.",
                "⬆️ {n} clubs went up to {target}; the document does not say which.",
                fact.count or 0,
                target=fact.to,
            )
        )
    return notes + [phrases.problem(problem, t) for problem in answer.contradictions]


def _sources(answer: StandingsAnswer) -> list[Source]:
    sources = [m.source for table in answer.tables for m in (*table.matches, *table.play_offs)]
    sources += [leg.source for tie in answer.ties for leg in tie.legs]
    sources += [row.source for printed in answer.printed for row in printed.table.rows]
    if answer.decision is None or answer.decision.stated:
        sources += [honour.source for honour in answer.champions]
        lists = [ref.document for ref in answer.season.all if ref.of_list]
        sources += [honour.source for honour in answer.runners_up if honour.source.document in lists]
    return sources or [part.source for part in answer.lost]


def _links(answer: StandingsAnswer, t: Language) -> Sequence[Link]:
    year, plain = answer.season.year, t.plain
    views = [
        (None, plain.say("Table"), bool(answer.tables or answer.printed)),
        (CROSS, plain.say("Cross-table"), any(has_cross(table) for table in answer.tables)),
        (POINTS, plain.say("Points by round"), any(has_points(table, answer) for table in answer.tables)),
        (BRACKET, plain.say("Knock-out"), has_bracket(answer) and bool(answer.tables)),
    ]
    links = [
        Link(label, Standings(year, answer.stage, view))
        for view, label, exists in views
        if exists and view != answer.view
    ]
    others = [(key, titles) for key, titles in answer.stages if key != answer.stage]
    if len(answer.stages) > 1:
        for key, titles in others[:_STAGE_LINKS]:
            label = " · ".join(phrases.heading(title, plain) for title in titles)
            links.append(Link(label, Standings(year, key)))
    if answer.stage is not None and others:
        links.append(Link(plain.say("All stages"), Standings(year)))
    links.append(Link(plain.say("Champion"), Champion(year)))
    links.append(season_link(year, t))
    return links
