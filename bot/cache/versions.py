"""Documents → what will be written of them: which version of each, and which document of a season.

A version is unfit where it cannot be read, or where no champion, team or match is left of those that the
last good version has; then the last good one stays in use. A contradiction makes no version unfit: whoever
corrects one score makes one with a stated total of goals, so it is reported, and shown with the answers.
Of the documents of a season a moderator's comes first, then one whose name is not that of a copy
("2006 (1).txt"), then the one with the shortest name, of these the first by name.
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
from bot.cache.inputs import DocumentFile, Inputs
from bot.errors import DocumentError
from bot.model import Problem, Season, Severity, Team
from bot.names import Identities, homes_of
from bot.tournament.club_links import link_clubs

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
    """A document of a cache; `season` holds its facts, None where no question is answered from it.

    `year` is the season that it is of, answered from it or not. `held` are the problems for which the version
    that lies there is not the one in use.
    """

    name: str
    sha256: str
    fingerprint: str
    added: str | None
    year: int | None
    season: Season | None
    problems: tuple[Problem, ...]
    state: State = State.USED
    reason: str | None = None
    held: tuple[Problem, ...] = ()

    def unusable(self, reason: str) -> "Document":
        """Return the document as one that cannot be read."""
        return _unread(self, reason)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a document is to the answers on its season, of which `first` is the foremost document."""

    state: State
    year: int
    first: str

    @property
    def reason(self) -> str | None:
        """Why the season is not answered from the document."""
        if self.state is State.OVERRIDDEN:
            return f"a moderator's document of {self.year} is in use"
        if self.state is State.LEFT_OUT:
            return f"a moderator left {self.year} out"
        return str(self.second("")) if self.state is State.SECOND else None

    def second(self, title: str) -> Problem:
        """Return the problem of a document whose season another document gives already."""
        message = "The season {season} is already given by {document}; this document is left out."
        values = (("season", self.year), ("document", self.first))
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
        return now
    good = await asyncio.to_thread(_parse, file, await fetch(file.good), identities)
    against = _unfit(now, good)
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
        if document.season
        for team in document.season.spellings
    )
    return [_with_homes(document, homes, identities) for document in documents]


def _with_homes(document: Document, homes: Mapping[str, str], identities: Identities) -> Document:
    season = document.season
    placed = [team for team in season.spellings if team.key in homes] if season else []
    if season is None or not placed:
        return document
    keys = {team.key: identities.ruled(homes[team.key], season.year) for team in placed}
    names = {key: team.name for team in reversed(placed) if (key := keys[team.key]) == homes[team.key]}
    message = "{club} stands here without its department; the one club of that name is meant."
    notes = [
        Problem(HOMELESS, Severity.WARNING, 1, name, message, (("club", name),))
        for name in sorted(names.values())
    ]
    return dataclasses.replace(
        document, season=_with_keys(season, keys), problems=(*document.problems, *notes)
    )


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
    nothing = Document(file.name, file.sha256, file.fingerprint, file.added, None, None, ())
    if data is None:
        log.warning("cannot read %s: %s", file.name, file.fault)
        return _unread(nothing, file.fault or "")
    try:
        from bot.reader import read_and_check  # not needed where no document changed

        season, problems = read_and_check(data, file.name)
        season = link_clubs(season, identities.key)
        _check_numbers(season)
    except DocumentError as error:
        log.warning("cannot read %s: %s", file.name, error.reason)
        return _unread(nothing, error.reason)
    except Exception:
        # No document may take the others down, not even one that finds a fault of the reader.
        log.exception("the reader fails on %s", file.name)
        return _unread(nothing, "the reader fails on it")
    return dataclasses.replace(nothing, year=season.year, season=season, problems=problems)


def _unread(document: Document, reason: str) -> Document:
    return dataclasses.replace(
        document,
        year=None,
        season=None,
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


def _unfit(now: Document, good: Document) -> tuple[Problem, ...]:
    """Return the problems for which a version is not used; none where it is fit or the good one is not."""
    if good.season is None:
        return ()
    if now.season is None:
        return now.problems
    if _tells(now.season) or not _tells(good.season):
        return ()
    message = "No champion, team or match is left in the document."
    return (Problem("nothing-left", Severity.ERROR, 1, now.season.title, message),)


def _tells(season: Season) -> bool:
    """Tell whether a season can be asked for anything."""
    return any((season.champions, season.runners_up, season.entries, season.matches, season.records))


def _verdicts(inputs: Inputs, documents: Iterable[Document]) -> dict[str, _Verdict]:
    """Decide for each document that has a season whether the season is answered from it."""
    added = {file.name for file in inputs.documents if file.added}
    by_year: defaultdict[int, list[str]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: _rank(document.name, added)):
        if document.year is not None:
            by_year[document.year].append(document.name)
    return {
        name: _Verdict(_state(name, names[0], added, year in inputs.left_out), year, names[0])
        for year, names in by_year.items()
        for name in names
    }


def _rank(name: str, added: set[str]) -> tuple[bool, bool, int, str]:
    """Return what puts one document of a season before another."""
    return name not in added, _COPY.search(name) is not None, len(name), name


_COPY = re.compile(r"\(\d+\)|~|\b(copy|copia)\b", re.IGNORECASE)
"""What file managers and editors write into the name of a copy."""


def _state(name: str, first: str, added: set[str], left_out: bool) -> State:
    if name not in added and first in added:
        return State.OVERRIDDEN
    if name not in added and left_out:
        return State.LEFT_OUT
    return State.USED if name == first else State.SECOND


def _judged(document: Document, verdict: _Verdict | None) -> Document:
    if verdict is None or document.season is None or verdict.state is State.USED:
        return document
    problems = document.problems
    if verdict.state is State.SECOND:
        problems = (*problems, verdict.second(document.season.title))
    return dataclasses.replace(
        document, state=verdict.state, reason=verdict.reason, season=None, problems=problems
    )
