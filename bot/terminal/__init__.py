"""What the command line does beside running the bot: ask, explain names, check documents."""

from bot.terminal.ask import ask, in_one_line
from bot.terminal.check import check_data
from bot.terminal.free_text import ask_in_words, ask_lines
from bot.terminal.load import export_data, load_data, undo_change
from bot.terminal.names import NamesOptions, names
from bot.terminal.read import read_documents

__all__ = [
    "NamesOptions",
    "ask",
    "ask_in_words",
    "ask_lines",
    "check_data",
    "export_data",
    "in_one_line",
    "load_data",
    "names",
    "read_documents",
    "undo_change",
]
