"""/data, for moderators in their guild alone: documents added and removed, with a way back."""

import asyncio
import io
import sqlite3
import tempfile
from pathlib import Path

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.cache.export import write_archive
from bot.commands.moderators import (
    ModeratedBot,
    answer_moderator,
    is_moderator,
    moderated_bot,
    on_press,
    paged,
    who,
)
from bot.commands.options import Interaction
from bot.commands.suggestions import suggest_seasons
from bot.discord_ui.moderator_buttons import Shown, confirm_buttons
from bot.errors import ModerationError, Refusal, RefusedDocumentError, StorageError
from bot.moderation import MAX_DOCUMENT, RestoreDocument
from bot.moderation.check import shown_name
from bot.replies import moderation as replies
from bot.replies.language import Language
from bot.replies.reply import Reply, at_page
from bot.text import fold

_MOST_REPORT = 4 << 20

group = app_commands.Group(
    name="data",
    description="The season documents, for moderators",
    default_permissions=discord.Permissions(manage_guild=True),
    guild_only=True,
    extras={"moderators": True},
)


@group.command(description="Add a season document, after a preview")
@app_commands.describe(file="A text of one season, at most 1 MiB")
async def add(interaction: Interaction, file: discord.Attachment) -> None:
    """Show what a document would change, and offer to add it."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        preview = await bot.moderation.offer(file.filename, await _read(file), who(interaction))
        reply = replies.preview_reply(preview, await bot.moderation.state(), t)
        return Shown(reply, confirm_buttons(preview.offer.token, t))

    await answer_moderator(interaction, work)


async def _read(file: discord.Attachment) -> bytes:
    if file.size > MAX_DOCUMENT:
        raise RefusedDocumentError(shown_name(file.filename), Refusal.TOO_LARGE)
    try:
        return await file.read()
    except discord.HTTPException as error:
        raise StorageError(error.text or str(error)) from error


@on_press("confirm")
async def confirm(interaction: Interaction, bot: ModeratedBot, t: Language, token: str) -> Shown:
    """Add the document of a preview."""
    offer, report = await bot.changed(bot.moderation.confirm(token, who(interaction)))
    return Shown(replies.added_reply(offer.season, offer.file, report, t))


@on_press("cancel")
async def cancel(interaction: Interaction, bot: ModeratedBot, t: Language, token: str) -> Shown:
    """Forget the document of a preview."""
    offer = await bot.moderation.cancel(token)
    return Shown(replies.cancelled_reply(offer.file, t))


@group.command(description="Remove the document of a season: the added one, else the shipped one")
@app_commands.describe(season="The year of the edition, such as 2006")
async def remove(interaction: Interaction, season: int) -> None:
    """Take a season's document out of use."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        was_added = season in (document.season for document in (await bot.moderation.state()).documents)
        report = await bot.changed(bot.moderation.remove(season, who(interaction)))
        return Shown(replies.removed_reply(season, was_added, report, t))

    await answer_moderator(interaction, work)


@remove.autocomplete("season")
async def _used_seasons(interaction: Interaction, typed: str) -> list[Choice[int]]:
    snapshot = moderated_bot(interaction).store.current
    return await suggest_seasons(snapshot, typed) if snapshot and is_moderator(interaction) else []


@group.command(description="Use the shipped document of a season again")
@app_commands.describe(season="The year of the edition, such as 2006")
async def restore(interaction: Interaction, season: int) -> None:
    """Use a shipped document again that was left out."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        report = await bot.changed(bot.moderation.change(RestoreDocument(season), who(interaction)))
        return Shown(replies.restored_reply(season, report, t))

    await answer_moderator(interaction, work)


@restore.autocomplete("season")
async def _seasons_left_out(interaction: Interaction, typed: str) -> list[Choice[int]]:
    if not is_moderator(interaction):
        return []
    try:
        state = await moderated_bot(interaction).moderation.state()
    except ModerationError:
        return []
    seasons = [out.season for out in state.left_out if fold(typed) in str(out.season)]
    return [Choice(name=str(season), value=season) for season in seasons[:25]]


@paged("documents")
async def _list(bot: ModeratedBot, t: Language, page: int) -> Reply:
    documents = await bot.moderation.documents()
    return at_page(replies.list_reply(documents, await bot.moderation.state(), t), page)


@group.command(name="list", description="All documents, and whether each is in use")
async def list_(interaction: Interaction) -> None:
    """List the documents."""
    await _list(interaction)


@group.command(description="Take back the last change")
async def undo(interaction: Interaction) -> None:
    """Go back to the state before the last change."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        undone, report = await bot.changed(bot.moderation.undo(who(interaction)))
        return Shown(replies.undone_reply(undone, report, t))

    await answer_moderator(interaction, work)


@group.command(description="Read every document anew and report what is wrong with it")
async def check(interaction: Interaction) -> None:
    """Report on all documents, in short and in a file."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        checked = await bot.moderation.check()
        report = "\n\n".join("\n".join(found.lines) for found in checked).encode()[:_MOST_REPORT]
        file = discord.File(io.BytesIO(report), "check.txt")
        reply = at_page(replies.check_reply(checked, t), 1)
        return Shown(reply, files=(file,))

    await answer_moderator(interaction, work)


@group.command(description="All facts as CSV and SQLite, in one archive")
async def export(interaction: Interaction) -> None:
    """Send the cache as an archive."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        archive = await asyncio.to_thread(_archive, bot.settings.cache_path)
        reply = replies.export_reply(len(archive), interaction.filesize_limit, t)
        fits = len(archive) <= interaction.filesize_limit
        file = discord.File(io.BytesIO(archive), "copa-peru.zip")
        return Shown(reply, files=(file,) if fits else ())

    await answer_moderator(interaction, work)


def _archive(cache_path: Path) -> bytes:
    try:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "copa-peru.zip"
            write_archive(cache_path, target)
            return target.read_bytes()
    except (OSError, sqlite3.Error) as error:
        raise StorageError(str(error)) from error


@paged("history")
async def _history(bot: ModeratedBot, t: Language, page: int) -> Reply:
    most = replies.ENTRIES_A_PAGE
    entries, total = await bot.moderation.history(skip=(page - 1) * most, most=most)
    return replies.history_reply(entries, total, page, t)


@group.command(description="Who changed what, and when")
async def history(interaction: Interaction) -> None:
    """Show the journal, the newest entries first."""
    await _history(interaction)
