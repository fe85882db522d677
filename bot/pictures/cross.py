"""A picture of a cross-table: each row's results against each column."""

from dataclasses import dataclass

from bot.pictures.canvas import (
    BOLD,
    DRAWN,
    FOOT,
    HEAD,
    LOST,
    MARGIN,
    MUTED,
    NARROW,
    STRIPE,
    TALLEST,
    WIDTH,
    WON,
    Canvas,
    Drawing,
    length,
)

_COLUMNS, _ROW = 54, 64
_TALLEST = TALLEST - 20
"""The legend of a view has a line more of text around it."""
_WRAPPED = 56
"""Height of a row in which a name has room on two lines."""
_NAME, _NAME_AMONG_MANY, _MANY = 240, 210, 8
_LEAST_CELL, _HEAD_SIZE, _ASIDE = 56, 26, 7
_COLOURS = {"won": WON, "drawn": DRAWN, "lost": LOST}


@dataclass(frozen=True, slots=True)
class Cell:
    """A result from the row's club's view: `outcome` is "won", "drawn", "lost" or empty."""

    scores: tuple[str, ...] = ()
    outcome: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class CrossPicture(Drawing):
    """A cross-table with one cell per club in each row, headed by short names; `note` is the legend."""

    title: str
    subtitle: str
    clubs: tuple[str, ...]
    short_names: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    note: str

    def paint(self) -> Canvas:
        """Return the picture, at least 800 pixels wide."""
        name = _NAME_AMONG_MANY if len(self.clubs) > _MANY else _NAME
        cell = max((WIDTH - 2 * MARGIN - name) / len(self.clubs), _LEAST_CELL)
        width = round(2 * MARGIN + name + cell * len(self.clubs))
        top = HEAD + _COLUMNS
        # A wider picture is shown smaller, so it may be higher.
        row = min(_ROW, (_TALLEST * width // WIDTH - top - FOOT) // len(self.clubs))
        canvas = Canvas(width, top + row * len(self.clubs) + FOOT)
        canvas.title(self.title, self.subtitle)
        left = MARGIN + name
        for i, club in enumerate(self.clubs):
            y = top + (i + 0.5) * row
            head, place = _abbreviated(self.short_names[i], cell - 6), (left + cell * (i + 0.5), top - 24)
            canvas.text(place, head, _HEAD_SIZE, colour=MUTED, anchor="middle", width=NARROW)
            canvas.fitted((MARGIN, y), club, 30, name - 12, most_lines=2 if row >= _WRAPPED else 1)
            for j, result in enumerate(self.cells[i]):
                if i != j:
                    x = left + cell * j
                    _paint_cell(canvas, result, (x, y - row / 2, x + cell, y + row / 2))
        canvas.legend(self.note)
        return canvas


def _abbreviated(name: str, room: float) -> str:
    """Return a name, cut where a column is narrower."""
    if length(name, _HEAD_SIZE, width=NARROW) <= room:
        return name
    while name and length(f"{name}.", _HEAD_SIZE, width=NARROW) > room:
        name = name[:-1]
    return f"{name.rstrip()}."


def _paint_cell(canvas: Canvas, cell: Cell, corners: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = corners
    colour = _COLOURS.get(cell.outcome, STRIPE)
    canvas.box((left + 2, top + 2, right - 2, bottom - 2), colour, radius=6)
    size = 32 if len(cell.scores) <= 1 else 24
    for i, score in enumerate(cell.scores):
        y = (top + bottom) / 2 + (i - (len(cell.scores) - 1) / 2) * size * 1.1
        place = ((left + right) / 2 - _ASIDE * cell.corrected, y)
        canvas.fitted(place, score, size, right - left - 8, weight=BOLD, anchor="middle")
    if cell.corrected:
        canvas.pencil((right - 12, top + 14))
