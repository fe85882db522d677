"""Pictures of tables: plain values → PNG; `draw.drawn` draws in a separate process."""

from bot.pictures.bracket import Box, BracketPicture, KnockoutRound, Side
from bot.pictures.canvas import Drawing
from bot.pictures.cross import Cell, CrossPicture
from bot.pictures.points import PointsLine, PointsPicture
from bot.pictures.table import TablePicture, TableRow

__all__ = [
    "Box",
    "BracketPicture",
    "Cell",
    "CrossPicture",
    "Drawing",
    "KnockoutRound",
    "PointsLine",
    "PointsPicture",
    "Side",
    "TablePicture",
    "TableRow",
]
