"""Documents → what will be written of them: which version of each, and which document of a season.

A version is unfit where it cannot be read, or where no champion, team or match is left of those that the
last good version has; then the last good one stays in use. A contradiction makes no version unfit: whoever
corrects one score makes one with a stated total of goals, so it is reported, and shown with the answers.
A season is answered from all its documents together, see `tournament.merge`. But a document that a
moderator added takes the place of the folder's, and a copy ("2006 (1).txt") or a second file of the same
bytes counts for nothing.
"""

import asyncio
import dataclasses
import enum
import json
import logging
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.cache.facts import season_rows
from bot.cache.fitness import nothing_left
from bot.cache.inputs import DocumentFile, Inputs, article_of
from bot.errors import DocumentError
from bot.model import DIFFERS, Article, Problem, Season, Severity, Team
from bot.names import Identities, homes_of
from bot.text import fold
from bot.tournament.club_links import link_clubs
from bot.tournament.merge import merge, ranked

log = logging.getLogger(__name__)

_SQLITE_INTEGER = 1 << 63
HOMELESS = "club-department"
"""The kind of note on a club that was placed by its name alone."""

Progress = Callable[[int, int], None]
"""Called with documents done of all."""

Fetch = Callable[[str], Awaitable[bytes]]
"""Gives the bytes of a digest."""


class State(enum.StrEnum):
    """What a document is to the answers."""

    USED = "used"
    UNREADABLE = "unreadable"
    SECOND = "second"
    OVERRIDDEN = "overridden"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a cache; `seasons` hold its facts, none where no question is answered from it.

    `year` is the season that it is of, answered from it or not; None where it is of several. `held` are the
    problems for which the version that lies there is not the one in use.
    """

    name: str
    sha256: str
    fingerprint: str
    added: str | None
    year: int | None
    seasons: tuple[Season, ...]
    problems: tuple[Problem, ...]
    state: State = State.USED
    reason: str | None = None
    held: tuple[Problem, ...] = ()
    article: Article | None = None

    @property
    def years(self) -> frozenset[int]:
        """The seasons that are answered from it."""
        return frozenset([season.year for season in self.seasons])

    def unusable(self, reason: str) -> "Document":
        """Return the document as one that cannot be read."""
        return _unread(self, reason)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a document is to the answers on its season, and why; `first` is the one of which it is a copy."""

    state: State
    reason: str | None = None
    first: str | None = None
    left_out: frozenset[int] = frozenset()


def _second(season: int, first: str, title: str = "") -> Problem:
    """Return the problem of a document that is a copy of another one."""
    message = "The season {season} is already given by {document}; this document is left out."
    values = (("season", season), ("document", first))
    return Problem("second-document", Severity.ERROR, 1, title, message, values)


async def read_documents(
    inputs: Inputs,
    identities: Identities,
    fetch: Fetch,
    known: Mapping[str, Document],
    progress: Progress | None,
) -> tuple[list[Document], set[str]]:
    """Return all documents in the order of their names, and the names of those that changed.

    `known` are those of the cache in place with all their facts; one that is as it was is not read again.
    """
    files = {file.name: file for file in inputs.documents}
    fresh = [f for f in files.values() if f.name not in known or known[f.name].fingerprint != f.fingerprint]
    documents = {name: document for name, document in known.items() if name in files}
    for done, file in enumerate(fresh):
        if progress:
            progress(done, len(fresh))
        documents[file.name] = await _read_one(file, identities, fetch)
    if progress:
        progress(len(fresh), len(fresh))
    changed = {file.name for file in fresh}
    verdicts = _verdicts(inputs, documents.values())
    for name, document in documents.items():
        verdict = verdicts.get(name)
        if name not in changed and (_is_placed(document) or not _has(document, verdict)):
            documents[name] = await _read_one(files[name], identities, fetch)
            if not _has(document, verdict):
                changed.add(name)
    read = [
        document if document is known.get(document.name) else _judged(document, verdicts.get(document.name))
        for _, document in sorted(documents.items())
    ]
    return _at_home(read, identities), changed


def _has(document: Document, verdict: _Verdict | None) -> bool:
    """Tell whether a document of the cache in place is to the answers what it was."""
    return verdict is None or (document.state, document.reason) == (verdict.state, verdict.reason)


