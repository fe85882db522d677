"""Cross-table, points by round and knock-out of a season in text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.model import Match
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Part
from bot.replies.tables import fenced
from bot.tournament.progress import Result, progress, results_against
from bot.tournament.table import Row, Rule, Table
from bot.tournament.tie import Tie


def stage_name(stage: str | None, group: str | None, t: Language) -> Marked:
    """Return stage and group in the reader's words, empty where there is neither."""
    return phrases.place(stage, group, None, t)


def view_title(view: str | None, season: int, t: Language) -> Marked:
    """Return what a view of the tables of a season is called."""
    match view:
        case "cross":
            return t.say("Cross-table of the {season} Copa Perú", season=season)
        case "points":
            return t.say("Points by round, {season} Copa Perú", season=season)
        case "bracket":
            return t.say("Knock-out of the {season} Copa Perú", season=season)
    return t.say("Table of the {season} Copa Perú", season=season)


def view_name(view: str | None, t: Language) -> Marked:
    """Return what a view is called where it is clear which season it is of."""
    match view:
        case "cross":
            return t.say("Cross-table")
        case "points":
            return t.say("Points by round")
        case "bracket":
            return t.say("Knock-out")
    return t.say("Table")


def cross_parts(tables: Iterable[Table], t: Language) -> list[Part]:
    """Return each club's results against each other, a part a table."""
    parts = []
    for table in tables:
        results = results_against(table)
        places = {row.club.key: n for n, row in enumerate(table.rows)}
        met: defaultdict[str, list[int]] = defaultdict(list)
        for own, other in results:
            if other in places:
                met[own].append(places[other])
        lines = tuple(_cross_line(row, sorted(met[row.club.key]), table, results, t) for row in table.rows)
        parts.append(Part(_heading(table, t), lines))
    return parts


def _cross_line(
    row: Row, met: list[int], table: Table, results: dict[tuple[str, str], tuple[Result, ...]], t: Language
) -> Marked:
    cells = []
    for place in met:
        other = table.rows[place].club
        between = results[row.club.key, other.key]
        scores = " / ".join(result_text(result, table.legs > 1, t) for result in between)
        cells.append(Marked(f"{t.text(other.name)} {scores}"))
    return t.say("{club}: {results}", club=t.bold(row.club.name), results=Marked(", ".join(cells)))


def result_text(result: Result, with_place: bool, t: Language) -> Marked:
    """Return a result, with home or away where both were played."""
    if result.own is None or result.other is None:
        return Marked("–")
    score = phrases.marked(Marked(f"{result.own}–{result.other}"), corrected=result.corrected)
    if not with_place:
        return score
    return t.say("{score} (h)", score=score) if result.at_home else t.say("{score} (a)", score=score)


def points_parts(tables: Iterable[Table], rule: Rule | None, t: Language) -> list[Part]:
    """Return each club's points after each round, a part a table."""
    parts = []
    for table in tables:
        by_round = progress(table, rule) if rule else None
        if by_round is None:
            continue
        width = max((len(str(points)) for line in by_round.points for points in line), default=1)
        lines = [t.say("Points after each of the {n} rounds.", n=t.number(len(by_round.rounds)))]
        for row, line in zip(table.rows, by_round.points, strict=True):
            points = fenced([" ".join(f"{number:>{width}}" for number in line)], t.plain)
            numbers = Marked(f"`{points}`") if t.markup else points
            lines.append(t.say("{club}: {points}", club=t.bold(row.club.name), points=numbers))
        parts.append(Part(_heading(table, t), tuple(lines)))
    return parts


def _heading(table: Table, t: Language) -> Marked | None:
    name = stage_name(table.stage, table.group, t)
    return t.bold(name) if name else None


def tie_parts(ties: Sequence[Tie], t: Language) -> list[Part]:
    """Return the ties of a knock-out, a part a round."""
    parts = []
    for (stage, group, round_), of_round in groupby(ties, key=lambda tie: (tie.stage, tie.group, tie.round)):
        name = phrases.place(stage, group, round_, t)
        lines = tuple(_tie_line(tie, t) for tie in of_round)
        parts.append(Part(t.bold(name) if name else None, lines))
    return parts


def _tie_line(tie: Tie, t: Language) -> Marked:
    clubs = [_side(tie, club.key, club.name, t) for club in (tie.first, tie.second)]
    scores = Marked("; ".join(_leg(leg, tie, t) for leg in tie.legs))
    if tie.play_offs:
        decider = Marked("; ".join(_leg(match, tie, t) for match in tie.play_offs))
        scores = t.say("{scores}; play-off {decider}", scores=scores, decider=decider)
    pair = {"first": clubs[0], "second": clubs[1], "scores": scores}
    if tie.total is None or tie.contradicted:
        return t.say("{first} – {second}: {scores}", **pair)
    total = f"{tie.total[0]}–{tie.total[1]}"
    if tie.counted == "points":
        return t.say("{first} – {second}: {scores}; in points {total}", total=total, **pair)
    return t.say("{first} – {second}: {scores}; on aggregate {total}", total=total, **pair)


def _side(tie: Tie, key: str, name: str, t: Language) -> Marked:
    through = tie.through is not None and tie.through.key == key
    return t.bold(name) if through else t.text(name)


def _leg(leg: Match, tie: Tie, t: Language) -> Marked:
    """Return a leg's score with the tie's first team first."""
    score = phrases.marked_score(phrases.seen_from(leg, tie.first.key), t)
    return Marked(f"{score}, {t.date(leg.date)}") if leg.date else score
