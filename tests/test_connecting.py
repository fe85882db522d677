"""The start while Discord is partly away: the gateway is asked again, commands are registered later."""

import aiohttp
import discord
import pytest

from bot import create_bot
from tests.simulated import channel_of, shown_text


@pytest.fixture
def pauses(monkeypatch):
    paused = []

    async def sleep(seconds):
        paused.append(seconds)

    monkeypatch.setattr("bot.client.asyncio.sleep", sleep)
    return paused


@pytest.mark.usefixtures("environment")
async def test_a_gateway_that_cannot_be_reached_at_first_is_tried_again(pauses, monkeypatch):
    tries = []

    async def connect(self, *, reconnect=True):
        tries.append(self)
        if len(tries) < 4:
            # What discord.py raises where its very first connection fails.
            raise AttributeError("'NoneType' object has no attribute 'sequence'")

    monkeypatch.setattr(discord.Client, "connect", connect)
    async with create_bot() as bot:
        await bot.connect()
    assert len(tries) == 4
    assert pauses == [1, 2, 5]


@pytest.mark.usefixtures("environment")
async def test_another_fault_once_it_was_connected_is_not_hidden(pauses, monkeypatch):
    async def connect(self, *, reconnect=True):
        self.ws = object()
        raise AttributeError("another")

    monkeypatch.setattr(discord.Client, "connect", connect)
    bot = create_bot()
    with pytest.raises(AttributeError, match="another"):
        await bot.connect()
    assert pauses == []


@pytest.fixture
def unregistered(monkeypatch):
    async def fail(tree, settings, application_id):
        raise aiohttp.ClientConnectionError("reset")

    monkeypatch.setattr("bot.client.register_commands", fail)


async def test_commands_that_cannot_be_registered_keep_nobody_from_being_answered(
    unregistered, fan, simcord_bot
):
    await fan.send(channel_of(fan), f"<@{simcord_bot.user.id}> who won in 2006?")
    assert "Total Clean" in shown_text(channel_of(fan).history()[-1])
