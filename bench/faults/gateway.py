"""Faults of the gateway: connections closed, dropped, refused, sessions gone, heartbeats unanswered."""

import asyncio
import time
from functools import partial

from bench.faults.scene import ROWS, Row, Scene, lost, must, right, row
from bench.faults.spoilt import SILENCE_SECONDS

GATEWAY = "Gateway"
_TAKEN_UP = "the session resumes; questions asked meanwhile are answered"
_ANEW = "a new session starts; questions asked then are answered"
_CODES = {
    1000: ("normal closure (1000)", _TAKEN_UP),
    1001: ("closed: going away (1001)", _TAKEN_UP),
    4000: ("closed: unknown error (4000)", _TAKEN_UP),
    4008: ("closed: rate limited (4008)", _TAKEN_UP),
    4007: ("closed: invalid sequence (4007)", _ANEW),
    4009: ("closed: session timed out (4009)", _ANEW),
}


async def _anew(scene: Scene, resumed: int, identified: int, begun: float) -> str:
    """Wait for a new session: until then Discord has nowhere to send what people ask."""
    await scene.bot.connected(30, after=resumed + identified)
    away = time.monotonic() - begun
    must(scene.bot.application.identified == identified + 1, "no new session started")
    return f"new session after {away:.1f} s, answered in {await scene.answered():.2f} s"


async def _closed(code: int, scene: Scene) -> str:
    application, begun = scene.bot.application, time.monotonic()
    counts = application.resumed, application.identified
    await scene.discord.gateway.close(code, application)
    if code in (4007, 4009):
        return await _anew(scene, *counts, begun)
    return await _meanwhile(scene, *counts, begun)


async def _meanwhile(scene: Scene, resumed: int, identified: int, begun: float) -> str:
    """Ask while the bot is away, and say when it came back and when it answered."""
    asked = await scene.bot.send(scene.fan, "champion", season=2006)
    await scene.bot.connected(30, after=resumed + identified)
    away = time.monotonic() - begun
    seconds = await right(asked)
    application = scene.bot.application
    must(application.resumed == resumed + 1, f"resumed {application.resumed - resumed} times")
    must(application.identified == identified, "a new session started")
    await scene.answered()
    return f"resumed after {away:.2f} s, answered in {seconds:.2f} s"


ROWS += [Row(GATEWAY, done, holds, partial(_closed, code)) for code, (done, holds) in _CODES.items()]


@row(GATEWAY, "connection closed without a close frame", _TAKEN_UP)
async def dropped(scene: Scene) -> str:
    application = scene.bot.application
    scene.discord.gateway.drop(application)
    return await _meanwhile(scene, application.resumed, application.identified, time.monotonic())


@row(GATEWAY, "connection reset (TCP RST)", _TAKEN_UP)
async def reset(scene: Scene) -> str:
    application = scene.bot.application
    scene.discord.gateway.drop(application, reset=True)
    return await _meanwhile(scene, application.resumed, application.identified, time.monotonic())


@row(GATEWAY, "reconnect requested (op 7)", _TAKEN_UP)
async def reconnect(scene: Scene) -> str:
    application = scene.bot.application
    counts, begun = (application.resumed, application.identified), time.monotonic()
    await scene.discord.gateway.reconnect(application)
    return await _meanwhile(scene, *counts, begun)


@row(GATEWAY, "invalid session, resumable (op 9 true)", _TAKEN_UP)
async def invalid_for_now(scene: Scene) -> str:
    application = scene.bot.application
    counts, begun = (application.resumed, application.identified), time.monotonic()
    await scene.discord.gateway.invalidate(application, resumable=True)
    return await _meanwhile(scene, *counts, begun)


@row(GATEWAY, "invalid session, not resumable (op 9 false)", _ANEW)
async def invalid(scene: Scene) -> str:
    application = scene.bot.application
    counts, begun = (application.resumed, application.identified), time.monotonic()
    await scene.discord.gateway.invalidate(application, resumable=False)
    return await _anew(scene, *counts, begun)


