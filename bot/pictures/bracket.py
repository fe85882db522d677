"""A picture of the last rounds of a knock-out, one below the other, the ties side by side."""

from dataclasses import dataclass

from bot.pictures.canvas import (
    BOLD,
    FOOT,
    HEAD,
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

_TITLE, _BOX, _GAP = 44, 92, 10
_SIZE, _SCORE_GAP = 30, 16


@dataclass(frozen=True, slots=True)
class Side:
    """A club of a tie with its goals in each leg, and whether it is known to have advanced."""

    club: str
    scores: tuple[str, ...]
    through: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A tie, and which of its legs were corrected."""

    first: Side
    second: Side
    corrected: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class KnockoutRound:
    """A round with its ties; those that lead to one tie of the next round stand together."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class BracketPicture(Drawing):
    """A picture of rounds, the final below; `note` is the legend."""

    title: str
    subtitle: str
    rounds: tuple[KnockoutRound, ...]
    note: str

    def paint(self) -> Canvas:
        """Return the picture, 800 pixels wide."""
        rows = [-(-len(round_.boxes) // 2) for round_ in self.rounds]
        height = HEAD + FOOT + sum(_TITLE + count * (_BOX + _GAP) for count in rows)
        canvas = Canvas(WIDTH, height)
        canvas.title(self.title, self.subtitle)
        top = HEAD
        for round_, count in zip(self.rounds, rows, strict=True):
            place = (MARGIN, top + _TITLE / 2)
            canvas.fitted(place, round_.title, 28, WIDTH - 2 * MARGIN, colour=MUTED, weight=BOLD)
            for n, box in enumerate(round_.boxes):
                self._paint_box(canvas, box, n, top + _TITLE, alone=len(round_.boxes) == 1)
            top += _TITLE + count * (_BOX + _GAP)
        canvas.legend(self.note)
        return canvas

    def _paint_box(self, canvas: Canvas, box: Box, n: int, top: float, *, alone: bool) -> None:
        width = WIDTH - 2 * MARGIN if alone else (WIDTH - 2 * MARGIN - _GAP) / 2
        left = MARGIN + n % 2 * (width + _GAP)
        top += n // 2 * (_BOX + _GAP)
        canvas.box((left, top, left + width, top + _BOX), STRIPE, radius=8)
        rights = _rights(box, left + width - 14)
        for side, middle in ((box.first, top + _BOX * 0.28), (box.second, top + _BOX * 0.72)):
            if side.through:
                canvas.box((left, middle - 20, left + 6, middle + 20), RED)
            weight = BOLD if side.through else REGULAR
            canvas.fitted((left + 18, middle), side.club, _SIZE, rights[0] - left - 18, weight=weight)
            for score, right in zip(side.scores, rights[1:], strict=True):
                canvas.text((right, middle), score, _SIZE, weight=weight, anchor="right")
        for corrected, before in zip(box.corrected, rights, strict=False):
            if corrected:
                canvas.pencil((before + _SCORE_GAP / 2, top + _BOX / 2), size=7)


def _rights(box: Box, right: float) -> list[float]:
    """Return the right edge of the names and of each leg's goals."""
    rights: list[float] = []
    for pair in reversed(list(zip(box.first.scores, box.second.scores, strict=True))):
        rights.insert(0, right)
        right -= max(length(score, _SIZE, BOLD) for score in pair) + _SCORE_GAP
    return [right, *rights]
