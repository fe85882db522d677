"""A cache that is damaged or missing while the bot runs: users are asked to wait while it is rebuilt."""

import asyncio
import contextlib
import os
import sqlite3

import pytest
import pytest_asyncio

from bot.errors import StorageError
from bot.queries.champion import Champion
from bot.repair import CacheRepair
from tests.simulated import ask, channel_of, shown_text

MOMENT, MOMENTO = "One moment, please", "Un momento, por favor"


class Builds:
    """The loads of a bot, counted."""

    def __init__(self, bot):
        self.count = 0
        self._bot, self._load = bot, bot.moderation.load
        bot.moderation.load = self.load

    async def load(self, **how):
        self.count += 1
        return await self._load(**how)

    async def done(self):
        await self._bot.repair._building


@pytest_asyncio.fixture
async def builds(simcord_bot, env):
    # Looking at the file is begun by hand here.
    simcord_bot._look.cancel()
    simcord_bot.store.current.db.execute("PRAGMA cache_size = 0")
    simcord_bot.store.current.db.execute("PRAGMA shrink_memory")
    return Builds(simcord_bot)


@pytest.fixture
def cache(simcord_bot):
    return simcord_bot.settings.cache_path


def overwrite(path):
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))


def empty(path):
    os.truncate(path, 0)


@pytest.mark.parametrize("damage", [overwrite, empty])
async def test_who_asks_of_damaged_data_is_told_to_wait_and_answered_soon(
    damage, fan, hincha, cache, builds, simcord_bot
):
    generation, begin, begun = simcord_bot.store.current.generation, simcord_bot.repair.begin, []
    # simcord goes on only when the bot is at rest: the build is put off until all have asked.
    simcord_bot.repair.begin = lambda: begun.append(begin)
    damage(cache)
    told = await ask(fan, "results", team="Total Clean")
    assert (MOMENT in shown_text(told), told.ephemeral) == (True, True)
    assert MOMENTO in shown_text(await ask(hincha, "results", team="Total Clean"))
    await fan.send(channel_of(fan), f"<@{simcord_bot.user.id}> resultados de total clean")
    assert MOMENT in shown_text(channel_of(fan).history()[-1])
    for begin in begun:
        begin()
    await builds.done()
    assert len(begun) == 3
    assert builds.count == 1
    assert "Total Clean" in shown_text(await ask(fan, "results", team="Total Clean"))
    assert simcord_bot.store.current.generation == generation


@pytest.mark.parametrize("damage", [overwrite, empty, os.unlink])
async def test_a_look_finds_what_nobody_asked_for(damage, cache, builds, simcord_bot):
    damage(cache)
    assert not await simcord_bot.repair.look()
    assert not await simcord_bot.repair.look()
    await builds.done()
    assert builds.count == 1
    assert await simcord_bot.repair.look()
    with contextlib.closing(sqlite3.connect(cache)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.logs_errors
async def test_a_wrong_statement_is_a_fault_and_no_damage(fan, builds, monkeypatch, simcord_bot):
    async def fail(self, snapshot):
        return await snapshot.rows("SELECT nothing FROM nowhere")

    monkeypatch.setattr(Champion, "answer", fail)
    assert "Sorry, something went wrong" in shown_text(await ask(fan, "champion", season=2006))
    assert not simcord_bot.repair.building


async def test_where_building_fails_the_pauses_grow(caplog, monkeypatch):
    class NoRoom:
        tries = 0

        async def load(self, *, force, opened):
            self.tries += 1
            if self.tries < 5:
                raise StorageError("no space left")

    class Cache:
        current = None

        async def refresh(self):
            pass

    paused = []
    sleep = asyncio.sleep

    async def note(seconds):
        paused.append(seconds)
        await sleep(0)

    monkeypatch.setattr("bot.repair.asyncio.sleep", note)
    moderation = NoRoom()
    repair = CacheRepair(moderation, Cache())
    repair.begin()
    repair.begin()
    await repair._building
    assert moderation.tries == 5
    assert paused == [0, 1, 2, 4, 8]


async def test_a_cache_that_cannot_be_opened_is_built_anew_at_the_start(env, fan, cache, builds, simcord_bot):
    await simcord_bot.store.close()
    with contextlib.closing(sqlite3.connect(cache)) as db:
        db.execute("DROP TABLE honour")
    await simcord_bot.repair.open()
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))
