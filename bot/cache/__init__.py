"""The cache: documents written into one SQLite file, and snapshots of it to be asked."""

from bot.cache.inputs import DocumentFile, Inputs, PointsRule, read_inputs
from bot.cache.load import Facts, LoadReport, load
from bot.cache.snapshot import Snapshot, Store

__all__ = [
    "DocumentFile",
    "Facts",
    "Inputs",
    "LoadReport",
    "PointsRule",
    "Snapshot",
    "Store",
    "load",
    "read_inputs",
]
