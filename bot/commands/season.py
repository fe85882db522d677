"""/season"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.season import SeasonOverview


@question(SeasonOverview)
async def season(interaction: Interaction, season: int, private: bool = False) -> None:
    """Answer an edition at a glance."""
    await answer_command(interaction, SeasonOverview(season), private=private)
