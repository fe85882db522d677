"""/reload: who may, and what it tells."""

import dataclasses
import shutil

import discord
import pytest

from tests.conftest import GUILD_ID, SEEDS
from tests.simulated import ask, channel_of, shown_text


@pytest.fixture
def seasons(environment, tmp_path):
    """Give the bot a folder of documents of its own."""
    folder = tmp_path / "seasons"
    shutil.copytree(SEEDS, folder)
    environment.setenv("SEASONS_DIR", str(folder))
    return folder


async def test_a_moderator_is_told_in_private_that_nothing_changed(moderator):
    answer = await ask(moderator, "reload")
    assert answer.ephemeral
    assert "Nothing has changed" in shown_text(answer)
    assert "5 documents unchanged" in shown_text(answer)


async def test_what_changed_is_told_and_answered_from_then_on(seasons, moderator, fan):
    document = seasons / "2006_copa_peru.txt"
    document.write_text(
        document.read_text("utf-8").replace("Winners: Total Clean", "Winners: Cienciano Junior"), "utf-8"
    )
    (seasons / "1997_copa_peru.txt").unlink()
    text = shown_text(await ask(moderator, "reload"))
    assert "Documents read again" in text
    assert "Changed\n2006_copa_peru.txt" in text
    assert "Gone\n1997_copa_peru.txt" in text
    assert "seasons 5 → 4" in text
    assert "Cienciano Junior" in shown_text(await ask(fan, "champion", season=2006))


async def test_a_document_that_cannot_be_read_is_told_and_the_others_are_answered(seasons, moderator, fan):
    (seasons / "1998.txt").write_bytes(b"\x00\xff")
    assert "1998.txt" in shown_text(await ask(moderator, "reload"))
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


def let_use(env, member):
    """Let a member use /reload as far as Discord's own settings go, which a server's managers may change."""
    command = env.backend.find_command("reload", GUILD_ID)
    allowed = [{"id": str(member.id), "type": 2, "permission": True}]
    env.backend.set_command_permissions(GUILD_ID, int(command["id"]), allowed)


async def test_a_member_without_the_power_does_not_see_it(fan):
    assert "reload" not in fan.available_commands(channel_of(fan))


async def test_a_member_without_the_power_is_refused_whatever_discord_allows(fan, env):
    let_use(env, fan)
    answer = await ask(fan, "reload")
    assert answer.ephemeral
    assert "For moderators only" in shown_text(answer)


async def test_a_moderators_role_is_enough_and_its_loss_counts_at_once(env, fan, simcord_bot):
    role = env.guild.create_role("keepers")
    keeper = env.guild.add_member(env.create_user("keeper"), roles=[role])
    simcord_bot.settings = dataclasses.replace(simcord_bot.settings, mod_role_ids=frozenset({role.id}))
    let_use(env, keeper)
    assert "Nothing has changed" in shown_text(await ask(keeper, "reload"))
    simcord_bot.settings = dataclasses.replace(simcord_bot.settings, mod_role_ids=frozenset({role.id + 1}))
    assert "For moderators only" in shown_text(await ask(keeper, "reload"))


async def test_one_reload_at_a_time(moderator, simcord_bot):
    simcord_bot.reloading = True
    answer = await ask(moderator, "reload")
    assert answer.ephemeral
    assert "Already at work" in shown_text(answer)


async def test_only_the_moderators_guild_has_the_command(env, moderator, simcord_bot):
    assert simcord_bot.tree.get_command("reload") is None
    assert simcord_bot.tree.get_command("reload", guild=discord.Object(GUILD_ID)) is not None
    assert "reload" in moderator.available_commands(channel_of(moderator))
