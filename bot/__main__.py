"""The command line: `python -m bot` runs the bot; `check` and `sync` are for those who look after it."""

import argparse
import asyncio
import contextlib
import json
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import discord
from dotenv import load_dotenv

from bot import create_bot
from bot.client import CopaBot
from bot.documents import check, decode, read_season
from bot.documents.report import has_errors, report_data, report_lines
from bot.errors import DocumentError, SettingsError
from bot.registration import register_commands
from bot.settings import Settings

_FAULT, _USAGE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 well, 1 a fault was found, 2 wrong use or settings."""
    options = _parser().parse_args(arguments)
    load_dotenv()
    try:
        settings = Settings.from_environment()
        logging.basicConfig(
            level=settings.log_level,
            format="%(asctime)s %(levelname)s %(name)s: %(message)s",
            stream=sys.stderr,
        )
        return int(options.run(options, settings))
    except SettingsError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return _USAGE
    except discord.LoginFailure:
        print("error: DISCORD_TOKEN: Discord does not accept this token", file=sys.stderr)  # noqa: T201
        return _USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.set_defaults(run=_run)
    commands = parser.add_subparsers(title="commands")

    checking = commands.add_parser("check", help="read documents and print what was read and what is wrong")
    checking.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="documents or folders")
    checking.add_argument("--json", action="store_true", help="print the report as JSON")
    checking.set_defaults(run=_check)

    syncing = commands.add_parser("sync", help="register the commands with Discord, changed or not")
    syncing.set_defaults(run=_sync)
    return parser


def _run(options: argparse.Namespace, settings: Settings) -> int:
    asyncio.run(_until_stopped(create_bot()))
    return 0


async def _until_stopped(bot: CopaBot) -> None:
    """Run the bot, in Discord or without a token in the local page, until Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    if bot.settings.token is None:
        from bot.local import run_local  # the page's packages are not needed where there is a token

        await run_local(bot, stop=stop)
        return
    async with bot:
        running = asyncio.create_task(bot.start(bot.settings.token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if running.done():
            await running
        await bot.close()
        with contextlib.suppress(asyncio.CancelledError):
            await running


def _check(options: argparse.Namespace, settings: Settings) -> int:
    paths = [file for path in options.paths or [settings.seasons_dir] for file in _documents(path)]
    if not paths:
        print(f"error: there is no document in {settings.seasons_dir}", file=sys.stderr)  # noqa: T201
        return _FAULT
    failed = False
    reports: list[dict[str, object]] = []
    for path in paths:
        try:
            season = read_season(decode(path.read_bytes(), path.name), path.name)
        except (OSError, DocumentError) as error:
            failed = True
            reports.append({"document": path.name, "error": str(error)})
            if not options.json:
                print(f"{path.name}\n  cannot be read: {error}\n")  # noqa: T201
            continue
        problems = (*season.problems, *check(season))
        failed |= has_errors(problems)
        reports.append(report_data(season, problems))
        if not options.json:
            print("\n".join(report_lines(season, problems)), end="\n\n")  # noqa: T201
    if options.json:
        json.dump(reports, sys.stdout, ensure_ascii=False, indent=1)
    return _FAULT if failed else 0


def _documents(path: Path) -> list[Path]:
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]


def _sync(options: argparse.Namespace, settings: Settings) -> int:
    if settings.token is None:
        raise SettingsError("DISCORD_TOKEN", "is needed to register the commands")
    asyncio.run(_sync_commands(create_bot(), settings.token))
    return 0


async def _sync_commands(bot: CopaBot, token: str) -> None:
    async with bot:
        await bot.login(token)
        await register_commands(bot.tree, bot.settings, bot.application_id, force=True)


if __name__ == "__main__":
    sys.exit(main())
