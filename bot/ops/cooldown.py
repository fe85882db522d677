"""How many questions one user may ask in a while, on a clock that nobody sets."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from discord.app_commands import Cooldown

_MOST_KNOWN = 50_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question too many: seconds until the next is answered, and whether this user was told so already."""

    seconds: float
    told: bool


@dataclass(slots=True)
class _User:
    cooldown: Cooldown
    told_until: float = float("-inf")


class Cooldowns:
    """So many questions in so many seconds for each user, counted from the first; the rest are refused.

    discord.py's `Cooldown` counts. Its decorator keeps the time of Discord's ids and goes through all users
    at each question, hence the way around it: a user not seen for two windows is forgotten, which nobody can
    notice, and past `most` users those not seen for longest are, so that a crowd costs no memory.
    """

    def __init__(
        self,
        questions: int,
        seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        most: int = _MOST_KNOWN,
    ) -> None:
        self._questions = questions
        self._seconds = seconds
        self._clock = clock
        self._most = most
        self._recent: dict[int, _User] = {}
        self._before: dict[int, _User] = {}
        self._turned = clock()

    def __len__(self) -> int:
        return len(self._recent) + len(self._before)

    def refusal(self, user: int) -> Refusal | None:
        """Count a question; return the refusal of one too many, None for one that is answered."""
        now = self._clock()
        if now - self._turned > self._seconds:
            self._forget(now)
        found = self._recent.get(user)
        if found is None:
            found = self._known(user, now)
        wait = found.cooldown.update_rate_limit(now)
        if wait is None:
            return None
        told = now < found.told_until
        if not told:
            found.told_until = now + wait
        return Refusal(wait, told)

    def _known(self, user: int, now: float) -> _User:
        if len(self._recent) >= self._most:
            self._forget(now)
        found = self._before.pop(user, None) or _User(Cooldown(self._questions, self._seconds))
        self._recent[user] = found
        return found

    def _forget(self, now: float) -> None:
        """Let go of who was not seen since the last time."""
        # After a silence, those of the last time are as old as those before.
        self._before = self._recent if now - self._turned <= 2 * self._seconds else {}
        self._recent = {}
        self._turned = now
