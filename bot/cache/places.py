"""The places of a season: its stages, groups and rounds, and how much stands right under each heading."""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass

Where = tuple[str | None, str | None, str | None]
"""A stage, a group and a round."""


@dataclass(slots=True)
class Held:
    """The first line of a place, its match lines and the tables that the document lost there."""

    line: int
    matches: int = 0
    lost_tables: int = 0


def held_places(
    headings: Iterable[tuple[int, Where]], matches: Iterable[tuple[int, Where]], lost: Iterable[int]
) -> dict[Where, Held]:
    """Return the places of headings and matches, each with its line, in the document's order.

    A lost table belongs to the heading above its line. Where there is no heading is no place.
    """
    headings = sorted(headings, key=lambda heading: heading[0])
    found: dict[Where, Held] = {}
    for line, where in headings:
        found.setdefault(where, Held(line))
    for line, where in matches:
        held = found.setdefault(where, Held(line))
        held.line = min(held.line, line)
        held.matches += 1
    lines = [line for line, _ in headings]
    for line in lost:
        above = bisect.bisect_left(lines, line) - 1
        if above >= 0:
            found[headings[above][1]].lost_tables += 1
    return {where: found[where] for where in sorted(found, key=lambda where: found[where].line) if any(where)}
