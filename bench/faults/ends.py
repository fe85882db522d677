"""Shutdown and startup: SIGTERM in the middle of answers, SIGKILL, Discord away at the start."""

import asyncio
import contextlib
import signal
import socket
import time
from pathlib import Path

import aiohttp

from bench.faults.scene import CALLBACK, Scene, must, right, row, until
from bench.faults.spoilt import STUCK_SECONDS
from bench.standin import Bot
from bench.standin.process import start

ENDS = "Shutdown and startup"
_WITHIN = 10.0


async def _ended_while_waiting(scene: Scene, bot: Bot, seconds: float) -> str:
    """End the bot while Discord lets twenty answers wait for so long."""
    fault = scene.discord.fail(CALLBACK, status=429, retry_after=seconds, times=20)
    asked = [await bot.send(scene.fan, "champion", season=2006) for _ in range(20)]
    await until(lambda: fault.hits == 20, 5, f"{fault.hits} of 20 answers were sent")
    begun = time.monotonic()
    bot.process.signal(signal.SIGTERM)
    for reply in asked:
        await right(reply)
    return f"20 of 20 delivered; exit code 0 after {await _ended(bot, begun):.2f} s"


async def _ended(bot: Bot, begun: float) -> float:
    """Wait for an end in order and return the seconds since `begun`."""
    code = await bot.process.ended(_WITHIN + 5)
    seconds = time.monotonic() - begun
    must(code == 0, f"exit code {code} after {seconds:.1f} s")
    must(seconds < _WITHIN, f"ended after {seconds:.1f} s")
    must("Traceback" not in bot.process.log, "a traceback in the log")
    return seconds


@row(ENDS, "SIGTERM while idle", "exit code 0 within 10 s")
async def at_rest(scene: Scene) -> str:
    async with scene.running() as bot:
        bot.process.signal(signal.SIGTERM)
        return f"exit code 0 after {await _ended(bot, time.monotonic()):.2f} s"


@row(
    ENDS,
    "SIGTERM while 20 answers wait for a rate limit of 2 s",
    "all are delivered, then exit code 0 within 10 s",
)
async def rate_limited(scene: Scene) -> str:
    async with scene.running() as bot:
        return await _ended_while_waiting(scene, bot, 2.0)


@row(
    ENDS,
    "SIGTERM during slow answers to a command, a button and a message",
    "all are delivered, then exit code 0",
)
async def slow(scene: Scene) -> str:
    async with scene.running("slow") as bot:
        season = await bot.command(scene.fan, "season", season=1996)
        asked = await bot.send(scene.fan, "champion", season=2006)
        waiting = [
            asyncio.create_task(bot.press(scene.fan, season, custom_id="a:champion|1996")),
            asyncio.create_task(bot.message(scene.hincha.in_dm(), "¿quién ganó en 1997?")),
        ]
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        bot.process.signal(signal.SIGTERM)
        await right(asked)
        pressed, written = await asyncio.gather(*waiting)
        must(
            "1996" in pressed.text and "1997" in written.text,
            f"given {pressed.text[:40]!r}, {written.text[:40]!r}",
        )
        return f"3 of 3 delivered; exit code 0 after {await _ended(bot, begun):.2f} s"


@row(ENDS, "SIGTERM while an answer hangs in a thread", "it is abandoned; exit code 0 within 10 s")
async def hanging(scene: Scene) -> str:
    async with scene.running("hanging") as bot:
        await bot.send(scene.fan, "champion", season=2006)
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        bot.process.signal(signal.SIGTERM)
        return f"exit code 0 after {await _ended(bot, begun):.2f} s"


@row(ENDS, "SIGTERM while the gateway is unreachable", "exit code 0 within 10 s")
async def away(scene: Scene) -> str:
    async with scene.running() as bot:
        scene.discord.gateway.refusing = True
        scene.discord.gateway.drop(bot.application)
        await asyncio.sleep(1)
        begun = time.monotonic()
        bot.process.signal(signal.SIGTERM)
        code = await bot.process.ended(_WITHIN)
        must(code == 0, f"exit code {code}")
        return f"exit code 0 after {time.monotonic() - begun:.2f} s"


@row(
    ENDS,
    "SIGTERM at five moments of a first start",
    "it exits within 10 s; the next start is complete",
)
async def starting(scene: Scene) -> str:
    folder = scene.folder()
    seconds = []
    for wait in (0.6, 0.9, 1.2, 1.5, 1.8):
        async with scene.running(folder=folder, wait=False) as bot:
            await asyncio.sleep(wait)
            begun = time.monotonic()
            bot.process.signal(signal.SIGTERM)
            code = await bot.process.ended(_WITHIN)
            # Before Python has come to the bot's own code, the signal ends it as it ends any program.
            must(code in (0, -signal.SIGTERM), f"exit code {code}")
            seconds.append(time.monotonic() - begun)
    async with scene.running(folder=folder) as bot:
        return f"ended after {max(seconds):.2f} s at most; next start: {await scene.ask_all(bot)}"


