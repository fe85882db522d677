"""Moderators as they ask: whether somebody is one, who it is, and what identifies a request."""

import discord

from bot.discord_ui import Interaction
from bot.errors import NotAllowedError
from bot.moderation import Who
from bot.moderation.check import visible


def check_moderator(interaction: Interaction) -> None:
    """Raise NotAllowedError unless a moderator asks, in the moderators' guild."""
    settings, member = interaction.client.settings, interaction.user
    if settings.mod_guild_id is None or interaction.guild_id != settings.mod_guild_id:
        raise NotAllowedError
    if not isinstance(member, discord.Member):
        raise NotAllowedError
    roles = {role.id for role in member.roles}
    if not (interaction.permissions.manage_guild or roles & settings.mod_role_ids):
        raise NotAllowedError


def is_moderator(interaction: Interaction) -> bool:
    """Tell whether a moderator asks, in the moderators' guild."""
    try:
        check_moderator(interaction)
    except NotAllowedError:
        return False
    return True


def author(interaction: Interaction) -> Who:
    """Return who asks, as the journal notes it."""
    return Who(str(interaction.user.id), visible(interaction.user.display_name))


def request_of(interaction: Interaction) -> str:
    """Return what identifies a command, however often Discord delivers it."""
    return f"interaction:{interaction.id}"
