"""/results"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.results import Results


@question(Results)
async def results(
    interaction: Interaction,
    team: str,
    season: int | None = None,
    opponent: str | None = None,
    private: bool = False,
) -> None:
    """Answer the matches of a club."""
    await answer_command(interaction, Results(team, season, opponent), private=private)
