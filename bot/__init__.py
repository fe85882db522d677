"""A Discord bot that answers questions on the Copa Perú from season documents."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.client import CopaBot

__all__ = ["create_bot"]


def create_bot() -> "CopaBot":
    """Return the bot, built from the environment and not connected; raises SettingsError."""
    # Not at the top: the process that draws pictures takes one room of the bot and pays for no other.
    from bot.client import bot_of
    from bot.settings import Settings

    return bot_of(Settings.from_environment())
