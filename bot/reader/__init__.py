"""The documents room: the text of a season document into a `Season`, and what is wrong with it."""

from bot.reader.document_text import decode
from bot.reader.read import read_and_check, read_season, read_seasons, year_of
from bot.tournament.checks import check
from bot.tournament.club_links import Linker, link

__all__ = ["Linker", "check", "decode", "link", "read_and_check", "read_season", "read_seasons", "year_of"]
