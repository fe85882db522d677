"""What running for real takes: who is let in, one log line an event, metrics and health."""

from bot.running.door import Door
from bot.running.events import Kind, outcome_of
from bot.running.logs import configure_logs

__all__ = ["Door", "Kind", "configure_logs", "outcome_of"]
