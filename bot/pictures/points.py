"""A line chart of points after each round."""

from dataclasses import dataclass

from bot.pictures.canvas import BACKGROUND, BOLD, LINE, MARGIN, MUTED, WIDTH, Canvas, Drawing

_HEAD, _FOOT, _AXIS = 116, 52, 84
_NAMES, _POINTS = 290, 40
_LABEL = 34
_LEAST_CHART = 460
_ROUND_LABELS = 14
_SHARPER = 2
"""Scale at which lines are drawn and then reduced, to smooth them."""

# Distinguishable by brightness, too, for colour-blind people.
_COLOURS = ("#F5C542", "#4CA8FF", "#FF6B6B", "#4CC38A", "#C792EA", "#FF9F45", "#7FDBDA", "#F78FB3")
_REST = "#77808D"

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PointsLine:
    """A club's points after each round."""

    club: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PointsPicture(Drawing):
    """The lines of all clubs in table order; `axis` is the label of the x axis."""

    title: str
    subtitle: str
    rounds: tuple[str, ...]
    lines: tuple[PointsLine, ...]
    axis: str
    footer: str

    def paint(self) -> Canvas:
        """Return the picture, 800 pixels wide."""
        chart = _Chart(self)
        canvas = Canvas(WIDTH, round(chart.bottom) + _AXIS + _FOOT)
        chart.paint_lines(canvas)
        canvas.title(self.title, self.subtitle)
        chart.paint_labels(canvas)
        canvas.footer(self.footer)
        return canvas


class _Chart:
    """The layout of one picture, and its drawing."""

    def __init__(self, picture: PointsPicture) -> None:
        self.picture = picture
        self.left, self.right = MARGIN + 46.0, float(WIDTH - MARGIN - _NAMES)
        self.top = _HEAD + 30.0
        self.bottom = self.top + max(_LEAST_CHART, _LABEL * len(picture.lines))
        self.most = max((line.points[-1] for line in picture.lines), default=1) or 1

    def place(self, round_: int, points: int) -> Place:
        """Return the coordinates of a number of points after a round."""
        share = round_ / max(len(self.picture.rounds) - 1, 1)
        x = self.left + share * (self.right - self.left)
        return x, self.bottom - points / self.most * (self.bottom - self.top)

    def colour(self, i: int) -> str:
        """Return the colour of the i-th club; grey after the first few."""
        return _COLOURS[i] if i < len(_COLOURS) else _REST

    def paint_lines(self, canvas: Canvas) -> None:
        """Draw grid and lines enlarged, and paste them smoothed onto the canvas."""
        from PIL import Image, ImageDraw

        large = Image.new("RGB", (canvas.width * _SHARPER, canvas.height * _SHARPER), BACKGROUND)
        draw = ImageDraw.Draw(large)
        for points in self.steps():
            y = self.place(0, points)[1] * _SHARPER
            draw.line((self.left * _SHARPER, y, self.right * _SHARPER, y), fill=LINE, width=2)
        # Draw the leader last, on top of the others.
        for i, line in reversed(list(enumerate(self.picture.lines))):
            spots = [self.place(n, points) for n, points in enumerate(line.points)]
            spots = [(x * _SHARPER, y * _SHARPER) for x, y in spots]
            draw.line(spots, fill=self.colour(i), width=5 * _SHARPER, joint="curve")
            for x, y in spots:
                radius = 6 * _SHARPER
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=self.colour(i))
        canvas.image.paste(large.reduce(_SHARPER))

    def paint_labels(self, canvas: Canvas) -> None:
        """Write points, rounds and the clubs' names at the ends of their lines."""
        for points in self.steps():
            y = self.place(0, points)[1]
            canvas.text((self.left - 14, y), str(points), 24, colour=MUTED, anchor="right")
        rounds = self.picture.rounds
        step = -(-len(rounds) // _ROUND_LABELS)
        for n in range(0, len(rounds), step):
            place = (self.place(n, 0)[0], self.bottom + 28)
            canvas.text(place, rounds[n], 24, colour=MUTED, anchor="middle")
        middle = ((self.left + self.right) / 2, self.bottom + 64)
        canvas.text(middle, self.picture.axis, 24, colour=MUTED, anchor="middle")
        x = self.right + 22
        for i, y in enumerate(self.label_heights()):
            line, colour = self.picture.lines[i], self.colour(i)
            reached = str(line.points[-1])
            canvas.text((x + _POINTS - 8, y), reached, 26, colour=colour, weight=BOLD, anchor="right")
            canvas.fitted((x + _POINTS + 2, y), line.club, 25, _NAMES - _POINTS - 24, colour=colour)

    def steps(self) -> list[int]:
        """Return the points of the grid lines, about seven at most."""
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if self.most / s <= 7 or s == 100)
        return list(range(0, self.most + 1, step))

    def label_heights(self) -> list[float]:
        """Return the y of each name: as close to its line's end as its neighbours allow."""
        heights: list[float] = []
        for line in self.picture.lines:
            wanted = self.place(0, line.points[-1])[1]
            heights.append(max(wanted, heights[-1] + _LABEL) if heights else wanted)
        over = (heights[-1] if heights else 0) - self.bottom
        for i in reversed(range(len(heights))):
            if over <= 0:
                break
            heights[i] -= over
            over = heights[i - 1] + _LABEL - heights[i] if i else 0
        return heights
