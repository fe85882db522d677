"""Cross-table, points by round and knock-out of a season in text."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.queries.facts import MatchFact
from bot.queries.table_views import Result, progress, results_against
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Part
from bot.replies.tables import fenced
from bot.tournament.table import Row, Rule, Table
from bot.tournament.ties import Tie


def stage_name(stage: str | None, group: str | None, words: Language) -> Marked:
    """Return stage and group in the reader's words, empty where there is neither."""
    return phrases.place(stage, group, None, words)


def cross_parts(tables: Iterable[Table], words: Language) -> list[Part]:
    """Return each club's results against each other, a part a table."""
    parts = []
    for table in tables:
        results = results_against(table)
        lines = tuple(_cross_line(row, table, results, words) for row in table.rows)
        parts.append(Part(_heading(table, words), lines))
    return parts


def _cross_line(
    row: Row, table: Table, results: dict[tuple[str, str], tuple[Result, ...]], words: Language
) -> Marked:
    cells = []
    for other in table.rows:
        found = results.get((row.club.key, other.club.key))
        if found:
            scores = " / ".join(result_text(result, table.legs > 1, words) for result in found)
            cells.append(Marked(f"{words.text(other.club.name)} {scores}"))
    return words.say("{club}: {results}", club=words.bold(row.club.name), results=Marked(", ".join(cells)))


def result_text(result: Result, with_place: bool, words: Language) -> Marked:
    """Return a result, with home or away where both were played."""
    if result.own is None or result.other is None:
        return Marked("–")
    score = Marked(f"{result.own}–{result.other}")
    if not with_place:
        return score
    return words.say("{score} (h)", score=score) if result.at_home else words.say("{score} (a)", score=score)


def points_parts(tables: Iterable[Table], rule: Rule | None, words: Language) -> list[Part]:
    """Return each club's points after each round, a part a table."""
    parts = []
    for table in tables:
        found = progress(table, rule) if rule else None
        if found is None:
            continue
        width = max((len(str(points)) for line in found.points for points in line), default=1)
        lines = []
        for row, line in zip(table.rows, found.points, strict=True):
            points = fenced([" ".join(f"{number:>{width}}" for number in line)], words.plain)
            shown = Marked(f"`{points}`") if words.markup else points
            lines.append(words.say("{club}: {points}", club=words.bold(row.club.name), points=shown))
        parts.append(Part(_heading(table, words), tuple(lines)))
    return parts


def _heading(table: Table, words: Language) -> Marked | None:
    name = stage_name(table.stage, table.group, words)
    return words.bold(name) if name else None


def tie_parts(ties: Sequence[Tie], words: Language) -> list[Part]:
    """Return the ties of a knock-out, a part a round."""
    parts = []
    for (stage, group, round_), found in groupby(ties, key=lambda tie: (tie.stage, tie.group, tie.round)):
        name = phrases.place(stage, group, round_, words)
        lines = tuple(_tie_line(tie, words) for tie in found)
        parts.append(Part(words.bold(name) if name else None, lines))
    return parts


def _tie_line(tie: Tie, words: Language) -> Marked:
    clubs = [_side(tie, club.key, club.name, words) for club in (tie.first, tie.second)]
    scores = Marked("; ".join(_leg(leg, tie, words) for leg in tie.legs))
    pair = {"first": clubs[0], "second": clubs[1], "scores": scores}
    if tie.total is None:
        return words.say("{first} – {second}: {scores}", **pair)
    total = f"{tie.total[0]}–{tie.total[1]}"
    if tie.counted == "points":
        return words.say("{first} – {second}: {scores}; in points {total}", total=total, **pair)
    return words.say("{first} – {second}: {scores}; on aggregate {total}", total=total, **pair)


def _side(tie: Tie, key: str, name: str, words: Language) -> Marked:
    through = tie.through is not None and tie.through.key == key
    return words.bold(name) if through else words.text(name)


def _leg(leg: MatchFact, tie: Tie, words: Language) -> Marked:
    """Return a leg's score with the tie's first team first."""
    score = phrases.score(phrases.seen_from(leg, tie.first.key), words)
    return Marked(f"{score}, {words.date(leg.date)}") if leg.date else score
