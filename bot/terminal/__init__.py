"""What the command line does beside running the bot: ask, explain names, check documents."""

from bot.terminal.asking import ask, in_one_line
from bot.terminal.changing import export_data, load_data, undo_change
from bot.terminal.checking import check_data
from bot.terminal.lines import UsageError
from bot.terminal.names import NamesOptions, names
from bot.terminal.words import ask_in_words, ask_lines

__all__ = [
    "NamesOptions",
    "UsageError",
    "ask",
    "ask_in_words",
    "ask_lines",
    "check_data",
    "export_data",
    "in_one_line",
    "load_data",
    "names",
    "undo_change",
]
