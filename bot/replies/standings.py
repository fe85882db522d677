"""The tables of a season: who came first, the table as a picture or text, its rules, and what is missing."""

from collections import Counter
from collections.abc import Sequence

from bot.model import Source
from bot.queries.champion import Champion
from bot.queries.standings import BRACKET, CROSS, POINTS, PrintedTable, Standings, StandingsAnswer
from bot.replies import citations, phrases
from bot.replies.document_notes import note
from bot.replies.language import Language, Marked
from bot.replies.links import season_link
from bot.replies.reply import Link, LinkMenu, Part, Reply, Tone, parts_with_lines
from bot.replies.standings_lead import champion_lines, lead_lines
from bot.replies.standings_pictures import (
    Shown,
    has_cross,
    has_points,
    marked_clubs,
    picture,
    shown,
)
from bot.replies.standings_rules import (
    adjustment_line,
    completeness_line,
    level_line,
    play_off_line,
    rule_line,
    small_line,
    void_line,
)
from bot.replies.standings_views import (
    cross_parts,
    points_parts,
    stage_name,
    tie_parts,
    view_name,
    view_title,
)
from bot.replies.tables import (
    TableLine,
    adjusted_name,
    block,
    number_name,
    numbers,
    position,
    stated_numbers,
    stated_position,
)
from bot.tournament.brackets import Bracket, make_bracket
from bot.tournament.table import Table


def standings_reply(answer: StandingsAnswer, t: Language) -> Reply:
    """Return the deciding or last table as a picture, with a menu of the others; or why there is none."""
    first = shown(answer)
    text = _text(answer, first, t)
    drawn = picture(first, answer, text, t) if first else None
    return Reply(
        title=_title(answer, first, t),
        url=citations.article_url(answer.season),
        lead=tuple(
            [*lead_lines(first, answer, t), *_remarks(first, answer, t)] if text else _without(answer, t)
        ),
        parts=() if drawn else tuple(text),
        notes=tuple(_notes(answer, first, t)),
        source=citations.source([answer.season], _sources(answer), t),
        links=tuple(_links(answer, first, t)),
        link_menus=tuple(_stage_menus(answer, t)),
        picture=drawn,
        more=lambda: _details(answer, t),
        tone=Tone.ANSWER if text else Tone.CHOICE,
    )


def _title(answer: StandingsAnswer, first: Shown | None, t: Language) -> Marked:
    view = BRACKET if answer.view is None and isinstance(first, Bracket) else answer.view
    title = view_title(view, answer.season.year, t)
    if answer.stage is None:
        return title
    titles = answer.stage_titles
    stage = " · ".join(phrases.heading(title, t) for title in titles) if titles else answer.stage
    return t.say("{title}: {stage}", title=title, stage=Marked(stage) if titles else stage)


def _text(answer: StandingsAnswer, first: Shown | None, t: Language) -> list[Part]:
    """Return all tables and ties as text, what is shown first at the top."""
    if answer.view == CROSS:
        return cross_parts(_first_of(answer.leading_tables, first), t)
    if answer.view == POINTS:
        return points_parts(_first_of(answer.leading_tables, first), answer.rule, t)
    if answer.view == BRACKET:
        return tie_parts(answer.ties, t)
    at_top: list[Part] = []
    below: list[Part] = []
    for stage in _latest_first(answer):
        for printed in answer.printed_alone:
            if printed.table.stage == stage:
                (at_top if printed is first else below).append(_printed_part(printed, answer, t))
        for table in answer.tables:
            if table.stage == stage:
                part = _table_part(table, answer, t, remarks=table is not first)
                (at_top if table is first else below).append(part)
        ties = [tie for tie in answer.ties if tie.stage == stage]
        leads = isinstance(first, Bracket) and first.stage == stage
        (at_top if leads else below).extend(tie_parts(ties, t))
    return at_top + below


def _first_of(tables: Sequence[Table], first: Shown | None) -> list[Table]:
    return sorted(tables, key=lambda table: table is not first)


def _latest_first(answer: StandingsAnswer) -> list[str | None]:
    """Return the stages that have something to show, the one that the document has last first."""
    lines = [(table.matches[-1].source.order, table.stage) for table in answer.tables]
    lines += [(tie.legs[-1].source.order, tie.stage) for tie in answer.ties]
    lines += [(printed.table.rows[-1].source.order, printed.table.stage) for printed in answer.printed]
    return list(dict.fromkeys(stage for _, stage in sorted(lines, key=lambda place: -place[0])))


def _table_part(table: Table, answer: StandingsAnswer, t: Language, *, remarks: bool) -> Part:
    name = stage_name(table.stage, table.group, t)
    if answer.outranked(table):
        name = t.say("{stage}, from the results", stage=name) if name else t.say("From the results")
    lines = [_with_legend(block(_lines(table, answer, t), t), table, answer, t)]
    if remarks and not table.complete:
        lines.append(completeness_line(table, t))
    lines += _remarks(table, answer, t) if remarks else []
    return Part(t.bold(name) if name else None, tuple(lines))


