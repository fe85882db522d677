"""Tables in text: narrow enough not to wrap on a phone, two lines a club, whole without a picture."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import StatedRow
from bot.replies.language import Language, Marked
from bot.tournament.table import Row

WIDTH = 28
"""Characters of a line in a code block that a phone shows without wrapping."""

_INDENT = 3
_LEAST = 2
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SHORTEST = 3
"""Letters of a word that may stand for a club."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A club of a table: its place ("2", "2=" if shared), its name, its numbers and the signs of what it won.

    `numbers` are played, won, drawn, lost, goals for, goals against, goal difference and points as shown.
    """

    position: str
    name: str
    numbers: tuple[str, ...]
    signs: str = ""


def heads(t: Language) -> tuple[str, ...]:
    """Return the short heads of a table's eight numbers."""
    plain = t.plain
    counts = (plain.say("P"), plain.say("W"), plain.say("D"), plain.say("L"))
    return (*counts, plain.say("GF"), plain.say("GA"), plain.say("GD"), plain.say("Pts"))


def signed(number: int) -> str:
    """Return a goal difference with its sign, "+3", "−2" or "0"."""
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


def position(row: Row) -> str:
    """Return a place, "2=" where it is shared."""
    return f"{row.position}=" if row.shared else str(row.position)


def adjusted_name(row: Row) -> str:
    """Return the club's name, with the points deducted or added where there are any: "Sport Gama (−2)"."""
    return f"{row.club.name} ({signed(row.adjustment)})" if row.adjustment else row.club.name


def numbers(row: Row) -> tuple[str, ...]:
    """Return the eight numbers of a row as shown."""
    tally = row.tally
    counts = (tally.played, tally.won, tally.drawn, tally.lost, tally.goals_for, tally.goals_against)
    return (*map(str, counts), signed(tally.goal_difference), str(row.points))


def stated_numbers(row: StatedRow) -> tuple[str, ...]:
    """Return the eight numbers of a row as the document prints them, a dash for each that it lacks."""
    counts = (row.played, row.won, row.drawn, row.lost, row.goals_for, row.goals_against)
    difference = row.goal_difference
    if row.goals_for is not None and row.goals_against is not None:
        difference = row.goals_for - row.goals_against
    cells = ["–" if count is None else str(count) for count in counts]
    cells.append("–" if difference is None else signed(difference))
    cells.append("–" if row.points is None else str(row.points))
    return tuple(cells)


def stated_position(row: StatedRow) -> str:
    """Return the place that the document prints."""
    return "–" if row.position is None else str(row.position)


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the last word of each club's name, the whole name where another club's ends alike."""
    bare = [_IN_BRACKETS.sub("", name).split() for name in names]
    last = [next((word for word in reversed(words) if len(word) >= _SHORTEST), "") for words in bare]
    times = Counter(last)
    return tuple(
        [word if word and times[word] == 1 else name for word, name in zip(last, names, strict=True)]
    )


def number_name(name: str, t: Language) -> Marked:
    """Return one of the numbers that a document can print (`stated.NUMBERS`) in words."""
    names = {
        "played": t.say("matches played"),
        "won": t.say("matches won"),
        "drawn": t.say("matches drawn"),
        "lost": t.say("matches lost"),
        "goals_for": t.say("goals scored"),
        "goals_against": t.say("goals against"),
        "points": t.say("points"),
    }
    return names[name]


def block(lines: Sequence[TableLine], t: Language) -> Marked:
    """Return the table as one text, in a code block where the place has markup."""
    rows = [joined(heads(t)), *(joined(line.numbers) for line in lines)]
    widths = [max(_LEAST, *(len(row[i]) for row in rows)) for i in range(len(rows[0]))]
    text_lines = [_numbers("", rows[0], widths)]
    for line, row in zip(lines, rows[1:], strict=True):
        text_lines += [*_name(line), _numbers(line.signs, row, widths)]
    return fenced(text_lines, t)


def fenced(lines: Iterable[str], t: Language) -> Marked:
    """Return lines whose columns stand under each other; names cannot end the block."""
    text = "\n".join(line.rstrip().replace("`", "'") for line in lines)
    return Marked(f"```\n{text}\n```" if t.markup else text)


def joined(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Put goals for and against into one column."""
    *first, goals_for, goals_against, difference, points = numbers
    return (*first, f"{goals_for}:{goals_against}", difference, points)


def _name(line: TableLine) -> list[str]:
    parts = textwrap.wrap(line.name, WIDTH - _INDENT) or [""]
    return [f"{line.position:<{_INDENT}}{parts[0]}", *(" " * _INDENT + part for part in parts[1:])]


def _numbers(signs: str, numbers: tuple[str, ...], widths: list[int]) -> str:
    columns = " ".join(number.rjust(width) for number, width in zip(numbers, widths, strict=True))
    indent = max(WIDTH - len(columns), len(signs) + 1)
    return f"{signs:<{indent}}{columns}"
