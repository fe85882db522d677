"""Buttons and menus that carry their query in their `custom_id`, so that they work after a restart.

A `custom_id` is mode, page or field, and query: `a2:results|jose-galvez.ancash|1996`. The mode says where the
answer goes: "a" turns the message in place for whoever asked, "s" is a private suggestion whose answer is
for everybody, "m" and "n" are the menus of the same two kinds, "q" goes on asking after
an answer.
"""

import re
from typing import Any, Protocol, Self, cast

import discord
from discord.ui import Button, DynamicItem, Select

from bot.discord_ui.controls import Controls
from bot.queries.query import UNCHOSEN, Query, encode

_BUTTON_ID = re.compile(r"(?P<mode>[as])(?P<page>[0-9]{0,4}):(?P<query>.+)", re.DOTALL)
_AGAIN_ID = re.compile(r"q:(?P<query>.+)", re.DOTALL)
_MENU_ID = re.compile(r"(?P<mode>[mn])(?P<field>[0-9]):(?P<query>.+)", re.DOTALL)
# Any that the patterns above and that of moderators' buttons leave.
_OTHER_ID = re.compile(r"(?![as][0-9]{0,4}:.|q:.|[mn][0-9]:.|d:[a-z]+:[A-Za-z0-9_-]*\Z).+", re.DOTALL)


class _AnswersPresses(Protocol):
    async def answer_press(
        self, interaction: discord.Interaction[Any], query: str, *, page: int, publish: bool
    ) -> None: ...

    async def answer_choice(
        self, interaction: discord.Interaction[Any], query: str, *, field: int, club: str, publish: bool
    ) -> None: ...

    async def ask_again(self, interaction: discord.Interaction[Any], query: str) -> None: ...


class QueryButton(DynamicItem[Button[Any]], template=_BUTTON_ID):
    """A button that asks its query."""

    def __init__(self, button: Button[Any], query: str, page: int, publish: bool) -> None:
        super().__init__(button)
        self.query = query
        self.page = page
        self.publish = publish

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Make the button again from what Discord sends of it."""
        return cls(cast("Button[Any]", item), match["query"], int(match["page"] or 1), match["mode"] == "s")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the query that the button carries."""
        bot = cast(_AnswersPresses, interaction.client)
        await bot.answer_press(interaction, self.query, page=self.page, publish=self.publish)


class QueryMenu(DynamicItem[Select[Any]], template=_MENU_ID):
    """A menu of clubs; what is chosen fills the hole in its query."""

    def __init__(self, select: Select[Any], query: str, field: int, publish: bool) -> None:
        super().__init__(select)
        self.query = query
        self.field = field
        self.publish = publish

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Make the menu again from what Discord sends of it."""
        return cls(cast("Select[Any]", item), match["query"], int(match["field"]), match["mode"] == "n")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Fill the hole with the chosen club and answer, or wait for the other menu's choice."""
        bot = cast(_AnswersPresses, interaction.client)
        chosen = getattr(self.item, "values", None)
        if not chosen:
            await bot.answer_press(interaction, "", page=1, publish=False)
            return
        await bot.answer_choice(
            interaction, self.query, field=self.field, club=chosen[0], publish=self.publish
        )


class AgainButton(DynamicItem[Button[Any]], template=_AGAIN_ID):
    """The button by which one goes on asking; each answer has it, so that replies to it know its query."""

    def __init__(self, button: Button[Any], query: str) -> None:
        super().__init__(button)
        self.query = query

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Make the button again from what Discord sends of it."""
        return cls(cast("Button[Any]", item), match["query"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Let the asker go on."""
        bot = cast(_AnswersPresses, interaction.client)
        await bot.ask_again(interaction, self.query)


class UnknownControl(DynamicItem[discord.ui.Item[Any]], template=_OTHER_ID):
    """A button or menu of a version of the bot that is gone: whoever presses it is told so."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Take it as Discord sends it."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what it carries, which is no query."""
        bot = cast(_AnswersPresses, interaction.client)
        await bot.answer_press(interaction, "", page=1, publish=False)


def carried_query(found: discord.Message) -> str | None:
    """Return the encoded query that an answer's message carries, None where it carries none."""
    for row in found.components:
        for item in getattr(row, "children", ()):
            carried = _AGAIN_ID.fullmatch(getattr(item, "custom_id", None) or "")
            if carried is not None:
                return carried["query"]
    return None


def remaining_menus(interaction: discord.Interaction[Any], query: Query) -> Controls:
    """Return the message's other menus, each with the query as far as it is known now."""
    rows: list[list[dict[str, Any]]] = []
    for row in interaction.message.components if interaction.message else ():
        for item in getattr(row, "children", ()):
            found = _MENU_ID.fullmatch(getattr(item, "custom_id", None) or "")
            if found is None or getattr(query, query.club_fields[int(found["field"])]) != UNCHOSEN:
                continue
            select = cast("Select[Any]", Select.from_component(item))
            select.custom_id = f"{found['mode']}{found['field']}:{encode(query)}"
            rows.append([dict(select.to_component_dict())])
    return Controls(rows)
