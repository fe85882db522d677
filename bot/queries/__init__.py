"""Every question that can be asked, one file a family; importing the package registers them all."""

import importlib
import pkgutil

from bot.queries.query import HOLE, Query, decode, encode, kinds
from bot.queries.resolve import Understood, settled, understand

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = [
    "HOLE",
    "Query",
    "Understood",
    "decode",
    "encode",
    "kinds",
    "settled",
    "understand",
]
