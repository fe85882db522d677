"""Faults of the cache, of the documents' folder and of the disk, before the start and while the bot runs."""

import contextlib
import fcntl
import os
import random
import resource
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path

from bench.faults.scene import ROWS, Row, Scene, must, row, until
from bench.faults.spoilt import LOCK_SECONDS
from bench.standin import Bot, Reply

CACHE = "Cache and disk"
_ANEW = "the cache was rebuilt"
_PROGRESS = "Reading the documents"
_SMALL = 96 << 10
"""Bytes; a log fits, a cache does not."""

Damage = Callable[[Path], None]


def delete(cache: Path) -> None:
    cache.unlink()


def halve(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size // 2)


def empty(cache: Path) -> None:
    os.truncate(cache, 0)


def overwrite(cache: Path) -> None:
    size = cache.stat().st_size
    with cache.open("r+b") as file:
        file.write(random.Random(1).randbytes(size))


def overwrite_inside(cache: Path) -> None:
    size = cache.stat().st_size
    with cache.open("r+b") as file:
        # Its first pages say what it is; they stay.
        file.seek(size // 8)
        file.write(random.Random(2).randbytes(size - size // 8))


def replace(cache: Path) -> None:
    other = cache.with_name("other")
    other.write_bytes(random.Random(3).randbytes(50_000))
    other.replace(cache)


_DAMAGES: tuple[tuple[str, Damage], ...] = (
    ("deleted", delete),
    ("truncated to half", halve),
    ("emptied", empty),
    ("overwritten with random bytes", overwrite),
    ("overwritten except for its header", overwrite_inside),
    ("replaced by a file of random bytes", replace),
)

_FOREIGN = (overwrite, replace)
"""What leaves nothing of a cache's own mark: the file may be anybody's."""


async def before_start(damage: Damage, scene: Scene) -> str:
    folder = await scene.warm()
    damage(folder / "data" / "cache.sqlite3")
    begun = time.monotonic()
    async with scene.running(folder=folder) as bot:
        started = time.monotonic() - begun
        seen = await scene.ask_all(bot)
        _look_whole(folder)
        return f"started in {started:.1f} s, {seen}"


async def foreign_before_start(damage: Damage, scene: Scene) -> str:
    folder = await scene.warm()
    cache = folder / "data" / "cache.sqlite3"
    damage(cache)
    before = cache.read_bytes()
    async with scene.running(folder=folder, wait=False) as bot:
        code = await bot.process.ended()
        must(code == 2, f"exit code {code}")
        must(cache.read_bytes() == before, "the file was changed")
        line = _without(bot.process.log.splitlines()[-1], folder)
    cache.unlink()
    async with scene.running(folder=folder) as bot:
        return f"exit code 2: “{line}”; with the file gone: {await scene.ask_all(bot)}"


async def while_running(damage: Damage, scene: Scene) -> str:
    folder = scene.folder()
    async with scene.running(folder=folder) as bot:
        damage(folder / "data" / "cache.sqlite3")
        seen = await scene.ask_all(bot)
        built = await until(lambda: _ANEW in bot.process.log, 10, "the cache was not rebuilt")
        _look_whole(folder)
        again = await scene.ask_all(bot)
        must(bot.process.log.count(_ANEW) == 1, f"rebuilt {bot.process.log.count(_ANEW)} times")
        return f"{seen}; intact again {built:.1f} s later, then {again}"


def _look_whole(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "data" / "cache.sqlite3")) as db:
        [found] = db.execute("PRAGMA integrity_check").fetchone()
    must(found == "ok", f"the cache is still damaged: {found}")


ROWS += [
    Row(
        CACHE,
        f"{how} before the start",
        "it is rebuilt; every question is answered",
        partial(before_start, damage),
    )
    for how, damage in _DAMAGES
    if damage not in _FOREIGN
]
ROWS += [
    Row(
        CACHE,
        f"{how} before the start",
        "nothing says that it is a cache: one clear line, exit code 2, and the file is left as it is",
        partial(foreign_before_start, damage),
    )
    for how, damage in _DAMAGES
    if damage in _FOREIGN
]
ROWS += [
    Row(
        CACHE,
        f"{how} while it runs",
        "answered from what is left, or asked to wait; rebuilt once, automatically",
        partial(while_running, damage),
    )
    for how, damage in _DAMAGES
]


@contextlib.contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    places = [folder, *folder.iterdir()]
    modes = [(place, place.stat().st_mode) for place in places]
    for place, mode in modes:
        place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for place, mode in modes:
            place.chmod(mode)


@row(CACHE, "data folder and cache read-only before the start", "it answers from the existing cache")
async def read_only_before(scene: Scene) -> str:
    folder = await scene.warm()
    with _read_only(folder / "data"):
        async with scene.running("bound", folder=folder) as bot:
            return await scene.ask_all(bot)


@row(CACHE, "data folder read-only before the first start", "one clear line, exit code 2")
async def read_only_first(scene: Scene) -> str:
    folder = scene.folder()
    with _read_only(folder / "data"):
        async with scene.running("bound", folder=folder, wait=False) as bot:
            code = await bot.process.ended()
    last = bot.process.log.splitlines()[-1]
    must(
        code == 2 and "CACHE_PATH" in last and "Traceback" not in bot.process.log, f"exit code {code}: {last}"
    )
    return f"exit code {code}: “{_without(last, folder)}”"


@row(
    CACHE,
    "read-only while it runs, then a reload",
    "the reload fails with a clear message; questions are answered",
)
async def read_only_running(scene: Scene) -> str:
    folder = await scene.warm()
    async with scene.running("bound", folder=folder) as bot:
        _change_a_document(folder)
        with _read_only(folder / "data"):
            told = await _reload(scene, bot)
            seen = await scene.ask_all(bot)
        return f"“{told}”; {seen}; with write access restored: “{await _reload(scene, bot)}”"


@row(
    CACHE,
    "moderation.sqlite locked by another process throughout a reload",
    "it fails with a clear message; questions are answered",
)
async def locked(scene: Scene) -> str:
    folder = await scene.warm()
    async with scene.running(folder=folder) as bot:
        _change_a_document(folder)
        with contextlib.closing(sqlite3.connect(folder / "data" / "moderation.sqlite")) as other:
            other.execute("BEGIN EXCLUSIVE")
            asked = await bot.send(scene.moderator, "reload")
            seen = await scene.ask_all(bot)
            told = await _title(asked)
        return f"“{told}”; {seen}; then “{await _reload(scene, bot)}”"


@row(
    CACHE,
    "the cache locked by another process (BEGIN EXCLUSIVE)",
    "questions are answered: reading needs no lock",
)
async def cache_locked(scene: Scene) -> str:
    folder = await scene.warm()
    with contextlib.closing(sqlite3.connect(folder / "data" / "cache.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        async with scene.running(folder=folder) as bot:
            return await scene.ask_all(bot)


@row(
    CACHE,
    f"another process keeps the load lock (timeout shortened to {LOCK_SECONDS:g} s)",
    "it answers from the existing cache; a reload fails with a clear message",
)
async def load_locked(scene: Scene) -> str:
    folder = await scene.warm()
    _change_a_document(folder)
    with (folder / "data" / "cache.sqlite3.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        async with scene.running("impatient", folder=folder) as bot:
            seen = await scene.ask_all(bot)
            told = await _reload(scene, bot)
            fcntl.flock(lock, fcntl.LOCK_UN)
            return f"{seen}; “{told}”; with the lock released: “{await _reload(scene, bot)}”"


def _change_a_document(folder: Path) -> None:
    path = min((folder / "seeds").glob("*.txt"))
    path.write_text(path.read_text(encoding="utf-8") + "\nA line more.\n", encoding="utf-8")


async def _reload(scene: Scene, bot: Bot) -> str:
    """Have a moderator reload and return the title of what is told."""
    return await _title(await bot.send(scene.moderator, "reload"))


async def _title(asked: Reply) -> str:
    """Wait for what a reload comes to and return its title."""
    await asked.wait(90)
    await until(lambda: _PROGRESS not in asked.text, 90, "the reload did not end")
    return asked.text.splitlines()[0]


@row(CACHE, "documents folder missing before the start", "it answers from the cache; no season is removed")
async def folder_gone_before(scene: Scene) -> str:
    folder = await scene.warm()
    shutil.rmtree(folder / "seeds")
    async with scene.running(folder=folder) as bot:
        return await scene.ask_all(bot)


@row(CACHE, "documents folder missing before the first start", "it starts and says that it has no seasons")
async def folder_gone_first(scene: Scene) -> str:
    folder = scene.folder()
    shutil.rmtree(folder / "seeds")
    async with scene.running(folder=folder) as bot:
        answer = await bot.command(scene.fan, "champion")
        must("No data yet" in answer.text, f"answered with {answer.text[:80]!r}")
        return f"“{answer.text.splitlines()[0]}”"


@row(
    CACHE,
    "documents folder missing while it runs and watches it, then a reload",
    "it fails with a clear message; questions are answered",
)
async def folder_gone_running(scene: Scene) -> str:
    folder = await scene.warm()
    async with scene.running(folder=folder, SEASONS_WATCH="1") as bot:
        (folder / "seeds").rename(folder / "away")
        told = await _reload(scene, bot)
        seen = await scene.ask_all(bot)
        (folder / "away").rename(folder / "seeds")
        return f"“{told}”; {seen}; with the folder restored: “{await _reload(scene, bot)}”"


@contextlib.asynccontextmanager
async def _full_disk(bot: Bot) -> AsyncIterator[None]:
    """Let no file of the process grow, as on a full disk; SQLite and Python are told of it likewise."""
    _, hard = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (_SMALL, hard))
    try:
        yield
    finally:
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (hard, hard))


@row(
    CACHE,
    "disk full (file size limit of 96 KiB), then a reload",
    "it fails with a clear message and keeps the old data; works again once there is space",
)
async def disk_full(scene: Scene) -> str:
    folder = await scene.warm()
    async with scene.running(folder=folder) as bot:
        _change_a_document(folder)
        async with _full_disk(bot):
            told = await _reload(scene, bot)
            seen = await scene.ask_all(bot)
        _look_whole(folder)
        left = [path.name for path in (folder / "data").iterdir() if path.name.startswith(".")]
        must(not left, f"left behind: {left}")
        return f"“{told}”; {seen}; with free space again: “{await _reload(scene, bot)}”"


@row(
    CACHE,
    "disk full, and the cache truncated to half",
    "users are asked to wait; rebuilt as soon as there is space",
)
async def damaged_and_full(scene: Scene) -> str:
    folder = await scene.warm()
    async with scene.running(folder=folder) as bot:
        async with _full_disk(bot):
            halve(folder / "data" / "cache.sqlite3")
            tried = await until(lambda: "next try" in bot.process.log, 10, "no try was made")
        begun = time.monotonic()
        await until(lambda: _ANEW in bot.process.log, 30, "the cache was not rebuilt")
        built = time.monotonic() - begun
        answered = await scene.ask_all(bot)
        return f"attempted after {tried:.1f} s, built {built:.1f} s after space was freed; {answered}"


def _without(text: str, folder: Path) -> str:
    return text.replace(str(folder), "…")


@row(
    CACHE,
    "moderation.sqlite overwritten with random bytes before the start, then a reload",
    "it answers from the cache; the reload fails with a clear message and does not touch the file",
)
async def changes_damaged(scene: Scene) -> str:
    folder = await scene.warm()
    changes = folder / "data" / "moderation.sqlite"
    overwrite(changes)
    before = changes.read_bytes()
    async with scene.running(folder=folder) as bot:
        seen = await scene.ask_all(bot)
        _change_a_document(folder)
        told = await _reload(scene, bot)
        must(changes.read_bytes() == before, "the file was changed")
        return f"{seen}; “{told}”"


@row(
    CACHE,
    "stored digests of commands (commands.json) overwritten before the start",
    "it starts as if for the first time",
)
async def memory_damaged(scene: Scene) -> str:
    folder = await scene.warm()
    (folder / "data" / "commands.json").write_bytes(random.Random(4).randbytes(5000))
    async with scene.running(folder=folder) as bot:
        return await scene.ask_all(bot)
