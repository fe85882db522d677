"""/reload, for moderators in their guild alone."""

from discord import app_commands

from bot.commands.moderators import ModeratedBot, ShownProgress, answer_moderator, who
from bot.commands.options import Interaction
from bot.discord_ui.moderator_buttons import Shown
from bot.replies.language import Language
from bot.replies.reload import reload_reply


@app_commands.command(description="Read the season documents again", extras={"moderators": True})
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def reload(interaction: Interaction) -> None:
    """Read the documents again and say, in private, what changed."""

    async def work(bot: ModeratedBot, t: Language) -> Shown:
        progress = ShownProgress(interaction, t)
        try:
            report = await bot.reload(who(interaction), progress=progress)
        finally:
            await progress.end()
        return Shown(reload_reply(report, t))

    await answer_moderator(interaction, work)
