"""How much work something is, counted in calls of functions: the same on every machine, however busy."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass
class Work:
    """The calls of functions, of Python and built in, counted so far."""

    calls: int = 0


@contextlib.contextmanager
def counted() -> Iterator[Work]:
    """Count the calls of this thread, also those between awaits, for as long as the block lasts."""
    work = Work()

    def profile(frame: object, event: str, arg: object) -> None:
        if event in ("call", "c_call"):
            work.calls += 1

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield work
    finally:
        sys.setprofile(before)


def calls_of(work: Callable[[], Any]) -> int:
    """Return how many functions one call of `work` calls."""
    with counted() as found:
        work()
    return found.calls
