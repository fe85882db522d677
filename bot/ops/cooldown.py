"""Per-user cooldown on the monotonic clock."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
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

    At most `most` users are tracked; the least recently seen are dropped. If `shared`, other processes add
    what this one counts and the other way round, which `take` and `add` are for.
    """

    def __init__(
        self,
        questions: int,
        seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        most: int = _MOST_USERS,
        shared: bool = False,
    ) -> None:
        self._questions = questions
        self._seconds = seconds
        self._clock = clock
        self._shared = shared
        self._asked: Counter[int] = Counter()
        self._windows: TTLCache[int, _Window] = TTLCache(most, 2 * seconds, timer=clock)

    def __len__(self) -> int:
        return len(self._windows)

    def refusal(self, user: int) -> TooMany | None:
        """Count a question; return a TooMany if it exceeds the limit, otherwise None."""
        if self._shared:
            self._asked[user] += 1
        window = self._window(user)
        window.questions += 1
        if window.questions <= self._questions:
            return None
        notified, window.told = window.told, True
        return TooMany(self._seconds - (self._clock() - window.start), notified)

    def take(self) -> Mapping[int, int]:
        """Return the questions counted here by user since the last call."""
        asked, self._asked = self._asked, Counter()
        return asked

    def add(self, counts: Mapping[int, int]) -> None:
        """Add questions that other processes counted."""
        for user, questions in counts.items():
            self._window(user).questions += questions

    def _window(self, user: int) -> _Window:
        """Return the user's window, a new one if the last is over."""
        now = self._clock()
        window = self._windows.get(user)
        if window is None or now > window.start + self._seconds:
            window = self._windows[user] = _Window(now)
        return window
