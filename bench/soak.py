"""A soak: questions and moderators' changes while one fault after another befalls the real process.

    python -m bench.soak                  a minute
    python -m bench.soak --minutes 30     --write puts the result into docs/reliability.md

A fault that keeps Discord from reaching the bot, or the bot from answering in three seconds, may cost the
questions asked during it; no other question may be lost, no answer wrong, no change made twice or not at all,
the process may not end, and it may log no fault of its own. Exit code 1 otherwise.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.scene import CALLBACK, FAULT_LOGGED, QUESTIONS, Scene
from bench.standin import Bot, NoAnswerError, NotConnectedError, Reply, payloads, standin
from bench.table import RELIABILITY, write

_EXCERPT = 4000
_PAUSE = 0.1
"""Seconds between two questions."""
_FAULT_SECONDS = 1.0
_REFUSAL_SECONDS = 4.0
_CHANGE_SECONDS = 3.0
_RECOVERY_SECONDS = 40.0
_MOST_GROWTH = 64.0
"""MiB that the process may take more at the end than after a minute's worth of questions at the beginning."""

Act = Callable[["Soak"], Awaitable[None]]


@dataclass
class Soak:
    """A run: what was asked and what came of it."""

    scene: Scene
    bot: Bot
    moments: random.Random
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    excused: int = 0
    """While above 0, a question may be lost to Discord's three seconds."""
    last_refusal: float = 0.0
    waiting: set[asyncio.Task[None]] = field(default_factory=set)

    async def ask(self) -> None:
        """Ask something and go on; the answer is judged when it comes."""
        command, options, expected = self.moments.choice(QUESTIONS)
        excused = self.excused
        try:
            reply = await self.bot.send(self.scene.fan, command, **options)
        except NotConnectedError:
            self.seen["asked while there was no session"] += 1
            return
        task = asyncio.create_task(self._judge(reply, command, expected, excused))
        self.waiting.add(task)
        task.add_done_callback(self.waiting.discard)

    async def _judge(self, reply: Reply, command: str, expected: str, excused: int) -> None:
        try:
            text = (await reply.wait(20)).text
        except NoAnswerError as error:
            if excused or self.excused:
                self.seen["lost during a fault"] += 1
            else:
                self.wrong.append(f"/{command} was lost: {error}")
            return
        if expected in text:
            self.seen["answered"] += 1
        else:
            self.wrong.append(f"/{command} was answered with {text[:80]!r}")

    async def change(self) -> None:
        """Add an alias, sometimes delivered twice, and remember it as made."""
        alias = f"apodo {self.moments.randrange(1 << 40):x}"
        options = {"alias": alias, "club": "total-clean.arequipa"}
        try:
            reply = await self.bot.send(self.scene.moderator, "alias add", **options)
            if self.moments.random() < 0.5:
                await self.scene.discord.gateway.dispatch(
                    self.bot.application, self.scene.discord.guild, "INTERACTION_CREATE", reply.interaction
                )
            await reply.until("Alias added", 20)
        except (NoAnswerError, NotConnectedError):
            self.seen["changes whose outcome was not seen"] += 1
            return
        self.aliases.add(alias)
        self.seen["changes made"] += 1

    async def excuse(self, act: Awaitable[None], recovered: bool = True) -> None:
        """Do what may cost the questions of its time, and wait until the bot is back."""
        self.excused += 1
        application = self.bot.application
        begun = application.identified + application.resumed
        try:
            await act
            if recovered:
                await self.scene.discord.gateway.connected(application, _RECOVERY_SECONDS, after=begun)
            # What was asked at the very end of it has its three seconds too.
            await asyncio.sleep(3.2)
        finally:
            self.excused -= 1


async def _drop(soak: Soak) -> None:
    soak.scene.discord.gateway.drop(soak.bot.application, reset=soak.moments.random() < 0.5)


async def _reconnect(soak: Soak) -> None:
    await soak.scene.discord.gateway.reconnect(soak.bot.application)


async def _close(soak: Soak) -> None:
    await soak.scene.discord.gateway.close(
        soak.moments.choice((1000, 1001, 4000, 4008)), soak.bot.application
    )


async def _frames(soak: Soak) -> None:
    frame = soak.moments.choice(('{"op":0,"t":', "[]", "null", '{"op":0,"t":"GUILD_CREATE","s":null,"d":7}'))
    await soak.scene.discord.gateway.send_raw(soak.bot.application, frame)


async def _rubbish(soak: Soak) -> None:
    await soak.scene.discord.gateway.send_raw(soak.bot.application, b"\x12\x34rubbish\x00\x00\xff\xff")


async def _nulls(soak: Soak) -> None:
    scene = soak.scene
    message = payloads.message(payloads.user(scene.fan), scene.discord.guild.channel, {})
    message[soak.moments.choice(sorted(message))] = None
    await scene.discord.gateway.dispatch(soak.bot.application, scene.discord.guild, "MESSAGE_CREATE", message)


