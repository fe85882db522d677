"""/matches"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.matches import Matches


@question(Matches)
async def matches(
    interaction: Interaction,
    season: int,
    round: str | None = None,
    stage: str | None = None,
    private: bool = False,
) -> None:
    """Answer the matches of a round, a stage or a season."""
    await answer_command(interaction, Matches(season, round, stage), private=private)
