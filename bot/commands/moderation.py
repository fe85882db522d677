"""/reload and /data, for moderators in their guild alone, which is checked at every use."""

import asyncio
import functools
import logging
import re
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from time import monotonic
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.cache import LoadReport
from bot.commands.moderators import author, check_moderator, is_moderator, request_of
from bot.commands.options import LIMIT, SUGGESTERS, Choices
from bot.commands.outcomes import BESIDE, number_of, ways_on
from bot.discord_ui import Interaction
from bot.discord_ui.buttons import ControlKind
from bot.discord_ui.controls import confirm_buttons
from bot.discord_ui.errors import show_error
from bot.discord_ui.message import Attached, Message, moderator_message
from bot.discord_ui.send import claim, edit_answer, send_after
from bot.discord_ui.translator import language_of
from bot.errors import (
    BadQueryError,
    ModerationError,
    NoDocumentError,
    OutdatedPreviewError,
    Refusal,
    RefusedDocumentError,
    StorageError,
)
from bot.model import Problem
from bot.moderation import MAX_DOCUMENT, JournalEntry, RestoreDocument
from bot.moderation.articles import UseArticles
from bot.moderation.changes import (
    AddDocument,
    Change,
    ChangeClubs,
    RemoveDocument,
)
from bot.moderation.check import shown_name
from bot.moderation.corrections import CorrectMatch
from bot.moderation.service import confirmation
from bot.queries.corrections import idle_corrections
from bot.queries.export import write_archive
from bot.replies import alias as alias_replies
from bot.replies import moderation as replies
from bot.replies.clubs import clubs_changed_reply
from bot.replies.corrections import corrected_reply
from bot.replies.language import Language
from bot.replies.reload import progress_reply, reload_reply
from bot.replies.reply import Reply, Tone, at_page
from bot.replies.wiki import used_reply
from bot.text import fold

log = logging.getLogger(__name__)

_EDIT_SECONDS = 1.0
_MOST_REPORT = 4 << 20
Work = Callable[..., Awaitable[Reply | Message]]


def moderated(work: Work) -> Any:
    """Let a moderator, and nobody else, have work done once; what it returns is shown in private."""

    @functools.wraps(work)
    async def command(interaction: Interaction, **options: Any) -> None:
        try:
            check_moderator(interaction)
            if await claim(interaction, ephemeral=True):
                outcome = await work(interaction, **options)
                await _show(interaction, outcome, request_of(interaction))
        except Exception as error:
            await show_error(interaction, error, in_place=True)

    return command


async def _show(interaction: Interaction, outcome: Reply | Message, request: str) -> None:
    """Show what was done, beside the answer where that cannot be changed.

    Where Discord shows neither, that is no fault of the change: the log and the journal tell of it.
    """
    if isinstance(outcome, Reply):
        t = language_of(interaction)
        done = outcome.tone is Tone.DONE
        outcome = moderator_message(outcome, t, await ways_on(interaction, request, t) if done else ())
    try:
        try:
            await edit_answer(interaction, outcome)
        except (discord.HTTPException, aiohttp.ClientError) as failure:
            log.warning("a moderator's command: the outcome could not be shown in its place: %s", failure)
            await send_after(interaction, outcome, ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError) as failure:
        log.warning("a moderator's command: done, but Discord did not show it: %s", failure)
        interaction.extras["outcome"] = "unshown"
        try:
            await interaction.client.moderation.note_unshown(request, author(interaction))
        except ModerationError as error:
            log.warning("that it was not shown is not in the journal: %s", error)


def suggesting(
    suggest: Callable[[Interaction, str], Awaitable[Choices]],
) -> Callable[[Interaction, str], Coroutine[Any, Any, Choices]]:
    """Suggest to moderators alone; nothing where the data cannot be read."""

    async def suggestions(interaction: Interaction, typed: str) -> Choices:
        if not is_moderator(interaction) or interaction.client.store.current is None:
            return []
        try:
            return (await suggest(interaction, typed))[:LIMIT]
        except ModerationError:
            return []

    return suggestions


