"""A bot's real process: started against the stand-in, watched, stopped."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from bench.bootstrap import ADDRESS

ROOT = Path(__file__).resolve().parents[2]
_INHERITED = ("PATH", "HOME", "LANG", "TZ", "PYTHONPATH")
_TICKS = os.sysconf("SC_CLK_TCK")
_END_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used: processor seconds, memory now and at its most, in MiB."""

    cpu: float
    memory: float
    peak: float


class Process:
    """A running bot; what it logs is kept in a file."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def log(self) -> str:
        """All that it has logged and complained of so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def returncode(self) -> int | None:
        """Its exit code, None while it runs."""
        return self._process.returncode

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    async def ended(self, seconds: float = _END_SECONDS) -> int:
        """Wait for its end and return the exit code; raises TimeoutError."""
        return await asyncio.wait_for(self._process.wait(), seconds)

    async def stop(self) -> int:
        """Ask it to end, as a service manager does, and return the exit code."""
        if self.returncode is None:
            self.signal(signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> None:
        """End it at once, if it still runs."""
        if self.returncode is None:
            self._process.kill()
        await self.ended()

    def usage(self) -> Usage:
        """Return what it and the processes that it started have used so far."""
        return _sum(_family(self.pid))


def _family(pid: int) -> Iterator[Usage]:
    yield usage_of(pid)
    for task in (Path("/proc") / str(pid) / "task").iterdir():
        for child in (task / "children").read_text().split():
            # One may end meanwhile.
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                yield from _family(int(child))


def _sum(usages: Iterable[Usage]) -> Usage:
    found = list(usages)
    return Usage(sum(u.cpu for u in found), sum(u.memory for u in found), sum(u.peak for u in found))


def usage_of(pid: int) -> Usage:
    """Return what a process has used so far; Linux alone tells it so."""
    folder = Path("/proc") / str(pid)
    # The name, in parentheses, may hold spaces; what follows it is counted from the third field on.
    values = (folder / "stat").read_text().rpartition(")")[2].split()
    lines = (folder / "status").read_text().splitlines()
    status = {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}
    cpu = (int(values[11]) + int(values[12])) / _TICKS
    return Usage(cpu, int(status["VmRSS"][0]) / 1024, int(status["VmHWM"][0]) / 1024)


async def start(
    address: str, environ: Mapping[str, str], module: str, arguments: Sequence[str], log: Path
) -> Process:
    """Start `python -m MODULE` against the stand-in, with this environment and none of a developer's .env."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    unset = dict.fromkeys(dotenv_values(ROOT / ".env.example"), "")
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.bootstrap",
            module,
            *arguments,
            cwd=ROOT,
            env={**inherited, **unset, **environ, ADDRESS: address},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    return Process(process, log)
