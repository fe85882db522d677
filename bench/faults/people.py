"""Faults of what people send: pressed in a hurry, opened before a restart, from where little is known."""

import asyncio
import dataclasses
from typing import Any

from bench.faults.scene import Scene, must, right, row, until
from bench.standin import Bot, Person, Reply, payloads
from bench.standin.payloads import Json

PEOPLE = "What people press and write"
_SEND = "POST /channels/*/messages"
_CHANGED = "This command has changed"
_CONTEXT = {"id": "1", "name": "Ask about this", "type": 3}


async def _arrived(bot: Bot, kind: int, person: Person, data: Json, message: Json | None = None) -> Reply:
    """Let an interaction arrive as it stands, and wait for the answer."""
    return await (await bot._interact(kind, person, data, message)).wait(15)


@row(PEOPLE, "a club chosen from a private menu five times at once", "one public answer")
async def chosen(scene: Scene) -> str:
    bot = scene.bot
    asked = await bot.command(scene.fan, "results", team="huracan")
    menu = next(control for control in asked.controls() if control["type"] == payloads.MENU)
    data = {**menu, "component_type": payloads.MENU, "id": 1, "values": [menu["options"][0]["value"]]}
    presses = [await bot._interact(payloads.COMPONENT, scene.fan, data, asked.message) for _ in range(5)]
    await until(lambda: any(press.followups for press in presses), 15, "no answer")
    await asyncio.sleep(1)
    answers = [message for press in presses for message in press.followups]
    must(len(answers) == 1, f"{len(answers)} answers")
    must(not answers[0]["flags"] & payloads.EPHEMERAL, "it is private")
    return "one public answer"


@row(PEOPLE, "a box for a follow-up opened before a restart and sent after it", "it is answered")
async def box(scene: Scene) -> str:
    folder = scene.folder()
    async with scene.running(folder=folder) as bot:
        shown = await bot.command(scene.fan, "champion", season=1996)
        opened = await bot.press(scene.fan, shown, custom_id="q:champion|1996")
        must(opened.modal is not None, "no box")
    typed = {"type": 4, "custom_id": "question", "value": "and in 1997?", "id": 2}
    data = {"custom_id": "q:champion|1996", "components": [{"type": 18, "id": 1, "component": typed}]}
    async with scene.running(folder=folder, DISCORD_TOKEN=bot.application.token) as again:
        answer = await _arrived(again, 5, scene.fan, data, shown.message)
    must("1997" in answer.text, f"answered with {answer.text[:80]!r}")
    return f"“{answer.text.splitlines()[0]}”"


@row(
    PEOPLE,
    "commands and options of an earlier version, and suggestions for them",
    "told that Discord has to be restarted; no suggestions; no fault",
)
async def earlier(scene: Scene) -> str:
    text = {"type": 3, "value": "x"}
    forms: tuple[tuple[str, list[Json]], ...] = (
        ("gone", []),
        ("results", []),
        ("champion", [{**text, "name": "season"}]),
    )
    for name, options in forms:
        data: Json = {"id": "1", "name": name, "type": 1, "options": options}
        told = await _arrived(scene.bot, payloads.CHAT, scene.fan, data)
        must(_CHANGED in told.text and told.ephemeral, f"told {told.text[:80]!r}")
        focused = {**data, "options": [{**text, "name": "gone", "focused": True}]}
        typed = await _arrived(scene.bot, payloads.AUTOCOMPLETE, scene.fan, focused)
        must(typed.choices == [], f"suggested {typed.choices}")
    return f"“{told.text.splitlines()[0]}”; nothing suggested"


@row(PEOPLE, "a mention where the bot may not read the history (160002)", "answered without a reference")
async def history(scene: Scene) -> str:
    refused = scene.discord.fail(_SEND, status=400, code=160002)
    here = dataclasses.replace(scene.fan, channel=scene.fan.channel + 1)
    answer = await scene.bot.message(here, f"{scene.bot.application.mention} who won in 2006?")
    must(refused.hits == 1, f"refused {refused.hits} times")
    must("Total Clean" in answer.text, f"answered with {answer.text[:80]!r}")
    must(answer.message and not answer.message.get("message_reference"), "with a reference")
    return f"answered in {answer.seconds:.2f} s"


@row(
    PEOPLE,
    "“Ask about this” on a forward, a poll and a message of components",
    "their text is read and answered",
)
async def forwards(scene: Scene) -> str:
    question = "who won the 2006 Copa Perú?"
    forms: tuple[Json, ...] = (
        {"message_snapshots": [{"message": {"content": question, "embeds": None}}]},
        {"poll": {"question": {"text": question}, "answers": [], "expiry": None}},
        {"components": [{"type": 17, "components": [{"type": 10, "content": question}]}], "flags": 1 << 15},
    )
    for form in forms:
        message = payloads.message(payloads.user(scene.fan), scene.fan.channel, {"content": ""}) | form
        data: Json = {
            **_CONTEXT,
            "target_id": message["id"],
            "resolved": {"messages": {message["id"]: message}},
        }
        answer = await _arrived(scene.bot, payloads.CHAT, scene.hincha, data)
        must("Total Clean" in answer.text, f"answered with {answer.text[:80]!r}")
    return f"{len(forms)} of {len(forms)} answered"


@row(PEOPLE, "a command and a mention in a server that is not in the bot's cache", "both are answered")
async def unknown_server(scene: Scene) -> str:
    bot = scene.bot
    guild = dataclasses.replace(scene.discord.guild, id=scene.discord.guild.id + 1, channel=4242)
    stranger = dataclasses.replace(scene.fan, guild=guild, channel=guild.channel)
    command = await right(await bot.send(stranger, "champion", season=2006))
    mention: Any = await bot.message(stranger, f"{bot.application.mention} who won in 2006?")
    must("Total Clean" in mention.text, f"answered with {mention.text[:80]!r}")
    return f"answered in {command:.2f} s and {mention.seconds:.2f} s"
