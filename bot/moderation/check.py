"""Checks whether a file is a season document, and the report on all documents."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cache.inputs import DocumentFile
from bot.cache.versions import Progress
from bot.errors import DocumentError, Refusal, RefusedDocumentError
from bot.model import Problem
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
    season = await asyncio.to_thread(_season, name, data)
    return Judged(season, hashlib.sha256(data).hexdigest())


def _season(name: str, data: bytes) -> int:
    from bot.reader import decode, year_of

    try:
        text = decode(data, name)
    except DocumentError as error:
        raise RefusedDocumentError(name, Refusal.NOT_TEXT) from error
    if "\0" in text:
        raise RefusedDocumentError(name, Refusal.NOT_TEXT)
    if not text.strip():
        raise RefusedDocumentError(name, Refusal.EMPTY)
    try:
        return year_of(text, name)
    except DocumentError as error:
        refusal = Refusal.NO_SEASON if error.reason.startswith("no year") else Refusal.UNREADABLE
        raise RefusedDocumentError(name, refusal, error.reason) from error


async def check_documents(files: Sequence[DocumentFile], progress: Progress | None) -> tuple[Checked, ...]:
    """Return the reports on documents that were read as bytes or whose fault is known."""
    reports = []
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files))
        reports.append(await asyncio.to_thread(_checked, file))
    if progress:
        progress(len(files), len(files))
    return tuple(reports)


def _checked(file: DocumentFile) -> Checked:
    from bot.reader import read_and_check
    from bot.reader.report import report_data, report_lines

    name = file.name
    try:
        if file.data is None:
            raise DocumentError(name, file.fault or "")
        season, problems = read_and_check(file.data, name)
    except DocumentError as error:
        line = (name, f"  cannot be read: {error.reason}")
        return Checked(name, None, (), error.reason, line, {"document": name, "error": error.reason})
    lines = tuple(report_lines(season, problems))
    return Checked(name, season.year, problems, None, lines, report_data(season, problems))
