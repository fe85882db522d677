"""`/healthz`, `/livez` and `/metrics` over HTTP, in the bot's event loop: if it hangs, the checks fail.

A server of its own, because aiohttp's has no limit on connections or on the time for a request, so that
whoever reaches the port could use up all descriptors of the process.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import SettingsError
from bot.ops.metrics import Metrics

if TYPE_CHECKING:
    from bot.client import CopaBot

_CONNECTIONS = 32
_REQUEST_SECONDS = 5.0
_LONGEST_REQUEST = 16 << 10
_TEXT = "text/plain; charset=utf-8"
_Answer = tuple[HTTPStatus, str, bytes]


@asynccontextmanager
async def serving(
    bot: "CopaBot", metrics: Metrics, host: str, port: int, *, seconds: float = _REQUEST_SECONDS
) -> AsyncIterator[None]:
    """Serve them while the context is open; raises SettingsError if the port is not available.

    `seconds` is the time for a request and its answer.
    """

    def health() -> _Answer:
        reason = bot.unready()
        status = HTTPStatus.SERVICE_UNAVAILABLE if reason else HTTPStatus.OK
        return status, _TEXT, f"{reason or 'ok'}\n".encode()

    pages: dict[str, Callable[[], _Answer]] = {
        "/healthz": health,
        "/livez": lambda: (HTTPStatus.OK, _TEXT, b"ok\n"),
        "/metrics": lambda: (HTTPStatus.OK, CONTENT_TYPE_LATEST, metrics.text()),
    }
    connections: dict[asyncio.StreamWriter, None] = {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(connections) >= _CONNECTIONS:
            # The oldest one: a request that is meant well is over at once.
            oldest = next(iter(connections))
            connections.pop(oldest)
            oldest.transport.abort()
        connections[writer] = None
        try:
            async with asyncio.timeout(seconds):
                request = await reader.readuntil(b"\r\n\r\n")
                writer.write(_response(request, pages))
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            writer.transport.abort()
        finally:
            connections.pop(writer, None)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    try:
        server = await asyncio.start_server(serve, host, port, limit=_LONGEST_REQUEST)
    except OSError as error:
        reason = f"{host}:{port} cannot be listened on: {error.strerror}"
        raise SettingsError("METRICS_PORT", reason) from error
    try:
        yield
    finally:
        server.close()
        for writer in tuple(connections):
            writer.transport.abort()


def _response(request: bytes, pages: dict[str, Callable[[], _Answer]]) -> bytes:
    """Return the response to the head of a request."""
    method, _, rest = request.decode("latin-1").partition(" ")
    path = rest.partition(" ")[0].partition("?")[0]
    page = pages.get(path)
    status, content_type, body = page() if page else (HTTPStatus.NOT_FOUND, _TEXT, b"not found\n")
    if method not in ("GET", "HEAD"):
        status, content_type, body = HTTPStatus.METHOD_NOT_ALLOWED, _TEXT, b"GET only\n"
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + (b"" if method == "HEAD" else body)
