"""/seasons"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.seasons import Seasons


@question(Seasons)
async def seasons(interaction: Interaction, private: bool = False) -> None:
    """Answer all editions."""
    await answer_command(interaction, Seasons(), private=private)
