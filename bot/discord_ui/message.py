"""A `Reply` as a Discord message: the dict that Discord documents, always within its limits.

Buttons and menus carry their query in their `custom_id`; `buttons.py` has what a press does.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord_ui.limits import cut, cut_marked
from bot.queries.query import Query, encode
from bot.replies.language import Language
from bot.replies.reply import Link, Menu, Reply, body

COLOUR = discord.Colour.from_str("#D91023").value
NOTICE = discord.Colour.from_str("#80848E").value
_BODY, _TITLE, _FOOTER, _DESCRIPTION = 4096, 256, 2048, 1024
_CUSTOM_ID = 100
_LABEL, _PLACEHOLDER, _OPTION, _OPTIONS = 80, 150, 100, 25
_ROW_LENGTH = _ROWS = 5
_EPHEMERAL = discord.MessageFlags(ephemeral=True).value
_ROW, _BUTTON, _SELECT = (
    discord.ComponentType.action_row.value,
    discord.ComponentType.button.value,
    discord.ComponentType.select.value,
)
_GREY, _GREEN, _LINK = (
    discord.ButtonStyle.secondary.value,
    discord.ButtonStyle.success.value,
    discord.ButtonStyle.link.value,
)

Payload = dict[str, Any]
Control = dict[str, Any]
MENTIONS_NOBODY: Payload = {"allowed_mentions": discord.AllowedMentions.none().to_dict()}
REPLACED: Payload = {"content": None, "embeds": [], "components": [], "attachments": []}


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
    picture is not `cacheable`.
    """

    payload: Payload
    files: tuple[Attached, ...] = ()
    private: bool = False
    outcome: str = "answered"
    cacheable: bool = True

    @property
    def title(self) -> str:
        """The embed's title."""
        return str(self.payload["embeds"][0]["title"])

    def data(self, *, ephemeral: bool = False) -> Payload:
        """Return the payload of a new message."""
        return {**self.payload, "flags": _EPHEMERAL} if ephemeral else self.payload

    def replacement(self) -> Payload:
        """Return the payload that takes the place of another message, and of its files."""
        return REPLACED | self.payload

    def attachments(self) -> list[discord.File]:
        """Return the files as discord.py sends them, which sending uses up."""
        return [
            discord.File(io.BytesIO(file.content), file.name, description=file.description)
            for file in self.files
        ]


def message(
    reply: Reply,
    t: Language,
    *,
    query: Query | None = None,
    point: str = "",
    publish: bool = False,
    png: bytes | None = None,
    report_url: str | None = None,
) -> Message:
    """Return the message of one page of a reply; `query` is what its page buttons ask again.

    `point` is what of the answer was asked for, which a reply to it may ask of another club or season.

    `publish` is for private choices: what is chosen is then answered for everybody to see. `png` is the
    reply's picture as it was drawn. `report_url` is where to report a mistake in an answer that has a source.
    """
    files = []
    if reply.picture is not None and png is not None:
        files = [Attached(reply.picture.name, png, cut(reply.picture.description, _DESCRIPTION))]
    carried = encode(query) if query is not None else None
    again = f"q{point}:{carried}" if len(f"q{point}:{carried}") <= _CUSTOM_ID else f"q:{carried}"
    rows = _rows(reply, t, carried, publish, report_url if reply.source else None, again)
    return composed(_embed(reply, t, files), rows, files)


def composed(
    embed: Payload, rows: Iterable[Sequence[Control]] = (), files: Sequence[Attached] = ()
) -> Message:
    """Return the message of an embed, rows of controls and files."""
    payload: Payload = {"embeds": [embed], **MENTIONS_NOBODY}
    components = action_rows(rows)
    if components:
        payload["components"] = components
    if files:
        payload["attachments"] = [
            {"id": number, "filename": file.name, "description": file.description}
            if file.description
            else {"id": number, "filename": file.name}
            for number, file in enumerate(files)
        ]
    return Message(payload, tuple(files))


def moderator_message(
    reply: Reply, t: Language, buttons: Sequence[Control] = (), files: Sequence[Attached] = ()
) -> Message:
    """Return what a moderator is shown: a reply with its buttons and files."""
    embed = _embed(reply, t, ())
    rows = _rows(reply, t, None, False, None)
    return composed(embed, [*rows, buttons] if buttons else rows, files)


def plain(content: str) -> Message:
    """Return a message of text alone."""
    return Message({"content": content, **MENTIONS_NOBODY})


