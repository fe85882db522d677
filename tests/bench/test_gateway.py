"""The bot on a gateway that sends what nobody expects: in this process, against the stand-in for Discord."""

import asyncio
import json

import pytest
from discord import CustomActivity

from bench.standin import Reply, payloads
from tests.bench.events import POLL, answered, begun_anew, mention, set_field

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

RUBBISH = b"\x12\x34\x56garbage\x00\x00\xff\xff"


async def dropped(discord):
    discord.gateway.drop(discord.application)


async def test_the_line_below_the_name_tells_how_many_editions_are_known(connected, mended):
    [session] = mended.gateway.sessions(mended.application)
    # discord.py begins a session with the field's older name.
    assert session.presence["game"]["state"] == "/help · 5 editions"
    await connected.gateway.show(CustomActivity("/help · 6 editions"))
    assert await answered(mended, mended.person("fan"))
    assert session.presence["activities"][0]["state"] == "/help · 6 editions"


async def test_a_resume_address_that_is_dead_is_given_up_for_the_usual_one(connected, mended, fan):
    mended.gateway.resume_address = "ws://127.0.0.1:9"
    assert await begun_anew(mended, mended.gateway.invalidate(mended.application))
    mended.gateway.resume_address = None
    assert await begun_anew(mended, dropped(mended))
    assert await answered(mended, fan)
    assert not await begun_anew(mended, dropped(mended))


async def test_a_broken_stream_is_connected_anew_and_its_session_resumed(connected, mended, fan):
    identified, resumed = mended.application.identified, mended.application.resumed
    await mended.gateway.send_raw(mended.application, RUBBISH)
    assert await answered(mended, fan)
    assert (mended.application.identified, mended.application.resumed) == (identified, resumed + 1)


@pytest.mark.parametrize(
    "frame",
    [
        '{"op":0,"t":',
        "[]",
        "null",
        "7",
        '{"op":0,"t":"MESSAGE_CREATE","s":null,"d":null}',
        '{"op":0,"t":"INTERACTION_CREATE","s":null,"d":[1]}',
        '{"op":0,"t":["READY"],"s":null,"d":{}}',
        '{"op":"x","t":null,"d":null}',
        "[" * 20_000,
    ],
    ids=lambda frame: frame[:50],
)
async def test_a_frame_that_cannot_be_read_is_dropped_and_nothing_else(frame, connected, mended, fan):
    begun = mended.application.identified + mended.application.resumed
    await mended.gateway.send_raw(mended.application, frame)
    assert await answered(mended, fan)
    assert mended.application.identified + mended.application.resumed == begun


async def test_dropped_events_are_counted_and_logged_without_their_text(connected, mended, fan, caplog):
    before = connected.dropped_events
    event = {"op": 0, "t": "CHANNEL_CREATE", "s": None, "d": {"name": "written by somebody"}}
    await mended.gateway.send_raw(mended.application, json.dumps(event))
    assert await answered(mended, fan)
    assert connected.dropped_events == before + 1
    assert "CHANNEL_CREATE" in caplog.text
    assert "written by somebody" not in caplog.text


@pytest.mark.parametrize(
    ("event", "path", "value"),
    [
        ("READY", ("user",), None),
        ("READY", ("guilds",), None),
        ("READY", ("session_id",), ...),
        ("READY", ("resume_gateway_url",), None),
        ("READY", ("application",), None),
        ("GUILD_CREATE", ("roles",), None),
        ("GUILD_CREATE", ("channels",), None),
        ("GUILD_CREATE", ("channels", 0, "type"), ...),
        ("GUILD_CREATE", ("members", 0, "user"), None),
        ("GUILD_CREATE", ("id",), ...),
    ],
)
async def test_a_start_needs_no_more_of_discord_than_the_bot_does(event, path, value, connected, mended, fan):
    mended.gateway.changed[event] = lambda data: set_field(data, path, value)
    # discord.py confuses starts that follow each other before it is ready.
    ready = asyncio.ensure_future(connected.wait_for("ready", timeout=10))
    assert await begun_anew(mended, mended.gateway.invalidate(mended.application))
    assert await answered(mended, fan)
    await ready


@pytest.mark.parametrize(
    "field",
    [
        {"poll": POLL},
        {"embeds": None},
        {"components": None},
        {"flags": None},
        {"attachments": None},
        {"mention_roles": None},
        {"member": None},
        {"reactions": None},
        {"message_reference": {"type": 0}},
        {"components": [{"type": 17, "components": None}]},
    ],
    ids=repr,
)
async def test_a_question_is_answered_whatever_else_its_message_holds(field, connected, mended, fan):
    found = mention(mended, fan, **field)
    waiting = Reply(mended.application, fan, found["id"])
    mended.waiting.append(waiting)
    await mended.gateway.dispatch(mended.application, fan.guild, "MESSAGE_CREATE", found)
    assert "Total Clean" in (await waiting.wait(10)).text


async def test_a_direct_message_without_text_is_answered_without_a_fault(connected, mended, fan):
    here = fan.in_dm()
    found = payloads.message(payloads.user(here), here.channel, {}) | {"content": None}
    waiting = Reply(mended.application, here, found["id"])
    mended.waiting.append(waiting)
    await mended.gateway.dispatch(mended.application, None, "MESSAGE_CREATE", found)
    assert (await waiting.wait(10)).text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("attachment_size_limit",), ...),
        (("channel",), None),
        (("channel",), ...),
        (("guild",), None),
        (("guild_locale",), None),
        (("locale",), None),
        (("entitlements",), None),
        (("authorizing_integration_owners",), None),
        (("context",), None),
        (("app_permissions",), None),
        (("version",), ...),
        (("data", "resolved"), None),
        (("data", "type"), ...),
        (("member", "flags"), ...),
        (("member", "joined_at"), None),
        (("member", "user", "avatar"), ...),
        (("member", "user", "discriminator"), None),
    ],
)
@pytest.mark.parametrize("way", ["command", "press"])
async def test_a_command_or_press_is_answered_whatever_else_discord_leaves_out(
    path, value, way, connected, mended, fan, monkeypatch
):
    champion = await mended.command(fan, "champion", season=2006)
    made = payloads.interaction

    def changed(*args):
        found = made(*args)
        found["data"].setdefault("resolved", {})
        found["data"].setdefault("type", 1)
        return set_field(found, path, value)

    monkeypatch.setattr(payloads, "interaction", changed)
    if way == "command":
        answer = await mended.command(fan, "season", season=2006)
    else:
        answer = await mended.press(fan, champion, "Season 2006")
    assert "Total Clean" in answer.text
