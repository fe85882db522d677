"""One event for each command, press, message or suggestion, as the log and the metrics take it."""

import enum
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


class Kind(enum.StrEnum):
    """How a request arrived."""

    COMMAND = "command"
    PRESS = "press"
    MESSAGE = "message"
    SUGGESTION = "suggestion"


ANSWERED, ERROR, UNFINISHED = "answered", "error", "unfinished"
MUTED, COOLDOWN = "muted", "cooldown"


@dataclass(slots=True, eq=False)
class Event:
    """One command, press or message and its outcome; logged as it stands.

    `began` is on the monotonic clock, `ms` the milliseconds to the end of the answer, `user` only noted of
    who was refused. `private`: the request carries somebody's message, whose text must not reach a traceback.
    """

    kind: Kind
    command: str
    guild: int | None
    language: str
    began: float = field(default_factory=time.perf_counter)
    private: bool = False
    outcome: str = ANSWERED
    ms: float = 0.0
    generation: str = ""
    shard: int | None = None
    user: int | None = None
    quiet: bool = False
    """Whether it is one of a flood, which would flood the log too."""

    def __str__(self) -> str:
        shard = "" if self.shard is None else f" shard={self.shard}"
        user = "" if self.user is None else f" user={self.user}"
        return (
            f"{self.kind.value} {self.command}: {self.outcome} ms={self.ms:.1f} guild={self.guild or '-'}"
            f" language={self.language} generation={self.generation or '-'}{shard}{user}"
        )

    def fields(self) -> dict[str, Any]:
        """Return what a line of JSON says of it."""
        found = {
            "kind": self.kind,
            "command": self.command,
            "outcome": self.outcome,
            "ms": round(self.ms, 1),
            # As text: a Discord id is too long for the numbers of most readers of JSON.
            "guild": str(self.guild) if self.guild else None,
            "language": self.language,
            "generation": self.generation,
        }
        if self.shard is not None:
            found["shard"] = self.shard
        if self.user is not None:
            found["user"] = str(self.user)
        return found


current: ContextVar[Event | None] = ContextVar("current", default=None)
"""The event that the running task answers."""
