"""A drawing surface with the pictures' colours and fonts.

Pictures have their own background, so that they look the same in Discord's light and dark theme. The fonts
come from a package, so that machines without fonts work too.
"""

import io
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import ImageFont

# Describing a picture needs no Pillow, so it is only imported for drawing.

WIDTH = 800
"""Width in pixels; a phone shows about half of that."""

TALLEST = 630
"""Height up to which a picture of that width is on a phone's screen with the text and buttons around it."""

MARGIN, HEAD, FOOT = 28, 84, 56
BACKGROUND, STRIPE, LINE = "#1E2229", "#262B34", "#3A414D"
TEXT, MUTED = "#F2F4F7", "#A9B1BD"
RED, GOLD, GREEN = "#E4002B", "#F5C542", "#4CC38A"
WON, DRAWN, LOST = "#1F6B48", "#7A6320", "#7A2C3A"

REGULAR, BOLD = 400, 700
NORMAL, NARROW = 100, 75

Anchor = Literal["left", "right", "middle"]
_ANCHORS = {"left": "lm", "right": "rm", "middle": "mm"}
_FONT = ("fontpkg_roboto", "files", "Roboto[wdth,wght].ttf")


@cache
def _font_file() -> Path:
    package, *path = _FONT
    return Path(str(resources.files(package).joinpath(*path)))


@cache
def font(size: int, weight: int = REGULAR, width: int = NORMAL) -> "ImageFont.FreeTypeFont":
    """Return the font of a size in pixels, a weight (400, 700) and a width in per cent (75 to 100)."""
    from PIL import ImageFont

    loaded = ImageFont.truetype(_font_file(), size, layout_engine=ImageFont.Layout.BASIC)
    loaded.set_variation_by_axes([weight, width])
    return loaded


