"""Faults inside the bot: a command that raises, is slow or hangs, a drawing that dies, a clock that jumps."""

import asyncio
import os
import signal
import time
from pathlib import Path

from bench.faults.scene import SORRY, Scene, must, right, row
from bench.faults.spoilt import SLOW_SECONDS
from bench.standin import Bot, Reply

INSIDE = "Inside the bot"
_DISCULPA = "Disculpa, algo salió mal"
_PATIENCE = 3.0
_OTHERS = ("help", "seasons", "records", "scorers")


@row(
    INSIDE,
    "/champion raises an exception: command, button and message, in both languages",
    "a friendly error with a reference number",
)
async def broken(scene: Scene) -> str:
    async with scene.running("broken") as bot:
        english = await bot.command(scene.fan, "champion", season=2006)
        spanish = await bot.command(scene.hincha, "champion", season=2006)
        must(SORRY in english.text and english.ephemeral, f"told {english.text[:80]!r}")
        must(_DISCULPA in spanish.text, f"told {spanish.text[:80]!r}")
        season = await bot.command(scene.fan, "season", season=2006)
        pressed = await bot.press(scene.fan, season, custom_id="a:champion|2006")
        written = await bot.message(scene.hincha.in_dm(), "¿quién ganó en 2006?")
        must(SORRY in pressed.text and _DISCULPA in written.text, f"told {pressed.text[:80]!r}")
        logged = bot.process.log.count("spoilt on purpose")
        must(logged >= 4, f"logged {logged} times")
        titles = (f"“{reply.text.splitlines()[0]}”" for reply in (english, spanish))
        return f"{', '.join(titles)}; each logged with its traceback"


@row(INSIDE, "/champion raises an exception 40 times while others ask", "no other question is affected")
async def broken_beside(scene: Scene) -> str:
    async with scene.running("broken") as bot:
        bad = [await bot.send(scene.fan, "champion", season=2006) for _ in range(40)]
        good = [await bot.send(scene.hincha, name) for name in _OTHERS * 10]
        for reply in (*bad, *good):
            await reply.wait(15)
        wrong = sum(_DISCULPA in reply.text for reply in good)
        must(wrong == 0, f"{wrong} of {len(good)} others met the fault")
        return (
            f"{len(good)} of {len(good)} others answered, the slowest in {max(r.seconds for r in good):.2f} s"
        )


@row(INSIDE, f"an answer takes {SLOW_SECONDS:g} s: command and button", "deferred within 3 s, then answered")
async def slow(scene: Scene) -> str:
    async with scene.running("slow") as bot:
        asked = await bot.send(scene.fan, "champion", season=2006)
        other = await bot.command(scene.hincha, "help")
        await right(asked)
        must(2.0 <= asked.first_seconds < _PATIENCE, f"first word after {asked.first_seconds:.2f} s")
        season = await bot.command(scene.fan, "season", season=1996)
        pressed = await bot.press(scene.fan, season, custom_id="a:champion|1996")
        must(pressed.first_seconds < _PATIENCE, f"first word after {pressed.first_seconds:.2f} s")
        return (
            f"deferred after {asked.first_seconds:.2f} and {pressed.first_seconds:.2f} s, answered after "
            f"{asked.seconds:.2f} and {pressed.seconds:.2f} s; others meanwhile in {other.seconds:.2f} s"
        )


@row(INSIDE, "a command hangs in a thread for a minute, three times", "others are answered meanwhile")
async def hanging(scene: Scene) -> str:
    async with scene.running("hanging") as bot:
        for _ in range(3):
            await bot.send(scene.fan, "champion", season=2006)
        begun = time.monotonic()
        others = [await bot.command(scene.hincha, name) for name in _OTHERS]
        await asyncio.sleep(_PATIENCE - (time.monotonic() - begun))
        seen = f"{len(others)} others, the slowest in {max(r.seconds for r in others):.2f} s"
        # It has an end of its own: see the row on SIGTERM.
        await bot.process.kill()
        return seen


