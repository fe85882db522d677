"""One event per command, button press, message or autocomplete request, for the log and the metrics."""

import enum
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


class RequestKind(enum.StrEnum):
    """How a request arrived."""

    COMMAND = "command"
    PRESS = "press"
    MESSAGE = "message"
    SUGGESTION = "suggestion"


ANSWERED, ERROR, UNFINISHED = "answered", "error", "unfinished"
MUTED, COOLDOWN, REFUSED = "muted", "cooldown", "refused"


@dataclass(slots=True, eq=False)
class Event:
    """One command, press or message and its outcome; logged as it stands.

    `began` is on the monotonic clock, `ms` the milliseconds until the answer was complete, `user` only set if
    the request was refused. `private`: it carries a user's message, which must not reach a traceback.
    """

    kind: RequestKind
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
    """Whether it is one of a flood and should be kept out of the log."""

    def __str__(self) -> str:
        shard = "" if self.shard is None else f" shard={self.shard}"
        user = "" if self.user is None else f" user={self.user}"
        return (
            f"{self.kind.value} {self.command}: {self.outcome} ms={self.ms:.1f} guild={self.guild or '-'}"
            f" language={self.language} generation={self.generation or '-'}{shard}{user}"
        )

    def fields(self) -> dict[str, Any]:
        """Return the fields for a JSON log line."""
        values = {
            "kind": self.kind,
            "command": self.command,
            "outcome": self.outcome,
            "ms": round(self.ms, 1),
            # As text: Discord ids exceed the number range of most JSON parsers.
            "guild": str(self.guild) if self.guild else None,
            "language": self.language,
            "generation": self.generation,
        }
        if self.shard is not None:
            values["shard"] = self.shard
        if self.user is not None:
            values["user"] = str(self.user)
        return values


current: ContextVar[Event | None] = ContextVar("current", default=None)
"""The event that the current task is answering."""
