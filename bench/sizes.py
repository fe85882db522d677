"""Starts, reloads, memory and the cache's size by number of seasons: `python -m bench.sizes [--write]`."""

import argparse
import asyncio
import contextlib
import shutil
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from bench import seasons
from bench.standin import MANAGE_GUILD, Bot, Discord, Person, standin
from bench.table import markdown, write

_SIZES = (60, 500)
_TRIES = 5
"""How often a start is measured, and how many reloads there are, each of another document."""
_LONGEST = 300.0

_Measured = tuple[float, float]
"""Seconds that something took, and processor seconds that the bot used."""


def main() -> None:
    """Measure each size and print the table; with --write, put it into docs/performance.md too."""
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(_SIZES), help="numbers of seasons")
    parser.add_argument("--seed", type=int, default=1967)
    parser.add_argument("--write", action="store_true", help="write the table into docs/performance.md")
    options = parser.parse_args()
    columns = [asyncio.run(_size(count, options.seed)) for count in options.sizes]
    names = list(dict.fromkeys(name for column in columns for name in column))
    rows = [[name, *(column.get(name, "") for column in columns)] for name in names]
    text = markdown(("", *(f"{count} seasons" for count in options.sizes)), rows)
    print(text)
    if options.write:
        write("sizes", text)


async def _size(count: int, seed: int) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = seasons.write(folder / "seasons", count, seed)
        async with standin(keep=100) as discord:
            environ = {
                "SEASONS_DIR": str(folder / "seasons"),
                "CACHE_PATH": str(folder / "data" / "cache.sqlite3"),
                "MOD_GUILD_ID": str(discord.guild.id),
                "COOLDOWN": "0",
                # One account for all starts: its commands are registered with the first one.
                "DISCORD_TOKEN": "made-up.sizes",
            }
            found = await _starts(discord, environ, folder / "data")
            _check(folder / "data" / "cache.sqlite3", count)
            async with discord.bot(environ) as bot:
                found["memory after a start"] = f"{bot.process.usage().memory:.0f} MiB"
                moderator = discord.person("moderator", permissions=MANAGE_GUILD)
                reloads = [await _reload(bot, moderator, path) for path in _spread(paths)]
                found["reload, one document changed"] = _shown(reloads)
                found["memory after the reloads"] = f"{bot.process.usage().memory:.0f} MiB"
            found["cache file"] = f"{(folder / 'data' / 'cache.sqlite3').stat().st_size / (1 << 20):.1f} MiB"
    return found


def _check(cache: Path, count: int) -> None:
    """Raise SystemExit if the bot did not accept every document: the numbers would be for fewer."""
    with contextlib.closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as db:
        [(found,)] = db.execute("SELECT count(*) FROM season")
    if found != count:
        raise SystemExit(f"the bot read {found} of {count} generated seasons")


def _spread(paths: list[Path]) -> list[Path]:
    """Return as many documents as there are tries, from all ages."""
    return [paths[len(paths) * (2 * i + 1) // (2 * _TRIES)] for i in range(_TRIES)]


async def _starts(discord: Discord, environ: dict[str, str], data: Path) -> dict[str, str]:
    cold, warm = [], []
    for _ in range(_TRIES):
        shutil.rmtree(data, ignore_errors=True)
        cold.append(await _start(discord, environ))
        warm.append(await _start(discord, environ))
    return {"start without a cache": _shown(cold), "start with a warm cache": _shown(warm)}


async def _start(discord: Discord, environ: dict[str, str]) -> _Measured:
    """Return how long a start takes, from the command line to the session."""
    begun = time.perf_counter()
    async with discord.bot(environ, start_seconds=_LONGEST) as bot:
        return time.perf_counter() - begun, bot.process.usage().cpu


async def _reload(bot: Bot, moderator: Person, path: Path) -> _Measured:
    with path.open("a", encoding="utf-8") as document:
        document.write("- 1 season more\n")
    before = bot.process.usage().cpu
    reply = await bot.send(moderator, "reload")
    # The report names the changed document; until then the message shows the progress.
    await reply.until(path.name, _LONGEST)
    return time.perf_counter() - reply.sent, bot.process.usage().cpu - before


def _shown(found: list[_Measured]) -> str:
    seconds, cpu = (statistics.median(values) for values in zip(*found, strict=True))
    return f"{seconds:.2f} s ({cpu:.2f})"


if __name__ == "__main__":
    main()
