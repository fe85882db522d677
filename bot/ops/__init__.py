"""Operation: the log, one event for each request, metrics, health, cooldowns, shutdown."""

from bot.ops.events import RequestKind
from bot.ops.logs import configure_logs

__all__ = ["RequestKind", "configure_logs"]
