"""Corrected matches among the facts of an answer, and moderators' corrections that are not in use."""

import dataclasses
from collections.abc import Iterator

from bot.cache import SeasonRef, Snapshot
from bot.model import Match, Problem, Source, Team
from bot.tournament.corrections import IDLE, idle_without_season

_WITHOUT_MATCHES = (str, int, float, Source, Team, SeasonRef, Problem)


def corrected_matches(answer: object) -> tuple[Match, ...]:
    """Return the corrected matches that an answer is made of, each once."""
    matches = {id(match.corrections): match for match in _matches(answer, set()) if match.corrections}
    return tuple(matches.values())


def _matches(value: object, seen: set[int]) -> Iterator[Match]:
    if isinstance(value, Match):
        yield value
    elif value is None or isinstance(value, _WITHOUT_MATCHES) or id(value) in seen:
        return
    elif isinstance(value, tuple | list | frozenset):
        seen.add(id(value))
        for item in value:
            yield from _matches(item, seen)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _matches(item, seen)
    elif dataclasses.is_dataclass(value):
        seen.add(id(value))
        for field in dataclasses.fields(value):
            yield from _matches(getattr(value, field.name), seen)


async def idle_corrections(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return a problem for each correction that is not in use, since its document is another by now."""
    problems = []
    for year, corrections in sorted(snapshot.corrections.items()):
        if year in snapshot.refs:
            season = await snapshot.season(year)
            problems += [problem for problem in season.problems if problem.kind.startswith(IDLE)]
        problems += idle_without_season(corrections, snapshot.refs)
    return tuple(problems)
