"""The environment, read and checked."""

import logging
from pathlib import Path

import pytest

from bot import create_bot
from bot.client import CopaBot, ShardedCopaBot
from bot.errors import SettingsError
from bot.settings import Rate, Settings


def test_without_any_setting_the_defaults_hold():
    settings = Settings.from_environment({})
    assert settings.token is None
    assert settings.seasons_dir == Path("seeds")
    assert settings.cache_path == Path("data/cache.sqlite3")
    assert settings.data_dir == Path("data")
    assert settings.mod_guild_id is None
    assert settings.mod_role_ids == frozenset()
    assert settings.log_level == logging.INFO
    assert settings.log_format == "text"
    assert settings.cooldown == Rate(20, 10)
    assert settings.muted_user_ids == settings.muted_guild_ids == frozenset()
    assert settings.metrics_port is None
    assert settings.metrics_host == "127.0.0.1"
    assert settings.shard_count is None
    assert settings.leads


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
        ("LOG_FORMAT", "xml"),
        ("COOLDOWN", "20"),
        ("COOLDOWN", "0/10"),
        ("COOLDOWN", "20/0"),
        ("COOLDOWN", "20/10/5"),
        ("COOLDOWN", "many/10"),
        ("COOLDOWN", "20/86400"),
        ("COOLDOWN", "-1/10"),
        ("MUTED_USER_IDS", "somebody"),
        ("MUTED_GUILD_IDS", "1;2"),
        ("MUTED_GUILD_IDS", "1" * 5000),
        ("METRICS_PORT", "0"),
        ("METRICS_PORT", "65536"),
        ("METRICS_HOST", "localhost"),
        ("SHARD_COUNT", "0"),
        ("SHARD_COUNT", "two"),
        ("SHARD_IDS", "0"),
        ("DISCORD_TOKEN", "two words"),
        ("WIKI_CONTACT", "me"),
        ("WIKI_CONTACT", "me@example.org (home)"),
        ("WIKI_CONTACT", "josé@example.org"),
        ("WIKI_EN", "en.wikipedia.org"),
        ("WIKI_ES", "ftp://es.wikipedia.org/w"),
        ("WIKI_REFRESH", "24"),
        ("WIKI_REFRESH", "h"),
        ("WIKI_REFRESH", "1m"),
        ("WIKI_REFRESH", "1000d"),
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


@pytest.mark.parametrize(
    "text",
    [
        "db.example.org",
        "mysql://copa:hush-hush@db/copa",
        "sqlite:///hush-hush.sqlite",
        "postgresql://",
        "postgresql://copa:hush-hush@db",
        "postgresql://copa:hush-hush@:5432/copa",
        "postgresql://copa:hush-hush@db:many/copa",
        "postgresql://copa:hush/hush-hush@db/copa",
        "postgresql://copa:hush#hush-hush@db/copa",
        "postgresql://copa:hush-hush@[::1/copa",
    ],
)
def test_an_address_that_is_no_databases_is_refused_without_its_password(text):
    with pytest.raises(SettingsError, match="DATABASE_URL: ") as caught:
        Settings.from_environment({"DATABASE_URL": text})
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "postgres://copa:hush-hush@db/copa?sslmode=verify-full",
        "postgresql+asyncpg://copa:hush-hush@db:5432/copa",
        "postgresql://copa:hush%2Fhush@one:5432,two:5433/copa?target_session_attrs=primary",
        "postgresql:///copa?host=/var/run/postgresql",
    ],
)
def test_an_address_of_a_database_is_taken_and_not_shown(text):
    settings = Settings.from_environment({"DATABASE_URL": text})
    assert (settings.database_url or "").startswith("postgresql://")
    assert "hush" not in repr(settings)


def test_a_database_needs_its_driver(monkeypatch):
    monkeypatch.setattr("bot.settings.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="needs asyncpg"):
        Settings.from_environment({"DATABASE_URL": "postgresql://copa@db/copa"})


def test_the_databases_password_is_masked_as_written_and_as_sent():
    settings = Settings.from_environment({"DATABASE_URL": "postgresql://copa:hush%2Fhush@db/copa"})
    assert settings.database_secrets == ("hush%2Fhush", "hush/hush")


@pytest.mark.parametrize(
    ("text", "rate"), [("20/10", Rate(20, 10)), (" 5 / 60 ", Rate(5, 60)), ("0", None), ("", Rate(20, 10))]
)
def test_a_cooldown_is_so_many_questions_in_so_many_seconds(text, rate):
    assert Settings.from_environment({"COOLDOWN": text}).cooldown == rate


@pytest.mark.parametrize(
    ("text", "seconds"), [("24h", 86_400), ("90m", 5400), ("7d", 604_800), ("0", None), ("", None)]
)
def test_articles_are_looked_at_every_so_many_minutes_hours_or_days(text, seconds):
    settings = Settings.from_environment({"WIKI_REFRESH": text, "WIKI_CONTACT": "me@example.org"})
    assert settings.wiki_refresh == seconds


def test_articles_are_not_looked_at_without_a_contact():
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"WIKI_REFRESH": "24h"})
    assert caught.value.name == "WIKI_REFRESH"


@pytest.mark.parametrize("name", ["MUTED_USER_IDS", "MUTED_GUILD_IDS"])
def test_ids_of_the_muted_are_parted_by_commas_or_spaces(name):
    settings = Settings.from_environment({name: "1, 2 3"})
    assert {1, 2, 3} in (settings.muted_user_ids, settings.muted_guild_ids)


@pytest.mark.parametrize("ids", ["3", "0,4", "-1", "one", "1" * 5000])
def test_shards_that_there_are_not_are_named(ids):
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"SHARD_COUNT": "3", "SHARD_IDS": ids})
    assert caught.value.name == "SHARD_IDS"


@pytest.mark.parametrize(
    ("count", "ids", "shards", "leads"),
    [
        ("", "", None, True),
        ("1", "", None, True),
        ("1", "0", 0, True),
        ("3", "0", 0, True),
        ("3", "2", 2, False),
        ("3", "1 2", [1, 2], False),
        ("3", "2,0,0", [0, 2], True),
        ("3", "", range(3), True),
    ],
)
def test_one_shard_runs_as_a_plain_client_and_several_as_the_sharded_one(
    environment, count, ids, shards, leads
):
    environment.setenv("SHARD_COUNT", count)
    environment.setenv("SHARD_IDS", ids)
    bot = create_bot()
    assert bot.settings.leads is leads
    assert bot.shard_count == (int(count) if count else None)
    if shards is None or isinstance(shards, int):
        assert type(bot) is CopaBot
        assert bot.shard_id == shards
    else:
        assert type(bot) is ShardedCopaBot
        assert list(bot.settings.shard_ids or range(bot.shard_count)) == list(shards)
