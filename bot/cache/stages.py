"""The stages of a season at a glance: its top headings, what is below each, and how much stands there."""

import bisect
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Stage = tuple[str, list[tuple[str, list[str]]], int, int]
"""A stage's title; its parts, each with the titles below it; its match lines; its lost tables."""


class Heading(NamedTuple):
    """A heading, and whether it names a stage of the competition."""

    line: int
    level: int
    title: str
    is_stage: bool


def stages_of(headings: Iterable[Heading], matches: Iterable[int], lost: Iterable[int]) -> list[Stage]:
    """Return the stages by the season's headings and the lines of its matches and lost tables."""
    headings = sorted(headings)
    top = min((heading.level for heading in headings), default=0)
    held_lines = (sorted(matches), sorted(lost))
    until: float = math.inf
    stages: list[Stage] = []
    parts: list[tuple[str, list[str]]] = []
    below: list[str] = []
    for heading in reversed(headings):
        if heading.level == top:
            played, gone = (_between(heading.line, until, lines) for lines in held_lines)
            until = heading.line
            if heading.is_stage or played or gone:
                # A heading may skip levels: what stands under no part of the stage is a part itself.
                loose: list[tuple[str, list[str]]] = [(title, []) for title in _once(below)]
                stages.append((heading.title, [*loose, *reversed(parts)], played, gone))
            parts, below = [], []
        elif heading.level == top + 1:
            parts.append((heading.title, _once(below)))
            below = []
        else:
            below.append(heading.title)
    return stages[::-1]


def _once(titles: list[str]) -> list[str]:
    """Return titles that were met from below, each once, from above."""
    return list(dict.fromkeys(reversed(titles)))


def _between(start: int, stop: float, lines: Sequence[int]) -> int:
    """Return how many of the lines, which are in order, stand between two others."""
    return bisect.bisect_left(lines, stop) - bisect.bisect_right(lines, start)
