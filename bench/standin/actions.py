"""What people do: commands, suggestions while typing, buttons, menus, messages."""

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.standin import payloads
from bench.standin.payloads import Json
from bench.standin.people import Application, Person, snowflake
from bench.standin.reply import Reply

if TYPE_CHECKING:
    from bench.standin.world import Discord

_TYPES: dict[type, int] = {bool: 5, int: 4, float: 10, str: 3}
_SUBCOMMAND, _ATTACHMENT = 1, 11
_GUILD_MESSAGES, _DIRECT_MESSAGES, _CONTENT = 1 << 9, 1 << 12, 1 << 15
_MENTION = re.compile(r"<@!?(\d+)>")
_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody hands to a command."""

    name: str
    content: bytes
    content_type: str = "text/plain; charset=utf-8"


class Actions:
    """What people do with one bot; each action returns the Reply, in time or by raising NoAnswerError."""

    world: "Discord"

    @property
    def application(self) -> Application:
        """The bot's account."""
        raise NotImplementedError

    async def command(self, person: Person, name: str, /, **options: object) -> Reply:
        """Send a slash command ("champion", "data add") and wait for the answer."""
        reply = await self.send(person, name, **options)
        return await reply.wait(_SECONDS)

    async def send(self, person: Person, name: str, /, **options: object) -> Reply:
        """Send a slash command and do not wait."""
        return await self._interact(payloads.CHAT, person, self._command(person, name, options, None))

    async def autocomplete(
        self, person: Person, name: str, option: str, typed: str, /, **options: object
    ) -> Reply:
        """Type into an option, others filled in already, and wait for the suggestions."""
        reply = await self.type(person, name, option, typed, **options)
        return await reply.wait(_SECONDS)

    async def type(self, person: Person, name: str, option: str, typed: str, /, **options: object) -> Reply:
        """Type into an option and do not wait."""
        data = self._command(person, name, {**options, option: typed}, option)
        return await self._interact(payloads.AUTOCOMPLETE, person, data)

    async def press(
        self, person: Person, reply: Reply, label: str | None = None, *, custom_id: str | None = None
    ) -> Reply:
        """Press the button of this label, or one that carries this custom_id, be it shown or forged."""
        found = custom_id or _custom_id(reply, payloads.BUTTON, label)
        data = {"component_type": payloads.BUTTON, "custom_id": found, "id": 1}
        pressed = await self._interact(payloads.COMPONENT, person, data, reply.message)
        return await pressed.wait(_SECONDS)

    async def select(
        self, person: Person, reply: Reply, *values: str, placeholder: str | None = None
    ) -> Reply:
        """Choose values in the menu of this placeholder, the first menu if none is named."""
        found = _custom_id(reply, payloads.MENU, placeholder)
        data = {"component_type": payloads.MENU, "custom_id": found, "id": 1, "values": list(values)}
        chosen = await self._interact(payloads.COMPONENT, person, data, reply.message)
        return await chosen.wait(_SECONDS)

    async def message(self, person: Person, content: str) -> Reply:
        """Write a message; `bot.application.mention` in it calls the bot. Waits for the bot's message."""
        reply = await self.say(person, content)
        try:
            return await reply.wait(_SECONDS)
        finally:
            if reply in self.world.waiting:
                self.world.waiting.remove(reply)

    async def say(self, person: Person, content: str) -> Reply:
        """Write a message and do not wait."""
        application = self.application
        needed = _GUILD_MESSAGES if person.guild else _DIRECT_MESSAGES
        sessions = list(self.world.gateway.sessions(application))
        if not any(session.intents & needed for session in sessions):
            raise ValueError("the bot does not listen to such messages: an intent is missing")
        mentioned = _MENTION.findall(content)
        called = str(application.id) in mentioned or person.guild is None
        reads = called or any(session.intents & _CONTENT for session in sessions)
        found = payloads.message(payloads.user(person), person.channel, {"content": content if reads else ""})
        if str(application.id) in mentioned:
            found["mentions"] = [payloads.bot_user(application)]
        if person.guild is not None:
            member = payloads.member({}, person.roles)
            del member["user"]
            found |= {"guild_id": str(person.guild.id), "member": member}
        reply = Reply(application, person, found["id"])
        self.world.waiting.append(reply)
        reply.begin()
        await self.world.gateway.dispatch(application, person.guild, "MESSAGE_CREATE", found)
        return reply

    async def _interact(self, kind: int, person: Person, data: Json, message: Json | None = None) -> Reply:
        token = secrets.token_urlsafe(32)
        reply = Reply(self.application, person, token, message)
        reply.interaction = payloads.interaction(kind, self.application, person, token, data, message)
        self.world.rest.remember(reply)
        reply.begin()
        await self.world.gateway.dispatch(
            self.application, person.guild, "INTERACTION_CREATE", reply.interaction
        )
        return reply

    def _command(self, person: Person, name: str, options: dict[str, object], focused: str | None) -> Json:
        top, *path = name.split()
        registered = self.application.command(top, person.guild.id if person.guild else None)
        guild, known = registered if registered else (None, {"id": str(snowflake())})
        data: Json = {"id": known["id"], "name": top, "type": 1}
        if guild is not None:
            data["guild_id"] = str(guild)
        level: Json = data
        described: Any = known
        for part in path:
            described = _described(described, part)
            inner = {"name": part, "type": described.get("type", _SUBCOMMAND), "options": []}
            level["options"] = [inner]
            level = inner
        resolved: Json = {}
        level["options"] = [
            self._option(_described(described, key), key, value, key == focused, resolved)
            for key, value in options.items()
            if value is not None
        ]
        return data | ({"resolved": resolved} if resolved else {})

    def _option(self, described: Json, name: str, value: object, focused: bool, resolved: Json) -> Json:
        if isinstance(value, File):
            attachment = self.world.attachment(value.name, value.content, value.content_type)
            resolved.setdefault("attachments", {})[attachment["id"]] = attachment
            return {"name": name, "type": _ATTACHMENT, "value": attachment["id"]}
        kind = described.get("type", _TYPES.get(type(value), _TYPES[str]))
        found: Json = {"name": name, "type": kind, "value": value}
        return found | {"focused": True} if focused else found


def _described(described: Any, name: str) -> Json:
    """Return an option's description as it was registered, an empty one where it was not."""
    options: list[Json] = described.get("options", [])
    return next((option for option in options if option["name"] == name), {})


def _custom_id(reply: Reply, kind: int, text: str | None) -> str:
    """Return what the button or menu of this text carries; raises LookupError if none is shown."""
    for control in reply.controls():
        shown = control.get("label") if kind == payloads.BUTTON else control.get("placeholder")
        if control["type"] == kind and not control.get("disabled") and text in (None, shown):
            return str(control["custom_id"])
    raise LookupError(f"nothing to use named {text!r}; shown are {reply.labels}")
