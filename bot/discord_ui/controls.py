"""The buttons and menus of a message as Discord is sent them, each with its query in its `custom_id`.

They are put together at once in the form that Discord documents: as objects of discord.py, made to be
listened to, those of one answer took longer than its words. `components` has what their presses do.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import discord

from bot.discord_ui.limits import cut
from bot.queries.query import encode
from bot.replies.reply import Link, Menu

Control = dict[str, Any]
Rows = Sequence[Sequence[Control]]

_ROW, _BUTTON, _SELECT = (
    discord.ComponentType.action_row.value,
    discord.ComponentType.button.value,
    discord.ComponentType.select.value,
)
_GREY, _LINK = discord.ButtonStyle.secondary.value, discord.ButtonStyle.link.value
_LABEL, _PLACEHOLDER, _OPTION, _OPTIONS = 80, 150, 100, 25


class Controls(discord.ui.View):
    """Finished rows of buttons and menus, which may be sent any number of times.

    Each control is answered by the pattern of its `custom_id`, so discord.py need not listen for this view.
    """

    def __init__(self, rows: Rows) -> None:
        super().__init__(timeout=None)
        self._rows = action_rows(rows)

    def to_components(self) -> list[dict[str, Any]]:
        """Return what Discord is sent."""
        return self._rows

    def is_finished(self) -> bool:
        """There is nothing to wait for."""
        return True


def action_rows(rows: Rows) -> list[dict[str, Any]]:
    """Return rows of controls as Discord is sent them."""
    return [{"type": _ROW, "components": row} for row in rows]


def leading_buttons(
    links: Iterable[Link], *, here: str | None = None, publish: bool = False
) -> list[Control]:
    """Return the buttons that lead on to other answers, none of them to the query (encoded) of this one."""
    # Two ways to one answer would be two buttons of one `custom_id`, which Discord refuses.
    ways = {encode(link.query): link.label for link in reversed(tuple(links))}
    mode = "s" if publish else "a"
    return [_query_button(ways[query], f"{mode}:{query}") for query in reversed(ways) if query != here]


def turning_button(label: str, query: str, page: int, *, disabled: bool) -> Control:
    """Return a button that turns to another page of the answer to a query (encoded)."""
    return _query_button(label, f"a{page if page > 1 else ''}:{query}", disabled=disabled)


def _query_button(label: str, carried: str, *, disabled: bool = False) -> Control:
    return {
        "type": _BUTTON,
        "style": _GREY,
        "label": cut(label, _LABEL),
        "custom_id": carried,
        "disabled": disabled,
    }


def address_button(label: str, url: str) -> Control:
    """Return a button that opens a page outside Discord."""
    return {"type": _BUTTON, "style": _LINK, "label": cut(label, _LABEL), "url": url}


def again_button(query: str) -> Control:
    """Return the button by which one goes on asking after an answer to this query (encoded)."""
    return {"type": _BUTTON, "style": _GREY, "emoji": {"name": "💬"}, "custom_id": f"q:{query}"}


def club_menu(menu: Menu, *, publish: bool = False) -> Control:
    """Return a menu with its options."""
    field = menu.query.club_fields.index(menu.field)
    options = []
    for option in menu.options[:_OPTIONS]:
        made = {"label": cut(option.label, _OPTION), "value": option.key}
        if option.description:
            made["description"] = cut(option.description, _OPTION)
        options.append(made)
    return {
        "type": _SELECT,
        "placeholder": cut(menu.placeholder, _PLACEHOLDER),
        "custom_id": f"{'n' if publish else 'm'}{field}:{encode(menu.query)}",
        "options": options,
    }
