"""Free text in Spanish, English or both → a Query, a question back, or "cannot"."""

from bot.ask.reading import read
from bot.queries.interpretation import Point, Reading, Reason, Understanding

__all__ = ["Point", "Reading", "Reason", "Understanding", "read"]
