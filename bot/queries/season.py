"""A whole edition at a glance."""

import bisect
import itertools
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import Match, Problem, Season, Section
from bot.queries.facts import edition_ref, homes_of, of_season, season_parts, unread_lines
from bot.queries.query import Query
from bot.tournament.decision import Decision
from bot.tournament.tally import goals, margin


@dataclass(frozen=True, slots=True)
class StagePart:
    """A heading right below a stage, and the titles of all headings below that, each once."""

    title: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageFact:
    """A stage of the edition (a top heading), and what stands below it."""

    title: str
    parts: tuple[StagePart, ...]
    matches: int
    lost_tables: int


@dataclass(frozen=True, slots=True)
class SeasonAnswer:
    """All that a document tells of its edition, with what is counted in it.

    `matches` are those with a score; `problems` leave lost tables out, which are counted. `unread` counts the
    lines that could not be read.
    """

    season: SeasonRef
    facts: Season
    matches: int
    goals: int
    stages: tuple[StageFact, ...]
    teams: int
    departments: int
    problems: tuple[Problem, ...]
    unread: int
    known: tuple[int, ...]
    decision: Decision | None
    """How it was decided, worked out from the document's matches; None where they do not show it."""
    biggest: tuple[Match, ...]
    """The results of the widest margin."""
    homes: Mapping[str, tuple[str, ...]]
    """The towns and the department of champions and runners-up, by their keys."""


@dataclass(frozen=True, slots=True)
class SeasonOverview(Query):
    """The edition of a year (the latest if None)."""

    kind: ClassVar[str] = "season"
    summary: ClassVar[str] = "A whole edition at a glance"
    of_latest: ClassVar[bool] = True
    of_honours: ClassVar[bool] = True

    season: int | None = None

    async def answer(self, snapshot: Snapshot) -> SeasonAnswer:
        """Return the edition at a glance; raises UnknownSeasonError."""
        ref = edition_ref(snapshot, self.season)
        parts = await season_parts(snapshot, ref.year)
        season = parts.season
        scored = [match for match in season.matches if match.scored]
        return SeasonAnswer(
            season=ref,
            facts=season,
            matches=len(scored),
            goals=sum(map(goals, scored)),
            stages=await of_season(snapshot, stages_of, ref.year),
            teams=len({entry.club.key for entry in season.entries}),
            departments=len({entry.department for entry in season.entries if entry.department}),
            unread=len(unread_lines(season)),
            problems=tuple([problem for problem in season.problems if problem.kind != "lost-table"]),
            known=snapshot.editions,
            decision=parts.decision,
            biggest=tuple([m for m in parts.records.wins if margin(m) == margin(parts.records.wins[0])]),
            homes=homes_of(snapshot, season),
        )


def stages_of(season: Season) -> tuple[StageFact, ...]:
    """Return the stages of a season by its headings, with the matches and lost tables under each."""
    top = min((section.level for section in season.sections), default=0)
    starts = [number for number, section in enumerate(season.sections) if section.level == top]
    orders = sorted(match.source.order for match in season.matches)
    lost_orders = sorted(table.source.order for table in season.lost_tables)
    stages = []
    for start, stop in itertools.pairwise([*starts, len(season.sections)]):
        heading, below = season.sections[start], season.sections[start + 1 : stop]
        until = season.sections[stop].line if stop < len(season.sections) else sys.maxsize
        matches = _between(orders, heading.line, until)
        lost = _between(lost_orders, heading.line, until)
        if heading.is_stage or matches or lost:
            stages.append(StageFact(heading.title, _stage_parts(below, top + 1), matches, lost))
    return tuple(stages)


def _between(orders: Sequence[int], first: int, last: int) -> int:
    """Return how many of the sorted numbers are greater than the first and less than the last."""
    return bisect.bisect_left(orders, last) - bisect.bisect_right(orders, first)


def _stage_parts(sections: tuple[Section, ...], level: int) -> tuple[StagePart, ...]:
    """Return the headings of a level with what is below each; a heading that skips the level is a part."""
    loose: dict[str, None] = {}
    parts: list[tuple[str, dict[str, None]]] = []
    for section in sections:
        if section.level == level:
            parts.append((section.title, {}))
        elif parts:
            parts[-1][1].setdefault(section.title)
        else:
            loose.setdefault(section.title)
    return (*(StagePart(title, ()) for title in loose), *(StagePart(title, tuple(b)) for title, b in parts))
