"""Prometheus metrics: the bot's state, and commands by outcome and duration."""

import math
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.ops.events import Event
from bot.ops.logs import lost_lines

if TYPE_CHECKING:
    from bot.client import CopaBot

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 10.0)
"""Seconds. Answers are deferred after two; after three, Discord gives up on those that were not."""


class Metrics:
    """The metrics of one bot."""

    def __init__(self, bot: "CopaBot") -> None:
        self._registry = CollectorRegistry()
        self._ended = Counter(
            "copa_commands",
            "Commands, presses and messages by outcome",
            ("kind", "command", "outcome"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "copa_command_seconds",
            "Time from the arrival of a command to the end of its answer",
            ("kind", "command"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_State(bot))
        ProcessCollector(registry=self._registry)

    def count(self, event: Event) -> None:
        """Count a finished event."""
        self._ended.labels(event.kind, event.command, event.outcome).inc()
        self._seconds.labels(event.kind, event.command).observe(event.ms / 1000)

    def text(self) -> bytes:
        """Return all of them in Prometheus's text format."""
        return generate_latest(self._registry)


class _State(Collector):
    """The bot's state at the moment of a scrape."""

    def __init__(self, bot: "CopaBot") -> None:
        self._bot = bot

    def describe(self) -> Iterable[Metric]:
        """Describe nothing in advance, so that registering does not query the bot before it runs."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield the current metrics."""
        bot, data = self._bot, self._bot.store.current
        yield _gauge("copa_ready", "1 when connected and able to answer", float(bot.unready() is None))
        yield _gauge(
            "copa_store_up", "1 when the moderation store can be used", float(bot.moderation.store.up)
        )
        latency = GaugeMetricFamily(
            "copa_gateway_latency_seconds", "Time to Discord's gateway and back", labels=("shard",)
        )
        for shard, seconds in bot.gateway.latencies.items():
            if math.isfinite(seconds):
                latency.add_metric((str(shard),), seconds)
        yield latency
        yield CounterMetricFamily(
            "copa_reload_failures", "Loads of the data that failed", value=bot.failed_loads
        )
        yield CounterMetricFamily(
            "copa_events_dropped", "Gateway events that could not be parsed", value=bot.dropped_events
        )
        yield CounterMetricFamily(
            "copa_log_lines_lost", "Lines of the log that could not be written", value=lost_lines()
        )
        if bot.loaded is not None:
            age = time.monotonic() - bot.loaded
            yield _gauge("copa_reload_age_seconds", "Time since the data was last brought up to date", age)
        if data is not None:
            yield InfoMetricFamily("copa_generation", "The data in use", {"generation": data.generation[:12]})
            made = datetime.fromisoformat(data.loaded_at).timestamp()
            yield _gauge("copa_generation_timestamp_seconds", "When the data in use was made", made)
            yield _gauge("copa_seasons", "Seasons in the data in use", len(data.seasons))


def _gauge(name: str, documentation: str, value: float) -> Metric:
    return GaugeMetricFamily(name, documentation, value=value)
