"""A map of Peru, each department in the colour of its number, beside a list."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from bot.pictures.canvas import (
    BACKGROUND,
    BOLD,
    HEAD,
    MARGIN,
    MUTED,
    TEXT,
    WIDTH,
    Canvas,
    Drawing,
)

_TALL, _MAP_WIDTH = 596, 407
"""Pixels of the map, which is 1000 units high in the file."""
_SHARPER = 2
"""Scale at which outlines are drawn and then reduced, to smooth them."""
_END = 22
_LIST_ROW, _LIST_GAP, _NUMBER = 37, 46, 38
_LIST_SIZE, _BETWEEN = 28, 18
_LEGEND, _SWATCH = 36, 28
_SMALLEST = 10
"""Pixels; a department that is smaller is a dot beside the coast."""

NEUTRAL = "#3A414D"
STEPS = ((1, "#5F5226"), (2, "#8C742A"), (3, "#BF9A33"), (5, "#F5C542"))
"""From which number on a department has which colour: the more, the lighter."""
_DARK = "#1B1E24"


@dataclass(frozen=True, slots=True)
class NumberList:
    """Numbers and what they are of, under a heading."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MapPicture(Drawing):
    """Departments by their official names with their numbers, those with none left out; beside them lists.

    `legend` says what the colours mean.
    """

    title: str
    subtitle: str
    departments: tuple[tuple[str, int], ...]
    lists: tuple[NumberList, ...]
    legend: str

    def paint(self) -> Canvas:
        """Return the picture, 800 pixels wide."""
        canvas = Canvas(WIDTH, HEAD + _TALL + _END)
        self._paint_map(canvas)
        canvas.title(self.title, self.subtitle)
        self._paint_numbers(canvas)
        self._paint_lists(canvas)
        self._paint_legend(canvas)
        return canvas

    def _paint_map(self, canvas: Canvas) -> None:
        """Draw the departments enlarged, and paste them smoothed onto the canvas."""
        from PIL import Image, ImageDraw

        large = Image.new("RGB", (canvas.width * _SHARPER, canvas.height * _SHARPER), BACKGROUND)
        draw = ImageDraw.Draw(large)
        numbers = dict(self.departments)
        for name, shape in _shapes().items():
            colour = colour_of(numbers.get(name, 0))
            for outline in shape["outlines"]:
                points = zip(outline[::2], outline[1::2], strict=True)
                corners = [(x * _SHARPER, y * _SHARPER) for x, y in map(_place, points)]
                draw.polygon(corners, fill=colour)
                draw.line([*corners, corners[0]], fill=BACKGROUND, width=2 * _SHARPER, joint="curve")
        canvas.image.paste(large.reduce(_SHARPER))

    def _paint_numbers(self, canvas: Canvas) -> None:
        for name, number in self.departments:
            shape = _shapes().get(name)
            if shape is None or not number:
                continue
            x, y = _place(tuple(shape["middle"]))
            text, size = str(number), 29
            colour = TEXT if number < STEPS[2][0] else _DARK
            if _is_dot(shape):
                x, radius = x - 24, 20
                canvas.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour_of(number))
            canvas.text((x, y), text, size, colour=colour, weight=BOLD, anchor="middle")

    def _paint_lists(self, canvas: Canvas) -> None:
        left, y = MARGIN + _MAP_WIDTH + _LIST_GAP, HEAD + 14.0
        room = WIDTH - MARGIN - left
        for part in self.lists:
            canvas.fitted((left, y), part.heading, _LIST_SIZE, room, colour=MUTED, weight=BOLD)
            for number, name in part.rows:
                y += _LIST_ROW
                canvas.text((left, y), number, _LIST_SIZE, weight=BOLD)
                canvas.fitted((left + _NUMBER, y), name, _LIST_SIZE, room - _NUMBER)
            y += _LIST_ROW + _BETWEEN

    def _paint_legend(self, canvas: Canvas) -> None:
        """Explain the colours in the sea before the southern coast."""
        highest = max((number for _, number in self.departments), default=0)
        starts = [start for start, _ in STEPS]
        named = [("0", NEUTRAL)]
        for i, (start, colour) in enumerate(STEPS):
            last = starts[i + 1] - 1 if i + 1 < len(starts) else highest
            if start <= highest:
                named.append((str(start) if last <= start else f"{start}–{last}", colour))
        y = canvas.height - _END - _LEGEND * len(named) - 8.0
        canvas.fitted((MARGIN, y), self.legend, 26, 220, colour=MUTED)
        for text, colour in named:
            y += _LEGEND
            canvas.box((MARGIN, y - _SWATCH / 2, MARGIN + _SWATCH, y + _SWATCH / 2), colour, radius=5)
            canvas.text((MARGIN + _SWATCH + 12, y), text, 26, colour=MUTED)


def colour_of(number: int) -> str:
    """Return the colour of a department with this number."""
    return next((colour for start, colour in reversed(STEPS) if number >= start), NEUTRAL)


@functools.cache
def _shapes() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("peru.toml").read_text("utf-8"))


def _place(point: tuple[int, int]) -> tuple[float, float]:
    """Return where a point of the file is on the canvas."""
    return MARGIN + point[0] * _TALL / 1000, HEAD + point[1] * _TALL / 1000


def _is_dot(shape: dict[str, Any]) -> bool:
    xs = [x for outline in shape["outlines"] for x in outline[::2]]
    return bool((max(xs) - min(xs)) * _TALL / 1000 < _SMALLEST)
