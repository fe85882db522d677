"""The command line: `copa` runs the bot, `copa ask` asks a question; the other commands maintain the data."""

import argparse
import asyncio
import atexit
import gc
import io
import logging
import os
import sqlite3
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import __version__
from bot.errors import (
    CopaError,
    DatabaseAwayError,
    DatabaseRefusedError,
    QuestionError,
    SettingsError,
    UsageError,
)
from bot.ops.logs import configure_logs, flush_logs
from bot.settings import Settings, read_env_file
from bot.text import escaped

if TYPE_CHECKING:
    from bot.replies.language import Language

    # argparse has no public name for it.
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

# Each command imports what it needs: without Discord, an answer in the terminal takes half the time.

log = logging.getLogger("bot")

OK, NO, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 70, 130
"""Exit codes: done; not answered or problems found; wrong usage or settings; internal error; Ctrl-C."""

LEAST_SQLITE = (3, 37)
"""The first version with STRICT tables."""

_FEW_COLLECTIONS = 100_000
"""Allocations between garbage collections; Python's default is 700."""

_EPILOG = """\
examples:
  copa ask "how did galvez do in 96"
  copa ask "/results José Gálvez season:1996" --json
  copa check my/documents
settings come from the environment and from .env in this folder; .env.example of the project lists them
exit codes: 0 done, 1 not answered or problems found, 2 wrong usage or settings, 70 internal error"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    _prepare_streams()
    options = _parser().parse_args(arguments)
    try:
        if sqlite3.sqlite_version_info < LEAST_SQLITE:
            least = ".".join(map(str, LEAST_SQLITE))
            return _complain(
                f"SQLite {least} or newer is needed; this Python has {sqlite3.sqlite_version}", USAGE
            )
        read_env_file()
        settings = Settings.from_environment()
        configure_logs(
            _log_level(settings, options),
            settings.log_format,
            secrets=(settings.token, *settings.database_secrets),
            shards=settings.shard_ids,
        )
        if options.quiet:
            # Most objects of a short command live until it exits; collections take a fifth of its time.
            gc.set_threshold(_FEW_COLLECTIONS)
            atexit.register(gc.freeze)
        try:
            code = int(options.run(options, settings))
        finally:
            # What the log says of an error stands before the error itself.
            flush_logs()
        sys.stdout.flush()
        return code
    except (SettingsError, UsageError, DatabaseRefusedError) as error:
        return _complain(str(error), USAGE, options)
    except QuestionError as error:
        return _complain(_in_one_line(error, options), NO, options)
    except CopaError as error:
        return _complain(str(error), NO, options)
    except BrokenPipeError:
        # The pipe was closed, as `| head` does; discard the rest of the output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        sentence = ": ".join(map(str, filter(None, (error.filename, error.strerror or error))))
        return _complain(sentence, NO, options)
    except Exception:
        # Through the log, which masks secrets and has the right format.
        log.critical("ended by a fault", exc_info=True)
        return FAULT


def _prepare_streams() -> None:
    """Print a replacement for characters that the terminal cannot show, and read JSON lines as UTF-8."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def _log_level(settings: Settings, options: argparse.Namespace) -> int:
    """Return the log level: errors alone beside answers, warnings and errors beside the local page."""
    level = settings.log_level
    if level <= logging.DEBUG:
        return level
    if options.quiet:
        return max(level, logging.ERROR)
    return max(level, logging.WARNING) if options.run is _run and settings.token is None else level


def _parser() -> argparse.ArgumentParser:
    called = Path(sys.argv[0]).stem
    parser = argparse.ArgumentParser(
        prog="copa" if called == "copa" else "python -m bot",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"copa-peru-bot {__version__}")
    parser.set_defaults(run=_run, quiet=False)
    commands = parser.add_subparsers(title="commands")
    _add_questions(commands)
    _add_documents(commands)
    _add_changes(commands)
    return parser


def _add_questions(commands: "_Commands") -> None:
    """Add the commands that answer: the bot, a question, a name."""
    run = commands.add_parser("run", help="run the bot; the default")
    run.set_defaults(run=_run)

    ask = commands.add_parser("ask", help="answer one question here")
    ask.add_argument(
        "line",
        nargs="*",
        type=_text,
        metavar="QUESTION",
        help='"how did galvez do in 96" or "/results José Gálvez"; - or none: a line of standard input',
    )
    ask.add_argument(
        "--jsonl",
        action="store_true",
        help='answer lines {"q": "…", "lang": "…", "reply_to": 0} of standard input',
    )
    ask.add_argument(
        "--details", action="store_true", help="print sources with lines, gaps and the documents' words too"
    )
    ask.add_argument("--json", action="store_true", help="print the facts with their sources as JSON")
    ask.add_argument(
        "--lang", choices=("en", "es"), help="language of the answer; default: that of the question"
    )
    ask.set_defaults(run=_ask, quiet=True)

    names = commands.add_parser("names", help="print which clubs a name can mean, and why")
    names.add_argument("text", nargs="?", type=_text, metavar="TEXT", help="the name as typed")
    names.add_argument("--jsonl", action="store_true", help='answer lines {"q": "…"} of standard input')
    names.add_argument("--complete", action="store_true", help="list autocomplete suggestions")
    names.add_argument("--no-aliases", action="store_true", help="use only names from the documents")
    names.add_argument("--season", type=int, metavar="YEAR", help="the season of the question")
    names.set_defaults(run=_names, quiet=True)


