"""Help for tests that act as people would: asking, reading what was answered, Discord's limits."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import discord
from simcord import ChannelHandle, HttpLogEntry, InteractionResult, MemberActor, ResponseMessage

Answer = InteractionResult | ResponseMessage | discord.Message
Json = Mapping[str, Any]

_ESCAPED = re.compile(r"\\([^a-zA-Z0-9\s])")
_LINK = re.compile(r"\[([^\]]*)\]\(<?[^)]*>?\)")
_MARKS = re.compile(r"\*+|__+|~~|\|\||`+|^(?:>>> |> |-# |#{1,3} )", re.MULTILINE)
_KEPT_TOGETHER = {0xA0: " ", 0x2060: None}
_MESSAGE_ROUTES = re.compile(r"/webhooks/.+|/channels/\d+/messages(/\d+)?")
_REPLIES = {4, 7}
_CHOICES = 8
_ROW, _BUTTON, _STRING_SELECT, _SECTION, _TEXT_DISPLAY = 1, 2, 3, 9, 10
_OF_COMPONENTS = 1 << 15


def channel_of(member: MemberActor) -> ChannelHandle:
    """Return the text channel of the member's guild."""
    return next(iter(member.guild.channels.values()))


async def ask(member: MemberActor, command: str, /, **options: object) -> InteractionResult:
    """Use a slash command as this member."""
    return await member.slash(channel_of(member), command, **options)


async def ask_and_confirm(member: MemberActor, command: str, /, **options: object) -> InteractionResult:
    """Use a moderator's command and press Confirm under its preview."""
    preview = await ask(member, command, **options)
    return await member.click(preview.response, label="Confirm")


async def suggestions(
    member: MemberActor, command: str, option: str, typed: str, /, **filled: object
) -> Sequence[Json]:
    """Type into an option and return the choices that the bot offers."""
    return await member.autocomplete(channel_of(member), command, option, typed, **filled)


def messages_of(answer: Answer) -> Sequence[ResponseMessage | discord.Message]:
    """Return the messages of an answer in order: the response, then what followed."""
    if not isinstance(answer, InteractionResult):
        return [answer]
    first = answer.response
    return ([first] if first is not None else []) + answer.followups


def text_of(answer: Answer) -> str:
    """Return all text a person reads in an answer, controls and file descriptions too, markup stripped."""
    parts: list[str] = []
    for message in messages_of(answer):
        parts += [*_shown(message), *_control_texts(_components(message))]
        parts += [file.description or "" for file in message.attachments]
    return strip_markup("\n".join(filter(None, parts)))


def shown_text(answer: Answer) -> str:
    """Return the text of an answer without controls and files, markup stripped."""
    return strip_markup("\n".join(filter(None, map(raw_text, messages_of(answer)))))


def raw_text(message: ResponseMessage | discord.Message) -> str:
    """Return the text of a message as it was sent, without controls and files."""
    return "\n".join(part for part in _shown(message) if part)


def title_of(message: ResponseMessage | discord.Message) -> str:
    """Return the heading of a message."""
    return strip_markup(raw_text(message).split("\n")[0])


def link_of(message: ResponseMessage | discord.Message) -> str | None:
    """Return the address that a message's source leads to."""
    sections = [part for part in walk(_components(message)) if part["type"] == _SECTION]
    return next((str(part["accessory"]["url"]) for part in sections if "accessory" in part), None)


def pictures_of(message: ResponseMessage | discord.Message) -> list[str]:
    """Return the addresses of the pictures that a message shows."""
    return [
        str(item["media"]["url"]) for part in walk(_components(message)) for item in part.get("items", ())
    ]


def strip_markup(text: str) -> str:
    """Return the text as Discord shows it: without marks of emphasis, quotes, links and escapes."""
    bare = _MARKS.sub("", _LINK.sub(r"\1", text.replace("\\\\", "\\")))
    return _ESCAPED.sub(r"\1", bare).translate(_KEPT_TOGETHER)


def labels(answer: Answer) -> list[str]:
    """Return the labels of an answer's buttons in order, links left out."""
    return [
        control["label"]
        for message in messages_of(answer)
        for control in walk(_components(message))
        if control.get("label") and "url" not in control
    ]