class Canvas:
    """A picture being drawn; coordinates are in pixels from its upper left corner."""

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image, ImageDraw

        self.width = width
        self.height = height
        self.image = Image.new("RGB", (width, height), BACKGROUND)
        self.draw = ImageDraw.Draw(self.image)

    def text(
        self,
        place: tuple[float, float],
        text: str,
        size: int,
        *,
        colour: str = TEXT,
        weight: int = REGULAR,
        anchor: Anchor = "left",
        width: int = NORMAL,
    ) -> None:
        """Write one line; `place` is its left end, right end or middle, vertically centred."""
        self.draw.text(place, text, fill=colour, font=font(size, weight, width), anchor=_ANCHORS[anchor])

    def fitted(
        self,
        place: tuple[float, float],
        text: str,
        size: int,
        room: float,
        *,
        colour: str = TEXT,
        weight: int = REGULAR,
        anchor: Anchor = "left",
        most_lines: int = 2,
    ) -> None:
        """Write a name into the available space: narrower, then smaller on two lines, or on one."""
        x, y = place
        for size_, width in ((size, NORMAL), (size, 87), (size, NARROW), (round(size * 0.92), NARROW)):
            if length(text, size_, weight, width) <= room:
                self.text(place, text, size_, colour=colour, weight=weight, anchor=anchor, width=width)
                return
        small = round(size * 0.8)
        lines = wrapped(text, small, room, weight) if most_lines > 1 else [_cut(text, small, room, weight)]
        for i, line in enumerate(lines):
            lift = (i - (len(lines) - 1) / 2) * small * 1.12
            self.text((x, y + lift), line, small, colour=colour, weight=weight, anchor=anchor, width=NARROW)

    def box(self, corners: tuple[float, float, float, float], colour: str, *, radius: int = 0) -> None:
        """Fill a rectangle: left, top, right, bottom."""
        self.draw.rounded_rectangle(corners, radius, fill=colour)

    def rule(self, y: float, *, left: float = MARGIN, colour: str = LINE, thickness: int = 2) -> None:
        """Draw a line across the picture."""
        self.draw.line((left, y, self.width - MARGIN, y), fill=colour, width=thickness)

    def triangle(self, middle: tuple[float, float], size: float, colour: str) -> None:
        """Draw the symbol of promotion: a triangle pointing up."""
        x, y = middle
        self.draw.polygon(
            [(x - size, y + size * 0.7), (x + size, y + size * 0.7), (x, y - size)], fill=colour
        )

    def cup(self, middle: tuple[float, float], size: float, colour: str) -> None:
        """Draw the symbol of a title: a cup."""
        x, y = middle
        self.draw.polygon(
            [
                (x - size, y - size),
                (x + size, y - size),
                (x + size * 0.45, y + size * 0.25),
                (x - size * 0.45, y + size * 0.25),
            ],
            fill=colour,
        )
        self.draw.rectangle((x - size * 0.15, y + size * 0.2, x + size * 0.15, y + size * 0.7), fill=colour)
        self.draw.rectangle((x - size * 0.6, y + size * 0.65, x + size * 0.6, y + size), fill=colour)

    def pencil(self, middle: tuple[float, float], size: float = 8) -> None:
        """Draw the symbol of a correction: a pencil pointing down to the left."""
        x, y = middle
        broad = size * 0.5
        self.draw.polygon(
            [
                (x + size - broad, y - size - broad),
                (x + size + broad, y - size + broad),
                (x - size * 0.4 + broad, y + size * 0.4 + broad),
                (x - size * 0.4 - broad, y + size * 0.4 - broad),
            ],
            fill=GOLD,
        )
        self.draw.polygon(
            [
                (x - size * 0.4 + broad, y + size * 0.4 + broad),
                (x - size * 0.4 - broad, y + size * 0.4 - broad),
                (x - size, y + size),
            ],
            fill=TEXT,
        )

    def title(self, title: str, subtitle: str) -> None:
        """Write title and subtitle on one line above `HEAD`."""
        self.box((0, 0, self.width, 8), RED)
        self.fitted((MARGIN, 46), title, 40, self.width - 2 * MARGIN, weight=BOLD)
        left = MARGIN + length(title, 40, BOLD) + 22
        if left < self.width - MARGIN:
            self.fitted((left, 48), subtitle, 30, self.width - MARGIN - left, colour=MUTED)

    def legend(self, text: str) -> None:
        """Write what the signs mean into the bottom `FOOT`."""
        self.fitted((MARGIN, self.height - FOOT / 2), text, 25, self.width - 2 * MARGIN, colour=MUTED)

    def png(self) -> bytes:
        """Return the picture as PNG with a palette of 256 colours.

        Only the smoothed edges of letters change colour; the file is a third of the size for half the work.
        """
        from PIL import Image

        file = io.BytesIO()
        few = self.image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(file, "PNG", compress_level=6)
        return file.getvalue()


@dataclass(frozen=True, slots=True)
class Drawing(ABC):
    """The complete description of a picture, as a comparable value."""

    @abstractmethod
    def paint(self) -> Canvas:
        """Return the picture."""

    def png(self) -> bytes:
        """Return the picture as PNG."""
        return self.paint().png()


def length(text: str, size: int, weight: int = REGULAR, width: int = NORMAL) -> float:
    """Return the width of a line in pixels."""
    return font(size, weight, width).getlength(text)


def wrapped(text: str, size: int, room: float, weight: int = REGULAR) -> list[str]:
    """Return a name on at most two lines of the narrow font, truncated if necessary."""
    first, rest = "", text.split()
    while rest and length(f"{first} {rest[0]}".strip(), size, weight, NARROW) <= room:
        first = f"{first} {rest.pop(0)}".strip()
    lines = [first, " ".join(rest)] if first else [" ".join(rest)]
    return [_cut(line, size, room, weight) for line in lines if line]


def _cut(text: str, size: int, room: float, weight: int) -> str:
    if length(text, size, weight, NARROW) <= room:
        return text
    while text and length(text + "…", size, weight, NARROW) > room:
        text = text[:-1]
    return text.rstrip() + "…"
