"""The bot in a simulated Discord: a guild with a fan, a hincha and a moderator, each with a language."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from dotenv import dotenv_values
from simcord import Env, GuildHandle, MemberActor

from bot.cache import Snapshot, Store, load
from bot.client import bot_of
from bot.local_page import speak_each_language
from bot.pictures import draw
from bot.process import freeze_collector
from bot.settings import Settings
from tests.described import undescribed
from tests.five import SEEDS, SHIPPED
from tests.properties import use_profile
from tests.simulated import broken_limits

ROOT = Path(__file__).parent.parent
GUILD_ID = 1_100_000_000_000
SETTINGS = tuple(dotenv_values(ROOT / ".env.example"))


def pytest_configure() -> None:
    use_profile()


def pytest_collection_finish() -> None:
    # The tests themselves live to the end, and what the bot makes is collected as rarely as where it runs.
    freeze_collector()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Env]:
    """Give the cache of a first start with the seeds, and the Discord that has the commands since then."""
    path = tmp_path_factory.mktemp("loaded") / "cache.sqlite3"
    return path, asyncio.run(_start(SEEDS, path))


@pytest.fixture(scope="session")
def loaded_cache(first_start: tuple[Path, Env]) -> Path:
    """Give the cache of a first start with the seeds; tests start from a copy of its folder."""
    return first_start[0]


@pytest.fixture(scope="session")
def shipped_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a cache of all that is shipped, the list of editions too, loaded once."""
    path = tmp_path_factory.mktemp("shipped") / "cache.sqlite3"
    asyncio.run(load(SHIPPED, path))
    return path


@pytest.fixture(scope="session")
def snapshot(loaded_cache: Path) -> Snapshot:
    """Give the facts of the seeds, opened once."""
    return asyncio.run(_opened(loaded_cache))


@pytest.fixture(scope="session")
def shipped(shipped_cache: Path) -> Snapshot:
    """Give the facts of all that is shipped, opened once."""
    return asyncio.run(_opened(shipped_cache))


async def _start(seasons: Path, cache: Path) -> Env:
    places = {"SEASONS_DIR": str(seasons), "CACHE_PATH": str(cache)}
    async with bot_of(Settings.from_environment({**places, "MOD_GUILD_ID": str(GUILD_ID)})) as bot:
        env = _discord(bot)
        await env.start()
        await env.shutdown()
    _check_requests(env)
    return env


class PromptEnv(Env):
    """A simulated Discord that looks after 10 ms whether the bot is done; simcord itself often waits 50."""

    async def _settle_internal(self, *, idle: float = 0.01, **limits: Any) -> None:
        await super()._settle_internal(idle=idle, **limits)


def _discord(bot: discord.Client) -> Env:
    env = PromptEnv(bot, settle_timeout=60)
    env.create_guild("Copa", id=GUILD_ID).create_text_channel("general")
    return env


def _check_requests(env: Env) -> None:
    # simcord's own list of errors holds those, too, that the bot answers with a sentence; the log does not.
    assert broken_limits(env.http_requests) == []
    assert undescribed(env.http_requests) == []


async def _opened(cache: Path) -> Snapshot:
    async with Store(cache).snapshot() as snapshot:
        return snapshot


@pytest.fixture
def data_folder(tmp_path: Path, loaded_cache: Path) -> Path:
    """Give a folder of the test's own with what a first start left in it."""
    return shutil.copytree(loaded_cache.parent, tmp_path / "data")


@pytest.fixture
def environment(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Point the settings to the seeds and a folder of the test's own; give the means to change them."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COOLDOWN", "0")
    monkeypatch.setenv("SEASONS_DIR", str(SEEDS))
    monkeypatch.setenv("CACHE_PATH", str(data_folder / "cache.sqlite3"))
    monkeypatch.setenv("MOD_GUILD_ID", str(GUILD_ID))
    return monkeypatch


@pytest_asyncio.fixture
async def simcord_bot(environment: pytest.MonkeyPatch) -> AsyncIterator[discord.Client]:
    """Give the bot as `create_bot` makes it; close it at the end."""
    from bot import create_bot

    bot = create_bot()
    yield bot
    await bot.close()


@pytest_asyncio.fixture
async def env(simcord_bot: discord.Client, first_start: tuple[Path, Env]) -> AsyncIterator[Env]:
    """Give a simulated Discord with the bot in it; hold all that the bot sends to Discord's limits.

    The commands are there from the first start, so that not each test has to register them.
    """
    env = _discord(simcord_bot)
    env.backend.commands.update(first_start[1].backend.commands)
    await env.start()
    try:
        yield env
    finally:
        await env.shutdown()
    _check_requests(env)


@pytest.fixture
def guild(env: Env) -> GuildHandle:
    """Give the guild that MOD_GUILD_ID names."""
    return env.guild


@pytest.fixture
def locales(env: Env) -> dict[int, str]:
    """Give the users' languages, to be changed at will."""
    languages: dict[int, str] = {}
    speak_each_language(env, languages)
    return languages


def _join(env: Env, locales: dict[int, str], name: str, locale: str, *, manages: bool = False) -> MemberActor:
    roles = []
    if manages:
        roles.append(env.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True)))
    member = env.guild.add_member(env.create_user(name), roles=roles)
    locales[member.id] = locale
    return member


@pytest.fixture
def fan(env: Env, locales: dict[int, str]) -> MemberActor:
    """Give a member without powers who reads English."""
    return _join(env, locales, "fan", "en-US")


@pytest.fixture
def hincha(env: Env, locales: dict[int, str]) -> MemberActor:
    """Give a member without powers who reads the Spanish of Latin America."""
    return _join(env, locales, "hincha", "es-419")


@pytest.fixture
def moderator(env: Env, locales: dict[int, str]) -> MemberActor:
    """Give a member with Manage Server who reads English."""
    return _join(env, locales, "moderator", "en-US", manages=True)


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """Take back what a test's own `main` sets of the log, which is the whole process's."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.fixture(autouse=True)
def pictures_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no answer go without its picture because the machine does much else."""
    monkeypatch.setattr(draw, "_ANSWER_WAITS", 60.0)
    monkeypatch.setattr(draw, "_DRAWING_SECONDS", 60.0)


@pytest.fixture(autouse=True)
def no_error_is_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which an error was logged, unless it is marked `logs_errors`."""
    yield
    if request.node.get_closest_marker("logs_errors") is None:
        records = caplog.get_records("setup") + caplog.get_records("call")
        errors = [r.getMessage() for r in records if r.levelno >= logging.ERROR]
        assert errors == []
