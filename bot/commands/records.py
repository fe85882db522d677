"""/records"""

from bot.commands.options import Interaction, question
from bot.queries.records import Records
from bot.replies.answering import answer_command


@question(Records)
async def records(interaction: Interaction, season: int | None = None, private: bool = False) -> None:
    """Answer the records of a season, or of all."""
    await answer_command(interaction, Records(season), private=private)
