"""What growth costs, measured with few and with many seasons: `python -m bench.sizes [--write]`."""

import argparse
import asyncio
import contextlib
import itertools
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench import seasons
from bench.mix import Deed, Vocabulary, commands, once, typing, vocabulary
from bench.standin import MANAGE_GUILD, Bot, Discord, Person, standin
from bench.table import markdown, write

_SIZES = (5, 50, 500, 5000)
_TRIES = 5
"""How often a start is measured, and how many reloads there are, each of another document."""
_QUESTIONS = 8
"""How many different questions of a command are asked after each reload, each twice."""
_PATIENCE = 30.0
"""Seconds; what takes long is not measured again once so much time has gone."""
_AT_REST = 2.5
"""Seconds after which a file counts as at rest, so that the next start need not read it."""
_LONGEST = 900.0

_Measured = tuple[float, float]
"""Seconds that something took, and processor seconds that the bot used."""


@dataclass(slots=True)
class Latencies:
    """Seconds of answers: by command a question's first time and the same once more, and suggestions."""

    first: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    again: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    typed: list[float] = field(default_factory=list)


def main() -> None:
    """Measure each size and print the table; with --write it stands in docs/performance.md too."""
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
        await asyncio.sleep(_AT_REST)
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
                found |= await _rounds(bot, discord.person("fan"), moderator, _spread(paths), seed)
                found["memory after all this"] = f"{bot.process.usage().memory:.0f} MiB"
            found["cache file"] = f"{(folder / 'data' / 'cache.sqlite3').stat().st_size / (1 << 20):.1f} MiB"
    return found


def _check(cache: Path, count: int) -> None:
    """Raise SystemExit where the bot did not take every document: the numbers would be those of fewer."""
    with contextlib.closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as db:
        [(found,)] = db.execute("SELECT count(*) FROM season")
    if found != count:
        raise SystemExit(f"the bot read {found} of {count} made-up seasons")


def _spread(paths: list[Path]) -> list[Path]:
    """Return as many documents as there are tries, from all ages."""
    return [paths[len(paths) * (2 * i + 1) // (2 * _TRIES)] for i in range(_TRIES)]


async def _starts(discord: Discord, environ: dict[str, str], data: Path) -> dict[str, str]:
    async def from_nothing() -> _Measured:
        shutil.rmtree(data, ignore_errors=True)
        return await _start(discord, environ)

    def warm() -> Awaitable[_Measured]:
        return _start(discord, environ)

    return {
        "start from no cache": _shown(await _again(from_nothing)),
        "start from a warm cache": _shown(await _again(warm)),
    }


async def _again(measure: Callable[[], Awaitable[_Measured]]) -> list[_Measured]:
    """Measure a few times, what takes long fewer times."""
    found: list[_Measured] = []
    while len(found) < _TRIES and sum(seconds for seconds, _ in found) < _PATIENCE:
        found.append(await measure())
    return found


async def _start(discord: Discord, environ: dict[str, str]) -> _Measured:
    """Return how long a start takes, from the command line to the session."""
    begun = time.perf_counter()
    async with discord.bot(environ, start_seconds=_LONGEST) as bot:
        return time.perf_counter() - begun, bot.process.usage().cpu


async def _rounds(
    bot: Bot, fan: Person, moderator: Person, changed: Iterable[Path], seed: int
) -> dict[str, str]:
    """Reload and ask in turns: after a reload nothing is remembered, and each question is a first one."""
    words = await vocabulary(bot, fan)
    reloads: list[_Measured] = []
    latencies = Latencies()
    for number, path in enumerate(changed):
        reloads.append(await _reload(bot, moderator, path))
        await ask(bot, fan, words, seed + number, latencies)
    return {
        "reload, one document changed": _shown(reloads),
        **{
            f"/{name}": f"{_median(latencies.first[name])} · {_median(latencies.again[name])}"
            for name in sorted(words.names)
        },
        "suggestions": _median(latencies.typed),
    }


async def ask(
    bot: Bot, fan: Person, words: Vocabulary, seed: int, latencies: Latencies, questions: int = _QUESTIONS
) -> None:
    """Ask so many questions of each command, each of them twice, and type into options."""
    for name in sorted(words.names):
        deeds = list(itertools.islice(once(commands(words.only({name}), seed)), questions))
        latencies.first[name] += [await _seconds(deed, bot, fan) for deed in deeds]
        latencies.again[name] += [await _seconds(deed, bot, fan) for deed in deeds]
    beginnings = itertools.islice(typing(words, seed), 2 * questions)
    latencies.typed += [await _seconds(deed, bot, fan) for deed in beginnings]


async def _seconds(deed: Deed, bot: Bot, fan: Person) -> float:
    reply = await deed.send(bot, fan)
    await reply.wait()
    return reply.seconds


async def _reload(bot: Bot, moderator: Person, path: Path) -> _Measured:
    with path.open("a", encoding="utf-8") as document:
        document.write("- 1 season more\n")
    before = bot.process.usage().cpu
    reply = await bot.send(moderator, "reload")
    # The report names what changed; until then the answer tells how far the reload is.
    await reply.until(path.name, _LONGEST)
    return time.perf_counter() - reply.sent, bot.process.usage().cpu - before


def _shown(found: list[_Measured]) -> str:
    seconds, cpu = (statistics.median(values) for values in zip(*found, strict=True))
    return f"{seconds:.2f} s ({cpu:.2f})"


def _median(latencies: list[float]) -> str:
    return f"{statistics.median(latencies) * 1000:.1f} ms" if latencies else "–"


if __name__ == "__main__":
    main()
