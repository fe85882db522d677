"""/alias, for moderators in their guild alone: nicknames and other names of clubs."""

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.commands.moderators import (
    ModeratedBot,
    answer_moderator,
    is_moderator,
    moderated_bot,
    paged,
    who,
)
from bot.commands.options import Interaction
from bot.commands.suggestions import suggest_clubs
from bot.discord_ui.limits import cut
from bot.discord_ui.moderator_buttons import Shown
from bot.errors import AliasFault, ModerationError, RefusedAliasError
from bot.moderation import AddAlias, RemoveAlias
from bot.moderation.changes import alias_text
from bot.names import NameIndex, label
from bot.replies import alias as replies
from bot.replies.language import Language
from bot.replies.reply import Reply, at_page
from bot.text import fold

_LIMIT, _NAME = 25, 100
_CLUB_AND_TEXT = "|"

group = app_commands.Group(
    name="alias",
    description="Nicknames and other names of clubs, for moderators",
    default_permissions=discord.Permissions(manage_guild=True),
    guild_only=True,
    extras={"moderators": True},
)


@group.command(description="Give a club another name, in effect at once")
@app_commands.describe(alias="The nickname or other name", club="The club that it is a name of")
async def add(interaction: Interaction, alias: str, club: str) -> None:
    """Add an alias, and say what whoever types it gets."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        name = alias_text(alias)
        async with bot.store.snapshot() as snapshot:
            found = snapshot.index.resolve(club)
            if found.club is None:
                return Shown(replies.club_unclear_reply(found, t))
            key = found.club.key
            if _has(snapshot.index, key, name):
                raise RefusedAliasError(name, AliasFault.KNOWN)
        await bot.changed(bot.moderation.change(AddAlias(name, key), who(interaction)))
        async with bot.store.snapshot() as snapshot:
            understood = snapshot.index.resolve(name)
            return Shown(replies.added_reply(name, key, understood, snapshot.index, t))

    await answer_moderator(interaction, work)


def _has(index: NameIndex, key: str, text: str) -> bool:
    club = index.club(key)
    return club is not None and fold(text) in {fold(club.name), *(fold(name.text) for name in club.names)}


@add.autocomplete("club")
async def _clubs(interaction: Interaction, typed: str) -> list[Choice[str]]:
    snapshot = moderated_bot(interaction).store.current
    if snapshot is None or not is_moderator(interaction):
        return []
    return await suggest_clubs(snapshot, typed, None)


@group.command(description="Take away a name that a moderator gave")
@app_commands.describe(alias="The alias", club="Its club, where several have it")
async def remove(interaction: Interaction, alias: str, club: str | None = None) -> None:
    """Remove an alias."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        # A suggestion comes back as club and alias; no alias holds the sign between them.
        key, _, name = alias.rpartition(_CLUB_AND_TEXT)
        if club is not None:
            async with bot.store.snapshot() as snapshot:
                found = snapshot.index.resolve(club)
            key = found.club.key if found.club else club
        await bot.changed(bot.moderation.change(RemoveAlias(name, key or None), who(interaction)))
        return Shown(replies.removed_reply(name, t))

    await answer_moderator(interaction, work)


@remove.autocomplete("alias")
async def _aliases(interaction: Interaction, typed: str) -> list[Choice[str]]:
    bot = moderated_bot(interaction)
    if not is_moderator(interaction) or bot.store.current is None:
        return []
    try:
        state = await bot.moderation.state()
    except ModerationError:
        return []
    index = bot.store.current.index
    fitting = [found for found in state.aliases if fold(typed) in fold(found.text)]
    return [
        Choice(
            name=cut(f"{found.text} → {_label(index, found.club)}", _NAME),
            value=f"{found.club}{_CLUB_AND_TEXT}{found.text}",
        )
        for found in fitting[:_LIMIT]
    ]


def _label(index: NameIndex, key: str) -> str:
    club = index.club(key)
    return label(club) if club else key


remove.autocomplete("club")(_clubs)


@paged("aliases")
async def _list(bot: ModeratedBot, t: Language, page: int) -> Reply:
    state = await bot.moderation.state()
    async with bot.store.snapshot() as snapshot:
        return at_page(replies.list_reply(state.aliases, snapshot.index, t), page)


@group.command(name="list", description="All names that moderators gave")
async def list_(interaction: Interaction) -> None:
    """List the aliases."""
    await _list(interaction)
