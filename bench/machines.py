"""Shards as on machines of their own: processes that share a PostgreSQL database and no folder.

    python -m bench.machines --kills 100      SIGKILL of a shard or of the database, at random moments
    python -m bench.machines --load           throughput and latency of eight shards and of one, as a ratio

After each kill, what was killed is started again. Then all shards answer from the same data, which holds
each change that a moderator was told of, once, and at most those that got no answer. Exit code 1 at the first
fault.
"""

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bench.standin import MANAGE_GUILD, Bot, Discord, File, Person

SECONDS = 30.0
_SHARD_BITS = 22
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
        """Add a document, confirm it, and return what the moderator is told."""
        file = File(f"{_YEAR}.txt", season(_YEAR, winner))
        preview = await self.bot.send(self.moderator, "data add", file=file)
        await preview.until("Add this document?", SECONDS)
        confirmed = await self.bot.press(self.moderator, preview, "Confirm")

        async def is_told() -> bool:
            return "Add this document?" not in confirmed.text or bool(confirmed.followups)

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
    discord: Discord, folder: Path, url: str | None, count: int
) -> AsyncIterator[list[Machine]]:
    """Run so many shards of one bot, without a database all on the same folders."""
    first = discord.guild.id >> _SHARD_BITS
    guilds = [discord.guild, *(discord.add_guild(first + n << _SHARD_BITS) for n in range(1, count))]
    made = []
    for number, guild in sorted(enumerate(guilds), key=lambda item: (item[1].id >> _SHARD_BITS) % count):
        home = folder / f"machine-{number}"
        (home / "seasons").mkdir(parents=True)
        for year in (2001, 2002):
            (home / "seasons" / f"{year}.txt").write_bytes(season(year, "Sport Ejemplo"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        shard = (guild.id >> _SHARD_BITS) % count
        environ = {
            "DISCORD_TOKEN": "made-up-token.of.machines",
            "SHARD_COUNT": str(count),
            "SHARD_IDS": str(shard),
            "SEASONS_DIR": str(home / "seasons"),
            "CACHE_PATH": str(home / "cache.sqlite3"),
            "METRICS_PORT": str(port),
            "MOD_GUILD_ID": str(guild.id),
            **({"DATABASE_URL": url} if url else {}),
        }
        fan = discord.person("fan", guild=guild)
        moderator = discord.person("moderator", guild=guild, permissions=MANAGE_GUILD)
        made.append(Machine(shard, environ, fan, moderator))
    async with contextlib.AsyncExitStack() as stack:
        for machine in made:
            await machine.start(discord)
            stack.push_async_callback(machine.ended.aclose)
        # Discord would know them from each shard's own bot.
        commands = discord.application.commands
        for guild in guilds:
            commands.setdefault(guild.id, commands[discord.guild.id])
        yield made


async def until(holds: Callable[[], Coroutine[Any, Any, bool]], seconds: float = SECONDS) -> None:
    """Wait until something holds; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - the process cannot tell
            await asyncio.sleep(0.02)
