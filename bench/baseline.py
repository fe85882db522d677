"""The baseline of the bench: a discord.py bot whose commands send one constant embed.

`BASELINE_COMMANDS` names a JSON file of commands as the bot registers them. The baseline has the same
commands and options, so that it gets the same load and discord.py has the same work parsing it.
"""

import asyncio
import contextlib
import inspect
import json
import logging
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

COMMANDS = "BASELINE_COMMANDS"
_TYPES: dict[int, Any] = {
    3: str,
    4: int,
    5: bool,
    6: discord.User,
    7: app_commands.AppCommandChannel,
    8: discord.Role,
    9: discord.User | discord.Role,
    10: float,
    11: discord.Attachment,
}
_DEFAULT = [
    {
        "name": "champion",
        "description": "Constant",
        "options": [
            {"type": 4, "name": "season", "description": "Constant", "required": False, "autocomplete": True}
        ],
    }
]
_EMBED = discord.Embed(
    title="A constant title", description="A constant line of an answer.\n" * 8, colour=0xD91023
)
_EMBED.set_footer(text="A constant source")
_CHOICES = [Choice(name=f"A constant suggestion {n}", value=n) for n in range(10)]
_WORDS = [Choice(name=choice.name, value=choice.name) for choice in _CHOICES]

Interaction = discord.Interaction[Any]


def command_of(described: dict[str, Any]) -> app_commands.Command[Any, ..., None]:
    """Return a command with these options that sends the constant embed."""
    options = [option for option in described.get("options", []) if option["type"] in _TYPES]

    async def answer(interaction: Interaction, **given: object) -> None:
        await interaction.response.send_message(embed=_EMBED)

    # discord.py reads the options from the signature.
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Interaction)
    parameters = [first, *(_parameter(option) for option in options)]
    answer.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    callback: Callable[..., Coroutine[Any, Any, None]] = answer
    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=described["name"], description=described["description"], callback=callback
    )
    for option in options:
        if option.get("autocomplete"):
            suggest: Any = _numbers if option["type"] == 4 else _texts
            command.autocomplete(option["name"])(suggest)
    return command


def _parameter(option: dict[str, Any]) -> inspect.Parameter:
    kind = _TYPES[option["type"]]
    needed = option.get("required", False)
    return inspect.Parameter(
        option["name"],
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=inspect.Parameter.empty if needed else None,
        annotation=kind if needed else kind | None,
    )


async def _numbers(interaction: Interaction, typed: str) -> list[Choice[int]]:
    return _CHOICES


async def _texts(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return _WORDS


class Baseline(discord.Client):
    """A client of the same kind as the bot's, with nothing behind it."""

    def __init__(self, described: list[dict[str, Any]]) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.tree = app_commands.CommandTree(self)
        for command in described:
            if command.get("type", 1) == 1 and all(o["type"] in _TYPES for o in command.get("options", [])):
                self.tree.add_command(command_of(command))

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()


async def _run(token: str, described: list[dict[str, Any]]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with Baseline(described) as baseline:
        running = asyncio.create_task(baseline.start(token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if running.done():
            await running
        await baseline.close()
        with contextlib.suppress(asyncio.CancelledError):
            await running


def main() -> None:
    """Run the baseline with the token of DISCORD_TOKEN until it is told to end."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.basicConfig(level=logging.INFO)
    file = os.environ.get(COMMANDS)
    described = json.loads(Path(file).read_text(encoding="utf-8")) if file else _DEFAULT
    asyncio.run(_run(os.environ["DISCORD_TOKEN"], described))


if __name__ == "__main__":
    main()