def _lines(table: Table, answer: StandingsAnswer, t: Language) -> list[TableLine]:
    return [
        TableLine(position(row), adjusted_name(row), numbers(row), _signs(row.club.key, table, answer, t))
        for row in table.rows
    ]


def _signs(club: str, table: Table | PrintedTable, answer: StandingsAnswer, t: Language) -> str:
    champion, promoted = marked_clubs(table, answer)
    sign = t.plain.say("C") if club == champion else ""
    return sign + ("↑" if club in promoted else "")


def _with_legend(text: Marked, table: Table | PrintedTable, answer: StandingsAnswer, t: Language) -> Marked:
    """Return a table in text and what its signs mean, never on two pages."""
    champion, promoted = marked_clubs(table, answer)
    signs = [t.say("{sign} champion", sign=t.say("C"))] if champion else []
    signs += [t.say("{sign} promoted", sign="↑")] if promoted else []
    return Marked(f"{text}\n{' · '.join(signs)}") if signs else text


def _printed_part(printed: PrintedTable, answer: StandingsAnswer, t: Language) -> Part:
    name = stage_name(printed.table.stage, printed.table.group, t)
    lines = [
        TableLine(
            stated_position(row), row.club.name, stated_numbers(row), _signs(row.club.key, printed, answer, t)
        )
        for row in printed.table.rows
    ]
    empty = [t.say("The table has no numbers yet.")] if printed.table.is_empty else []
    text = _with_legend(block(lines, t), printed, answer, t)
    return Part(t.bold(name) if name else None, (text, *empty))


def _remarks(part: Shown | None, answer: StandingsAnswer, t: Language) -> list[Marked]:
    """Return what a table's numbers do not tell: points deducted, matches without a score, a play-off."""
    if isinstance(part, PrintedTable):
        return [
            t.say("{club}: {note}", club=row.club.name, note=note(row.note, t))
            for row in part.table.rows
            if row.note
        ]
    if not isinstance(part, Table):
        return []
    lines = [adjustment_line(row, t) for row in part.rows if row.adjustment]
    lines += [void_line(part.void, t)] if part.void else []
    in_lead = answer.decision is not None and answer.decision.matches == part.play_offs
    return lines + ([play_off_line(part, t)] if part.play_offs and not in_lead else [])


def _notes(answer: StandingsAnswer, first: Shown | None, t: Language) -> list[Marked]:
    """Return one small line on the rules and one on what is missing."""
    notes = []
    if isinstance(first, Table):
        notes.append(small_line(first, answer.rule, t))
    elif isinstance(first, PrintedTable):
        notes.append(
            t.say("As printed in the article; the results give other numbers (see Details).")
            if first.differences
            else t.say("As printed in the article.")
        )
    if answer.decision is not None and not answer.decision.stated and answer.stage is None:
        notes.append(t.say("The article names no champion: this is by the results."))
    return [note for note in notes if note] + _gap(answer, t)


def _gap(answer: StandingsAnswer, t: Language) -> list[Marked]:
    """Return what is missing or in doubt in a few words, the weightiest alone."""
    if answer.contradictions:
        return [t.say("⚠️ My sources do not agree on this season (see Details).")]
    if answer.view is not None or not (answer.tables or answer.ties or answer.printed):
        return []
    if answer.unread:
        return [t.say("ℹ️ Part of the article could not be read: results may be missing (see Details).")]
    if not answer.lost:
        return []
    stages = dict.fromkeys([phrases.heading(part.stage, t) for part in answer.lost if part.stage])
    if not stages:
        return [t.say("ℹ️ Some results of {season} are not in my source.", season=answer.season.year)]
    return [t.say("ℹ️ No results in my source for: {stages}.", stages=t.join(stages))]


def _without(answer: StandingsAnswer, t: Language) -> list[Marked]:
    """Return why there is nothing to show, and who is known to have won."""
    year = answer.season.year
    if answer.view is not None and (answer.tables or answer.ties or answer.printed):
        line = t.say("Nothing of {season} can be shown this way.", season=year)
    elif answer.rule is None:
        line = t.say("No table of {season}: I do not know how many points a win gave.", season=year)
    elif answer.unread:
        line = t.say("No table of {season}: its results could not be read.", season=year)
    elif answer.stage is None:
        line = t.say("No table of {season}: its results are not in my source.", season=year)
    else:
        line = t.say("No table: the results of this stage are not in my source.")
    return [line, *(champion_lines(answer, t) if answer.stage is None else [])]


def _details(answer: StandingsAnswer, t: Language) -> tuple[Part, ...]:
    """Return the rules in full, where a printed table differs, who else went up, and what is missing."""
    return parts_with_lines(
        [
            (t.say("How the table is made"), _rules(answer, t)),
            (t.say("The table printed in the article"), _printed_details(answer, t)),
            (t.say("Promotion"), _promoted_by_number(answer, t)),
            (t.say("Gaps in the source"), _gaps(answer, t)),
        ],
        t,
    )


