"""Load on the real bot and, in turns, on the floor: `python -m bench.load [--write]`.

What counts is the ratio of the two, made in the same minutes on the same machine.
"""

import argparse
import asyncio
import itertools
import json
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import seasons
from bench.floor import COMMANDS
from bench.measure import Beside, Slice, Summary, in_turns, paired, run_slice, summary
from bench.mix import Deed, Vocabulary, commands, once, typing, vocabulary, with_pictures
from bench.standin import Bot, Person, standin
from bench.table import markdown, write

_WARM = 400
"""How many different questions the warm mix holds."""
_FRESH = 30_000
"""How many are made where none may come twice; a bot that has asked them all stops."""
_LOCALES = ("en-US", "es-419")
_HEAD = ("", "answers/s", "p50 ms", "p95 ms", "p99 ms", "failures", "CPU ms an answer", "memory MiB")


def main() -> None:
    """Run the load and print the tables; with --write they stand in docs/performance.md too."""
    options = _parser().parse_args()
    text = asyncio.run(_run(options))
    print(text)
    if options.write:
        write("load", text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--users", type=int, default=16)
    parser.add_argument("--slices", type=int, default=12, help="slices for each bot and kind of load")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of a slice")
    parser.add_argument(
        "--seasons", type=int, help="so many made-up seasons instead of the documents shipped"
    )
    parser.add_argument("--kinds", nargs="+", default=list(_KINDS), choices=_KINDS)
    parser.add_argument("--steady", type=int, default=0, metavar="COMMANDS", help="watch memory over so many")
    parser.add_argument("--seed", type=int, default=1967)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    return parser


def _warm(words: Vocabulary, seed: int) -> list[Deed]:
    return list(itertools.islice(commands(words, seed), _WARM))


def _fresh(words: Vocabulary, seed: int) -> list[Deed]:
    return list(itertools.islice(once(commands(words, seed + 1), _warm(words, seed)), _FRESH))


def _typing(words: Vocabulary, seed: int) -> list[Deed]:
    return list(itertools.islice(typing(words, seed), _FRESH))


_KINDS: dict[str, tuple[str, Callable[[Vocabulary, int], list[Deed]]]] = {
    "warm": ("Commands without pictures, asked before", _warm),
    "fresh": ("Commands without pictures, each question for the first time", _fresh),
    "autocomplete": ("Suggestions while typing", _typing),
    "pictures": ("Commands without pictures, asked before, while two more users ask for pictures", _warm),
}
_DRAWING = 2


async def _run(options: argparse.Namespace) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = {"CACHE_PATH": str(folder / "cache.sqlite3"), "LOG_LEVEL": "INFO", "COOLDOWN": "0"}
        if options.seasons:
            environ["SEASONS_DIR"] = str(folder / "seasons")
            seasons.write(folder / "seasons", options.seasons, options.seed)
        async with standin(keep=100) as discord, discord.bot(environ) as bot:
            file = folder / "commands.json"
            file.write_text(json.dumps(bot.application.commands[None]), encoding="utf-8")
            async with discord.bot({COMMANDS: str(file)}, module="bench.floor") as floor:
                people = [
                    discord.person(f"user {n}", locale=_LOCALES[n % len(_LOCALES)])
                    for n in range(options.users + _DRAWING)
                ]
                return await _measure(options, bot, floor, people)


async def _measure(options: argparse.Namespace, bot: Bot, floor: Bot, people: list[Person]) -> str:
    known = await vocabulary(bot, people[0])
    pictured = await with_pictures(bot, people[0], known, options.seed)
    words = known.only(known.names - pictured)
    parts = [_conditions(options, words, pictured)]
    for kind in options.kinds:
        title, made = _KINDS[kind]
        if kind == "pictures" and not pictured:
            continue
        ours, theirs = await _one_kind(
            options, (bot, floor), people, kind, known if made is _typing else words, pictured
        )
        parts.append(_table(title, ours, theirs))
    if options.steady:
        parts.append(await _steady(options, bot, people, words))
    errors = bot.process.log.count("Traceback")
    parts.append(f"Errors that the bot logged meanwhile: {errors}.")
    return "\n\n".join(parts)


async def _one_kind(
    options: argparse.Namespace,
    bots: tuple[Bot, Bot],
    people: list[Person],
    kind: str,
    words: Vocabulary,
    pictured: set[str],
) -> list[list[Slice]]:
    asking, drawing = people[:-_DRAWING], people[-_DRAWING:]
    deeds = _KINDS[kind][1](words, options.seed)
    if kind != "fresh":
        # What is asked for the first time, in each language, was paid for before the clock starts.
        for bot, locale in itertools.product(bots, _LOCALES):
            readers = [person for person in asking if person.locale == locale]
            await run_slice(bot, readers, iter(deeds[:_WARM]), 60)

    def beside() -> Beside | None:
        if kind != "pictures":
            return None
        known = Vocabulary(
            [c for c in bots[0].application.commands[None] if c["name"] in pictured], words.values
        )
        return Beside(drawing, commands(known, options.seed))

    return await in_turns(
        bots,
        asking,
        # The floor remembers nothing: what it was asked before is as new to it.
        (iter(deeds) if kind == "fresh" else itertools.cycle(deeds), itertools.cycle(deeds)),
        slices=options.slices,
        seconds=options.seconds,
        beside=beside,
    )


def _conditions(options: argparse.Namespace, words: Vocabulary, pictured: set[str]) -> str:
    documents = f"{options.seasons} made-up seasons" if options.seasons else "the documents shipped"
    return (
        f"{options.users} users, {options.slices} slices of {options.seconds:g} s for each bot in turns, "
        f"{documents}; {len(words.commands)} commands without pictures ({', '.join(sorted(words.names))}), "
        f"{len(pictured)} with ({', '.join(sorted(pictured)) or 'none'}); Python {platform.python_version()}."
    )


def _table(title: str, ours: list[Slice], theirs: list[Slice]) -> str:
    bot, floor = summary(ours), summary(theirs)
    least, median, most = paired(ours, theirs)
    ratio = (
        "ratio",
        f"{bot.throughput / floor.throughput:.2f}",
        f"{bot.p50 / floor.p50:.2f}",
        f"{bot.p95 / floor.p95:.2f}",
        f"{bot.p99 / floor.p99:.2f}",
        "",
        f"{bot.cpu / floor.cpu:.2f}",
        f"{bot.memory / floor.memory:.2f}",
    )
    table = markdown(_HEAD, (_row("bot", bot), _row("floor", floor), ratio))
    spread = f"Throughput of slices side by side: {least:.2f} to {most:.2f}, median {median:.2f}."
    return f"**{title}**\n\n{table}\n\n{spread}"


def _row(name: str, found: Summary) -> tuple[str, ...]:
    return (
        name,
        f"{found.throughput:.0f}",
        f"{found.p50:.1f}",
        f"{found.p95:.1f}",
        f"{found.p99:.1f}",
        f"{found.failures} of {found.answers + found.failures}",
        f"{found.cpu:.2f}",
        f"{found.memory:.0f}",
    )


async def _steady(options: argparse.Namespace, bot: Bot, people: list[Person], words: Vocabulary) -> str:
    """Tell how memory grows over many commands, once the first tenth is done."""
    deeds = itertools.cycle(_warm(words, options.seed))
    first = await run_slice(bot, people, itertools.islice(deeds, options.steady // 10), 3600)
    last = await run_slice(bot, people, itertools.islice(deeds, options.steady), 3600)
    growth = (last.memory / first.memory - 1) * 100
    memory = f"{first.memory:.1f} to {last.memory:.1f} MiB ({growth:+.1f} %)"
    return f"Memory over {options.steady} commands: {memory}."


if __name__ == "__main__":
    main()
