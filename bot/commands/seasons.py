"""/seasons"""

from bot.commands.options import Interaction, question
from bot.queries.seasons import Seasons
from bot.replies.answering import answer_command


@question(Seasons)
async def seasons(interaction: Interaction, private: bool = False) -> None:
    """Answer all editions."""
    await answer_command(interaction, Seasons(), private=private)
