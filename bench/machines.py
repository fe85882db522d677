"""Shards as on machines of their own: processes that share a PostgreSQL database and no folder.

    python -m bench.machines --kills 100    kills of a shard or of the database, at random moments
    python -m bench.machines --spread 20    how long it takes until all answer from a change
    python -m bench.machines --load         throughput and latency of eight shards and of one

After each kill, what was killed is started again. Then all shards answer from the same data, which holds
each change that a moderator was told of, once, and at most those that got no answer. Exit code 1 at the first
fault.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import random
import re
import shutil
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bench.measure import Slice, paired, run_slice, summary
from bench.mix import commands, vocabulary
from bench.postgres import Server, running_server
from bench.standin import MANAGE_GUILD, Bot, Discord, File, NoAnswerError, Person, standin
from bench.standin.process import ROOT
from bench.table import markdown

SECONDS = 30.0
_SHARD_BITS = 22
_LINES = 20
_YEAR = 2030
_TEXT = """= {year} Copa Perú =

Infobox
- Season: {year}
- Winners: {winner}

==Departmental Stage==
| Department | Team | Location |
| Ancash | {winner} | Huaraz |

==Final Stage==
=== Round 1 ===
1 December {year}
{winner} 2-0 Deportivo Prueba
"""


def season(year: int, winner: str) -> bytes:
    """Return a document of a season."""
    return _TEXT.format(year=year, winner=winner).encode()


@dataclass
class Machine:
    """A shard with folders of its own; its guild has moderators of its own."""

    shard: int
    environ: Mapping[str, str]
    fan: Person
    moderator: Person
    bot: Bot = field(init=False)
    ended: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    async def start(self, discord: Discord, *, wait: bool = True) -> None:
        """Start the process."""
        self.bot = await self.ended.enter_async_context(discord.bot(self.environ, wait=wait))

    async def kill(self) -> None:
        """End the process at once."""
        await self.bot.process.kill()
        await self.ended.aclose()

    async def champion(self, year: int = _YEAR) -> str:
        """Return the answer to the question for a season's champion."""
        return (await self.bot.command(self.fan, "champion", season=year)).text

    async def add(self, winner: str) -> str:
        """Add a document named after its winner, confirm it, and return what the moderator is told."""
        file = File(f"{winner}.txt", season(_YEAR, winner))
        preview = await self.bot.send(self.moderator, "data add", file=file)
        await preview.until("Add this document?", SECONDS)
        shown = preview.text
        confirmed = await self.bot.press(self.moderator, preview, "Confirm")

        async def is_told() -> bool:
            return confirmed.text != shown or bool(confirmed.followups)

        await until(is_told)
        # A refusal stands beside the preview, which can still be confirmed.
        return " ".join([confirmed.text, *map(str, confirmed.followups)])

    async def read(self, path: str) -> str:
        """Return what the process serves to those who watch it."""
        url = f"http://127.0.0.1:{self.environ['METRICS_PORT']}{path}"
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return await response.text()

    async def metric(self, name: str) -> float:
        """Return the value of a metric."""
        found = re.search(rf"^{re.escape(name)} (\S+)$", await self.read("/metrics"), re.MULTILINE)
        return float(found[1]) if found else -1.0

    async def generation(self) -> str:
        """Return the digest of the data in use."""
        found = re.search(r'generation="([0-9a-f]+)"', await self.read("/metrics"))
        return found[1] if found else ""


