"""A Discord bot that answers questions about the Copa Perú from season documents."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.client import CopaBot

__version__ = "0.2.0"
__all__ = ["__version__", "create_bot"]


def create_bot() -> "CopaBot":
    """Return the bot, built from the environment and not connected; raises SettingsError."""
    # Imported here because terminal commands and the drawing process do not need Discord.
    from bot.client import bot_of
    from bot.settings import Settings

    return bot_of(Settings.from_environment())
