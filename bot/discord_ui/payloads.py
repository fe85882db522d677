"""Gateway events reduced to the fields that the bot reads, for those that discord.py cannot parse.

Discord adds fields, and leaves out or nulls others; one that the bot does not need must not cost an answer.
Raises KeyError, TypeError and ValueError where a field that the bot does need is missing.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Json = dict[str, Any]

_ROW, _BUTTON, _SELECT, _GREY = 1, 2, 3, 2
_SUBCOMMANDS = (1, 2)
_LARGEST_FILE = 10 << 20
_DIRECT = 1


def reduced_event(event: object, data: Any, *, user: int | None, shard: int | None) -> Json | None:
    """Return the needed part of an event, None for an event that is not needed.

    `user` is the bot's own id, `shard` that of the connection.
    """
    reduce = _EVENTS.get(event) if isinstance(event, str) else None
    if event == "READY":
        return _ready(data, user, shard)
    if event == "RESUMED":
        return {"__shard_id__": shard}
    return reduce(data) if reduce else None


def without_nulls(value: Any) -> Any:
    """Return a JSON value without the null fields of its objects, at any depth."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def mend_command(data: Json) -> None:
    """Leave out in place what a command's data has as null, and what no command of the bot needs."""
    resolved = data.get("resolved") or {}
    needed = {name: resolved[name] for name in ("attachments", "messages") if resolved.get(name)}
    kept = {name: value for name, value in data.items() if value is not None}
    kept.setdefault("name", "")
    kept |= {"options": _options(data.get("options")), "resolved": needed}
    data.clear()
    data.update(kept)


def _options(options: Any) -> list[Json]:
    """Return the options of a command that have a value, and its subcommands with theirs."""
    kept = []
    for option in options if isinstance(options, list) else ():
        if not isinstance(option, dict):
            continue
        if option.get("type") in _SUBCOMMANDS:
            kept.append({**option, "options": _options(option.get("options"))})
        elif option.get("value") is not None:
            kept.append(option)
    return kept


def _ready(data: Json, user: int | None, shard: int | None) -> Json:
    account = data["user"] if _has_id(data.get("user")) else {"id": user, "bot": True}
    return {
        "user": _user(account),
        "guilds": [{"id": guild["id"], "unavailable": True} for guild in _objects(data.get("guilds"))],
        "shard": [shard or 0],
    }


def _guild(data: Json) -> Json:
    guild = {"id": _id(data["id"]), "name": _text(data.get("name")), "unavailable": False}
    locale = data.get("preferred_locale")
    return guild | {"preferred_locale": locale} if isinstance(locale, str) else guild


def _left_guild(data: Json) -> Json:
    return {"id": _id(data["id"]), "unavailable": data.get("unavailable") is True}


def reduced_message(data: Json, *, depth: int = 1, author: bool = True) -> Json:
    """Return a message with its text, author, mentions and controls; messages it replies to up to `depth`."""
    message: Json = {
        "id": _id(data["id"]),
        "channel_id": _id(data.get("channel_id") or data["id"]),
        "type": _number(data.get("type")),
        "content": _text(data.get("content")),
        "flags": _number(data.get("flags")),
        "mentions": [_user(user) for user in _objects(data.get("mentions"))],
        "components": _controls(data.get("components")),
    }
    if author or _has_id(data.get("author")):
        message["author"] = _user(data["author"])
    if data.get("guild_id") is not None:
        message["guild_id"] = _id(data["guild_id"])
    replied = data.get("referenced_message")
    if depth and isinstance(replied, dict) and _has_id(replied):
        message["referenced_message"] = reduced_message(replied, depth=depth - 1, author=False)
        message["message_reference"] = {"channel_id": message["channel_id"], "message_id": replied["id"]}
    asked = data.get("interaction_metadata")
    if isinstance(asked, dict) and _has_id(asked.get("user")):
        user = _user(asked["user"])
        message["interaction_metadata"] = {
            "id": message["id"],
            "type": _number(asked.get("type")),
            "user": user,
        }
    return message


