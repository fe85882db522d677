"""Faults of moderators' changes: delivered twice, pressed twice, out of date, not shown."""

import asyncio
import signal

from bench.faults.scene import EDIT, Scene, must, row
from bench.standin import Bot, File, Reply
from tests.shapes import SEASONS

MODERATORS = "Moderators' changes"
_DOCUMENT = """Copa Perú {season}

The {season} Copa Perú season was a football tournament. {winner} won it.

== Final ==
{winner} 2-0 Deportivo Prueba
"""
_ALIASES = {
    "2006": "would be taken for a season",
    "tabla": "question",
    "Juan Aurich": "Juan Aurich",
}
"""Aliases of a club, and what has to be told of each."""
_AFTER = "POST /webhooks/*"


async def _added(scene: Scene, bot: Bot, season: int, winner: str = "Sport Ejemplo") -> Reply:
    """Preview a document of a season, which Confirm adds."""
    file = File(f"{season}.txt", _DOCUMENT.format(season=season, winner=winner).encode())
    return await bot.command(scene.moderator, "data add", file=file)


async def _seasons(scene: Scene, bot: Bot) -> str:
    return (await bot.command(scene.moderator, "data list")).text


async def _history(scene: Scene, bot: Bot) -> str:
    return (await bot.command(scene.moderator, "data history")).text


async def _undone_once(scene: Scene, bot: Bot, undo: Reply) -> str:
    """Wait for an undo, and see that one of two documents is left."""
    await undo.wait(30)
    await asyncio.sleep(0.5)
    left = await _seasons(scene, bot)
    must("2031.txt" in left and "2032.txt" not in left, f"left are {left[:200]!r}")
    history = await _history(scene, bot)
    must(history.count("undone:") == 1, f"the journal says {history[:200]!r}")
    return f"one undone: “{undo.text.splitlines()[0]}”"


async def _confirmed(scene: Scene, bot: Bot, name: str, **options: object) -> Reply:
    """Use a command and press Confirm under its preview."""
    preview = await bot.command(scene.moderator, name, **options)
    await preview.until("?", 30)
    return await scene.confirm(bot, preview)


@row(MODERATORS, "the confirmation of /data undo delivered twice", "one change is undone")
async def twice(scene: Scene) -> str:
    async with scene.running() as bot:
        for season in (2031, 2032):
            await bot.press(scene.moderator, await _added(scene, bot, season), "Confirm")
        undo = await _confirmed(scene, bot, "data undo")
        guild = scene.discord.guild
        await scene.discord.gateway.dispatch(bot.application, guild, "INTERACTION_CREATE", undo.interaction)
        return await _undone_once(scene, bot, undo)


@row(
    MODERATORS,
    "the confirmation of /data undo received by two processes on one token and one folder",
    "one change is undone",
)
async def overlapping(scene: Scene) -> str:
    folder = scene.folder()
    async with scene.running(folder=folder) as bot:
        for season in (2031, 2032):
            await bot.press(scene.moderator, await _added(scene, bot, season), "Confirm")
        scene.discord.gateway.overlapping = True
        async with scene.running(folder=folder, DISCORD_TOKEN=bot.application.token):
            undo = await _confirmed(scene, bot, "data undo")
            await undo.wait(30)
            scene.discord.gateway.overlapping = False
            return await _undone_once(scene, bot, undo)


@row(MODERATORS, "Confirm pressed five times at once", "the document is added once")
async def pressed(scene: Scene) -> str:
    async with scene.running() as bot:
        preview = await _added(scene, bot, 2031)
        presses = [await scene.confirm(bot, preview) for _ in range(5)]
        await presses[0].until("Document added", 30)
        await asyncio.sleep(0.5)
        history = await _history(scene, bot)
        must(history.count("2031.txt added") == 1, f"the journal says {history[:200]!r}")
        told = sum("Already done" in str(press.followups) for press in presses)
        return f"added once; {told} of the others told “Already done”"


