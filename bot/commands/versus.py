"""/versus"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.versus import Versus


@question(Versus)
async def versus(interaction: Interaction, team: str, opponent: str, private: bool = False) -> None:
    """Answer two clubs' matches against each other."""
    await answer_command(interaction, Versus(team, opponent), private=private)
