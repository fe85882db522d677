"""/data lead: the document that leads a season, for moderators."""

from discord import app_commands
from discord.app_commands import Choice

from bot.commands.moderation import moderated, suggesting
from bot.commands.moderators import author, request_of
from bot.commands.options import NAME, Choices
from bot.discord_ui import Interaction
from bot.discord_ui.limits import cut
from bot.discord_ui.translator import language_of
from bot.moderation.leader import (
    MAX_TYPED,
    LeadDocument,
    SeasonDocument,
    document_meant,
    season_documents,
)
from bot.replies.leader import leader_reply, suggestion, usual_order
from bot.replies.reply import Reply
from bot.text import fold

_USUAL = "usual"
"""What the suggestion of the usual order carries; no document has this name."""


@app_commands.command(description="Choose which document of a season leads")
@app_commands.describe(
    season="The year of the edition, such as 2006",
    document="A document of the season, or the usual order",
)
@moderated
async def lead(interaction: Interaction, season: int, document: str) -> Reply:
    """Let a document lead its season, or return to the usual order."""
    bot, t = interaction.client, language_of(interaction)
    chosen = None
    if fold(document) not in (_USUAL, fold(usual_order(t.plain))):
        documents = (await _documents(interaction)).get(season, ())
        chosen = document_meant(document, season, documents)
    change = LeadDocument(season, chosen)
    report = await bot.changed(bot.moderation.change(change, author(interaction), request_of(interaction)))
    return leader_reply(change, (await _documents(interaction)).get(season, ()), report, t)


async def _documents(interaction: Interaction) -> dict[int, tuple[SeasonDocument, ...]]:
    moderation = interaction.client.moderation
    return season_documents(await moderation.documents(), await moderation.state())


@lead.autocomplete("season")
@suggesting
async def _seasons(interaction: Interaction, typed: str) -> Choices:
    """Suggest the seasons that have several documents."""
    documents = await _documents(interaction)
    years = [year for year, of_season in documents.items() if len(of_season) > 1]
    return [Choice(name=str(year), value=year) for year in years if typed.strip() in str(year)]


@lead.autocomplete("document")
@suggesting
async def _of_season(interaction: Interaction, typed: str) -> Choices:
    """Suggest the documents of the season chosen so far, and the usual order after a choice."""
    season, t = interaction.namespace.season, language_of(interaction).plain
    documents = (await _documents(interaction)).get(season, ())
    choices = [
        Choice(name=cut(suggestion(document, t), NAME), value=document.name[:MAX_TYPED])
        for document in documents
    ]
    if any(leader.season == season for leader in (await interaction.client.moderation.state()).leaders):
        choices.append(Choice(name=usual_order(t), value=_USUAL))
    return [choice for choice in choices if fold(typed) in fold(choice.name)]
