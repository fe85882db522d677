"""/standings"""

from bot.commands.options import Interaction, question
from bot.queries.standings import Standings
from bot.replies.answering import answer_command


@question(Standings)
async def standings(
    interaction: Interaction, season: int, stage: str | None = None, private: bool = False
) -> None:
    """Answer the tables of a season."""
    await answer_command(interaction, Standings(season, stage), private=private)