@row(
    INSIDE,
    "the clock jumps forward a day, then back two",
    "answers, deferrals and the cooldown (3 in 2 s) keep working",
)
async def clock(scene: Scene) -> str:
    async with scene.running("clock,slow", COOLDOWN="3/2") as bot:
        seen = []
        for number, season in (
            (None, 2006),
            (signal.SIGUSR1, 1996),
            (signal.SIGUSR2, 1997),
            (signal.SIGUSR2, 1967),
        ):
            if number is not None:
                bot.process.signal(number)
            asked = await bot.send(scene.fan, "champion", season=season)
            await right(asked, str(season))
            must(2.0 <= asked.first_seconds < _PATIENCE, f"first word after {asked.first_seconds:.2f} s")
            seen.append(await _refused_after(scene, bot))
            await asyncio.sleep(2.2)
        must(set(seen) == {3}, f"refused after {seen} questions")
        return "deferred in time, the fourth question in 2 s refused, before and after each jump"


async def _refused_after(scene: Scene, bot: Bot) -> int:
    """Ask until a question is one too many; return how many were answered. Waits for a fresh start first."""
    await asyncio.sleep(2.2)
    for answered in range(10):
        reply = await bot.command(scene.fan, "help")
        if "/champion" not in reply.text and reply.ephemeral:
            return answered
    return 10


def _drawing(bot: Bot) -> int:
    """Return the number of the process that draws pictures for the bot."""
    threads = Path(f"/proc/{bot.process.pid}/task").iterdir()
    children = [child for thread in threads for child in (thread / "children").read_text().split()]
    # The other one is Python's own, which sees to it that nothing of the first is left.
    drawing = [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    must(len(drawing) == 1, f"{len(drawing)} processes that draw")
    return int(drawing[0])


async def _pictured(bot: Bot, scene: Scene, season: int) -> Reply:
    return await bot.command(scene.fan, "standings", season=season)


@row(
    INSIDE,
    "the drawing process is killed",
    "answered, possibly without the picture; the next answer has one",
)
async def drawing_killed(scene: Scene) -> str:
    async with scene.running() as bot:
        first = await _pictured(bot, scene, 1996)
        must(first.message and first.message["attachments"], "no picture to begin with")
        os.kill(_drawing(bot), signal.SIGKILL)
        answer = await _pictured(bot, scene, 1997)
        must("1997" in answer.text, f"answered with {answer.text[:80]!r}")
        how = "with" if answer.message and answer.message["attachments"] else "without"
        again = await _pictured(bot, scene, 1997)
        must(again.message and again.message["attachments"], "no picture afterwards either")
        return f"answered {how} picture in {answer.seconds:.2f} s, the next with one in {again.seconds:.2f} s"


@row(
    INSIDE,
    "the drawing process is stopped (SIGSTOP)",
    "deferred, then answered without a picture",
)
async def drawing_stopped(scene: Scene) -> str:
    async with scene.running() as bot:
        await _pictured(bot, scene, 1996)
        stopped = _drawing(bot)
        os.kill(stopped, signal.SIGSTOP)
        asked = await bot.send(scene.fan, "standings", season=1997)
        other = await bot.command(scene.hincha, "help")
        await asked.wait(20)
        must("1997" in asked.text, f"answered with {asked.text[:80]!r}")
        must(asked.first_seconds < _PATIENCE, f"first word after {asked.first_seconds:.2f} s")
        await asyncio.sleep(max(0.0, 10.5 - asked.seconds))
        again = await _pictured(bot, scene, 1997)
        must(again.message and again.message["attachments"], "no picture afterwards either")
        return (
            f"deferred after {asked.first_seconds:.2f} s, answered after {asked.seconds:.1f} s, another "
            f"meanwhile in {other.seconds:.2f} s; with its picture again 10.5 s later"
        )
