"""/reload, for moderators in their guild alone."""

from typing import cast

from discord import app_commands

from bot.commands.moderators import ModeratedBot, check_moderator
from bot.commands.options import Interaction
from bot.errors import ReloadRunningError
from bot.replies.errors import told_to_asker
from bot.replies.language import language_of
from bot.replies.message import message
from bot.replies.reload import reload_reply


@app_commands.command(description="Read the season documents again", extras={"moderators": True})
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def reload(interaction: Interaction) -> None:
    """Read the documents again and say, in private, what changed."""
    bot = cast(ModeratedBot, interaction.client)
    async with told_to_asker(interaction):
        check_moderator(interaction, bot.settings)
        if bot.reloading:
            raise ReloadRunningError
        await interaction.response.defer(ephemeral=True)
        words = language_of(interaction)
        shown = message(reload_reply(await bot.reload(), words), words)
        await interaction.edit_original_response(**shown.edited())