async def _press(interaction: Interaction, match: re.Match[str]) -> None:
    """Change the data as offered, or turn a list's page; the button's message shows the outcome."""
    check_moderator(interaction)
    action, value = match["action"], match["value"]
    if action in BESIDE:
        await BESIDE[action](interaction, value)
        return
    if action not in _OFFERED and action not in _LISTS:
        raise BadQueryError(match[0])
    if await claim(interaction):
        work = _OFFERED.get(action)
        outcome = await (work(interaction, value) if work else show_list(interaction, action, _page(value)))
        await _show(interaction, outcome, _request_of_press(action, value))


def _request_of_press(action: str, value: str) -> str:
    """Return what identifies a press, however often it is made."""
    return f"redo:{value}" if action == "redo" else confirmation(value)


MODERATOR_CONTROL = ControlKind(
    re.compile(r"d:(?P<action>[a-z]+):(?P<value>[A-Za-z0-9._-]*)"), _press, "moderation"
)


def _page(number: str) -> int:
    """Return the page that a button carries, the first for anything that is no page."""
    return max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1


async def changed(interaction: Interaction, change: Change) -> LoadReport:
    """Make a change and return what became of the data."""
    bot = interaction.client
    change_once = bot.moderation.change(change, author(interaction), request_of(interaction))
    return await bot.changed(change_once)


async def show_list(interaction: Interaction, action: str, page: int = 1) -> Message:
    """Return a page of a list, with buttons that turn it."""
    t = language_of(interaction)
    reply = await _LISTS[action](interaction, page, t)
    return moderator_message(reply, t, pages=action)


def to_confirm(reply: Reply, token: str, t: Language) -> Message:
    """Return a preview with the buttons that confirm or cancel it and tell all of it."""
    return moderator_message(reply, t, confirm_buttons(token, t, details=reply.has_details))


@app_commands.command(description="Read the season documents again", extras={"moderators": True})
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
@moderated
async def reload(interaction: Interaction) -> Reply:
    """Read the documents again and say what changed."""
    t, request = language_of(interaction), request_of(interaction)
    progress = ShownProgress(interaction, t, progress_reply)
    try:
        report = await interaction.client.reload(author(interaction), request, progress=progress)
    finally:
        await progress.end()
    return reload_reply(report, t)


class ShownProgress:
    """Shows how far work has come in the answer to come, at once and then once a second at most."""

    def __init__(
        self, interaction: Interaction, t: Language, words: Callable[[int, int, Language], Reply]
    ) -> None:
        self._interaction = interaction
        self._t = t
        self._words = words
        self._next = 0.0
        self._edits: set[asyncio.Task[Any]] = set()

    def __call__(self, done: int, of: int) -> None:
        """Tell documents done of all."""
        if of == 0 or monotonic() < self._next:
            return
        self._next = monotonic() + _EDIT_SECONDS
        progress = moderator_message(self._words(done, of, self._t), self._t)
        self._edits.add(asyncio.create_task(edit_answer(self._interaction, progress)))

    async def end(self) -> None:
        """Wait for what was sent, so that it does not come after the answer; one that failed is no matter."""
        await asyncio.gather(*self._edits, return_exceptions=True)


def group(name: str, description: str) -> app_commands.Group:
    """Return a group of commands for moderators in their guild."""
    return app_commands.Group(
        name=name,
        description=description,
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
        extras={"moderators": True},
    )


data = group("data", "The season documents, for moderators")


