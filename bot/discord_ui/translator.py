"""The names and descriptions of commands and options in the languages that Discord shows them in."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location
from discord.app_commands import TranslationContextTypes

from bot.replies.language import Language, language

_CONTEXTS = {
    Location.command_name: "command",
    Location.group_name: "command",
    Location.parameter_name: "option",
}
_SPANISH = (discord.Locale.spain_spanish, discord.Locale.latin_american_spanish)


class CatalogueTranslator(app_commands.Translator):
    """Looks names and descriptions up in the catalogues that the answers use too."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return the Spanish of a name or description; None leaves the English one."""
        if locale not in _SPANISH:
            return None
        t = language(str(locale), markup=False)
        name = _CONTEXTS.get(context.location)
        translated = t.term(name, string.message) if name else t.say(string.message)
        return str(translated) if translated != string.message else None


def language_of(interaction: discord.Interaction[Any]) -> Language:
    """Return the language of the reader of an interaction's answer."""
    return language(locale_of(interaction))


def locale_of(interaction: discord.Interaction[Any]) -> str:
    """Return the locale of a user, Discord's own default where it tells none."""
    value: object = interaction.locale.value
    return value if isinstance(value, str) else discord.Locale.american_english.value