def _add_documents(commands: "_Commands") -> None:
    """Add the commands on documents and the cache."""
    check = commands.add_parser("check", help="read documents and print what was read and what is wrong")
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="documents or folders; default: all in use"
    )
    check.add_argument("--url", type=_text, metavar="TITLE", help='an article, such as "2019 Copa Perú"')
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    check.set_defaults(run=_check)

    read = commands.add_parser("read", help="print all facts of documents")
    read.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    read.add_argument("--json", action="store_true", help="print one line of JSON per document")
    read.set_defaults(run=_read, quiet=True)

    load = commands.add_parser("load", help="bring the cache up to date and print what changed")
    load.add_argument("--force", action="store_true", help="rebuild it from scratch")
    load.add_argument("--json", action="store_true", help="print the report as JSON")
    load.set_defaults(run=_load, quiet=True)

    fetch = commands.add_parser("fetch", help="fetch season articles of Wikipedia")
    fetch.add_argument("seasons", metavar="SEASONS", help="such as 2019 or 1967-2025")
    fetch.add_argument(
        "--language",
        action="append",
        choices=("en", "es"),
        help="may be given twice; default: both",
    )
    fetch.add_argument("--into", type=Path, metavar="DIR", help="only write them into a folder")
    fetch.add_argument("--dry-run", action="store_true", help="print what would be done, do nothing")
    fetch.add_argument("--json", action="store_true", help="print what came of each as JSON")
    fetch.set_defaults(run=_fetch, quiet=True)


def _add_changes(commands: "_Commands") -> None:
    """Add the commands on what moderators changed, on the export and on Discord."""
    undo = commands.add_parser("undo", help="undo the last moderator change")
    undo.add_argument("--json", action="store_true", help="print what was undone as JSON")
    undo.set_defaults(run=_undo, quiet=True)

    export = commands.add_parser("export", help="write all facts as CSV and SQLite into an archive")
    export.add_argument("target", type=Path, metavar="FILE.zip")
    export.add_argument("--force", action="store_true", help="replace a file that is there")
    export.add_argument("--json", action="store_true", help="print its path and size as JSON")
    export.set_defaults(run=_export, quiet=True)

    data = commands.add_parser("data", help="move moderators' changes to another database")
    copy = data.add_subparsers(title="commands", required=True).add_parser(
        "copy",
        help="copy everything to an empty place, and compare both",
        description="A place is an SQLite file, the folder of moderation.sqlite, or postgresql://…; "
        "PGPASSWORD and a password file work as with psql.",
    )
    copy.add_argument("--from", dest="source", required=True, metavar="PLACE")
    copy.add_argument("--to", dest="target", required=True, metavar="PLACE")
    copy.add_argument("--json", action="store_true", help="print what was copied as JSON")
    copy.set_defaults(run=_copy, quiet=True)

    sync = commands.add_parser("sync", help="register the commands with Discord even if unchanged")
    sync.set_defaults(run=_sync)


def _text(argument: str) -> str:
    """Return an argument as UTF-8, even in the POSIX locale, where Python decodes arguments as ASCII."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from bot.process import run_bot

    run_bot(settings)
    return OK


def _sync(options: argparse.Namespace, settings: Settings) -> int:
    from bot.process import sync_commands

    sync_commands(settings)
    return OK


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.check import check_data

    return _done(check_data(settings, options.paths, title=options.url, as_json=options.json))


def _read(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.read import read_documents

    return OK if read_documents(settings, options.paths, as_json=options.json) else NO


def _load(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.load import load_data

    return _done(load_data(settings, _language(), force=options.force, as_json=options.json))


def _fetch(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.fetch import fetch_data

    return _done(
        fetch_data(
            settings,
            options.seasons,
            options.language or (),
            _language(),
            into=options.into,
            dry_run=options.dry_run,
            as_json=options.json,
        )
    )


def _undo(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.load import undo_change

    return _done(undo_change(settings, _language(), as_json=options.json))


def _export(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.load import export_data

    return _done(export_data(settings, options.target, force=options.force, as_json=options.json))


def _copy(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.load import copy_data

    return _done(copy_data(options.source, options.target, as_json=options.json))


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    line = " ".join(options.line)
    if line == "-":
        line = ""
    if not line and not options.jsonl and not sys.stdin.isatty():
        line = sys.stdin.readline().strip()
    if bool(line) is options.jsonl:
        return _complain("ask takes either a question or --jsonl", USAGE, options)
    if not line.lstrip().startswith("/"):
        from bot.terminal.free_text import ask_in_words, ask_lines

        if options.jsonl:
            return _done(ask_lines(settings))
        return _done(
            ask_in_words(settings, line, options.lang, as_json=options.json, details=options.details)
        )
    from bot.terminal.ask import ask

    t = _language(options.lang)
    return _done(ask(settings, line, t, as_json=options.json, details=options.details))


def _names(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.names import NamesOptions, names

    if (options.text is None) is not options.jsonl:
        return _complain("names takes either a text or --jsonl", USAGE)
    wanted = NamesOptions(options.complete, not options.no_aliases, options.season)
    return _done(names(settings, options.text, wanted))


def _language(lang: str | None = None) -> "Language":
    from bot.replies.language import language

    return language(lang or "en", markup=False)


def _done(work: Coroutine[Any, Any, bool | None]) -> int:
    """Run a command; False gives exit code NO."""
    return NO if asyncio.run(work) is False else OK


def _in_one_line(error: QuestionError, options: argparse.Namespace) -> str:
    """Return why a command could not be done."""
    if isinstance(error, DatabaseAwayError):
        return str(error)
    from bot.terminal.ask import in_one_line

    return in_one_line(error, _language(getattr(options, "lang", None)))


def _complain(sentence: str, code: int, options: argparse.Namespace | None = None) -> int:
    """Print what went wrong: as JSON on standard output where JSON was asked for."""
    if getattr(options, "json", False):
        from bot.terminal.data import write_json

        write_json({"error": sentence})
    else:
        print(f"error: {escaped(sentence)}", file=sys.stderr)  # noqa: T201
    return code
