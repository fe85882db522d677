"""How well questions are understood: `python -m tests.ask.evaluate` writes the table of docs/questions.md.

Each question is [text, meaning, earlier query or none]. A meaning is "ask", "cannot", or a query written
`kind field=value …` with clubs by key; both sides are settled before they are compared.
"""

import argparse
import asyncio
import dataclasses
import gc
import shlex
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.standin import standin
from bot.ask import Understanding, read
from bot.cache import Snapshot, Store, load
from bot.errors import QuestionError
from bot.queries import KINDS, UNCHOSEN, Query
from tests.five import SEEDS

_HERE = Path(__file__).parent
PAGE = _HERE.parent.parent / "docs" / "questions.md"
_OTHERS = _HERE / "people.toml"
WORKED_ON, KEPT_APART = _HERE / "questions.toml", _HERE / "held_out.toml"
_LONGEST = 2000
_LONG = (
    "gol ",
    "a",
    "galvez melgar ",
    "1996 ",
    "12 de enero ",
    "region ii grupo c ",
    "melgr ",
    "😀",
    "<@1> ",
    "(",
)
_BEGIN, _END = "<!-- table: begin -->", "<!-- table: end -->"


@dataclasses.dataclass(frozen=True)
class Question:
    """A question of the set with its meaning and the query that it replies to."""

    intent: str
    text: str
    means: str
    previous: str | None


@dataclasses.dataclass(frozen=True)
class Judged:
    """What was understood of a question, whether that is what it means, and how long it took (seconds)."""

    question: Question
    understood: Understanding
    exact: bool
    wrong: bool
    seconds: float


def questions(path: Path) -> Iterator[Question]:
    """Yield the questions of a file."""
    for intent, listed in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for text, means, *previous in listed:
            yield Question(intent, text, means, previous[0] if previous else None)


def query_of(written: str) -> Query:
    """Return the query that is written `kind field=value …`."""
    kind, *pairs = shlex.split(written)
    values = dict(pair.split("=", 1) for pair in pairs)
    found = {
        name: int(value) if name in ("season", "since", "until") else value for name, value in values.items()
    }
    return KINDS[kind](**found)


async def judge(question: Question, snapshot: Snapshot) -> Judged:
    """Read a question and compare what was understood with what it means."""
    previous = query_of(question.previous) if question.previous else None
    start = time.perf_counter()
    understood = await read(question.text, snapshot, previous=previous)
    seconds = time.perf_counter() - start
    if understood.query is None:
        return Judged(question, understood, understood.outcome == question.means, False, seconds)
    if question.means in ("ask", "cannot"):
        asks = understood.doubtful and question.means == "ask"  # "is this what you meant?"
        return Judged(question, understood, asks, not understood.doubtful, seconds)
    meant = query_of(question.means)
    exact = understood.query == meant
    exact = exact or await _settled(understood.query, snapshot) == await _settled(meant, snapshot)
    return Judged(question, understood, exact, not (exact or understood.doubtful), seconds)


async def _settled(query: Query, snapshot: Snapshot) -> Query:
    """Return the query in the documents' own words; where a round has one stage, that stands for it alone."""
    if UNCHOSEN in (getattr(query, field) for field in query.club_fields):
        return query
    try:
        query = await query.resolve_texts(snapshot)
    except QuestionError:
        return query
    if getattr(query, "round", None) and getattr(query, "stage", None):
        alone = query.with_values(stage=None)
        answers = [await each.answer(snapshot) for each in (query, alone)]
        if answers[0].matches and answers[0].matches == answers[1].matches:  # type: ignore[attr-defined]
            return alone
    return query


@asynccontextmanager
async def seeds() -> AsyncIterator[Snapshot]:
    """Lend a snapshot of the seed documents."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cache.sqlite3"
        await load(SEEDS, path)
        store = Store(path)
        async with store.snapshot() as snapshot:
            yield snapshot
        await store.close()


async def judged(path: Path, snapshot: Snapshot) -> list[Judged]:
    """Return every question of a file with what was understood of it."""
    return [await judge(question, snapshot) for question in questions(path)]


async def _warm(snapshot: Snapshot) -> None:
    """Ask other questions first: patterns and lists that are made once are no part of a question's time."""
    for text in _other_questions():
        await read(text, snapshot)
    gc.collect()
    gc.freeze()


async def evaluate(paths: list[Path]) -> list[list[Judged]]:
    """Return the questions of each file as judged."""
    async with seeds() as snapshot:
        await _warm(snapshot)
        return [await judged(path, snapshot) for path in paths]


