"""/help and /about."""

import discord
import pytest

from tests.simulated import ask, labels, messages_of, shown_text


async def test_help_names_every_command_with_an_example(fan, simcord_bot):
    text = shown_text(await ask(fan, "help"))
    for command in simcord_bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        assert f"/{command.name}" in text


async def test_every_example_of_the_help_answers_when_pressed(fan):
    for label in labels(await ask(fan, "help")):
        answer = await ask(fan, "help")
        pressed = await fan.click(answer.response, label=label)
        assert not pressed.followups
        assert messages_of(answer)[0].embeds[0].title not in {
            "What you can ask",
            "Sorry, something went wrong",
        }


@pytest.mark.parametrize(
    "needed", ["Wikipedia", "CC BY-SA 4.0", "MIT", "158 clubs", "2012: 65 teams", "22 tables lost"]
)
async def test_about_tells_documents_licences_and_gaps(fan, needed):
    assert needed in shown_text(await ask(fan, "about"))
