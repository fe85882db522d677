"""The one road from a query to what Discord shows: understand, answer, put into words, send.

Names are understood before anything is sent or deferred, so that what cannot be answered is said in private.
"""

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import AsyncIterator, Awaitable
from typing import Any, Protocol, cast

import discord

from bot.cache import Snapshot, Store
from bot.errors import BadQueryError, UnknownSeasonError
from bot.pictures import drawn
from bot.queries import HOLE, Query, Understood, decode, understand
from bot.replies.components import remaining_menus
from bot.replies.errors import show_error, told_to_asker
from bot.replies.language import Language, language_of
from bot.replies.message import Message, message
from bot.replies.names import with_names
from bot.replies.reply import Reply, at_page, render

log = logging.getLogger(__name__)

_DEFER_AFTER = 2.0
"""Seconds; Discord shows "did not respond" after three."""


class _HasStore(Protocol):
    store: Store

    @property
    def report_url(self) -> str | None: ...


def store_of(interaction: discord.Interaction[Any]) -> Store:
    """Return the store of the bot that the interaction came to."""
    return cast(_HasStore, interaction.client).store


async def reply_to(
    query: Query, snapshot: Snapshot, words: Language, page: int = 1
) -> tuple[Understood, Reply]:
    """Answer a query with typed names in words; raises a QuestionError where it cannot be answered."""
    understood = await settled(query, snapshot)
    reply = render(await _answered(understood.query, snapshot), words)
    return understood, at_page(with_names(reply, understood, words), page)


async def settled(query: Query, snapshot: Snapshot) -> Understood:
    """Return the query with clubs' keys for names and the documents' own words for other texts."""
    understood = understand(query, snapshot)
    try:
        return dataclasses.replace(understood, query=await understood.query.settle(snapshot))
    except UnknownSeasonError as error:
        error.query = understood.query
        raise


async def _answered(query: Query, snapshot: Snapshot) -> object:
    try:
        return await query.answer(snapshot)
    except UnknownSeasonError as error:
        error.query = query
        raise


async def answer_command(
    interaction: discord.Interaction[Any], query: Query, *, private: bool = False
) -> None:
    """Answer a command, for everybody or for the asker alone."""
    async with told_to_asker(interaction):
        async with _in_time(interaction, ephemeral=private):
            shown = await _shown(interaction, query, 1)
        await _send(interaction, shown, ephemeral=private)


async def send_made(
    interaction: discord.Interaction[Any], making: Awaitable[tuple[Message, bool]], *, private: bool
) -> None:
    """Send a message in the making, for the asker alone if it turns out to be for nobody else."""
    async with told_to_asker(interaction):
        async with _in_time(interaction, ephemeral=private):
            shown, alone = await making
        await _send(interaction, shown, ephemeral=private or alone)


async def answer_press(
    interaction: discord.Interaction[Any], query: str, *, page: int, publish: bool
) -> None:
    """Answer a button: in place for whoever asked, in private for others.

    `query` is what the button carries; `publish` answers a private choice for everybody to see.
    """
    try:
        await _answer_press(interaction, decode(query), page, publish)
    except Exception as error:
        await show_error(interaction, error)


async def answer_choice(
    interaction: discord.Interaction[Any], query: str, *, field: int, club: str, publish: bool
) -> None:
    """Fill a hole of a menu's query with the chosen club; answer when no hole is left."""
    try:
        filled = _filled(decode(query), field, club)
        if HOLE in (getattr(filled, name) for name in filled.club_fields):
            await interaction.response.edit_message(view=remaining_menus(interaction, filled, publish))
        else:
            await _answer_press(interaction, filled, 1, publish)
    except Exception as error:
        await show_error(interaction, error)


def _filled(query: Query, field: int, club: str) -> Query:
    if field >= len(query.club_fields):
        raise BadQueryError(str(query))
    return query.with_values(**{query.club_fields[field]: club})


async def _answer_press(
    interaction: discord.Interaction[Any], query: Query, page: int, publish: bool
) -> None:
    shown = await _shown(interaction, query, page)
    if publish:
        await interaction.response.edit_message(content=f"→ {shown.embed.title}", embed=None, view=None)
        await interaction.followup.send(**shown.new())
    elif _asked_by(interaction):
        await interaction.response.edit_message(**shown.edited())
    else:
        await _send(interaction, shown, ephemeral=True)


async def _shown(interaction: discord.Interaction[Any], query: Query, page: int) -> Message:
    words = language_of(interaction)
    async with store_of(interaction).snapshot() as snapshot:
        understood, reply = await reply_to(query, snapshot, words, page)
    report_url = cast(_HasStore, interaction.client).report_url
    return await with_picture(reply, words, query=understood.query, report_url=report_url)


async def with_picture(
    reply: Reply, words: Language, *, query: Query, report_url: str | None = None
) -> Message:
    """Return the message of a reply with its picture drawn; without it where it cannot be drawn."""
    if reply.picture is None:
        return message(reply, words, query=query, report_url=report_url)
    try:
        png = await drawn(reply.picture.drawing)
    except Exception:
        log.exception("the picture %s could not be drawn", reply.picture.name)
        return message(reply, words, query=query, report_url=report_url)
    return message(reply, words, query=query, png=png, report_url=report_url)


def _asked_by(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether who presses is who asked; a private message is seen by nobody else."""
    found = interaction.message
    if found is None or found.flags.ephemeral:
        return True
    replied = found.reference.resolved if found.reference else None
    if isinstance(replied, discord.Message):
        return replied.author.id == interaction.user.id
    asked = found.interaction_metadata
    return asked is not None and asked.user.id == interaction.user.id


async def _send(interaction: discord.Interaction[Any], shown: Message, *, ephemeral: bool) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(**shown.edited())
    else:
        await interaction.response.send_message(**shown.new(), ephemeral=ephemeral)


@contextlib.asynccontextmanager
async def _in_time(interaction: discord.Interaction[Any], *, ephemeral: bool) -> AsyncIterator[None]:
    """Defer what takes longer than Discord waits for; a quick answer pays for no task."""
    deferring: list[asyncio.Task[Any]] = []

    def defer() -> None:
        deferring.append(asyncio.create_task(interaction.response.defer(ephemeral=ephemeral)))

    timer = asyncio.get_running_loop().call_later(_DEFER_AFTER, defer)
    try:
        yield
    finally:
        timer.cancel()
        if deferring:
            await asyncio.gather(*deferring)
