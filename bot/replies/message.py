"""A `Reply` as a Discord message: one embed with its buttons and menus, always within Discord's limits."""

import io
from dataclasses import dataclass
from typing import Any

import discord

from bot.queries.query import Query
from bot.replies.controls import (
    Control,
    Controls,
    Rows,
    action_rows,
    address_button,
    again_button,
    club_menu,
    leading_button,
    turning_button,
)
from bot.replies.cutting import cut, cut_marked
from bot.replies.language import Language
from bot.replies.reply import Reply

COLOUR = discord.Colour.from_str("#D91023")
NOTICE = discord.Colour.from_str("#80848E")
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
    """What is sent, any number of times: an embed with its components and its picture."""

    embed: discord.Embed
    controls: Rows = ()
    picture: Attached | None = None

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
        found: dict[str, Any] = {"embeds": [self.embed.to_dict()], "allowed_mentions": _NOBODY}
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
    language: Language,
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
    embed = discord.Embed(
        title=cut_marked(reply.title, _TITLE),
        url=reply.url,
        description=cut_marked(body(reply), _BODY) or None,
        colour=COLOUR if reply.source else NOTICE,
    )
    footer = _footer(reply, language)
    if footer:
        embed.set_footer(text=cut(footer, _FOOTER))
    controls = _controls(reply, language, query, publish, report_url if reply.source else None)
    if reply.picture is None or png is None:
        return Message(embed, controls)
    embed.set_image(url=f"attachment://{reply.picture.name}")
    description = cut(reply.picture.description, _DESCRIPTION)
    return Message(embed, controls, Attached(reply.picture.name, png, description))


def body(reply: Reply) -> str:
    """Return all that stands between a reply's title and its source, blocks parted by blank lines."""
    blocks = ["\n".join(reply.lead)]
    blocks += ["\n".join([*([part.heading] if part.heading else []), *part.lines]) for part in reply.parts]
    blocks += ["\n".join(reply.notes)]
    return "\n\n".join(block for block in blocks if block)


def _footer(reply: Reply, language: Language) -> str:
    page = language.plain.say("Page {page} of {pages}", page=reply.page, pages=reply.pages)
    return " · ".join([*([reply.source] if reply.source else []), *([page] if reply.pages > 1 else [])])


def _controls(
    reply: Reply, language: Language, query: Query | None, publish: bool, report_url: str | None
) -> Rows:
    rows = [[club_menu(menu, publish=publish)] for menu in reply.menus]
    if query is not None and reply.pages > 1:
        rows.append(_turning(reply, language, query))
    places = (_ROW - len(rows)) * _ROW - bool(report_url) - (query is not None)
    # Two ways to one answer would be two buttons of one `custom_id`, which Discord refuses.
    ways = {link.query: link for link in reversed(reply.links) if link.query != query}
    buttons = [leading_button(link, publish=publish) for link in list(reversed(ways.values()))[:places]]
    if report_url:
        buttons.append(address_button(language.plain.say("Report a mistake"), report_url))
    if query is not None:
        buttons.append(again_button(query))
    rows += [buttons[start : start + _ROW] for start in range(0, len(buttons), _ROW)]
    return rows


def _turning(reply: Reply, language: Language, query: Query) -> list[Control]:
    words = language.plain
    before, after = max(reply.page - 1, 1), min(reply.page + 1, reply.pages)
    return [
        turning_button(f"◀ {words.say('Back')}", query, before, disabled=reply.page == 1),
        turning_button(f"{words.say('Next')} ▶", query, after, disabled=reply.page == reply.pages),
    ]
