"""Free text in Spanish, English or both → a Query, a question back, or an honest "cannot"."""

from bot.queries.readings import Point, Reading, Reason, Understanding
from bot.words.understanding import read

__all__ = ["Point", "Reading", "Reason", "Understanding", "read"]
