"""The bot's end: what is being answered is answered before it goes, whatever way it was asked."""

import asyncio
import subprocess
import sys
import time

import pytest

from bot.discord_ui.discord_private import answers_under_way
from bot.ops.shutdown import finish_answers
from bot.queries.champion import Champion
from tests.page import ROOT
from tests.simulated import ask, channel_of, follow, shown_text, walk


class Gate:
    """Holds back what is asked of champions: `reached` once somebody asks, until it is `opened`."""

    def __init__(self):
        self.reached, self.opened = asyncio.Event(), asyncio.Event()


@pytest.fixture
def gate(monkeypatch):
    gate = Gate()
    answered = Champion.answer

    async def answer(self, snapshot):
        gate.reached.set()
        await gate.opened.wait()
        return await answered(self, snapshot)

    monkeypatch.setattr(Champion, "answer", answer)
    return gate


async def by_command(fan, bot):
    return await ask(fan, "champion", season=2006)


async def by_button(fan, bot):
    season = await ask(fan, "season", season=2006)
    return await follow(fan, season.response, "Champion")


async def by_message(fan, bot):
    await fan.send(channel_of(fan), f"<@{bot.user.id}> who won in 2006?")
    return channel_of(fan).history()[-1]


async def by_box(fan, bot):
    season = await ask(fan, "season", season=2006)
    ids = [control.get("custom_id", "") for control in walk(season.response.components)]
    box = await fan.click(season.response, custom_id=next(i for i in ids if i.startswith("q:")))
    field = box.modal["components"][0]["component"]["custom_id"]
    return await fan.submit_modal(box, {field: "who won?"})


@pytest.mark.parametrize("asking", [by_command, by_button, by_message, by_box])
async def test_an_answer_under_way_is_waited_for(asking, fan, simcord_bot, gate):
    asked = asyncio.create_task(asking(fan, simcord_bot))
    reached = asyncio.create_task(gate.reached.wait())
    await asyncio.wait([asked, reached], return_when=asyncio.FIRST_COMPLETED)
    assert reached.done(), await asked
    finishing = asyncio.create_task(simcord_bot.finish())
    await asyncio.sleep(0.02)
    assert not finishing.done()
    gate.opened.set()
    await finishing
    assert answers_under_way() == set()
    assert "Total Clean" in shown_text(await asked)


async def test_an_answer_that_hangs_is_left():
    hanging = asyncio.create_task(asyncio.Event().wait(), name="CommandTree-invoker")
    assert await finish_answers(0.02) == 1
    hanging.cancel()
    await asyncio.wait([hanging])
    assert await finish_answers(0.02) == 0


def test_a_process_ends_in_time_though_a_thread_goes_on():
    code = "from bot.ops.shutdown import end_within; import time; end_within(0.1); time.sleep(30)"
    begun = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=25, check=False)
    assert ended.returncode == 0
    assert time.monotonic() - begun < 20
