"""A `Reply` as a Discord message of components: the dict that Discord documents, always within its limits.

Everything stands in one container: heading and text, the picture, small notes, the source, buttons and menus.
"""

import dataclasses
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import discord

from bot.discord_ui.controls import Control, Place, action_rows, controls, link_button, turning
from bot.discord_ui.limits import cut, cut_marked, units
from bot.queries import Query
from bot.replies.language import Language, unbroken
from bot.replies.reply import Reply, Tone, as_text

_COLOURS = {
    Tone.ANSWER: 0x3D8BD4,
    Tone.DONE: 0x2E9E5B,
    Tone.CHOICE: 0xF0A020,
    Tone.FAILED: 0xD83A34,
    Tone.NOTICE: 0x80848E,
}
_TEXT, _TITLE, _SMALL, _DESCRIPTION, _URL = 4000, 256, 500, 1024, 512
"""Characters of all texts of a message, of a heading, of a small line, of what a picture says, of a link."""
_EPHEMERAL = discord.MessageFlags(ephemeral=True).value
_OF_COMPONENTS = discord.MessageFlags(components_v2=True).value
_CONTAINER, _SECTION, _TEXT_DISPLAY, _GALLERY, _FILE = (
    discord.ComponentType.container.value,
    discord.ComponentType.section.value,
    discord.ComponentType.text_display.value,
    discord.ComponentType.media_gallery.value,
    discord.ComponentType.file.value,
)

_NO_NAME = re.compile(r"[0-9.]*|.*:.*|[^.]*")
"""A host that is an address of numbers or has no dot: nothing that a person knows a site by."""

Payload = dict[str, Any]
MENTIONS_NOBODY: Payload = {"allowed_mentions": discord.AllowedMentions.none().to_dict()}
REPLACED: Payload = {"content": None, "embeds": [], "attachments": []}
"""What a message of before may hold that a message of components must not."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message: its name, its bytes, and what a picture says in words."""

    name: str
    content: bytes
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message that may be sent any number of times.

    `private` is for the asker alone; `outcome` is what the log calls the answer; a message that lacks its
    picture is not `cacheable`, nor one that is a move of a game, whose state is `game`.
    """

    title: str
    payload: Payload
    files: tuple[Attached, ...] = ()
    private: bool = False
    outcome: str = "answered"
    cacheable: bool = True
    game: Query | None = None

    def data(self, *, ephemeral: bool = False) -> Payload:
        """Return the payload of a new message."""
        return {**self.payload, "flags": _OF_COMPONENTS | _EPHEMERAL} if ephemeral else self.payload

    def replacement(self) -> Payload:
        """Return the payload that takes the place of another message, and of its files."""
        return REPLACED | self.payload

    def attachments(self) -> list[discord.File]:
        """Return the files as discord.py sends them, which sending uses up."""
        return [
            discord.File(io.BytesIO(file.content), file.name, description=file.description)
            for file in self.files
        ]


def message(reply: Reply, t: Language, place: Place | None = None, *, png: bytes | None = None) -> Message:
    """Return the message of one page of a reply; `png` is its picture as it was drawn."""
    files = []
    if reply.picture is not None and png is not None:
        files = [Attached(reply.picture.name, png, cut(reply.picture.description, _DESCRIPTION))]
    place = place or Place()
    made = _composed(reply, t, controls(reply, t, place), files, shown=files)
    return dataclasses.replace(made, cacheable=False, game=place.query) if reply.choices else made


def moderator_message(
    reply: Reply,
    t: Language,
    buttons: Sequence[Control] = (),
    files: Sequence[Attached] = (),
    *,
    pages: str = "",
) -> Message:
    """Return what a moderator is shown: a reply with its buttons and files.

    `pages` is the action that shows another page of it.
    """
    rows = controls(reply, t, Place())
    turns = turning(reply, t, lambda page: f"d:{pages}:{page}") if pages else []
    return _composed(reply, t, [*rows, *[row for row in (buttons, turns) if row]], files, shown=())


def plain(content: str) -> Message:
    """Return a message of text alone."""
    return _message(content, [{"type": _TEXT_DISPLAY, "content": content}])


def _composed(
    reply: Reply,
    t: Language,
    rows: Sequence[Sequence[Control]],
    files: Sequence[Attached],
    *,
    shown: Sequence[Attached],
) -> Message:
    """Return the message of a reply, its rows of controls and files, some of them `shown` as pictures."""
    parts: list[Payload] = _texts(reply, t, pictured=bool(shown))
    if shown:
        pictures = [_picture(file) for file in shown]
        parts.insert(1, {"type": _GALLERY, "items": pictures})
    elif files:
        parts += [{"type": _FILE, "file": {"url": f"attachment://{file.name}"}} for file in files]
    parts += action_rows(rows)
    container = {"type": _CONTAINER, "accent_color": _COLOURS[reply.tone], "components": parts}
    return _message(reply.title, [container], files)


def _message(title: str, components: list[Payload], files: Sequence[Attached] = ()) -> Message:
    payload: Payload = {"flags": _OF_COMPONENTS, "components": components, **MENTIONS_NOBODY}
    if files:
        payload["attachments"] = [
            {"id": number, "filename": file.name, "description": file.description}
            if file.description
            else {"id": number, "filename": file.name}
            for number, file in enumerate(files)
        ]
    return Message(title, payload, tuple(files))


def _picture(file: Attached) -> Payload:
    item: Payload = {"media": {"url": f"attachment://{file.name}"}}
    return {**item, "description": file.description} if file.description else item


def _texts(reply: Reply, t: Language, *, pictured: bool) -> list[Payload]:
    """Return heading and text, the text of parts, and what is small, the source's beside a link."""
    if not pictured:
        reply = as_text(reply)
    source = _source(reply, t)
    small = "\n".join([f"-# {line}" for note in reply.notes for line in note.split("\n")])
    title = f"### {cut_marked(reply.title, _TITLE)}"
    parts = [(part.heading, *part.lines) if part.heading else part.lines for part in reply.parts]
    blocks = ["\n".join(lines) for lines in parts]
    texts = ["\n".join((title, *reply.lead)), "\n\n".join([block for block in blocks if block]), small]
    left = _TEXT - units(source)
    shown: list[Payload] = []
    for text in texts:
        if text and left > 1:
            text = cut_marked(unbroken(text), left - 1)
            left -= units(text)
            shown.append({"type": _TEXT_DISPLAY, "content": text})
    link = _link(reply, t)
    if source and link:
        section = {"type": _SECTION, "components": [{"type": _TEXT_DISPLAY, "content": source}]}
        shown.append({**section, "accessory": link})
    elif source:
        shown.append({"type": _TEXT_DISPLAY, "content": source})
    return shown


def _source(reply: Reply, t: Language) -> str:
    """Return the line below an answer: where it is from, and which page of it this is."""
    parts = [reply.source.short] if reply.source else []
    if reply.pages > 1:
        parts.append(t.say("Page {page} of {pages}", page=reply.page, pages=reply.pages))
    return f"-# {cut_marked(' · '.join(parts), _SMALL)}" if parts else ""


def _link(reply: Reply, t: Language) -> Control | None:
    """Return the button that opens the article, under the name of its site if that has one."""
    if not reply.url or len(reply.url) > _URL:
        return None
    host = urlsplit(reply.url).hostname or ""
    name = host.removeprefix("www.")
    if host.endswith("wikipedia.org"):
        name = "Wikipedia"
    elif _NO_NAME.fullmatch(host):
        name = t.plain.say("The article")
    return link_button(name, reply.url)
