"""`python -m bot check`: what is read from documents, what is not, what contradicts itself."""

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import DocumentError
from bot.moderation import Moderation
from bot.moderation.check import check_documents
from bot.reader.report import has_errors
from bot.settings import Settings
from bot.terminal.data import write_json
from bot.terminal.progress import shown_progress


async def check_data(settings: Settings, paths: Sequence[Path], *, as_json: bool = False) -> bool:
    """Print a report on documents and folders of them; without any, on all that the bot would read.

    These are the documents of `SEASONS_DIR` and those that moderators added, as in `/data check`; nothing is
    written anywhere. Return whether no document has an error. Raises DocumentError where there is no document
    at all, StorageError where moderators' documents cannot be read.
    """
    with shown_progress("check") as told:
        if paths:
            checked = await check_documents([(f.name, f) for path in paths for f in _documents(path)], told)
        else:
            moderation = Moderation(settings.seasons_dir, settings.cache_path, settings.data_dir)
            checked = await moderation.check(progress=told)
    if not checked:
        raise DocumentError(", ".join(map(str, paths or [settings.seasons_dir])), "there is no document")
    if as_json:
        write_json([found.data for found in checked])
    else:
        sys.stdout.writelines("\n".join(found.lines) + "\n\n" for found in checked)
    return not any(found.error is not None or has_errors(found.problems) for found in checked)


def _documents(path: Path) -> list[Path]:
    if not path.exists():
        raise DocumentError(str(path), "there is no such file or folder")
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]
