"""A Discord bot that answers questions on the Copa Perú from season documents."""

from bot.client import CopaBot
from bot.settings import Settings

__all__ = ["CopaBot", "create_bot"]


def create_bot() -> CopaBot:
    """Return the bot, built from the environment and not connected; raises SettingsError."""
    return CopaBot(Settings.from_environment())
