"""Commands are registered only when they changed."""

import json

import discord
import pytest

from bot import create_bot
from bot.discord_ui.command_sync import register_commands


@pytest.fixture
def environment(environment, tmp_path):
    """Let nothing be known of an earlier start."""
    (tmp_path / "data" / "commands.json").unlink()
    return environment


def registrations(env):
    return [r.path for r in env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]


async def test_a_restart_registers_nothing_anew(env, simcord_bot):
    first = len(registrations(env))
    assert first == 2
    assert await register_commands(simcord_bot.tree, simcord_bot.settings, simcord_bot.application_id) == []
    assert len(registrations(env)) == first


async def test_a_changed_command_is_registered_where_it_changed(env, simcord_bot):
    simcord_bot.tree.remove_command("about")
    done = await register_commands(simcord_bot.tree, simcord_bot.settings, simcord_bot.application_id)
    assert done == ["global"]


async def test_force_registers_all(env, simcord_bot):
    tree, settings = simcord_bot.tree, simcord_bot.settings
    done = await register_commands(tree, settings, simcord_bot.application_id, force=True)
    assert len(done) == 2


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"application": 1, "registered": {"global": "x"}}'])
async def test_a_record_that_is_lost_or_of_another_application_means_to_register_all(env, simcord_bot, kept):
    (simcord_bot.settings.data_dir / "commands.json").write_text(kept, encoding="utf-8")
    done = await register_commands(simcord_bot.tree, simcord_bot.settings, simcord_bot.application_id)
    assert len(done) == 2


async def test_the_record_holds_no_secret(env, simcord_bot):
    found = json.loads((simcord_bot.settings.data_dir / "commands.json").read_text("utf-8"))
    assert set(found) == {"application", "registered", "ids"}


def test_commands_work_in_servers_private_messages_and_as_a_users_app(environment):
    bot = create_bot()
    for command in bot.tree.get_commands():
        payload = command.to_dict(bot.tree)
        assert payload["integration_types"] == [0, 1], command.name
        assert payload["contexts"] == [0, 1, 2], command.name


def test_the_last_option_of_every_question_is_private(environment):
    bot = create_bot()
    for command in bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        options = command.to_dict(bot.tree)["options"]
        assert options[-1]["name"] == "private"
        assert not options[-1]["required"]
