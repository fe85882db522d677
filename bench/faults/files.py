"""Faults of documents and files: made to hurt, no files at all, links, names, modes, other versions."""

import asyncio
import io
import os
import stat
import zipfile
from functools import partial
from pathlib import Path

from bench.faults.scene import ROWS, Row, Scene, must, row, until
from bench.standin import File
from tests.shapes import SEASONS, SHAPES

FILES = "Documents and files"
_FORGED = "2052_a\n2026-01-01 00:00:00,000 CRITICAL bot: forged \x1b[31m.txt"
_HURTING = {
    "of 1 MiB of combining marks": SHAPES["accents"](1 << 20),
    "of 192 KiB with a round for each match": SEASONS["rounds of one match"](192 << 10),
}
_ODD = """Copa Perú 2051

The 2051 Copa Perú season was a football tournament. Sport Ejemplo won it.

== Final ==
Sport Ejemplo 2-0 +Prueba
Sport Ejemplо 1-0 +Prueba
"""
"""A year far ahead, a name with a letter of another alphabet, and one that a spreadsheet would run."""
_QUESTIONS = (
    ("standings", {"season": 2013}),
    ("matches", {"season": 2013}),
    ("season", {"season": 2013}),
    ("teams", {"season": 2013}),
    ("records", {"season": 2013}),
    ("ask", {"question": "table of group 7 in 2013"}),
)


async def _hurting(document: bytes, scene: Scene) -> str:
    """Preview, confirm and ask about a document while somebody else asks all the time."""
    async with scene.running() as bot:
        slowest, done = 0.0, asyncio.Event()

        async def others() -> None:
            nonlocal slowest
            while not done.is_set():
                answer = await bot.command(scene.fan, "champion", season=2006)
                must("Total Clean" in answer.text, f"others are answered with {answer.text[:80]!r}")
                slowest = max(slowest, answer.seconds)
                await asyncio.sleep(0.05)

        asking = asyncio.create_task(others())
        preview = await bot.send(scene.moderator, "data add", file=File("2013.txt", document))
        await preview.until("2013.txt", 100)
        await (await scene.confirm(bot, preview)).until("Document added", 100)
        for command, options in _QUESTIONS:
            await (await bot.send(scene.hincha, command, **options)).wait(60)
        done.set()
        await asking
        return f"added; others meanwhile in {slowest:.2f} s at most"


ROWS += [
    Row(
        FILES,
        f"a document {form} is previewed, confirmed and asked about",
        "others are answered all the time",
        partial(_hurting, document),
    )
    for form, document in _HURTING.items()
]


@row(
    FILES,
    "a pipe, a folder and a name with a forged log line among the documents",
    "each is told in one line of the log; the others are read",
)
async def no_files(scene: Scene) -> str:
    folder = scene.folder()
    os.mkfifo(folder / "seeds" / "2050.txt")
    (folder / "seeds" / "2051.txt").mkdir()
    (folder / "seeds" / _FORGED).write_bytes(b"\0")
    async with scene.running(folder=folder) as bot:
        answered = await scene.ask_all(bot)
        log = bot.process.log
    for name in ("2050.txt", "2051.txt", "2052_a"):
        lines = [line for line in log.splitlines() if name in line]
        must(lines, f"no word of {name}")
    must(
        "\x1b" not in log and not any(line.startswith("2026-01-01 00") for line in log.splitlines()), "forged"
    )
    return answered


@row(FILES, "CACHE_PATH is a link to another file", "one clear line, exit code 2; the link stays")
async def link(scene: Scene) -> str:
    folder = scene.folder()
    cache = folder / "data" / "cache.sqlite3"
    (folder / "elsewhere").write_text("somebody else's")
    cache.symlink_to(folder / "elsewhere")
    async with scene.running(folder=folder, wait=False) as bot:
        code = await bot.process.ended(30)
        told = bot.process.log.strip().splitlines()[-1].replace(str(folder), "…")
    must(code == 2 and cache.is_symlink(), f"exit code {code}: {told[:200]}")
    must((folder / "elsewhere").read_text() == "somebody else's", "its target was written")
    return f"exit code {code}: “{told}”"


