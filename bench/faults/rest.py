"""Faults of Discord's REST: refusals, errors, slowness, broken connections; what was sent comes once."""

import asyncio
import time
from functools import partial
from typing import Any

from bench.faults.scene import CALLBACK, EDIT, ROWS, Row, Scene, lost, must, right, row, until
from bench.faults.spoilt import SLOW_SECONDS
from bench.standin import Bot, Reply, text_of

REST = "REST"
_SEND = "POST /channels/*/messages"
_ONCE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "429 with Retry-After 1 s on the answer",
        "answered after the wait",
        {"status": 429, "retry_after": 1.0},
    ),
    ("500 on the answer", "answered on the second attempt", {"status": 500}),
    ("502 on the answer", "answered on the second attempt", {"status": 502}),
    ("503 on the answer", "answered on the second attempt", {"status": 503}),
    ("the answer is accepted after 2 s", "answered", {"delay": 2.0}),
    ("connection reset before the answer was accepted", "answered on the second attempt", {"reset": True}),
    (
        "connection reset after the answer was accepted",
        "the second attempt is refused (40060); the answer is shown once, without an error",
        {"reset": True, "done": True},
    ),
    ("connection closed without an answer", "answered on the second attempt", {"closed": True}),
)
_OUTLIVES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("429 with Retry-After 4 s on the answer", {"status": 429, "retry_after": 4.0}),
    ("500 three times on the answer", {"status": 500, "times": 3}),
    ("the answer is accepted after 4 s", {"delay": 4.0}),
    ("connection reset on four attempts", {"reset": True, "times": 4}),
)


async def _once(how: dict[str, Any], scene: Scene) -> str:
    fault = scene.discord.fail(CALLBACK, **how)
    asked = await scene.bot.send(scene.fan, "champion", season=2006)
    seconds = await right(asked)
    await asyncio.sleep(0.1)
    must(fault.hits == 1, f"befell {fault.hits} requests")
    must(not asked.followups, f"answered {1 + len(asked.followups)} times")
    return f"answered in {seconds:.2f} s"


async def _outlives(how: dict[str, Any], scene: Scene) -> str:
    scene.discord.fail(CALLBACK, **how)
    asked = await scene.bot.send(scene.fan, "champion", season=2006)
    other = await scene.answered() if how.get("times", 1) == 1 else None
    said = await lost(asked)
    beside = f"; others meanwhile in {other:.2f} s" if other is not None else ""
    await asyncio.sleep(2)
    scene.discord.mend()
    return f"{said}{beside}; the next in {await scene.answered():.2f} s"


ROWS += [Row(REST, done, holds, partial(_once, how)) for done, holds, how in _ONCE]
ROWS += [
    Row(
        REST,
        done,
        "this answer is lost (Discord waits 3 s); other users are answered",
        partial(_outlives, how),
    )
    for done, how in _OUTLIVES
]


@row(
    REST,
    "400, then broken connections on autocomplete",
    "these suggestions are lost; the next key press brings new ones",
)
async def suggestions(scene: Scene) -> str:
    for how in ({"status": 400}, {"reset": True, "times": 2}):
        scene.discord.fail(CALLBACK, **how)
        await lost(await scene.bot.type(scene.fan, "results", "team", "galv"))
        scene.discord.mend()
    typed = await scene.bot.autocomplete(scene.fan, "results", "team", "galve")
    must(any("Gálvez" in name for name in typed.names), f"suggested {typed.names}")
    return f"suggested again in {typed.seconds:.2f} s"


@row(REST, "connection reset before and after a direct message is accepted", "one answer each")
async def messages(scene: Scene) -> str:
    seen = []
    for done in (False, True):
        scene.discord.fail(_SEND, reset=True, done=done)
        sent = len(scene.discord.rest.messages)
        answer = await scene.bot.message(scene.fan.in_dm(), "¿quién ganó en 2006?")
        await asyncio.sleep(0.3)
        must("Total Clean" in answer.text, f"answered with {answer.text[:80]!r}")
        seen.append(len(scene.discord.rest.messages) - sent)
    must(seen == [1, 1], f"{seen} answers")
    return "one answer each"


@row(REST, "connection reset on the deferral of a slow answer, then on the answer", "deferred and answered")
async def deferral(scene: Scene) -> str:
    async with scene.running("slow") as bot:
        seen = []
        for season, pattern, done in ((2006, CALLBACK, False), (1996, CALLBACK, True), (1997, EDIT, False)):
            scene.discord.fail(pattern, reset=True, done=done)
            asked = await bot.send(scene.fan, "champion", season=season)
            await right(asked, str(season))
            must(not asked.followups, "answered twice")
            must(asked.first_seconds < SLOW_SECONDS + 0.4, f"first word after {asked.first_seconds:.1f} s")
            seen.append(f"{asked.first_seconds:.1f}/{asked.seconds:.1f} s")
        return f"deferred/answered in {', '.join(seen)}"


@row(REST, "500, then a broken connection while registering commands at startup", "it starts and answers")
async def registration(scene: Scene) -> str:
    seen = []
    for how in ({"status": 500, "times": 5}, {"reset": True}):
        scene.discord.fail("PUT /applications/*/commands", **how)
        folder = scene.folder()
        async with scene.running(folder=folder, wait=False) as bot:
            await bot.connected(60)
            seen.append(f"{await scene.answered(bot):.2f} s")
        scene.discord.mend()
        async with scene.running(folder=folder, DISCORD_TOKEN=bot.application.token) as bot:
            must(bot.application.commands, "not registered at the next start either")
    return f"answered in {' and '.join(seen)}; registered at the next start"


async def _mentions(scene: Scene, bot: Bot, count: int) -> list[Reply]:
    """Mention the bot so often at once, and return the answers to come."""
    return [await bot.say(scene.fan, f"{bot.application.mention} who won in 2006?") for _ in range(count)]


@row(
    REST,
    "30 mentions at once in a channel that takes 5 messages in 5 s",
    "the first 8 are answered, one is told to wait, the others are dropped; commands are not affected",
)
async def flood(scene: Scene) -> str:
    scene.discord.limit(_SEND, 5, 5.0)
    async with scene.running() as bot:
        sent = len(scene.discord.rest.messages)
        begun = time.monotonic()
        await _mentions(scene, bot, 30)
        other = await scene.answered(bot)
        messages = scene.discord.rest.messages
        await until(lambda: len(messages) - sent >= 9, 20, f"{len(messages) - sent} messages")
        seconds = time.monotonic() - begun
        await asyncio.sleep(6)
        scene.discord.waiting.clear()
        texts = [text_of(message) for message in list(messages.values())[sent:]]
        answered = sum("Total Clean" in text for text in texts)
        told = sum("Ask me again" in text for text in texts)
        must(
            (answered, told, len(texts)) == (8, 1, 9),
            f"{answered} answered, {told} told, {len(texts)} in all",
        )
        return f"8 answered and one told within {seconds:.1f} s; a command meanwhile in {other:.2f} s"


@row(REST, "200 mentions in a channel where the bot may not write (403)", "one request in ten minutes")
async def refused(scene: Scene) -> str:
    async with scene.running() as bot:
        fault = scene.discord.fail(_SEND, status=403, times=None)
        await _mentions(scene, bot, 1)
        await asyncio.wait_for(fault.struck(), 10)
        await asyncio.sleep(0.5)
        await _mentions(scene, bot, 199)
        seconds = await scene.answered(bot)
        must(fault.hits == 1, f"{fault.hits} requests")
        scene.discord.waiting.clear()
        return f"{fault.hits} request; a command in {seconds:.2f} s"
