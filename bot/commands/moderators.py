"""Who may change the data: checked at every use, whatever Discord shows or hides."""

from typing import Protocol

import discord

from bot.cache import LoadReport
from bot.commands.options import Interaction
from bot.errors import NotAllowedError
from bot.settings import Settings


class ModeratedBot(Protocol):
    """What the moderators' commands need of the bot."""

    settings: Settings
    reloading: bool

    async def reload(self) -> LoadReport:
        """Read the documents again."""
        ...


def check_moderator(interaction: Interaction, settings: Settings) -> None:
    """Raise NotAllowedError unless a moderator asks, in the moderators' guild."""
    member = interaction.user
    if settings.mod_guild_id is None or interaction.guild_id != settings.mod_guild_id:
        raise NotAllowedError
    if not isinstance(member, discord.Member):
        raise NotAllowedError
    roles = {role.id for role in member.roles}
    if not (interaction.permissions.manage_guild or roles & settings.mod_role_ids):
        raise NotAllowedError
