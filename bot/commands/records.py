"""/records"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.records import Records


@question(Records)
async def records(interaction: Interaction, season: int | None = None, private: bool = False) -> None:
    """Answer the records of a season, or of all."""
    await answer_command(interaction, Records(season), private=private)