def ways_on(answer: Answer) -> list[str]:
    """Return the labels of what leads on from an answer: its buttons, and the options of its menus."""
    return [
        control["label"]
        for message in messages_of(answer)
        for part in walk(_components(message))
        for control in (part, *part.get("options", ()))
        if control.get("label")
    ]


async def follow(
    member: MemberActor, message: ResponseMessage | discord.Message, label: str
) -> InteractionResult:
    """Press a message's button of this label, or choose the option of this label in one of its menus."""
    for part in walk(_components(message)):
        for option in part.get("options", ()):
            if option["label"] == label:
                return await member.select(message, [option["value"]], custom_id=part["custom_id"])
    return await member.click(message, label=label)


async def choose(member: MemberActor, answer: InteractionResult, value: str) -> InteractionResult:
    """Choose a value in the first menu of an answer."""
    assert answer.response is not None
    return await member.select(answer.response, [value], custom_id=menus_of(answer)[0]["custom_id"])


def menus_of(answer: Answer) -> list[Json]:
    """Return the menus of an answer, in order."""
    parts = [part for message in messages_of(answer) for part in walk(_components(message))]
    return [part for part in parts if part["type"] == _STRING_SELECT]


def menu_values(answer: Answer) -> list[str]:
    """Return the keys of the clubs that an answer's menus offer, in order."""
    menus = [menu for menu in menus_of(answer) if menu["custom_id"][0] in "mn"]
    return [option["value"] for menu in menus for option in menu["options"]]


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Give every component of a message, nested ones too."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        if "accessory" in component:
            yield from walk([component["accessory"]])


def _components(message: ResponseMessage | discord.Message) -> Sequence[Json]:
    if isinstance(message, ResponseMessage):
        return message.components
    return [component.to_dict() for component in message.components]


