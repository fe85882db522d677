"""The text of a season document into a `Season`, and what is wrong with it."""

from bot.reader.document_text import decode
from bot.reader.read import read_and_check, read_season, read_seasons, year_of

__all__ = ["decode", "read_and_check", "read_season", "read_seasons", "year_of"]