@data.command(name="add", description="Add a season document, after a preview")
@app_commands.describe(file="One season as text, wikitext or HTML, at most 1 MiB")
@moderated
async def add_document(interaction: Interaction, file: discord.Attachment) -> Message:
    """Show what a document would change, and offer to add it."""
    moderation, t = interaction.client.moderation, language_of(interaction)
    if file.size > MAX_DOCUMENT:
        raise RefusedDocumentError(shown_name(file.filename), Refusal.TOO_LARGE)
    try:
        content = await file.read()
    except discord.HTTPException as error:
        raise StorageError(error.text or str(error)) from error
    preview = await moderation.offer(file.filename, content, author(interaction))
    return to_confirm(replies.preview_reply(preview, await moderation.state(), t), preview.offer.token, t)


async def _confirm(interaction: Interaction, token: str) -> Reply | Message:
    bot, t = interaction.client, language_of(interaction)
    before = await bot.moderation.state()
    try:
        change, report = await bot.changed(bot.moderation.confirm(token, author(interaction)))
    except OutdatedPreviewError as error:
        reply = replies.outdated_preview_reply(error, await bot.moderation.state(), t)
        return to_confirm(reply, error.preview.offer.token, t)
    if isinstance(change, ChangeClubs):
        return clubs_changed_reply(change, report, t)
    if isinstance(change, JournalEntry):
        return replies.undone_reply(change, report, t)
    if isinstance(change, AddDocument):
        return replies.added_reply(change.season, change.file, report, t)
    if isinstance(change, RemoveDocument):
        return replies.removed_reply(change.season, before, report, t)
    if isinstance(change, UseArticles):
        return used_reply(change, report, t)
    if isinstance(change, CorrectMatch):
        return corrected_reply(change, report, t)
    raise BadQueryError(change.what)


async def _cancel(interaction: Interaction, token: str) -> Reply:
    offer = await interaction.client.moderation.cancel(token)
    return replies.cancelled_reply(offer, language_of(interaction))


@data.command(
    name="remove", description="Remove the document of a season: the added one, else the shipped one"
)
@app_commands.describe(season="The year of the edition, such as 2006")
@moderated
async def remove_document(interaction: Interaction, season: int) -> Message:
    """Show what taking a season's document out of use would change, and offer to do it."""
    moderation, t = interaction.client.moderation, language_of(interaction)
    preview = await moderation.offer_removal(season, author(interaction))
    return to_confirm(replies.removal_reply(preview, await moderation.state(), t), preview.offer.token, t)


remove_document.autocomplete("season")(suggesting(SUGGESTERS["season"]))


@data.command(name="restore", description="Use the shipped document of a season again")
@app_commands.describe(season="The year of the edition, such as 2006")
@moderated
async def restore_document(interaction: Interaction, season: int) -> Reply:
    """Use a shipped document again that was left out."""
    try:
        report = await changed(interaction, RestoreDocument(season))
    except NoDocumentError as error:
        listed = await interaction.client.moderation.documents()
        error.in_use = any(document.season == season and document.added is None for document in listed)
        raise
    return replies.restored_reply(season, report, language_of(interaction))


@restore_document.autocomplete("season")
@suggesting
async def _seasons_left_out(interaction: Interaction, typed: str) -> Choices:
    state = await interaction.client.moderation.state()
    seasons = [out.season for out in state.left_out if fold(typed) in str(out.season)]
    return [Choice(name=str(season), value=season) for season in seasons]


async def _documents(interaction: Interaction, page: int, t: Language) -> Reply:
    moderation, idle = interaction.client.moderation, await _idle(interaction)
    listed = replies.list_reply(await moderation.documents(), await moderation.state(), idle, t)
    return at_page(listed, page)


async def _idle(interaction: Interaction) -> tuple[Problem, ...]:
    """Return the problems of corrections that are not in use."""
    async with interaction.client.store.snapshot() as snapshot:
        return await idle_corrections(snapshot)


@data.command(name="list", description="All documents, and whether each is in use")
@moderated
async def list_documents(interaction: Interaction) -> Message:
    """List the documents."""
    return await show_list(interaction, "documents")


