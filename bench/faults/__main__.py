"""Fault tests on the real process: `python -m bench.faults [--write] [--only TEXT]`.

Exit code 1 if any of them fails.
"""

import argparse
import asyncio
import contextlib
import itertools
import platform
import sys
import tempfile
from pathlib import Path

from bench.faults.rows import ROWS
from bench.faults.scene import FAULT_LOGGED, DoesNotHoldError, Row, Scene
from bench.standin import Bot, standin
from bench.table import RELIABILITY, markdown, write

_ROW_SECONDS = 120.0
_HEAD = ("fault", "expected", "observed")


def main() -> int:
    """Run the rows and print their tables; with --write, put them into docs/reliability.md too."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument(
        "--only", default="", metavar="TEXT", help="only rows whose description contains this text"
    )
    parser.add_argument("--write", action="store_true", help="write the tables into docs/reliability.md")
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write needs all rows")
    rows = [row for row in ROWS if options.only.casefold() in f"{row.kind}: {row.done}".casefold()]
    with tempfile.TemporaryDirectory() as folder:
        seen = asyncio.run(_all(rows, Path(folder)))
    text = tables(seen)
    print(text)
    if options.write:
        write("faults", text, RELIABILITY)
    return 0 if all(holds for _, holds, _ in seen) else 1


async def _all(rows: list[Row], folder: Path) -> list[tuple[Row, bool, str]]:
    found = []
    for kind, of_kind in itertools.groupby(rows, key=lambda row: row.kind):
        place = folder / kind
        async with standin() as discord:
            home = Scene(discord, place)
            async with home.running() as bot:
                scene = Scene(discord, place / "own", bot)
                for row in of_kind:
                    holds, seen = await see(row, scene, bot)
                    discord.mend()
                    print(f"{kind}: {row.done}: {'' if holds else 'FAILED: '}{seen}", file=sys.stderr)
                    found.append((row, holds, seen))
    return found


async def see(row: Row, scene: Scene, bot: Bot) -> tuple[bool, str]:
    """Run one row; return whether it passed and what was observed. The shared bot must survive."""
    logged = bot.process.log.count(FAULT_LOGGED)
    try:
        seen = await asyncio.wait_for(row.see(scene), _ROW_SECONDS)
        if bot.process.log.count(FAULT_LOGGED) > logged:
            return False, f"{seen}, but the bot logged an internal error"
    except DoesNotHoldError as error:
        return False, str(error)
    except Exception as error:
        return False, repr(error)[:300]
    with contextlib.suppress(TimeoutError):
        await scene.discord.gateway.connected(bot.application, 30)
        return True, seen
    return False, f"{seen}, but the bot did not come back"


def tables(seen: list[tuple[Row, bool, str]]) -> str:
    """Return a table for each kind of fault, in Markdown."""
    parts = []
    for kind, of_kind in itertools.groupby(seen, key=lambda found: found[0].kind):
        cells = [
            (row.done, row.holds, text if holds else f"**failed:** {text}") for row, holds, text in of_kind
        ]
        parts.append(f"**{kind}**\n\n{markdown(_HEAD, cells, numbers=False)}")
    failed = sum(not holds for _, holds, _ in seen)
    counted = f"{len(seen)} faults, {failed} not handled"
    return "\n\n".join([*parts, f"{counted}; Python {platform.python_version()}, {platform.system()}."])


if __name__ == "__main__":
    sys.exit(main())
