"""/about"""

from bot.commands.options import Interaction, question
from bot.discord_ui.answer import answer_command
from bot.queries.about import About


@question(About)
async def about(interaction: Interaction, private: bool = False) -> None:
    """Answer what the bot knows and from where."""
    await answer_command(interaction, About(), private=private)
