"""What people press twice, after a restart, or as their Discord still shows it: in this process."""

import asyncio
import dataclasses

import pytest

from bench.standin import Reply, payloads

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def arrived(discord, kind, person, data, message=None):
    """Let an interaction arrive and return the bot's answer to it."""
    reply = await discord._interact(kind, person, data, message)
    return await reply.wait(10)


async def test_a_choice_pressed_five_times_at_once_gives_one_public_answer(connected, mended, fan):
    asked = await mended.command(fan, "results", team="huracan")
    menu = next(control for control in asked.controls() if control["type"] == payloads.MENU)
    chosen = {**menu, "component_type": payloads.MENU, "id": 1, "values": [menu["options"][0]["value"]]}
    presses = await asyncio.gather(
        *(mended._interact(payloads.COMPONENT, fan, chosen, asked.message) for _ in range(5))
    )
    answered = await asyncio.wait_for(_first_followed(presses), 10)
    assert not answered.followups[0]["flags"] & payloads.EPHEMERAL
    # Whoever asks next is answered after all that was pressed.
    await mended.command(fan, "champion", season=2006)
    assert sum(len(press.followups) for press in presses) == 1


async def _first_followed(presses):
    while not any(press.followups for press in presses):  # noqa: ASYNC110
        await asyncio.sleep(0.002)
    return next(press for press in presses if press.followups)


async def test_a_box_opened_before_a_restart_is_answered_after_it(connected, mended, fan):
    typed = {"type": 4, "custom_id": "question", "value": "and in 1997?", "id": 2}
    data = {"custom_id": "q:champion|1996", "components": [{"type": 18, "id": 1, "component": typed}]}
    shown = await mended.command(fan, "champion", season=1996)
    answer = await arrived(mended, 5, fan, data, shown.message)
    assert "Champion of the 1997 Copa Perú" in answer.text


async def test_boxes_that_nobody_sends_leave_nothing_behind(connected, mended, fan):
    shown = await mended.command(fan, "champion", season=1996)
    for _ in range(3):
        pressed = await mended.press(fan, shown, custom_id="q:champion|1996")
        assert pressed.modal["custom_id"] == "q:champion|1996"
    assert not connected._connection._view_store._modals


@pytest.mark.parametrize(
    "data",
    [
        {"id": "1", "name": "gone", "type": 1},
        {"id": "1", "name": "data", "type": 1, "options": [{"name": "gone", "type": 1, "options": []}]},
        {"id": "1", "name": "Gone", "type": 3, "target_id": "5"},
        {"id": "1", "name": "champion", "type": 1, "options": [{"name": "season", "type": 3, "value": "x"}]},
        {"id": "1", "name": "results", "type": 1, "options": []},
    ],
    ids=repr,
)
async def test_a_command_of_an_earlier_version_is_told_so(data, connected, mended, fan, hincha):
    assert "This command has changed" in (await arrived(mended, payloads.CHAT, fan, data)).text
    spanish = await arrived(mended, payloads.CHAT, hincha, data)
    assert "Este comando cambió" in spanish.text
    assert spanish.ephemeral


@pytest.mark.parametrize("options", [[], [{"name": "gone", "type": 3, "value": "x", "focused": True}]])
@pytest.mark.parametrize("name", ["gone", "results"])
async def test_suggestions_for_an_earlier_version_are_an_empty_list(name, options, connected, mended, fan):
    data = {"id": "1", "name": name, "type": 1, "options": options}
    answer = await arrived(mended, payloads.AUTOCOMPLETE, fan, data)
    assert (answer.kind, answer.choices) == (8, [])


TEXT = "who won the 2006 Copa Perú?"


@pytest.mark.parametrize(
    "field",
    [
        {"poll": {"question": {"text": TEXT}, "answers": [], "expiry": None}},
        {"components": [{"type": 17, "components": [{"type": 10, "content": TEXT}]}], "flags": 1 << 15},
        {"message_snapshots": [{"message": {"content": TEXT, "embeds": None}}]},
        {"message_snapshots": [{"message": {"components": [{"type": 10, "content": TEXT}]}}]},
    ],
    ids=repr,
)
async def test_ask_about_this_reads_every_kind_of_message(field, connected, mended, fan, hincha):
    message = payloads.message(payloads.user(fan), fan.channel, {"content": ""}) | field
    data = {"id": "1", "name": "Ask about this", "type": 3, "target_id": message["id"]}
    data["resolved"] = {"messages": {message["id"]: message}}
    answer = await arrived(mended, payloads.CHAT, hincha, data)
    assert "Total Clean" in answer.text


async def test_a_mention_in_a_guild_that_is_not_known_is_answered_once_and_no_other_message(
    connected, mended, fan
):
    unknown = str(fan.guild.id + 1)

    def said(content, mentions):
        message = payloads.message(payloads.user(fan), 4242, {"content": content})
        return message | {"guild_id": unknown, "mentions": mentions}

    application = mended.application
    silent = said("who won in 1997?", [])
    asked = said(f"{application.mention} who won in 2006?", [payloads.bot_user(application)])
    waiting = Reply(application, fan, asked["id"])
    mended.waiting.append(waiting)
    sent = len(mended.rest.messages)
    for message in (silent, asked):
        await mended.gateway.dispatch(application, fan.guild, "MESSAGE_CREATE", message)
    assert "Total Clean" in (await waiting.wait(10)).text
    assert len(mended.rest.messages) == sent + 1


async def mentions(discord, person, count):
    """Let a person mention the bot so often at once, and return the answers to come."""
    application, waiting = discord.application, []
    for _ in range(count):
        sent = {"content": f"{application.mention} who won in 2006?"}
        message = payloads.message(payloads.user(person), person.channel, sent)
        message |= {"guild_id": str(person.guild.id), "mentions": [payloads.bot_user(application)]}
        waiting.append(Reply(application, person, message["id"]))
        discord.waiting.append(waiting[-1])
        await discord.gateway.dispatch(application, person.guild, "MESSAGE_CREATE", message)
    return waiting


async def test_of_too_many_mentions_in_a_channel_the_newest_are_dropped_and_one_is_told(
    connected, mended, fan
):
    held = mended.fail("POST /channels/*/messages", delay=0.2, times=None)
    waiting = await mentions(mended, fan, 30)
    for reply in waiting[:8]:
        assert "Total Clean" in (await reply.wait(10)).text
    told = await waiting[8].wait(10)
    assert "Ask me again in 10 seconds" in told.text
    await mended.command(fan, "help")
    assert held.hits == 9
    mended.waiting.clear()
    [again] = await mentions(mended, fan, 1)
    assert "Total Clean" in (await again.wait(10)).text


async def test_a_channel_that_refuses_an_answer_is_left_alone_for_a_while(connected, mended, hincha):
    here = dataclasses.replace(hincha, channel=hincha.channel + 1)
    refused = mended.fail("POST /channels/*/messages", status=403, times=None)
    await mentions(mended, here, 1)
    await asyncio.wait_for(refused.struck(), 10)
    while here.channel not in connected.gate.refusing:  # noqa: ASYNC110
        await asyncio.sleep(0.002)
    await mentions(mended, here, 20)
    await mended.command(hincha, "help")
    assert refused.hits == 1
    mended.waiting.clear()
    mended.mend()
    [elsewhere] = await mentions(mended, hincha, 1)
    assert "Total Clean" in (await elsewhere.wait(10)).text
