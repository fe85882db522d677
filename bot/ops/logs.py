"""The log on standard error: text or one JSON object per line, with secrets masked.

A thread writes the lines, so that a pipe that nobody reads stops the log alone: what does not fit into the
queue meanwhile is lost, and counted. A process that is killed loses the lines of its last moment.
"""

import json
import logging
import os
import queue
import re
import sys
import textwrap
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import IO, Literal

from bot.ops.events import Event, current
from bot.text import escaped

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
_MOST_LINES = 2000
_FLUSH_SECONDS, _GATHER_SECONDS = 1.0, 0.02


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
    # No line names a thread, a process or a place in the code, which logging looks up for each record.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None
    handler = LineQueue(sys.stderr)
    masked = tuple(filter(None, secrets))
    handler.setFormatter(JsonLines(masked, shards) if form == "json" else TextLines(masked, shards))
    root = logging.getLogger()
    root.setLevel(level)
    for old in _line_queues():
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    logging.captureWarnings(True)
    for name in _NOISY_LOGGERS:
        logging.getLogger(name).setLevel(max(level, logging.INFO))


def lost_lines() -> int:
    """Return how many lines of the log could not be written."""
    return sum(lines.lost for lines in _line_queues())


def flush_logs() -> None:
    """Wait a moment until all lines are written."""
    for lines in _line_queues():
        lines.flush()


def _line_queues() -> "list[LineQueue]":
    return [handler for handler in logging.getLogger().handlers if isinstance(handler, LineQueue)]


class LineQueue(logging.Handler):
    """A handler whose lines are written by a thread; those that the queue has no room for are counted.

    The thread gathers lines for a moment: to wake it for each would cost more than all else of a line.
    """

    def __init__(self, stream: IO[str] | None) -> None:
        super().__init__()
        self.lost = 0
        self._write_text = _writer(stream)
        self._lines: queue.SimpleQueue[str | threading.Event] = queue.SimpleQueue()
        self._closed = False
        threading.Thread(target=self._write, name="log", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        """Queue the line of a record."""
        try:
            line = f"{self.format(record)}\n"
        except Exception:
            # Whatever the fault is, standard error is no place to tell it.
            self.lost += 1
            return
        if self._lines.qsize() < _MOST_LINES:
            self._lines.put(line)
        else:
            self.lost += 1

    def flush(self) -> None:
        """Wait a moment until the lines queued so far are written."""
        written = threading.Event()
        self._lines.put(written)
        written.wait(_FLUSH_SECONDS)

    def close(self) -> None:
        """End the thread after the lines queued so far."""
        self._closed = True
        self._lines.put(threading.Event())
        super().close()

    def _write(self) -> None:
        told = 0
        while not self._closed or not self._lines.empty():
            queued = [self._lines.get()]
            time.sleep(_GATHER_SECONDS)
            queued += [self._lines.get() for _ in range(self._lines.qsize())]
            lines = [line for line in queued if isinstance(line, str)]
            if self.lost > told:
                lines.insert(0, f"{self.lost - told} lines of the log were lost\n")
                told = self.lost
            try:
                self._write_text("".join(lines))
            except (OSError, ValueError):
                self.lost += len(lines)
            for written in queued:
                if isinstance(written, threading.Event):
                    written.set()


def _writer(stream: IO[str] | None) -> Callable[[str], None]:
    """Return a function that writes text past the stream's buffer, whose lock others would wait for."""
    if stream is None:
        return lambda text: None
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        # A stream in memory.
        return lambda text: print(text, end="", file=stream)

    def write(text: str) -> None:
        data = text.encode(errors="backslashreplace")
        while data:
            data = data[os.write(descriptor, data) :]

    return write


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

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the line without its traceback; a line break inside it would forge another line."""
        return escaped(super().formatMessage(record)).replace("\n", "\\n")

    def line(self, record: logging.LogRecord) -> str:
        """Return the line before secrets are masked."""
        return super().format(record)

    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def] # noqa: ANN001, N802
        """Return a traceback, without error messages if these may contain a user's text."""
        event = current.get()
        if event is None or not event.private:
            text = super().formatException(ei)
        else:
            text = "\n".join(_without_texts(ei[1]))
        # Set in, because an error's text may have lines that look like those of the log.
        return textwrap.indent(escaped(text), "  ")

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
        return escaped(json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str))


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
