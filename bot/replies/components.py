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

from bot.queries.query import HOLE, Query, encode
from bot.replies.reply import Link, Menu

_LABEL, _PLACEHOLDER, _OPTION, _OPTIONS = 80, 150, 100, 25
_BUTTON_ID = re.compile(r"(?P<mode>[as])(?P<page>[0-9]{0,4}):(?P<query>.+)", re.DOTALL)
_AGAIN_ID = re.compile(r"q:(?P<query>.+)", re.DOTALL)
_MENU_ID = re.compile(r"(?P<mode>[mn])(?P<field>[0-9]):(?P<query>.+)", re.DOTALL)


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
    def leading(cls, link: Link, *, row: int, publish: bool = False) -> Self:
        """Return a button that leads on to another answer."""
        return cls._made(link.label, link.query, 1, row=row, publish=publish)

    @classmethod
    def turning(cls, label: str, query: Query, page: int, *, row: int, disabled: bool) -> Self:
        """Return a button that turns to another page of the same answer."""
        return cls._made(label, query, page, row=row, disabled=disabled)

    @classmethod
    def _made(
        cls, label: str, query: Query, page: int, *, row: int, publish: bool = False, disabled: bool = False
    ) -> Self:
        text = encode(query)
        number = str(page) if page > 1 else ""
        button: Button[Any] = Button(
            label=cut(label, _LABEL),
            style=discord.ButtonStyle.secondary,
            custom_id=f"{'s' if publish else 'a'}{number}:{text}",
            row=row,
            disabled=disabled,
        )
        return cls(button, text, page, publish)

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
    def showing(cls, menu: Menu, *, row: int, publish: bool = False) -> Self:
        """Return the menu with its options."""
        text = encode(menu.query)
        field = menu.query.club_fields.index(menu.field)
        select: Select[Any] = Select(
            placeholder=cut(menu.placeholder, _PLACEHOLDER),
            custom_id=f"{'n' if publish else 'm'}{field}:{text}",
            row=row,
            options=[
                discord.SelectOption(
                    label=cut(option.label, _OPTION),
                    value=option.key,
                    description=cut(option.description, _OPTION) or None,
                )
                for option in menu.options[:_OPTIONS]
            ],
        )
        return cls(select, text, field, publish)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Make the menu again from what Discord sends of it."""
        return cls(cast("Select[Any]", item), match["query"], int(match["field"]), match["mode"] == "n")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Fill the hole with the chosen club and answer, or wait for the other menu's choice."""
        bot = cast(_AnswersPresses, interaction.client)
        await bot.answer_choice(
            interaction, self.query, field=self.field, club=self.item.values[0], publish=self.publish
        )


class AgainButton(DynamicItem[Button[Any]], template=_AGAIN_ID):
    """The button by which one goes on asking; each answer has it, so that replies to it know its query."""

    def __init__(self, button: Button[Any], query: str) -> None:
        super().__init__(button)
        self.query = query

    @classmethod
    def after(cls, query: Query, *, row: int) -> Self:
        """Return the button for an answer to this query."""
        text = encode(query)
        return cls(Button(emoji="💬", custom_id=f"q:{text}", row=row), text)

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


def carried_query(found: discord.Message) -> str | None:
    """Return the encoded query that an answer's message carries, None where it carries none."""
    for row in found.components:
        for item in getattr(row, "children", ()):
            carried = _AGAIN_ID.fullmatch(getattr(item, "custom_id", None) or "")
            if carried is not None:
                return carried["query"]
    return None


def remaining_menus(interaction: discord.Interaction[Any], query: Query, publish: bool) -> discord.ui.View:
    """Return the message's other menus, each with the query as far as it is known now."""
    view = discord.ui.View(timeout=None)
    for row in interaction.message.components if interaction.message else ():
        for item in getattr(row, "children", ()):
            found = _MENU_ID.fullmatch(getattr(item, "custom_id", None) or "")
            if found is None or getattr(query, query.club_fields[int(found["field"])]) != HOLE:
                continue
            select = cast("Select[Any]", Select.from_component(item))
            select.custom_id = f"{found['mode']}{found['field']}:{encode(query)}"
            view.add_item(QueryMenu(select, encode(query), int(found["field"]), publish))
    return view


def cut(text: str, limit: int) -> str:
    """Return a text no longer than a limit of Discord, its end left out."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
