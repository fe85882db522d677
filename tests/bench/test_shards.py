"""Two processes of one bot, a shard each, on one cache: who answers what, and what tells of them outside."""

import asyncio
import contextlib
import inspect
import json
import socket
import time

import aiohttp
import pytest
import pytest_asyncio
from prometheus_client.parser import text_string_to_metric_families

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

SHARDS = 2
TOKEN = "made-up-token.of.two-shards"
SECONDS = 20


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture(scope="module")
def ports():
    return [free_port() for _ in range(SHARDS)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bots(discord, environ, ports):
    """Run both, begun at once on no cache; both must end well."""
    common = {
        **environ,
        "DISCORD_TOKEN": TOKEN,
        "SHARD_COUNT": str(SHARDS),
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "DEBUG",
        "COOLDOWN": "4/60",
        "MOD_GUILD_ID": str(discord.guild.id),
    }
    discord.add_guild((discord.guild.id >> 22) + 1 << 22)
    async with contextlib.AsyncExitStack() as stack:
        running = await asyncio.gather(
            *(
                stack.enter_async_context(
                    discord.bot({**common, "SHARD_IDS": str(number), "METRICS_PORT": str(port)})
                )
                for number, port in enumerate(ports)
            )
        )
        await discord.gateway.connected(running[0].application, SECONDS, SHARDS)
        yield running
    assert [bot.process.returncode for bot in running] == [0] * SHARDS


def member(discord, number, name="fan"):
    """Give a member of a guild whose events come to this shard."""
    return discord.person(name, guild=discord.guilds[number])


def lines(bot):
    return [json.loads(line) for line in bot.process.log.splitlines()]


async def read(port, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def until(holds):
    """Wait until something holds."""
    end = time.monotonic() + SECONDS
    while not (await found if inspect.isawaitable(found := holds()) else found):
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


async def says(port, status, text):
    """Tell whether a process says this of its health."""
    return await read(port, "/healthz") == (status, text)


async def test_each_process_answers_the_guilds_of_its_shard_and_the_first_private_messages(bots, discord):
    for number in range(SHARDS):
        assert "Total Clean" in (await bots[0].command(member(discord, number), "champion", season=2006)).text
    alone = member(discord, 1).in_dm()
    assert "Total Clean" in (await bots[0].command(alone, "champion", season=2006)).text

    def shards():
        return [[line.get("shard") for line in lines(bot) if line["message"] == "event"] for bot in bots]

    # A line is written once the answer is done, which is after it is seen.
    await until(lambda: shards() == [[0, 0], [1]])


async def test_the_process_of_the_first_shard_alone_registers_the_commands(bots, discord):
    told = [any("registered" in line["message"] for line in lines(bot)) for bot in bots]
    assert told == [True, False]


async def test_every_line_of_the_log_is_an_object_that_names_the_shard_and_tells_no_secret(bots, discord):
    another = member(discord, 0, "another")
    await bots[0].message(another, f"{bots[0].application.mention} quién ganó en 2006")

    def champions():
        return [line for line in lines(bots[0]) if line.get("command") == "champion" and line["guild"]]

    before = len(champions())
    answer = await bots[0].command(another, "champion", season=1996)
    # A line is written once the answer is done, which is after it is seen.
    await until(lambda: len(champions()) > before)
    for number, bot in enumerate(bots):
        assert {line["shards"] for line in lines(bot)} == {str(number)}
        assert TOKEN not in bot.process.log
        assert "quién ganó" not in bot.process.log
        assert answer.token not in bot.process.log
    event = champions()[-1]
    assert event["outcome"] == "answered"
    assert event["guild"] == str(discord.guild.id)
    assert event["language"] == "en-US"


async def test_health_and_metrics_tell_of_each_process(bots, discord, ports):
    flooding = member(discord, 1, "flooding")
    for _ in range(6):
        await bots[0].command(flooding, "scorers")
    for number, port in enumerate(ports):
        await until(lambda port=port: says(port, 200, "ok\n"))
        status, text = await read(port, "/metrics")
        assert status == 200
        found = {
            (sample.name, *(label for _, label in sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }
        assert found["copa_ready",] == 1
        assert found["copa_seasons",] > 1
        assert found["copa_reload_failures_total",] == 0
        assert 0 <= found["copa_reload_age_seconds",] < 60
        assert found["process_resident_memory_bytes",] > 1 << 20
        assert ("copa_gateway_latency_seconds", str(number)) in found
        assert any(name[0] == "copa_generation_info" and value == 1 for name, value in found.items())
        assert (("copa_commands_total", "scorers", "command", "cooldown") in found) is (number == 1)
    assert found["copa_commands_total", "scorers", "command", "answered"] == 4
    assert found["copa_commands_total", "scorers", "command", "cooldown"] == 2
    assert found["copa_command_seconds_count", "scorers", "command"] == 6


async def test_a_process_that_lost_its_connection_is_not_healthy_until_it_is_back(bots, discord, ports):
    for port in ports:
        await until(lambda port=port: says(port, 200, "ok\n"))
    discord.gateway.refusing = True
    session = next(s for s in discord.gateway.sessions(bots[1].application) if s.shard[0] == 1)
    session.socket.drop()
    await until(lambda: says(ports[1], 503, "not connected to Discord\n"))
    assert (await read(ports[0], "/healthz"))[0] == 200
    discord.mend()
    await until(lambda: says(ports[1], 200, "ok\n"))
    assert "Total Clean" in (await bots[0].command(member(discord, 1), "champion", season=2006)).text
