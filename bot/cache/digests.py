"""Digests of files, remembered beside the cache: an unchanged file is known by its stamp and not read again.

A file with the size, the times and the inode that it had when it was read has the bytes that it had then. A
file that was written just before it was read is not trusted so, because what is written in the same tick of
the clock once more gives the same times. Whatever is not sure is read: another machine's copy, a restored
folder, a damaged memory cost time and nothing else.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

Stamp = list[int]
"""Size in bytes, times of the last change of bytes and of the inode in nanoseconds, inode."""

_TICK = 2_000_000_000
"""The coarsest clock of a file system in use, in nanoseconds."""


def stamp(found: os.stat_result) -> Stamp:
    """Return what tells a file from another one, and from itself before a change."""
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


class Digests:
    """The digests of one folder's files, kept in a file of their own at `path`."""

    def __init__(self, path: Path) -> None:
        """Take up what is remembered; nothing where that cannot be read."""
        self.path = path
        self._known: dict[str, list[Any]] = {}
        """Each file's stamp and, behind it, its digest."""
        self._changed = False
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads(path.read_bytes())
            if isinstance(found, dict):
                self._known = found

    def known(self, name: str, at: Stamp) -> str | None:
        """Return the digest of the file of this name with this stamp, None where it must be read."""
        found = self._known.get(name)
        if isinstance(found, list) and found[:-1] == at:
            return str(found[-1])
        return None

    def read(self, path: Path) -> tuple[bytes, str]:
        """Return a file's bytes and their SHA-256 in hexadecimal, which is remembered; raises OSError."""
        now = time.time_ns()
        before = stamp(path.stat())
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        _, written, changed, _ = before
        if max(written, changed) + _TICK < now and stamp(path.stat()) == before:
            self._known[path.name] = [*before, sha256]
            self._changed = True
        else:
            self.forget(path.name)
        return data, sha256

    def forget(self, name: str) -> None:
        """Have the file of this name read the next time."""
        self._changed |= self._known.pop(name, None) is not None

    def keep(self, names: set[str]) -> None:
        """Write down what is remembered of the files of these names, whole or not at all; raises OSError."""
        for gone in self._known.keys() - names:
            self.forget(gone)
        if not self._changed:
            return
        handle, draft = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                json.dump(self._known, file)
            os.replace(draft, self.path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        self._changed = False
