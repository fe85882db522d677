"""/teams"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.teams import Teams


@question(Teams)
async def teams(
    interaction: Interaction,
    season: int,
    department: str | None = None,
    region: str | None = None,
    private: bool = False,
) -> None:
    """Answer who qualified."""
    await answer_command(interaction, Teams(season, department, region), private=private)
