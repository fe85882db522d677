"""The setting of a fault (a stand-in for Discord, people, a folder, bots) and the list of all faults."""

import asyncio
import contextlib
import itertools
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bench.faults.spoilt import SPOILT
from bench.standin import MANAGE_GUILD, Bot, Discord, NoAnswerError, Reply, payloads
from bench.standin.process import ROOT

CALLBACK = "POST /interactions/*/callback"
EDIT = "PATCH /webhooks/*"
SORRY, MOMENT = "Sorry, something went wrong", "One moment, please"
FAULT_LOGGED = "failed, reference"
QUESTIONS: tuple[tuple[str, dict[str, object], str], ...] = (
    ("champion", {"season": 2006}, "Total Clean"),
    ("season", {"season": 1967}, "1967"),
    ("results", {"team": "José Gálvez", "season": 1996}, "José Gálvez"),
    ("matches", {"season": 1997}, "1997"),
    ("standings", {"season": 1996}, "1996"),
    ("teams", {"season": 2006}, "2006"),
    ("versus", {"team": "Juan Aurich", "opponent": "UPAO"}, "Juan Aurich"),
    ("scorers", {}, "scorer"),
    ("records", {}, "win"),
)
"""A question of most families, with a text of its answer."""


class DoesNotHoldError(Exception):
    """An expectation failed; the text says what was observed instead."""


class Scene:
    """The setting of all faults of one kind; `bot` runs as users run it."""

    def __init__(self, discord: Discord, folder: Path, bot: Bot | None = None) -> None:
        self.discord = discord
        self.fan = discord.person("fan")
        self.hincha = discord.person("hincha", locale="es-419")
        self.moderator = discord.person("moderator", permissions=MANAGE_GUILD)
        self._bot = bot
        self._folder = folder
        self._numbers = itertools.count()
        self._warm: Path | None = None

    @property
    def bot(self) -> Bot:
        """The bot that the rows of a kind share."""
        if self._bot is None:
            raise LookupError("these rows share no bot")
        return self._bot

    def folder(self) -> Path:
        """Make a folder with the documents in it, and a place for the data."""
        folder = self._folder / f"{next(self._numbers)}"
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        (folder / "data").mkdir()
        return folder

    async def warm(self) -> Path:
        """Make a folder in which a bot has run before."""
        if self._warm is None:
            self._warm = self.folder()
            async with self.running(folder=self._warm) as bot:
                await self.answered(bot)
        folder = self.folder()
        shutil.copytree(self._warm / "data", folder / "data", dirs_exist_ok=True)
        return folder

    def environ(self, folder: Path) -> dict[str, str]:
        """Return settings for a bot with this folder."""
        return {
            "SEASONS_DIR": str(folder / "seeds"),
            "CACHE_PATH": str(folder / "data" / "cache.sqlite3"),
            "MOD_GUILD_ID": str(self.discord.guild.id),
            "COOLDOWN": "0",
        }

    @contextlib.asynccontextmanager
    async def running(
        self, *spoilt: str, folder: Path | None = None, wait: bool = True, **environ: str
    ) -> AsyncIterator[Bot]:
        """Run a bot of the row's own, spoilt in these ways."""
        settings = self.environ(folder or self.folder()) | environ
        module = "bot"
        if spoilt:
            settings[SPOILT] = ",".join(spoilt)
            module = "bench.faults.spoilt"
        async with self.discord.bot(settings, module=module, wait=wait) as bot:
            yield bot

    async def answered(self, bot: Bot | None = None) -> float:
        """Ask something simple and return the seconds to the answer; raises DoesNotHoldError."""
        return await right(await (bot or self.bot).send(self.fan, "champion", season=2006))

    async def ask_all(self, bot: Bot | None = None, seconds: float = 15.0) -> str:
        """Ask a question of each family until it is answered; report the time and the number of delays.

        Raises DoesNotHoldError if one gets an error or no answer.
        """
        begun, put_off = time.monotonic(), 0
        for command, options, expected in QUESTIONS:
            while expected not in (text := await self._text(bot or self.bot, command, options)):
                if MOMENT not in text or time.monotonic() - begun > seconds:
                    raise DoesNotHoldError(f"/{command} was answered with {text[:80]!r}")
                put_off += 1
                await asyncio.sleep(0.2)
        told = f", asked to wait {put_off}×" if put_off else ""
        return f"{len(QUESTIONS)} questions answered in {time.monotonic() - begun:.1f} s{told}"

    async def confirm(self, bot: Bot, preview: Reply) -> Reply:
        """Let the moderator press Confirm, and do not wait for the outcome."""
        button = next(control for control in preview.controls() if control.get("label") == "Confirm")
        data = {"component_type": payloads.BUTTON, "custom_id": button["custom_id"], "id": 1}
        return await bot._interact(payloads.COMPONENT, self.moderator, data, preview.message)

    async def _text(self, bot: Bot, command: str, options: dict[str, object]) -> str:
        try:
            return (await bot.command(self.fan, command, **options)).text
        except NoAnswerError as error:
            raise DoesNotHoldError(f"/{command}: {error}") from error


async def right(asked: Reply, text: str = "Total Clean") -> float:
    """Wait for the right answer and return the seconds to it; raises DoesNotHoldError."""
    try:
        answer = await asked.wait(15)
    except NoAnswerError as error:
        raise DoesNotHoldError(str(error)) from error
    if text not in answer.text:
        raise DoesNotHoldError(f"answered with {answer.text[:80]!r}")
    return answer.seconds


async def lost(asked: Reply) -> str:
    """Wait for an answer that may come too late, and report which it was."""
    try:
        await asked.wait(15)
    except NoAnswerError:
        return "not answered in Discord's 3 s"
    return f"answered in {asked.seconds:.1f} s"


def must(holds: object, seen: str) -> None:
    """Raise DoesNotHoldError with what was seen unless it holds."""
    if not holds:
        raise DoesNotHoldError(seen)


async def until(condition: Callable[[], bool], seconds: float, seen: str) -> float:
    """Wait until something holds and return the seconds; raises DoesNotHoldError."""
    begun = time.monotonic()
    while not condition():
        must(time.monotonic() - begun < seconds, f"{seen} in {seconds:g} s")
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


Seeing = Callable[[Scene], Awaitable[str]]


@dataclass(frozen=True)
class Row:
    """A fault: its kind, description and expectation, and the function that causes and observes it."""

    kind: str
    done: str
    holds: str
    see: Seeing


ROWS: list[Row] = []


def row(kind: str, done: str, holds: str) -> Callable[[Seeing], Seeing]:
    """Add what the function does to the rows."""

    def add(see: Seeing) -> Seeing:
        ROWS.append(Row(kind, done, holds, see))
        return see

    return add
