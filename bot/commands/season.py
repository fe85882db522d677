"""/season"""

from bot.commands.options import Interaction, question
from bot.queries.season import SeasonOverview
from bot.replies.answering import answer_command


@question(SeasonOverview)
async def season(interaction: Interaction, season: int, private: bool = False) -> None:
    """Answer an edition at a glance."""
    await answer_command(interaction, SeasonOverview(season), private=private)
