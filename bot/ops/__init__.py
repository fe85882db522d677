"""What running for real takes: one log line an event, metrics and health."""

from bot.ops.events import Kind
from bot.ops.logs import configure_logs

__all__ = ["Kind", "configure_logs"]
