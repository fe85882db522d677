"""What a press does: buttons, menus and boxes carry their query in `custom_id`, so they outlive a restart.

A `custom_id` is mode, page or field, and query: `a2:results|jose-galvez.ancash|1996`. "a" turns the message
in place for whoever asked, "t" shows it as text; "i" shows its details, in a private message of their own;
"s" answers for everybody what is pressed in a private message. "m" and "n" are menus of clubs, "j" and "k"
menus of queries, whose choice is answered as by "a" and "s". `q:` (commands/ask.py) goes on asking, `d:`
(commands/moderation.py and clubs.py) is a moderator's.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord_ui import Interaction
from bot.discord_ui.answer import QueryPage, answer_press
from bot.discord_ui.controls import DETAILS, TEXT
from bot.discord_ui.errors import show_error
from bot.discord_ui.payloads import components_of
from bot.discord_ui.quiz import move_of
from bot.discord_ui.send import edit_components
from bot.errors import BadQueryError
from bot.ops.events import RequestKind
from bot.queries import KINDS, Query, decode, encode
from bot.queries.help import Help
from bot.queries.interpretation import Turn, decode_point
from bot.queries.quiz import Quiz

AGAIN_ID = re.compile(r"q(?P<point>[^:|]{0,90}):(?P<query>.+)", re.DOTALL)
_BUTTON_ID = re.compile(r"(?P<mode>[asti])(?P<page>[0-9]{0,4}):(?P<query>.+)", re.DOTALL)
_LINK_MENU_ID = re.compile(r"(?P<mode>[jk])[0-9]")
_MENU_ID = re.compile(r"(?P<mode>[mn])(?P<field>[0-9]):(?P<query>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ControlKind:
    """A kind of button, menu or box: the form of its `custom_id` and what pressing or sending it does."""

    custom_id: re.Pattern[str]
    press: Callable[[Interaction, re.Match[str]], Awaitable[None]]
    command: str = ""
    """What the log calls it; the kind of the query that it carries, if empty."""


async def press(interaction: Interaction, kinds: Iterable[ControlKind]) -> None:
    """Do what a pressed control or a sent box is for; an error is shown to that user alone."""
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id"))
    matches = ((kind, kind.custom_id.fullmatch(custom_id)) for kind in kinds)
    kind, match = next(((kind, match) for kind, match in matches if match), (None, None))
    chosen = next(iter(data.get("values") or ()), "")
    carried = str(match.groupdict().get("query") or chosen) if match else ""
    query = carried.partition("|")[0]
    command = (kind.command if kind else "") or (query if query in KINDS else "?")
    sent = interaction.type is discord.InteractionType.modal_submit
    if not await interaction.client.gate.admit(
        interaction, RequestKind.COMMAND if sent else RequestKind.PRESS, command
    ):
        return
    try:
        if kind is None or match is None:
            # Of a version of the bot that is gone.
            raise BadQueryError(custom_id)
        await kind.press(interaction, match)
    except Exception as error:
        await show_error(interaction, error)


async def _press_button(interaction: Interaction, match: re.Match[str]) -> None:
    """Answer the query that the button carries."""
    mode = match["mode"]
    view = mode if mode in (TEXT, DETAILS) else ""
    beside = view == DETAILS and not match["page"]
    back = None if mode == "s" or beside else _help_pressed(interaction)
    query = decode(match["query"])
    if isinstance(query, Quiz):
        played = await move_of(interaction, query)
        if played is None:
            return
        query = played
    page = QueryPage(query, int(match["page"] or 1), view, back)
    await answer_press(interaction, page, publish=mode == "s", beside=beside)


def _help_pressed(interaction: Interaction) -> Query | None:
    """Return the query of the help where its answer, or one with a way back to it, was pressed."""
    shown = [part.to_dict() for part in interaction.message.components] if interaction.message else []
    turn = carried_turn(shown)
    if turn is not None and turn.query.kind == Help.kind:
        return turn.query
    way_back = f"a:{encode(Help())}"
    return Help() if any(part.get("custom_id") == way_back for part in components_of(shown)) else None


async def _press_menu(interaction: Interaction, match: re.Match[str]) -> None:
    """Answer the query with the chosen club, or wait for the other menu's choice."""
    query, field = decode(match["query"]), int(match["field"])
    data: Any = interaction.data
    chosen = data.get("values")
    if not chosen or field >= len(query.club_fields):
        raise BadQueryError(match[0])
    query = query.with_values(**{query.club_fields[field]: str(chosen[0])})
    if query.open_field is not None:
        shown = interaction.message.components if interaction.message else ()
        components = _with_chosen([part.to_dict() for part in shown], match[0], query)
        await edit_components(interaction, components)
    else:
        await answer_press(interaction, QueryPage(query), publish=match["mode"] == "n")


async def _press_link_menu(interaction: Interaction, match: re.Match[str]) -> None:
    """Answer the chosen query."""
    data: Any = interaction.data
    chosen = data.get("values")
    if not chosen:
        raise BadQueryError(match[0])
    await answer_press(interaction, QueryPage(decode(str(chosen[0]))), publish=match["mode"] == "k")


QUERY_CONTROLS = (
    ControlKind(_BUTTON_ID, _press_button),
    ControlKind(_LINK_MENU_ID, _press_link_menu),
    ControlKind(_MENU_ID, _press_menu),
)
"""Buttons and menus that ask their query, and menus of clubs that fill the open field of theirs."""


def turn_of(match: re.Match[str]) -> Turn:
    """Return what the button that goes on asking carries; raises BadQueryError."""
    query = decode(match["query"])
    return Turn(query, decode_point(match["point"], query))


def carried_turn(components: Any) -> Turn | None:
    """Return what controls carry: an answer's query, a choice and its clubs, or the likeliest reading.

    Raises BadQueryError.
    """
    parts = [*components_of(components)]
    for part in parts:
        match = AGAIN_ID.fullmatch(str(part.get("custom_id")))
        if match is not None:
            return turn_of(match)
    for part in parts:
        match = _MENU_ID.fullmatch(str(part.get("custom_id")))
        if match is not None:
            keys = [str(option.get("value")) for option in part.get("options") or ()]
            return Turn(decode(match["query"]), None, tuple(keys))
    for part in parts:
        match = _BUTTON_ID.fullmatch(str(part.get("custom_id")))
        if match is not None:
            return Turn(decode(match["query"]))  # a question back, or examples: the likeliest comes first
    return None


def _with_chosen(components: Iterable[Any], chosen: str, query: Query) -> list[Any]:
    """Return components without the menu that was used, the query of the other menus filled in."""
    kept = []
    for part in components:
        match = _MENU_ID.fullmatch(part.get("custom_id") or "")
        if part.get("custom_id") == chosen:
            continue
        if match is not None:
            part = {**part, "custom_id": f"{match['mode']}{match['field']}:{encode(query)}"}
        if "components" in part:
            part = {**part, "components": _with_chosen(part["components"], chosen, query)}
        if part.get("components") != []:
            kept.append(part)
    return kept