async def _read_one(file: DocumentFile, identities: Identities, fetch: Fetch) -> Document:
    data = file.data if file.added is None or file.fault else await fetch(file.sha256)
    now = await asyncio.to_thread(_parse, file, data, identities)
    if file.good is None:
        return dataclasses.replace(now, held=file.held) if file.held and now.seasons else now
    good = await asyncio.to_thread(_parse, file, await fetch(file.good), identities)
    against = nothing_left(now.seasons, good.seasons) if now.seasons else now.problems if good.seasons else ()
    return dataclasses.replace(good, held=against) if against else now


def _is_placed(document: Document) -> bool:
    """Tell whether a club of the document was placed by its name, which depends on all other documents."""
    return any(problem.kind == HOMELESS for problem in document.problems)


def _at_home(documents: list[Document], identities: Identities) -> list[Document]:
    """Make each club without its department the one club of its name where there is one, with a note."""
    pinned = {*identities.same.values()}
    homes = homes_of(
        (team.name, team.key, None if team.key.endswith(".x") and team.key not in pinned else team.key)
        for document in documents
        for season in document.seasons
        for team in season.spellings
    )
    return [_with_homes(document, homes, identities) for document in documents]


def _with_homes(document: Document, homes: Mapping[str, str], identities: Identities) -> Document:
    seasons: list[Season] = []
    names: dict[str, str] = {}
    for season in document.seasons:
        placed = [team for team in season.spellings if team.key in homes]
        keys = {team.key: identities.ruled(homes[team.key], season.year) for team in placed}
        names |= {key: team.name for team in reversed(placed) if (key := keys[team.key]) == homes[team.key]}
        seasons.append(_with_keys(season, keys) if placed else season)
    message = "{club} stands here without its department; the one club of that name is meant."
    notes = [
        Problem(HOMELESS, Severity.WARNING, 1, name, message, (("club", name),))
        for name in sorted(set(names.values()))
    ]
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


def problems_as_json(problems: tuple[Problem, ...]) -> str | None:
    """Return problems as they are kept with their document; None for none."""
    return json.dumps([dataclasses.asdict(p) for p in problems], ensure_ascii=False) if problems else None


def problems_from_json(text: str | None) -> tuple[Problem, ...]:
    """Return the problems that `problems_as_json` made this text from."""
    if text is None:
        return ()
    return tuple(
        Problem(
            found["kind"],
            Severity(found["severity"]),
            found["line"],
            found["text"],
            found["message"],
            tuple((name, value) for name, value in found["values"]),
        )
        for found in json.loads(text)
    )


def unreadable(reason: str) -> Problem:
    """Return the problem of a document that cannot be read at all."""
    message = "The document cannot be read: {reason}"
    return Problem("unreadable", Severity.ERROR, 1, "", message, (("reason", reason),))


def _parse(file: DocumentFile, data: bytes | None, identities: Identities) -> Document:
    """Read one version of a document; whatever is wrong with it stays with it."""
    nothing = Document(
        file.name, file.sha256, file.fingerprint, file.added, None, (), (), article=file.article
    )
    if data is None:
        log.warning("cannot read %s: %s", file.name, file.fault)
        return _unread(nothing, file.fault or "")
    try:
        from bot.reader import read_seasons  # not needed where no document changed

        read, problems = read_seasons(data, file.name)
        seasons = tuple([link_clubs(season, identities.key) for season in read])
        for season in seasons:
            _check_numbers(season)
    except DocumentError as error:
        log.warning("cannot read %s: %s", file.name, error.reason)
        return _unread(nothing, error.reason)
    except Exception:
        # No document may take the others down, not even one that finds a fault of the reader.
        log.exception("the reader fails on %s", file.name)
        return _unread(nothing, "the reader fails on it")
    year = seasons[0].year if len(seasons) == 1 else None
    article = file.article or article_of(data)
    return dataclasses.replace(nothing, year=year, seasons=seasons, problems=problems, article=article)


def _unread(document: Document, reason: str) -> Document:
    return dataclasses.replace(
        document,
        year=None,
        seasons=(),
        problems=(unreadable(reason),),
        state=State.UNREADABLE,
        reason=reason,
        held=(),
    )


def _check_numbers(season: Season) -> None:
    for table in season_rows(season).values():
        for row in table:
            if any(isinstance(value, int) and abs(value) >= _SQLITE_INTEGER for value in row):
                raise DocumentError(season.document, "it holds a number that is too large")


