"""Documents → what will be written of them: which version of each, and which document of a season.

A version is unfit where it cannot be read, or where no champion, team or match is left of those that the
last good version has; then the last good one stays in use. A contradiction makes no version unfit: whoever
corrects one score makes one with a stated total of goals, so it is reported, and shown with the answers.
Of the documents of a season a moderator's comes first, then the one in use, then the one with the shortest
name ("2006.txt" before "2006 (1).txt"), of these the first by name.
"""

import asyncio
import dataclasses
import enum
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.cache.inputs import DocumentFile, Inputs
from bot.cache.rows import SeasonRows, season_rows
from bot.errors import DocumentError
from bot.model import Problem, Season, Severity
from bot.names import Identities
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
class Known:
    """A document of the cache in place: what it was made from and what became of it."""

    sha256: str
    fingerprint: str
    year: int | None
    state: State
    reason: str | None
    held: tuple[Problem, ...]

    def has(self, verdict: "_Verdict") -> bool:
        """Tell whether the document is to the answers what it was."""
        return (self.state, self.reason) == (verdict.state, verdict.reason)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as it will be written; `rows` are those of its season, None where there is none in use.

    `held` are the problems for which the version that lies there is not the one in use.
    """

    file: DocumentFile
    year: int | None
    rows: SeasonRows | None
    problems: tuple[Problem, ...]
    title: str = ""
    state: State = State.USED
    reason: str | None = None
    held: tuple[Problem, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What it was made from."""
        return self.file.fingerprint


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


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads documents of one load."""

    inputs: Inputs
    identities: Identities
    fetch: Fetch
    progress: Progress | None
    in_use: frozenset[str] = frozenset()
    """Names of the documents that the last cache answers from."""

    async def read(self, known: Mapping[str, Known]) -> list[Parsed]:
        """Return the documents that must be written anew, in the order of their names.

        `known` are those of the cache that is copied; none where everything is written.
        """
        documents = {document.name: document for document in self.inputs.documents}
        fresh = [d for d in documents.values() if not _is_known(d, known)]
        parsed = await self._read_all(fresh)
        years = {name: known[name].year for name in documents if name in known} | {
            name: found.year for name, found in parsed.items()
        }
        asked = self._seasons_in_question(known, documents, parsed)
        verdicts = _verdicts(
            self.inputs, {name: year for name, year in years.items() if year in asked}, self.in_use
        )
        for name, verdict in verdicts.items():
            if name not in parsed and not known[name].has(verdict):
                parsed[name] = await self._read_one(documents[name])
        return [_judged(parsed[name], verdicts.get(name)) for name in sorted(parsed)]

    def _seasons_in_question(
        self, known: Mapping[str, Known], documents: Mapping[str, DocumentFile], parsed: Mapping[str, Parsed]
    ) -> set[int | None]:
        """Return the seasons whose documents may have become something else to the answers."""
        changed = {one.year for name, one in known.items() if name in parsed or name not in documents}
        left_out = {one.year for one in known.values() if one.state is State.LEFT_OUT}
        return changed | left_out | self.inputs.left_out | {one.year for one in parsed.values()}

    async def _read_all(self, fresh: list[DocumentFile]) -> dict[str, Parsed]:
        parsed = {}
        for done, file in enumerate(fresh):
            if self.progress:
                self.progress(done, len(fresh))
            parsed[file.name] = await self._read_one(file)
        if self.progress:
            self.progress(len(fresh), len(fresh))
        return parsed

    async def _read_one(self, file: DocumentFile) -> Parsed:
        now = await asyncio.to_thread(_parse, file, await self._bytes(file), self.identities)
        if file.good is None:
            return now
        good = await asyncio.to_thread(_parse, file, await self.fetch(file.good), self.identities)
        against = _unfit(now, good)
        return dataclasses.replace(good, held=against) if against else now

    async def _bytes(self, file: DocumentFile) -> bytes | None:
        if file.fault is not None:
            return None
        if file.added is None:
            return await asyncio.to_thread(file.read)
        return await self.fetch(file.sha256)


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


def with_homes(document: Parsed, homeless: Iterable[str], homes: Mapping[str, str]) -> Parsed:
    """Return a document with a note for each of its clubs that was placed by its name alone."""
    if document.rows is None:
        return document
    message = "{club} stands here without its department; the one club of that name is meant."
    clubs = sorted(
        {document.rows.clubs[homes[key]][0] for key in homeless if homes[key] in document.rows.clubs}
    )
    notes = [Problem(HOMELESS, Severity.WARNING, 1, club, message, (("club", club),)) for club in clubs]
    return dataclasses.replace(document, problems=(*document.problems, *notes))


def _is_known(document: DocumentFile, known: Mapping[str, Known]) -> bool:
    return document.name in known and known[document.name].fingerprint == document.fingerprint


def _parse(file: DocumentFile, data: bytes | None, identities: Identities) -> Parsed:
    """Read one version of a document; whatever is wrong with it stays with it."""
    if data is None:
        return _unread(file, file.fault or "")
    try:
        from bot.reader import read_and_check  # not needed where no document changed

        season, problems = read_and_check(data, file.name)
        season = link_clubs(season, identities.key)
        rows = season_rows(season)
        _check_numbers(season, rows)
    except DocumentError as error:
        log.warning("cannot read %s: %s", file.name, error.reason)
        return _unread(file, error.reason)
    except Exception:
        # No document may take the others down, not even one that finds a fault of the reader.
        log.exception("the reader fails on %s", file.name)
        return _unread(file, "the reader fails on it")
    return Parsed(file, season.year, rows, problems, title=season.title)


def _unread(file: DocumentFile, reason: str) -> Parsed:
    return Parsed(file, None, None, (unreadable(reason),), state=State.UNREADABLE, reason=reason)


def _check_numbers(season: Season, rows: SeasonRows) -> None:
    for table in rows.tables.values():
        for row in table:
            if any(isinstance(value, int) and abs(value) >= _SQLITE_INTEGER for value in row):
                raise DocumentError(season.document, "it holds a number that is too large")


def _unfit(now: Parsed, good: Parsed) -> tuple[Problem, ...]:
    """Return the problems for which a version is not used; none where it is fit or the good one is not."""
    if good.rows is None:
        return ()
    if now.rows is None:
        return now.problems
    return (_nothing_left(now),) if _tells(good.rows) and not _tells(now.rows) else ()


def _tells(rows: SeasonRows) -> bool:
    """Tell whether a season can be asked for anything."""
    return any(rows.tables[table] for table in ("honour", "entry", "match"))


def _nothing_left(parsed: Parsed) -> Problem:
    message = "No champion, team or match is left in the document."
    return Problem("nothing-left", Severity.ERROR, 1, parsed.title, message)


def _verdicts(inputs: Inputs, years: Mapping[str, int | None], in_use: frozenset[str]) -> dict[str, _Verdict]:
    """Decide for each document that has a season whether the season is answered from it."""
    added = {document.name for document in inputs.documents if document.added}
    by_year: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(years, key=lambda name: (name not in added, name not in in_use, len(name), name)):
        year = years[name]
        if year is not None:
            by_year[year].append(name)
    return {
        name: _Verdict(_state(name, names[0], added, year in inputs.left_out), year, names[0])
        for year, names in by_year.items()
        for name in names
    }


def _state(name: str, first: str, added: set[str], left_out: bool) -> State:
    if name not in added and first in added:
        return State.OVERRIDDEN
    if name not in added and left_out:
        return State.LEFT_OUT
    return State.USED if name == first else State.SECOND


def _judged(parsed: Parsed, verdict: _Verdict | None) -> Parsed:
    if verdict is None or parsed.rows is None:
        return parsed
    if verdict.state is State.USED:
        return parsed
    problems = parsed.problems
    if verdict.state is State.SECOND:
        problems = (*problems, verdict.second(parsed.title))
    return dataclasses.replace(
        parsed, state=verdict.state, reason=verdict.reason, rows=None, problems=problems
    )
