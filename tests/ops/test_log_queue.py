"""The log's queue: who reads slowly, not at all or no more costs lines, never an answer."""

import io
import json
import logging
import os
import subprocess
import sys

import pytest

from bot.ops.logs import JsonLines, LineQueue, TextLines
from tests.page import ROOT

FORGED = "2052_a\n2026-01-01 00:00:00,000 CRITICAL bot: forged \x1b[31m\x9b\u2028.txt"


def record(message, *args, exc_info=None):
    return logging.LogRecord("bot", logging.WARNING, __file__, 1, message, args, exc_info)


@pytest.fixture
def pipe():
    """Give both ends of a pipe."""
    reading, writing = os.pipe()
    with open(reading, "rb") as reader, open(writing, "w") as writer:
        yield reader, writer


def test_a_pipe_that_nobody_reads_costs_lines_and_holds_up_nobody(pipe):
    reader, writer = pipe
    lines = LineQueue(writer)
    count = 40_000
    for number in range(count):
        lines.emit(record("line %d", number))
    assert 0 < lines.lost < count
    kept, written = count - lines.lost, b""
    while written.count(b"line ") < kept:
        written += reader.read1(1 << 20)
    lines.close()
    assert b"line 0\n" in written


def test_what_was_lost_is_told_with_the_next_line(pipe):
    reader, writer = pipe
    lines = LineQueue(writer)
    lines.lost = 7
    lines.emit(record("after"))
    lines.flush()
    assert os.read(reader.fileno(), 1000) == b"7 lines of the log were lost\nafter\n"
    lines.close()


def test_a_reader_that_is_gone_costs_lines_alone():
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w") as writer:
        lines = LineQueue(writer)
        lines.emit(record("first"))
        lines.flush()
        assert lines.lost == 1
        lines.close()


def test_no_standard_error_at_all_is_no_fault():
    lines = LineQueue(None)
    lines.emit(record("to nobody"))
    lines.flush()
    assert lines.lost == 0
    lines.close()


def test_control_characters_are_escaped_in_text():
    line = TextLines().format(record("document %s", FORGED))
    assert "\n" not in line
    assert not {"\x1b", "\x9b", "\u2028"} & set(line)
    assert r"2052_a\n2026" in line
    assert r"\u001b[31m" in line


def test_control_characters_are_escaped_in_json():
    line = JsonLines().format(record("document %s", FORGED))
    assert not {"\n", "\x1b", "\x9b", "\u2028"} & set(line)
    assert json.loads(line)["message"] == f"document {FORGED}"


def test_no_line_of_an_errors_text_looks_like_one_of_the_log():
    try:
        raise ValueError(FORGED)
    except ValueError:
        line = TextLines().format(record("failed", exc_info=sys.exc_info()))
    assert all(part.startswith("  ") for part in line.splitlines()[1:])
    assert "\x1b" not in line


def test_what_a_terminal_prints_of_a_files_name_cannot_steer_it(tmp_path):
    name = tmp_path / "2052_a\x1b[31m.txt"
    name.write_bytes(b"\0\xff")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", str(name)], cwd=ROOT, capture_output=True, check=False
    )
    assert b"\x1b" not in done.stdout + done.stderr
    assert rb"\u001b" in done.stdout + done.stderr


def test_a_stream_in_memory_gets_each_line():
    written = io.StringIO()
    lines = LineQueue(written)
    lines.emit(record("here"))
    lines.flush()
    assert written.getvalue() == "here\n"
    lines.close()


WATCHED = """
import asyncio, time
from bot.ops.watchdog import watchdog

async def main():
    async with watchdog(lambda: {connected}, hung=0.3, away={away}):
        await asyncio.sleep(0.1)
        {then}

asyncio.run(main())
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("connected", "away", "then", "code"),
    [
        (True, 900, "time.sleep(20)", 1),
        (False, 0.1, "await asyncio.sleep(20)", 1),
        (True, 900, "await asyncio.sleep(0.6)", 0),
    ],
    ids=["hung", "away", "well"],
)
def test_a_process_that_hangs_or_stays_away_is_ended_with_its_tracebacks(connected, away, then, code):
    code_text = WATCHED.format(connected=connected, away=away, then=then)
    done = subprocess.run(
        [sys.executable, "-c", code_text], cwd=ROOT, capture_output=True, check=False, timeout=15
    )
    assert done.returncode == code
    assert (b"most recent call first" in done.stderr) is bool(code)
