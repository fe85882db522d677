"""The bot on a gateway that sends what nobody expects: in this process, against the stand-in for Discord."""

import copy
import json

import pytest
from discord import CustomActivity
from hypothesis import given
from hypothesis import strategies as st

from bench.standin import Reply, payloads
from tests.properties import examples

pytestmark = pytest.mark.asyncio(loop_scope="module")

RUBBISH = b"\x12\x34\x56garbage\x00\x00\xff\xff"


async def answered(discord, fan):
    answer = await discord.command(fan, "champion", season=2006)
    return "Total Clean" in answer.text


async def begun_anew(discord, how):
    """Do something to the connection and wait until it is back; say whether its session is a new one."""
    application = discord.application
    identified, total = application.identified, application.identified + application.resumed
    await how
    await discord.gateway.connected(application, 20, after=total)
    return application.identified > identified


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


def set_field(data, path, value):
    """Return a copy with one field changed; without it, where the value is `...`."""
    data = copy.deepcopy(data)
    *way, last = path
    part = data
    for step in way:
        part = part[step]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return data


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
    assert await begun_anew(mended, mended.gateway.invalidate(mended.application))
    assert await answered(mended, fan)
    await connected.wait_until_ready()


def mention(discord, fan, **more):
    """Return a message that asks the bot who won."""
    application = discord.application
    sent = {"content": f"{application.mention} who won in 2006?"}
    found = payloads.message(payloads.user(fan), fan.channel, sent)
    member = payloads.member({}, ())
    del member["user"]
    return found | {
        "guild_id": str(fan.guild.id),
        "member": member,
        "mentions": [payloads.bot_user(application)],
        **more,
    }


POLL = {
    "question": {"text": "?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "yes"}}],
    "expiry": None,
    "allow_multiselect": False,
    "layout_type": 1,
}


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


def paths(value, way=()):
    """Yield the way to each field of a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*way, key)
        yield from paths(item, (*way, key))


def events(discord, fan):
    """Return one event of each kind that the bot is sent, as Discord documents it."""
    application, guild = discord.application, fan.guild
    message = mention(discord, fan, poll=POLL, referenced_message=mention(discord, fan))
    message |= {"message_reference": {"type": 0, "message_id": "5", "channel_id": str(fan.channel)}}
    ids = {"guild_id": str(guild.id), "channel_id": str(fan.channel), "message_id": message["id"]}
    options = [{"name": "season", "type": 4, "value": 2006, "focused": True}]
    command = {"id": "1", "name": "champion", "type": 1, "options": options, "resolved": {}}
    target = {"id": "2", "name": "Ask about this", "type": 3, "target_id": message["id"]}
    target["resolved"] = {"messages": {message["id"]: message}}
    button = {"component_type": 2, "custom_id": "a:champion|1996", "id": 1}
    box = {
        "custom_id": "q:champion|1996",
        "components": [{"type": 18, "component": {"type": 4, "value": "1997"}}],
    }
    of_bot = payloads.message(
        payloads.bot_user(application),
        fan.channel,
        {
            "components": [
                {
                    "type": 1,
                    "components": [{"type": 2, "style": 1, "label": "?", "custom_id": "a:champion|1996"}],
                }
            ]
        },
    )

    def interaction(kind, data, message=None):
        return payloads.interaction(kind, application, fan, "unknown", data, message)

    channel, role = payloads.channel(guild), payloads.role(guild, guild.id)
    member = payloads.member(payloads.user(fan), ()) | {"guild_id": str(guild.id)}
    thread = channel | {"type": 11, "id": "77", "parent_id": channel["id"], "owner_id": str(fan.id)}
    thread["thread_metadata"] = {"archived": False, "auto_archive_duration": 60, "locked": False}
    thread["thread_metadata"]["archive_timestamp"] = payloads.now()
    emoji = {"id": None, "name": "🏆"}
    return [
        ("MESSAGE_CREATE", message),
        ("MESSAGE_UPDATE", message),
        ("MESSAGE_DELETE", {"id": message["id"], **ids}),
        ("MESSAGE_DELETE_BULK", {"ids": [message["id"]], **ids}),
        ("MESSAGE_REACTION_ADD", {"user_id": str(fan.id), "emoji": emoji, "member": member, **ids}),
        ("MESSAGE_POLL_VOTE_ADD", {"user_id": str(fan.id), "answer_id": 1, **ids}),
        ("INTERACTION_CREATE", interaction(2, command)),
        ("INTERACTION_CREATE", interaction(2, target)),
        ("INTERACTION_CREATE", interaction(4, command)),
        ("INTERACTION_CREATE", interaction(3, button, of_bot)),
        ("INTERACTION_CREATE", interaction(5, box, of_bot)),
        ("GUILD_CREATE", payloads.guild_create(guild, application)),
        ("GUILD_UPDATE", payloads.guild_create(guild, application)),
        ("GUILD_DELETE", {"id": "99", "unavailable": True}),
        ("GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": role}),
        ("GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": role}),
        ("GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": "78"}),
        ("GUILD_MEMBER_ADD", member),
        ("GUILD_MEMBER_UPDATE", member),
        ("GUILD_MEMBER_REMOVE", member),
        ("CHANNEL_CREATE", channel),
        ("CHANNEL_UPDATE", channel),
        ("CHANNEL_DELETE", channel | {"id": "79"}),
        ("CHANNEL_PINS_UPDATE", {"last_pin_timestamp": payloads.now(), **ids}),
        ("THREAD_CREATE", thread),
        ("THREAD_UPDATE", thread),
        ("THREAD_DELETE", thread),
        ("THREAD_LIST_SYNC", {"guild_id": str(guild.id), "threads": [thread], "members": []}),
        ("STAGE_INSTANCE_CREATE", {"id": "80", "topic": "?", "privacy_level": 2, **ids}),
        (
            "ENTITLEMENT_CREATE",
            {"id": "81", "sku_id": "1", "application_id": "1", "type": 8},
        ),
        ("WEBHOOKS_UPDATE", ids),
        ("USER_UPDATE", payloads.bot_user(application)),
        ("RESUMED", {"_trace": []}),
    ]


OTHERS = st.sampled_from([None, ..., "", "x", 0, -1, 10**30, 1.5, True, [], {}, [None], {"id": None}])


@pytest.mark.logs_errors
@examples(10)
@given(data=st.data())
async def test_any_field_of_any_event_may_be_missing_or_of_another_kind(data, connected, mended, fan):
    begun = mended.application.identified + mended.application.resumed
    event, found = data.draw(st.sampled_from(events(mended, fan)))
    way = data.draw(st.sampled_from([(), *paths(found)]))
    value = data.draw(st.one_of(st.sampled_from([None, ...]), OTHERS))
    changed = set_field(found, way, value) if way else None if value is ... else value
    await mended.gateway.dispatch(mended.application, fan.guild, event, changed)
    assert await answered(mended, fan), (event, way, value)
    assert mended.application.identified + mended.application.resumed == begun
