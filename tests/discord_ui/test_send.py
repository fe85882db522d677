"""What Discord refuses: told as far as it lets the bot speak, and nothing that changes data is done twice."""

import logging
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.client import invite_link
from bot.ops.events import Event
from tests.moderation.made import document
from tests.simulated import ask, channel_of, messages_of, shown_text

CALLBACK = "/interactions/*/callback"


def outcomes(caplog):
    return [record.msg.outcome for record in caplog.records if isinstance(record.msg, Event)]


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_refused_answer_is_no_fault_of_the_bot(fan, env, caplog, code):
    caplog.set_level(logging.INFO)
    env.inject_error("POST", CALLBACK, status=403, code=code, message="Missing Permissions")
    answer = await ask(fan, "champion", season=2006)
    assert answer.ephemeral
    assert "I cannot answer here" in shown_text(answer)
    assert outcomes(caplog) == ["refused"]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_mention_is_answered_without_a_reference_where_the_history_may_not_be_read(
    fan, env, simcord_bot
):
    env.inject_error("POST", "/channels/*/messages", status=400, code=160002, message="No history")
    await fan.send(channel_of(fan), f"<@{simcord_bot.user.id}> who won in 2006?")
    last = channel_of(fan).history()[-1]
    assert last.author.id == simcord_bot.user.id
    assert "Total Clean" in shown_text(last)
    assert last.reference is None


async def test_a_moderators_command_that_is_answered_elsewhere_is_not_done_again(moderator, env, simcord_bot):
    env.inject_error("POST", CALLBACK, status=400, code=40060, message="Already acknowledged")
    await ask(moderator, "alias add", alias="los bravos", club="UTC")
    assert (await simcord_bot.moderation.state()).aliases == ()
    await ask(moderator, "alias add", alias="los bravos", club="UTC")
    assert [alias.text for alias in (await simcord_bot.moderation.state()).aliases] == ["los bravos"]


async def test_a_moderators_button_that_is_answered_elsewhere_is_not_done_again(moderator, env, simcord_bot):
    preview = await ask(moderator, "data add", file=("2013.txt", document(2013)))
    env.inject_error("POST", CALLBACK, status=400, code=40060, message="Already acknowledged")
    await moderator.click(preview.response, label="Confirm")
    assert (await simcord_bot.moderation.state()).documents == ()


async def test_a_change_whose_outcome_cannot_be_shown_in_its_place_is_told_beside_it(
    moderator, env, simcord_bot, caplog
):
    path = "/webhooks/*/messages/@original"
    preview = await ask(moderator, "data remove", season=2006)
    env.inject_error("PATCH", path, status=404, code=10008, message="Unknown Message")
    answer = await moderator.click(preview.response, label="Confirm")
    assert [out.season for out in (await simcord_bot.moderation.state()).left_out] == [2006]
    assert "Document removed" in shown_text(messages_of(answer)[-1])
    assert messages_of(answer)[-1].ephemeral
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_who_invites_the_bot_gives_it_what_answers_in_threads_and_replies_take():
    [number] = parse_qs(urlsplit(invite_link(1)).query)["permissions"]
    given = discord.Permissions(int(number))
    assert given.read_message_history
    assert given.send_messages_in_threads
    assert given.send_messages
    assert not given.administrator
