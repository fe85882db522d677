"""Two loads → the facts that one has and the other has not: matches, teams, champions."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from bot.cache.report import Difference, Example
from bot.model import Season

_EXAMPLES = 5

_Fact = tuple[int, str, tuple[object, ...]]
"""A fact's season, what it says, and all else that makes it another fact."""


def differences(old: Mapping[int, Season], new: Mapping[int, Season]) -> tuple[Difference, ...]:
    """Return what `new` has and `old` has not and the other way, by kinds that differ.

    A fact is what the documents say, wherever it stands there: a line that only moved is no difference.
    Equal facts are counted, so that the second of two equal lines is missed when it goes.
    """
    years = [year for year in old.keys() | new.keys() if old.get(year) != new.get(year)]
    found = []
    for kind, facts in _KINDS.items():
        before, now = (
            Counter(fact for year in years if year in seasons for fact in facts(seasons[year]))
            for seasons in (old, new)
        )
        added, removed = now - before, before - now
        if added or removed:
            examples = _examples(added), _examples(removed)
            found.append(Difference(kind, added.total(), removed.total(), *examples))
    return tuple(found)


def _matches(season: Season) -> Iterator[_Fact]:
    for m in (*season.matches, *season.infobox_matches):
        goals = "–" if m.home_goals is None else f"{m.home_goals}–{m.away_goals}"
        result = (m.status, m.extra_time, m.penalties, m.note)
        key = (m.stage, m.group, m.round, m.leg, m.date, m.home.key, m.away.key, *result)
        yield season.year, f"{m.home.name} {goals} {m.away.name}", key


def _teams(season: Season) -> Iterator[_Fact]:
    for entry in season.entries:
        place = f" ({entry.department})" if entry.department else ""
        yield season.year, entry.club.name + place, (entry.club.key, entry.location)


def _champions(season: Season) -> Iterator[_Fact]:
    for honour in season.champions:
        yield season.year, honour.club.name, (honour.club.key,)


_KINDS: dict[str, Callable[[Season], Iterator[_Fact]]] = {
    "matches": _matches,
    "teams": _teams,
    "champions": _champions,
}


def _examples(facts: Counter[_Fact]) -> tuple[Example, ...]:
    listed = sorted([(-year, text) for year, text, _ in facts.elements()])
    return tuple([Example(-year, text) for year, text in listed[:_EXAMPLES]])
