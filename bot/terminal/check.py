"""`python -m bot check`: what is read from documents, what is not, what contradicts itself."""

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cache.inputs import DocumentFile, document_file, document_files
from bot.errors import DocumentError
from bot.moderation.check import check_documents
from bot.reader.report import has_errors
from bot.settings import Settings
from bot.terminal.data import moderation_of, write_json
from bot.terminal.progress import shown_progress
from bot.text import escaped


async def check_data(settings: Settings, paths: Sequence[Path], *, as_json: bool = False) -> bool:
    """Print a report on documents and folders of them; without any, on all that the bot would read.

    These are the documents of `SEASONS_DIR` and those that moderators added, as in `/data check`; nothing is
    written anywhere. Return whether no document has an error. Raises DocumentError where there is no document
    at all, StorageError where moderators' documents cannot be read.
    """
    with shown_progress("check") as progress:
        if paths:
            checked = await check_documents([file for path in paths for file in _documents(path)], progress)
        else:
            checked = await moderation_of(settings).check(progress=progress)
    if not checked:
        raise DocumentError(", ".join(map(str, paths or [settings.seasons_dir])), "there is no document")
    if as_json:
        write_json([document.data for document in checked])
    else:
        sys.stdout.writelines(escaped("\n".join(document.lines)) + "\n\n" for document in checked)
    return not any(document.error is not None or has_errors(document.problems) for document in checked)


def _documents(path: Path) -> list[DocumentFile]:
    """Return the documents of a folder, or a file as one, whatever its name."""
    if path.is_dir():
        return document_files(path)
    file = document_file(path)
    if file is None:
        raise DocumentError(str(path), "there is no such file or folder")
    return [file]
