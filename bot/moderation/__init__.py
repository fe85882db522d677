"""Moderators' changes, stored in `moderation.sqlite`: documents, aliases, the journal, undo."""

from bot.moderation.changes import TERMINAL, AddAlias, RemoveAlias, RestoreDocument, State, Who
from bot.moderation.check import MAX_DOCUMENT, Checked
from bot.moderation.service import Moderation, Preview
from bot.moderation.store import Entry, Offer

__all__ = [
    "MAX_DOCUMENT",
    "TERMINAL",
    "AddAlias",
    "Checked",
    "Entry",
    "Moderation",
    "Offer",
    "Preview",
    "RemoveAlias",
    "RestoreDocument",
    "State",
    "Who",
]
