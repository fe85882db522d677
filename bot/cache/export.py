"""The cache as an archive that people can open: one CSV file a table, and the SQLite file itself."""

import csv
import io
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

Progress = Callable[[int, int], None]


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


def _write_tables(cache: Path, archive: zipfile.ZipFile, progress: Progress | None) -> None:
    db = sqlite3.connect(f"{cache.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = [name for (name,) in db.execute(query)]
        for done, table in enumerate(tables, start=1):
            rows = db.execute(f'SELECT * FROM "{table}"')
            with archive.open(f"csv/{table}.csv", "w") as file:
                text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                writer = csv.writer(text)
                writer.writerow([column[0] for column in rows.description])
                writer.writerows(rows)
                text.flush()
                text.detach()
            if progress:
                progress(done, len(tables))
    finally:
        db.close()
