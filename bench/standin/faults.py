"""What may go wrong in Discord's REST, on demand: statuses, delays, broken connections, rate limits."""

import asyncio
import json
import socket
import struct
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from aiohttp import web

_AT_ONCE = struct.pack("ii", 1, 0)


@dataclass
class Fault:
    """What befalls requests whose "METHOD /path" fits `pattern` (as file names are matched), `times` of them.

    `status` 429 says to come back after `retry_after` seconds, others carry Discord's own `code`; `delay` is
    in seconds; `reset` breaks the connection, `closed` ends it in order, both without an answer. With `done`
    the request is carried out first, so that only its answer is lost.
    """

    pattern: str
    status: int | None = None
    code: int = 0
    retry_after: float = 1.0
    delay: float = 0.0
    reset: bool = False
    closed: bool = False
    done: bool = False
    times: int | None = 1
    hits: int = 0
    _struck: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, what: str) -> bool:
        """Tell whether it befalls this request."""
        return (self.times is None or self.hits < self.times) and fnmatchcase(what, self.pattern)

    def strike(self) -> None:
        """Count a request that it befell."""
        self.hits += 1
        self._struck.set()

    async def struck(self) -> None:
        """Wait until it has befallen a request."""
        await self._struck.wait()

    def answer(self) -> web.Response:
        """Return the answer that stands for the fault; `status` must be set."""
        if self.status == 429:
            return too_many(self.retry_after)
        said = {"message": f"{self.status}: made to fail", "code": self.code}
        return web.Response(
            body=json.dumps(said).encode(), content_type="application/json", status=self.status or 500
        )


def too_many(retry_after: float) -> web.Response:
    """Return Discord's answer to somebody who asks too often."""
    said = {"message": "You are being rate limited.", "retry_after": retry_after, "global": False}
    return web.Response(
        body=json.dumps(said).encode(),
        content_type="application/json",
        status=429,
        # discord.py takes a 429 without Via for a ban.
        headers={"Retry-After": str(retry_after), "Via": "1.1 standin", "X-RateLimit-Scope": "user"},
    )


@dataclass
class Limit:
    """A rate limit: so many requests that fit `pattern` in `per` seconds, for each path on its own."""

    pattern: str
    limit: int = 5
    per: float = 1.0

    def __post_init__(self) -> None:
        self._windows: dict[str, tuple[float, int]] = {}

    def take(self, what: str) -> tuple[dict[str, str], float | None]:
        """Count a request; return the headers that tell of it, and the seconds to wait if it is over."""
        now = time.monotonic()
        begun, used = self._windows.get(what, (now, 0))
        if now - begun >= self.per:
            begun, used = now, 0
        left = self.per - (now - begun)
        over = used >= self.limit
        self._windows[what] = (begun, used if over else used + 1)
        remaining = max(self.limit - used - 1, 0)
        headers = {
            "X-RateLimit-Bucket": f"{abs(hash(self.pattern)):x}",
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(remaining),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
        }
        return headers, left if over else None


def break_connection(request: web.BaseRequest) -> None:
    """End a connection without a word, so that the other side finds it reset."""
    transport = request.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    transport.abort()


def close_connection(request: web.BaseRequest) -> None:
    """End a connection in order but without an answer."""
    if request.transport is not None:
        request.transport.close()