@row(
    MODERATORS,
    "Confirm on a preview of a season that another moderator has replaced meanwhile",
    "nothing is changed; the preview is out of date and shows what it would do now",
)
async def outdated(scene: Scene) -> str:
    async with scene.running() as bot:
        mine = await _added(scene, bot, 2031)
        theirs = await _added(scene, bot, 2031, "Once Ejemplar")
        await bot.press(scene.moderator, theirs, "Confirm")
        shown = await bot.press(scene.moderator, mine, "Confirm")
        must("The preview is out of date" in shown.text, f"told {shown.text[:80]!r}")
        must("Confirm" in shown.labels, "no new preview")
        return f"“{shown.text.splitlines()[0]}”, with Confirm and Cancel"


@row(
    MODERATORS,
    "Discord refuses to show the outcome of a change: its edit (404) and the message after it",
    "the change is made; log and journal say that it was not shown, and nothing speaks of a fault",
)
async def unshown(scene: Scene) -> str:
    async with scene.running() as bot:
        preview = await bot.command(scene.moderator, "data remove", season=2006)
        for pattern in (EDIT, _AFTER):
            scene.discord.fail(pattern, status=404, times=None)
        await scene.confirm(bot, preview)
        await asyncio.sleep(3)
        scene.discord.mend()
        history = await _history(scene, bot)
        must("done, but Discord did not show it: document of 2006 removed" in history, f"{history[:200]!r}")
        must("failed, reference" not in bot.process.log, "a fault was logged")
        return "“done, but Discord did not show it: document of 2006 removed”"


@row(
    MODERATORS,
    "/data cancel while a document of 256 KiB made to hurt is read",
    "the preview ends, others are answered meanwhile, the next document is added",
)
async def cancelled(scene: Scene) -> str:
    async with scene.running() as bot:
        file = File("2013.txt", SEASONS["rounds of one match"](256 << 10))
        preview = await bot.send(scene.moderator, "data add", file=file)
        await asyncio.sleep(1)
        question = await bot.command(scene.fan, "champion", season=2006)
        told = await bot.command(scene.moderator, "data cancel")
        must("Stopped, with nothing changed: a preview" in told.text, f"told {told.text[:200]!r}")
        await preview.until("stopped this with", 30)
        must("2013" not in await _seasons(scene, bot), "it was added")
        added = await bot.press(scene.moderator, await _added(scene, bot, 2031), "Confirm")
        must("Document added" in added.text, f"then {added.text[:200]!r}")
        return f"“{told.text.splitlines()[-1]}”; a question meanwhile in {question.seconds:.2f} s"


@row(
    MODERATORS,
    "the clock goes back a day before a preview, before its Confirm, and before /data undo",
    "the changes stand in their order; the last one is undone",
)
async def backwards(scene: Scene) -> str:
    async with scene.running("clock") as bot:
        await bot.press(scene.moderator, await _added(scene, bot, 2031), "Confirm")
        bot.process.signal(signal.SIGUSR2)
        preview = await _added(scene, bot, 2032)
        bot.process.signal(signal.SIGUSR2)
        await bot.press(scene.moderator, preview, "Confirm")
        history = await _history(scene, bot)
        must(0 <= history.find("2032.txt added") < history.find("2031.txt added"), f"{history[:200]!r}")
        bot.process.signal(signal.SIGUSR2)
        return await _undone_once(scene, bot, await _confirmed(scene, bot, "data undo"))


@row(MODERATORS, "an undone change, then /data redo", "the document is back")
async def redone(scene: Scene) -> str:
    async with scene.running() as bot:
        await bot.press(scene.moderator, await _added(scene, bot, 2031), "Confirm")
        await (await _confirmed(scene, bot, "data undo")).wait(30)
        redo = await bot.command(scene.moderator, "data redo")
        must("2031.txt" in await _seasons(scene, bot), "it is not back")
        return f"“{redo.text.splitlines()[0]}”"


@row(
    MODERATORS,
    "an alias that is a year, a word of questions, or the name of another club",
    "the first two are refused with the reason; the third is told to be ambiguous",
)
async def aliases(scene: Scene) -> str:
    told = []
    async with scene.running() as bot:
        for alias, reason in _ALIASES.items():
            added = await bot.command(scene.moderator, "alias add", alias=alias, club="total-clean.arequipa")
            must(reason in added.text, f"{alias!r}: {added.text[:200]!r}")
            told.append(f"{alias}: “{added.text.splitlines()[0]}”")
        champion = await bot.command(scene.fan, "ask", question="tabla 1997")
        must("1997" in champion.text, f"then {champion.text[:200]!r}")
    return ", ".join(told)
