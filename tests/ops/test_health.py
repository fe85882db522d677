"""What is served for those who watch the bot, and when it may not be."""

import socket
from types import SimpleNamespace

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.ops.health import serving
from bot.ops.metrics import Metrics


class Watched:
    """A bot that has only begun to start."""

    def __init__(self):
        self.store = SimpleNamespace(current=None)
        self.moderation = SimpleNamespace(store=SimpleNamespace(up=False))
        self.loaded = None
        self.failed_loads = self.dropped_events = 0
        self.gateway = SimpleNamespace(latencies={0: float("nan")})
        self.reason: str | None = "the data is not loaded"

    def unready(self):
        return self.reason


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


async def test_a_port_that_is_taken_is_named(taken):
    bot = Watched()
    with pytest.raises(SettingsError, match=f"METRICS_PORT: 127.0.0.1:{taken}"):
        async with serving(bot, Metrics(bot), "127.0.0.1", taken):
            pytest.fail("it was served")


async def test_a_bot_that_starts_is_not_healthy_and_its_metrics_can_be_read():
    bot = Watched()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with (
        serving(bot, Metrics(bot), "127.0.0.1", port),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        async with session.get("/healthz") as health:
            assert (health.status, await health.text()) == (503, "the data is not loaded\n")
        async with session.get("/livez") as live:
            assert (live.status, await live.text()) == (200, "ok\n")
        async with session.get("/metrics") as metrics:
            assert metrics.headers["Content-Type"].startswith("text/plain; version=")
            text = await metrics.text()
        assert "copa_ready 0.0" in text
        assert "copa_store_up 0.0" in text
        assert "copa_generation_info" not in text
        bot.reason = None
        async with session.get("/healthz") as health:
            assert (health.status, await health.text()) == (200, "ok\n")
        async with session.post("/healthz") as refused:
            assert refused.status == 405
