"""Files at CACHE_PATH: read, told from other files, and checked for damage."""

import contextlib
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import SettingsError

APPLICATION_ID = 0x436F7061
"""The mark of a cache in the header of its file ("Copa")."""

_MAGIC = b"SQLite format 3\0"
_OLD_TABLES = {"meta", "document", "season", "club", "match"}
"""Tables by which a cache of an earlier version is known, which has no mark."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}


def connect(path: Path, **options: Any) -> sqlite3.Connection:
    """Return a connection that only reads; a file in place never changes, so it needs no lock."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    db: sqlite3.Connection = sqlite3.connect(uri, uri=True, **options)
    return db


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Lend a connection that only reads a cache."""
    with contextlib.closing(connect(path)) as db:
        yield db


def is_damage(error: BaseException) -> bool:
    """Tell whether a read failed because the file is not what was written; a wrong statement is no damage."""
    code = getattr(error, "sqlite_errorcode", None)
    # The lower byte is the code, what stands above it says more about it.
    return isinstance(error, sqlite3.DatabaseError) and code is not None and code & 0xFF in _DAMAGE


def check_whole(path: Path) -> None:
    """Read a cache through; raises sqlite3.DatabaseError where it is not whole."""
    with opened(path) as db:
        [found] = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(f"the file is not whole: {found}")


def check_own(path: Path) -> None:
    """Raise SettingsError where no cache lies at `path` but something else, which nobody may replace."""
    try:
        found = path.lstat()
        own = stat.S_ISREG(found.st_mode) and (found.st_size == 0 or _is_cache(path))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise SettingsError("CACHE_PATH", f"{path} cannot be read: {error.strerror or error}") from error
    if not own:
        raise SettingsError("CACHE_PATH", f"{path} is no cache of this bot; it is left as it is")


def _is_cache(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_MAGIC):
        return False
    mark = int.from_bytes(header[68:72], "big")
    return mark == APPLICATION_ID or (mark == 0 and _has_old_tables(path))


def _has_old_tables(path: Path) -> bool:
    try:
        with opened(path) as db:
            names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except sqlite3.Error:
        return False
    return names >= _OLD_TABLES
