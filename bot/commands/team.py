"""/team"""

from bot.commands.options import Interaction, question
from bot.queries.team import Team
from bot.replies.answering import answer_command


@question(Team)
async def team(interaction: Interaction, team: str, private: bool = False) -> None:
    """Answer the profile of a club."""
    await answer_command(interaction, Team(team), private=private)
