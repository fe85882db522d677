"""The page without a token: people, languages, powers, its address, its end."""

import asyncio
import re
import signal
from pathlib import Path

import aiohttp
import pytest

from bot import create_bot
from bot.local_page import LOCAL_GUILD_ID, VIEWERS, run_local, simulated, typed_in, welcome
from bot.replies.language import language
from tests.conftest import GUILD_ID
from tests.page import address_in, start
from tests.page import environment as process_environment
from tests.simulated import ask, labels, shown_text, text_of

pytestmark = pytest.mark.usefixtures("environment")


async def test_the_people_are_a_fan_a_hincha_and_a_moderator_of_each_language():
    async with simulated(create_bot()) as (_, _, (fan, hincha, moderator, moderador)):
        in_english = text_of(await ask(fan, "help"))
        in_spanish = text_of(await ask(hincha, "help"))
        assert in_english != in_spanish
        assert text_of(await ask(fan, "champion", season=2006)) == text_of(
            await ask(moderator, "champion", season=2006)
        )
        assert "sin cambios" in text_of(await ask(moderador, "reload"))


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        ("/champion season:2006", "/campeon season:2006"),
        ("/data undo", "/datos deshacer"),
        ("/results team:data undo", "/resultados team:data undo"),
    ],
)
async def test_a_command_is_typed_by_its_name_in_the_viewers_language(command, typed):
    assert typed_in(command, language("es-419", markup=False)) == typed
    assert typed_in(command, language("en-US", markup=False)) == command


async def test_only_moderators_may_reload(environment):
    environment.delenv("MOD_GUILD_ID")
    async with simulated(create_bot()) as (_, channel, (fan, _, moderator, _)):
        assert "unchanged" in text_of(await ask(moderator, "reload"))
        assert "reload" in moderator.available_commands(channel)
        assert "reload" not in fan.available_commands(channel)


@pytest.mark.parametrize(("named", "expected"), [(None, LOCAL_GUILD_ID), (str(GUILD_ID), GUILD_ID)])
async def test_the_guild_is_the_one_that_moderates(environment, named, expected):
    environment.delenv("MOD_GUILD_ID")
    if named:
        environment.setenv("MOD_GUILD_ID", named)
    bot = create_bot()
    async with simulated(bot) as (env, _, _):
        assert env.guild.id == bot.settings.mod_guild_id == expected


async def test_commands_are_there_again_at_the_second_start():
    for _ in range(2):
        async with simulated(create_bot()) as (_, channel, (fan, *_)):
            assert {"champion", "results", "help"} <= set(fan.available_commands(channel))


async def test_a_command_sent_as_a_plain_message_is_answered_with_how_to_ask():
    async with simulated(create_bot()) as (_, channel, (fan, *_)):
        before = len(channel.history())
        await fan.send(channel, "/champion 2006")
        said, hint = channel.history()[before:]
        assert said.content == "/champion 2006"
        assert "Tab" in hint.content


@pytest.mark.parametrize(
    "text", ["quién ganó en 2006", "@Copa Perú quién ganó en 2006", "  ¿quién ganó en 2006?"]
)
async def test_plain_text_is_answered_as_a_mention_would_be(text):
    async with simulated(create_bot()) as (env, channel, (fan, *_)):
        before = len(channel.history())
        await fan.send(channel, text)
        await env.settle()
        said, answer = channel.history()[before:]
        assert said.content == text
        assert "Total Clean" in shown_text(answer)


async def test_the_page_opens_with_the_welcome_and_the_bots_own_picture():
    async with simulated(create_bot()) as (_, channel, _):
        hello = channel.history()[-1]
        assert "Hello! I am the Copa Perú bot" in shown_text(hello)
        assert labels(hello)[0] == "Who won in 1997?"
        assert hello.author.display_avatar.key == "cup"


async def test_the_page_answers_on_this_machine_until_it_is_stopped_and_what_is_asked_is_answered():
    said: list[str] = []
    stop = asyncio.Event()
    bot = create_bot()
    running = asyncio.create_task(run_local(bot, stop, announce=said.append))
    while not said:
        await asyncio.sleep(0.01)
        assert not running.done(), running.exception()
    url = re.search(r"http://127\.0\.0\.1:\d+/", said[0]).group()
    async with aiohttp.ClientSession() as http:
        async with http.get(url) as page:
            assert page.status == 200
        async with http.post(f"{url}api/pages", json={}) as without_password:
            assert without_password.status == 401
    answered = asyncio.Event()
    answering = asyncio.create_task(answered.wait(), name="CommandTree-invoker")
    stop.set()
    await asyncio.sleep(0.05)
    assert not running.done()
    answered.set()
    await asyncio.wait_for(running, 10)
    assert answering.done()
    assert bot.is_closed()


def test_the_welcome_names_the_address_the_people_and_what_to_try():
    text = welcome("http://127.0.0.1:1/#secret", ["/champion season:2006"], Path("data/local"))
    assert "data/local" in text
    assert "Three things to try:\n  who won in 1997?\n" in text
    assert "http://127.0.0.1:1/#secret" in text
    assert "/champion season:2006" in text
    assert all(viewer.shown in text for viewer in VIEWERS)


async def test_what_the_moderator_of_the_page_changes_stays_away_from_the_bot_on_discord(environment):
    settings = create_bot().settings
    own = settings.for_the_page
    assert own.data_dir == own.cache_path.parent == settings.data_dir / "local"
    assert own.database_url is None


@pytest.mark.slow
def test_without_a_token_no_log_line_stands_beside_the_address(tmp_path):
    with start(process_environment(tmp_path)) as process:
        try:
            address_in(process)
            process.send_signal(signal.SIGINT)
            _, complained = process.communicate(timeout=30)
        finally:
            process.kill()
    assert complained == ""
