"""/champion"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.champion import Champion


@question(Champion)
async def champion(interaction: Interaction, season: int | None = None, private: bool = False) -> None:
    """Answer who won a season."""
    await answer_command(interaction, Champion(season), private=private)
