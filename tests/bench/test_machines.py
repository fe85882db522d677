"""Two shards with folders of their own and a common PostgreSQL database, as on two machines."""

import asyncio

import pytest
import pytest_asyncio

from bench.machines import machines, until
from tests.postgres import PASSWORD, postgres

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

__all__ = ["postgres"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shards(discord, postgres, tmp_path_factory):
    """Run both; neither may log a fault or the password."""
    async with machines(discord, tmp_path_factory.mktemp("machines"), postgres.create("copa"), 2) as running:
        yield running
    for machine in running:
        log = machine.bot.process.log
        assert "Traceback" not in log
        assert PASSWORD not in log


async def test_a_change_confirmed_on_one_machine_is_answered_by_all_from_the_same_data(shards):
    for number, machine in enumerate(shards):
        assert "Document added" in await machine.add(f"Campeón {number}")
        for other in shards:

            async def answers(other=other, number=number):
                return f"Campeón {number}" in await other.champion()

            await until(answers)
    assert len({await machine.generation() for machine in shards}) == 1
    history = [(await machine.bot.command(machine.moderator, "data history")).text for machine in shards]
    assert history[0] == history[1]


async def test_of_two_moderators_at_once_none_is_told_of_a_change_that_is_lost(shards):
    [before, _] = [await machine.metric("copa_seasons") for machine in shards]
    told = await asyncio.gather(*(machine.add(f"A la vez {n}") for n, machine in enumerate(shards)))
    won = [number for number, text in enumerate(told) if "Document added" in text]
    assert won
    known = ("Document added", "Somebody else is writing", "The preview is out of date")
    assert [text for text in told if not any(one in text for one in known)] == []

    async def answer_alike():
        champions = [await machine.champion() for machine in shards]
        return len({await machine.generation() for machine in shards}) == 1 and all(
            any(f"A la vez {number}" in champion for number in won) for champion in champions
        )

    await until(answer_alike)
    assert await shards[0].metric("copa_seasons") == before


async def test_without_the_database_all_is_answered_and_changes_are_refused_until_it_is_back(
    shards, postgres, discord
):
    champion = await shards[0].champion()
    postgres.stop()
    try:
        for machine in shards:

            async def is_down(machine=machine):
                return await machine.metric("copa_store_up") == 0

            await until(is_down)
            assert await machine.champion() == champion
            assert await machine.read("/healthz") == "ok\n"
            refused = await machine.bot.command(machine.moderator, "data undo")
            assert "The database does not answer" in refused.text
            assert refused.ephemeral
        spanish = discord.person(
            "moderadora", guild=shards[0].moderator.guild, locale="es-419", permissions=1 << 5
        )
        assert "La base de datos no responde" in (await shards[0].bot.command(spanish, "data undo")).text
        await shards[1].kill()
        await shards[1].start(discord)
        assert await shards[1].champion() == champion
    finally:
        postgres.start()
    for machine in shards:

        async def is_up(machine=machine):
            return await machine.metric("copa_store_up") == 1

        await until(is_up)
    assert "Document added" in await shards[1].add("De vuelta")

    async def answers():
        return "De vuelta" in await shards[0].champion()

    await until(answers)