def _interaction(data: Json) -> Json:
    interaction: Json = {
        "id": _id(data["id"]),
        "application_id": _id(data["application_id"]),
        "type": int(data["type"]),
        "token": str(data["token"]),
        "version": 1,
        "data": without_nulls(data.get("data") or {}),
        "locale": data["locale"] if isinstance(data.get("locale"), str) else "en-US",
        "attachment_size_limit": _number(data.get("attachment_size_limit")) or _LARGEST_FILE,
    }
    channel: Json = data["channel"] if _has_id(data.get("channel")) else {"id": data.get("channel_id")}
    if _has_id(channel):
        # As a direct channel, which needs the fewest fields; one of a known guild is looked up by its id.
        interaction["channel"] = {"id": channel["id"], "type": _DIRECT}
    if isinstance(data.get("message"), dict):
        interaction["message"] = reduced_message(data["message"], author=False)
    member, guild = data.get("member"), data.get("guild_id")
    if isinstance(member, dict) and guild is not None:
        return interaction | {"guild_id": _id(guild), "member": _member(member)}
    return interaction | {"user": _user(data["user"])}


def _member(data: Json) -> Json:
    return {
        "user": _user(data["user"]),
        "nick": data["nick"] if isinstance(data.get("nick"), str) else None,
        "roles": [_id(role) for role in data.get("roles") or ()],
        "permissions": str(int(data.get("permissions") or 0)),
        "flags": 0,
    }


def _user(data: Json) -> Json:
    return {
        "id": _id(data["id"]),
        "username": _text(data.get("username")),
        "global_name": data["global_name"] if isinstance(data.get("global_name"), str) else None,
        "discriminator": "0",
        "avatar": None,
        "bot": data.get("bot") is True,
    }


def _controls(components: Any) -> list[Json]:
    """Return the buttons and menus of a message, each in a row of its own."""
    controls = []
    for part in components_of(components):
        if not isinstance(part.get("custom_id"), str):
            continue
        if part.get("type") == _BUTTON:
            controls.append({"type": _BUTTON, "style": _GREY, "custom_id": part["custom_id"]})
        elif part.get("type") == _SELECT:
            options = [
                {"label": _text(option.get("label")), "value": _text(option.get("value"))}
                for option in part.get("options") or ()
                if isinstance(option, dict)
            ]
            controls.append({"type": _SELECT, "custom_id": part["custom_id"], "options": options})
    return [{"type": _ROW, "components": [control]} for control in controls]


def components_of(components: Any) -> Iterator[Json]:
    """Yield every component of a message or a box in order, nested ones too."""
    for part in components if isinstance(components, list) else ():
        if isinstance(part, dict):
            yield part
            yield from components_of(part.get("components"))
            yield from components_of([part.get("accessory"), part.get("component")])


def texts_of(message: Json) -> Iterator[str]:
    """Yield what a reader sees as text in a message: content, forwarded messages, poll, components."""
    yield _text(message.get("content"))
    for snapshot in message.get("message_snapshots") or ():
        if isinstance(snapshot, dict) and isinstance(snapshot.get("message"), dict):
            yield from texts_of(snapshot["message"])
    poll = message.get("poll")
    if isinstance(poll, dict):
        media = [poll.get("question"), *(a.get("poll_media") for a in poll.get("answers") or ())]
        yield from (_text(part.get("text")) for part in media if isinstance(part, dict))
    yield from (_text(part.get("content")) for part in components_of(message.get("components")))


def _objects(value: Any) -> Iterable[Json]:
    """Return the objects of a list that have an id."""
    return [item for item in value if _has_id(item)] if isinstance(value, list) else ()


def _has_id(value: Any) -> bool:
    return isinstance(value, dict) and str(value.get("id")).isdecimal()


def _id(value: Any) -> str:
    return str(int(value))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


_EVENTS: dict[str, Callable[[Json], Json]] = {
    "GUILD_CREATE": _guild,
    "GUILD_DELETE": _left_guild,
    "MESSAGE_CREATE": reduced_message,
    "INTERACTION_CREATE": _interaction,
}
