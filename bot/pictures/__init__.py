"""Pictures of tables: what is to be drawn comes in as plain values, a PNG comes out.

`painting.drawn` has them drawn in a process of their own, which imports this room and no more.
"""

from bot.pictures.bracket import Box, BracketPicture, Column, Side
from bot.pictures.cross import Cell, CrossPicture
from bot.pictures.drawing import Drawing
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
