"""/versus"""

from bot.commands.options import Interaction, question
from bot.queries.versus import Versus
from bot.replies.answering import answer_command


@question(Versus)
async def versus(interaction: Interaction, team: str, opponent: str, private: bool = False) -> None:
    """Answer two clubs' matches against each other."""
    await answer_command(interaction, Versus(team, opponent), private=private)
