"""A picture of a standings table."""

from dataclasses import dataclass

from bot.pictures.canvas import (
    BOLD,
    FOOT,
    GOLD,
    GREEN,
    HEAD,
    LINE,
    MARGIN,
    MUTED,
    REGULAR,
    STRIPE,
    TALLEST,
    WIDTH,
    Canvas,
    Drawing,
    length,
)

_COLUMNS, _ROW, _END = 46, 64, 20
_PLACE, _BETWEEN, _SIGN = 50, 18, 32
_SIZE, _SMALL = 32, 26
_LEAST_COLUMN = 24
_WRAPPED = 56
"""Height of a row in which a name has room on two lines."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A club's row: position, name, and its numbers as text, one per column."""

    place: str
    club: str
    numbers: tuple[str, ...]
    champion: bool = False
    promoted: bool = False


@dataclass(frozen=True, slots=True)
class TablePicture(Drawing):
    """A table; `heads` are the column headers, `champion` and `promoted` the legend of the symbols.

    `more` tells below it how many rows are left out. Rows are as high as there is room on a phone.
    """

    title: str
    subtitle: str
    club_head: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    champion: str
    promoted: str
    more: str = ""

    @property
    def _row(self) -> int:
        """The height of a row."""
        return min(_ROW, (TALLEST - HEAD - _COLUMNS - FOOT) // max(len(self.rows), 1))

    @property
    def _size(self) -> int:
        """The size of its letters."""
        return min(_SIZE, round(self._row * 0.78))

    def paint(self) -> Canvas:
        """Return the picture, 800 pixels wide."""
        legend = self.more or any(row.champion or row.promoted for row in self.rows)
        top = HEAD + _COLUMNS
        end = top + self._row * len(self.rows)
        canvas = Canvas(WIDTH, end + (FOOT if legend else _END))
        canvas.title(self.title, self.subtitle)
        names_end, *rights = self._rights()
        self._paint_heads(canvas, rights)
        for i, row in enumerate(self.rows):
            upper = top + i * self._row
            if i % 2 == 0:
                canvas.box((MARGIN - 10, upper, WIDTH - MARGIN + 10, upper + self._row), STRIPE)
            self._paint_name(canvas, row, upper, names_end)
            self._paint_numbers(canvas, row, upper + self._row / 2, rights)
        canvas.rule(end, colour=LINE)
        if legend:
            self._paint_legend(canvas, end + FOOT / 2)
        return canvas

    def _rights(self) -> list[float]:
        """Return the right edge of each number column, as wide as its content."""
        right = float(WIDTH - MARGIN - 6)
        rights: list[float] = []
        for i in reversed(range(len(self.heads))):
            rights.insert(0, right)
            numbers = (row.numbers[i] for row in self.rows)
            widest = max(length(self.heads[i], _SMALL), *(length(number, self._size) for number in numbers))
            right -= max(widest, _LEAST_COLUMN) + _BETWEEN
        return [right, *rights]

    def _paint_heads(self, canvas: Canvas, rights: list[float]) -> None:
        y = HEAD + _COLUMNS / 2
        canvas.text((MARGIN + _PLACE, y), self.club_head, _SMALL, colour=MUTED)
        for head, right in zip(self.heads, rights, strict=True):
            canvas.text((right, y), head, _SMALL, colour=MUTED, anchor="right")
        canvas.rule(HEAD + _COLUMNS - 2)

    def _paint_name(self, canvas: Canvas, row: TableRow, top: float, end: float) -> None:
        y, size = top + self._row / 2, self._size
        if row.champion:
            canvas.box((MARGIN - 10, top, MARGIN - 4, top + self._row), GOLD)
        canvas.text((MARGIN + _PLACE - 14, y), row.place, size - 2, colour=MUTED, anchor="right")
        left = MARGIN + _PLACE
        signs = _SIGN * (row.champion + row.promoted)
        weight = BOLD if row.champion else REGULAR
        lines = 2 if self._row >= _WRAPPED else 1
        canvas.fitted((left, y), row.club, size, end - left - signs, weight=weight, most_lines=lines)
        self._paint_signs(canvas, row, end - signs, y)

    def _paint_numbers(self, canvas: Canvas, row: TableRow, y: float, rights: list[float]) -> None:
        *others, (points, place) = zip(row.numbers, rights, strict=True)
        for number, right in others:
            canvas.text((right, y), number, self._size - 2, anchor="right")
        canvas.text((place, y), points, self._size, weight=BOLD, anchor="right")

    def _paint_signs(self, canvas: Canvas, row: TableRow, x: float, y: float) -> None:
        if row.champion:
            canvas.cup((x + _SIGN / 2, y), 11, GOLD)
            x += _SIGN
        if row.promoted:
            canvas.triangle((x + _SIGN / 2, y), 11, GREEN)

    def _paint_legend(self, canvas: Canvas, y: float) -> None:
        x = MARGIN + 10.0
        if any(row.champion for row in self.rows):
            canvas.cup((x, y), 11, GOLD)
            canvas.text((x + 22, y), self.champion, _SMALL, colour=MUTED)
            x += 56 + length(self.champion, _SMALL)
        if any(row.promoted for row in self.rows):
            canvas.triangle((x, y), 11, GREEN)
            canvas.text((x + 22, y), self.promoted, _SMALL, colour=MUTED)
        canvas.text((WIDTH - MARGIN - 6, y), self.more, _SMALL, colour=MUTED, anchor="right")
