"""The cache: documents written into one SQLite file, and snapshots of it to be asked."""

from bot.cache.inputs import Additions, DocumentFile, Inputs, PointsRule, document_file, read_inputs
from bot.cache.load import Keeper, load
from bot.cache.report import Difference, Example, Facts, HeldBack, LoadReport
from bot.cache.snapshot import Snapshot, Store

__all__ = [
    "Additions",
    "Difference",
    "DocumentFile",
    "Example",
    "Facts",
    "HeldBack",
    "Inputs",
    "Keeper",
    "LoadReport",
    "PointsRule",
    "Snapshot",
    "Store",
    "document_file",
    "load",
    "read_inputs",
]
