"""Load on the real bot and, alternating, on the baseline: `python -m bench.load [--write]`.

What counts is the ratio of the two, made in the same minutes on the same machine.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import itertools
import json
import platform
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import forgetful, seasons
from bench.baseline import COMMANDS
from bench.measure import Beside, Slice, Summary, in_turns, paired, run_slice, summary
from bench.mix import (
    Deed,
    Vocabulary,
    commands,
    each_new,
    made_anew,
    once,
    typing,
    vocabulary,
    with_pictures,
)
from bench.standin import Bot, Discord, standin
from bench.table import markdown, write

_WARM = 400
"""Number of questions in the mix, asked in two languages."""
_TYPED = 30_000
_FEW, _MOST = 200, 3000
_SEASONS = 500
_LOCALES = ("en-US", "es-419")
_DRAWING = 2
_POINTS = 5
_HEAD = (
    "",
    "answers/s",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "failures",
    "CPU ms/answer",
    "memory MiB",
    "client CPU ms",
)
_PLAIN, _ANEW = "bot", "bot without message cache"
_MANY, _BASELINE = "bot with many seasons", "baseline"
_TITLES = {
    "warm": "Commands without pictures, warm cache",
    "anew": "The same without the message cache",
    "fresh": "Commands without pictures, every question new",
    "autocomplete": "Autocomplete",
    "pictures": "Commands without pictures, warm cache, while two more users request new pictures",
}
_ASKED = {"anew": _ANEW, "fresh": _MANY, "pictures": _MANY}


def main() -> None:
    """Run the load and print the tables; with --write, put them into docs/performance.md too."""
    options = _parser().parse_args()
    text, numbers = asyncio.run(_run(options))
    print(text)
    if options.write:
        write("load", text)
    if options.json:
        options.json.write_text(json.dumps(numbers, indent=1), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--users", type=int, default=16)
    parser.add_argument("--slices", type=int, default=12, help="slices for each bot and kind of load")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of a slice")
    parser.add_argument(
        "--seasons",
        type=int,
        default=_SEASONS,
        help="number of generated seasons, for new questions and pictures",
    )
    parser.add_argument("--kinds", nargs="+", default=list(_TITLES), choices=_TITLES)
    parser.add_argument(
        "--steady", type=int, default=0, metavar="COMMANDS", help="track memory over this many"
    )
    parser.add_argument("--seed", type=int, default=1967)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    return parser


@dataclass
class _Asked:
    """A bot and the questions it can answer."""

    bot: Bot
    words: Vocabulary
    pictured: set[str]
    anew: set[str]

    @property
    def plain(self) -> Vocabulary:
        """The commands without pictures whose answers are the same for the same question."""
        return self.words.only(self.words.names - self.pictured - self.anew)


class _Bench:
    """The bots of a run, and the users who ask them."""

    def __init__(
        self, options: argparse.Namespace, discord: Discord, bots: contextlib.AsyncExitStack, folder: Path
    ) -> None:
        self.options = options
        self.discord = discord
        self.folder = folder
        self.asked: dict[str, _Asked] = {}
        self.people = [
            discord.person(f"user {n}", locale=_LOCALES[n % len(_LOCALES)])
            for n in range(options.users + _DRAWING)
        ]
        self._bots = bots

    async def start(self) -> None:
        """Start the bots; the baseline has the commands that the bot registered."""
        options = self.options
        needed = {_PLAIN, *(_ASKED.get(kind, _PLAIN) for kind in options.kinds)}
        bot = await self._start(_PLAIN, {}, "bot")
        words = await vocabulary(bot, self.people[0])
        pictured = await with_pictures(bot, self.people[0], words, options.seed)
        anew = await made_anew(bot, self.people[0], words)
        self.asked[_PLAIN] = _Asked(bot, words, pictured, anew)
        if _ANEW in needed:
            other = await self._start(_ANEW, {}, forgetful.__name__)
            self.asked[_ANEW] = _Asked(other, words, pictured, anew)
        if _MANY in needed:
            made = self.folder / "seasons"
            seasons.write(made, options.seasons, options.seed)
            other = await self._start(_MANY, {"SEASONS_DIR": str(made)}, "bot")
            decades = sorted({str(year)[:3] for year in seasons.years(options.seasons)})
            words = await vocabulary(other, self.people[0], ("", *"abcdefghijklmnopqrstuv", *decades))
            self.asked[_MANY] = _Asked(other, words, pictured, anew)
        file = self.folder / "commands.json"
        file.write_text(json.dumps(bot.application.commands[None]), encoding="utf-8")
        baseline = await self._start(_BASELINE, {COMMANDS: str(file)}, "bench.baseline")
        self.asked[_BASELINE] = _Asked(baseline, words, pictured, anew)

    async def _start(self, name: str, environ: dict[str, str], module: str) -> Bot:
        settings = {
            "CACHE_PATH": str(self.folder / f"{name}.sqlite3"),
            "LOG_LEVEL": "INFO",
            "COOLDOWN": "0",
            **environ,
        }
        return await self._bots.enter_async_context(
            self.discord.bot(settings, module=module, start_seconds=600)
        )

    async def measure(self, kind: str) -> dict[str, list[Slice]]:
        """Run one kind of load on a bot and the baseline, alternating; return the slices of each."""
        options = self.options
        ours, baseline = self.asked[_ASKED.get(kind, _PLAIN)], self.asked[_BASELINE]
        asking, drawing = self.people[:-_DRAWING], self.people[-_DRAWING:]
        deeds = _deeds(kind, ours, options.seed)
        named = {_ASKED.get(kind, _PLAIN): ours.bot, _BASELINE: baseline.bot}
        beside: dict[str, Beside] = {}
        if kind == "pictures":
            named = {
                f"{_MANY}, drawing": ours.bot,
                f"{_MANY}, not drawing": ours.bot,
                _BASELINE: baseline.bot,
            }
            for name, limit in ((f"{_MANY}, drawing", True), (_BASELINE, False)):
                wanted = commands(ours.words.only(ours.pictured), options.seed)
                beside[name] = Beside(drawing, once(wanted) if limit else wanted)
        if kind != "fresh":
            # Warm the cache in each language before the clock starts.
            for bot, locale in itertools.product(set(named.values()), _LOCALES):
                readers = [person for person in asking if person.locale == locale]
                await run_slice(bot, readers, iter(deeds[:_WARM]), 60)
        slices = await in_turns(
            list(named.values()),
            asking,
            # The baseline has no cache, so repeated questions cost it the same as new ones.
            [
                iter(deeds) if kind == "fresh" and name != _BASELINE else itertools.cycle(deeds)
                for name in named
            ],
            slices=options.slices,
            seconds=options.seconds,
            beside=[beside.get(name) for name in named],
        )
        return dict(zip(named, slices, strict=True))

    async def steady(self, count: int) -> str:
        """Report memory over many commands and autocomplete requests, after a tenth of them as warm-up."""
        asked = self.asked[_PLAIN]
        await run_slice(asked.bot, self.people, _anything(asked.words, self.options.seed, count // 10), 3600)
        found = [asked.bot.process.usage().memory]
        for part in range(_POINTS):
            deeds = _anything(asked.words, self.options.seed + 1 + part, count // _POINTS)
            found.append((await run_slice(asked.bot, self.people, deeds, 3600)).memory)
        growth = (found[-1] / found[0] - 1) * 100
        points = ", ".join(f"{memory:.1f}" for memory in found)
        return (
            f"Memory over {count} commands, including pictures, and as many autocomplete requests: "
            f"{points} MiB ({growth:+.1f} %)."
        )


def _deeds(kind: str, asked: _Asked, seed: int) -> list[Deed]:
    if kind == "autocomplete":
        return list(itertools.islice(typing(asked.words, seed), _TYPED))
    warm = list(itertools.islice(commands(asked.plain, seed), _WARM))
    return each_new(asked.plain, seed + 1, warm, _FEW, _MOST) if kind == "fresh" else warm


def _anything(words: Vocabulary, seed: int, count: int) -> Iterator[Deed]:
    both = zip(commands(words, seed), typing(words, seed), strict=True)
    return itertools.islice(itertools.chain.from_iterable(both), 2 * count)


async def _run(options: argparse.Namespace) -> tuple[str, dict[str, object]]:
    with tempfile.TemporaryDirectory() as name:
        async with standin(keep=100) as discord, contextlib.AsyncExitStack() as bots:
            bench = _Bench(options, discord, bots, Path(name))
            await bench.start()
            parts = [_conditions(options, bench.asked[_PLAIN])]
            numbers: dict[str, object] = {}
            for kind in options.kinds:
                found = await bench.measure(kind)
                sums = {name: summary(slices) for name, slices in found.items()}
                numbers[kind] = {name: dataclasses.asdict(one) for name, one in sums.items()}
                parts.append(_shown(kind, found, sums))
            if options.steady:
                parts.append(await bench.steady(options.steady))
            errors = sum(asked.bot.process.log.count("Traceback") for asked in bench.asked.values())
            parts.append(f"Errors logged by the bots: {errors}.")
            return "\n\n".join(parts), numbers


def _conditions(options: argparse.Namespace, asked: _Asked) -> str:
    return (
        f"{options.users} users, {options.slices} slices of {options.seconds:g} s per bot, alternating; "
        f"{len(asked.plain.commands)} commands without pictures ({', '.join(sorted(asked.plain.names))}), "
        f"without those that are new each time ({', '.join(sorted(asked.anew)) or 'none'}), "
        f"{len(asked.pictured)} with ({', '.join(sorted(asked.pictured)) or 'none'}); the documents shipped, "
        f"for the bot with many seasons {options.seasons} generated ones; Python {platform.python_version()}."
    )


def _shown(kind: str, found: dict[str, list[Slice]], sums: dict[str, Summary]) -> str:
    (name, ours), *others = sums.items()
    rows = [_row(name, one) for name, one in sums.items()]
    rows += [_ratios(f"ratio to {other}", ours, theirs) for other, theirs in others]
    least, median, most = paired(found[name], found[_BASELINE])
    lines = [f"Throughput ratio of paired slices: {least:.2f} to {most:.2f}, median {median:.2f}."]
    if kind == "pictures":
        lines.append(f"Pictures drawn during the run: {ours.pictures}.")
    if kind == "fresh":
        lines.append("Commands with few possible questions are excluded.")
    return f"**{_TITLES[kind]}**\n\n{markdown(_HEAD, rows)}\n\n{' '.join(lines)}"


def _row(name: str, found: Summary) -> Sequence[str]:
    return (
        name,
        f"{found.throughput:.0f}",
        f"{found.p50:.1f}",
        f"{found.p95:.1f}",
        f"{found.p99:.1f}",
        f"{found.failures} of {found.answers + found.failures}",
        f"{found.cpu:.2f}",
        f"{found.memory:.0f}",
        f"{found.standin:.2f}",
    )


def _ratios(name: str, ours: Summary, theirs: Summary) -> Sequence[str]:
    return (
        name,
        f"{ours.throughput / theirs.throughput:.2f}",
        f"{ours.p50 / theirs.p50:.2f}",
        f"{ours.p95 / theirs.p95:.2f}",
        f"{ours.p99 / theirs.p99:.2f}",
        "",
        f"{ours.cpu / theirs.cpu:.2f}",
        f"{ours.memory / theirs.memory:.2f}",
        f"{ours.standin / theirs.standin:.2f}",
    )


if __name__ == "__main__":
    main()
