"""What a press does: buttons and menus carry their query in their `custom_id`, so they outlive a restart.

A `custom_id` is mode, page or field, and query: `a2:results|jose-galvez.ancash|1996`. "a" turns the message
in place for whoever asked; "s" is a private suggestion whose answer is for everybody; "m" and "n" are the
menus of the same two kinds. `q:` (commands/ask.py) goes on asking, `d:` (commands/moderation.py)
is a moderator's.
"""

import copy
import re
from typing import Any, Self

import discord
from discord.ui import DynamicItem, Item

from bot.discord_ui import Interaction
from bot.discord_ui.answer import answer_press
from bot.discord_ui.errors import show_error
from bot.discord_ui.message import action_rows
from bot.discord_ui.send import edit_controls
from bot.errors import BadQueryError
from bot.ops.events import RequestKind
from bot.queries import KINDS, UNCHOSEN, Query, decode, encode

AGAIN_ID = re.compile(r"q:(?P<query>.+)", re.DOTALL)
_BUTTON_ID = re.compile(r"(?P<mode>[as])(?P<page>[0-9]{0,4}):(?P<query>.+)", re.DOTALL)
_MENU_ID = re.compile(r"(?P<mode>[mn])(?P<field>[0-9]):(?P<query>.+)", re.DOTALL)
# Any that the patterns above and that of moderators' buttons leave.
_OTHER_ID = re.compile(r"(?![as][0-9]{0,4}:.|q:.|[mn][0-9]:.|d:[a-z]+:[A-Za-z0-9_-]*\Z).+", re.DOTALL)


class Pressed(DynamicItem[Item[Any]], template=r"(?!)"):
    """A control that was pressed: the gate lets the presser in, and an error is told to them alone."""

    def __init__(self, item: Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: Item[Any], match: re.Match[str]
    ) -> Self:
        """Make the control again from what Discord sends of it."""
        return cls(item, match)

    @property
    def command(self) -> str:
        """What the press asks for, as the log names it."""
        kind = self.match.groupdict().get("query", "").partition("|")[0]
        return kind if kind in KINDS else "?"

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let in who may ask."""
        admitted: bool = await interaction.client.gate.admit(interaction, RequestKind.PRESS, self.command)
        return admitted

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the control is for."""
        try:
            await self.press(interaction)
        except Exception as error:
            await show_error(interaction, error)

    async def press(self, interaction: Interaction) -> None:
        """Answer; whatever is raised is told."""
        raise BadQueryError(self.custom_id)


class QueryButton(Pressed, template=_BUTTON_ID):
    """A button that asks its query."""

    async def press(self, interaction: Interaction) -> None:
        """Answer the query that the button carries."""
        query, page = decode(self.match["query"]), int(self.match["page"] or 1)
        await answer_press(interaction, query, page=page, publish=self.match["mode"] == "s")


class QueryMenu(Pressed, template=_MENU_ID):
    """A menu of clubs; what is chosen fills the open field of its query."""

    async def press(self, interaction: Interaction) -> None:
        """Answer the query with the chosen club, or wait for the other menu's choice."""
        query, field = decode(self.match["query"]), int(self.match["field"])
        chosen = getattr(self.item, "values", None)
        if not chosen or field >= len(query.club_fields):
            raise BadQueryError(self.custom_id)
        query = query.with_values(**{query.club_fields[field]: chosen[0]})
        if UNCHOSEN in (getattr(query, name) for name in query.club_fields):
            await edit_controls(interaction, action_rows(_remaining_menus(interaction, query)))
        else:
            await answer_press(interaction, query, page=1, publish=self.match["mode"] == "n")


class UnknownControl(Pressed, template=_OTHER_ID):
    """A button or menu of a version of the bot that is gone: whoever presses it is told so."""


def carried_query(message: discord.Message) -> str | None:
    """Return the encoded query that an answer's message carries, None where it carries none."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            match = AGAIN_ID.fullmatch(getattr(item, "custom_id", None) or "")
            if match is not None:
                return match["query"]
    return None


def _remaining_menus(interaction: Interaction, query: Query) -> list[list[dict[str, Any]]]:
    """Return the message's other menus, each with the query as far as it is known now."""
    rows: list[list[dict[str, Any]]] = []
    for row in interaction.message.components if interaction.message else ():
        for item in getattr(row, "children", ()):
            match = _MENU_ID.fullmatch(getattr(item, "custom_id", None) or "")
            if match is None or getattr(query, query.club_fields[int(match["field"])]) != UNCHOSEN:
                continue
            menu: Any = copy.copy(item.to_dict())
            menu["custom_id"] = f"{match['mode']}{match['field']}:{encode(query)}"
            rows.append([menu])
    return rows
