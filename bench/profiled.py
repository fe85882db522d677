"""A module with a look at where its processor time goes: `python -m bench.bootstrap bench.profiled bot`.

Every millisecond of processor time the stack of the main thread is noted. On SIGNAL what was noted since the
last one is written into the file that `PROFILE` names: a line for each stack, its functions parted by ";",
and how often it was seen.
"""

import os
import runpy
import signal
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FrameType

PROFILE = "PROFILE"
SIGNAL = signal.SIGUSR1
_EVERY = 0.001
_ROOTS = (
    sysconfig.get_path("purelib"),
    str(Path(__file__).resolve().parents[1]),
    sysconfig.get_path("stdlib"),
)
_PACKAGES = {"aiohttp", "asyncio", "babel", "bench", "discord", "rapidfuzz"}
_seen: dict[tuple[CodeType, ...], int] = {}


def main(arguments: list[str]) -> None:
    """Run a module and note its stacks; raises KeyError where no file is named."""
    file = Path(os.environ[PROFILE])

    def give(number: int, frame: FrameType | None) -> None:
        seen = dict(_seen)
        _seen.clear()
        draft = file.with_suffix(".draft")
        draft.write_text("".join(_line(stack, count) for stack, count in seen.items()), encoding="utf-8")
        draft.replace(file)

    signal.signal(SIGNAL, give)
    signal.signal(signal.SIGPROF, _note)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    module, *rest = arguments
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _note(number: int, frame: FrameType | None) -> None:
    # What is quick and calls nothing that the next signal would find half done.
    stack = []
    while frame is not None:
        stack.append(frame.f_code)
        frame = frame.f_back
    _seen[tuple(stack)] = _seen.get(tuple(stack), 0) + 1


def _line(stack: tuple[CodeType, ...], count: int) -> str:
    names = (f"{_place(code.co_filename)}:{code.co_qualname}".replace(" ", "") for code in reversed(stack))
    return f"{';'.join(names)} {count}\n"


def _place(path: str) -> str:
    """Return a file's path from the project, or from where Python or its packages are."""
    for root in _ROOTS:
        if path.startswith(root):
            return path[len(root) + 1 :]
    return path


def by_room(lines: Iterable[str]) -> dict[str, float]:
    """Return the share of time of each room of the bot and each package, with what it uses of Python."""
    found: Counter[str] = Counter()
    for functions, count in _stacks(lines):
        rooms = (_room(function) for function in reversed(functions))
        found[next(filter(None, rooms), "Python")] += count
    return {room: count / found.total() for room, count in found.most_common()}


def by_function(lines: Iterable[str], beginning: str) -> dict[str, float]:
    """Return the share of time in each function, with all it calls, whose place begins so."""
    found: Counter[str] = Counter()
    total = 0
    for functions, count in _stacks(lines):
        total += count
        found.update(dict.fromkeys((f for f in functions if f.startswith(beginning)), count))
    return {function: count / total for function, count in found.most_common()}


def _stacks(lines: Iterable[str]) -> Iterator[tuple[list[str], int]]:
    for line in lines:
        stack, _, count = line.rpartition(" ")
        yield stack.split(";"), int(count)


def _room(function: str) -> str | None:
    top, _, rest = function.partition(":")[0].partition("/")
    if top == "bot":
        return f"bot/{rest.partition('/')[0]}"
    return top if top in _PACKAGES else None


if __name__ == "__main__":
    main(sys.argv[1:])