def _verdicts(inputs: Inputs, documents: Iterable[Document]) -> dict[str, _Verdict]:
    """Decide for each document that can be read whether its seasons are answered from it."""
    files = {file.name: file for file in inputs.documents}
    by_year: defaultdict[int, list[DocumentFile]] = defaultdict(list)
    verdicts: dict[str, _Verdict] = {}
    for document in sorted(documents, key=lambda document: _rank(files[document.name])):
        if document.state is State.UNREADABLE:
            continue
        if document.year is not None:
            by_year[document.year].append(files[document.name])
        elif inputs.left_out:
            years = ", ".join(map(str, sorted(inputs.left_out)))
            reason = f"a moderator left {years} out"
            verdicts[document.name] = _Verdict(State.USED, reason, left_out=inputs.left_out)
        else:
            verdicts[document.name] = _Verdict(State.USED)
    for year, of_year in by_year.items():
        for number, file in enumerate(of_year):
            verdicts[file.name] = _verdict(file, of_year[:number], year, year in inputs.left_out)
    return verdicts


def _rank(file: DocumentFile) -> tuple[bool, bool, bool, int, str]:
    """Return what puts one document of a season before another."""
    name = file.name
    return not _is_correction(file), file.article is None, _is_copy(name), len(name), name


def _is_correction(file: DocumentFile) -> bool:
    """Tell whether a document takes the place of the folder's: a moderator's that is no wiki's article."""
    return file.added is not None and file.article is None


_COPY = re.compile(r"\(\d+\)|~|\b(copy|copia)\b", re.IGNORECASE)
"""What file managers and editors write into the name of a copy."""


def _is_copy(name: str) -> bool:
    return _COPY.search(name) is not None


def _verdict(file: DocumentFile, before: list[DocumentFile], year: int, left_out: bool) -> _Verdict:
    if file.added is None:
        if any(map(_is_correction, before)):
            return _Verdict(State.OVERRIDDEN, f"a moderator's document of {year} is in use")
        if left_out:
            return _Verdict(State.LEFT_OUT, f"a moderator left {year} out")
    same = [one for one in before if one.sha256 == file.sha256]
    beside = [one for one in before if one.added is None]
    if first := (same or (beside if file.added is None and _is_copy(file.name) else []))[:1]:
        return _Verdict(State.SECOND, str(_second(year, first[0].name)), first[0].name)
    return _Verdict(State.USED)


def _judged(document: Document, verdict: _Verdict | None) -> Document:
    if verdict is None or not document.seasons:
        return document
    seasons, problems = document.seasons, document.problems
    if verdict.state is State.SECOND:
        problems = (*problems, _second(seasons[0].year, verdict.first or "", seasons[0].title))
    if verdict.state is State.USED:
        seasons = tuple([season for season in seasons if season.year not in verdict.left_out])
    else:
        seasons = ()
    return dataclasses.replace(
        document, state=verdict.state, reason=verdict.reason, seasons=seasons, problems=problems
    )


Order = list[tuple[int, str]]
"""Seasons and names of their documents, the leading one of a season first."""


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


def merged(documents: Iterable[Document], order: Order) -> dict[int, Season]:
    """Return each season as its documents tell it together."""
    known = {(season.year, season.document): season for d in documents for season in d.seasons}
    by_year: defaultdict[int, list[Season]] = defaultdict(list)
    for place in order:
        if place in known:
            by_year[place[0]].append(known[place])
    return {year: merge(seasons) for year, seasons in by_year.items()}


def with_differences(documents: Iterable[Document], seasons: Iterable[Season]) -> list[Document]:
    """Return the documents, each with the problems that it has with the leading one of its season."""
    by_document = _differences(seasons)
    return [
        dataclasses.replace(d, problems=(*d.problems, *by_document[d.name])) if d.name in by_document else d
        for d in documents
    ]


def differences_of(seasons: Iterable[Season]) -> dict[str, list[Problem]]:
    """Return what documents of one season, not linked yet, tell differently, by that which does not lead."""
    by_year: defaultdict[int, list[Season]] = defaultdict(list)
    for season in seasons:
        by_year[season.year].append(season)
    several = [of_year for of_year in by_year.values() if len(of_year) > 1]
    linked = [[link_clubs(season, lambda name, *_: fold(name)) for season in of_year] for of_year in several]
    return _differences(merge(ranked(of_year)) for of_year in linked)


def _differences(seasons: Iterable[Season]) -> dict[str, list[Problem]]:
    by_document: defaultdict[str, list[Problem]] = defaultdict(list)
    for season in seasons:
        for problem in season.problems:
            if problem.kind.startswith(DIFFERS):
                by_document[str(dict(problem.values)["document"])].append(problem)
    return by_document
