"""/help"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.help import Help


@question(Help)
async def help_(interaction: Interaction, private: bool = False) -> None:
    """Answer what can be asked."""
    await answer_command(interaction, Help(), private=private)
