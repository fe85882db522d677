"""The command line: `python -m bot` runs the bot, `ask` asks it; the rest is for those who look after it."""

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import discord
from dotenv import load_dotenv

from bot import create_bot
from bot.client import CopaBot
from bot.discord_ui.command_sync import register_commands
from bot.errors import DocumentError, QuestionError, SettingsError, UsageError
from bot.ops import configure_logs
from bot.ops.shutdown import end_within
from bot.replies.language import language
from bot.settings import Settings
from bot.terminal import (
    NamesOptions,
    ask,
    ask_in_words,
    ask_lines,
    check_data,
    export_data,
    in_one_line,
    load_data,
    names,
    read_documents,
    undo_change,
)

log = logging.getLogger("bot")

_FAULT, _USAGE, _INTERRUPTED = 1, 2, 130
_END_SECONDS = 9.5
_TOKEN_REFUSED = 4004
_OWN_WORDS = language("en-US", markup=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 well, 1 a fault was found, 2 wrong use or settings."""
    options = _parser().parse_args(arguments)
    load_dotenv()
    # Nothing here speaks, so that discord.py need not warn of the packages that it would take.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    try:
        settings = Settings.from_environment()
        configure_logs(
            _log_level(settings.log_level, quiet=options.quiet),
            settings.log_format,
            token=settings.token,
            shards=settings.shard_ids,
        )
        return int(options.run(options, settings))
    except SettingsError as error:
        return _complain(str(error), _USAGE)
    except BrokenPipeError:
        # Whoever read has gone, as `| head` does; what is still unwritten goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAULT
    except KeyboardInterrupt:
        return _INTERRUPTED
    except discord.LoginFailure:
        return _complain("DISCORD_TOKEN: Discord does not accept this token", _USAGE)
    except discord.ConnectionClosed as error:
        if error.code == _TOKEN_REFUSED:
            return _complain("DISCORD_TOKEN: Discord does not accept this token any more", _USAGE)
        return _complain(f"Discord ended the connection for good: {error}", _FAULT)
    except (aiohttp.ClientConnectionError, discord.DiscordServerError) as error:
        return _complain(f"Discord cannot be reached: {error}", _FAULT)
    except Exception:
        # Through the log, which blanks secrets and keeps to its format.
        log.critical("ended by a fault", exc_info=True)
        return _FAULT


def _log_level(level: int, *, quiet: bool) -> int:
    """Return the level to log at; whoever asks one question sees the log of the start with DEBUG alone."""
    return max(level, logging.ERROR) if quiet and level > logging.DEBUG else level


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.set_defaults(run=_run, quiet=False)
    commands = parser.add_subparsers(title="commands")

    asking = commands.add_parser("ask", help="answer one question here")
    asking.add_argument(
        "line", nargs="*", metavar="QUESTION", help='"how did galvez do in 96" or "/results José Gálvez"'
    )
    asking.add_argument(
        "--jsonl",
        action="store_true",
        help='answer lines {"q": "…", "lang": "…", "reply_to": 0} of standard input',
    )
    asking.add_argument("--json", action="store_true", help="print the facts with their sources as JSON")
    asking.add_argument("--lang", choices=("en", "es"), help="the answer's language, else the question's")
    asking.set_defaults(run=_ask, quiet=True)

    naming = commands.add_parser("names", help="print what the resolver makes of a name, and why")
    naming.add_argument("text", nargs="?", metavar="TEXT", help="the name as typed")
    naming.add_argument("--jsonl", action="store_true", help='answer lines {"q": "…"} of standard input')
    naming.add_argument("--complete", action="store_true", help="as the suggestions while typing")
    naming.add_argument("--no-aliases", action="store_true", help="by the names of the documents alone")
    naming.add_argument("--season", type=int, metavar="YEAR", help="the season asked for")
    naming.set_defaults(run=_names, quiet=True)

    checking = commands.add_parser("check", help="read documents and print what was read and what is wrong")
    checking.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="documents or folders, else all in use"
    )
    checking.add_argument("--json", action="store_true", help="print the report as JSON")
    checking.set_defaults(run=_check)

    reading = commands.add_parser("read", help="print all facts of documents")
    reading.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    reading.add_argument("--json", action="store_true", help="print a line of JSON a document")
    reading.set_defaults(run=_read, quiet=True)

    loading = commands.add_parser("load", help="bring the cache up to date and print what changed")
    loading.add_argument("--force", action="store_true", help="build it from nothing")
    loading.add_argument("--json", action="store_true", help="print the report as JSON")
    loading.set_defaults(run=_load, quiet=True)

    undoing = commands.add_parser("undo", help="take back the last change of a moderator")
    undoing.add_argument("--json", action="store_true", help="print what was taken back as JSON")
    undoing.set_defaults(run=_undo, quiet=True)

    exporting = commands.add_parser("export", help="write all facts as CSV and SQLite into an archive")
    exporting.add_argument("target", type=Path, metavar="FILE.zip")
    exporting.add_argument("--json", action="store_true", help="print where it is and its size as JSON")
    exporting.set_defaults(run=_export, quiet=True)

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

    def end() -> None:
        stop.set()
        end_within(_END_SECONDS)

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, end)
    bot.store.taken_up = _rest_collector
    if bot.settings.token is None:
        from bot.local_page import run_local  # the page's packages are not needed where there is a token

        await run_local(bot, stop=stop)
        return
    async with bot, _watched(bot):
        running = asyncio.create_task(bot.start(bot.settings.token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if running.done():
            await running
        # Nothing more is heard of Discord from here on: what it sends now would be cut off in the middle.
        running.cancel()
        await asyncio.wait([running])
        await bot.finish()


_WHOLE_COLLECTIONS_APART = 100
"""How many collections of what is young come before one of all; Python's own 10 make it one a second."""


def _rest_collector() -> None:
    """Take all there is now out of later garbage collections: most of it stays as long as the data does.

    A collection would go through all of it, which is a pause of 40 ms for whoever asks meanwhile. What was
    remembered since is a pause of 20 ms.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _WHOLE_COLLECTIONS_APART)


@contextlib.asynccontextmanager
async def _watched(bot: CopaBot) -> AsyncIterator[None]:
    """Serve health and metrics, if a port is set for them, from before the data is loaded to the end."""
    settings = bot.settings
    if settings.metrics_port is None:
        yield
        return
    # Their packages are not needed where nobody asks.
    from bot.ops.health import serving
    from bot.ops.metrics import Metrics

    metrics = Metrics(bot)
    bot.door.count = metrics.count
    async with serving(bot, metrics, settings.metrics_host, settings.metrics_port):
        yield


def _check(options: argparse.Namespace, settings: Settings) -> int:
    try:
        return _changed(check_data(settings, options.paths, as_json=options.json))
    except DocumentError as error:
        return _complain(str(error), _FAULT)


def _read(options: argparse.Namespace, settings: Settings) -> int:
    return 0 if read_documents(settings, options.paths, as_json=options.json) else _FAULT


def _load(options: argparse.Namespace, settings: Settings) -> int:
    work = load_data(settings, _OWN_WORDS, force=options.force, as_json=options.json)
    return _changed(work)


def _undo(options: argparse.Namespace, settings: Settings) -> int:
    return _changed(undo_change(settings, _OWN_WORDS, as_json=options.json))


def _export(options: argparse.Namespace, settings: Settings) -> int:
    return _changed(export_data(settings, options.target, as_json=options.json))


def _changed(work: Coroutine[Any, Any, bool | None]) -> int:
    """Do work on the data; what cannot be done is one line, and like what is only partly done exit code 1."""
    try:
        return _FAULT if asyncio.run(work) is False else 0
    except QuestionError as error:
        return _complain(in_one_line(error, _OWN_WORDS), _FAULT)
    except OSError as error:
        return _complain(str(error), _FAULT)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    line = " ".join(options.line)
    if bool(line) is options.jsonl:
        return _complain("ask takes either a question or --jsonl", _USAGE)
    if options.jsonl:
        asyncio.run(ask_lines(settings))
        return 0
    if not line.lstrip().startswith("/"):
        answered = asyncio.run(ask_in_words(settings, line, options.lang, as_json=options.json))
        return 0 if answered else _FAULT
    t = language(options.lang or "en", markup=False)
    try:
        asyncio.run(ask(settings, line, t, as_json=options.json))
    except UsageError as error:
        return _complain(str(error), _USAGE)
    except QuestionError as error:
        return _complain(in_one_line(error, t), _FAULT)
    return 0


def _names(options: argparse.Namespace, settings: Settings) -> int:
    if (options.text is None) is not options.jsonl:
        return _complain("names takes either a text or --jsonl", _USAGE)
    wanted = NamesOptions(options.complete, not options.no_aliases, options.season)
    asyncio.run(names(settings, options.text, wanted))
    return 0


def _complain(sentence: str, code: int) -> int:
    print(f"error: {sentence}", file=sys.stderr)  # noqa: T201
    return code


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