@row(FILES, "a first change of the data with umask 022", "its files are for the bot's user alone")
async def modes(scene: Scene) -> str:
    folder = scene.folder()
    data = folder / "new"
    cache = str(data / "cache.sqlite3")
    before = os.umask(0o022)
    try:
        async with scene.running(folder=folder, CACHE_PATH=cache, DATA_DIR=str(data)) as bot:
            added = {"alias": "los lobos", "club": "total-clean.arequipa"}
            await bot.command(scene.moderator, "alias add", **added)
            found = {path.name: _mode(path) for path in sorted((data, *data.iterdir()))}
    finally:
        os.umask(before)
    private = {name: mode for name, mode in found.items() if name != "new"}
    must(found["new"] == 0o700, f"the folder has mode {found['new']:o}")
    must(set(private.values()) == {0o600}, f"{ {name: f'{mode:o}' for name, mode in private.items()} }")
    return f"{', '.join(private)}: 600; their folder: 700"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@row(
    FILES,
    "two versions of the bot on the same cache and data, and a change of the data",
    "each answers from its own data, with the change",
)
async def versions(scene: Scene) -> str:
    folder = scene.folder()
    async with scene.running(folder=folder) as ours, scene.running("other", folder=folder) as theirs:
        for bot in (ours, theirs):
            await scene.ask_all(bot)
        added = {"alias": "los lobos", "club": "total-clean.arequipa"}
        await ours.command(scene.moderator, "alias add", **added)
        texts: dict[str, str] = {}

        async def knows(name: str, bot: object) -> None:
            while "Total Clean" not in texts.get(name, ""):
                texts[name] = (await bot.command(scene.fan, "team", team="los lobos")).text  # type: ignore[attr-defined]
                await asyncio.sleep(0.2)

        await asyncio.wait_for(asyncio.gather(knows("ours", ours), knows("theirs", theirs)), 30)
        await scene.ask_all(ours)
        await scene.ask_all(theirs)
        rebuilt = sum(bot.process.log.count("the cache was rebuilt") for bot in (ours, theirs))
        must(not rebuilt, f"taken for damage {rebuilt} times")
        kept = ours.process.log.count("another version") + theirs.process.log.count("another version")
        return f"both answer with the change; told {kept} times that another version wrote the cache"


@row(
    FILES,
    "a document of 2051 with a name in letters that look alike, and the export of one that begins a formula",
    "the preview warns of year and name; no cell of the export begins like a formula",
)
async def odd(scene: Scene) -> str:
    async with scene.running() as bot:
        preview = await bot.command(scene.moderator, "data add", file=File("2051.txt", _ODD.encode()))
        await preview.until("2051.txt", 30)
        for warning in ("2051 looks wrong", "letters of another alphabet"):
            must(warning in preview.text, f"no word of {warning!r}: {preview.text[:300]!r}")
        await (await scene.confirm(bot, preview)).until("Document added", 30)
        export = await (await bot.send(scene.moderator, "data export")).wait(60)
        [attachment] = export.message["attachments"] if export.message else []
        with zipfile.ZipFile(io.BytesIO(scene.discord.file(attachment))) as archive:
            matches = archive.read("matches.csv").decode()
    guarded = [cell for line in matches.splitlines() for cell in line.split(",") if "+Prueba" in cell]
    must(guarded and all(cell.startswith("'+") for cell in guarded), f"exported as {guarded}")
    return f"both told in the preview; exported as {guarded[0]}"


@row(
    FILES,
    "the local page, started without a token on the bot's own data folder",
    "it works on a store of its own and says so; the bot's files stay as they are",
)
async def page(scene: Scene) -> str:
    folder = await scene.warm()
    data = folder / "data"
    before = _contents(data)
    async with scene.running(folder=folder, wait=False, DISCORD_TOKEN="", DATA_DIR=str(data)) as bot:
        await until(lambda: "http://127.0.0.1" in bot.process.log, 30, "no address was told")
        told = bot.process.log
    after = _contents(data)
    must(after == before, f"changed: {[name for name in after if after[name] != before.get(name)]}")
    own = sorted(path.name for path in (data / "local").iterdir())
    must("local" in told, f"not said: {told[:300]!r}")
    return f"data/local: {', '.join(own)}; the others as before"


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
