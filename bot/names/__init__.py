"""Typed text → one club, several to choose from, or none. Pure and in memory."""

from bot.names.autocomplete import FEW_LETTERS
from bot.names.explain import answer_json, explain
from bot.names.identities import ClubRule, Identities, club_key, homes_of, read_identities
from bot.names.index import NameIndex
from bot.names.name_table import ways_to_say
from bot.names.resolution import Candidate, Outcome, Resolution, label

__all__ = [
    "FEW_LETTERS",
    "Candidate",
    "ClubRule",
    "Identities",
    "NameIndex",
    "Outcome",
    "Resolution",
    "answer_json",
    "club_key",
    "explain",
    "homes_of",
    "label",
    "read_identities",
    "ways_to_say",
]
