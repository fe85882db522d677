"""What tells a cache that is damaged from a fault of ours: SQLite's own codes and its own check."""

import contextlib
import sqlite3
from pathlib import Path

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}


def is_damage(error: BaseException) -> bool:
    """Tell whether a read failed because the file is not what was written; a wrong statement is no damage."""
    code = getattr(error, "sqlite_errorcode", None)
    # The lower byte is the code, what stands above it says more about it.
    return isinstance(error, sqlite3.DatabaseError) and code is not None and code & 0xFF in _DAMAGE


def check_whole(path: Path) -> None:
    """Read a cache through; raises sqlite3.DatabaseError where it is not whole."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as db:
        [found] = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(f"the file is not whole: {found}")
