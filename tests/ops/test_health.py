"""What is served for those who watch the bot, and when it may not be."""

import asyncio
import contextlib
import os
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
        async with session.get("/elsewhere") as missing:
            assert missing.status == 404
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


async def opened(port, sent=b"GET /metrics HTTP/1.1\r\nHost: x\r\n"):
    """Open a connection whose request is half sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    return reader, writer


def descriptors():
    return len(os.listdir("/proc/self/fd"))


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="descriptors are counted by /proc")
async def test_requests_that_are_half_sent_take_neither_descriptors_nor_the_place_of_others(port):
    bot = Watched()
    bot.reason = None
    async with serving(bot, Metrics(bot), "127.0.0.1", port):
        before = descriptors()
        half = [await opened(port) for _ in range(200)]
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            for path in ("/healthz", "/metrics"):
                async with session.get(path) as answer:
                    assert answer.status == 200
        # This process holds both ends: 200 of those who ask, and the few that are taken.
        assert descriptors() - before < 200 + 50
        for _, writer in half:
            writer.close()


@pytest.mark.parametrize("sent", [b"", b"GET /metrics HTTP/1.1\r\n", b"x" * 100_000, b"\0\r\n\r\n"])
async def test_a_request_that_is_none_is_closed_in_time(port, sent):
    bot = Watched()
    async with serving(bot, Metrics(bot), "127.0.0.1", port, seconds=0.05):
        reader, writer = await opened(port, sent)
        with contextlib.suppress(ConnectionError):
            assert (await reader.read()).partition(b"\r\n")[0] in (b"", b"HTTP/1.1 405 Method Not Allowed")
        writer.close()
