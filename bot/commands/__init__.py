"""The slash commands, one file each; whatever command a file of this folder holds is found here."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from discord import app_commands

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
_KINDS = (app_commands.Command, app_commands.Group, app_commands.ContextMenu)


def all_commands() -> Iterator[AnyCommand]:
    """Yield every command of this folder, by the files' names."""
    for module in pkgutil.iter_modules(__path__):
        found = importlib.import_module(f"{__name__}.{module.name}")
        for value in vars(found).values():
            # A command of a group comes with its group.
            if isinstance(value, _KINDS) and getattr(value, "parent", None) is None:
                yield value
