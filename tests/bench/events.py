"""Gateway events as Discord documents them, and changes of one of their fields."""

import copy
import functools
import json

from bench.standin import payloads
from bench.standin.openapi import DESCRIPTION

POLL = {
    "question": {"text": "?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "yes"}}],
    "expiry": None,
    "allow_multiselect": False,
    "layout_type": 1,
}
_DEEPEST = 1


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


def paths(value, way=()):
    """Yield the way to each field of a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*way, key)
        yield from paths(item, (*way, key))


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


def events(discord, fan):
    """Return one event of each kind that the bot is sent, and one interaction of each."""
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
    stage = {"id": "80", "topic": "?", "privacy_level": 2, **ids}
    entitlement = {"id": "81", "sku_id": "1", "application_id": "1", "type": 8}
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
        ("THREAD_MEMBER_UPDATE", {"id": "77", "user_id": str(fan.id), "flags": 0, **ids}),
        ("THREAD_MEMBERS_UPDATE", {"id": "77", "member_count": 1, "added_members": [], **ids}),
        ("STAGE_INSTANCE_CREATE", stage),
        ("STAGE_INSTANCE_UPDATE", stage),
        ("STAGE_INSTANCE_DELETE", stage),
        ("ENTITLEMENT_CREATE", entitlement),
        ("ENTITLEMENT_UPDATE", entitlement),
        ("ENTITLEMENT_DELETE", entitlement),
        ("SUBSCRIPTION_CREATE", {"id": "82", "user_id": str(fan.id), "status": 0, "sku_ids": ["1"]}),
        ("WEBHOOKS_UPDATE", ids),
        ("USER_UPDATE", payloads.bot_user(application)),
        ("RESUMED", {"_trace": []}),
    ]


_DOCUMENTED = {
    "CHANNEL_CREATE": "GuildChannelResponse",
    "CHANNEL_UPDATE": "GuildChannelResponse",
    "ENTITLEMENT_CREATE": "EntitlementResponse",
    "GUILD_CREATE": "GuildResponse",
    "GUILD_MEMBER_ADD": "GuildMemberResponse",
    "GUILD_MEMBER_UPDATE": "GuildMemberResponse",
    "GUILD_UPDATE": "GuildResponse",
    "MESSAGE_CREATE": "MessageResponse",
    "STAGE_INSTANCE_CREATE": "StageInstanceResponse",
    "THREAD_CREATE": "ThreadResponse",
    "THREAD_UPDATE": "ThreadResponse",
    "USER_UPDATE": "UserPIIResponse",
}
"""What Discord's description calls the object that an event is about."""


def full(event, data):
    """Return an event's data with all fields of Discord's description, where that is at hand."""
    schemas = _schemas()
    for field, name in {"message": "MessageResponse", "role": "GuildRoleResponse"}.items():
        if schemas and isinstance(data.get(field), dict):
            data = data | {field: _filled(data[field], _example(schemas[name]))}
    if schemas and event in _DOCUMENTED:
        data = _filled(data, _example(schemas[_DOCUMENTED[event]]))
    return data


@functools.cache
def _schemas():
    return json.loads(DESCRIPTION.read_bytes())["components"]["schemas"] if DESCRIPTION.is_file() else {}


def _filled(data, example):
    """Return a value with what is missing, null or empty in it taken from an example."""
    if isinstance(data, dict) and isinstance(example, dict):
        return {**example, **{key: _filled(item, example.get(key)) for key, item in data.items()}}
    return example if data in (None, []) else data


def _example(schema, depth=0):
    """Return a value of a schema with all of its fields, down to a depth."""
    if "$ref" in schema:
        return _example(_schemas()[schema["$ref"].rpartition("/")[2]], depth)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    forms = [form for form in schema.get("oneOf", schema.get("allOf", [])) if form != {"type": "null"}]
    if forms:
        return _example(forms[0], depth)
    kinds = schema.get("type", "null")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if depth > _DEEPEST and kind in ("object", "array"):
        return {} if kind == "object" else []
    if kind == "object":
        fields = {name: _example(part, depth + 1) for name, part in schema.get("properties", {}).items()}
        others = schema.get("additionalProperties")
        return fields | {"5": _example(others, depth + 1)} if isinstance(others, dict) else fields
    if kind == "array":
        return [_example(schema["items"], depth + 1)]
    if kind == "string":
        of_format = {"date-time": payloads.now(), "snowflake": "5", "uri": "https://example.org/"}
        return of_format.get(schema.get("format"), "5")
    return {"integer": 1, "number": 1.0, "boolean": True}.get(kind)
