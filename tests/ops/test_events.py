"""What becomes of an event whose task does not end as it should."""

import asyncio
import logging
import re
from types import SimpleNamespace

import discord
import pytest

from bot.discord_ui.gate import Gate
from bot.errors import (
    BadQueryError,
    ClubChoiceError,
    CopaError,
    NotAllowedError,
    StorageError,
    UnknownStageError,
)
from bot.ops.events import Event
from bot.settings import Settings
from tests.page import ROOT


def came():
    """Give an interaction as far as the gate looks at it."""
    return SimpleNamespace(
        type=discord.InteractionType.application_command,
        user=SimpleNamespace(id=1),
        guild_id=None,
        locale=discord.Locale.american_english,
        data={"type": 1},
        command=None,
        extras={},
        response=SimpleNamespace(is_done=lambda: True),
    )


async def ended(caplog, work):
    """Let a task in and give the event of its end."""
    caplog.set_level(logging.INFO, "bot.events")
    gate = Gate(Settings.from_environment({}), SimpleNamespace(current=None))

    async def answer():
        assert await gate.admit(came())
        await work()

    task = asyncio.create_task(answer())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(0)
    [event] = [record.msg for record in caplog.records if isinstance(record.msg, Event)]
    return event


@pytest.mark.logs_errors
async def test_a_fault_that_nobody_caught_is_logged_with_its_traceback(caplog):
    async def fail():
        raise RuntimeError("inner detail")

    event = await ended(caplog, fail)
    assert event.outcome == "error"
    assert event.command == "?"
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [RuntimeError]


async def test_an_answer_that_was_cut_off_is_unfinished(caplog):
    event = await ended(caplog, lambda: asyncio.sleep(60))
    assert event.outcome == "unfinished"
    assert str(event).startswith("command ?: unfinished ms=")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (CopaError, "error"),
        (ClubChoiceError, "choice"),
        (UnknownStageError, "unknown"),
        (BadQueryError, "outdated"),
        (NotAllowedError, "refused"),
        (StorageError, "refused"),
    ],
)
def test_each_error_knows_its_outcome(error, outcome):
    assert error.outcome == outcome


def test_every_exception_of_the_project_stands_in_one_file():
    for path in sorted((ROOT / "bot").rglob("*.py")):
        classes = re.findall(r"^class (\w+Error)\b", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert path.name == "errors.py" or set(classes) <= {"ChangedMeanwhileError"}, path
