"""A picture of who won each edition: years and names in columns, from top to bottom."""

from dataclasses import dataclass

from bot.pictures.canvas import (
    BOLD,
    FOOT,
    GOLD,
    HEAD,
    MARGIN,
    MUTED,
    REGULAR,
    STRIPE,
    TEXT,
    WIDTH,
    Canvas,
    Drawing,
)

_COLUMNS, _GAP, _ROW = 3, 14, 36
_SIZE, _YEAR = 25, 36


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A year and who won it; `often` who won more than once, `muted` a text that names no club."""

    year: str
    text: str
    often: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class TimelinePicture(Drawing):
    """The rows in their order; `note` is the legend of those in gold."""

    title: str
    subtitle: str
    rows: tuple[TimelineRow, ...]
    note: str

    def paint(self) -> Canvas:
        """Return the picture, 800 pixels wide."""
        tall = -(-len(self.rows) // _COLUMNS)
        canvas = Canvas(WIDTH, HEAD + tall * _ROW + FOOT)
        canvas.title(self.title, self.subtitle)
        width = (WIDTH - 2 * MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS
        for i, row in enumerate(self.rows):
            column, line = divmod(i, tall)
            left, top = MARGIN + column * (width + _GAP), HEAD + line * _ROW
            if line % 2 == 0:
                canvas.box((left - 6, top, left + width + 6, top + _ROW), STRIPE, radius=4)
            y = top + _ROW / 2
            canvas.text((left, y), row.year, _SIZE, colour=MUTED)
            colour = GOLD if row.often else MUTED if row.muted else TEXT
            weight = BOLD if row.often else REGULAR
            place = (left + _YEAR, y)
            canvas.fitted(place, row.text, _SIZE, width - _YEAR, colour=colour, weight=weight)
        canvas.legend(self.note)
        return canvas
