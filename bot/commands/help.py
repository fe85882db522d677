"""/help"""

from bot.commands.options import Interaction, question
from bot.queries.help import Help
from bot.replies.answering import answer_command


@question(Help)
async def help_(interaction: Interaction, private: bool = False) -> None:
    """Answer what can be asked."""
    await answer_command(interaction, Help(), private=private)
