"""/scorers"""

from bot.commands.options import Interaction, question
from bot.queries.scorers import Scorers
from bot.replies.answering import answer_command


@question(Scorers)
async def scorers(interaction: Interaction, season: int | None = None, private: bool = False) -> None:
    """Answer the top scorers."""
    await answer_command(interaction, Scorers(season), private=private)
