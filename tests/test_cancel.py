"""/data cancel: what a moderator has under way is ended, unless its change is being stored."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import pytest_asyncio

from bot import reader_process
from bot.cache.season_documents import in_order
from bot.errors import DocumentError, EndedError
from tests.moderation.conftest import ANA
from tests.moderation.made import document, remove
from tests.page import ROOT
from tests.shapes import SEASONS
from tests.simulated import ask, shown_text
from tests.test_underway import Gate

pytestmark = pytest.mark.slow

LARGE = SEASONS["rounds of one match"](1 << 18)


@pytest.fixture
def started(monkeypatch):
    """Give the processes that are started to read documents."""
    found, start = asyncio.Queue(), asyncio.create_subprocess_exec

    async def kept(*command, **options):
        process = await start(*command, **options)
        found.put_nowait(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", kept)
    return found


@pytest_asyncio.fixture
async def writing(monkeypatch):
    """Hold back what writes the new cache, in its thread."""
    gate, loop = Gate(), asyncio.get_running_loop()

    def ordered(*arguments):
        loop.call_soon_threadsafe(gate.reached.set)
        asyncio.run_coroutine_threadsafe(gate.opened.wait(), loop).result()
        return in_order(*arguments)

    monkeypatch.setattr(sys.modules["bot.cache.load"], "in_order", ordered)
    return gate


@pytest.fixture
def saving(monkeypatch, simcord_bot):
    """Hold back what stores a change."""
    gate, save = Gate(), simcord_bot.moderation.store.save

    async def saved(*values, **named):
        gate.reached.set()
        await gate.opened.wait()
        return await save(*values, **named)

    monkeypatch.setattr(simcord_bot.moderation.store, "save", saved)
    return gate


async def test_a_preview_of_a_large_document_is_ended_and_the_next_one_is_made(
    moderator, fan, simcord_bot, started
):
    preview = asyncio.create_task(simcord_bot.moderation.offer("2013.txt", LARGE, ANA))
    process = await started.get()
    told = shown_text(await ask(moderator, "data cancel"))
    assert "Stopped, with nothing changed: a preview (ana, " in told
    with pytest.raises(EndedError):
        await preview
    assert process.returncode == -signal.SIGKILL
    assert "I have nothing on 2013" in shown_text(await ask(fan, "champion", season=2013))
    again = await ask(moderator, "data add", file=("2013.txt", document(2013)))
    assert "Add this document?" in shown_text(again)


async def test_an_ended_confirmation_changes_nothing_and_can_be_made_again(
    moderator, fan, simcord_bot, writing
):
    writing.opened.set()
    preview = await ask(moderator, "data add", file=("2013.txt", document(2013)))
    writing.reached.clear()
    writing.opened.clear()

    async def end():
        await writing.reached.wait()
        simcord_bot.moderation.under_way.end(ANA)
        writing.opened.set()

    ending = asyncio.create_task(end())
    told = shown_text(await moderator.click(preview.response, label="Confirm"))
    await ending
    assert "ana stopped this with" in told
    assert "I have nothing on 2013" in shown_text(await ask(fan, "champion", season=2013))
    assert "Document added" in shown_text(await moderator.click(preview.response, label="Confirm"))


async def test_a_change_that_is_being_stored_goes_on_to_its_end(moderator, fan, simcord_bot, saving):
    change = asyncio.create_task(simcord_bot.changed(remove(simcord_bot.moderation, 2006, ANA)))
    await saving.reached.wait()
    told = shown_text(await ask(moderator, "data cancel"))
    assert "Nothing to stop" in told
    assert "Too late to stop, it is being saved: a change (ana, " in told
    saving.opened.set()
    await change
    assert "I have nothing on 2006" in shown_text(await ask(fan, "champion", season=2006))


async def test_where_nothing_is_under_way_it_is_said_in_both_languages(moderator, locales):
    assert "No preview, check or change is under way." in shown_text(await ask(moderator, "data cancel"))
    locales[moderator.id] = "es-ES"
    told = shown_text(await ask(moderator, "data cancel"))
    assert "No hay ninguna vista previa, revisión ni cambio en curso." in told


def busy(text, document):
    """Read without end."""
    while True:
        pass


def refusing(text, document):
    """Refuse the document."""
    raise DocumentError(document, "has no season")


def broken(text, document):
    """Find a fault of the reader."""
    raise RecursionError


async def test_a_document_that_takes_too_long_is_refused_and_its_process_ended(monkeypatch, started):
    monkeypatch.setattr(reader_process, "_MOST_SECONDS", 1)
    with pytest.raises(DocumentError, match="takes more than 1 seconds"):
        await reader_process.read_beside(busy, LARGE, "2013.txt")
    assert (await started.get()).returncode == -signal.SIGKILL


@pytest.mark.parametrize(("read", "error"), [(refusing, DocumentError), (broken, RecursionError)])
async def test_a_process_raises_what_the_reader_raises(read, error):
    with pytest.raises(error):
        await reader_process.read_beside(read, LARGE, "2013.txt")


async def test_where_no_process_can_be_started_a_thread_reads(monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere")
    assert await reader_process.read_beside(len_of, LARGE, "2013.txt") == len(LARGE)


def len_of(text, document):
    """Return the length of a document."""
    return len(text)


OWNER = """
import asyncio, sys
from bot import reader_process
from tests.test_cancel import LARGE, noted

asyncio.run(reader_process.read_beside(noted, LARGE, sys.argv[1]))
"""


def noted(text, document):
    """Write the number of the process into the document, and read without end."""
    Path(document).write_text(f"{os.getpid()}\n")
    busy(text, document)


def test_a_process_that_reads_ends_with_the_bot_that_started_it(tmp_path):
    note = tmp_path / "2013.txt"
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(note)], cwd=ROOT)
    try:
        wait_until(lambda: note.exists() and note.read_text().endswith("\n"))
        reading = int(note.read_text())
        assert alive(reading)
    finally:
        owner.kill()
        owner.wait()
    wait_until(lambda: not alive(reading))


def wait_until(condition, seconds=20):
    """Wait until something holds; fail if it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(pid):
    """Return whether a process runs; one that nobody has taken leave of does not."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
