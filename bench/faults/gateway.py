"""Faults of the gateway: connections closed, dropped, refused, sessions gone, heartbeats unanswered."""

import asyncio
import time
from functools import partial
from typing import Any

from bench.faults.scene import ROWS, Row, Scene, lost, must, right, row
from bench.faults.spoilt import SILENCE_SECONDS
from bench.standin import payloads

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


async def _answers(scene: Scene, begun: tuple[int, int], seen: str) -> str:
    """Ask, and say what was seen; the session must be the same."""
    seconds = await scene.answered()
    application = scene.bot.application
    must((application.identified, application.resumed) == begun, "the connection was lost")
    return f"{seen}; the next question answered in {seconds:.2f} s"


@row(
    GATEWAY,
    "the resume address is dead, then the connection is lost",
    "after two attempts it connects to the usual address and begins a new session",
)
async def dead_address(scene: Scene) -> str:
    gateway = scene.discord.gateway
    gateway.resume_address = "ws://127.0.0.1:9"
    async with scene.running() as bot:
        identified, begun = bot.application.identified, time.monotonic()
        gateway.drop(bot.application)
        await bot.connected(30, after=bot.sessions_begun)
        must(bot.application.identified == identified + 1, "no new session started")
        away = time.monotonic() - begun
        return f"new session after {away:.1f} s, answered in {await scene.answered(bot):.2f} s"


@row(GATEWAY, "connections refused for 40 s", "it is back within 30 s of their end")
async def refused_for_long(scene: Scene) -> str:
    application, gateway = scene.bot.application, scene.discord.gateway
    counts = application.resumed, application.identified
    gateway.refusing = True
    gateway.drop(application)
    await asyncio.sleep(40)
    gateway.refusing = False
    back = time.monotonic()
    await scene.bot.connected(31, after=sum(counts))
    return f"back {time.monotonic() - back:.1f} s after the end, answered in {await scene.answered():.2f} s"


@row(GATEWAY, "a frame that is no part of the compressed stream", "it reconnects and resumes")
async def rubbish(scene: Scene) -> str:
    application, begun = scene.bot.application, time.monotonic()
    counts = application.resumed, application.identified
    await scene.discord.gateway.send_raw(application, b"\x12\x34\x56rubbish\x00\x00\xff\xff")
    return await _meanwhile(scene, *counts, begun)


_FRAMES = ('{"op":0,"t":', "[]", '{"op":0,"t":"MESSAGE_CREATE","s":null,"d":null}', "[" * 20_000)
_NULLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("MESSAGE_CREATE", {"poll": {"question": {"text": "?"}, "answers": [], "expiry": None}}),
    ("MESSAGE_CREATE", {"embeds": None}),
    ("MESSAGE_CREATE", {"components": None}),
    ("INTERACTION_CREATE", {"channel": None}),
    ("INTERACTION_CREATE", {"attachment_size_limit": None}),
    ("GUILD_CREATE", {"roles": None}),
    ("GUILD_UPDATE", {"channels": None}),
    ("THREAD_CREATE", {"thread_metadata": None}),
    ("CHANNEL_UPDATE", {"type": None}),
)


@row(GATEWAY, "frames that are cut off, of another form or nested 20,000 deep", "they are dropped")
async def frames(scene: Scene) -> str:
    application = scene.bot.application
    begun = application.identified, application.resumed
    for frame in _FRAMES:
        await scene.discord.gateway.send_raw(application, frame)
    return await _answers(scene, begun, f"{len(_FRAMES)} dropped")


@row(
    GATEWAY,
    "events with null fields that discord.py cannot parse: messages, interactions, servers, channels",
    "what the bot needs of them is read, the rest is dropped",
)
async def nulls(scene: Scene) -> str:
    application, guild = scene.bot.application, scene.discord.guild
    begun = application.identified, application.resumed
    made = {
        "MESSAGE_CREATE": payloads.message(payloads.user(scene.fan), guild.channel, {}),
        "INTERACTION_CREATE": payloads.interaction(
            payloads.CHAT, application, scene.fan, "unknown", {"id": "1", "name": "help", "type": 1}
        ),
        "GUILD_CREATE": payloads.guild_create(guild, application),
        "GUILD_UPDATE": payloads.guild_create(guild, application),
        "THREAD_CREATE": payloads.channel(guild) | {"type": 11, "id": "77"},
        "CHANNEL_UPDATE": payloads.channel(guild),
    }
    for event, changed in _NULLS:
        await scene.discord.gateway.dispatch(application, guild, event, made[event] | changed)
    return await _answers(scene, begun, f"{len(_NULLS)} sent")


@row(
    GATEWAY,
    "READY and GUILD_CREATE with null fields at every start of a session",
    "it starts and answers",
)
async def unreadable_start(scene: Scene) -> str:
    gateway = scene.discord.gateway
    gateway.changed["READY"] = lambda data: {**data, "guilds": None, "application": None}
    gateway.changed["GUILD_CREATE"] = lambda data: {**data, "channels": None, "roles": None}
    async with scene.running() as bot:
        return f"answered in {await scene.answered(bot):.2f} s"


_LAST_WORDS = {
    4010: "SHARD_IDS",
    4011: "SHARD_COUNT",
    4012: "update the bot",
    4013: "intents",
    4014: "intents",
}


async def _refused_for_good(code: int, scene: Scene) -> str:
    scene.discord.gateway.refusal = code
    async with scene.running(wait=False) as bot:
        ended = await bot.process.ended(30)
    last = bot.process.log.splitlines()[-1]
    must(ended == 2 and _LAST_WORDS[code] in last, f"exit code {ended}: {last}")
    must("Traceback" not in bot.process.log, "a traceback in the log")
    return f"exit code {ended}: “{last}”"


ROWS += [
    Row(
        GATEWAY,
        f"closed for good at the start ({code})",
        "exit code 2 and one line that says what to change",
        partial(_refused_for_good, code),
    )
    for code in _LAST_WORDS
]


@row(GATEWAY, "Discord allows no session for 3 s", "it waits, then begins one")
async def no_session_left(scene: Scene) -> str:
    scene.discord.session_starts = (0, 3.0)
    begun = time.monotonic()
    async with scene.running(wait=False) as bot:
        await bot.connected(30)
        seconds = time.monotonic() - begun
        must(seconds >= 3, f"begun after {seconds:.1f} s")
        must("begin no session for 3 s" in bot.process.log, "nothing is said of it")
        return f"begun after {seconds:.1f} s, answered in {await scene.answered(bot):.2f} s"
