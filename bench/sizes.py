"""What growth costs, measured with few and with many seasons: `python -m bench.sizes [--write]`."""

import argparse
import asyncio
import contextlib
import itertools
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from bench import seasons
from bench.measure import run_slice
from bench.mix import commands, typing, vocabulary
from bench.standin import MANAGE_GUILD, Bot, Discord, Person, standin
from bench.table import markdown, write

_TRIES = 20


def main() -> None:
    """Measure each size and print the table; with --write it stands in docs/performance.md too."""
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[5, 50, 500, 5000], help="numbers of seasons")
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
                "CACHE_PATH": str(folder / "cache.sqlite3"),
                "MOD_GUILD_ID": str(discord.guild.id),
                "COOLDOWN": "0",
            }
            found = {"start from no cache": await _start(discord, environ)}
            _check(folder / "cache.sqlite3", count)
            found["start from a warm cache"] = await _start(discord, environ)
            async with discord.bot(environ) as bot:
                fan = discord.person("fan")
                moderator = discord.person("moderator", permissions=MANAGE_GUILD)
                found |= await _each_command(bot, fan, seed)
                found["reload, one document changed"] = await _reload(bot, moderator, paths[len(paths) // 2])
                found["memory"] = f"{bot.process.usage().memory:.0f} MiB"
            found["cache file"] = f"{(folder / 'cache.sqlite3').stat().st_size / (1 << 20):.1f} MiB"
    return found


def _check(cache: Path, count: int) -> None:
    """Raise SystemExit where the bot did not take every document: the numbers would be those of fewer."""
    with contextlib.closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as db:
        [(found,)] = db.execute("SELECT count(*) FROM season")
    if found != count:
        raise SystemExit(f"the bot read {found} of {count} made-up seasons")


async def _start(discord: Discord, environ: dict[str, str]) -> str:
    """Return how long a start takes, from the command line to the first session."""
    begun = time.perf_counter()
    async with discord.bot(environ, start_seconds=600):
        return f"{time.perf_counter() - begun:.2f} s"


async def _each_command(bot: Bot, fan: Person, seed: int) -> dict[str, str]:
    """Return the median of each command's times and of suggestions', one user asking."""
    words = await vocabulary(bot, fan)
    found = {}
    for name in sorted(words.names):
        deeds = itertools.islice(commands(words.only({name}), seed), _TRIES)
        found[f"/{name}"] = _median((await run_slice(bot, [fan], deeds, 60)).latencies)
    deeds = itertools.islice(typing(words, seed), 5 * _TRIES)
    return found | {"suggestions": _median((await run_slice(bot, [fan], deeds, 60)).latencies)}


async def _reload(bot: Bot, moderator: Person, path: Path) -> str:
    with path.open("a", encoding="utf-8") as document:
        document.write("- 1 season more\n")
    reply = await bot.send(moderator, "reload")
    # The report names what changed; until then the answer tells how far the reload is.
    await reply.until(path.name, 600)
    return f"{time.perf_counter() - reply.sent:.2f} s"


def _median(latencies: list[float]) -> str:
    return f"{statistics.median(latencies) * 1000:.1f} ms"


if __name__ == "__main__":
    main()