def action_rows(rows: Iterable[Sequence[Control]]) -> list[Payload]:
    """Return rows of controls as Discord is sent them."""
    return [{"type": _ROW, "components": row} for row in rows]


def _embed(reply: Reply, t: Language, files: Sequence[Attached]) -> Payload:
    embed: Payload = {"type": "rich", "color": COLOUR if reply.source else NOTICE}
    embed["title"] = cut_marked(reply.title, _TITLE)
    description = cut_marked(body(reply), _BODY)
    if description:
        embed["description"] = description
    if reply.url:
        embed["url"] = reply.url
    footer = _footer(reply, t)
    if footer:
        embed["footer"] = {"text": cut(footer, _FOOTER)}
    if files:
        embed["image"] = {"url": f"attachment://{files[0].name}"}
    return embed


def _footer(reply: Reply, t: Language) -> str:
    source = reply.source or ""
    if reply.pages == 1:
        return source
    page = t.plain.say("Page {page} of {pages}", page=reply.page, pages=reply.pages)
    return f"{source} · {page}" if source else page


def _rows(
    reply: Reply, t: Language, query: str | None, publish: bool, report_url: str | None, again: str = ""
) -> list[list[Control]]:
    """Return the rows of menus and buttons; `query` is the reply's own, `again` what goes on asking."""
    rows = [[_menu(menu, publish=publish)] for menu in reply.menus]
    if query is not None and reply.pages > 1:
        rows.append(_turning(reply, t, lambda page: f"a{page if page > 1 else ''}:{query}"))
    places = (_ROWS - len(rows)) * _ROW_LENGTH - bool(report_url) - (query is not None)
    buttons = _leading(reply.links, query, publish)[:places]
    if report_url:
        label = cut(t.plain.say("Report a mistake"), _LABEL)
        buttons.append({"type": _BUTTON, "style": _LINK, "label": label, "url": report_url})
    if query is not None:
        buttons.append({"type": _BUTTON, "style": _GREY, "emoji": {"name": "💬"}, "custom_id": again})
    rows += [buttons[start : start + _ROW_LENGTH] for start in range(0, len(buttons), _ROW_LENGTH)]
    return rows


def _leading(links: Iterable[Link], here: str | None, publish: bool) -> list[Control]:
    """Return the buttons that lead on to other answers, none of them to the query (encoded) of this one."""
    # Two ways to one answer would be two buttons of one `custom_id`, which Discord refuses.
    ways = {encode(link.query): link.label for link in reversed(tuple(links))}
    mode = "s" if publish else "a"
    return [button(ways[query], f"{mode}:{query}") for query in reversed(ways) if query != here]


def _turning(reply: Reply, t: Language, id_of: Callable[[int], str]) -> list[Control]:
    """Return the two buttons that turn the pages of a reply; none where there is one page."""
    if reply.pages < 2:
        return []
    before, after = reply.page - 1, reply.page + 1
    back, forward = id_of(max(before, 1)), id_of(min(after, reply.pages))
    return [
        button(f"◀ {t.plain.say('Back')}", back, disabled=before < 1),
        button(f"{t.plain.say('Next')} ▶", forward, disabled=after > reply.pages),
    ]


def button(label: str, custom_id: str, *, style: int = _GREY, disabled: bool = False) -> Control:
    """Return a button."""
    return {
        "type": _BUTTON,
        "style": style,
        "label": cut(label, _LABEL),
        "custom_id": custom_id,
        "disabled": disabled,
    }


def _menu(menu: Menu, *, publish: bool) -> Control:
    field = menu.query.club_fields.index(menu.field)
    options = []
    for option in menu.options[:_OPTIONS]:
        choice = {"label": cut(option.label, _OPTION), "value": option.key}
        if option.description:
            choice["description"] = cut(option.description, _OPTION)
        options.append(choice)
    return {
        "type": _SELECT,
        "placeholder": cut(menu.placeholder, _PLACEHOLDER),
        "custom_id": f"{'n' if publish else 'm'}{field}:{encode(menu.query)}",
        "options": options,
    }


def confirm_buttons(token: str, t: Language) -> list[Control]:
    """Return the two buttons under a moderator's preview."""
    return [
        button(t.plain.say("Confirm"), f"d:confirm:{token}", style=_GREEN),
        button(t.plain.say("Cancel"), f"d:cancel:{token}"),
    ]


def page_buttons(reply: Reply, action: str, t: Language) -> list[Control]:
    """Return the two buttons that turn the pages of a moderator's list; none where there is one page."""
    return _turning(reply, t, lambda page: f"d:{action}:{page}")
