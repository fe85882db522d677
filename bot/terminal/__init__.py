"""What the command line does beside running the bot: ask, explain names, check documents."""

from bot.terminal.asking import ask, in_one_line
from bot.terminal.checking import check_documents
from bot.terminal.lines import UsageError
from bot.terminal.names import NamesOptions, names
from bot.terminal.words import ask_in_words, ask_lines

__all__ = [
    "NamesOptions",
    "UsageError",
    "ask",
    "ask_in_words",
    "ask_lines",
    "check_documents",
    "in_one_line",
    "names",
]