@row(ENDS, "SIGKILL under load, then a restart", "after the restart every question is answered")
async def killed(scene: Scene) -> str:
    folder = await scene.warm()
    async with scene.running(folder=folder) as bot:
        for _ in range(20):
            await bot.send(scene.fan, "records")
        bot.process.signal(signal.SIGKILL)
        await bot.process.ended()
    begun = time.monotonic()
    async with scene.running(folder=folder) as bot:
        await scene.answered(bot)
        first = time.monotonic() - begun
        return f"first answer {first:.1f} s after the start; {await scene.ask_all(bot)}"


@row(
    ENDS,
    "Discord unreachable at startup",
    "one clear line, exit code 1, so that a service manager restarts it",
)
async def unreachable(scene: Scene) -> str:
    folder = await scene.warm()
    log = folder / "log"
    environ = scene.environ(folder) | {"DISCORD_TOKEN": "made-up"}
    # The port of the discard service, on which nothing listens.
    run = await start("http://127.0.0.1:9", environ, "bot", (), log)
    begun = time.monotonic()
    try:
        code = await run.ended(30)
    finally:
        await run.kill()
    last = run.log.splitlines()[-1]
    must(code == 1 and "reached" in last and "Traceback" not in run.log, f"exit code {code}: {last}")
    return f"exit code 1 after {time.monotonic() - begun:.1f} s: “{last}”"


@row(ENDS, "the gateway refuses connections for 3 s at startup", "it connects as soon as it can and answers")
async def refused(scene: Scene) -> str:
    folder, gateway = await scene.warm(), scene.discord.gateway
    gateway.refusing = True
    async with scene.running(folder=folder, wait=False) as bot:
        await asyncio.sleep(4)
        gateway.refusing = False
        begun = time.monotonic()
        await bot.connected(60)
        seconds = time.monotonic() - begun
        return f"connected {seconds:.1f} s after the end; answered in {await scene.answered(bot):.2f} s"


@row(
    ENDS,
    "SIGTERM while 20 answers wait for a rate limit of 1 s, two shards in one process",
    "all are delivered, then exit code 0 within 10 s",
)
async def sharded(scene: Scene) -> str:
    async with scene.running(SHARD_COUNT="2", wait=False) as bot:
        await scene.discord.gateway.connected(bot.application, 30, shards=2)
        return await _ended_while_waiting(scene, bot, 1.0)


@row(
    ENDS,
    "Discord's REST API returns 503 at startup",
    "one clear line, exit code 1, so that a service manager restarts it",
)
async def unwell(scene: Scene) -> str:
    scene.discord.fail("GET /users/@me", status=503, times=None)
    async with scene.running(folder=scene.folder(), wait=False) as bot:
        code = await bot.process.ended(30)
    last = bot.process.log.splitlines()[-1]
    must(code == 1 and "reached" in last and "Traceback" not in bot.process.log, f"exit code {code}: {last}")
    return f"exit code 1: “{last}”"


@row(
    ENDS,
    "standard error is a pipe that nobody reads: 1,000 questions, then SIGTERM",
    "all are answered; exit code 0 within 10 s",
)
async def unread(scene: Scene) -> str:
    async with scene.running("unread") as bot:
        for _ in range(20):
            for reply in [await bot.send(scene.fan, "champion", season=2006) for _ in range(50)]:
                await right(reply)
        begun = time.monotonic()
        bot.process.signal(signal.SIGTERM)
        return f"1,000 answered; exit code 0 after {await _ended(bot, begun):.2f} s"


@row(ENDS, f"the event loop hangs (a minute shortened to {STUCK_SECONDS:g} s)", "exit code 1 with tracebacks")
async def stuck(scene: Scene) -> str:
    async with scene.running("stuck") as bot:
        await scene.answered(bot)
        begun = time.monotonic()
        bot.process.signal(signal.SIGUSR1)
        code = await bot.process.ended(20)
        must(code == 1 and "most recent call first" in bot.process.log, f"exit code {code}")
        return f"exit code 1 after {time.monotonic() - begun:.1f} s, with tracebacks"


async def _healthy(address: str) -> None:
    """Wait until a bot that has just connected answers that it is ready."""
    status = 0
    async with aiohttp.ClientSession() as session:
        for _ in range(100):
            async with session.get(address) as health:
                status = health.status
            if status == 200:
                return
            await asyncio.sleep(0.02)
    must(False, f"/healthz answers {status}")


@row(
    ENDS,
    "1,100 half-sent requests to /metrics (limit of descriptors: 1,024)",
    "questions, /healthz and a new gateway connection are not affected",
)
async def half_sent(scene: Scene) -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with scene.running(METRICS_PORT=str(port)) as bot:
        half = []
        for _ in range(1100):
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"GET /metrics HTTP/1.1\r\n")
                half.append(writer)
        seconds = await scene.answered(bot)
        scene.discord.gateway.drop(bot.application)
        await bot.connected(20, after=bot.sessions_begun)
        await _healthy(f"http://127.0.0.1:{port}/healthz")
        descriptors = len(list(Path(f"/proc/{bot.process.pid}/fd").iterdir()))
        for writer in half:
            writer.close()
        must(descriptors < 200, f"{descriptors} descriptors")
        return f"{len(half)} opened, {descriptors} descriptors in use; answered in {seconds:.2f} s"
