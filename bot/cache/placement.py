"""Clubs that a document names without their department or by a short form, placed by the other documents."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from bot.cache.document import Document
from bot.model import Season, Team
from bot.names import Identities, homes_of
from bot.problems import HOMELESS, SHORT, problem
from bot.tournament.club_links import Linker


def is_placed(document: Document) -> bool:
    """Tell whether a club of the document was placed by its name, which depends on all other documents."""
    return any(found.kind in (HOMELESS, SHORT) for found in document.problems)


def at_home(documents: list[Document], identities: Identities) -> list[Document]:
    """Make each club without its department the one club of its name where there is one, with a note."""
    pinned = {*identities.same.values()}
    homes = homes_of(
        (team.name, team.key, None if team.key.endswith(".x") and team.key not in pinned else team.key)
        for document in documents
        for season in document.seasons
        for team in season.spellings
    )
    return among_documents([_with_homes(d, homes, identities) for d in documents], identities, pinned)


def among_documents(
    documents: list[Document], identities: Identities, pinned: Collection[str]
) -> list[Document]:
    """Make clubs without a department those that other documents of the season list, also by a short form."""
    listing: defaultdict[int, list[tuple[str, Linker]]] = defaultdict(list)
    for document in documents:
        for season in document.seasons:
            if season.entries:
                listing[season.year].append((document.name, Linker(season)))
    linked = []
    for document in documents:
        seasons: list[Season] = []
        notes: dict[str, str] = {}
        for season in document.seasons:
            linkers = [linker for name, linker in listing[season.year] if name != document.name]
            keys: dict[str, str] = {}
            for team in season.spellings if linkers else ():
                if team.key.endswith(".x") and team.key not in pinned:
                    entries = (linker.link(team.name) for linker in linkers)
                    meant = {entry.club.key: entry.club.name for entry in entries if entry}
                    if len(meant) == 1 and team.key not in meant:
                        [(key, notes[team.name])] = meant.items()
                        keys[team.key] = identities.ruled(key, season.year)
            if keys:
                # A short form is no name of the club elsewhere.
                names = [dataclasses.replace(t, name=notes.get(t.name, t.name)) for t in season.spellings]
                season = dataclasses.replace(season, spellings=tuple(dict.fromkeys(names)))
                season = _with_keys(season, keys)
            seasons.append(season)
        if notes:
            problems = (
                *document.problems,
                *(problem(SHORT, 1, n, club=n, listed=c) for n, c in sorted(notes.items())),
            )
            document = dataclasses.replace(document, seasons=tuple(seasons), problems=problems)
        linked.append(document)
    return linked


def _with_homes(document: Document, homes: Mapping[str, str], identities: Identities) -> Document:
    seasons: list[Season] = []
    names: dict[str, str] = {}
    for season in document.seasons:
        placed = [team for team in season.spellings if team.key in homes]
        keys = {team.key: identities.ruled(homes[team.key], season.year) for team in placed}
        names |= {key: team.name for team in reversed(placed) if (key := keys[team.key]) == homes[team.key]}
        seasons.append(_with_keys(season, keys) if placed else season)
    notes = [problem(HOMELESS, 1, name, club=name) for name in sorted(set(names.values()))]
    if not any(new is not old for new, old in zip(seasons, document.seasons, strict=True)):
        return document
    return dataclasses.replace(document, seasons=tuple(seasons), problems=(*document.problems, *notes))


def _with_keys(fact: Any, keys: Mapping[str, str]) -> Any:
    """Return a fact, or a tuple of facts, with other keys of its clubs."""
    if isinstance(fact, Team):
        return dataclasses.replace(fact, key=keys[fact.key]) if fact.key in keys else fact
    if isinstance(fact, tuple):
        return tuple([_with_keys(part, keys) for part in fact])
    if not dataclasses.is_dataclass(fact) or isinstance(fact, type):
        return fact
    parts = {field.name: getattr(fact, field.name) for field in dataclasses.fields(fact)}
    return dataclasses.replace(fact, **{name: _with_keys(part, keys) for name, part in parts.items()})
