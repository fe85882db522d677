"""`python -m bot load`, `undo`, `export` and `data copy`: work on the data where the bot runs."""

import asyncio
import sys
from pathlib import Path

from bot.errors import SettingsError, StorageError
from bot.moderation import TERMINAL
from bot.moderation.store import ModerationStore
from bot.queries.export import write_archive
from bot.replies.language import Language
from bot.replies.moderation import undone_reply
from bot.replies.reload import reload_reply
from bot.replies.reply import Reply, body
from bot.settings import Settings, store_place
from bot.terminal.data import as_data, moderation_of, write_json
from bot.terminal.progress import shown_progress
from bot.text import escaped


async def load_data(settings: Settings, t: Language, *, force: bool = False, as_json: bool = False) -> bool:
    """Bring the cache up to date, as at a start, and print what changed; `force` builds it from nothing.

    Return whether every document is in use as it lies there. Raises StorageError and ReloadRunningError.
    """
    with shown_progress("load") as progress:
        report = await moderation_of(settings).load(force=force, progress=progress)
    if as_json:
        write_json(as_data(report))
    else:
        _print(reload_reply(report, t))
    return not report.unreadable and not report.held


async def undo_change(settings: Settings, t: Language, *, as_json: bool = False) -> None:
    """Undo the last change and print it; raises NothingToUndoError, StorageError, ReloadRunningError."""
    undone, report = await moderation_of(settings).undo(TERMINAL)
    if as_json:
        write_json({"undone": as_data(undone), "report": as_data(report)})
    else:
        _print(undone_reply(undone, report, t))


async def export_data(
    settings: Settings, target: Path, *, force: bool = False, as_json: bool = False
) -> None:
    """Write the archive of all facts at `target`, in the place of a file there only with `force`.

    Raises StorageError and ReloadRunningError.
    """
    if target.is_file() and not force:
        raise StorageError(f"{target} is there already; --force replaces it")
    await moderation_of(settings).load()
    try:
        with shown_progress("export") as progress:
            await asyncio.to_thread(write_archive, settings.cache_path, target, progress)
    except OSError as error:
        raise StorageError(f"{target} cannot be written: {error.strerror or error}") from error
    if as_json:
        write_json({"archive": str(target), "bytes": target.stat().st_size})
    else:
        sys.stdout.write(f"{target}\n")


async def copy_data(source: str, target: str, *, as_json: bool = False) -> None:
    """Copy the moderation store from one place to another, and print what was copied of each table.

    Raises SettingsError for a place that is none, StorageError where one cannot be read or written.
    """
    places = []
    for option, text in (("--from", source), ("--to", target)):
        try:
            places.append(store_place(text))
        except ValueError as error:
            raise SettingsError(option, str(error)) from None
    if places[0] == places[1]:
        raise SettingsError("--to", "is the same place as --from")
    if isinstance(places[0], Path) and not places[0].is_file():
        raise SettingsError("--from", f"there is no file {places[0]}")
    # Not needed for other commands, and slow to import.
    from bot.moderation.copy import copy_store

    copied = await copy_store(*map(_store_at, places))
    if as_json:
        write_json(as_data(copied))
    else:
        sys.stdout.writelines(f"{table.table}: {table.rows} rows, {table.digest[:16]}\n" for table in copied)


def _store_at(place: Path | str) -> ModerationStore:
    return ModerationStore(place) if isinstance(place, Path) else ModerationStore(Path(), place)


def _print(reply: Reply) -> None:
    sys.stdout.write(escaped(f"{reply.title}\n\n{body(reply)}\n"))
