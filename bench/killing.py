"""Kills a process with SIGKILL at random moments while it changes the data, and looks at what is left.

    python -m bench.killing --times 100
    python -m bench.killing --times 20 --whole     the same of the whole bot, see bench/killing_whole.py

After each kill: the cache in place is whole and its facts are of one version, the next start loads, its facts
are those of a cache built from nothing, and no file is half written. Exit code 1 at the first fault.
"""

import argparse
import asyncio
import itertools
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from bench.killing_whole import kill_the_bot
from bot.errors import ModerationError
from bot.moderation import AddAlias, Moderation, Who

_WHO = Who("1", "ana")
_LONGEST = 0.25
"""Seconds; a round of all changes takes about as long."""

_CACHE = {"cache.sqlite3", "cache.sqlite3.lock"}
_FILES = _CACHE | {"moderation.sqlite", "moderation.sqlite-journal"}
"""SQLite's journal may stay until the next write; what matters of it has been undone by the first read."""

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="how many kills")
    parser.add_argument(
        "--whole", action="store_true", help="kill the whole bot instead of a changing process"
    )
    parser.add_argument("--seed", type=int, default=None, help="of the random moments")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    moments = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.whole:
            fault = asyncio.run(kill_the_bot(folder, options.times, moments))
            print(f"{fault} (seed {seed})" if fault else f"{options.times} kills, no fault (seed {seed})")
            return 1 if fault else 0
        (folder / "seasons").mkdir()
        _write(folder, 2001, "Campeón 0")
        asyncio.run(_moderation(folder).load())
        for kill in range(options.times):
            _kill_one(folder, moments.uniform(0, _LONGEST), kill)
            fault = asyncio.run(_fault(folder))
            if fault:
                print(f"after kill {kill + 1} (seed {seed}): {fault}")
                return 1
    print(f"{options.times} kills, no fault (seed {seed})")
    return 0


def _moderation(folder: Path) -> Moderation:
    return Moderation(folder / "seasons", folder / "data" / "cache.sqlite3", folder / "data")


def _write(folder: Path, year: int, winner: str) -> None:
    path = folder / "seasons" / f"{year}.txt"
    draft = path.with_suffix(".draft")
    draft.write_text(_TEXT.format(year=year, winner=winner), encoding="utf-8")
    draft.replace(path)


def _kill_one(folder: Path, seconds: float, number: int) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"!")
        asyncio.run(_change_for_ever(folder, number * 1000))
        os._exit(1)
    os.read(reading, 1)
    os.close(reading)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


async def _change_for_ever(folder: Path, first: int) -> None:
    moderation = _moderation(folder)
    for number in itertools.count(first):
        winner = f"Campeón {number}"
        try:
            _write(folder, 2001, winner)
            await moderation.reload(_WHO)
            data = _TEXT.format(year=2002, winner=winner).encode()
            preview = await moderation.offer("2002.txt", data, _WHO)
            await moderation.confirm(preview.offer.token, _WHO)
            await moderation.change(AddAlias(f"apodo {number}", "deportivo-prueba.x"), _WHO)
            removal = await moderation.offer_removal(2002, _WHO)
            await moderation.confirm(removal.offer.token, _WHO)
            await moderation.undo(_WHO)
        except ModerationError as error:
            print("refused:", error)
            os._exit(1)


async def _fault(folder: Path) -> str | None:
    """Return what is wrong with what a kill left behind, None if all is well."""
    moderation = _moderation(folder)
    found = _mixed(moderation.cache_path)
    if found:
        return f"before the next start: {found}"
    report = await moderation.load()
    found = _mixed(moderation.cache_path)
    if found:
        return f"after the next start: {found}"
    left = {path.name for path in (folder / "data").iterdir()} - _FILES
    if left:
        return f"files left behind: {sorted(left)}"
    db = sqlite3.connect(moderation.store.path)
    whole = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
    if not whole:
        return "moderation.sqlite is damaged"
    anew = Moderation(folder / "seasons", folder / "anew" / "cache.sqlite3", folder / "data")
    again = await anew.load(force=True)
    if (again.generation, again.after) != (report.generation, report.after):
        return f"not as built from nothing: {again} instead of {report}"
    return None


def _mixed(path: Path) -> str | None:
    """Return what tells that a file is damaged or holds facts of two versions."""
    db = sqlite3.connect(path)
    try:
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return f"{path.name} is damaged"
        query = """
            SELECT year, honour.name, match.home_name, entry.name
              FROM season
              JOIN honour ON honour.season = year
              JOIN match ON match.season = year
              JOIN entry ON entry.season = year
        """
        rows = db.execute(query).fetchall()
    finally:
        db.close()
    if not rows or any(len(set(row[1:])) != 1 for row in rows):
        return f"facts of two versions: {rows}"
    return None


if __name__ == "__main__":
    sys.exit(main())