def _once(**how: object) -> Act:
    async def act(soak: Soak) -> None:
        # Two on one question would cost it its three seconds.
        if time.monotonic() - soak.last_refusal > _REFUSAL_SECONDS:
            soak.last_refusal = time.monotonic()
            soak.scene.discord.fail(CALLBACK, **how)

    return act


async def _new_session(soak: Soak) -> None:
    invalidate = soak.scene.discord.gateway.invalidate(soak.bot.application, resumable=False)
    await soak.excuse(invalidate)


async def _outage(soak: Soak) -> None:
    async def away() -> None:
        gateway = soak.scene.discord.gateway
        gateway.refusing = True
        gateway.drop(soak.bot.application)
        await asyncio.sleep(soak.moments.uniform(1, 4))
        gateway.refusing = False

    await soak.excuse(away())


async def _slow(soak: Soak) -> None:
    async def late() -> None:
        soak.scene.discord.fail(CALLBACK, delay=4.0, times=3)
        await asyncio.sleep(2)

    await soak.excuse(late(), recovered=False)


_FAULTS: tuple[Act, ...] = (
    _drop,
    _reconnect,
    _close,
    _frames,
    _rubbish,
    _nulls,
    _once(status=500),
    _once(status=429, retry_after=0.5),
    _once(reset=True),
    _once(reset=True, done=True),
    _once(closed=True),
)
_LOSSY_FAULTS: tuple[Act, ...] = (_new_session, _outage, _slow)
_LOSSY_SHARE = 0.05


async def _every(seconds: float, act: Callable[[], Awaitable[None]], end: float) -> None:
    while time.monotonic() < end:
        await act()
        await asyncio.sleep(seconds)


async def run(minutes: float, seed: int, lossy_share: float = _LOSSY_SHARE) -> tuple[str, list[str]]:
    """Run for so long; return a report and what was wrong.

    `lossy_share` is that of the faults that may cost questions.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with standin() as discord:
            scene = Scene(discord, Path(folder))
            async with scene.running() as bot:
                soak = Soak(scene, bot, random.Random(seed))
                await scene.ask_all(bot)
                memory, end = bot.process.usage().memory, time.monotonic() + 60 * minutes

                async def fault() -> None:
                    lossy = soak.moments.random() < lossy_share
                    act = soak.moments.choice(_LOSSY_FAULTS if lossy else _FAULTS)
                    soak.seen["faults"] += 1
                    await act(soak)

                await asyncio.gather(
                    _every(_PAUSE, soak.ask, end),
                    _every(_CHANGE_SECONDS, soak.change, end),
                    _every(_FAULT_SECONDS, fault, end),
                )
                discord.mend()
                await asyncio.gather(*soak.waiting)
                await discord.gateway.connected(bot.application, _RECOVERY_SECONDS)
                await scene.ask_all(bot)
                await _compare(soak)
                growth = bot.process.usage().memory - memory
                if growth > _MOST_GROWTH:
                    soak.wrong.append(f"{growth:.0f} MiB more at the end")
                if bot.process.returncode is not None:
                    soak.wrong.append(f"the process ended with {bot.process.returncode}")
                for fault_logged in (FAULT_LOGGED, "Traceback"):
                    if fault_logged in bot.process.log:
                        _, found, rest = bot.process.log.partition(fault_logged)
                        soak.wrong.append(f"logged: {found}{rest[:_EXCERPT]}")
                counts = ", ".join(f"{count} {what}" for what, count in sorted(soak.seen.items()))
                return f"{minutes:g} minutes, seed {seed}: {counts}; {growth:+.0f} MiB", soak.wrong


async def _compare(soak: Soak) -> None:
    """Compare the aliases whose outcome was seen with those that there are, each once."""
    shown = await soak.bot.command(soak.scene.moderator, "alias list")
    listed = shown.text
    while "Next ›" in _pressable(shown):
        shown = await soak.bot.press(soak.scene.moderator, shown, "Next ›")
        listed += shown.text
    for alias in soak.aliases:
        if listed.count(alias) != 1:
            soak.wrong.append(f"the alias {alias!r} is listed {listed.count(alias)} times")


def _pressable(shown: Reply) -> list[str]:
    """Return the labels of the buttons that can be pressed."""
    return [str(control.get("label")) for control in shown.controls() if not control.get("disabled")]


def main() -> int:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None, help="of the random moments")
    parser.add_argument("--write", action="store_true", help="write the result into docs/reliability.md")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    report, wrong = asyncio.run(run(options.minutes, seed))
    text = "\n".join([f"{report}; {len(wrong)} wrong.", *(f"WRONG: {line}" for line in wrong)])
    print(text)
    if options.write:
        write("soak", text, RELIABILITY)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
