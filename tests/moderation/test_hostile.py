"""Documents made to hurt: each is taken or refused in little time, and the others go on answering."""

import asyncio
import contextlib
import os
import resource
import sqlite3
import subprocess
import sys
import time

import pytest

from bot.errors import CopaError, RefusedDocumentError
from tests.cache.test_load import rows
from tests.moderation.conftest import ANA
from tests.moderation.made import document
from tests.page import ROOT
from tests.shapes import SHAPES, ten_thousand_headings

pytestmark = pytest.mark.slow

_SECONDS = 20.0
"""Processor time far above what any shape takes, so that only growth beyond the linear fails."""

# Most lines give a fact or a problem each: 1 MiB of them takes a while, too long for a test of each.
_LONG = {"match lines", "bars and line ends", "teams", "headings", "a deep tree"}


@pytest.mark.parametrize("size", [1 << 16, 1 << 20])
@pytest.mark.parametrize("shape", SHAPES)
async def test_a_document_made_to_hurt_is_dealt_with_in_time_and_hurts_no_other(moderation, shape, size):
    await moderation.load()
    started = time.process_time()
    data = SHAPES[shape](1 << 15 if shape in _LONG else size)
    try:
        preview = await moderation.offer("x.txt", data, ANA)
        await moderation.confirm(preview.offer.token, ANA)
    except CopaError:
        pass
    assert time.process_time() - started < _SECONDS
    assert rows(moderation.cache_path, "SELECT year FROM season WHERE year < 2010") == [(2001,), (2002,)]
    assert rows(moderation.cache_path, "PRAGMA integrity_check") == [("ok",)]


async def test_ten_thousand_headings_are_taken(moderation):
    await moderation.load()
    preview = await moderation.offer("x.txt", ten_thousand_headings(), ANA)
    _, report = await moderation.confirm(preview.offer.token, ANA)
    assert report.after.seasons == 3


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("==Final stage==\n===Round 1===\n" + "".join(f"A{i} 1-0 B{i}\n" for i in range(12_001)), "matches"),
        ("".join(f"==H{i}==\n" for i in range(12_001)), "headings"),
        ("x\n" * 40_001, "lines"),
        ("{|\n" * 40_001, "lines"),
    ],
    ids=["matches", "headings", "lines", "refused lines"],
)
async def test_a_document_with_more_than_any_season_has_is_refused_and_says_of_what(moderation, lines, told):
    await moderation.load()
    with pytest.raises(RefusedDocumentError, match=f"has more than [0-9]+ {told}"):
        await moderation.offer("x.txt", f"= 2013 Copa Perú =\n{lines}".encode(), ANA)


async def test_a_number_beyond_all_measure_takes_no_other_document_down(moderation, seasons):
    text = (
        document(2003, score=f"{'9' * 30}-0")
        .decode()
        .replace("Winners: Sport Ejemplo", "Winners: X (9" + "9" * 30 + "th Title)")
    )
    (seasons / "2003.txt").write_text(text, "utf-8")
    report = await moderation.load()
    assert report.after.seasons >= 2
    assert rows(moderation.cache_path, "SELECT year FROM season WHERE year < 2003") == [(2001,), (2002,)]


@pytest.mark.logs_errors
async def test_a_document_that_finds_a_fault_of_the_reader_takes_no_other_down(
    moderation, seasons, monkeypatch, caplog
):
    from bot.reader import read

    check = read.__dict__["check"]

    def faulty(season):
        if season.document == "2003.txt":
            raise RecursionError
        return check(season)

    monkeypatch.setattr(read, "check", faulty)
    (seasons / "2003.txt").write_bytes(document(2003))
    report = await moderation.load()
    assert report.unreadable == (("2003.txt", "the reader fails on it"),)
    assert report.after.seasons == 2
    assert "the reader fails on 2003.txt" in caplog.text
    caplog.clear()


_CHANGE = """
import asyncio, sys
from pathlib import Path
from bot.moderation import Moderation, Who
from tests.moderation.made import document

async def main():
    folder = Path(sys.argv[1])
    moderation = Moderation(folder / "seasons", folder / "data" / "cache.sqlite3", folder / "data")
    try:
        preview = await moderation.offer("x.txt", document(2003), Who("1", "ana"))
        await moderation.confirm(preview.offer.token, Who("1", "ana"))
    except Exception as error:
        print(type(error).__name__, error)

asyncio.run(main())
"""


@pytest.mark.parametrize("room", [0, 4096, 30_000, 100_000])
async def test_a_full_disk_changes_nothing_and_is_told(moderation, tmp_path, room):
    await moderation.load()
    before = moderation.cache_path.read_bytes()

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    # What a full disk answers: a write beyond the limit fails with an error of the system.
    said = await asyncio.to_thread(
        subprocess.run,
        [
            sys.executable,
            "-c",
            f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n{_CHANGE}",
            tmp_path,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.stdout.startswith("StorageError"), said.stderr
    assert moderation.cache_path.read_bytes() == before
    with contextlib.closing(sqlite3.connect(moderation.store.path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    report = await moderation.load()
    assert report.after.seasons == 2
    preview = await moderation.offer("x.txt", document(2003), ANA)
    _, report = await moderation.confirm(preview.offer.token, ANA)
    assert report.after.seasons == 3


def test_a_process_killed_at_random_moments_leaves_old_or_new_facts_and_nothing_half_written():
    said = subprocess.run(
        [sys.executable, "-m", "bench.killing", "--times", "10"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
