"""/teams"""

from bot.commands.options import Interaction, question
from bot.queries.teams import Teams
from bot.replies.answering import answer_command


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
