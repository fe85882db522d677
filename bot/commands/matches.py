"""/matches"""

from bot.commands.options import Interaction, question
from bot.queries.matches import Matches
from bot.replies.answering import answer_command


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
