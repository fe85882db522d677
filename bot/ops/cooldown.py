"""Per-user cooldown on the monotonic clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import TTLCache

_MOST_USERS = 50_000


@dataclass(frozen=True, slots=True)
class TooMany:
    """A rejected question: seconds until the next is accepted, and whether the user was already notified."""

    seconds: float
    told: bool


@dataclass(slots=True)
class _Window:
    start: float
    questions: int = 0
    told: bool = False


class Cooldowns:
    """A limit of questions per user and time window, which begins with the first question.

    At most `most` users are tracked; the least recently seen are dropped.
    """

    def __init__(
        self,
        questions: int,
        seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        most: int = _MOST_USERS,
    ) -> None:
        self._questions = questions
        self._seconds = seconds
        self._clock = clock
        self._windows: TTLCache[int, _Window] = TTLCache(most, 2 * seconds, timer=clock)

    def __len__(self) -> int:
        return len(self._windows)

    def refusal(self, user: int) -> TooMany | None:
        """Count a question; return a TooMany if it exceeds the limit, otherwise None."""
        now = self._clock()
        window = self._windows.get(user)
        if window is None or now > window.start + self._seconds:
            window = self._windows[user] = _Window(now)
        window.questions += 1
        if window.questions <= self._questions:
            return None
        notified, window.told = window.told, True
        return TooMany(self._seconds - (now - window.start), notified)
