"""The stand-in by itself, with a small bot that uses each part of it."""

import asyncio

import pytest
import pytest_asyncio

from bench.standin import MANAGE_GUILD, File, NoAnswerError, NotConnectedError
from bench.standin.faults import Limit

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROLE = 77


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def echo(discord):
    discord.guild.roles.add(ROLE)
    async with discord.bot(module="tests.bench.echo") as bot:
        yield bot


async def test_a_deferred_answer_is_waited_for(echo, fan):
    answer = await echo.send(fan, "later")
    await answer.until("at last")
    assert answer.ephemeral
    assert answer.sent < answer.first < answer.shown
    with pytest.raises(NoAnswerError, match="later still"):
        await answer.until("later still", 0.05)


async def test_files_and_messages_that_follow_are_kept(echo, discord, fan):
    answer = await echo.command(fan, "twice")
    [attached] = answer.message["attachments"]
    assert (attached["filename"], discord.file(attached)) == ("a.png", b"\x89PNG")
    [followed] = await answer.more()
    assert followed["content"] == "second"


async def test_a_menu_is_chosen_from(echo, fan):
    answer = await echo.command(fan, "menu")
    chosen = await echo.select(fan, answer, "b")
    assert chosen.message is answer.message
    assert (answer.text, list(answer.controls())) == ("picked b", [])
    with pytest.raises(LookupError):
        await echo.select(fan, answer, "a")


async def test_powers_roles_and_language_are_those_of_who_asks(echo, discord, fan):
    moderator = discord.person("moderator", locale="es-419", roles=(ROLE,), permissions=MANAGE_GUILD)
    assert (await echo.command(fan, "whose")).text == "False 0 en-US"
    assert (await echo.command(moderator, "whose")).text == "True 1 es-419"
    assert (await echo.command(moderator.without_powers(), "whose")).text == "False 0 es-419"


async def test_a_file_is_handed_to_a_subcommand(echo, fan):
    answer = await echo.command(fan, "data add", file=File("1967.txt", "año".encode()))
    assert answer.text == "1967.txt: año"


async def test_a_message_that_calls_the_bot_is_answered(echo, fan):
    answer = await echo.message(fan, f"{echo.application.mention} hola")
    assert answer.text == "You said hola in Copa"
    with pytest.raises(ValueError, match="intent"):
        await echo.message(fan.in_dm(), "hola")


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_ends_or_is_taken_up_as_it_was_said(echo, discord, fan, resumable):
    begun, resumed = echo.application.identified, echo.application.resumed
    await discord.gateway.invalidate(echo.application, resumable=resumable)
    if not resumable:
        with pytest.raises(NotConnectedError):
            await echo.send(fan, "whose")
        return
    assert (await echo.command(fan, "whose")).text
    assert (echo.application.identified, echo.application.resumed) == (begun, resumed + 1)


async def test_each_shard_gets_its_own_guilds(discord, fan):
    token = {"DISCORD_TOKEN": "of-two-shards"}
    other = discord.add_guild((1 << 22) + 1)
    first = discord.bot(token | {"ECHO_SHARD": "0/2"}, module="tests.bench.echo")
    second = discord.bot(token | {"ECHO_SHARD": "1/2"}, module="tests.bench.echo")
    async with first as bot, second:
        there = discord.person("there", guild=other)
        assert (await bot.command(there, "shard")).text == "shard 1"
        even = discord.person("here", guild=discord.add_guild(2 << 22))
        answers = await asyncio.gather(bot.command(even, "shard"), bot.command(fan.in_dm(), "shard"))
        assert [answer.text for answer in answers] == ["shard 0", "shard 0"]


async def test_a_rate_limit_tells_what_is_left_and_then_to_wait():
    limit = Limit("POST *", limit=2, per=60)
    taken = [limit.take("POST /channels/1/messages") for _ in range(3)]
    assert [headers["X-RateLimit-Remaining"] for headers, _ in taken] == ["1", "0", "0"]
    assert [wait is not None for _, wait in taken] == [False, False, True]
    assert limit.take("POST /channels/2/messages")[1] is None
