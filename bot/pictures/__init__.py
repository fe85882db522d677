"""Pictures of tables: plain values → PNG; `draw.drawn` draws in a separate process."""

from bot.pictures.bracket import Box, BracketPicture, KnockoutRound, Side
from bot.pictures.canvas import Drawing
from bot.pictures.cross import Cell, CrossPicture
from bot.pictures.map import MapPicture, NumberList
from bot.pictures.points import PointsLine, PointsPicture
from bot.pictures.table import TablePicture, TableRow
from bot.pictures.timeline import TimelinePicture, TimelineRow

__all__ = [
    "Box",
    "BracketPicture",
    "Cell",
    "CrossPicture",
    "Drawing",
    "KnockoutRound",
    "MapPicture",
    "NumberList",
    "PointsLine",
    "PointsPicture",
    "Side",
    "TablePicture",
    "TableRow",
    "TimelinePicture",
    "TimelineRow",
]
