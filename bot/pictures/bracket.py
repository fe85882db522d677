"""A picture of a knock-out bracket, one column per round."""

from dataclasses import dataclass

from bot.pictures.canvas import (
    BOLD,
    LINE,
    MARGIN,
    MUTED,
    RED,
    REGULAR,
    STRIPE,
    WIDTH,
    Canvas,
    Drawing,
    length,
)

_HEAD, _COLUMNS, _FOOT = 116, 50, 92
_BOX, _BETWEEN, _GAP = 104, 22, 30
_LEAST_COLUMN, _MOST_COLUMN = 256, 460
_SIZE, _SCORE_GAP = 26, 14


@dataclass(frozen=True, slots=True)
class Side:
    """A club of a tie with its goals in each leg, and whether it is known to have advanced."""

    club: str
    scores: tuple[str, ...]
    through: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A tie; `feeds` is the index of the tie in the next column that one of its clubs plays in."""

    first: Side
    second: Side
    feeds: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A round with its ties."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class BracketPicture(Drawing):
    """A picture of rounds from left to right; `note` is the legend."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    note: str
    footer: str

    def paint(self) -> Canvas:
        """Return the picture, at least 800 pixels wide."""
        count = len(self.columns)
        room = (WIDTH - 2 * MARGIN - _GAP * (count - 1)) / count
        column = max(_LEAST_COLUMN, min(room, _MOST_COLUMN))
        width = max(WIDTH, round(2 * MARGIN + column * count + _GAP * (count - 1)))
        heights = self._heights()
        tallest = max(y for column_ in heights for y in column_) + _BOX / 2
        canvas = Canvas(width, round(tallest) + _FOOT)
        canvas.title(self.title, self.subtitle)
        for i, found in enumerate(self.columns):
            left = MARGIN + i * (column + _GAP)
            middle = (left + column / 2, _HEAD + _COLUMNS / 2)
            canvas.fitted(middle, found.title, 24, column, colour=MUTED, anchor="middle")
            for box, y in zip(found.boxes, heights[i], strict=True):
                if box.feeds is not None:
                    self._connect(canvas, left + column, y, heights[i + 1][box.feeds])
                self._paint_box(canvas, box, left, y, column)
        canvas.fitted((MARGIN, canvas.height - 58), self.note, 20, width - 2 * MARGIN, colour=MUTED)
        canvas.footer(self.footer)
        return canvas

    def _heights(self) -> list[list[float]]:
        """Return the centre of each tie: between those that feed it and below the one above."""
        step = _BOX + _BETWEEN
        top = _HEAD + _COLUMNS + _BOX / 2 + 4
        heights: list[list[float]] = []
        for i, column in enumerate(self.columns):
            before = self.columns[i - 1].boxes if i else ()
            found: list[float] = []
            for n in range(len(column.boxes)):
                feeding = [heights[-1][m] for m, box in enumerate(before) if box.feeds == n]
                lowest = found[-1] + step if found else top
                found.append(max(sum(feeding) / len(feeding), lowest) if feeding else lowest)
            heights.append(found)
        return heights

    def _connect(self, canvas: Canvas, x: float, y: float, goal: float) -> None:
        bend = x + _GAP / 2
        canvas.draw.line([(x, y), (bend, y), (bend, goal), (x + _GAP, goal)], fill=LINE, width=3)

    def _paint_box(self, canvas: Canvas, box: Box, left: float, y: float, width: float) -> None:
        canvas.box((left, y - _BOX / 2, left + width, y + _BOX / 2), STRIPE, radius=8)
        rights = _rights(box, left + width - 14)
        for side, middle in ((box.first, y - _BOX / 4), (box.second, y + _BOX / 4)):
            if side.through:
                canvas.box((left, middle - 20, left + 6, middle + 20), RED)
            weight = BOLD if side.through else REGULAR
            canvas.fitted((left + 16, middle), side.club, _SIZE, rights[0] - left - 16, weight=weight)
            for score, right in zip(side.scores, rights[1:], strict=True):
                canvas.text((right, middle), score, _SIZE, weight=weight, anchor="right")


def _rights(box: Box, right: float) -> list[float]:
    """Return the right edge of the names and of each leg's goals."""
    rights: list[float] = []
    for pair in reversed(list(zip(box.first.scores, box.second.scores, strict=True))):
        rights.insert(0, right)
        right -= max(length(score, _SIZE, BOLD) for score in pair) + _SCORE_GAP
    return [right, *rights]
