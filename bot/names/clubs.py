"""Clubs over all the seasons, made from the entries of the season documents."""

from collections import Counter
from collections.abc import Iterable

from bot.model import Club, ClubName, Entry
from bot.names.identities import Identities
from bot.text import fold


def clubs_of(
    entries: Iterable[tuple[int, Entry]], identities: Identities, extra: Iterable[tuple[str, ClubName]] = ()
) -> tuple[Club, ...]:
    """Return the clubs of (season, entry) pairs in the order of their keys.

    `extra` are further names by key, such as moderators' aliases; names of keys without entries are left out.
    """
    seen: dict[str, list[tuple[int, Entry]]] = {}
    for season, entry in entries:
        seen.setdefault(identities.key(entry.club.name, entry.department, season), []).append((season, entry))
    further: dict[str, list[ClubName]] = {}
    for key, name in extra:
        further.setdefault(key, []).append(name)
    return tuple(_club(key, seen[key], identities, further.get(key, ())) for key in sorted(seen))


def _most_used(spelled: Iterable[tuple[int, str]]) -> str | None:
    """The spelling that most seasons use; of equals the latest, then the first in order."""
    uses: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for season, text in spelled:
        uses[text] += 1
        latest[text] = max(season, latest.get(text, season))
    return min(uses, key=lambda text: (-uses[text], -latest[text], text), default=None)


def _club(
    key: str, entries: list[tuple[int, Entry]], identities: Identities, further: Iterable[ClubName]
) -> Club:
    facts = identities.facts(key)
    name = facts.name or _most_used((season, entry.club.name) for season, entry in entries) or key
    department = facts.department or _most_used(
        (season, entry.department) for season, entry in entries if entry.department
    )
    spelled = {
        entry.club.name: ClubName(entry.club.name, "spelling", entry.source.document)
        for _, entry in reversed(entries)
    }
    names: dict[str, ClubName] = {}
    for one in (*(spelled[text] for text in sorted(spelled)), *facts.names, *further):
        names.setdefault(one.text, one)
    return Club(
        key=key,
        name=name,
        department=department,
        towns=_towns(entries, department, facts.towns),
        seasons=tuple(sorted({season for season, _ in entries})),
        names=tuple(names.values()),
    )


def _towns(
    entries: list[tuple[int, Entry]], department: str | None, further: tuple[str, ...]
) -> tuple[str, ...]:
    """Places of the club; one that only repeats the department says nothing of the town."""
    towns: dict[str, str] = {}
    for place in (*(entry.location for _, entry in sorted(entries, key=lambda pair: pair[0])), *further):
        if place and fold(place) != fold(department or ""):
            towns.setdefault(fold(place), place)
    return tuple(towns.values())
