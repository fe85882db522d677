"""The log: text or one JSON object a line, on standard error, and never a secret in it.

Lines are written where they arise: handing them to a thread took as much processor time for a command and
spared it 5 µs, at the price of what is still unwritten when the process is killed.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

from bot.ops.events import Event, current

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# At DEBUG these tell what Discord sends and gets, word for word, messages and tokens of interactions too, and
# each statement with its values, whole documents among them.
_TELL_TALES = ("discord.gateway", "discord.http", "discord.webhook.async_", "aiosqlite")
_SECRETS = re.compile(
    # The token of an interaction or a webhook, with which anybody can answer in the bot's name …
    r"(?<=/)(?P<place>webhooks|interactions)/(?P<number>\d+)/[^/\s?#\"'<>\\]+"
    # … and whatever looks like a bot's.
    r"|\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}"
)
_BLANK = "***"


def configure_logs(
    level: int, form: Literal["text", "json"], *, token: str | None = None, shards: tuple[int, ...] = ()
) -> None:
    """Let all loggers write to standard error from this level on; `token` is never shown.

    `shards` are those of this process, which each line then names.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(token, shards) if form == "json" else TextLines(token, shards))
    root = logging.getLogger()
    root.setLevel(level)
    for old in root.handlers[:]:
        if isinstance(old.formatter, TextLines):
            root.removeHandler(old)
    root.addHandler(handler)
    logging.captureWarnings(True)
    for name in _TELL_TALES:
        logging.getLogger(name).setLevel(max(level, logging.INFO))


class TextLines(logging.Formatter):
    """Lines for people, with secrets blanked."""

    def __init__(self, token: str | None = None, shards: tuple[int, ...] = ()) -> None:
        self.shards = ",".join(map(str, shards))
        super().__init__(_TEXT.replace(": ", f" [shard {self.shards}]: ", 1) if shards else _TEXT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with its traceback in the lines after it."""
        # An event is made of names and numbers alone.
        if isinstance(record.msg, Event):
            return self.line(record)
        return self._blanked(self.line(record))

    def line(self, record: logging.LogRecord) -> str:
        """Return the line as it is before secrets are blanked."""
        return super().format(record)

    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def] # noqa: ANN001, N802
        """Return a traceback; without the errors' own texts where these may hold what somebody wrote."""
        event = current.get()
        if event is None or not event.private:
            return super().formatException(ei)
        return "\n".join(_without_texts(ei[1]))

    def _blanked(self, line: str) -> str:
        if self._token:
            line = line.replace(self._token, _BLANK)
        return _SECRETS.sub(_blank, line)


class JsonLines(TextLines):
    """One JSON object a line, its traceback within."""

    def line(self, record: logging.LogRecord) -> str:
        """Return the object as a line."""
        event = record.msg if isinstance(record.msg, Event) else None
        found = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": "event" if event else record.getMessage(),
        }
        if event:
            found.update(event.fields())
        if self.shards:
            found["shards"] = self.shards
        if record.exc_info and record.exc_info[0]:
            found["traceback"] = self.formatException(record.exc_info)
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=str)


def _blank(found: re.Match[str]) -> str:
    if found["place"] is None:
        return _BLANK
    return f"{found['place']}/{found['number']}/{_BLANK}"


def _without_texts(error: BaseException | None) -> Iterator[str]:
    """Yield where an error and what it arose from were raised, and of which types they are."""
    while error is not None:
        yield from traceback.format_tb(error.__traceback__)
        yield f"{type(error).__name__} (its text may hold what somebody wrote)"
        error = error.__cause__ or error.__context__
