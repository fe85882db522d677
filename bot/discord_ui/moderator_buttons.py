"""Moderators' buttons: they carry what to do and to what, so that they work after a restart.

A `custom_id` is `d:`, action and value: `d:confirm:TOKEN`, `d:history:2`. Who presses is checked anew.
"""

import re
from dataclasses import dataclass
from typing import Any, Protocol, Self, cast

import discord
from discord.ui import Button, DynamicItem

from bot.discord_ui.message import message
from bot.replies.language import Language
from bot.replies.reply import Reply

_BUTTON_ID = re.compile(r"d:(?P<action>[a-z]+):(?P<value>[A-Za-z0-9_-]*)")


class _AnswersModerators(Protocol):
    async def answer_moderator(
        self, interaction: discord.Interaction[Any], action: str, value: str
    ) -> None: ...


class ModeratorButton(DynamicItem[Button[Any]], template=_BUTTON_ID):
    """A button that does something to the data, or shows another page of what was done."""

    def __init__(self, button: Button[Any], action: str, value: str) -> None:
        super().__init__(button)
        self.action = action
        self.value = value

    @classmethod
    def made(
        cls,
        label: str,
        action: str,
        value: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> Self:
        """Return a button of this action; `value` is letters, digits, hyphens and underscores."""
        custom_id = f"d:{action}:{value}"
        button: Button[Any] = Button(label=label, style=style, custom_id=custom_id, disabled=disabled)
        return cls(button, action, value)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Make the button again from what Discord sends of it."""
        return cls(cast("Button[Any]", item), match["action"], match["value"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says."""
        bot = cast(_AnswersModerators, interaction.client)
        await bot.answer_moderator(interaction, self.action, self.value)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a moderator is shown: a reply, its buttons and its files."""

    reply: Reply
    buttons: tuple[ModeratorButton, ...] = ()
    files: tuple[discord.File, ...] = ()

    def edited(self, t: Language) -> dict[str, Any]:
        """Return the arguments for a message that takes the place of another."""
        plain = message(self.reply, t)
        view: discord.ui.View | None = None
        if self.buttons:
            view = discord.ui.View(timeout=None)
            for button in self.buttons:
                view.add_item(button)
        for file in self.files:
            # A second try sends it from its beginning again.
            file.reset()
        return {**plain.edited(), "view": view, "attachments": list(self.files)}


def confirm_buttons(token: str, t: Language) -> tuple[ModeratorButton, ...]:
    """Return the two buttons under a preview."""
    plain = t.plain
    return (
        ModeratorButton.made(plain.say("Confirm"), "confirm", token, style=discord.ButtonStyle.success),
        ModeratorButton.made(plain.say("Cancel"), "cancel", token),
    )


def page_buttons(reply: Reply, action: str, t: Language) -> tuple[ModeratorButton, ...]:
    """Return the two buttons that turn a reply's pages; none where there is one page."""
    if reply.pages < 2:
        return ()
    plain = t.plain
    before, after = reply.page - 1, reply.page + 1
    return (
        ModeratorButton.made(f"◀ {plain.say('Back')}", action, str(before), disabled=before < 1),
        ModeratorButton.made(f"{plain.say('Next')} ▶", action, str(after), disabled=after > reply.pages),
    )
