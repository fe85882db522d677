"""Pictures of tables: plain values come in, a PNG comes out; `draw.drawn` draws in a process of its own."""

from bot.pictures.bracket import Box, BracketPicture, Column, Side
from bot.pictures.canvas import Drawing
from bot.pictures.cross import Cell, CrossPicture
from bot.pictures.points import PointsLine, PointsPicture
from bot.pictures.table import TablePicture, TableRow

__all__ = [
    "Box",
    "BracketPicture",
    "Cell",
    "Column",
    "CrossPicture",
    "Drawing",
    "PointsLine",
    "PointsPicture",
    "Side",
    "TablePicture",
    "TableRow",
]
