"""The real process against the stand-in: answers, broken connections, refusals, ends."""

import signal

import pytest

from bench.standin import NoAnswerError

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

CALLBACK = "POST /interactions/*/callback"
ENDS_WITHIN = 10


async def test_a_command_is_answered_in_the_language_of_each(bot, fan, hincha):
    english = await bot.command(fan, "champion", season=2006)
    spanish = await bot.command(hincha, "champion", season=2006)
    assert "Champion of the 2006" in english.text
    assert "Campeón" in spanish.text
    assert "Total Clean" in english.text
    assert "Total Clean" in spanish.text


async def test_a_command_is_answered_in_a_direct_message(bot, fan):
    assert "Total Clean" in (await bot.command(fan.in_dm(), "champion", season=2006)).text


async def test_typing_brings_suggestions(bot, fan):
    suggested = await bot.autocomplete(fan, "results", "team", "galv")
    assert any("José Gálvez" in name for name in suggested.names)


async def test_a_button_turns_the_message_for_the_asker_and_answers_others_in_private(bot, fan, hincha):
    answer = await bot.command(fan, "champion", season=2006)
    [label] = [label for label in answer.labels if "Season 2006" in label]
    other = await bot.press(hincha, answer, label)
    assert other.ephemeral
    assert other.message is not answer.message
    own = await bot.press(fan, answer, label)
    assert own.message is answer.message
    assert "2006" in answer.text.splitlines()[0]


async def test_after_an_abrupt_drop_the_session_is_taken_up_and_what_was_asked_meanwhile_answered(
    bot, discord, fan
):
    begun, resumed = bot.application.identified, bot.application.resumed
    discord.gateway.drop(bot.application)
    assert "José Gálvez" in (await bot.command(fan, "champion", season=1996)).text
    assert (bot.application.identified, bot.application.resumed) == (begun, resumed + 1)


@pytest.mark.parametrize("code", [1000, 4000, 4001])
async def test_after_a_closed_connection_commands_are_answered(bot, discord, fan, code):
    before = bot.sessions_begun
    await discord.gateway.close(code, bot.application)
    await bot.connected(after=before)
    assert "José Gálvez" in (await bot.command(fan, "champion", season=1996)).text


async def test_asked_to_connect_anew_the_bot_takes_its_session_up(bot, discord, fan):
    resumed = bot.application.resumed
    await discord.gateway.reconnect(bot.application)
    assert "José Gálvez" in (await bot.command(fan, "champion", season=1996)).text
    assert bot.application.resumed == resumed + 1


async def test_told_to_wait_the_bot_waits_and_answers(bot, discord, fan):
    fault = discord.fail(CALLBACK, status=429, retry_after=0.3)
    answer = await bot.command(fan, "champion", season=2006)
    assert fault.hits == 1
    assert answer.first_seconds >= 0.3
    assert "Total Clean" in answer.text


async def test_an_error_of_discord_is_answered_on_the_second_try(bot, discord, fan):
    fault = discord.fail(CALLBACK, status=502)
    assert "Total Clean" in (await bot.command(fan, "champion", season=2006)).text
    assert fault.hits == 1


async def test_sigterm_in_the_middle_of_an_answer_lets_it_be_finished(discord, environ, fan):
    async with discord.bot(environ) as bot:
        fault = discord.fail(CALLBACK, status=429, retry_after=0.5)
        asked = await bot.send(fan, "champion", season=2006)
        await fault.struck()
        bot.process.signal(signal.SIGTERM)
        assert "Total Clean" in (await asked.wait(ENDS_WITHIN)).text
        assert await bot.process.ended(ENDS_WITHIN) == 0
    assert "Traceback" not in bot.process.log


async def test_a_token_that_discord_refuses_is_one_clear_line_and_exit_code_2(discord, environ):
    discord.refused.add("refused")
    async with discord.bot({**environ, "DISCORD_TOKEN": "refused"}, wait=False) as bot:
        assert await bot.process.ended() == 2
    assert "DISCORD_TOKEN" in bot.process.log.splitlines()[-1]


async def test_a_bot_that_says_nothing_is_found_out(discord, fan, monkeypatch):
    monkeypatch.setattr("bench.standin.reply._PATIENCE", 0.2)
    discord.fail(CALLBACK, delay=0.4)
    async with discord.bot(module="bench.baseline") as baseline:
        with pytest.raises(NoAnswerError):
            await baseline.command(fan, "champion", season=2006)
