"""The cache: documents written into one SQLite file, and snapshots of it to be asked."""

from bot.cache.cache_file import is_damage
from bot.cache.inputs import ADDED, Additions, DocumentFile, Inputs, read_inputs
from bot.cache.load import Keeper, load
from bot.cache.report import Difference, Example, Facts, HeldBack, LoadReport
from bot.cache.snapshot import SeasonRef, Snapshot, Store

__all__ = [
    "ADDED",
    "Additions",
    "Difference",
    "DocumentFile",
    "Example",
    "Facts",
    "HeldBack",
    "Inputs",
    "Keeper",
    "LoadReport",
    "SeasonRef",
    "Snapshot",
    "Store",
    "is_damage",
    "load",
    "read_inputs",
]
