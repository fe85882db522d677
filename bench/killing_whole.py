"""Kills the whole bot with SIGKILL at random moments while a moderator changes the data through Discord.

    python -m bench.killing --whole --times 20

The real process `python -m bot` runs against the stand-in. A moderator reloads the documents of twenty
seasons, all of a new version, then adds one more season and confirms it, and so on until the kill. After
each: the cache in place is whole and of one version, old or new; the next start leaves no file half written
and answers the documents as they lie there, of the added season the old or the new, the new for certain if
the moderator was told so.
"""

import asyncio
import contextlib
import itertools
import random
import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.standin import MANAGE_GUILD, Bot, Discord, File, NoAnswerError, Person, Reply, standin

_YEARS = range(2001, 2021)
_ADDED = 2030
_ROUNDS = 30
_SECONDS = 30.0
_VERSION = re.compile(r"Campeón (\d+)")

_HEAD = """= {year} Copa Perú =

Infobox
- Season: {year}
- Winners: Campeón {version}

==Departmental Stage==
| Department | Team | Location |
| Ancash | Campeón {version} | Huaraz |

==Final Stage==
"""
_ROUND = "=== Round {round} ===\n1 December {year}\nCampeón {version} 2-0 Deportivo Prueba\n"


@dataclass
class _World:
    """What a run works on, and what must be true of it: versions of the folder and of the added season."""

    folder: Path
    discord: Discord
    fan: Person
    moderator: Person
    versions: Iterator[int] = field(default_factory=itertools.count)
    old: int = 0
    shipped: int = 0
    """The version of the documents of the folder now, `old` the one before."""
    added: frozenset[int | None] = frozenset({None})
    """The versions that the added season may have, None for none."""
    usual: frozenset[str] = frozenset()
    """The files that a bot may leave; SQLite's journal stays until the next write."""

    @property
    def files(self) -> frozenset[str]:
        """The names of all files that the bot wrote."""
        return frozenset(path.name for path in (self.folder / "data").iterdir())

    @property
    def environ(self) -> dict[str, str]:
        """The bot's settings."""
        return {
            "SEASONS_DIR": str(self.folder / "seasons"),
            "CACHE_PATH": str(self.folder / "data" / "cache.sqlite3"),
            "MOD_GUILD_ID": str(self.discord.guild.id),
        }


async def kill_the_bot(folder: Path, times: int, moments: random.Random) -> str | None:
    """Kill the bot so many times, print what a kill takes, and return the first fault, None for none."""
    (folder / "seasons").mkdir()
    began = time.monotonic()
    async with standin() as discord:
        world = _World(
            folder, discord, discord.person("fan"), discord.person("moderator", permissions=MANAGE_GUILD)
        )
        _write(world)
        longest = await _unharmed(world)
        world.usual = world.files | {"moderation.sqlite-journal"}
        for kill in range(times):
            async with discord.bot(world.environ) as bot:
                fault = await _answers_fault(world, bot)
                if fault is None:
                    await _kill(world, bot, moments.uniform(0, longest))
                    fault = _file_fault(world)
            if fault:
                return f"after kill {kill + 1}: {fault}"
        async with discord.bot(world.environ) as bot:
            fault = await _answers_fault(world, bot)
    print(f"changes take {longest:.2f} s unharmed; {(time.monotonic() - began) / times:.2f} s a kill")
    return fault


async def _unharmed(world: _World) -> float:
    """Make all changes once and return how many seconds they take."""
    async with world.discord.bot(world.environ) as bot:
        began = time.monotonic()
        await _change(world, bot)
        return time.monotonic() - began


async def _kill(world: _World, bot: Bot, seconds: float) -> None:
    changing = asyncio.create_task(_change_for_ever(world, bot))
    await asyncio.sleep(seconds)
    await bot.process.kill()
    changing.cancel()
    with contextlib.suppress(asyncio.CancelledError, NoAnswerError, ConnectionError):
        await changing


async def _change_for_ever(world: _World, bot: Bot) -> None:
    while True:
        await _change(world, bot)


async def _change(world: _World, bot: Bot) -> None:
    """Reload a new version of the folder, then add a season."""
    _write(world)
    reloaded = await bot.send(world.moderator, "reload")
    await reloaded.until("Documents read again", _SECONDS)
    version = next(world.versions)
    file = File(f"{_ADDED}.txt", _text(_ADDED, version).encode())
    preview = await bot.send(world.moderator, "data add", file=file)
    await preview.until("Add this document?", _SECONDS)
    world.added |= {version}
    confirmed = await bot.press(world.moderator, preview, "Confirm")
    await confirmed.until("Document added", _SECONDS)
    world.added = frozenset({version})


def _write(world: _World) -> None:
    world.old, world.shipped = world.shipped, next(world.versions)
    for year in _YEARS:
        path = world.folder / "seasons" / f"{year}.txt"
        path.write_text(_text(year, world.shipped), encoding="utf-8")


def _text(year: int, version: int) -> str:
    rounds = (_ROUND.format(round=n, year=year, version=version) for n in range(1, _ROUNDS + 1))
    return _HEAD.format(year=year, version=version) + "".join(rounds)


async def _answers_fault(world: _World, bot: Bot) -> str | None:
    """Return what is wrong with the answers after a start, or with the files."""
    if not world.files <= world.usual:
        return f"files left behind: {sorted(world.files - world.usual)}"
    for command in ("season", "matches", "champion"):
        year = random.choice(_YEARS)
        found = _versions(await bot.command(world.fan, command, season=year))
        if found != {world.shipped}:
            return f"/{command} {year} answers versions {found} instead of {world.shipped}"
        answer = await bot.command(world.fan, command, season=_ADDED)
        found = _versions(answer)
        # Whoever asks for a season that there is not is offered those that there are.
        if not (len(found) == 1 and found <= world.added) and not (None in world.added and not found):
            return f"/{command} {_ADDED} answers versions {found} instead of one of {set(world.added)}"
    return None


def _versions(answer: Reply) -> set[int]:
    return {int(version) for version in _VERSION.findall(answer.text)}


def _file_fault(world: _World) -> str | None:
    """Return what is wrong with the cache that a kill left behind."""
    cache = world.folder / "data" / "cache.sqlite3"
    db = sqlite3.connect(f"{cache.as_uri()}?mode=ro", uri=True)
    try:
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "the cache is damaged"
        names = db.execute(_NAMES).fetchall()
    finally:
        db.close()
    versions = {
        folder: {int(_VERSION.fullmatch(name)[1]) for year, name in names if (year != _ADDED) is folder}  # type: ignore[index]
        for folder in (True, False)
    }
    if len(versions[True]) != 1 or not versions[True] <= {world.old, world.shipped}:
        return f"the cache has versions {versions[True]} instead of {world.old} or {world.shipped}"
    if len(versions[False]) > 1 or not versions[False] <= world.added:
        return f"the cache has versions {versions[False]} of the added season instead of {world.added}"
    return None


_NAMES = """
    SELECT season, name FROM honour WHERE place = 'champion'
     UNION
    SELECT season, home_name FROM match
     UNION
    SELECT season, name FROM entry
"""
