"""/team"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.team import Team


@question(Team)
async def team(interaction: Interaction, team: str, private: bool = False) -> None:
    """Answer the profile of a club."""
    await answer_command(interaction, Team(team), private=private)
