"""Whether reading a document takes time in proportion to its size, over the shapes made to hurt.

    python -m bench.parsing

For each shape the seconds at 1 KiB, 32 KiB, 256 KiB and 1 MiB, and the exponent of growth between the last
two: 1 is linear, 2 is quadratic. Exit code 1 where it is above 1.3 and the time worth telling.
"""

import math
import sys
import time

from bench.shapes import MORE_SHAPES, SHAPES
from bot.reader import check, decode, read_season

_SIZES = (1 << 10, 1 << 15, 1 << 18, 1 << 20)
_MOST = 1.3
_WORTH_TELLING = 0.5


def seconds(data: bytes) -> float:
    """Return how long one reading with its checks takes."""
    started = time.perf_counter()
    check(read_season(decode(data, "2013.txt"), "2013.txt"))
    return time.perf_counter() - started


def main() -> int:
    print(f"{'shape':<26}" + "".join(f"{size >> 10:>8} KiB" for size in _SIZES) + "   growth")
    steep = []
    for name, shape in (SHAPES | MORE_SHAPES).items():
        taken = [seconds(shape(size)) for size in _SIZES]
        growth = math.log(taken[-1] / taken[-2]) / math.log(_SIZES[-1] / _SIZES[-2])
        print(f"{name:<26}" + "".join(f"{one:>11.4f}s"[:12] for one in taken) + f"   {growth:.2f}")
        if growth > _MOST and taken[-1] > _WORTH_TELLING:
            steep.append(name)
    if steep:
        print("more than linear:", ", ".join(steep))
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
