"""The one road from a query to what Discord shows: understand, answer, put into words, send.

Names are understood before anything is sent or deferred, so that what cannot be answered is said in private.
"""

import asyncio
from collections.abc import Hashable
from typing import Any, Protocol, cast

import discord

from bot.cache import Snapshot, Store
from bot.discord_ui.buttons import remaining_menus
from bot.discord_ui.errors import show_error
from bot.discord_ui.finished import Finished, Making, at_hand, finish, with_picture
from bot.discord_ui.send import defer, edit, send, send_beside
from bot.discord_ui.translator import language_of
from bot.errors import BadQueryError
from bot.queries import UNCHOSEN, Query, Resolved, answer_to, decode
from bot.replies.language import Language
from bot.replies.render import render
from bot.replies.reply import Reply, at_page
from bot.replies.which_club import with_names

_DEFER_AFTER = 2.0
"""Seconds; Discord shows "did not respond" after three."""


class _HasStore(Protocol):
    store: Store

    @property
    def report_url(self) -> str | None: ...


def store_of(interaction: discord.Interaction[Any]) -> Store:
    """Return the store of the bot that the interaction came to."""
    return cast(_HasStore, interaction.client).store


async def reply_to(query: Query, snapshot: Snapshot, t: Language, page: int = 1) -> tuple[Resolved, Reply]:
    """Answer a query with typed names in words; raises a QuestionError where it cannot be answered."""
    resolved, answer = await answer_to(query, snapshot)
    return resolved, at_page(with_names(render(answer, t), resolved, t), page)


async def answer_command(
    interaction: discord.Interaction[Any], query: Query, *, private: bool = False
) -> None:
    """Answer a command, for everybody or for the asker alone."""
    await send_finished(interaction, (query, 1), _making(interaction, query, 1), private=private)


async def send_finished(
    interaction: discord.Interaction[Any], question: Hashable, make: Making, *, private: bool
) -> None:
    """Answer a question, for the asker alone if the answer turns out to be for nobody else.

    `question` is all that the answer depends on beside the snapshot and the language.
    """
    t, current = language_of(interaction), store_of(interaction).current
    shown = at_hand(current, question, t, publish=not private) if current is not None else None
    if shown is None:
        async with _InTime(interaction, ephemeral=private), store_of(interaction).snapshot() as snapshot:
            shown = await finish(snapshot, question, t, make, publish=not private)
    interaction.extras["outcome"] = shown.outcome
    await send(interaction, shown.message, ephemeral=private or shown.alone)


def _making(interaction: discord.Interaction[Any], query: Query, page: int) -> Making:
    report_url = cast(_HasStore, interaction.client).report_url

    async def make(snapshot: Snapshot, t: Language) -> Finished:
        resolved, reply = await reply_to(query, snapshot, t, page)
        return await with_picture(reply, t, query=resolved.query, report_url=report_url)

    return make


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
        if UNCHOSEN in (getattr(filled, name) for name in filled.club_fields):
            await edit(interaction, lambda: {"view": remaining_menus(interaction, filled)})
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
    in_place = publish or _asked_by(interaction)
    make = _making(interaction, query, page)
    async with (
        _InTime(interaction, ephemeral=True, in_place=in_place),
        store_of(interaction).snapshot() as snapshot,
    ):
        t = language_of(interaction)
        shown = at_hand(snapshot, (query, page), t, publish=False)
        if shown is None:
            shown = await finish(snapshot, (query, page), t, make, publish=False)
    interaction.extras["outcome"] = shown.outcome
    if shown.alone and in_place:
        await send_beside(interaction, shown.message)
    elif not in_place:
        await send(interaction, shown.message, ephemeral=True)
    elif publish:
        chosen = f"→ {shown.message.embed.title}"
        await edit(interaction, lambda: {"content": chosen, "embed": None, "view": None})
        await interaction.followup.send(**shown.message.new())
    else:
        await edit(interaction, shown.message.edited)


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


class _InTime:
    """Defers what takes longer than Discord waits for; a quick answer pays for no task.

    What will stand `in_place` of the message that was pressed leaves it as it is meanwhile.
    """

    def __init__(
        self, interaction: discord.Interaction[Any], *, ephemeral: bool, in_place: bool = False
    ) -> None:
        self._interaction, self._ephemeral, self._thinking = interaction, ephemeral, not in_place
        self._deferring: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_DEFER_AFTER, self._begin)

    def _begin(self) -> None:
        deferred = defer(self._interaction, ephemeral=self._ephemeral, thinking=self._thinking)
        self._deferring = asyncio.create_task(deferred)

    async def __aexit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._deferring is not None:
            await self._deferring
