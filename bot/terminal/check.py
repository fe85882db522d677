"""`python -m bot check`: what is read from documents, what is not, what contradicts itself."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cache.inputs import DocumentFile, document_file, document_files
from bot.errors import DocumentError
from bot.moderation.check import check_documents
from bot.moderation.fetch import article_file
from bot.reader.report import has_errors
from bot.settings import Settings
from bot.terminal.data import moderation_of, write_json
from bot.terminal.progress import shown_progress
from bot.text import escaped
from bot.wiki import LANGUAGES
from bot.wiki.client import Wiki


async def check_data(
    settings: Settings, paths: Sequence[Path], *, title: str | None = None, as_json: bool = False
) -> bool:
    """Print a report on documents, folders of them and the article of a title.

    Without any, it is on all that the bot would read: the documents of `SEASONS_DIR` and those of moderators,
    as in `/data check`. Nothing is written anywhere. Return whether no document has an error. Raises
    DocumentError where there is no document at all, StorageError where moderators' documents cannot be read.
    """
    with shown_progress("check") as progress:
        if paths or title:
            files = [file for path in paths for file in _documents(path)]
            files += [await _article(settings, title)] if title else []
            checked = await check_documents(files, progress)
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


async def _article(settings: Settings, title: str) -> DocumentFile:
    """Return the article of a title, in whichever wiki has it; raises WikiError and DocumentError."""
    year = re.search(r"[0-9]{4}", title)
    places = [(int(year[0]), language) for language in LANGUAGES] if year else []
    async with Wiki(settings.wikis, settings.wiki_contact) as wiki:
        for located in await wiki.find(places, dict.fromkeys(places, title)):
            page = await wiki.page(located.article) if located.article else None
            if page:
                return DocumentFile(article_file(located.season, located.language), page.html, "")
    raise DocumentError(title, "is not the title of a season's article")
