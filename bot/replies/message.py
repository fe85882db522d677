"""A `Reply` as a Discord message: one embed with its buttons and menus, always within Discord's limits."""

import io
from dataclasses import dataclass
from typing import Any

import discord

from bot.queries.query import Query
from bot.replies.components import AgainButton, QueryButton, QueryMenu, cut
from bot.replies.language import Language
from bot.replies.reply import Reply

COLOUR = discord.Colour.from_str("#D91023")
NOTICE = discord.Colour.from_str("#80848E")
_BODY, _TITLE, _FOOTER = 4096, 256, 2048
_DESCRIPTION = 1024
_ROW = 5
"""Rows of a message, and buttons of a row."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: an embed with its components and its picture; a text only where there is no embed."""

    embed: discord.Embed
    view: discord.ui.View | None
    file: discord.File | None = None

    def new(self) -> dict[str, Any]:
        """Return the arguments for a message that is sent."""
        found = {"embed": self.embed, "view": self.view, "file": self.file}
        return {name: value for name, value in found.items() if value is not None}

    def edited(self) -> dict[str, Any]:
        """Return the arguments for a message that takes the place of another, and of its picture."""
        files = [] if self.file is None else [self.file]
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
        title=cut(reply.title, _TITLE),
        url=reply.url,
        description=cut(body(reply), _BODY) or None,
        colour=COLOUR if reply.source else NOTICE,
    )
    footer = _footer(reply, language)
    if footer:
        embed.set_footer(text=cut(footer, _FOOTER))
    view = _view(reply, language, query, publish, report_url if reply.source else None)
    if reply.picture is None or png is None:
        return Message(embed, view)
    embed.set_image(url=f"attachment://{reply.picture.name}")
    description = cut(reply.picture.description, _DESCRIPTION)
    return Message(embed, view, discord.File(io.BytesIO(png), reply.picture.name, description=description))


def body(reply: Reply) -> str:
    """Return all that stands between a reply's title and its source, blocks parted by blank lines."""
    blocks = ["\n".join(reply.lead)]
    blocks += ["\n".join([*([part.heading] if part.heading else []), *part.lines]) for part in reply.parts]
    blocks += ["\n".join(reply.notes)]
    return "\n\n".join(block for block in blocks if block)


def _footer(reply: Reply, language: Language) -> str:
    page = language.plain.say("Page {page} of {pages}", page=reply.page, pages=reply.pages)
    return " · ".join([*([reply.source] if reply.source else []), *([page] if reply.pages > 1 else [])])


def _view(
    reply: Reply, language: Language, query: Query | None, publish: bool, report_url: str | None
) -> discord.ui.View | None:
    items: list[discord.ui.Item[Any]] = []
    row = 0
    for menu in reply.menus:
        items.append(QueryMenu.showing(menu, row=row, publish=publish))
        row += 1
    if query is not None and reply.pages > 1:
        items += _turning(reply, language, query, row)
        row += 1
    places = (_ROW - row) * _ROW - bool(report_url) - (query is not None)
    links = [link for link in dict.fromkeys(reply.links) if link.query != query][:places]
    for i, link in enumerate(links):
        items.append(QueryButton.leading(link, row=row + i // _ROW, publish=publish))
    if report_url:
        label = language.plain.say("Report a mistake")
        items.append(discord.ui.Button(label=label, url=report_url, row=row + len(links) // _ROW))
    if query is not None:
        items.append(AgainButton.after(query, row=row + (len(links) + bool(report_url)) // _ROW))
    if not items:
        return None
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


def _turning(reply: Reply, language: Language, query: Query, row: int) -> list[QueryButton]:
    words = language.plain
    before, after = max(reply.page - 1, 1), min(reply.page + 1, reply.pages)
    return [
        QueryButton.turning(f"◀ {words.say('Back')}", query, before, row=row, disabled=reply.page == 1),
        QueryButton.turning(
            f"{words.say('Next')} ▶", query, after, row=row, disabled=reply.page == reply.pages
        ),
    ]
