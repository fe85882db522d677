"""`python -m bot check`: what is read from documents, what is not, what contradicts itself."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.documents import check, decode, read_season
from bot.documents.report import has_errors, report_data, report_lines
from bot.errors import DocumentError


def check_documents(paths: Sequence[Path], *, as_json: bool = False) -> bool:
    """Print a report of documents and of folders of them; return whether none has an error.

    Raises DocumentError where there is no document at all.
    """
    files = [file for path in paths for file in _documents(path)]
    if not files:
        raise DocumentError(", ".join(map(str, paths)), "there is no document")
    failed = False
    reports: list[dict[str, object]] = []
    for file in files:
        data, lines, bad = _report(file)
        failed |= bad
        reports.append(data)
        if not as_json:
            sys.stdout.write("\n".join(lines) + "\n\n")
    if as_json:
        json.dump(reports, sys.stdout, ensure_ascii=False, indent=1)
    return not failed


def _report(file: Path) -> tuple[dict[str, object], list[str], bool]:
    try:
        season = read_season(decode(file.read_bytes(), file.name), file.name)
    except (OSError, DocumentError) as error:
        failure: dict[str, object] = {"document": file.name, "error": str(error)}
        return failure, [file.name, f"  cannot be read: {error}"], True
    problems = (*season.problems, *check(season))
    return report_data(season, problems), list(report_lines(season, problems)), has_errors(problems)


def _documents(path: Path) -> list[Path]:
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]
