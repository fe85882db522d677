"""/scorers"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.scorers import Scorers


@question(Scorers)
async def scorers(interaction: Interaction, season: int | None = None, private: bool = False) -> None:
    """Answer the top scorers."""
    await answer_command(interaction, Scorers(season), private=private)
