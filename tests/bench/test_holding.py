"""The quick ones of the faults in `bench/faults`, done to the real process; and the report on them."""

import pytest
import pytest_asyncio

from bench.faults import __main__ as report
from bench.faults import cache, gateway, inside
from bench.faults.rows import ROWS
from bench.faults.scene import DoesNotHoldError, Row, Scene

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

QUICK = (
    gateway.reset,
    gateway.invalid_for_now,
    gateway.dropped_under_load,
    inside.broken,
)
BROKEN = [row for row in ROWS if row.done.startswith("connection ") and "four tries" not in row.done]


@pytest_asyncio.fixture(loop_scope="module")
async def scene(discord, bot, environ, tmp_path):
    yield Scene(discord, tmp_path, bot)
    discord.mend()


@pytest.mark.parametrize("see", QUICK, ids=lambda see: see.__name__)
async def test_the_bot_holds(see, scene):
    assert await see(scene)


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row.done)
async def test_a_broken_connection_is_made_up_for(row, scene):
    assert await row.see(scene)


async def test_a_damaged_cache_is_built_anew_while_it_runs(scene):
    assert "intact again" in await cache.while_running(cache.halve, scene)


async def test_what_does_not_hold_is_told_and_makes_the_exit_code(scene, bot):
    async def fails(scene):
        raise DoesNotHoldError("nothing came")

    async def holds(scene):
        return "it came"

    bad, good = Row("Kind", "done", "must hold", fails), Row("Kind", "done too", "must hold", holds)
    seen = [(row, *await report.see(row, scene, bot)) for row in (good, bad)]
    assert [found[1:] for found in seen] == [(True, "it came"), (False, "nothing came")]
    text = report.tables(seen)
    assert "| done | must hold | **failed:** nothing came |" in text
    assert "2 faults, 1 not handled" in text