def table(worked_on: list[Judged], kept_apart: list[Judged]) -> str:
    """Return the table by intent, with both parts of the set and all of it, in Markdown."""
    lines = ["| topic | development set | exact | held-out set | exact | confidently wrong |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    intents = dict.fromkeys(each.question.intent for each in (*worked_on, *kept_apart))
    for intent in [*intents, None]:
        parts = [
            [each for each in part if intent in (None, each.question.intent)]
            for part in (worked_on, kept_apart)
        ]
        cells = [f"{len(part)} | {_share(part)}" for part in parts]
        wrong = sum(each.wrong for part in parts for each in part)
        name = "**all**" if intent is None else intent.replace("_", "-")
        lines.append(f"| {name} | {' | '.join(cells)} | {wrong} |")
    return "\n".join(lines)


async def times(found: list[Judged]) -> str:
    """Return how long reading takes, and a question to the real bot beside a club's results."""
    async with seeds() as snapshot:
        await _warm(snapshot)
        long = [await _seconds(read((part * _LONGEST)[:_LONGEST], snapshot)) for part in _LONG]
        clubs = [club.name for club in snapshot.index.clubs]
    asked, typed = await _of_real_bot(
        [each.question.text for each in found if not each.question.previous], clubs
    )
    parts = [
        ("reading a question of the set", [each.seconds for each in found]),
        (f"reading garbage of {_LONGEST:,} letters", long),
        ("`/ask` with each question, until its answer is shown", asked),
        ("`/results` of each club with three suggestions before it", typed),
    ]
    lines = ["| time | p50 (ms) | p99 (ms) |", "| --- | ---: | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {_percentiles(spent)} |" for name, spent in parts)])


async def _of_real_bot(asked: list[str], clubs: list[str]) -> tuple[list[float], list[float]]:
    """Ask the real bot, one after the other; return the seconds of each question and of each club's results.

    The bot has answered other questions before.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = {"CACHE_PATH": f"{folder}/cache.sqlite3", "COOLDOWN": "0"}
        async with standin(keep=100) as discord, discord.bot(settings) as bot:
            fan = discord.person("fan", locale="es-419")

            async def results(name: str) -> None:
                for letters in (2, 4, 6):
                    await bot.autocomplete(fan, "results", "team", name[:letters])
                await bot.command(fan, "results", team=name)

            for text in _other_questions():
                await bot.command(fan, "ask", question=text[:_LONGEST])
            return (
                [await _seconds(bot.command(fan, "ask", question=text)) for text in asked],
                [await _seconds(results(name)) for name in clubs],
            )


def _other_questions() -> list[str]:
    listed = tomllib.loads(_OTHERS.read_text(encoding="utf-8"))["question"]
    return [message for question in listed for message in question["messages"]]


async def _seconds(doing: Awaitable[object]) -> float:
    start = time.perf_counter()
    await doing
    return time.perf_counter() - start


def _percentiles(seconds: list[float]) -> str:
    spent = sorted(each * 1000 for each in seconds)
    return f"{statistics.median(spent):.1f} | {spent[min(len(spent) - 1, int(len(spent) * 0.99))]:.1f}"


def _share(part: list[Judged]) -> str:
    return f"{100 * sum(each.exact for each in part) / len(part):.1f} %" if part else "–"


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Print the misses and the table; with --write put the table into the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.ask.evaluate", description=__doc__)
    parser.add_argument("--all", action="store_true", help="also the held-out questions")
    parser.add_argument(
        "--write", action="store_true", help=f"write the table to {PAGE.name} (implies --all)"
    )
    options = parser.parse_args()
    paths = [WORKED_ON, KEPT_APART] if options.all or options.write else [WORKED_ON]
    worked_on, *others = asyncio.run(evaluate(paths))
    kept_apart = others[0] if others else []
    for each in (*worked_on, *kept_apart):
        if not each.exact:
            found = each.understood
            mark = "WRONG" if each.wrong else "miss"
            shown = found.query or [f"{r.score:.1f} {r.query}" for r in found.readings] or found.reason
            say(f"{mark} {each.question.text!r} means {each.question.means}: {found.outcome} {shown}")
    spent = asyncio.run(times([*worked_on, *kept_apart]))
    report = f"{table(worked_on, kept_apart)}\n\n{spent}"
    say(report)
    if options.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(_BEGIN)
        _, _, after = rest.partition(_END)
        PAGE.write_text(f"{before}{_BEGIN}\n{report}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
