"""A line chart of points after each round."""

from collections import Counter
from dataclasses import dataclass

from bot.pictures.canvas import BACKGROUND, BOLD, HEAD, LINE, MARGIN, MUTED, TALLEST, WIDTH, Canvas, Drawing

_AXIS, _END = 92, 12
_NAMES, _POINTS, _LEADER = 300, 44, 26
_LABEL, _LEAST_LABEL = 40, 30
_LEAST_CHART = 340
_ROUND_LABELS = 14
_LINE, _MARK = 6, 9
_SPREAD = 0.6
"""Share of a point by which equal lines may lie apart in all, so that each is seen."""
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

    def paint(self) -> Canvas:
        """Return the picture, 800 pixels wide."""
        chart = _Chart(self)
        canvas = Canvas(WIDTH, round(chart.bottom) + _AXIS + _END)
        chart.paint_lines(canvas)
        canvas.title(self.title, self.subtitle)
        chart.paint_labels(canvas)
        return canvas


class _Chart:
    """The layout of one picture, and its drawing."""

    def __init__(self, picture: PointsPicture) -> None:
        self.picture = picture
        self.left, self.right = MARGIN + 50.0, float(WIDTH - MARGIN - _NAMES)
        self.top = HEAD + 30.0
        room = TALLEST - self.top - _AXIS - _END
        self.label = max(_LEAST_LABEL, min(_LABEL, room / max(len(picture.lines), 1)))
        self.bottom = self.top + max(_LEAST_CHART, self.label * len(picture.lines))
        self.most = max((line.points[-1] for line in picture.lines), default=1) or 1
        rounds = zip(*(line.points for line in picture.lines), strict=True)
        equal = max((max(Counter(points).values()) for points in rounds), default=1)
        self.apart = min(_LINE, _SPREAD * (self.bottom - self.top) / self.most / equal)

    def place(self, round_: int, points: int) -> Place:
        """Return the coordinates of a number of points after a round."""
        share = round_ / max(len(self.picture.rounds) - 1, 1)
        x = self.left + share * (self.right - self.left)
        return x, self.bottom - points / self.most * (self.bottom - self.top)

    def spots(self, i: int) -> list[Place]:
        """Return the line of the i-th club, beside those of clubs with as many points after a round."""
        spots = []
        for n, points in enumerate(self.picture.lines[i].points):
            equal = [j for j, line in enumerate(self.picture.lines) if line.points[n] == points]
            x, y = self.place(n, points)
            spots.append((x, y + (equal.index(i) - (len(equal) - 1) / 2) * self.apart))
        return spots

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
        heights = self.label_heights()
        # Draw the leader last, on top of the others.
        for i in reversed(range(len(self.picture.lines))):
            spots = [(x * _SHARPER, y * _SHARPER) for x, y in self.spots(i)]
            draw.line(spots, fill=self.colour(i), width=_LINE * _SHARPER, joint="curve")
            x, y = spots[-1]
            end = (self.right + _LEADER) * _SHARPER, heights[i] * _SHARPER
            draw.line(((x, y), end), fill=self.colour(i), width=2 * _SHARPER)
            radius = _MARK * _SHARPER
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=self.colour(i))
        canvas.image.paste(large.reduce(_SHARPER))

    def paint_labels(self, canvas: Canvas) -> None:
        """Write points, rounds and the clubs' names at the ends of their lines."""
        for points in self.steps():
            y = self.place(0, points)[1]
            canvas.text((self.left - 16, y), str(points), 28, colour=MUTED, anchor="right")
        rounds = self.picture.rounds
        step = -(-len(rounds) // _ROUND_LABELS)
        for n in range(0, len(rounds), step):
            place = (self.place(n, 0)[0], self.bottom + 32)
            canvas.text(place, rounds[n], 28, colour=MUTED, anchor="middle")
        middle = ((self.left + self.right) / 2, self.bottom + 70)
        canvas.text(middle, self.picture.axis, 28, colour=MUTED, anchor="middle")
        x = self.right + _LEADER
        for i, y in enumerate(self.label_heights()):
            line, colour = self.picture.lines[i], self.colour(i)
            reached = str(line.points[-1])
            size, room = min(30, round(self.label * 0.8)), _NAMES - _LEADER - _POINTS - 8
            canvas.text((x + _POINTS - 4, y), reached, size, colour=colour, weight=BOLD, anchor="right")
            canvas.fitted((x + _POINTS + 8, y), line.club, size, room, colour=colour, most_lines=1)

    def steps(self) -> list[int]:
        """Return the points of the grid lines, about seven at most."""
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if self.most / s <= 7 or s == 100)
        return list(range(0, self.most + 1, step))

    def label_heights(self) -> list[float]:
        """Return the y of each name: as close to its line's end as its neighbours allow."""
        heights: list[float] = []
        for line in self.picture.lines:
            wanted = self.place(0, line.points[-1])[1]
            heights.append(max(wanted, heights[-1] + self.label) if heights else wanted)
        over = (heights[-1] if heights else 0) - self.bottom
        for i in reversed(range(len(heights))):
            if over <= 0:
                break
            heights[i] -= over
            over = heights[i - 1] + self.label - heights[i] if i else 0
        return heights
