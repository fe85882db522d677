"""/standings"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.standings import Standings


@question(Standings)
async def standings(
    interaction: Interaction, season: int, stage: str | None = None, private: bool = False
) -> None:
    """Answer the tables of a season."""
    await answer_command(interaction, Standings(season, stage), private=private)
