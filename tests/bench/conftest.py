"""A stand-in for Discord with the real process `python -m bot` in it, shared by the tests of a file."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bench.bootstrap import API
from bench.standin import Bot, Discord, Person, standin
from bot.client import CopaBot, bot_of
from bot.settings import Settings
from tests.described import undescribed
from tests.five import SEEDS

TOKEN = "made-up.in-process"


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give settings whose cache and data stand in a folder of the tests' own."""
    return {"CACHE_PATH": str(tmp_path_factory.mktemp("bot") / "cache.sqlite3")}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord() -> AsyncIterator[Discord]:
    """Give a stand-in; hold all that bots sent to it to Discord's description, where that is at hand."""
    async with standin() as discord:
        yield discord
        assert discord.rest.unknown == []
        assert undescribed(discord.rest.requests) == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(discord: Discord, environ: dict[str, str]) -> AsyncIterator[Bot]:
    """Give the real bot, connected; it must end well and may log no error."""
    async with discord.bot(environ) as bot:
        yield bot
    assert bot.process.returncode == 0
    assert "Traceback" not in bot.process.log


@pytest_asyncio.fixture(loop_scope="module")
async def fan(discord: Discord) -> AsyncIterator[Person]:
    """Give a member who reads English; what a test broke is mended at its end."""
    yield discord.person("fan")
    discord.mend()


@pytest.fixture
def hincha(discord: Discord) -> Person:
    """Give a member who reads the Spanish of Latin America."""
    return discord.person("hincha", locale="es-419")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of the test's own."""
    return tmp_path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def connected(
    discord: Discord, loaded_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[CopaBot]:
    """Give the bot, connected to the stand-in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Route, "BASE", discord.address + API)
        patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(discord.gateway_address))
        patch.setattr("bot.discord_ui.gateway._LONGEST_PAUSE", 0.02)
        patch.setattr("bot.discord_ui.gateway._IDENTIFY_SECONDS", 0.0)
        # The test, the stand-in and the bot share a thread here, on a machine that may do much else.
        patch.setattr("bench.standin.reply._PATIENCE", 30.0)
        folder = shutil.copytree(loaded_cache.parent, tmp_path_factory.mktemp("connected") / "data")
        environ = {"SEASONS_DIR": str(SEEDS), "CACHE_PATH": str(folder / loaded_cache.name)}
        bot = bot_of(Settings.from_environment({**environ, "COOLDOWN": "0", "DISCORD_TOKEN": TOKEN}))
        account = discord.account(TOKEN)
        async with bot:
            running = asyncio.create_task(bot.start(TOKEN))
            await discord.gateway.connected(account, 20)
            yield bot
            running.cancel()
            await asyncio.wait([running])


@pytest.fixture
def mended(discord: Discord) -> Iterator[Discord]:
    """Give the stand-in, mended after the test."""
    yield discord
    discord.mend()