def _rules(answer: StandingsAnswer, t: Language) -> list[Marked]:
    lines = []
    for table in answer.tables:
        name = stage_name(table.stage, table.group, t) if len(answer.tables) > 1 else Marked()
        line = completeness_line(table, t)
        lines.append(t.say("{stage}: {sentence}", stage=name, sentence=line) if name else line)
        if table.complete or not answer.outranked(table):
            lines += [level_line(level, t) for level in table.levels]
    return [*lines, rule_line(answer.rule, t)] if answer.rule and answer.tables else lines


def _printed_details(answer: StandingsAnswer, t: Language) -> list[Marked]:
    lines = []
    alone = {id(printed) for printed in answer.printed_alone}
    for printed in answer.printed:
        name = stage_name(printed.table.stage, printed.table.group, t)
        if id(printed) not in alone:
            same = t.say("The same numbers as here.")
            lines.append(t.say("{stage}: {sentence}", stage=name, sentence=same) if name else same)
            lines += _remarks(printed, answer, t)
        lines += [
            t.say(
                "⚠️ {club}: {number} {stated} in the article, {found} by the results.",
                club=difference.club.name,
                number=number_name(difference.number, t),
                stated=difference.stated,
                found=difference.worked_out,
            )
            for difference in printed.differences
        ]
    return lines


def _promoted_by_number(answer: StandingsAnswer, t: Language) -> list[Marked]:
    return [
        t.count(
            "⬆️ {n} club was promoted to {target}; the article does not say which.",
            "⬆️ {n} clubs were promoted to {target}; the article does not say which.",
            fact.count,
            target=phrases.heading(fact.to, t),
        )
        for fact in answer.promotions
        if fact.direction == "up" and fact.who is None and fact.count
    ]


def _gaps(answer: StandingsAnswer, t: Language) -> list[Marked]:
    lines = []
    if answer.lost:
        stages = Counter(part.stage for part in answer.lost)
        where = [
            t.say("{stage} ({n})", stage=phrases.heading(stage, t), n=n)
            for stage, n in stages.items()
            if stage
        ]
        lines.append(
            t.count(
                "{n} table of the article is not in my copy.",
                "{n} tables of the article are not in my copy.",
                len(answer.lost),
            )
        )
        lines += [t.say("Missing in: {stages}.", stages=t.join(where))] if where else []
    if answer.infobox_scores and not answer.tables:
        lines.append(
            t.count(
                "{n} score is known without its stage; it counts in no table.",
                "{n} scores are known without their stage; they count in no table.",
                answer.infobox_scores,
            )
        )
    lines += phrases.unread_note(answer.unread, t)
    return lines + [phrases.problem(problem, t) for problem in answer.contradictions]


def _sources(answer: StandingsAnswer) -> list[Source]:
    sources = [m.source for table in answer.tables for m in (*table.matches, *table.play_offs)]
    sources += [leg.source for tie in answer.ties for leg in tie.legs]
    sources += [row.source for printed in answer.printed for row in printed.table.rows]
    if answer.decision is None or answer.decision.stated:
        sources += [honour.source for honour in answer.champions]
    if answer.decision is None:
        lists = [ref.document for ref in answer.season.all if ref.of_list]
        sources += [honour.source for honour in answer.runners_up if honour.source.document in lists]
    return sources or [part.source for part in answer.lost]


def _links(answer: StandingsAnswer, first: Shown | None, t: Language) -> Sequence[Link]:
    year, plain = answer.season.year, t.plain
    bracket = make_bracket(answer.ties) is not None and not isinstance(first, Bracket)
    views = [
        (None, bool(answer.tables or answer.printed or answer.ties)),
        (CROSS, any(has_cross(table) for table in answer.leading_tables)),
        (POINTS, any(has_points(table, answer) for table in answer.leading_tables)),
        (BRACKET, bracket),
    ]
    links = [
        Link(view_name(view, plain), Standings(year, answer.stage, view))
        for view, exists in views
        if exists and view != answer.view
    ]
    if answer.stage is not None and any(key != answer.stage for key, _ in answer.stages):
        links.append(Link(plain.say("All stages"), Standings(year)))
    return [*links, Link(plain.say("Champion"), Champion(year)), season_link(year, t)]


def _stage_menus(answer: StandingsAnswer, t: Language) -> list[LinkMenu]:
    """Return a menu of the other stages and groups, where there are any."""
    others = [(key, titles) for key, titles in answer.stages if key != answer.stage]
    if len(answer.stages) < 2:
        return []
    links = [
        Link(
            " · ".join(phrases.heading(title, t.plain) for title in titles),
            Standings(answer.season.year, key),
        )
        for key, titles in others
    ]
    return [LinkMenu(t.plain.say("Other stages and groups"), tuple(links))]
