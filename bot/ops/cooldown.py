"""How many questions one user may ask in a while, on a clock that nobody sets."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import TTLCache

_MOST_USERS = 50_000


@dataclass(frozen=True, slots=True)
class TooMany:
    """A question too many: seconds until the next is answered, and whether this user was told so already."""

    seconds: float
    told: bool


@dataclass(slots=True)
class _Window:
    start: float
    questions: int = 0
    told: bool = False


class Cooldowns:
    """So many questions in so many seconds for each user, counted from the first; the rest are refused.

    Of more than `most` users those not seen for longest are forgotten, so that a crowd costs no memory.
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
        """Count a question; return the refusal of one too many, None for one that is answered."""
        now = self._clock()
        window = self._windows.get(user)
        if window is None or now > window.start + self._seconds:
            window = self._windows[user] = _Window(now)
        window.questions += 1
        if window.questions <= self._questions:
            return None
        told, window.told = window.told, True
        return TooMany(self._seconds - (now - window.start), told)