@contextlib.asynccontextmanager
async def machines(
    discord: Discord, folder: Path, url: str, count: int, seasons: Path | None = None
) -> AsyncIterator[list[Machine]]:
    """Run so many shards of one bot, each with a guild, on copies of a folder of documents."""
    first = discord.guild.id >> _SHARD_BITS
    guilds = [discord.guild, *(discord.add_guild(first + n << _SHARD_BITS) for n in range(1, count))]
    made: list[Machine] = []
    for guild in sorted(guilds, key=lambda guild: (guild.id >> _SHARD_BITS) % count):
        home = folder / f"machine-{len(made)}"
        if seasons is not None:
            shutil.copytree(seasons, home / "seasons")
        else:
            (home / "seasons").mkdir(parents=True)
            (home / "seasons" / "2001.txt").write_bytes(season(2001, "Sport Ejemplo"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        shard = (guild.id >> _SHARD_BITS) % count
        environ = {
            "DISCORD_TOKEN": f"made-up-token.of.{count}-machines",
            "DATABASE_URL": url,
            "SHARD_COUNT": str(count),
            "SHARD_IDS": str(shard),
            "SEASONS_DIR": str(home / "seasons"),
            "CACHE_PATH": str(home / "cache.sqlite3"),
            "METRICS_PORT": str(port),
            "MOD_GUILD_ID": str(guild.id),
        }
        fan = discord.person("fan", guild=guild)
        moderator = discord.person("moderator", guild=guild, permissions=MANAGE_GUILD)
        made.append(Machine(shard, environ, fan, moderator))
    async with contextlib.AsyncExitStack() as stack:
        for machine in made:
            await machine.start(discord)
            stack.push_async_callback(machine.ended.aclose)
        # Discord would know them from each shard's own bot.
        registered, leader = discord.application.commands, int(made[0].environ["MOD_GUILD_ID"])
        for guild in guilds:
            registered.setdefault(guild.id, registered[leader])
        yield made


async def until(holds: Callable[[], Coroutine[Any, Any, bool]], seconds: float = SECONDS) -> None:
    """Wait until something holds; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - the process cannot tell
            await asyncio.sleep(0.02)


@dataclass
class _Changes:
    """What became of the documents that moderators added: told of, refused, or unanswered."""

    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)


async def _change_for_ever(running: list[Machine], changes: _Changes, names: Callable[[], str]) -> None:
    while True:
        name = names()
        changes.unanswered.append(name)
        text = await random.choice(running).add(name)
        if "Document added" in text:
            changes.told.append(name)
        elif "may or may not" not in text:
            changes.refused.append(name)
        else:
            continue
        changes.unanswered.remove(name)


async def _kill(server: Server, running: list[Machine], victim: int, discord: Discord) -> None:
    """Kill a machine, or the database where there is no such machine, and start it again."""
    if victim < len(running):
        await running[victim].kill()
        await running[victim].start(discord)
    else:
        server.kill()
        await asyncio.to_thread(server.start_again)


async def _fault(server: Server, running: list[Machine], changes: _Changes) -> str | None:
    """Return what is wrong with what a kill left behind, None if all is well."""
    lines = server.sql("SELECT number, details FROM journal ORDER BY number", "copa").splitlines()
    numbers = [int(line.partition("|")[0]) for line in lines]
    files = Counter(json.loads(line.partition("|")[2])["file"].removesuffix(".txt") for line in lines)
    if numbers != list(range(1, len(numbers) + 1)):
        return f"the journal's numbers are {numbers}"
    if any(files[name] != 1 for name in changes.told):
        return f"told of, and not once in the journal: {[n for n in changes.told if files[n] != 1]}"
    if any(files[name] for name in changes.refused):
        return f"refused, and in the journal: {[n for n in changes.refused if files[n]]}"
    if any(count > 1 for count in files.values()):
        return f"made twice: {files}"
    last = json.loads(lines[-1].partition("|")[2])["file"].removesuffix(".txt") if lines else None

    home = Path(running[0].environ["CACHE_PATH"]).parent.parent

    async def alike() -> bool:
        with contextlib.suppress(NoAnswerError, aiohttp.ClientError):
            answers = [await machine.champion() for machine in running]
            generations = {await machine.generation() for machine in running}
            # A load that is still running has a file of its own.
            left = home.glob("*/.cache*.new")
            return (
                not any(left)
                and len(generations) == 1
                and (last is None or all(last in answer for answer in answers))
            )
        return False

    try:
        await until(alike)
    except TimeoutError:
        logs = "\n".join(line for m in running for line in _notable(m)[-_LINES:])
        answers = [await machine.champion() for machine in running]
        return f"not all answer from {last}, or a file is left behind: {answers}\n{logs}"
    return None


def _notable(machine: Machine) -> list[str]:
    """Return what a machine logged apart from answers."""
    return [line for line in machine.bot.process.log.splitlines() if " bot.events " not in line]


async def kill_machines(server: Server, folder: Path, count: int, times: int) -> str | None:
    """Kill so many times while moderators change the data, and return the first fault, None for none."""
    changes, numbers = _Changes(), itertools.count()
    async with standin() as discord, machines(discord, folder, server.create("copa"), count) as running:
        began = time.monotonic()
        for kill in range(times):
            victim = random.randrange(count + 1)
            changing = asyncio.create_task(
                _change_for_ever(running, changes, lambda: f"Campeón {next(numbers)}")
            )
            await asyncio.sleep(random.uniform(0, 1.5))
            await _kill(server, running, victim, discord)
            changing.cancel()
            with contextlib.suppress(asyncio.CancelledError, NoAnswerError, TimeoutError, ConnectionError):
                await changing
            fault = await _fault(server, running, changes)
            if fault:
                return f"after kill {kill + 1}, of {victim}: {fault}"
        took = (time.monotonic() - began) / times
    print(
        f"{len(changes.told)} changes told of, {len(changes.refused)} refused, "
        f"{len(changes.unanswered)} without an answer; {took:.1f} s a kill"
    )
    return None


async def spread(server: Server, folder: Path, count: int, times: int) -> str:
    """Change the data so many times and say how long it takes until all machines answer from a change."""
    seconds = []
    async with standin() as discord, machines(discord, folder, server.create("copa"), count) as running:
        for number in range(times):
            name = f"Campeón {number}"
            await random.choice(running).add(name)
            told = time.monotonic()

            async def answers(machine: Machine, name: str = name) -> bool:
                return name in await machine.champion()

            await asyncio.gather(*(until(lambda machine=machine: answers(machine)) for machine in running))  # type: ignore[misc]
            seconds.append(time.monotonic() - told)
    seconds.sort()
    return (
        f"{count} machines, {times} changes: all answer from a change {seconds[len(seconds) // 2]:.2f} s "
        f"(median) and at most {seconds[-1]:.2f} s after its moderator was told"
    )


async def load_ratio(server: Server, folder: Path, count: int, users: int, slices: int) -> str:
    """Measure so many machines and one in turns, with the same users, and return a table."""
    found: tuple[list[Slice], list[Slice]] = ([], [])
    async with contextlib.AsyncExitStack() as stack:
        discord = await stack.enter_async_context(standin())
        sets = [
            await stack.enter_async_context(
                machines(discord, folder / str(size), server.create(f"copa_{size}"), size, ROOT / "seeds")
            )
            for size in (count, 1)
        ]
        words = await vocabulary(sets[1][0].bot, sets[1][0].fan)
        for number in range(slices + 1):
            for of_set, running in zip(found, sets, strict=True):
                people = [
                    discord.person(f"user {n}", guild=running[n % len(running)].fan.guild)
                    for n in range(users)
                ]
                made = await run_slice(running[0].bot, people, commands(words, number), 3.0)
                if number:  # the first one warms up
                    of_set.append(made)
    sums = [summary(slices) for slices in found]
    rows = [
        [name, *(f"{value:.1f}" for value in (one.throughput, one.p50, one.p95, one.p99)), str(one.failures)]
        for name, one in zip((f"{count} shards", "1 shard"), sums, strict=True)
    ]
    table = markdown(["", "answers/s", "p50 ms", "p95 ms", "p99 ms", "failures"], rows)
    least, median, most = paired(*found)
    return f"{table}\n\nThroughput ratio of paired slices: {least:.2f} to {most:.2f}, median {median:.2f}."


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.machines", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, help="how many kills")
    parser.add_argument("--spread", type=int, default=0, help="how many changes to follow")
    parser.add_argument("--load", action="store_true", help="measure throughput and latency")
    parser.add_argument("--machines", type=int, default=8)
    parser.add_argument("--users", type=int, default=16)
    parser.add_argument("--slices", type=int, default=8)
    options = parser.parse_args()
    with running_server() as server, tempfile.TemporaryDirectory() as name:
        if options.kills:
            fault = asyncio.run(kill_machines(server, Path(name), options.machines, options.kills))
            print(fault or f"{options.kills} kills, no fault")
            return 1 if fault else 0
        if options.spread:
            print(asyncio.run(spread(server, Path(name), options.machines, options.spread)))
        if options.load:
            work = load_ratio(server, Path(name), options.machines, options.users, options.slices)
            print(asyncio.run(work))
    return 0


if __name__ == "__main__":
    sys.exit(main())
