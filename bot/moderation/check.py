"""Checks whether a file is a season document, and the report on all documents."""

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.cache.inputs import DocumentFile
from bot.cache.report import Progress, counted
from bot.cache.season_documents import differences_of
from bot.errors import DocumentError, Refusal, RefusedDocumentError
from bot.model import Problem, Season
from bot.reader_process import finished, import_reader, read_beside
from bot.text import clean

MAX_DOCUMENT = 1 << 20
_MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that is a season document: its season and its digest."""

    season: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The report on a document: its problems, or the error that prevents reading it."""

    document: str
    season: int | None
    problems: tuple[Problem, ...]
    error: str | None
    lines: tuple[str, ...]
    data: dict[str, object]


def shown_name(file: str) -> str:
    """Return a file's name for display: no folders, no invisible characters, not too long."""
    return visible(file.replace("\\", "/").rpartition("/")[2]) or "document"


def visible(name: str) -> str:
    """Return a name on one line without control signs and marks that turn the text around."""
    line = " ".join(clean(name).split())
    return line if len(line) <= _MAX_NAME else line[: _MAX_NAME - 1] + "…"


async def judge_document(name: str, data: bytes) -> Judged:
    """Return season and digest of a season document, judged by its content; raises RefusedDocumentError."""
    if len(data) > MAX_DOCUMENT:
        raise RefusedDocumentError(name, Refusal.TOO_LARGE)
    return Judged(await _season(name, data), hashlib.sha256(data).hexdigest())


async def _season(name: str, data: bytes) -> int:
    await import_reader()
    from bot.reader import decode, year_of

    try:
        text = await finished(decode, data, name)
    except DocumentError as error:
        raise RefusedDocumentError(name, Refusal.NOT_TEXT) from error
    if "\0" in text:
        raise RefusedDocumentError(name, Refusal.NOT_TEXT)
    if not text.strip():
        raise RefusedDocumentError(name, Refusal.EMPTY)
    try:
        return await read_beside(year_of, text, name)
    except DocumentError as error:
        refusal = Refusal.NO_SEASON if error.reason.startswith("no year") else Refusal.UNREADABLE
        raise RefusedDocumentError(name, refusal, error.reason) from error


async def check_documents(files: Sequence[DocumentFile], progress: Progress | None) -> tuple[Checked, ...]:
    """Return the reports on documents that were read as bytes or whose fault is known.

    Where several are of one season, their differences are problems of those that do not lead.
    """
    read = [await _read(file) for file in counted(files, progress)]
    return tuple(await finished(_reports, read))


@dataclass(frozen=True, slots=True)
class _Read:
    seasons: tuple[Season, ...]
    problems: tuple[Problem, ...]


async def _read(file: DocumentFile) -> _Read | Checked:
    await import_reader()
    from bot.reader import read_seasons

    try:
        if file.data is None:
            raise DocumentError(file.name, file.fault or "")
        return _Read(*await read_beside(read_seasons, file.data, file.name))
    except DocumentError as error:
        line = (file.name, f"  cannot be read: {error.reason}")
        return Checked(
            file.name, None, (), error.reason, line, {"document": file.name, "error": error.reason}
        )


def _reports(read: Sequence[_Read | Checked]) -> list[Checked]:
    from bot.reader.report import report_data, report_lines

    whole = [document for document in read if isinstance(document, _Read)]
    differing = differences_of(season for document in whole for season in document.seasons)
    reports = []
    for document in read:
        if isinstance(document, Checked):
            reports.append(document)
            continue
        season = _as_one(document.seasons)
        problems = (*document.problems, *differing.get(season.document, ()))
        year = season.year if len(document.seasons) == 1 else None
        data = report_data(season, problems) | {"season": year}
        reports.append(
            Checked(season.document, year, problems, None, tuple(report_lines(season, problems)), data)
        )
    return reports


def _as_one(seasons: Sequence[Season]) -> Season:
    """Return the editions of a list as one season, to be counted."""
    kinds = ("infobox", "champions", "runners_up", "paragraphs")
    facts: dict[str, Any] = {
        kind: tuple([fact for season in seasons for fact in getattr(season, kind)]) for kind in kinds
    }
    return dataclasses.replace(seasons[0], **facts) if len(seasons) > 1 else seasons[0]
