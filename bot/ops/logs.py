"""The log on standard error: text or one JSON object per line, with secrets masked.

Lines are written synchronously: a logging thread took as much CPU time per command and saved it 5 µs, but
would lose unwritten lines when the process is killed.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

from bot.ops.events import Event, current

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# At DEBUG these log Discord's traffic verbatim, including messages and interaction tokens, and
# every SQL statement with its values, including whole documents.
_NOISY_LOGGERS = ("discord.gateway", "discord.http", "discord.webhook.async_", "aiosqlite")
_SECRETS = re.compile(
    # The token of an interaction or webhook, with which anybody can answer in the bot's name …
    r"(?<=/)(?P<place>webhooks|interactions)/(?P<number>\d+)/[^/\s?#\"'<>\\]+"
    # … and anything that looks like a bot token.
    r"|\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}"
)
_BLANK = "***"


def configure_logs(
    level: int,
    form: Literal["text", "json"],
    *,
    secrets: Iterable[str | None] = (),
    shards: tuple[int, ...] = (),
) -> None:
    """Make all loggers write to standard error from this level on; `secrets` are masked.

    `shards` are those of this process and are added to each line.
    """
    handler = logging.StreamHandler(sys.stderr)
    masked = tuple(filter(None, secrets))
    handler.setFormatter(JsonLines(masked, shards) if form == "json" else TextLines(masked, shards))
    root = logging.getLogger()
    root.setLevel(level)
    for old in root.handlers[:]:
        if isinstance(old.formatter, TextLines):
            root.removeHandler(old)
    root.addHandler(handler)
    logging.captureWarnings(True)
    for name in _NOISY_LOGGERS:
        logging.getLogger(name).setLevel(max(level, logging.INFO))


class TextLines(logging.Formatter):
    """A formatter for text lines, with secrets masked."""

    def __init__(self, secrets: tuple[str, ...] = (), shards: tuple[int, ...] = ()) -> None:
        self.shards = ",".join(map(str, shards))
        super().__init__(_TEXT.replace(": ", f" [shard {self.shards}]: ", 1) if shards else _TEXT)
        self._own = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, followed by its traceback."""
        # An event consists of names and numbers only.
        if isinstance(record.msg, Event):
            return self.line(record)
        return self._blanked(self.line(record))

    def line(self, record: logging.LogRecord) -> str:
        """Return the line before secrets are masked."""
        return super().format(record)

    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def] # noqa: ANN001, N802
        """Return a traceback, without error messages if these may contain a user's text."""
        event = current.get()
        if event is None or not event.private:
            return super().formatException(ei)
        return "\n".join(_without_texts(ei[1]))

    def _blanked(self, line: str) -> str:
        for secret in self._own:
            line = line.replace(secret, _BLANK)
        return _SECRETS.sub(_blank, line)


class JsonLines(TextLines):
    """A formatter for JSON lines, with the traceback as a field."""

    def line(self, record: logging.LogRecord) -> str:
        """Return the JSON object."""
        event = record.msg if isinstance(record.msg, Event) else None
        values = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": "event" if event else record.getMessage(),
        }
        if event:
            values.update(event.fields())
        if self.shards:
            values["shards"] = self.shards
        if record.exc_info and record.exc_info[0]:
            values["traceback"] = self.formatException(record.exc_info)
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)


def _blank(match: re.Match[str]) -> str:
    if match["place"] is None:
        return _BLANK
    return f"{match['place']}/{match['number']}/{_BLANK}"


def _without_texts(error: BaseException | None) -> Iterator[str]:
    """Yield the tracebacks and types of an error and its causes, without their messages."""
    while error is not None:
        yield from traceback.format_tb(error.__traceback__)
        yield f"{type(error).__name__} (its text may hold what somebody wrote)"
        error = error.__cause__ or error.__context__
