"""`/healthz`, `/livez` and `/metrics` over HTTP, in the bot's event loop: if it hangs, the checks fail."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import hdrs, web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import SettingsError
from bot.ops.metrics import Metrics

if TYPE_CHECKING:
    from bot.client import CopaBot


@asynccontextmanager
async def serving(bot: "CopaBot", metrics: Metrics, host: str, port: int) -> AsyncIterator[None]:
    """Serve them while the context is open; raises SettingsError if the port is not available."""

    async def health(request: web.Request) -> web.Response:
        reason = bot.unready()
        return web.Response(text=f"{reason or 'ok'}\n", status=503 if reason else 200)

    async def live(request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def read(request: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={hdrs.CONTENT_TYPE: CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", health), web.get("/livez", live), web.get("/metrics", read)])
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise SettingsError(
                "METRICS_PORT", f"{host}:{port} cannot be listened on: {error.strerror}"
            ) from error
        yield
    finally:
        await runner.cleanup()
