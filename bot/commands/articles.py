"""/data fetch and /data refresh: articles of Wikipedia, for moderators."""

from collections.abc import Sequence
from typing import Any

from discord import app_commands
from discord.app_commands import Choice

from bot.commands.moderation import ShownProgress, moderated, to_confirm
from bot.commands.moderators import author
from bot.commands.options import SUGGESTERS
from bot.discord_ui import Interaction
from bot.discord_ui.message import Message
from bot.discord_ui.translator import language_of
from bot.moderation.fetch import seasons_of
from bot.replies.reload import progress_reply
from bot.replies.reply import Reply
from bot.replies.wiki import fetch_preview_reply, fetched_reply, fetching_reply
from bot.wiki import LANGUAGES, Place


@app_commands.command(description="Fetch articles of Wikipedia, after a preview")
@app_commands.describe(
    season="The year of the edition, such as 2006",
    seasons="Several editions, such as 1967-2025",
    language="The Wikipedia to fetch them from; without it both",
)
@app_commands.choices(
    language=[
        Choice(name=app_commands.locale_str("English"), value="en"),
        Choice(name=app_commands.locale_str("Spanish"), value="es"),
    ]
)
@moderated
async def fetch(
    interaction: Interaction,
    season: int | None = None,
    seasons: str | None = None,
    language: str | None = None,
) -> Reply | Message:
    """Show what the articles of seasons would change, and offer to use them."""
    years = seasons_of(" ".join(filter(None, (str(season or ""), seasons))))
    languages = [one for one in LANGUAGES if language in (None, one)]
    return await _offered(interaction, [(year, one) for year in years for one in languages])


fetch.autocomplete("season")(SUGGESTERS["season"])


@app_commands.command(description="Fetch new revisions of the articles in use, after a preview")
@moderated
async def refresh(interaction: Interaction) -> Reply | Message:
    """Show what new revisions would change, and offer to use them."""
    return await _offered(interaction, None)


async def _offered(interaction: Interaction, wanted: Sequence[Place] | None) -> Reply | Message:
    bot, t = interaction.client, language_of(interaction)
    fetching = ShownProgress(interaction, t, fetching_reply)
    reading = ShownProgress(interaction, t, progress_reply)
    try:
        outcome = await bot.articles.offer(wanted, author(interaction), fetching=fetching, reading=reading)
    finally:
        await fetching.end()
        await reading.end()
    if outcome.offer is None:
        return fetched_reply(outcome, t)
    return to_confirm(fetch_preview_reply(outcome, t), outcome.offer.token, t)


ARTICLES: tuple[app_commands.Command[Any, ..., Any], ...] = (fetch, refresh)
"""The commands, which belong to /data."""
