"""The cache as an archive that people can open: one CSV file a table, and the SQLite file itself."""

import csv
import io
import shutil
import tempfile
import zipfile
from pathlib import Path

from bot.cache.cache_file import opened
from bot.cache.report import Progress


def write_archive(cache_path: Path, target: Path, progress: Progress | None = None) -> None:
    """Write the archive at `target`, whole or not at all; `progress` is told tables done of all.

    Blocks; to be called in a thread. Raises OSError and sqlite3.Error.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export.") as folder:
        # A copy, so that both forms show the same load whatever is put in place meanwhile.
        copy, draft = Path(folder) / "cache.sqlite3", Path(folder) / "archive.zip"
        shutil.copyfile(cache_path, copy)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, "copa-peru.sqlite3")
            _write_tables(copy, archive, progress)
        draft.replace(target)


_ARTICLES = """
    SELECT year AS season, name AS document,
           json_extract(article, '$.title') AS title,
           json_extract(article, '$.language') AS language,
           json_extract(article, '$.page_id') AS page_id,
           json_extract(article, '$.revision') AS revision,
           json_extract(article, '$.time') AS time,
           json_extract(article, '$.url') AS url,
           json_extract(article, '$.licence') AS licence
      FROM document
     WHERE article IS NOT NULL
     ORDER BY year, name
"""
"""The articles of Wikipedia among the documents, as their licence wants them named."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def _as_text(row: tuple[object, ...]) -> list[object]:
    """Return a row whose texts no spreadsheet runs: an apostrophe marks them as text."""
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row]


def _write_tables(cache: Path, archive: zipfile.ZipFile, progress: Progress | None) -> None:
    with opened(cache) as db:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = {name: f'SELECT * FROM "{name}"' for (name,) in db.execute(query)}
        tables["articles"] = _ARTICLES
        for done, (table, select) in enumerate(tables.items(), start=1):
            rows = db.execute(select)
            with archive.open(f"csv/{table}.csv", "w") as file:
                text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                writer = csv.writer(text)
                writer.writerow([column[0] for column in rows.description])
                writer.writerows(map(_as_text, rows))
                text.flush()
                text.detach()
            if progress:
                progress(done, len(tables))
