"""Lines of the log: their form, and what never stands in them."""

import io
import json
import logging

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.ops import configure_logs
from bot.ops.events import Event, RequestKind, current
from bot.ops.logs import JsonLines, TextLines, flush_logs
from tests.properties import examples

TELL_TALES = ("discord.gateway", "discord.http", "discord.webhook.async_", "aiosqlite")
WRITTEN = "cuándo juega mi equipo"
TOKEN = "made-up.token.of.a-bot"
CARRIED = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MA"
ADDRESSES = (
    f"https://discord.com/api/v10/webhooks/1100000000000/{CARRIED}/messages/@original",
    f"https://discord.com/api/v10/webhooks/1100000000000/{CARRIED}?wait=true",
    f"https://discord.com/api/v10/interactions/1100000000001/{CARRIED}/callback?with_response=true",
    f"POST /interactions/1100000000001/{CARRIED}/callback",
)
EVENT = Event(
    RequestKind.COMMAND, "champion", 1100, "es-419", 0.0, ms=3.25, generation="0123456789ab", shard=1
)


def record(message, *args, exc_info=None, name="bot"):
    return logging.LogRecord(name, logging.WARNING, __file__, 1, message, args, exc_info)


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return (type(caught), caught, caught.__traceback__)


@pytest.fixture(params=[TextLines, JsonLines])
def lines(request):
    return request.param((TOKEN,))


def test_a_line_has_the_moment_in_the_form_of_logging():
    lines, own = TextLines((TOKEN,)), logging.Formatter()
    for created in (0.0, 0.0009, 1.9996, 1_795_357_599.25, 1_795_357_599.999):
        line = logging.makeLogRecord({"created": created, "msecs": (created % 1) * 1000, "msg": "here"})
        assert lines.formatTime(line) == own.formatTime(line)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_loses_its_token_wherever_it_stands(lines, address):
    info = aiohttp.RequestInfo(URL("https://example.org"), "POST", None, None)
    errors = [
        aiohttp.InvalidURL(address),
        aiohttp.ClientResponseError(info, (), message=address),
        RuntimeError(f"could not send to {address}"),
    ]
    shown = [lines.format(record("sent to %s", address)), lines.format(record(f"{address} is slow"))]
    shown += [lines.format(record("failed", exc_info=raised(error))) for error in errors]
    shown += [lines.format(record("failed: %s", error)) for error in errors]
    for line in shown:
        assert CARRIED not in line
        assert "/***" in line or "invalid" in line.lower()


def test_the_bots_own_token_is_blanked_and_so_is_what_looks_like_one(lines):
    other = f"{'A' * 24}.{'b' * 6}.{'C' * 38}"
    for line in (
        lines.format(record("Authorization: Bot %s", TOKEN)),
        lines.format(record("failed", exc_info=raised(ValueError(f"{TOKEN} and {other}")))),
    ):
        assert TOKEN not in line
        assert other not in line


def test_loggers_of_libraries_tell_no_payload_even_at_debug(monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        configure_logs(logging.DEBUG, "text", secrets=(TOKEN, None))
        for name in TELL_TALES:
            logging.getLogger(name).debug("WebSocket Event: %s", {"content": WRITTEN})
        logging.getLogger("discord.client").debug("Dispatching event %s", "ready")
        flush_logs()
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
        root.setLevel(level)
        logging.captureWarnings(False)
        for name in TELL_TALES:
            logging.getLogger(name).setLevel(logging.NOTSET)
    assert WRITTEN not in written.getvalue()
    assert "Dispatching event ready" in written.getvalue()


def test_the_text_of_an_error_is_left_out_where_it_may_hold_what_somebody_wrote(lines):
    message = Event(RequestKind.MESSAGE, "message", None, "es-419", 0.0, private=True)
    inner = raised(KeyError(WRITTEN))[1]
    error = ValueError(f"more of {WRITTEN}")
    error.__cause__ = inner
    held = current.set(message)
    try:
        line = lines.format(record("failed", exc_info=raised(error)))
    finally:
        current.reset(held)
    assert WRITTEN not in line
    assert "KeyError" in line
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert WRITTEN in lines.format(record("failed", exc_info=raised(error)))


def test_an_event_is_one_line_of_text_with_all_that_is_asked_of_it():
    line = TextLines().format(record(EVENT, name="bot.events"))
    assert line.endswith(
        "command champion: answered ms=3.2 guild=1100 language=es-419 generation=0123456789ab shard=1"
    )


def test_an_event_is_an_object_with_fields_of_its_own():
    found = json.loads(JsonLines(shards=(0, 1)).format(record(EVENT, name="bot.events")))
    assert found.pop("time").endswith("+00:00")
    assert found == {
        "level": "WARNING",
        "logger": "bot.events",
        "message": "event",
        "kind": "command",
        "command": "champion",
        "outcome": "answered",
        "ms": 3.2,
        "guild": "1100",
        "language": "es-419",
        "generation": "0123456789ab",
        "shard": 1,
        "shards": "0,1",
    }


@examples(50)
@given(st.text(), st.text())
def test_whatever_is_said_is_one_line_of_json(message, error):
    line = JsonLines().format(record("%s", message, exc_info=raised(RuntimeError(error))))
    assert len(line.split("\n")) == 1
    assert "RuntimeError" in json.loads(line)["traceback"]


def test_every_line_of_a_sharded_process_names_its_shards():
    assert " [shard 0,3]: hello" in TextLines(shards=(0, 3)).format(record("hello"))


def test_a_failed_request_of_discord_py_shows_no_token(lines):
    class Response:
        status, reason = 404, "Not Found"

    error = discord.NotFound(Response(), {"code": 10062, "message": f"no {ADDRESSES[0]}"})
    assert CARRIED not in lines.format(record("failed: %s", error, exc_info=raised(error)))