def _shown(message: ResponseMessage | discord.Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield from _embed_texts(embed.to_dict())
    for component in walk(_components(message)):
        yield component.get("content") or ""


def _embed_texts(embed: Json) -> Iterator[str]:
    yield embed.get("author", {}).get("name", "")
    yield embed.get("title", "")
    yield embed.get("description", "")
    for field in embed.get("fields", ()):
        yield field.get("name", "")
        yield field.get("value", "")
    yield embed.get("footer", {}).get("text", "")


def _control_texts(components: Iterable[Json]) -> Iterator[str]:
    for control in walk(components):
        for part in (control, *control.get("options", ())):
            yield from (part.get(key) or "" for key in ("label", "placeholder", "description"))


def broken_limits(requests: Iterable[HttpLogEntry]) -> list[str]:
    """Say where what the bot sent breaks a limit of Discord; simcord lets most of them pass."""
    return [f"{sent.method} {sent.path}: {fault}" for sent in requests for fault in _request_faults(sent)]


def _request_faults(request: HttpLogEntry) -> Iterator[str]:
    body = request.json
    if request.path.endswith("/commands") and isinstance(body, list):
        yield from _at_most("commands", body, 100)
        for command in body:
            yield from _command_faults(command)
    elif request.path.endswith("/callback") and isinstance(body, dict):
        if body["type"] in _REPLIES:
            yield from _message_faults(body["data"])
        elif body["type"] == _CHOICES:
            yield from _choices_faults(body["data"]["choices"])
    elif request.method in {"POST", "PATCH"} and _MESSAGE_ROUTES.fullmatch(request.path):
        yield from _message_faults(body or {})


def _message_faults(message: Json) -> Iterator[str]:
    content = message.get("content") or ""
    yield from _length("content", content, 2000)
    if content and message.get("allowed_mentions", {}).get("parse") != []:
        yield "content may mention people"
    embeds = message.get("embeds") or []
    yield from _at_most("embeds", embeds, 10)
    if sum(_units(text) for embed in embeds for text in _embed_texts(embed)) > 6000:
        yield "embeds together are over 6000"
    for embed in embeds:
        yield from _embed_faults(embed)
    components = message.get("components") or []
    if message.get("flags", 0) & _OF_COMPONENTS:
        if content or embeds or message.get("poll"):
            yield "content, embeds or a poll beside components"
        yield from _component_faults(components)
    yield from _control_faults(components)
    files = message.get("attachments") or []
    yield from _at_most("files", files, 10)
    for file in files:
        yield from _length("file description", file.get("description") or "", 1024)


def _embed_faults(embed: Json) -> Iterator[str]:
    yield from _length("title", embed.get("title", ""), 256)
    yield from _length("embed description", embed.get("description", ""), 4096)
    yield from _length("footer", embed.get("footer", {}).get("text", ""), 2048)
    yield from _length("author", embed.get("author", {}).get("name", ""), 256)
    fields = embed.get("fields", ())
    yield from _at_most("fields", fields, 25)
    for field in fields:
        yield from _length("field name", field["name"], 256, least=1)
        yield from _length("field value", field["value"], 1024, least=1)


def _component_faults(components: list[Json]) -> Iterator[str]:
    parts = list(walk(components))
    yield from _at_most("components", parts, 40, least=1)
    texts = [part.get("content") or "" for part in parts if part["type"] == _TEXT_DISPLAY]
    yield from (f"an empty text: {parts}" for text in texts if not text)
    if sum(map(_units, texts)) > 4000:
        yield "texts together are over 4000"
    for part in parts:
        for item in part.get("items", ()):
            yield from _length("picture description", item.get("description") or "", 1024)


def _control_faults(components: list[Json]) -> Iterator[str]:
    controls = list(walk(components))
    rows = [part for part in controls if part["type"] == _ROW]
    if components and components[0]["type"] == _ROW:
        yield from _at_most("rows", rows, 5)
    for row in rows:
        yield from _at_most("controls in a row", row.get("components", ()), 5, least=1)
    ids = [control["custom_id"] for control in controls if control.get("custom_id")]
    if len(ids) != len(set(ids)):
        yield f"custom ids are not unique: {ids}"
    for custom_id in ids:
        yield from _length("custom id", custom_id, 100)
    for control in controls:
        if control["type"] == _BUTTON:
            least = 0 if control.get("emoji") else 1
            yield from _length("label", control.get("label") or "", 80, least=least)
        yield from _length("placeholder", control.get("placeholder") or "", 150)
        if control["type"] == _STRING_SELECT:
            yield from _option_faults(control["options"])


def _option_faults(options: list[Json]) -> Iterator[str]:
    yield from _at_most("menu options", options, 25, least=1)
    values = [option["value"] for option in options]
    if len(values) != len(set(values)):
        yield f"menu values are not unique: {values}"
    for option in options:
        yield from _length("menu label", option["label"], 100, least=1)
        yield from _length("menu value", option["value"], 100, least=1)
        yield from _length("menu description", option.get("description") or "", 100)


def _choices_faults(choices: list[Json]) -> Iterator[str]:
    yield from _at_most("choices", choices, 25)
    for choice in choices:
        for name in (choice["name"], *(choice.get("name_localizations") or {}).values()):
            yield from _length("choice", name, 100, least=1)
        if isinstance(choice["value"], str):
            yield from _length("choice value", choice["value"], 100, least=1)


def _command_faults(command: Json) -> Iterator[str]:
    options = command.get("options") or []
    yield from _at_most(f"options of {command['name']}", options, 25)
    for part in (command, *options):
        for name in (part["name"], *(part.get("name_localizations") or {}).values()):
            yield from _length("command or option name", name, 32, least=1)
        if part.get("type") not in {2, 3} or part is not command:
            for text in (part["description"], *(part.get("description_localizations") or {}).values()):
                yield from _length(f"description of {part['name']}", text, 100, least=1)
        yield from _choices_faults(part.get("choices") or [])


def _length(what: str, text: str, most: int, *, least: int = 0) -> Iterator[str]:
    if not least <= _units(text) <= most:
        yield f"{what} is {_units(text)} long, not {least} to {most}: {text[:60]!r}"


def _at_most(what: str, items: Iterable[object], most: int, *, least: int = 0) -> Iterator[str]:
    count = len(list(items))
    if not least <= count <= most:
        yield f"{what}: {count}, not {least} to {most}"


def _units(text: str) -> int:
    # Discord's clients count in UTF-16; for some signs that is more than characters, never less.
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
