"""The start while Discord is partly away: the gateway is asked again, commands are registered later."""

import aiohttp
import discord
import pytest

from bot import create_bot
from bot.discord_ui.discord_private import GatewayConnection
from bot.errors import SettingsError
from bot.process import _discord_errors
from tests.simulated import channel_of, shown_text


class Socket:
    """A socket that Discord closed with a code."""

    def __init__(self, code):
        self.close_code = code


@pytest.fixture
def pauses(monkeypatch):
    paused = []

    async def sleep(seconds):
        paused.append(seconds)

    monkeypatch.setattr("bot.discord_ui.gateway.asyncio.sleep", sleep)
    return paused


@pytest.fixture
def attempts(monkeypatch):
    """Let each attempt to connect end with the next of these errors."""
    errors = []

    async def opened(client, shard, before):
        raise errors.pop(0)

    monkeypatch.setattr(GatewayConnection, "opened", opened)
    return errors


@pytest.fixture
def starts(monkeypatch):
    """Give the session starts that Discord leaves, and the seconds until it leaves more."""
    left = [1000, 0.0]

    async def session_starts(client):
        return tuple(left)

    monkeypatch.setattr("bot.discord_ui.gateway.session_starts", session_starts)
    return left


@pytest.mark.usefixtures("environment", "starts", "pauses")
async def test_a_gateway_that_cannot_be_reached_is_tried_again_after_half_a_minute_at_most(attempts, caplog):
    attempts += [ConnectionRefusedError()] * 9 + [discord.ConnectionClosed(Socket(4004), shard_id=None)]
    bot = create_bot()
    with pytest.raises(discord.ConnectionClosed):
        await bot.connect()
    pauses = [record.args[0] for record in caplog.records if "next try" in record.msg]
    limits = (2, 4, 8, 16, 30, 30, 30, 30, 30)
    assert all(limit / 2 <= pause <= limit for pause, limit in zip(pauses, limits, strict=True))


@pytest.mark.usefixtures("environment")
async def test_no_session_is_begun_while_discord_allows_none(pauses, attempts, starts):
    starts[:] = [0, 7200.0]
    attempts.append(discord.ConnectionClosed(Socket(4004), shard_id=None))
    bot = create_bot()
    with pytest.raises(discord.ConnectionClosed):
        await bot.connect()
    assert pauses[0] == 7200.0


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (4004, "DISCORD_TOKEN"),
        (4010, "SHARD_IDS"),
        (4011, "SHARD_COUNT"),
        (4012, "update the bot"),
        (4013, "intents"),
        (4014, "intents"),
    ],
)
def test_discords_last_word_is_told_with_what_to_change(code, told):
    with pytest.raises(SettingsError, match=told) as caught, _discord_errors():
        raise discord.ConnectionClosed(Socket(code), shard_id=None)
    assert str(code) in str(caught.value)


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
