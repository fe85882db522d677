"""The environment, read and checked."""

import logging
from pathlib import Path

import pytest

from bot import create_bot
from bot.errors import SettingsError
from bot.settings import Settings


def test_without_any_setting_the_defaults_hold():
    settings = Settings.from_environment({})
    assert settings.token is None
    assert settings.seasons_dir == Path("seeds")
    assert settings.cache_path == Path("data/cache.sqlite3")
    assert settings.data_dir == Path("data")
    assert settings.mod_guild_id is None
    assert settings.mod_role_ids == frozenset()
    assert settings.log_level == logging.INFO


def test_the_data_folder_is_that_of_the_cache_unless_it_is_set():
    assert Settings.from_environment({"CACHE_PATH": "/a/b.sqlite3"}).data_dir == Path("/a")
    assert Settings.from_environment({"CACHE_PATH": "/a/b.sqlite3", "DATA_DIR": "/c"}).data_dir == Path("/c")


@pytest.mark.parametrize("text", ["1, 2,3", "1 2 3", " 1\n2\t3 "])
def test_role_ids_are_parted_by_commas_or_spaces(text):
    assert Settings.from_environment({"MOD_ROLE_IDS": text}).mod_role_ids == {1, 2, 3}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MOD_GUILD_ID", "the guild"),
        ("MOD_GUILD_ID", "-1"),
        ("MOD_GUILD_ID", "0"),
        ("MOD_GUILD_ID", str(1 << 64)),
        ("MOD_GUILD_ID", "١٢٣"),
        ("MOD_ROLE_IDS", "1,two"),
        ("LOG_LEVEL", "loud"),
        ("DISCORD_TOKEN", "two words"),
        ("CACHE_PATH", "/"),
        ("SEASONS_DIR", __file__),
    ],
)
def test_a_wrong_value_is_named(name, value):
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({name: value})
    assert caught.value.name == name


def test_the_token_never_shows():
    settings = Settings.from_environment({"DISCORD_TOKEN": "a.secret.token"})
    assert "secret" not in repr(settings)
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"DISCORD_TOKEN": "a secret token"})
    assert "secret" not in str(caught.value)


def test_the_bot_is_made_without_a_loop_and_not_connected(environment):
    bot = create_bot()
    assert not bot.is_ready()
    assert not bot.intents.members
    assert not bot.intents.presences
    assert not bot.intents.message_content


def test_a_wrong_environment_stops_the_making_of_the_bot(environment):
    environment.setenv("MOD_GUILD_ID", "x")
    with pytest.raises(SettingsError):
        create_bot()
