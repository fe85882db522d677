"""/champion"""

from bot.commands.options import Interaction, question
from bot.queries.champion import Champion
from bot.replies.answering import answer_command


@question(Champion)
async def champion(interaction: Interaction, season: int | None = None, private: bool = False) -> None:
    """Answer who won a season."""
    await answer_command(interaction, Champion(season), private=private)
