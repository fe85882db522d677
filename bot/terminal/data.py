"""The data as the bot has it, for a command of the terminal; answers as plain values for JSON."""

import contextlib
import dataclasses
import datetime
import enum
from collections.abc import AsyncIterator
from typing import Any

from bot.cache import Snapshot
from bot.client import CopaBot
from bot.queries import Query
from bot.settings import Settings


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Snapshot]:
    """Lend a snapshot of the documents as they are now; raises SettingsError where they cannot be loaded."""
    bot = CopaBot(settings)
    try:
        await bot.open_data()
        async with bot.store.snapshot() as snapshot:
            yield snapshot
    finally:
        await bot.close()


def as_data(value: object) -> Any:
    """Return dataclasses as objects, queries with their kind, dates in ISO form, all else as JSON has it."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: as_data(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"kind": value.kind, **fields} if isinstance(value, Query) else fields
    if isinstance(value, dict):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_data(item) for item in value]
    return value
