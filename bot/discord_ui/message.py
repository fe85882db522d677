"""A `Reply` as a Discord message: one embed with its buttons and menus, always within Discord's limits."""

import io
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord_ui.controls import (
    Control,
    Controls,
    Rows,
    action_rows,
    address_button,
    again_button,
    club_menu,
    leading_buttons,
    turning_button,
)
from bot.discord_ui.limits import cut, cut_marked
from bot.queries.query import Query, encode
from bot.replies.language import Language
from bot.replies.reply import Reply, body

COLOUR = discord.Colour.from_str("#D91023").value
NOTICE = discord.Colour.from_str("#80848E").value
_BODY, _TITLE, _FOOTER = 4096, 256, 2048
_DESCRIPTION = 1024
_NOBODY = discord.AllowedMentions.none().to_dict()
_EPHEMERAL = discord.MessageFlags(ephemeral=True).value
_ROW = 5
"""Rows of a message, and buttons of a row."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A drawn picture as it goes with a message: the file's name, the PNG, what it says in words."""

    name: str
    png: bytes
    description: str

    def file(self) -> discord.File:
        """Return it as discord.py sends it, which is used up by sending."""
        return discord.File(io.BytesIO(self.png), self.name, description=self.description)


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, any number of times: an embed, as Discord documents it, with its controls and picture."""

    text: dict[str, Any]
    controls: Rows = ()
    picture: Attached | None = None

    @property
    def embed(self) -> discord.Embed:
        """The embed as discord.py takes it."""
        return discord.Embed.from_dict(self.text)

    @property
    def view(self) -> discord.ui.View | None:
        """The buttons and menus as discord.py takes them."""
        return Controls(self.controls) if self.controls else None

    def new(self) -> dict[str, Any]:
        """Return the arguments for a message that is sent."""
        found: dict[str, Any] = {"embed": self.embed}
        if self.controls:
            found["view"] = self.view
        if self.picture is not None:
            found["file"] = self.picture.file()
        return found

    def data(self, *, ephemeral: bool) -> dict[str, Any]:
        """Return what Discord is sent of a message without a picture, as `new` would have it sent."""
        found: dict[str, Any] = {"embeds": [self.text], "allowed_mentions": _NOBODY}
        if self.controls:
            found["components"] = action_rows(self.controls)
        if ephemeral:
            found["flags"] = _EPHEMERAL
        return found

    def edited(self) -> dict[str, Any]:
        """Return the arguments for a message that takes the place of another, and of its picture."""
        files = [] if self.picture is None else [self.picture.file()]
        return {"content": None, "embed": self.embed, "view": self.view, "attachments": files}


def message(
    reply: Reply,
    t: Language,
    *,
    query: Query | None = None,
    publish: bool = False,
    png: bytes | None = None,
    report_url: str | None = None,
) -> Message:
    """Return the message of one page of a reply; `query` is what its page buttons ask again.

    `publish` is for private choices: what is chosen is then answered for everybody to see. `png` is the
    reply's picture as it was drawn. `report_url` is where to report a mistake in an answer that has a source.
    """
    picture = None
    if reply.picture is not None and png is not None:
        picture = Attached(reply.picture.name, png, cut(reply.picture.description, _DESCRIPTION))
    carried = encode(query) if query is not None else None
    controls = _controls(reply, t, carried, publish, report_url if reply.source else None)
    return Message(_embed(reply, t, picture), controls, picture)


def _embed(reply: Reply, t: Language, picture: Attached | None) -> dict[str, Any]:
    """Return the embed as Discord is sent it; discord.py's own takes longer than the words."""
    found: dict[str, Any] = {}
    footer = _footer(reply, t)
    if footer:
        found["footer"] = {"text": cut(footer, _FOOTER)}
    if picture is not None:
        found["image"] = {"url": f"attachment://{picture.name}"}
    found |= {"flags": 0, "color": COLOUR if reply.source else NOTICE, "type": "rich"}
    description = cut_marked(body(reply), _BODY)
    if description:
        found["description"] = description
    if reply.url:
        found["url"] = reply.url
    found["title"] = cut_marked(reply.title, _TITLE)
    return found


def _footer(reply: Reply, t: Language) -> str:
    source = reply.source or ""
    if reply.pages == 1:
        return source
    page = t.plain.say("Page {page} of {pages}", page=reply.page, pages=reply.pages)
    return f"{source} · {page}" if source else page


def _controls(reply: Reply, t: Language, query: str | None, publish: bool, report_url: str | None) -> Rows:
    """Return the rows of menus and buttons; `query` is the reply's own, encoded."""
    rows = [[club_menu(menu, publish=publish)] for menu in reply.menus]
    if query is not None and reply.pages > 1:
        rows.append(_turning(reply, t, query))
    places = (_ROW - len(rows)) * _ROW - bool(report_url) - (query is not None)
    buttons = leading_buttons(reply.links, here=query, publish=publish)[:places]
    if report_url:
        buttons.append(address_button(t.plain.say("Report a mistake"), report_url))
    if query is not None:
        buttons.append(again_button(query))
    rows += [buttons[start : start + _ROW] for start in range(0, len(buttons), _ROW)]
    return rows


def _turning(reply: Reply, t: Language, query: str) -> list[Control]:
    t = t.plain
    before, after = max(reply.page - 1, 1), min(reply.page + 1, reply.pages)
    return [
        turning_button(f"◀ {t.say('Back')}", query, before, disabled=reply.page == 1),
        turning_button(f"{t.say('Next')} ▶", query, after, disabled=reply.page == reply.pages),
    ]
