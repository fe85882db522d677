"""The buttons under what a moderator changes: to see all of it, to look at it, to announce it, to undo it.

They carry the token of a preview or the number of the change in the journal, so they work after a restart.
What a press shows is beside the outcome; whether a moderator presses is checked before.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import discord

from bot.cache import Snapshot
from bot.commands.moderators import author
from bot.discord_ui import Interaction
from bot.discord_ui.answer import QueryPage, answer_press
from bot.discord_ui.controls import BLUE, CUSTOM_ID, Control, button, confirm_buttons
from bot.discord_ui.message import Message, message, moderator_message
from bot.discord_ui.send import claim, edit_shown, send_after
from bot.discord_ui.translator import language_of
from bot.errors import BadQueryError, ModerationError, NotAnnouncedError
from bot.model import Team
from bot.moderation import JournalEntry
from bot.moderation.service import announcement
from bot.queries.season import SeasonOverview
from bot.queries.team import TeamProfile
from bot.replies.announcements import announcement_reply, ways_to_see
from bot.replies.language import Language, language
from bot.replies.moderation import details_reply, undo_reply

_MOST_SEASONS = 2
_LONGEST_NUMBER = 9


async def ways_on(interaction: Interaction, request: str, t: Language) -> list[Control]:
    """Return the buttons under the outcome of a request; none where it changed nothing."""
    bot = interaction.client
    try:
        entry = await bot.moderation.store.entry_of(request)
    except ModerationError:
        # The change was made; only its buttons cannot be.
        return []
    if entry is None:
        return []
    async with bot.store.snapshot() as snapshot:
        club, years = _subject(entry.details, snapshot)
    ids = [f"d:club:{club.key}"] if club else [f"d:season:{year}" for year in years]
    links = zip(ways_to_see(club, years, t), ids, strict=True)
    buttons = [button(link.label, custom_id) for link, custom_id in links if len(custom_id) <= CUSTOM_ID]
    for first in buttons[:1]:
        first["style"] = BLUE
    buttons.append(button(t.plain.say("Announce here"), f"d:announce:{entry.number}"))
    if entry.what == "undo":
        buttons.append(button(t.plain.say("Do again"), f"d:redo:{entry.number}"))
    elif entry.what != "reload":
        buttons.append(button(t.plain.say("Undo"), f"d:undo:{entry.number}"))
    return buttons


def _subject(details: Mapping[str, str | int], snapshot: Snapshot) -> tuple[Team | None, list[int]]:
    """Return what a change is about, as far as that is there: a club, or the newest seasons."""
    club = snapshot.clubs.get(str(details.get("key") or details.get("club")))
    seasons = {int(year) for year in str(details.get("seasons", "")).split(", ") if year}
    seasons |= {int(details["season"])} if "season" in details else set()
    known = [year for year in sorted(seasons, reverse=True) if year in snapshot.refs]
    return club, known[:_MOST_SEASONS]


def number_of(text: str) -> int:
    """Return the number that a button carries; raises BadQueryError for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise BadQueryError(text)
    return int(text)


async def _season_beside(interaction: Interaction, year: str) -> None:
    page = QueryPage(SeasonOverview(number_of(year)))
    await answer_press(interaction, page, publish=False, beside=True)


async def _club_beside(interaction: Interaction, key: str) -> None:
    await answer_press(interaction, QueryPage(TeamProfile(key)), publish=False, beside=True)


async def _undo(interaction: Interaction, value: str) -> None:
    """Show what undoing a change would change, and offer to do it."""
    number, t = number_of(value), language_of(interaction)
    if not await claim(interaction):
        return
    entry, preview = await interaction.client.moderation.offer_undo(author(interaction), number)
    reply = undo_reply(entry, preview.report, t)
    buttons = confirm_buttons(preview.offer.token, t, details=reply.has_details)
    await send_after(interaction, moderator_message(reply, t, buttons), ephemeral=True)


async def _details(interaction: Interaction, token: str) -> None:
    """Show all that a previewed change would do."""
    t = language_of(interaction)
    if not await claim(interaction):
        return
    change, report = await interaction.client.moderation.try_again(token, author(interaction))
    await send_after(interaction, moderator_message(details_reply(change, report, t), t), ephemeral=True)


async def _announce(interaction: Interaction, value: str) -> None:
    """Tell the channel of a change, once, in the language of the server."""
    bot, number = interaction.client, number_of(value)
    if not await claim(interaction):
        return
    entry = await bot.moderation.announce(number, author(interaction))
    try:
        await send_after(interaction, await _announcement(interaction, entry))
    except discord.HTTPException as error:
        # It may be tried again.
        await bot.moderation.store.forget_note(announcement(number))
        raise NotAnnouncedError(str(error)) from error
    await _mark_announced(interaction, f"d:announce:{value}")


async def _announcement(interaction: Interaction, entry: JournalEntry) -> Message:
    guild = interaction.guild
    t = language(str(guild.preferred_locale)) if guild else language_of(interaction)
    async with interaction.client.store.snapshot() as snapshot:
        club, years = _subject(entry.details, snapshot)
    return message(announcement_reply(entry, club, years, t), t)


async def _mark_announced(interaction: Interaction, custom_id: str) -> None:
    """Disable the button of an announcement that was made."""
    shown: Any = interaction.message.components if interaction.message else ()
    label = language_of(interaction).plain.say("Announced")
    components = [_marked(part.to_dict(), custom_id, label) for part in shown]
    try:
        await edit_shown(interaction, components)
    except (discord.HTTPException, aiohttp.ClientError):
        # A second press is told that it was announced.
        return


def _marked(part: Control, custom_id: str, label: str) -> Control:
    if part.get("custom_id") == custom_id:
        return {**part, "label": label, "disabled": True}
    if "components" in part:
        return {**part, "components": [_marked(one, custom_id, label) for one in part["components"]]}
    return part


BESIDE: Mapping[str, Callable[[Interaction, str], Awaitable[None]]] = {
    "season": _season_beside,
    "club": _club_beside,
    "undo": _undo,
    "details": _details,
    "announce": _announce,
}
"""What buttons do that show something beside their message, by their action."""
