"""The documents room: the text of a season document into a `Season`, and what is wrong with it."""

from bot.documents.checks import check
from bot.documents.links import Linker, link
from bot.documents.reader import read_season, year_of
from bot.documents.recent import read_and_check
from bot.documents.text import decode

__all__ = ["Linker", "check", "decode", "link", "read_and_check", "read_season", "year_of"]
