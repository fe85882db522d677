"""Moderators' changes, stored in `moderation.sqlite`: documents, aliases, the journal, undo."""

from bot.moderation.changes import AddAlias, RemoveAlias, RestoreDocument
from bot.moderation.check import MAX_DOCUMENT, Checked
from bot.moderation.service import Moderation, Preview
from bot.moderation.state import TERMINAL, ModerationState, Who
from bot.moderation.store import JournalEntry, Offer

__all__ = [
    "MAX_DOCUMENT",
    "TERMINAL",
    "AddAlias",
    "Checked",
    "JournalEntry",
    "Moderation",
    "ModerationState",
    "Offer",
    "Preview",
    "RemoveAlias",
    "RestoreDocument",
    "Who",
]
