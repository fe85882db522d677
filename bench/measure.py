"""Slices of load, in turns against two bots, and what they say of each other."""

import asyncio
import gc
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.mix import Deed
from bench.standin import Bot, NoAnswerError, Person, usage_of


@dataclass
class Slice:
    """One stretch of load on one bot: seconds it took, each answer's seconds, what failed, what it cost."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    failures: int = 0
    cpu: float = 0.0
    standin_cpu: float = 0.0
    memory: float = 0.0
    pictures: int = 0
    """How many answers had one, those of others beside included."""

    @property
    def throughput(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds


@dataclass(frozen=True, slots=True)
class Beside:
    """What others do meanwhile, unmeasured: people and their deeds."""

    people: Sequence[Person]
    deeds: Iterator[Deed]


async def run_slice(
    bot: Bot,
    people: Sequence[Person],
    deeds: Iterator[Deed],
    seconds: float,
    beside: Beside | None = None,
) -> Slice:
    """Let people act on a bot for so long, each again as soon as the answer to the last is shown."""
    found, unmeasured = Slice(), Slice()
    begun, ours = bot.process.usage(), usage_of(os.getpid())
    start = time.perf_counter()
    end = start + seconds

    async def act(person: Person, deeds: Iterator[Deed], into: Slice) -> None:
        while time.perf_counter() < end:
            deed = next(deeds, None)
            if deed is None:
                return
            reply = await deed.send(bot, person)
            try:
                await reply.wait()
            except NoAnswerError:
                into.failures += 1
            else:
                into.latencies.append(reply.seconds)
                into.pictures += bool(reply.message and reply.message["attachments"])

    gc.collect()
    gc.freeze()
    others = [act(person, beside.deeds, unmeasured) for person in beside.people] if beside else []
    await asyncio.gather(*others, *(act(person, deeds, found) for person in people))
    found.failures += unmeasured.failures
    found.pictures += unmeasured.pictures
    found.seconds = time.perf_counter() - start
    done, ours_after = bot.process.usage(), usage_of(os.getpid())
    found.cpu, found.standin_cpu, found.memory = done.cpu - begun.cpu, ours_after.cpu - ours.cpu, done.memory
    return found


async def in_turns(
    bots: Sequence[Bot],
    people: Sequence[Person],
    deeds: Sequence[Iterator[Deed]],
    *,
    slices: int,
    seconds: float,
    beside: Sequence[Beside | None] | None = None,
) -> list[list[Slice]]:
    """Run slices of load against each bot in turns, each with its own deeds; return each bot's slices.

    A bot may take part twice, as when it is compared with itself.
    """
    others = beside or [None] * len(bots)
    found: list[list[Slice]] = [[] for _ in bots]
    for number in range(slices):
        # Who goes first changes too, so that a drift of the machine favours nobody.
        order = range(len(bots)) if number % 2 == 0 else reversed(range(len(bots)))
        for i in order:
            found[i].append(await run_slice(bots[i], people, deeds[i], seconds, others[i]))
    return found


@dataclass(frozen=True)
class Summary:
    """What slices amount to: answers a second, percentiles in ms, memory in MiB.

    `cpu` and `standin` are ms of processor an answer: the bot's, and that of who asks it.
    """

    throughput: float
    p50: float
    p95: float
    p99: float
    failures: int
    answers: int
    cpu: float
    memory: float
    standin: float
    pictures: int


def summary(slices: Sequence[Slice]) -> Summary:
    """Sum up the slices of one bot."""
    latencies = sorted(latency for one in slices for latency in one.latencies)
    seconds = sum(one.seconds for one in slices)
    count = max(len(latencies), 1)
    return Summary(
        throughput=len(latencies) / seconds,
        p50=percentile(latencies, 50) * 1000,
        p95=percentile(latencies, 95) * 1000,
        p99=percentile(latencies, 99) * 1000,
        failures=sum(one.failures for one in slices),
        answers=len(latencies),
        cpu=sum(one.cpu for one in slices) / count * 1000,
        memory=slices[-1].memory,
        standin=sum(one.standin_cpu for one in slices) / count * 1000,
        pictures=sum(one.pictures for one in slices),
    )


def paired(ours: Sequence[Slice], baseline: Sequence[Slice]) -> tuple[float, float, float]:
    """Return the least, the median and the greatest ratio of throughput of slices that ran side by side."""
    pairs = zip(ours, baseline, strict=True)
    ratios = [a.throughput / b.throughput for a, b in pairs if a.latencies and b.latencies]
    return min(ratios), statistics.median(ratios), max(ratios)


def percentile(ordered: Sequence[float], percent: float) -> float:
    """Return the smallest value that so many percent do not exceed; 0 of nothing."""
    if not ordered:
        return 0.0
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]
