"""The documents of each season: which leads, what they say together, and where they differ."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.cache.document import Document
from bot.cache.placement import among_documents
from bot.model import DIFFERS, Correction, Problem, Season
from bot.names import Identities
from bot.text import fold
from bot.tournament.club_links import link_clubs
from bot.tournament.corrections import corrected
from bot.tournament.merge import merge, ranked

Order = list[tuple[int, str]]
"""Seasons and names of their documents, the leading one of a season first."""
Corrections = Mapping[int, Sequence[Correction]]
"""What moderators corrected, by season."""


def in_order(documents: Iterable[Document], preferred: Mapping[int, str]) -> Order:
    """Return the seasons with the documents that tell them, the leading one first."""
    by_year: defaultdict[int, list[Season]] = defaultdict(list)
    for document in documents:
        for season in document.seasons:
            by_year[season.year].append(season)
    return [
        (year, season.document)
        for year, seasons in sorted(by_year.items())
        for season in ranked(seasons, preferred.get(year))
    ]


def merged(documents: Iterable[Document], order: Order, corrections: Corrections) -> dict[int, Season]:
    """Return each season as its documents tell it together, and as moderators corrected it."""
    known = {(season.year, season.document): season for d in documents for season in d.seasons}
    by_year: defaultdict[int, list[Season]] = defaultdict(list)
    for place in order:
        if place in known:
            by_year[place[0]].append(known[place])
    return {year: corrected(merge(seasons), corrections.get(year, ())) for year, seasons in by_year.items()}


def with_differences(documents: Iterable[Document], seasons: Iterable[Season]) -> list[Document]:
    """Return the documents, each with the problems that it has with the leading one of its season."""
    by_document = _differences(seasons)
    return [
        dataclasses.replace(d, problems=(*d.problems, *by_document[d.name])) if d.name in by_document else d
        for d in documents
    ]


def differences_of(seasons: Iterable[Season]) -> dict[str, list[Problem]]:
    """Return what documents of one season, not linked yet, tell differently, by that which does not lead."""
    by_year: defaultdict[int, list[Document]] = defaultdict(list)
    for season in seasons:
        linked = link_clubs(season, lambda name, *_: f"{fold(name)}.x")
        by_year[season.year].append(Document(season.document, "", "", None, None, (linked,), ()))
    several = [among_documents(of_year, Identities(), ()) for of_year in by_year.values() if len(of_year) > 1]
    return _differences(merge(ranked([d.seasons[0] for d in of_year])) for of_year in several)


def _differences(seasons: Iterable[Season]) -> dict[str, list[Problem]]:
    by_document: defaultdict[str, list[Problem]] = defaultdict(list)
    for season in seasons:
        for problem in season.problems:
            if problem.kind.startswith(DIFFERS):
                by_document[str(dict(problem.values)["document"])].append(problem)
    return by_document
