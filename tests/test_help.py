"""/help."""

import discord

from tests.simulated import ask, follow, messages_of, shown_text, title_of, ways_on


async def test_help_names_every_command_with_an_example(fan, simcord_bot):
    text = shown_text(await ask(fan, "help"))
    for command in simcord_bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        assert f"/{command.name}" in text


async def test_every_example_of_the_help_answers_when_pressed(fan):
    for label in set(ways_on(await ask(fan, "help"))) - {"‹ Back", "Next ›", "Ask more"}:
        answer = await ask(fan, "help")
        pressed = await follow(fan, answer.response, label)
        assert not pressed.followups
        assert title_of(messages_of(answer)[0]) not in {
            "What you can ask",
            "Sorry, something went wrong",
        }
