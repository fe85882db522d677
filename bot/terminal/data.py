"""The bot's data for terminal commands, and answers as plain values for JSON."""

import contextlib
import dataclasses
import datetime
import enum
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

from bot.cache import Snapshot, Store
from bot.errors import SettingsError
from bot.moderation import Moderation
from bot.queries import Query
from bot.repair import CacheRepair
from bot.settings import Settings

NO_QUESTION = {"error": 'not a line {"q": "…"}'}


def moderation_of(settings: Settings) -> Moderation:
    """Return the data and its changes at the places of the settings."""
    return Moderation(settings.seasons_dir, settings.cache_path, settings.data_dir, settings.database_url)


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Snapshot]:
    """Lend a snapshot of the documents as they are now; raises SettingsError where there are none."""
    moderation = moderation_of(settings)
    store = Store(settings.cache_path)
    repair = CacheRepair(moderation, store)
    try:
        await repair.start(moderation.load())
        async with store.snapshot() as snapshot:
            if not snapshot.editions:
                raise SettingsError(
                    "SEASONS_DIR", f"there is no season document in {settings.seasons_dir.absolute()}"
                )
            yield snapshot
    finally:
        await repair.close()
        await store.close()


def write_json(data: object, *, indent: int | None = 1) -> None:
    """Print data as JSON, in ASCII where standard output is not Unicode."""
    unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    json.dump(data, sys.stdout, ensure_ascii=not unicode, indent=indent)
    sys.stdout.write("\n")
    if indent is None:
        sys.stdout.flush()


def json_question(line: str) -> tuple[str, dict[str, Any]] | None:
    """Return the question of a line `{"q": "…"}` with all that the line holds, None for any other line."""
    try:
        fields = json.loads(line)
        return str(fields["q"]), dict(fields)
    except (ValueError, TypeError, KeyError):
        return None


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
