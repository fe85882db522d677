"""What each command costs beside its answer, in processor time: `python -m bench.event`.

A command is let in, counted, logged and measured in a task of its own, as in the bot; what the task itself
costs is taken off. The least of many rounds counts, for whatever else runs on the machine only adds to it.
"""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import discord

from bench.table import markdown
from bot.discord_ui.gate import Gate
from bot.ops import configure_logs
from bot.ops.cooldown import Cooldowns
from bot.ops.metrics import Metrics
from bot.settings import Settings

_ROUNDS, _COMMANDS = 20, 1000
_DATA = SimpleNamespace(generation="0123456789abcdef", loaded_at="2026-01-01T00:00:00Z", seasons=(1,))
_STORE: Any = SimpleNamespace(current=_DATA)


def _interaction(kind: discord.InteractionType) -> Any:
    return SimpleNamespace(
        type=kind,
        user=SimpleNamespace(id=1),
        guild_id=1_100_000_000_000,
        locale=discord.Locale.spain_spanish,
        data={"type": 1},
        command=SimpleNamespace(qualified_name="champion"),
        extras={"outcome": "answered"},
    )


async def _microseconds(gate: Gate, kind: discord.InteractionType) -> float:
    async def admitted() -> None:
        await gate.admit(_interaction(kind))

    async def bare() -> None:
        _interaction(kind)

    least: dict[Callable[[], Coroutine[Any, Any, None]], float] = {}
    for work in (bare, admitted) * _ROUNDS:
        began = time.process_time()
        for _ in range(_COMMANDS):
            await asyncio.create_task(work())
        took = time.process_time() - began
        least[work] = min(took, least.get(work, took))
    return (least[admitted] - least[bare]) / _COMMANDS * 1e6


def _gate(*, metrics: bool) -> Gate:
    gate = Gate(Settings.from_environment({}), _STORE)
    # The cooldown counts, but refuses nobody.
    gate.cooldowns = Cooldowns(_ROUNDS * _COMMANDS * 10, 3600)
    if metrics:
        bot: Any = SimpleNamespace(store=_STORE)
        gate.count = Metrics(bot).count
    return gate


def main() -> None:
    """Print the costs for both forms of the log, with and without metrics."""
    out = sys.stdout
    rows = []
    for form in ("text", "json"):
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            sys.stderr = nowhere
            configure_logs(logging.INFO, form)
            for metrics in (False, True):
                gate = _gate(metrics=metrics)
                costs = [
                    asyncio.run(_microseconds(gate, kind))
                    for kind in (
                        discord.InteractionType.application_command,
                        discord.InteractionType.autocomplete,
                    )
                ]
                rows.append((form, "yes" if metrics else "no", *(f"{cost:.1f}" for cost in costs)))
        sys.stderr = sys.__stderr__
    out.write(markdown(("log", "metrics", "µs a command", "µs a suggestion"), rows) + "\n")


if __name__ == "__main__":
    main()
