"""A picture of a cross-table: each row's results against each column."""

from dataclasses import dataclass

from bot.pictures.canvas import BOLD, DRAWN, LINE, LOST, MARGIN, MUTED, STRIPE, WIDTH, WON, Canvas, Drawing

_HEAD, _COLUMNS, _FOOT = 116, 48, 92
_ROW = 58
_NAME, _NAME_AMONG_MANY, _MANY = 300, 250, 10
_LEAST_CELL = 46
_COLOURS = {"won": WON, "drawn": DRAWN, "lost": LOST}


@dataclass(frozen=True, slots=True)
class Cell:
    """A result from the row's club's view: `outcome` is "won", "drawn", "lost" or empty."""

    scores: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class CrossPicture(Drawing):
    """A cross-table with one cell per club in each row; `note` is the legend."""

    title: str
    subtitle: str
    clubs: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    note: str
    footer: str

    def paint(self) -> Canvas:
        """Return the picture, at least 800 pixels wide."""
        name = _NAME_AMONG_MANY if len(self.clubs) > _MANY else _NAME
        cell = max((WIDTH - 2 * MARGIN - name) / len(self.clubs), _LEAST_CELL)
        width = round(2 * MARGIN + name + cell * len(self.clubs))
        top = _HEAD + _COLUMNS
        canvas = Canvas(width, top + _ROW * len(self.clubs) + _FOOT)
        canvas.title(self.title, self.subtitle)
        left = MARGIN + name
        for i, club in enumerate(self.clubs):
            y = top + (i + 0.5) * _ROW
            canvas.text((left + cell * (i + 0.5), top - 22), str(i + 1), 24, colour=MUTED, anchor="middle")
            canvas.text((MARGIN + 32, y), str(i + 1), 24, colour=MUTED, anchor="right")
            canvas.fitted((MARGIN + 46, y), club, 26, name - 54)
            for j, found in enumerate(self.cells[i]):
                x = left + cell * j
                self._paint_cell(canvas, found, (x, y - _ROW / 2, x + cell, y + _ROW / 2), itself=i == j)
        canvas.rule(top - 4)
        canvas.fitted((MARGIN, canvas.height - 58), self.note, 20, width - 2 * MARGIN, colour=MUTED)
        canvas.footer(self.footer)
        return canvas

    def _paint_cell(
        self, canvas: Canvas, cell: Cell, corners: tuple[float, float, float, float], *, itself: bool
    ) -> None:
        left, top, right, bottom = corners
        colour = LINE if itself else _COLOURS.get(cell.outcome, STRIPE)
        canvas.box((left + 2, top + 2, right - 2, bottom - 2), colour, radius=6)
        size = 26 if len(cell.scores) <= 1 else 21
        for i, score in enumerate(cell.scores):
            y = (top + bottom) / 2 + (i - (len(cell.scores) - 1) / 2) * size * 1.1
            place = ((left + right) / 2, y)
            canvas.fitted(place, score, size, right - left - 8, weight=BOLD, anchor="middle")
