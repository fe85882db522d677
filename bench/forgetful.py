"""The bot without its cache of finished messages, for the bench: `python -m bench.bootstrap bench.forgetful`.

Each question is answered as if it had never been asked; what was read for other questions stays.
"""

import dataclasses
import runpy
import sys
from typing import Any

from bot.discord_ui import answer as answering
from bot.discord_ui.message import Message

_finished = answering._finished


async def finished(*question: Any, **options: Any) -> Message:
    """Make an answer that is not kept."""
    return dataclasses.replace(await _finished(*question, **options), cacheable=False)


def main() -> None:
    """Run the bot."""
    answering._finished = finished
    sys.argv = ["bot"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
