"""What took long to read is kept for a while: an added document is read for its preview and to be loaded."""

import hashlib
import threading
import time

from bot.model import Problem, Season
from bot.reader.document_text import decode
from bot.reader.read import read_season
from bot.tournament.checks import check

_LONG_SECONDS = 0.5
"""What takes less is not worth the memory."""

_KEPT_SECONDS = 600.0

Checked = tuple[Season, tuple[Problem, ...]]


class _Recent:
    """The last season that took long to read, until another one did or its time is over."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[str, str], Checked] | None = None

    def find(self, key: tuple[str, str]) -> Checked | None:
        kept = self._kept
        return kept[1] if kept and kept[0] == key else None

    def keep(self, key: tuple[str, str], found: Checked) -> None:
        self._kept = kept = (key, found)

        def forget() -> None:
            if self._kept is kept:
                self._kept = None

        forgetting = threading.Timer(_KEPT_SECONDS, forget)
        forgetting.daemon = True
        forgetting.start()


_recent = _Recent()


def read_and_check(data: bytes, document: str) -> Checked:
    """Return the season of a document (its bytes, its file name) and the problems of reading and of checks.

    Raises DocumentError where `decode` or `read_season` does.
    """
    key = (hashlib.sha256(data).hexdigest(), document)
    found = _recent.find(key)
    if found is None:
        began = time.thread_time()
        season = read_season(decode(data, document), document)
        found = season, (*season.problems, *check(season))
        if time.thread_time() - began > _LONG_SECONDS:
            _recent.keep(key, found)
    return found