@row(GATEWAY, "dropped while 30 questions are in progress", "all 30 are answered")
async def dropped_under_load(scene: Scene) -> str:
    asked = []
    for number in range(30):
        asked.append(await scene.bot.send(scene.fan, "champion", season=2006))
        if number == 15:
            scene.discord.gateway.drop(scene.bot.application, reset=True)
    seconds = [await right(reply) for reply in asked]
    return f"30 answered, the slowest in {max(seconds):.2f} s"


@row(GATEWAY, "dropped five times, 0.3 s apart", "each time, the question asked meanwhile is answered")
async def flapping(scene: Scene) -> str:
    asked = []
    for _ in range(5):
        scene.discord.gateway.drop(scene.bot.application)
        asked.append(await scene.bot.send(scene.fan, "champion", season=2006))
        await asyncio.sleep(0.3)
    seconds = [await right(reply) for reply in asked]
    return f"5 answered, the slowest in {max(seconds):.2f} s"


@row(GATEWAY, "dropped, then connections refused for 4 s", "it reconnects by itself and answers")
async def refused(scene: Scene) -> str:
    application = scene.bot.application
    counts = application.resumed, application.identified
    gateway = scene.discord.gateway
    gateway.refusing = True
    gateway.drop(application)
    early = await scene.bot.send(scene.fan, "champion", season=2006)
    await asyncio.sleep(4)
    gateway.refusing = False
    back = time.monotonic()
    asked = await scene.bot.send(scene.fan, "champion", season=2006)
    await scene.bot.connected(60, after=sum(counts))
    seconds = time.monotonic() - back
    anew = application.identified - counts[1]
    after = await scene.answered()
    return (
        f"{'new session' if anew else 'resumed'} {seconds:.1f} s after the outage; asked at its beginning: "
        f"{await lost(early)}; at its end: {await lost(asked)}; then in {after:.2f} s"
    )


@row(
    GATEWAY,
    f"heartbeats unanswered (discord.py's timeout of 60 s shortened to {SILENCE_SECONDS:g} s)",
    "the dead connection is detected and the session resumes",
)
async def zombie(scene: Scene) -> str:
    gateway = scene.discord.gateway
    usual, gateway.heartbeat = gateway.heartbeat, 0.5
    try:
        async with scene.running("silence") as bot:
            application = bot.application
            for session in gateway.sessions(application):
                session.acknowledges = False
            begun = time.monotonic()
            await bot.connected(20, after=bot.sessions_begun)
            seconds = time.monotonic() - begun
            for session in gateway.sessions(application):
                session.acknowledges = True
            must(application.resumed == 1, "the session was not resumed")
            return (
                f"detected and resumed after {seconds:.1f} s, answered in {await scene.answered(bot):.2f} s"
            )
    finally:
        gateway.heartbeat = usual


@row(GATEWAY, "token no longer accepted (4004)", "it exits with one clear line and code 2")
async def token_refused(scene: Scene) -> str:
    async with scene.running() as bot:
        scene.discord.refused.add(bot.application.token)
        await scene.discord.gateway.close(4004, bot.application)
        code = await bot.process.ended()
        last = bot.process.log.splitlines()[-1]
        must(code == 2 and "DISCORD_TOKEN" in last, f"exit code {code}: {last}")
        return f"exit code {code}: “{last}”"


@row(
    GATEWAY,
    "Discord unreachable for 5 s: gateway and REST reset every connection",
    "it reconnects by itself and answers",
)
async def all_away(scene: Scene) -> str:
    application, gateway = scene.bot.application, scene.discord.gateway
    counts = application.resumed, application.identified
    gateway.refusing = True
    away = scene.discord.fail("*", reset=True, times=None)
    under_way = await scene.bot.send(scene.fan, "champion", season=2006)
    gateway.drop(application, reset=True)
    await asyncio.sleep(5)
    gateway.refusing = False
    scene.discord.mend()
    back = time.monotonic()
    await scene.bot.connected(60, after=sum(counts))
    seconds = time.monotonic() - back
    how = "new session" if application.identified > counts[1] else "resumed"
    after = await scene.answered()
    return (
        f"{away.hits} requests broken; {how} {seconds:.1f} s after the end; "
        f"asked at the beginning: {await lost(under_way)}; then in {after:.2f} s"
    )
