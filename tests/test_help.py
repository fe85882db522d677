"""/help, and the welcome of a server."""

import datetime
import re

import discord
import pytest

from bot.discord_ui.command_sync import link_commands, register_commands
from bot.queries import KINDS
from tests.simulated import ask, follow, labels, messages_of, raw_text, shown_text, title_of

ENGLISH = [
    "Who won in 1997?",
    "How did Juan Aurich do in 1997?",
    "What was the table in 1997?",
    "Who has the most titles?",
    "What was the biggest win?",
]


def commands_linked(answer):
    return dict(re.findall(r"</([^:>]+):(\d+)>", raw_text(messages_of(answer)[0])))


async def test_help_opens_with_five_questions_in_words(fan, hincha):
    assert labels(await ask(fan, "help"))[:5] == ENGLISH
    assert labels(await ask(hincha, "help"))[0] == "¿Quién ganó en 1997?"


async def test_help_tells_which_champions_and_results_are_known(fan, hincha):
    known = "I know the champions of 5 editions since 1967, and match results of 1967, 1996, and 1997."
    assert known in shown_text(await ask(fan, "help"))
    known = "Conozco a los campeones de 5 ediciones desde 1967 y los resultados de 1967, 1996 y 1997."
    assert known in shown_text(await ask(hincha, "help"))


async def test_help_links_to_every_command_by_its_id_in_the_readers_language(fan, hincha, simcord_bot):
    registered = {command.name: str(command.id) for command in await simcord_bot.tree.fetch_commands()}
    wanted = {name: registered[name] for name in (*KINDS, "ask")}
    assert commands_linked(await ask(fan, "help")) == wanted
    in_spanish = commands_linked(await ask(hincha, "help"))
    assert in_spanish["campeon"] == registered["champion"]
    assert sorted(in_spanish.values()) == sorted(wanted.values())


async def test_a_command_whose_id_is_not_known_is_named_plainly(fan, simcord_bot):
    (simcord_bot.settings.data_dir / "commands.json").unlink()
    link_commands(simcord_bot.settings, simcord_bot.application_id)
    text = raw_text((await ask(fan, "help")).response)
    assert "**/champion**" in text
    assert "</" not in text


async def test_links_outlive_a_restart_that_registers_nothing(fan, simcord_bot):
    before = commands_linked(await ask(fan, "help"))
    assert await register_commands(simcord_bot.tree, simcord_bot.settings, simcord_bot.application_id) == []
    simcord_bot.messages.clear()
    assert commands_linked(await ask(fan, "help")) == before


@pytest.mark.parametrize("label", ENGLISH)
async def test_every_question_of_the_help_is_answered_in_its_place_and_leads_back(fan, label):
    answer = await ask(fan, "help")
    pressed = await follow(fan, answer.response, label)
    assert not pressed.followups
    [message] = messages_of(answer)
    assert title_of(message) not in {"What you can ask", "Sorry, something went wrong"}
    await follow(fan, message, "‹ Help")
    assert title_of(messages_of(answer)[0]) == "What you can ask"


async def test_the_way_back_to_the_help_stays_after_another_press(fan):
    answer = await ask(fan, "help")
    await follow(fan, answer.response, ENGLISH[0])
    await fan.click(answer.response, label=labels(answer)[0])
    assert title_of(answer.response).startswith("Copa Perú 1997")
    await follow(fan, messages_of(answer)[0], "‹ Help")
    assert title_of(messages_of(answer)[0]) == "What you can ask"


async def test_details_of_the_help_have_an_example_of_every_command(fan):
    answer = await ask(fan, "help")
    details = await follow(fan, answer.response, "Details")
    texts = [shown_text(details)]
    while "Next ›" in labels(details):
        await fan.click(details.response, label="Next ›")
        texts.append(shown_text(details))
    assert "/results team:Juan Aurich" in "\n".join(texts)


def added(env, *, locale="en-US", overwrites=None):
    """Add the bot to a server with a channel for system messages; return both."""
    guild = env.create_guild("New", preferred_locale=locale)
    bot_role = next(role for role in guild.roles.values() if role.name == env.backend.bot_user.name)
    channel = guild.create_text_channel("welcome", overwrites={bot_role: overwrites} if overwrites else None)
    env.backend.edit_guild(guild.id, {"system_channel_id": channel.id})
    return guild, channel


async def announce(env, bot, guild, *, joined):
    """Let Discord tell the bot of a server; `joined` is the seconds since its start at which it was added."""
    known = bot.get_guild(guild.id)
    known.me.joined_at = bot.welcomes.began + datetime.timedelta(seconds=joined)
    bot.dispatch("guild_join", known)
    await env.settle()


@pytest.mark.parametrize(("locale", "hello"), [("en-US", "Hello! I am"), ("es-419", "¡Hola! Soy")])
async def test_a_server_that_adds_the_bot_is_welcomed_in_its_language_once(env, simcord_bot, locale, hello):
    guild, channel = added(env, locale=locale)
    for _ in range(2):
        await announce(env, simcord_bot, guild, joined=5)
    [message] = channel.history()
    assert hello in raw_text(message)
    assert len(labels(message)) == 5


async def test_a_server_that_has_the_bot_already_is_not_welcomed(env, simcord_bot):
    guild, channel = added(env)
    await announce(env, simcord_bot, guild, joined=-5)
    assert channel.history() == []


async def test_a_server_in_whose_channel_the_bot_may_not_speak_is_left_alone(env, simcord_bot):
    guild, channel = added(env, overwrites=discord.PermissionOverwrite(send_messages=False))
    await announce(env, simcord_bot, guild, joined=5)
    assert channel.history() == []
    assert not [request for request in env.http_requests if request.path.endswith("/messages")]


async def test_a_question_of_the_welcome_is_answered_to_whoever_presses(env, simcord_bot):
    guild, channel = added(env)
    await announce(env, simcord_bot, guild, joined=5)
    member = guild.add_member(env.create_user("newcomer"))
    pressed = await follow(member, channel.history()[0], ENGLISH[0])
    assert "Juan Aurich" in shown_text(pressed)