@data.command(description="Undo the last change")
@moderated
async def undo(interaction: Interaction) -> Message:
    """Show what going back to the state before the last change would change, and offer to do it."""
    t = language_of(interaction)
    entry, preview = await interaction.client.moderation.offer_undo(author(interaction))
    return to_confirm(replies.undo_reply(entry, preview.report, t), preview.offer.token, t)


@data.command(description="Redo what was undone last")
@moderated
async def redo(interaction: Interaction) -> Reply:
    """Go back to the state before the last undo."""
    return await _redone(interaction, request_of(interaction))


async def _redone(interaction: Interaction, request: str, number: int | None = None) -> Reply:
    bot = interaction.client
    undo, report = await bot.changed(bot.moderation.redo(author(interaction), request, number))
    return replies.redone_reply(undo, report, language_of(interaction))


async def _redo_again(interaction: Interaction, number: str) -> Reply:
    """Do again what the undo of a journal entry took back, if nothing was changed since."""
    return await _redone(interaction, _request_of_press("redo", number), number_of(number))


@data.command(name="cancel", description="End the preview, check or change under way, whoever began it")
@moderated
async def end_work(interaction: Interaction) -> Reply:
    """End what moderators have under way and say what it was."""
    ended, saving = interaction.client.moderation.under_way.end(author(interaction))
    return replies.ended_reply(ended, saving, language_of(interaction))


@data.command(description="Read every document again and report what is wrong with it")
@moderated
async def check(interaction: Interaction) -> Message:
    """Report on all documents, in short and in a file."""
    t = language_of(interaction)
    checked = await interaction.client.moderation.check(author(interaction))
    report = "\n\n".join("\n".join(document.lines) for document in checked).encode()[:_MOST_REPORT]
    return moderator_message(
        at_page(replies.check_reply(checked, await _idle(interaction), t), 1),
        t,
        files=[Attached("check.txt", report)],
    )


@data.command(description="All facts as CSV and SQLite, in one archive")
@moderated
async def export(interaction: Interaction) -> Message:
    """Send the cache as an archive."""
    t, limit = language_of(interaction), interaction.filesize_limit
    archive = await asyncio.to_thread(_archive, interaction.client.settings.cache_path)
    files = [Attached("copa-peru.zip", archive)] if len(archive) <= limit else []
    return moderator_message(replies.export_reply(len(archive), limit, t), t, files=files)


def _archive(cache_path: Path) -> bytes:
    try:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "copa-peru.zip"
            write_archive(cache_path, target)
            return target.read_bytes()
    except (OSError, sqlite3.Error) as error:
        raise StorageError(str(error)) from error


async def _history(interaction: Interaction, page: int, t: Language) -> Reply:
    most = replies.ENTRIES_A_PAGE
    entries, total = await interaction.client.moderation.history(skip=(page - 1) * most, most=most)
    return replies.history_reply(entries, total, page, t)


@data.command(description="Who changed what, and when")
@moderated
async def history(interaction: Interaction) -> Message:
    """Show the journal, the newest entries first."""
    return await show_list(interaction, "history")


async def _alias_page(interaction: Interaction, page: int, t: Language) -> Reply:
    bot = interaction.client
    aliases = (await bot.moderation.state()).aliases
    async with bot.store.snapshot() as snapshot:
        return at_page(alias_replies.list_reply(aliases, snapshot.index, t), page)


_OFFERED: dict[str, Callable[[Interaction, str], Awaitable[Reply | Message]]] = {
    "confirm": _confirm,
    "cancel": _cancel,
    "redo": _redo_again,
}
"""What buttons do that change the data, by their action; the outcome takes the place of their message."""
_LISTS: dict[str, Callable[[Interaction, int, Language], Awaitable[Reply]]] = {
    "documents": _documents,
    "history": _history,
    "aliases": _alias_page,
}
"""The lists whose pages buttons turn, by the buttons' action."""
